"""The one clock of the line: what is now, as an aware UTC time. Everything else is handed the moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

Clock = Callable[[], dt.datetime]


def system_clock() -> dt.datetime:
    """Now, in UTC, from the machine's clock."""
    return dt.datetime.now(dt.UTC)
