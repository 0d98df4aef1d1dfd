"""Limits a calendar month, counted where they are used up: in the transaction that decides, behind a lock."""

from __future__ import annotations

import dataclasses
import datetime as dt

from mediawire.archive.models import ItemRow, SourceRow
from mediawire.model.permission import Permission


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """At most so many reports of a source a calendar month (UTC); for what comes after them, another permission."""

    most: int
    beyond: Permission


def printed_in_month(source_id: str, moment: dt.datetime, but: int = 0) -> int:
    """How many of a source's reports were first decided for printing in the month of the moment; `but` is no item's."""
    start = moment.astimezone(dt.UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    end = (start + dt.timedelta(days=32)).replace(day=1)
    rows = ItemRow.objects.filter(source_id=source_id, live_at__gte=start, live_at__lt=end)
    return rows.exclude(id=but).count() if but else rows.count()


class Month:
    """What one transaction uses up. Of two that decide about one source, the second waits until the first is done."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def within(
        self, source_id: str, permission: Permission, quota: Quota | None, at: dt.datetime, but: int = 0
    ) -> Permission:
        """The permission for a report that is decided for printing now, counted; the other one beyond the limit."""
        if quota is None:
            return permission
        if source_id not in self._used:
            SourceRow.objects.select_for_update().get(id=source_id)
            self._used[source_id] = printed_in_month(source_id, at, but)
        self._used[source_id] += 1
        return permission if self._used[source_id] <= quota.most else quota.beyond
