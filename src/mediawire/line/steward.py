"""The steward: what grows is bounded, what ends is ended, and what is decided but not printed is printed."""

from __future__ import annotations

import datetime as dt

from mediawire.archive import alarms, retention
from mediawire.line import memory, owing, schooling, terming
from mediawire.line.engine import Engine
from mediawire.line.judge import Judge
from mediawire.line.printing import PressRoom
from mediawire.line.tools import Tools, log

SWEEP = dt.timedelta(hours=6)
TIDY = dt.timedelta(minutes=1)
KEPT_FLOWS = 200


class Steward:
    """Takes a turn every few seconds."""

    def __init__(self, tools: Tools, engine: Engine, judge: Judge, press: PressRoom) -> None:
        self._tools = tools
        self._engine = engine
        self._judge = judge
        self._press = press
        self._swept: dt.datetime | None = None
        self._tidied: dt.datetime | None = None

    def turn(self) -> bool:
        """Do what is due. Gives whether there was anything to print."""
        moment = self._tools.clock()
        terming.begin_permissions(self._tools, self._judge, moment)
        for taught in schooling.learn_due(self._tools.captures, moment):
            log.info("outlet rule of %s: %s", taught.source_id, taught.account)
        printed = self._press.print()
        memory.give_back()
        self._press.announce()
        if self._press.erased:
            self._press.erased = False
            self._engine.forget(self._engine.finished(100_000))
        if self._tidied is None or moment - self._tidied > TIDY:
            self._tidied = moment
            self._tidy(moment)
        if self._swept is None or moment - self._swept > SWEEP:
            self._swept = moment
            self._sweep(moment)
        return bool(printed)

    def _tidy(self, moment: dt.datetime) -> None:
        finished = self._engine.finished(10 * KEPT_FLOWS)
        self._engine.forget(finished[:-KEPT_FLOWS])
        owing.tell(moment)
        data = self._tools.wire.data
        disk = retention.disk(data, self._tools.wire.keeping)
        if disk.alarm:
            stopped = " Retrieval has stopped." if disk.stop else ""
            alarms.raise_alarm("disk", str(data), f"only {disk.free / 2**20:.0f} MiB are free.{stopped}", moment)
        else:
            alarms.clear("disk", str(data))

    def _sweep(self, moment: dt.datetime) -> None:
        swept = retention.sweep(self._tools.captures, self._tools.wire.keeping, moment)
        if swept.bytes_freed:
            log.info("swept: %d captures, %.1f MiB", swept.captures, swept.bytes_freed / 2**20)
