"""A workbench over a wire with one source, for tests that carry pages from their bytes to the item."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from pathlib import Path

from mediawire.house import load, template
from mediawire.line import keys
from mediawire.line.clock import Clock
from mediawire.line.opening import opened
from mediawire.line.worker import Workbench
from mediawire.model.source import Source
from tests.contract.samples import later


@contextlib.contextmanager
def bench_for(source: Source, folder: Path, clock: Clock = lambda: later(5)) -> Iterator[Workbench]:
    """Found a wire in an empty folder and open it; it is five minutes after NOW where the clock says nothing else."""
    text = template.wire(name="Quay", url="https://wire.example/", contact="desk@quay.example")
    (folder / "wire.toml").write_text(text, encoding="utf-8")
    for name in ("data", "public"):
        (folder / name).mkdir()
    keys.make(load(folder))
    wire = dataclasses.replace(load(folder), sources=(source,))
    with opened(wire, "tests", "https://wire.example/", clock) as (tools, _):
        yield Workbench(tools)
