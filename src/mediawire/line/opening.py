"""Opening the tools of a worker."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from mediawire.archive import items, sources, termspages
from mediawire.archive.captures import CaptureStore
from mediawire.house import Wire
from mediawire.house.shelf import shelf
from mediawire.line import keys
from mediawire.line.clock import Clock, system_clock
from mediawire.line.courier import Courier
from mediawire.line.engine import Engine
from mediawire.line.newsrooms import gazetteer_for
from mediawire.line.pool import ReadingPool
from mediawire.line.tools import Tools
from mediawire.press.ledger import Ledger
from mediawire.press.printer import Printer
from mediawire.proof.seal import sealer

CAPTURES = "captures"
LEDGER = "printed"
# What reading processes share with the process that they are forked from.
PRELOAD = ("mediawire.line.pages",)


@contextlib.contextmanager
def opened(wire: Wire, worker: str, public_url: str, clock: Clock = system_clock) -> Iterator[tuple[Tools, Engine]]:
    """The tools of one worker. Raises KeyUnusable where the log cannot be signed: then nothing starts."""
    signer = keys.load(wire)
    sources.know(wire.sources, clock())
    termspages.know(wire.sources, clock())
    captures = CaptureStore(wire.data / CAPTURES, worker)
    known = shelf(wire.house.style, wire.folder)
    tools = Tools(
        wire=wire,
        shelf=known,
        gazetteer=gazetteer_for(wire, known),
        clock=clock,
        worker=worker,
        captures=captures,
        pool=ReadingPool(wire.reading, PRELOAD),
        printer=Printer(wire.public, ledger=Ledger(wire.data / LEDGER, items.printed_digests)),
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
