"""Watching the pages that terms were read from: each is snapshotted, looked at daily, and compared word for word."""

from __future__ import annotations

import datetime as dt

from mediawire.archive import termspages
from mediawire.archive.captures import CaptureStore
from mediawire.archive.termspages import TermsPage, TermsReading
from mediawire.intake.fetcher import Ask, Fetcher
from mediawire.intake.termstext import terms_text
from mediawire.line import doors
from mediawire.line.clock import Clock
from mediawire.line.tools import Ledger, log
from mediawire.model.capture import Exchange, sha256
from mediawire.model.errors import RetrievalError, SourceFault

EVERY = dt.timedelta(days=1)
AGAIN = dt.timedelta(hours=1)  # after a page could not be read, doubled up to a day
LEASE = dt.timedelta(minutes=15)
LOOK = dt.timedelta(seconds=10)  # between looks at what is due
_GONE = (404, 410)
_SURE = 2  # answers in a row that a page is gone, until that is believed


class TermsWatch:
    """Fetches pages of terms that are due. A page that has gone is a page that has changed."""

    def __init__(self, clock: Clock, captures: CaptureStore, fetcher: Fetcher, ledger: Ledger) -> None:
        self._clock = clock
        self._captures = captures
        self._fetcher = fetcher
        self._ledger = ledger
        self._looked: dt.datetime | None = None

    async def due(self, room: int) -> list[TermsPage]:
        """Pages to be looked at now, at most `room`; asked of the archive every few seconds only."""
        now = self._clock()
        if room <= 0 or (self._looked is not None and now - self._looked < LOOK):
            return []
        self._looked = now
        return await self._ledger(termspages.due, now, room, now + LEASE)

    async def check(self, page: TermsPage) -> None:
        """Look at one page and write down what it says."""
        try:
            exchange = await self._fetcher.fetch(Ask(url=page.url, accept=doors.PAGES))
        except RetrievalError as error:
            await self._ledger(self._missed, page, error)
            return
        await self._ledger(self._seen, page, exchange)

    def _seen(self, page: TermsPage, exchange: Exchange) -> None:
        text = terms_text(exchange.payload, exchange.header_map)
        digest = sha256(text.encode("utf-8", "surrogatepass"))
        # Kept where it says something new: a page that stays the same needs one capture.
        capture_id = None if digest == page.digest else self._captures.keep(exchange, page.source_id)[0]
        self._written(page, digest, text, capture_id)

    def _missed(self, page: TermsPage, error: RetrievalError) -> None:
        log.warning("%s", error)
        if isinstance(error, SourceFault) and error.status in _GONE and page.failures + 1 >= _SURE:
            self._written(page, f"gone:{error.status}", "", None)
            return
        moment = self._clock()
        again = moment + min(AGAIN * 2.0 ** min(page.failures, 8), EVERY)
        termspages.missed(page.id, str(error), moment, again)

    def _written(self, page: TermsPage, digest: str, text: str, capture_id: int | None) -> None:
        moment = self._clock()
        reading = TermsReading(
            page_id=page.id, digest=digest, text=text, moment=moment, again=moment + EVERY, capture_id=capture_id
        )
        if termspages.seen(reading):
            log.warning("the page of terms of %s has changed: %s", page.source_id, page.url)
