"""Items as values: rows with what they stand on, loaded in a fixed number of queries."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Count

from mediawire.archive import pictures
from mediawire.archive.database import chunks
from mediawire.archive.judgements import Judgement, load_judgements
from mediawire.archive.models import DecisionRow, ItemRow, PendingRow, ReportRow
from mediawire.archive.packing import unpack, unpack_all, unpack_lately, unpack_once
from mediawire.archive.sources import load_sources
from mediawire.model.errors import NotInArchive
from mediawire.model.headline import Headline, HeadlineVersion
from mediawire.model.item import Decision, DecisionKind, Item, ItemState, Recent
from mediawire.model.permission import Permission
from mediawire.model.report import Report, Stated
from mediawire.model.source import Source
from mediawire.model.story import Copy


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A source's change that waits for the desk: the item, the report row of the new revision, since when."""

    item_id: int
    row_id: int
    at: dt.datetime


def no_item(item_id: int) -> NotInArchive:
    """The error for an item that is not there."""
    return NotInArchive("there is no such item", where=f"item {item_id}", remedy="Look at its number.")


def load_item(item_id: int) -> Item:
    """One item whole; raises NotInArchive."""
    return load_items([item_id])[0]


def load_items(item_ids: Sequence[int]) -> list[Item]:
    """Items whole, in the order asked; raises NotInArchive."""
    rows = ItemRow.objects.in_bulk(item_ids)
    for item_id in item_ids:
        if item_id not in rows:
            raise no_item(item_id)
    return items_of([rows[item_id] for item_id in item_ids])


def items_of(rows: Sequence[ItemRow]) -> list[Item]:
    """Items whole, of rows."""
    reports = [row.row_id for row in rows]
    texts = ReportRow.objects.filter(id__in=reports).values_list("id", "data")
    told = {row: unpack_lately(Report, text) for row, text in texts}
    judgements = load_judgements(reports)
    sources = load_sources([row.source_id for row in rows])
    carried = _carried(judgements.values(), sources)
    versions = headline_history(rows)
    shown = pictures.of_items(rows)
    return [
        dataclasses.replace(
            _item(row, sources[row.source_id], told[row.row_id], judgements[row.row_id], carried),
            history=versions[row.id],
            pictures=shown.get(row.id, ()),
        )
        for row in rows
    ]


def headline_history(rows: Sequence[ItemRow]) -> dict[int, tuple[HeadlineVersion, ...]]:
    """Each item's headlines, the source's in all its revisions and the house's, the oldest first, by item."""
    theirs: dict[str, list[HeadlineVersion]] = {row.report_id: [] for row in rows}
    ours: dict[int, list[HeadlineVersion]] = {row.id: [] for row in rows}
    read = ReportRow.objects.filter(report_id__in=theirs).order_by("revision")
    for report_id, text, at in read.values_list("report_id", "headline", "made_at"):
        if not theirs[report_id] or theirs[report_id][-1].text != text:
            theirs[report_id].append(HeadlineVersion(text=text, by="source", at=at))
    decided = DecisionRow.objects.filter(item_id__in=ours).exclude(headline="").order_by("id")
    for item_id, packed, by, at, why in decided.values_list("item_id", "headline", "by", "at", "why"):
        headline = unpack(Headline, packed)
        ours[item_id].append(HeadlineVersion(text=headline.text, by=by, at=at, why=why, override=headline.override))
    return {row.id: _history(row, theirs[row.report_id], ours[row.id]) for row in rows}


def _history(
    row: ItemRow, theirs: Sequence[HeadlineVersion], ours: Sequence[HeadlineVersion]
) -> tuple[HeadlineVersion, ...]:
    """Both in the order of time; a headline made by rule stands in no decision and came with the source's latest."""
    present, made = unpack(Headline, row.headline), list(ours)
    if present.author.startswith("rule:") and theirs and present.text not in [each.text for each in (*theirs, *ours)]:
        why = ", ".join(step.rule for step in present.steps)
        made.append(HeadlineVersion(text=present.text, by=present.author, at=theirs[-1].at, why=why))
    return tuple(sorted((*theirs, *made), key=lambda each: each.at))


def _carried(judgements: Iterable[Judgement], known: Mapping[str, Source]) -> dict[str, str]:
    """Names of sources by the ids of their reports, for all reports that others carry text of."""
    ids = {copy.b for judgement in judgements for copy in judgement.copies}
    if not ids:
        return {}
    pairs = dict(ReportRow.objects.filter(report_id__in=ids).values_list("report_id", "source_id"))
    names = {source_id: source.name for source_id, source in load_sources(list(pairs.values())).items()}
    return {report_id: names[source_id] for report_id, source_id in pairs.items()}


def _item(row: ItemRow, source: Source, report: Report, judgement: Judgement, carried: Mapping[str, str]) -> Item:
    return dataclasses.replace(
        _told(row, source, report),
        chain=judgement.chain,
        corroboration=judgement.corroboration,
        story_id=judgement.story_id,
        copy_of=_copied(judgement.copies, report, source, carried),
    )


def _copied(copies: Iterable[Copy], report: Report, source: Source, carried: Mapping[str, str]) -> tuple[str, ...]:
    names = [carried.get(each.b, "") for each in copies if each.a == report.id]
    return tuple(dict.fromkeys(name for name in names if name and name != source.name))


