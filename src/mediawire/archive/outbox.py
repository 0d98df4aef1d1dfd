"""What is to be told once it is printed: one row a kind, item and revision, however often the line runs.

waiting(limit) -> [Announcement] ; announced(ids, moment)
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from mediawire.archive.database import chunks
from mediawire.archive.models import OutboxRow


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A printing that nobody was told of yet: `kind` is "print", "withhold" or "kill"."""

    id: int
    kind: str
    item_id: int
    revision: int
    at: dt.datetime


def waiting(limit: int) -> list[Announcement]:
    """What is to be told, the oldest first."""
    rows = OutboxRow.objects.filter(announced_at=None).order_by("id")[:limit]
    return [Announcement(id=row.id, kind=row.kind, item_id=row.item, revision=row.revision, at=row.at) for row in rows]


def announced(announcements: Sequence[int], moment: dt.datetime) -> None:
    """They were told; said twice, the first time stands."""
    for some in chunks(announcements):
        OutboxRow.objects.filter(id__in=some, announced_at=None).update(announced_at=moment)
