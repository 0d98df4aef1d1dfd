"""What the steps of the line work with: opened once when a worker starts, handed to each part."""

from __future__ import annotations

import asyncio
import concurrent.futures
import dataclasses
import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import connections

from mediawire.archive.captures import CaptureStore
from mediawire.house import Wire
from mediawire.house.shelf import Shelf
from mediawire.line.clock import Clock
from mediawire.line.courier import Courier
from mediawire.line.pool import ReadingPool
from mediawire.model.log import Seal
from mediawire.model.source import Source
from mediawire.model.sourcing import Gazetteer
from mediawire.press.printer import Printer
from mediawire.proof.note import Verifier

P = ParamSpec("P")
R = TypeVar("R")
log = logging.getLogger("mediawire")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The wire's settings and the shipped data, the clock, and what holds disk, processes and keys.

    `origin` is the log's name, `verifiers` the public halves of all its keys, the present one first; `public_url`
    ends in a slash.
    """

    wire: Wire
    shelf: Shelf
    gazetteer: Gazetteer
    clock: Clock
    worker: str
    captures: CaptureStore
    pool: ReadingPool
    printer: Printer
    seal: Seal
    origin: str
    verifiers: tuple[Verifier, ...]
    courier: Courier
    public_url: str

    def source(self, source_id: str) -> Source:
        """A source of wire.toml by its id; raises ConfigurationError."""
        return self.wire.source(source_id)


class Ledger:
    """The database thread of the event loop: one, so that its transactions follow one another."""

    def __init__(self) -> None:
        self._executor = concurrent.futures.ThreadPoolExecutor(1, thread_name_prefix="ledger")

    async def __call__(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call an archive function on the database thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, lambda: function(*args, **kwargs))

    def close(self) -> None:
        """Close the thread and its connection."""
        self._executor.submit(connections.close_all)
        self._executor.shutdown()
