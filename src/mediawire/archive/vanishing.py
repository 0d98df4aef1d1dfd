"""Pages that do not answer any more: how often running, and how their source is otherwise."""

from __future__ import annotations

import dataclasses
import datetime as dt

from django.db.models import Count, Q

from mediawire.archive.database import writes
from mediawire.archive.models import DoorRow, LeadRow

# "Lately": the source's pages that were looked at within this time are counted.
WINDOW = dt.timedelta(hours=6)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A page that did not answer: with which status, how often running, and how its source is otherwise.

    `feed_answers` says that a door of the source answered at its latest poll; `recent` and `recent_gone` count the
    source's captured pages looked at lately and those of them that were gone.
    """

    status: int
    times: int
    feed_answers: bool
    recent: int
    recent_gone: int


@writes
def gone(lead_id: int, status: int, moment: dt.datetime, next_check: dt.datetime | None) -> Absence:
    """Write down that a page was gone; told twice for one moment it counts once."""
    row = LeadRow.objects.select_for_update().only("source_id", "gone_times", "gone_at").get(id=lead_id)
    times = row.gone_times if row.gone_at == moment else row.gone_times + 1
    LeadRow.objects.filter(id=lead_id).update(
        gone_times=times, gone_at=moment, checked_at=moment, due_at=next_check, lease_worker="", lease_until=None
    )
    looked_at = LeadRow.objects.filter(
        source_id=row.source_id, checked_at__gt=moment - WINDOW, first_captured_at__isnull=False
    )
    counts = looked_at.aggregate(recent=Count("id"), gone=Count("id", filter=Q(gone_times__gt=0)))
    doors = DoorRow.objects.filter(source_id=row.source_id, retired_at=None)
    answers = not doors.exists() or doors.filter(failures=0).exists()
    return Absence(
        status=status, times=times, feed_answers=answers, recent=counts["recent"], recent_gone=counts["gone"]
    )
