"""Leads: what sources have told us of, from found to carried. `following` has what happens to them later.

    found(leads, moment) -> Found                      new ones, and known ones whose entry has changed
    found_each([leads], moment) -> [Found]             the same for the entries of several doors
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

from django.db.models import Case, F, Q, QuerySet, Value, When

from mediawire.archive.database import answers, any_row, marks, rewrite, writes
from mediawire.archive.finding import Found, found, found_each
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
    "found_each",
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
_FREE: dict[str, Any] = {"lease_worker": "", "lease_until": None}
_STAND = ("state", "capture", "first_captured_at")
_CAPTURED = "SELECT 1 FROM archive_lead WHERE state = 'captured' AND batch = '' LIMIT 1"
_BATCHED = "SELECT 1 FROM archive_lead WHERE NOT (batch = '') LIMIT 1"
# Asked several times a second, and mostly in vain. A source's leads take turns with those of the others.
_DUE = """
    SELECT id FROM (
        SELECT id, due_at, row_number() OVER (PARTITION BY source_id ORDER BY due_at, id) AS turn FROM archive_lead
        WHERE due_at <= %s AND (lease_until IS NULL OR lease_until <= %s) AND source_id NOT IN ({})
    ) AS due
    WHERE turn <= %s ORDER BY turn, due_at, id LIMIT %s
"""


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


@dataclasses.dataclass(slots=True)
class _Stand:
    """How a lead stands: `capture` is the latest with content of its own."""

    state: str
    capture: int | None
    first_captured_at: dt.datetime | None


@dataclasses.dataclass(frozen=True, slots=True)
class _Told:
    """What a capture says of its payload."""

    digest: str
    etag: str
    last_modified: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A lead that was given up, and why."""

    lead_id: int
    source_id: str
    url: str
    code: str
    reason: str
    at: dt.datetime


def due_leads(
    moment: dt.datetime, limit: int, lease: Lease, full: Sequence[str] = (), per_source: int = 2
) -> list[LeadState]:
    """Leads to fetch now, claimed: at most `per_source` a source, the oldest first, and none of the `full` ones."""
    if limit <= 0:
        return []
    passed_by = ("", *full)  # a list in SQL is never empty
    rows = answers(_DUE.format(marks(len(passed_by))), moment, moment, *passed_by, per_source, limit)
    return _claimed([row[0] for row in rows], moment, lease) if rows else []


@writes
def _claimed(lead_ids: Sequence[int], moment: dt.datetime, lease: Lease) -> list[LeadState]:
    # Asked again: since the long question another worker may have claimed one, or even fetched it.
    free = Q(lease_until=None) | Q(lease_until__lte=moment)
    due = LeadRow.objects.filter(free, id__in=lead_ids, due_at__lte=moment)
    told = _states(due.select_for_update(skip_locked=True))
    LeadRow.objects.filter(id__in=told).update(lease_worker=lease.worker, lease_until=lease.until)
    return [told[lead_id] for lead_id in lead_ids if lead_id in told]


def _states(rows: QuerySet[LeadRow]) -> dict[int, LeadState]:
    told = rows.values_list(
        "id", "source_id", "url", "keys", "entry", "door", "etag", "last_modified", "attempts", "capture_id",
        "first_captured_at",
    )  # fmt: skip
    return {
        lead_id: LeadState(
            id=lead_id,
            lead=Lead(
                source_id=source_id, url=url, keys=tuple(loads(keys)), entry=unpack(FeedEntry, entry), door=door
            ),
            etag=etag,
            last_modified=last_modified,
            attempts=attempts,
            capture_id=capture_id,
            first_captured_at=first_captured_at,
            recheck=capture_id is not None,
        )
        for (
            lead_id, source_id, url, keys, entry, door, etag, last_modified, attempts, capture_id, first_captured_at
        ) in told
    }  # fmt: skip


def captured(lead_id: int, capture_id: int, moment: dt.datetime, next_check: dt.datetime | None) -> bool:
    """As `captured_all`, for one page."""
    return captured_all([Fetched(lead_id=lead_id, capture_id=capture_id, next_check=next_check)], moment)[0]


@writes
def captured_all(fetched: Sequence[Fetched], moment: dt.datetime) -> list[bool]:
    """Pages were captured. Gives for each whether there is something to carry: not for the payload it had before."""
    rows = LeadRow.objects.filter(id__in=[each.lead_id for each in fetched]).order_by("id").select_for_update()
    stand = {lead_id: _Stand(*told) for lead_id, *told in rows.values_list("id", *_STAND)}
    wanted = {each.capture_id for each in fetched} | {
        each.capture for each in stand.values() if each.capture is not None
    }
    captures = CaptureRow.objects.filter(id__in=wanted).values_list("id", "digest", "etag", "last_modified")
    told = {capture_id: _Told(*words) for capture_id, *words in captures}
    news = [_take(stand[each.lead_id], each, told, moment) for each in fetched]
    rewrite(
        LeadRow,
        {
            each.lead_id: _answered(moment, each.next_check)
            | dataclasses.asdict(stand[each.lead_id])
            | {"etag": told[each.capture_id].etag, "last_modified": told[each.capture_id].last_modified}
            for each in fetched
        },
    )
    return news


def _take(stand: _Stand, fetched: Fetched, told: Mapping[int, _Told], moment: dt.datetime) -> bool:
    if stand.capture == fetched.capture_id:
        return stand.state == State.CAPTURED
    if stand.capture is not None and told[stand.capture].digest == told[fetched.capture_id].digest:
        return False
    stand.state, stand.capture = State.CAPTURED, fetched.capture_id
    stand.first_captured_at = stand.first_captured_at or moment
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


def claim_captured(limit: int, batch: str) -> list[int]:
    """Put captured leads that are in no batch into this one, the oldest first; gives their ids."""
    return _put_in(limit, batch) if any_row(_CAPTURED) else []


@writes
def _put_in(limit: int, batch: str) -> list[int]:
    waiting = LeadRow.objects.filter(state=State.CAPTURED, batch="").order_by("id")
    ids = list(waiting.select_for_update(skip_locked=True).values_list("id", flat=True)[:limit])
    if ids:
        LeadRow.objects.filter(id__in=ids).update(batch=batch, batch_capture=F("capture_id"))
    return ids


def open_batches(prefix: str = "") -> dict[str, list[int]]:
    """Batches with leads that were not carried to the end, the oldest first; of names with this beginning alone."""
    if not any_row(_BATCHED):
        return {}
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
    told = _states(LeadRow.objects.filter(id__in=lead_ids))
    return [told[lead_id] for lead_id in lead_ids if lead_id in told]


@writes
def carried(lead_ids: Sequence[int], moment: dt.datetime) -> None:
    """End a batch. A lead that was captured anew meanwhile stays to be carried."""
    done = When(batch_capture=F("capture_id"), then=Value(State.CARRIED.value))
    leads: QuerySet[LeadRow] = LeadRow.objects.filter(id__in=lead_ids).exclude(batch="")
    leads.update(state=Case(done, default=F("state")), batch="", batch_capture=None)
