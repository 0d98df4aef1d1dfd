"""Who works on this wire, and what one worker at a time may hold.

beat(name, moment) ; heartbeats() ; let_go(worker) ; hold(name, worker, moment, seconds) -> bool ; release(name, worker)
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from django.db.models import Q

from mediawire.archive.database import writes
from mediawire.archive.models import DoorRow, HeartbeatRow, LeadRow, LockRow


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """Whose something is, and until when."""

    worker: str
    until: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """A worker and when it was last heard of."""

    name: str
    seen_at: dt.datetime
    host: str = ""
    pid: int = 0
    role: str = ""


@writes
def beat(name: str, moment: dt.datetime, *, host: str = "", pid: int = 0, role: str = "") -> None:
    """Say that a worker is alive."""
    HeartbeatRow.objects.bulk_create(
        [HeartbeatRow(name=name, host=host, pid=pid, role=role, seen_at=moment)],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["host", "pid", "role", "seen_at"],
    )


def heartbeats() -> list[Heartbeat]:
    """All workers that were ever heard of, the latest first."""
    rows = HeartbeatRow.objects.order_by("-seen_at", "name")
    return [Heartbeat(name=row.name, seen_at=row.seen_at, host=row.host, pid=row.pid, role=row.role) for row in rows]


@writes
def hold(name: str, worker: str, moment: dt.datetime, seconds: float) -> bool:
    """Take or keep a lock for some seconds from the moment on. Gives whether it is this worker's now."""
    until = moment + dt.timedelta(seconds=seconds)
    mine = LockRow.objects.filter(Q(worker=worker) | Q(until__lte=moment), name=name)
    if mine.update(worker=worker, until=until):
        return True
    if LockRow.objects.filter(name=name).exists():
        return False
    LockRow.objects.create(name=name, worker=worker, until=until)
    return True


@writes
def let_go(worker: str) -> None:
    """Free what a worker holds: doors, leads and locks. For one that starts anew under the name of one that ended."""
    for rows in (DoorRow.objects, LeadRow.objects):
        rows.filter(lease_worker=worker).update(lease_worker="", lease_until=None)
    LockRow.objects.filter(worker=worker).delete()


@writes
def release(name: str, worker: str) -> None:
    """Give a lock back, if this worker holds it."""
    LockRow.objects.filter(name=name, worker=worker).delete()
