"""One pace for all processes of a wire: real ones, against one server that keeps count by its own clock."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import sys
from pathlib import Path

import pytest

from mediawire.intake.fetcher import Ask, Fetcher, Outside
from mediawire.model.errors import SourceFault
from tests.hostile.fault_server import FaultServer, answer
from tests.hostile.loopback import AGENT, clock, manners

WORKER = """
import asyncio, json, pathlib, sys
from mediawire.intake.fetcher import Ask, Outside
from mediawire.model.errors import SourceFault
from tests.hostile.loopback import AGENT, Fetcher, clock, manners

async def main(url, path, times):
    async with Fetcher(manners(pace=0.02), AGENT, clock, Outside(pace=pathlib.Path(path))) as wire:
        print("ready", flush=True)
        sys.stdin.readline()
        told = []
        for _ in range(int(times)):
            try:
                told.append((await wire.fetch(Ask(url=url, robots=False))).status)
            except SourceFault as fault:
                told.append(str(fault))
        print(json.dumps(told))

asyncio.run(main(*sys.argv[1:]))
"""


async def workers(number: int, url: str, path: Path, times: int) -> list[list[object]]:
    """What several other processes of the same wire hear when they fetch an address so many times each, together."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path.cwd()), *filter(None, sys.path)])}
    command = (sys.executable, "-c", WORKER, url, str(path), str(times))
    pipe = asyncio.subprocess.PIPE
    started = [
        await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, env=environment) for _ in range(number)
    ]
    for process in started:
        assert process.stdout is not None
        assert await process.stdout.readline() == b"ready\n"
    return [json.loads(out) for out, _ in await asyncio.gather(*(each.communicate(b"go\n") for each in started))]


async def test_several_processes_ask_one_domain_one_at_a_time_at_one_pace(tmp_path: Path) -> None:
    async with FaultServer({"/": answer(b"news")}) as server:
        told = await workers(2, server.url("/"), tmp_path / "pace", 40)
    assert told == [[200] * 40] * 2
    assert server.most == 1
    starts = [seen.at for seen in server.seen]
    assert min(later - earlier for earlier, later in itertools.pairwise(starts)) >= 0.02
    turns = [seen.connection for seen in server.seen]
    changes = sum(first != second for first, second in itertools.pairwise(turns))
    assert changes > 1, "neither keeps the other out until it is done"


async def test_what_closes_the_gate_in_one_process_closes_it_in_all(tmp_path: Path) -> None:
    path = tmp_path / "pace"
    busy = answer(b"", "Retry-After: 3600", status="503 Busy")
    async with FaultServer({"/busy": busy, "/": answer(b"news")}) as server:
        async with Fetcher(manners(), AGENT, clock, Outside(pace=path)) as wire:
            with pytest.raises(SourceFault):
                await wire.fetch(Ask(url=server.url("/busy"), robots=False))
        ((told,),) = await workers(1, server.url("/"), path, 1)
    assert "asked us to wait (503)" in str(told)
    assert server.asked("/") == []
