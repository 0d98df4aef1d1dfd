"""Opening the tools of a worker."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from urllib.parse import urlsplit

from mediawire.archive import sources
from mediawire.archive.captures import CaptureStore
from mediawire.house import Wire
from mediawire.house.shelf import shelf
from mediawire.line import keys
from mediawire.line.clock import Clock, system_clock
from mediawire.line.courier import Courier
from mediawire.line.engine import Engine
from mediawire.line.pool import ReadingPool
from mediawire.line.tools import Tools
from mediawire.model.sourcing import Outlet, SourceKind
from mediawire.press.printer import Printer
from mediawire.proof.seal import sealer
from mediawire.sourcing import extended, gazetteer_of

CAPTURES = "captures"
# What reading processes share with the process that they are forked from.
PRELOAD = ("mediawire.line.pages",)


@contextlib.contextmanager
def opened(wire: Wire, worker: str, public_url: str, clock: Clock = system_clock) -> Iterator[tuple[Tools, Engine]]:
    """The tools of one worker. Raises KeyUnusable where the log cannot be signed: then nothing starts."""
    signer = keys.load(wire)
    sources.know(wire.sources, clock())
    captures = CaptureStore(wire.data / CAPTURES, worker)
    known = shelf(wire.house.style)
    tools = Tools(
        wire=wire,
        shelf=known,
        gazetteer=extended(gazetteer_of(known.outlets), _outlets(wire)),
        clock=clock,
        worker=worker,
        captures=captures,
        pool=ReadingPool(wire.reading, PRELOAD),
        printer=Printer(wire.public),
        seal=sealer(signer, signer.name),
        origin=signer.name,
        verifiers=keys.all_known(wire),
        courier=Courier(),
        public_url=public_url,
    )
    try:
        yield tools, Engine(wire.database_url, wire.data, worker)
    finally:
        tools.pool.close()
        captures.close()


def _outlets(wire: Wire) -> Iterator[Outlet]:
    """The wire's own sources, by the names that the house has for them."""
    for source in wire.sources:
        kind = SourceKind.AGENCY if source.kind == "agency" else SourceKind.OUTLET
        host = urlsplit(source.home).hostname or ""
        yield Outlet(id=source.id, name=source.name, kind=kind, domains=(host,) if host else ())
