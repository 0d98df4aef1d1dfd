"""Previews of listing pages for the desk: fetched on the event loop, so that no decision waits behind a slow page."""

from __future__ import annotations

import asyncio
import json

from mediawire.archive import requests
from mediawire.archive.requests import Request
from mediawire.intake import listing
from mediawire.intake.fetcher import Ask, Fetcher
from mediawire.line.clock import Clock
from mediawire.line.doors import PAGES
from mediawire.line.rounds import Signals
from mediawire.line.tools import Ledger
from mediawire.model.errors import WireError

LOOK = 0.5  # seconds between looks
AT_ONCE = 4
_SHOWN = 500  # links of a page


class Previews:
    """Carries out what the desk asked to see of listing pages. What a crash cut short is simply asked for still."""

    def __init__(self, clock: Clock, fetcher: Fetcher, ledger: Ledger) -> None:
        self._clock = clock
        self._fetcher = fetcher
        self._ledger = ledger

    async def run(self, signals: Signals, *, once: bool = False) -> None:
        """Look again and again until stopped; with `once`, once."""
        while not signals.stopped.is_set():
            asked = await self._ledger(requests.open_looks, AT_ONCE)
            await asyncio.gather(*(self._look(each) for each in asked))
            if once:
                return
            await asyncio.sleep(LOOK)

    async def _look(self, request: Request) -> None:
        try:
            told, refused = await self._seen(request.details.get("url", ""), request.details.get("pattern", "")), False
        except WireError as error:
            told, refused = str(error), True
        await self._ledger(requests.answer, request.id, told, refused, self._clock())

    async def _seen(self, url: str, pattern: str) -> str:
        """The links of the page as JSON, each with what the pattern does to it."""
        listing.compiled(pattern)
        page = await self._fetcher.fetch(Ask(url=url, accept=PAGES))
        rows = listing.preview(page.payload, page.final_url, pattern, page.header_map)
        return json.dumps(
            {
                "taken": sum(row.taken for row in rows),
                "links": len(rows),
                "rows": [
                    {"url": row.url, "title": row.title, "taken": row.taken, "why": row.why} for row in rows[:_SHOWN]
                ],
            }
        )