def _told(row: ItemRow, source: Source, report: Report) -> Item:
    return Item(
        id=row.id,
        source=source,
        report=report,
        headline=unpack(Headline, row.headline),
        permission=unpack_once(Permission, row.permission),
        state=ItemState(row.state),
        path=row.path,
        revision=max(row.revision, 1),
        printed_at=row.printed_at,
        revised_at=row.revised_at,
        revised_why=row.revised_why,
        earlier=unpack_all(Headline, row.earlier),
        log_index=row.log_index,
    )


def items(states: Sequence[ItemState], limit: int, offset: int) -> list[Item]:
    """Items in some states, the newest first, for lists: their reports have neither blocks nor omissions."""
    found = ItemRow.objects.filter(state__in=[state.value for state in states]).order_by("-id")
    rows = list(found.select_related("row").defer("row__text", "row__data", "recent")[offset : offset + limit])
    sources = load_sources([row.source_id for row in rows])
    return [_told(row, sources[row.source_id], _light(row.row)) for row in rows]


def _light(row: ReportRow) -> Report:
    return Report(
        id=row.report_id,
        source_id=row.source_id,
        url=row.url,
        capture="",
        retrieved_at=row.retrieved_at,
        headline=Stated(value=row.headline, origin=""),
        blocks=(),
        revision=row.revision,
        language=row.language,
        view=row.view,
    )


def counts() -> dict[str, int]:
    """How many items stand in each state, by the state's word."""
    found = dict(ItemRow.objects.values_list("state").annotate(Count("id")).order_by())
    return {state.value: found.get(state.value, 0) for state in ItemState}


def recent(limit: int) -> list[Recent]:
    """What is printed and live, the newest first, as it was printed last.

    By the log, not by the clock: an hour or a year by which that once jumped must not keep anything on top.
    """
    rows = ItemRow.objects.filter(state="live", first_index__isnull=False).order_by("-first_index")
    return [unpack(Recent, text) for text in rows.values_list("recent", flat=True)[:limit] if text]


def decisions(item_id: int) -> list[Decision]:
    """What was decided about an item, the oldest first."""
    return [
        Decision(
            kind=DecisionKind(row.kind),
            by=row.by,
            at=row.at,
            why=row.why,
            headline=unpack(Headline, row.headline) if row.headline else None,
        )
        for row in DecisionRow.objects.filter(item_id=item_id).order_by("id")
    ]


def item_for_report(report_id: str) -> int | None:
    """The item that carries a report, in whatever state; None where there is none."""
    return for_reports([report_id]).get(report_id)


def for_reports(report_ids: Sequence[str]) -> dict[str, int]:
    """Items by the reports that they carry."""
    return dict(ItemRow.objects.filter(report_id__in=report_ids).values_list("report_id", "id"))


def item_for_lead(lead_id: int) -> int | None:
    """The item that carries what a lead led to; None where there is none."""
    reports = ReportRow.objects.filter(lead_id=lead_id).values("report_id")
    return ItemRow.objects.filter(report_id__in=reports).order_by("-id").values_list("id", flat=True).first()


def ids_by_path(paths: Sequence[str]) -> list[int]:
    """Live items by their pages' addresses; addresses that none has are left out."""
    live = ItemRow.objects.filter(state="live").order_by("id")
    return [item_id for some in chunks(paths) for item_id in live.filter(path__in=some).values_list("id", flat=True)]


def row_of(item_id: int) -> int:
    """The report row that an item carries; raises NotInArchive."""
    row = ItemRow.objects.filter(id=item_id).values_list("row_id", flat=True).first()
    if row is None:
        raise no_item(item_id)
    return row


def ended(moment: dt.datetime) -> list[int]:
    """Live items whose permission has ended."""
    rows = ItemRow.objects.filter(state="live", permission_until__lte=moment).order_by("permission_until", "id")
    return list(rows.values_list("id", flat=True))


def to_release(moment: dt.datetime) -> list[int]:
    """Items that waited for their terms to begin, which now have."""
    rows = ItemRow.objects.filter(state="queued", release_at__lte=moment).order_by("release_at", "id")
    return list(rows.values_list("id", flat=True))


def pending_revisions() -> list[Pending]:
    """Sources' changes that wait for the desk, the oldest first."""
    rows = PendingRow.objects.order_by("at", "item_id").values_list("item_id", "row_id", "at")
    return [Pending(item_id=item_id, row_id=row_id, at=at) for item_id, row_id, at in rows]


def pending_row(item_id: int) -> int:
    """The report row of the change that waits for the desk; raises NotInArchive where none does."""
    row = PendingRow.objects.filter(item_id=item_id).values_list("row_id", flat=True).first()
    if row is None:
        raise NotInArchive(
            "no change of the source waits here", where=f"item {item_id}", remedy="Somebody may have decided meanwhile."
        )
    return row


def pending_revision_of(item_id: int) -> Report | None:
    """The source's new revision that waits for the desk; None where none does."""
    data = PendingRow.objects.filter(item_id=item_id).values_list("row__data", flat=True).first()
    return None if data is None else unpack(Report, data)
