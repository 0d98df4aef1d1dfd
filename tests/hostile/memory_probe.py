"""Fetches one small page and then one bomb, and prints what came of it and by how much memory grew at its highest.

Run as a process of its own: python tests/hostile/memory_probe.py SMALL_URL BOMB_URL DEADLINE
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import re
import sys
from pathlib import Path

from mediawire.intake.fetcher import Ask, Fetcher
from mediawire.model.errors import RetrievalError
from mediawire.model.settings import Manners


def highest() -> int:
    """The most memory that this process has held, in bytes: unlike getrusage it starts anew with exec."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    assert found
    return int(found[1]) * 1024


async def main(small: str, bomb: str, deadline: str) -> None:
    manners = Manners(local=("127.0.0.0/8",), pace=0.0, deadline=float(deadline))
    async with Fetcher(manners, "mediawire/probe", lambda: dt.datetime.now(dt.UTC)) as fetcher:
        await fetcher.fetch(Ask(url=small))
        before = highest()
        try:
            exchange = await fetcher.fetch(Ask(url=bomb))
            told = {"payload": len(exchange.payload)}
        except RetrievalError as error:
            told = {"error": type(error).__name__, "what": error.what}
    print(json.dumps({**told, "growth": highest() - before}))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
