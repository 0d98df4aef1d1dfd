"""Duties that are overdue become alarms, and alarms about what was done meanwhile are closed."""

from __future__ import annotations

import datetime as dt

from mediawire.archive import alarms, duties

KIND = "duty"


def tell(moment: dt.datetime) -> None:
    """One alarm an item while something is overdue for it."""
    late = {f"item {each.item_id}": each for each in reversed(duties.overdue(moment))}
    for alarm in alarms.open_alarms():
        if alarm.kind == KIND and alarm.where not in late:
            alarms.clear(KIND, alarm.where)
    for where, each in late.items():
        due = f"{each.due_at:%Y-%m-%d %H:%M} UTC" if each.due_at else "printing"
        alarms.raise_alarm(KIND, where, f"Owed to {each.source} since {due}: {each.what}", moment)
