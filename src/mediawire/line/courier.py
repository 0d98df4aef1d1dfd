"""The courier carries messages from the line's threads out through the one fetcher, which lives on the event loop."""

from __future__ import annotations

import asyncio
import time
from urllib.parse import urlencode

from mediawire.intake.fetcher import Ask, Fetcher
from mediawire.model.errors import RetrievalError, SourceUnreachable

PATIENCE = 60.0  # seconds until a hub that did not answer is tried again


class Courier:
    """Tells a WebSub hub that topics have news. Usable once `bind` has named the loop and the fetcher."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._fetcher: Fetcher | None = None
        self._quiet_until = 0.0

    def bind(self, loop: asyncio.AbstractEventLoop, fetcher: Fetcher) -> None:
        """Say where messages leave."""
        self._loop, self._fetcher = loop, fetcher

    def publish(self, hub: str, topic: str) -> None:
        """Tell a hub (WebSub section 7) that a topic has news. Raises RetrievalError; soon after one, at once."""
        if self._loop is None or self._fetcher is None or time.monotonic() < self._quiet_until:
            raise SourceUnreachable("the hub is not asked now", where=hub, remedy="It is told a little later.")
        body = urlencode({"hub.mode": "publish", "hub.url": topic}).encode()
        sending = self._fetcher.send(Ask(url=hub, robots=False), body)
        try:
            asyncio.run_coroutine_threadsafe(sending, self._loop).result(timeout=PATIENCE)
        except RetrievalError:
            self._quiet_until = time.monotonic() + PATIENCE
            raise
