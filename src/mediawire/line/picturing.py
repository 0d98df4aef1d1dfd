"""Fetching the pictures that items are to be printed with, through the one fetcher; each is looked at and captured."""

from __future__ import annotations

import datetime as dt

from mediawire.archive import pictures
from mediawire.archive.captures import CaptureStore
from mediawire.archive.pictures import Wanted
from mediawire.intake import images
from mediawire.intake.fetcher import Ask, Fetcher
from mediawire.line.clock import Clock
from mediawire.line.tools import Ledger, log
from mediawire.model.capture import Exchange, sha256
from mediawire.model.errors import RetrievalError
from mediawire.model.item import PrintedPicture
from mediawire.model.report import Picture

LEASE = dt.timedelta(minutes=1)
LOOK = dt.timedelta(seconds=1)  # between looks at what is due


class PictureWatch:
    """Fetches pictures that are due. What does not come in time, or is no picture, is printed without."""

    def __init__(self, clock: Clock, captures: CaptureStore, fetcher: Fetcher, ledger: Ledger) -> None:
        self._clock = clock
        self._captures = captures
        self._fetcher = fetcher
        self._ledger = ledger
        self._looked: dt.datetime | None = None

    async def due(self, room: int) -> list[Wanted]:
        """Pictures to be fetched now, at most `room`; asked of the archive once a second at most."""
        now = self._clock()
        if room <= 0 or (self._looked is not None and now - self._looked < LOOK):
            return []
        self._looked = now
        return await self._ledger(pictures.due, now, room, now + LEASE)

    async def fetch(self, wanted: Wanted) -> None:
        """Fetch one picture and write down what came of it."""
        try:
            exchange = await self._fetcher.fetch(Ask(url=wanted.url, accept=images.ACCEPT, limit=images.LIMIT))
            image = images.image_of(exchange.payload, wanted.url)
        except RetrievalError as error:
            log.warning("a picture is left out: %s", error)
            await self._ledger(pictures.refused, wanted.id, str(error))
            return
        await self._ledger(self._kept, wanted, exchange, image)

    def _kept(self, wanted: Wanted, exchange: Exchange, image: images.Image) -> None:
        capture_id, _ = self._captures.keep(exchange, wanted.source_id)
        told = PrintedPicture(
            picture=Picture(url=wanted.url),
            name=f"picture-{wanted.place}.{image.ending}",
            media_type=image.media_type,
            width=image.width,
            height=image.height,
            size=len(exchange.payload),
            digest=sha256(exchange.payload),
        )
        pictures.kept(wanted.id, told, capture_id, self._clock())
