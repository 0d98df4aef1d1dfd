"""Items: reports as carried on our wire. One door to what stands in deciding, sealing and itemvalues.

take(row, source, headline, permission, decision), take_all ; decide ; revise ; pending_revision, drop_pending
load_item, load_items, items, recent, counts, decisions, item_for_report, for_reports, item_for_lead, ended, ...
to_print, prepare, seal_and_mark, record_files, printed_files, mark_printed
"""

from mediawire.archive.deciding import (
    MOVES,
    Taking,
    decide,
    drop_pending,
    pending_revision,
    revise,
    take,
    take_all,
)
from mediawire.archive.itemvalues import (
    Pending,
    counts,
    decisions,
    ended,
    for_reports,
    ids_by_path,
    item_for_lead,
    item_for_report,
    items,
    load_item,
    load_items,
    pending_revision_of,
    pending_revisions,
    pending_row,
    printed_in_month,
    recent,
    row_of,
)
from mediawire.archive.sealing import (
    Draft,
    Prepared,
    live_files,
    mark_printed,
    prepare,
    printed_files,
    record_files,
    seal_and_mark,
    to_print,
)

__all__ = [
    "MOVES",
    "Draft",
    "Pending",
    "Prepared",
    "Taking",
    "counts",
    "decide",
    "decisions",
    "drop_pending",
    "ended",
    "for_reports",
    "ids_by_path",
    "item_for_lead",
    "item_for_report",
    "items",
    "live_files",
    "load_item",
    "load_items",
    "mark_printed",
    "pending_revision",
    "pending_revision_of",
    "pending_revisions",
    "pending_row",
    "prepare",
    "printed_files",
    "printed_in_month",
    "recent",
    "record_files",
    "revise",
    "row_of",
    "seal_and_mark",
    "take",
    "take_all",
    "to_print",
]
