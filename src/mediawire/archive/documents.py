"""Items of agency documents: which version of each is the latest, so that none is taken twice or overtaken by an older.

weigh(told) -> Standing     how a version that arrives stands to what was brought before; writes nothing
keep(told)                  it is the latest from now on
bring(lead, capture_id, moment) -> bool     the lead of an item with its document: to be carried, never fetched
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum

from mediawire.archive import leads
from mediawire.archive.database import writes
from mediawire.archive.finding import found, key_of
from mediawire.archive.leads import Fetched
from mediawire.archive.models import DocumentRow, LeadKeyRow, LeadRow
from mediawire.archive.packing import plain
from mediawire.model.feed import Lead


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An item as a document tells it: under which name, which version; `digest` is the document's."""

    source_id: str
    name: str
    digest: str
    moment: dt.datetime
    version: str = ""
    updated: dt.datetime | None = None
    status: str = ""
    until: dt.datetime | None = None


class Standing(enum.Enum):
    """How a version stands to the latest known."""

    NEW = "new"
    SAME = "same"  # the same document again
    NEWER = "newer"
    RESTORED = "restored"  # usable again, after it had been withheld or cancelled
    OLDER = "older"


_WITHDRAWN = ("withheld", "canceled")


def weigh(told: Told) -> Standing:
    """How this version stands to what was brought before.

    Versions are compared as numbers, else by the time of change, else the later arrival is the newer one.
    """
    row = DocumentRow.objects.filter(source_id=told.source_id, key=key_of(told.name)).first()
    if row is None:
        return Standing.NEW
    if row.digest == told.digest:
        return Standing.SAME
    if _older(told, row):
        return Standing.OLDER
    restored = row.status in _WITHDRAWN and told.status not in _WITHDRAWN
    return Standing.RESTORED if restored else Standing.NEWER


def _older(told: Told, row: DocumentRow) -> bool:
    numbers = [each for each in (told.version, row.version) if each.isdecimal() and len(each) < 19]
    if len(numbers) == 2 and int(numbers[0]) != int(numbers[1]):
        return int(numbers[0]) < int(numbers[1])
    return told.updated is not None and row.updated is not None and told.updated < row.updated


@writes
def keep(told: Told) -> None:
    """This version is the latest from now on."""
    values = {
        "version": plain(told.version),
        "updated": told.updated,
        "status": plain(told.status)[:40],
        "digest": told.digest,
        "until": told.until,
        "heard_at": told.moment,
    }
    DocumentRow.objects.update_or_create(source_id=told.source_id, key=key_of(told.name), defaults=values)


@writes
def bring(lead: Lead, capture_id: int, moment: dt.datetime) -> bool:
    """Keep an item's lead with the capture of its document. Gives whether there is something to carry.

    In one transaction, so that nobody fetches what was brought. What was erased stays erased.
    """
    found([lead], moment)
    names = [key_of(key) for key in lead.keys]
    rows = LeadRow.objects.filter(
        id__in=LeadKeyRow.objects.filter(source_id=lead.source_id, key__in=names).values("lead_id")
    ).exclude(state=LeadRow.State.ERASED)
    row = rows.order_by("id").first()
    if row is None:
        return False
    LeadRow.objects.filter(id=row.id).update(door=plain(lead.door))
    return leads.captured_all([Fetched(lead_id=row.id, capture_id=capture_id)], moment)[0]
