"""Leads: what sources have told us of, from found to carried. `following` has what happens to them later.

    found(leads, moment) -> Found                      new ones, and known ones whose entry has changed
    due_leads(moment, limit, lease, full) -> [LeadState]   to fetch, or to look at again
    captured_all / unchanged / failed / gone           what a fetch came to
    claim_captured(limit, batch), of_batch, states, carried, open_batches     batches of captured leads
    notice(...) , notices_about(row_ids)               what a source says of an earlier report

A lead is known by its keys: within one source, any key in common means the same lead. `due_at` says when it is to be
fetched or looked at again; a lease keeps two workers from one lead.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from mediawire.archive.database import writes
from mediawire.archive.finding import Found, found
from mediawire.archive.models import CaptureRow, LeadRow
from mediawire.archive.noticing import Heard, notice, notices_about
from mediawire.archive.packing import loads, plain, unpack
from mediawire.archive.vanishing import Absence, gone
from mediawire.archive.workers import Lease
from mediawire.model.errors import WireError
from mediawire.model.feed import FeedEntry, Lead

__all__ = [
    "Absence",
    "Fetched",
    "Found",
    "Heard",
    "LeadState",
    "Refused",
    "captured",
    "captured_all",
    "carried",
    "claim_captured",
    "due_leads",
    "failed",
    "found",
    "gone",
    "notice",
    "notices_about",
    "of_batch",
    "open_batches",
    "refused",
    "states",
    "unchanged",
    "unfinished_batches",
    "waiting",
]
State = LeadRow.State
_TOLD = ("digest", "etag", "last_modified")
_FREE: dict[str, Any] = {"lease_worker": "", "lease_until": None}
_CAPTURED = (
    "lease_worker", "lease_until", "due_at", "checked_at", "attempts", "error", "error_code", "gone_times", "gone_at",
    "etag", "last_modified", "state", "capture", "first_captured_at"
)  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LeadState:
    """A lead with what fetching needs: validators of the latest capture, failed attempts, and whether it is a re-check.

    `capture_id` is the latest capture with content of its own.
    """

    id: int
    lead: Lead
    etag: str = ""
    last_modified: str = ""
    attempts: int = 0
    capture_id: int | None = None
    first_captured_at: dt.datetime | None = None
    recheck: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page that was captured, of which lead, and when it is to be looked at again."""

    lead_id: int
    capture_id: int
    next_check: dt.datetime | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A lead that was given up, and why."""

    lead_id: int
    source_id: str
    url: str
    code: str
    reason: str
    at: dt.datetime


@writes
def due_leads(
    moment: dt.datetime, limit: int, lease: Lease, full: Sequence[str] = (), per_source: int = 2
) -> list[LeadState]:
    """Leads to fetch now, claimed: at most `per_source` a source, the oldest first, and none of the `full` ones."""
    # Asked several times a second, and mostly in vain: a short question before the long one.
    if limit <= 0 or not LeadRow.objects.filter(due_at__lte=moment).exists():
        return []
    free = Q(lease_until=None) | Q(lease_until__lte=moment)
    due = LeadRow.objects.filter(free, due_at__lte=moment).exclude(source_id__in=full)
    rank = Window(RowNumber(), partition_by="source_id", order_by=["due_at", "id"])
    ranked = due.annotate(rank=rank).filter(rank__lte=per_source).order_by("rank", "due_at", "id")
    ids = list(ranked.values_list("id", flat=True)[:limit])
    if not ids:
        return []
    claimed = LeadRow.objects.filter(free, id__in=ids).select_for_update(skip_locked=True)
    rows = {row.id: row for row in claimed}
    LeadRow.objects.filter(id__in=rows).update(lease_worker=lease.worker, lease_until=lease.until)
    return [_state(rows[lead_id]) for lead_id in ids if lead_id in rows]


def _state(row: LeadRow) -> LeadState:
    lead = Lead(
        source_id=row.source_id,
        url=row.url,
        keys=tuple(loads(row.keys)),
        entry=unpack(FeedEntry, row.entry),
        door=row.door,
    )
    return LeadState(
        id=row.id,
        lead=lead,
        etag=row.etag,
        last_modified=row.last_modified,
        attempts=row.attempts,
        capture_id=row.capture_id,
        first_captured_at=row.first_captured_at,
        recheck=row.capture_id is not None,
    )


def captured(lead_id: int, capture_id: int, moment: dt.datetime, next_check: dt.datetime | None) -> bool:
    """As `captured_all`, for one page."""
    return captured_all([Fetched(lead_id=lead_id, capture_id=capture_id, next_check=next_check)], moment)[0]


@writes
def captured_all(fetched: Sequence[Fetched], moment: dt.datetime) -> list[bool]:
    """Pages were captured. Gives for each whether there is something to carry: not for the payload it had before."""
    rows = LeadRow.objects.select_for_update().order_by("id").in_bulk([each.lead_id for each in fetched])
    wanted = {each.capture_id for each in fetched} | {row.capture_id for row in rows.values()}
    kept = CaptureRow.objects.only(*_TOLD).in_bulk([capture_id for capture_id in wanted if capture_id is not None])
    news = [_take(rows[each.lead_id], each, kept, moment) for each in fetched]
    # An upsert of rows that are there: one statement for all.
    LeadRow.objects.bulk_create(rows.values(), update_conflicts=True, unique_fields=["id"], update_fields=_CAPTURED)
    return news


def _take(row: LeadRow, fetched: Fetched, kept: Mapping[int, CaptureRow], moment: dt.datetime) -> bool:
    told = kept[fetched.capture_id]
    changed = _answered(moment, fetched.next_check) | {"etag": told.etag, "last_modified": told.last_modified}
    for name, value in changed.items():
        setattr(row, name, value)
    if row.capture_id == fetched.capture_id:
        return bool(row.state == State.CAPTURED)
    if row.capture_id is not None and kept[row.capture_id].digest == told.digest:
        return False
    row.state, row.capture_id = State.CAPTURED, fetched.capture_id
    row.first_captured_at = row.first_captured_at or moment
    return True


def _answered(moment: dt.datetime, next_check: dt.datetime | None) -> dict[str, Any]:
    return _FREE | {
        "due_at": next_check,
        "checked_at": moment,
        "attempts": 0,
        "error": "",
        "error_code": "",
        "gone_times": 0,
        "gone_at": None,
    }


@writes
def unchanged(lead_id: int, moment: dt.datetime, next_check: dt.datetime | None) -> None:
    """The page is as it was (304): nothing to carry."""
    LeadRow.objects.filter(id=lead_id).update(**_answered(moment, next_check))


@writes
def failed(lead_id: int, error: WireError, moment: dt.datetime, retry_at: dt.datetime | None) -> None:
    """A fetch came to nothing. Without `retry_at` the lead is given up and listed; what was captured of it stays."""
    changed: dict[str, Any] = _FREE | {
        "due_at": retry_at,
        "checked_at": moment,
        "attempts": F("attempts") + 1,
        "error": plain(str(error)),
        "error_code": error.code,
    }
    rows = LeadRow.objects.filter(id=lead_id)
    rows.update(**changed)
    if retry_at is None:
        rows.filter(state=State.FOUND).update(state=State.REFUSED)


def refused(limit: int) -> list[Refused]:
    """Leads that were given up without a capture, the latest first."""
    rows = LeadRow.objects.filter(state=State.REFUSED).order_by("-id")[:limit]
    return [
        Refused(
            lead_id=row.id,
            source_id=row.source_id,
            url=row.url,
            code=row.error_code,
            reason=row.error,
            at=row.checked_at or row.found_at,
        )
        for row in rows
    ]


@writes
def claim_captured(limit: int, batch: str) -> list[int]:
    """Put captured leads that are in no batch into this one, the oldest first; gives their ids."""
    waiting = LeadRow.objects.filter(state=State.CAPTURED, batch="").order_by("id")
    ids = list(waiting.select_for_update(skip_locked=True).values_list("id", flat=True)[:limit])
    if ids:
        LeadRow.objects.filter(id__in=ids).update(batch=batch, batch_capture=F("capture_id"))
    return ids


def open_batches(prefix: str = "") -> dict[str, list[int]]:
    """Batches with leads that were not carried to the end, the oldest first; of names with this beginning alone."""
    rows = LeadRow.objects.exclude(batch="").filter(batch__startswith=prefix).order_by("id")
    batches: dict[str, list[int]] = {}
    for batch, lead_id in rows.values_list("batch", "id"):
        batches.setdefault(batch, []).append(lead_id)
    return batches


def waiting() -> int:
    """How many captured leads were not carried to the end yet, in a batch or not."""
    return LeadRow.objects.filter(Q(state=State.CAPTURED, batch="") | ~Q(batch="")).count()


def unfinished_batches() -> bool:
    """Whether anything that was captured is still to be carried."""
    return waiting() > 0


def of_batch(batch: str) -> list[int]:
    """The leads of one batch."""
    return list(LeadRow.objects.filter(batch=batch).exclude(batch="").order_by("id").values_list("id", flat=True))


def states(lead_ids: Sequence[int]) -> list[LeadState]:
    """Leads by their ids, in the order asked; ids that are not known are left out."""
    rows = LeadRow.objects.in_bulk(lead_ids)
    return [_state(rows[lead_id]) for lead_id in lead_ids if lead_id in rows]


@writes
def carried(lead_ids: Sequence[int], moment: dt.datetime) -> None:
    """End a batch. A lead that was captured anew meanwhile stays to be carried."""
    done = When(batch_capture=F("capture_id"), then=Value(State.CARRIED.value))
    leads: QuerySet[LeadRow] = LeadRow.objects.filter(id__in=lead_ids).exclude(batch="")
    leads.update(state=Case(done, default=F("state")), batch="", batch_capture=None)
