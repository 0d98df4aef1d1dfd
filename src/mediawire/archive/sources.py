"""Sources and doors: what is polled, when, by whom, and how it answered.

know(sources, moment)                         rows for what wire.toml names; what it no longer names is retired
due_doors(moment, limit, lease) -> [DoorState]    claimed: not handed out again before the lease ends
polled(outcomes)                              writes down what polls came to, and frees their doors
next_door_due(), door_states()
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Min, Q

from mediawire.archive.database import any_row, rewrite, writes
from mediawire.archive.models import DoorRow, SourceRow
from mediawire.archive.packing import pack, plain, short, unpack_once
from mediawire.archive.workers import Lease
from mediawire.model.source import Door, Source

_DUE = """
    SELECT 1 FROM archive_door
    WHERE retired_at IS NULL AND next_due <= %s AND (lease_until IS NULL OR lease_until <= %s) LIMIT 1
"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DoorState:
    """A door as the poller needs it. `memory` is what the poller wrote down last (plain JSON); empty at first.

    `failures` counts those in a row, `polls` all polls, `news` all reports found; `last_ok_at` is the latest answer.
    """

    id: int
    source_id: str
    door: Door
    url: str
    memory: Mapping[str, Any]
    next_due: dt.datetime
    failures: int = 0
    last_error: str = ""
    last_status: int | None = None
    last_ok_at: dt.datetime | None = None
    last_news_at: dt.datetime | None = None
    polls: int = 0
    news: int = 0

    @property
    def first(self) -> bool:
        """Whether it has never answered well."""
        return self.last_ok_at is None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PollOutcome:
    """What one poll came to: `error` is empty where it went well; `memory` is kept for the next one."""

    door_id: int
    moment: dt.datetime
    next_due: dt.datetime
    memory: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    failures: int = 0
    found: int = 0
    error: str = ""
    status: int | None = None


@writes
def know(sources: Sequence[Source], moment: dt.datetime) -> None:
    """Make rows for sources and their doors; a source or door that is no longer named is retired, never deleted."""
    SourceRow.objects.bulk_create(
        [SourceRow(id=each.id, name=each.name, data=pack(each), known_at=moment) for each in sources],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["name", "data", "retired_at"],
    )
    SourceRow.objects.exclude(id__in=[each.id for each in sources]).filter(retired_at=None).update(retired_at=moment)
    named = {
        (each.id, door.value, short(url)): DoorRow(
            source_id=each.id, door=door.value, url=url, url_digest=short(url), next_due=moment
        )
        for each in sources
        for door, url in each.doors
        if door is not Door.DOCUMENTS  # what is brought is not polled
    }
    DoorRow.objects.bulk_create(
        named.values(), update_conflicts=True, unique_fields=["source", "door", "url_digest"], update_fields=["url"]
    )
    _retire(set(named), moment)


def _retire(named: set[tuple[str, str, str]], moment: dt.datetime) -> None:
    rows = list(DoorRow.objects.values_list("id", "source_id", "door", "url_digest", "retired_at"))
    old = [row[0] for row in rows if tuple(row[1:4]) not in named and row[4] is None]
    back = [row[0] for row in rows if tuple(row[1:4]) in named and row[4] is not None]
    DoorRow.objects.filter(id__in=old).update(retired_at=moment)
    DoorRow.objects.filter(id__in=back).update(retired_at=None, next_due=moment)


def due_doors(moment: dt.datetime, limit: int, lease: Lease) -> list[DoorState]:
    """Doors that are due, longest waiting first, claimed for the lease's worker until it ends."""
    # Asked several times a second, and mostly in vain: a short question before the long one.
    return _claimed(moment, limit, lease) if limit > 0 and any_row(_DUE, moment, moment) else []


@writes
def _claimed(moment: dt.datetime, limit: int, lease: Lease) -> list[DoorState]:
    free = Q(lease_until=None) | Q(lease_until__lte=moment)
    due = DoorRow.objects.filter(free, retired_at=None, next_due__lte=moment).order_by("next_due", "id")
    # Two steps: SKIP LOCKED lets a second claimer on PostgreSQL pass by what the first one holds.
    rows = list(due.select_for_update(skip_locked=True)[:limit])
    if rows:
        claimed = DoorRow.objects.filter(id__in=[row.id for row in rows])
        claimed.update(lease_worker=lease.worker, lease_until=lease.until)
    return [_state(row) for row in rows]


def _state(row: DoorRow) -> DoorState:
    return DoorState(
        id=row.id,
        source_id=row.source_id,
        door=Door(row.door),
        url=row.url,
        memory=json.loads(row.memory),
        next_due=row.next_due,
        failures=row.failures,
        last_error=row.last_error,
        last_status=row.last_status,
        last_ok_at=row.last_ok_at,
        last_news_at=row.last_news_at,
        polls=row.polls,
        news=row.news,
    )


@writes
def polled(outcomes: Sequence[PollOutcome]) -> None:
    """Write down what polls came to and free their doors."""
    doors = DoorRow.objects.filter(id__in=[each.door_id for each in outcomes]).order_by("id").select_for_update()
    counted = {row[0]: row for row in doors.values_list("id", "polls", "news", "last_ok_at", "last_news_at")}
    rewrite(DoorRow, {each.door_id: _polled(each, *counted[each.door_id][1:]) for each in outcomes})


def _polled(
    outcome: PollOutcome, polls: int, news: int, ok_at: dt.datetime | None, news_at: dt.datetime | None
) -> dict[str, Any]:
    return {
        "memory": pack(dict(outcome.memory)),
        "next_due": outcome.next_due,
        "failures": outcome.failures,
        "last_error": plain(outcome.error),
        "last_status": outcome.status,
        "last_ok_at": ok_at if outcome.error else outcome.moment,
        "last_news_at": outcome.moment if outcome.found else news_at,
        "polls": polls + 1,
        "news": news + outcome.found,
        "lease_worker": "",
        "lease_until": None,
    }


def next_door_due() -> dt.datetime | None:
    """When the next door is due, or None where there is none."""
    found: dt.datetime | None = DoorRow.objects.filter(retired_at=None).aggregate(soonest=Min("next_due"))["soonest"]
    return found


def door_states() -> list[DoorState]:
    """All doors that wire.toml names, by source."""
    return [_state(row) for row in DoorRow.objects.filter(retired_at=None).order_by("source_id", "id")]


def make_due(source_id: str, moment: dt.datetime) -> int:
    """Let a source's doors be polled at once, or those of all sources where the id is empty. Gives how many."""
    doors = DoorRow.objects.filter(retired_at=None)
    if source_id:
        doors = doors.filter(source_id=source_id)
    return doors.update(next_due=moment)


def load_sources(source_ids: Sequence[str]) -> dict[str, Source]:
    """Sources by their ids, as wire.toml last described them."""
    rows = SourceRow.objects.filter(id__in=set(source_ids)).values_list("id", "data")
    return {source_id: unpack_once(Source, data) for source_id, data in rows}
