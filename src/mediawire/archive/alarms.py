"""What a person should look at: at most one open alarm of a kind about one thing.

raise_alarm(kind, where, what, moment) ; clear(kind, where) ; clear_all(kind) ; is_open(*kinds) ; open_alarms()
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from django.db.models import F

from mediawire.archive.database import writes
from mediawire.archive.models import AlarmRow
from mediawire.archive.packing import plain

_LONGEST = 500  # characters of `where` and of `what`: a source's words must not break an index


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something to look at: `kind` in one word, the thing, a sentence; when it began and was last seen."""

    id: int
    kind: str
    where: str
    what: str
    raised_at: dt.datetime
    last_at: dt.datetime
    times: int = 1


@writes
def raise_alarm(kind: str, where: str, what: str, moment: dt.datetime) -> None:
    """Open an alarm, or bring the open one up to date."""
    where, what = plain(where)[:_LONGEST], plain(what)[:_LONGEST]
    known = AlarmRow.objects.filter(kind=kind, where=where, cleared=False)
    if not known.update(what=what, last_at=moment, times=F("times") + 1):
        AlarmRow.objects.create(kind=kind, where=where, what=what, raised_at=moment, last_at=moment)


def clear(kind: str, where: str) -> None:
    """Close the open alarm of this kind about this thing, if there is one."""
    known = AlarmRow.objects.filter(kind=kind, where=plain(where)[:_LONGEST], cleared=False)
    if known.exists():  # reading takes no write lock, and mostly there is nothing to close
        known.update(cleared=True)


def is_open(*kinds: str) -> bool:
    """Whether an alarm of one of these kinds is open, about whatever."""
    return AlarmRow.objects.filter(kind__in=kinds, cleared=False).exists()


def clear_all(kind: str) -> int:
    """Close all open alarms of a kind; gives how many there were."""
    return AlarmRow.objects.filter(kind=kind, cleared=False).update(cleared=True)


def open_alarms() -> list[Alarm]:
    """Alarms that are open, the latest first."""
    return [
        Alarm(
            id=row.id,
            kind=row.kind,
            where=row.where,
            what=row.what,
            raised_at=row.raised_at,
            last_at=row.last_at,
            times=row.times,
        )
        for row in AlarmRow.objects.filter(cleared=False).order_by("-last_at", "-id")
    ]
