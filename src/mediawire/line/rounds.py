"""Rounds: keep the fetcher busy with what is due, without letting one source take all places."""

from __future__ import annotations

import asyncio
import collections
import datetime as dt
import threading
from collections.abc import Awaitable, Sequence

from mediawire.archive import leads, retention, sources, workers
from mediawire.archive.leads import LeadState
from mediawire.archive.sources import DoorState
from mediawire.archive.workers import Lease
from mediawire.line.gather import Gatherer
from mediawire.line.picturing import PictureWatch
from mediawire.line.termswatch import TermsWatch
from mediawire.line.tools import Ledger, Tools, log
from mediawire.model.errors import WireError

LEASE = dt.timedelta(minutes=15)
LOOK = 0.25  # seconds between looks at what is due
BEAT = 5.0  # seconds between heartbeats
UNDER_WAY = 2  # requests of one source that may wait at its gate


class Signals:
    """What the parts of a worker tell one another: that it is to stop, and that something came in."""

    def __init__(self) -> None:
        self.stopped = threading.Event()
        self.news = threading.Event()


class Rounds:
    """Looks at what is due again and again, and starts as much of it as there is room for."""

    def __init__(
        self,
        tools: Tools,
        gatherer: Gatherer,
        watches: tuple[TermsWatch, PictureWatch],
        ledger: Ledger,
        signals: Signals,
    ) -> None:
        self._tools = tools
        self._gatherer = gatherer
        self._watch, self._pictures = watches
        self._ledger = ledger
        self._signals = signals
        self._under_way: set[asyncio.Task[None]] = set()
        self._by_source: collections.Counter[str] = collections.Counter()
        self._beaten: dt.datetime | None = None
        self._disk_full = False

    async def run(self, *, once: bool = False) -> None:
        """Go round until stopped; with `once` until nothing is due and nothing under way."""
        while not self._signals.stopped.is_set():
            await self._beat()
            started = await self._look()
            if once and not started and not self._under_way:
                return
            await asyncio.sleep(0 if started else LOOK)
        await self._end()

    async def _end(self) -> None:
        """What is under way is given up: its rows say that it is still to be done."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _beat(self) -> None:
        now = self._tools.clock()
        if self._beaten is None or (now - self._beaten).total_seconds() >= BEAT:
            self._beaten = now
            await self._ledger(workers.beat, self._tools.worker, now)
            # A full disk stops retrieving before it stops printing: what is decided must still get out.
            self._disk_full = retention.disk(self._tools.wire.data, self._tools.wire.keeping).stop

    async def _look(self) -> int:
        room = self._tools.wire.manners.concurrency - len(self._under_way)
        if room <= 0:
            await asyncio.wait(self._under_way, timeout=LOOK, return_when=asyncio.FIRST_COMPLETED)
            return 0
        if self._disk_full:
            return 0
        now = self._tools.clock()
        lease = Lease(worker=self._tools.worker, until=now + LEASE)
        full = [source for source, count in self._by_source.items() if count >= UNDER_WAY]
        doors, pages = await self._ledger(_due, now, room, lease, full)
        for door in doors:
            self._start(door.source_id, self._poll(door))
        for lead in pages:
            self._start(lead.lead.source_id, self._fetch(lead))
        terms = await self._watch.due(room - len(doors) - len(pages))
        for page in terms:
            self._start(page.source_id, self._watch.check(page))
        shown = await self._pictures.due(room - len(doors) - len(pages) - len(terms))
        for picture in shown:
            self._start(picture.source_id, self._pictures.fetch(picture))
        return len(doors) + len(pages) + len(terms) + len(shown)

    def _start(self, source_id: str, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._under_way.add(task)
        self._by_source[source_id] += 1
        task.add_done_callback(lambda done: self._ended(source_id, done))

    def _ended(self, source_id: str, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._by_source[source_id] -= 1
        if self._by_source[source_id] <= 0:
            del self._by_source[source_id]
        if not task.cancelled() and (error := task.exception()) is not None:
            # A fault of ours must not end silently in a task: the worker stops and is started again.
            log.error("retrieving from %s failed", source_id, exc_info=error)
            if not isinstance(error, WireError):
                self._signals.stopped.set()
                self._signals.news.set()

    async def _poll(self, door: DoorState) -> None:
        await self._gatherer.poll(door)

    async def _fetch(self, lead: LeadState) -> None:
        if await self._gatherer.fetch(lead):
            self._signals.news.set()


def _due(moment: dt.datetime, room: int, lease: Lease, full: Sequence[str]) -> tuple[list[DoorState], list[LeadState]]:
    """Doors and leads that are due, claimed, as many as there is room for; called on the ledger's thread."""
    doors = sources.due_doors(moment, max(1, room // 2), lease)
    return doors, leads.due_leads(moment, room - len(doors), lease, full)
