"""A worker of the line: the loops around the steps. Several may work on one wire; each has a name of its own.

event loop    polls and fetches what is due; heartbeat
carrier       a thread that takes captured leads in batches through the `carry` flow
clerk         a thread that carries out what the desk asks for, so that a kill never waits behind a batch
steward       a thread that looks after what grows, what ends, and what is decided but not yet printed
watch         a thread that audits everything served, every night
"""

from __future__ import annotations

import asyncio
import threading
import uuid
from collections.abc import Callable

from django.db import connections

from mediawire.archive import leads, requests, workers
from mediawire.intake.fetcher import Fetcher
from mediawire.line import steps
from mediawire.line.documents import Documents
from mediawire.line.engine import Do, Engine
from mediawire.line.errands import Errands
from mediawire.line.following import Follower
from mediawire.line.gather import Gatherer
from mediawire.line.judge import Judge
from mediawire.line.naming import agent, outside
from mediawire.line.picturing import PictureWatch
from mediawire.line.previewing import Previews
from mediawire.line.printing import PressRoom
from mediawire.line.rounds import Rounds, Signals
from mediawire.line.steward import Steward
from mediawire.line.termswatch import TermsWatch
from mediawire.line.tools import Ledger, Tools, log
from mediawire.line.watching import Watch
from mediawire.model.errors import WireError

BATCH = 50
# Seconds behind a batch that was not full, while more is coming in: a batch costs as much as some reports, whatever is
# in it. News that comes alone waits for nothing.
GATHER = 0.4


class Workbench(Judge):
    """All steps of the flows in one object: what `steps.Work` asks for."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.press = PressRoom(tools)
        self._errands = Errands(tools, self)

    def carry_out(self, request_ids: list[int]) -> list[int]:
        """Do what the desk asked for."""
        return self._errands.carry_out(request_ids)

    def print(self) -> list[int]:
        """Print what is to be printed."""
        return self.press.print()

    def announce(self) -> list[int]:
        """Tell those who asked to be told."""
        return self.press.announce()


class Worker:
    """Runs until `stop`. `begin` registers the flows and takes up what an earlier run under this name had begun."""

    def __init__(self, tools: Tools, engine: Engine) -> None:
        self._tools = tools
        self._engine = engine
        self._bench = Workbench(tools)
        self._signals = Signals()
        self._threads: list[threading.Thread] = []

    def begin(self) -> None:
        """Make the flows known, recover, and start the threads."""
        workers.let_go(self._tools.worker)
        self._engine.register("carry", lambda do, key: steps.carry(do, self._bench, key))
        self._engine.register("answer", self._answer)
        self._engine.start()
        watch = Watch(self._tools, self._bench.press.quiet)
        steward = Steward(self._tools, self._engine, self._bench, self._bench.press)
        for name, turn, rest in (
            ("carrier", self.carry_once, 1.0),
            ("clerk", self.answer_once, 0.2),
            ("steward", steward.turn, 5.0),
            ("watch", watch.turn, 60.0),
        ):
            thread = threading.Thread(target=self._loop, args=(turn, rest), name=name, daemon=True)
            thread.start()
            self._threads.append(thread)

    def finish(self) -> None:
        """Carry and print all that was captured, then return."""
        while leads.unfinished_batches() and not self._signals.stopped.is_set():
            self._signals.stopped.wait(0.1)
        self._bench.press.print(patient=False)
        self._bench.announce()

    def stop(self) -> None:
        """Ask all loops to end; `wait` returns when they have."""
        self._signals.stopped.set()
        self._signals.news.set()

    def wait(self) -> None:
        """Wait for the threads and close the engine."""
        for thread in self._threads:
            thread.join(timeout=30)
        self._engine.stop()
        self._tools.pool.close()

    def _loop(self, turn: Callable[[], bool], rest: float) -> None:
        """Take turns until stopped; rest when there was nothing to do. Named errors are told, others end the worker."""
        try:
            while not self._signals.stopped.is_set():
                try:
                    busy = turn()
                except WireError as error:
                    log.error("%s", error)
                    busy = False
                if not busy:
                    self._rest(rest)
        except BaseException:
            log.exception("a part of the line failed; the worker stops and is to be started again")
            self.stop()
            raise
        finally:
            connections.close_all()

    def _rest(self, seconds: float) -> None:
        if threading.current_thread().name == "carrier":
            self._signals.news.wait(seconds)
            self._signals.news.clear()
        else:
            self._signals.stopped.wait(seconds)

    # -- the second half: flows --

    def carry_once(self) -> bool:
        """Carry one batch of captured leads, if there is one; unfinished ones of an earlier run first."""
        begun = next(iter(leads.open_batches(f"{self._tools.worker}-")), None)
        if begun is not None:
            self._engine.run("carry", begun)
            return True
        batch = f"{self._tools.worker}-{uuid.uuid4().hex[:12]}"
        claimed = leads.claim_captured(BATCH, batch)
        if claimed:
            self._engine.run("carry", batch)
        if 1 < len(claimed) < BATCH:
            self._signals.stopped.wait(GATHER)
        return bool(claimed)

    def answer_once(self) -> bool:
        """Carry out what the desk has asked for, if anything."""
        waiting = [each.id for each in requests.open_requests(BATCH)]
        if not waiting:
            return False
        self._engine.run("answer", ",".join(map(str, waiting)))
        return True

    def _answer(self, do: Do, key: str) -> None:
        steps.answer(do, self._bench, [int(each) for each in key.split(",")])

    # -- the first half: the event loop --

    async def gather(self, *, once: bool = False) -> None:
        """Poll and fetch what is due until stopped; with `once` until nothing is left to fetch."""
        ledger = Ledger()
        wire = self._tools.wire
        try:
            async with Fetcher(wire.manners, agent(wire), self._tools.clock, outside(wire)) as fetcher:
                self._tools.courier.bind(asyncio.get_running_loop(), fetcher)
                gatherer = Gatherer(self._tools, fetcher, ledger, Follower(self._tools))
                told = (self._tools.clock, self._tools.captures, fetcher, ledger)
                watches = (TermsWatch(*told), PictureWatch(*told))
                besides = self._besides(fetcher, ledger, once=once)
                try:
                    await Rounds(self._tools, gatherer, watches, ledger, self._signals).run(once=once)
                except BaseException:
                    self.stop()
                    raise
                finally:
                    await asyncio.wait(besides)
        finally:
            ledger.close()

    def _besides(self, fetcher: Fetcher, ledger: Ledger, *, once: bool) -> list[asyncio.Task[None]]:
        """What goes on beside polling: documents that are brought, and looks at pages for the desk."""
        documents = Documents(self._tools, Follower(self._tools))
        previews = Previews(self._tools.clock, fetcher, ledger)
        tasks = [
            asyncio.ensure_future(documents.run(ledger, self._signals, once=once)),
            asyncio.ensure_future(previews.run(self._signals, once=once)),
        ]
        for task in tasks:
            task.add_done_callback(self._no_silent_fault)
        return tasks

    def _no_silent_fault(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a part of retrieving failed; the worker stops and is to be started again", exc_info=error)
            self.stop()
