"""The first half of the line: poll doors, fetch leads, keep captures. Driven by rows: due until written down."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Sequence

from mediawire.archive import duties, leads
from mediawire.archive.leads import LeadState
from mediawire.archive.sources import DoorState
from mediawire.intake import identity, notices
from mediawire.intake import manners as keep
from mediawire.intake.fetcher import Ask, Fetcher
from mediawire.line import doors
from mediawire.line.following import Follower
from mediawire.line.hubs import Hubs
from mediawire.line.polls import Polled, Polls
from mediawire.line.tools import Ledger, Tools, log
from mediawire.line.tray import Tray
from mediawire.model.canon import from_json
from mediawire.model.capture import Exchange
from mediawire.model.errors import RetrievalError, SourceFault, WireError
from mediawire.model.feed import FeedDocument, Notice, NoticeKind
from mediawire.model.source import Source

GONE = (404, 410)
_MOMENT = 0.05  # seconds that a poll's news waits for that of others


class Gatherer:
    """Polls what is due and fetches what was found. Its methods run side by side on the event loop."""

    def __init__(self, tools: Tools, fetcher: Fetcher, ledger: Ledger, follower: Follower) -> None:
        self._tools = tools
        self._fetcher = fetcher
        self._ledger = ledger
        self._follower = follower
        self._hubs = Hubs(tools, fetcher, ledger)
        self._tray: Tray[tuple[LeadState, Exchange], bool] = Tray(lambda fetched: ledger(self._keep, fetched))
        polls = Polls(tools, follower)
        self._polls: Tray[Polled, int] = Tray(lambda polled: ledger(polls.take, polled), linger=_MOMENT)
        # Spreads later looks at pages, so that they do not come in step; nobody could gain by guessing it.
        self._chance = random.Random()  # noqa: S311

    async def poll(self, door: DoorState) -> int:
        """Ask one door for news and write down what came of it. Gives the number of leads to fetch."""
        source = self._tools.source(door.source_id)
        memory = from_json(keep.PollState, door.memory)
        try:
            exchange = await self._fetcher.fetch(_ask(door, memory, self._tools.clock()))
            document = None if exchange.status == 304 else doors.parse(door.door, exchange, source)
        except WireError as error:
            log.warning("%s", error)
            return await self._polls.put(Polled(door=door, source=source, memory=memory, error=error))
        told, entries = _parted(document, source, self._tools.clock()) if document else ([], None)
        found = await self._polls.put(
            Polled(
                door=door,
                source=source,
                memory=memory,
                exchange=exchange,
                document=document,
                leads=identity.leads(entries, source, door.url) if entries else (),
                notices=told,
            )
        )
        await self._hubs.follow(door, document)
        return found

    async def fetch(self, lead: LeadState) -> bool:
        """Fetch one page and keep it as a capture. Gives whether there is something new to carry."""
        try:
            exchange = await self._fetcher.fetch(
                Ask(url=lead.lead.url, etag=lead.etag, last_modified=lead.last_modified, accept=doors.PAGES)
            )
        except SourceFault as error:
            if error.status in GONE and lead.capture_id is not None:
                await self._ledger(self._follower.absent, lead, error.status)
            else:
                await self._ledger(self._put_off, lead, error)
            return False
        except RetrievalError as error:
            await self._ledger(self._put_off, lead, error)
            return False
        if exchange.status == 304:
            moment = self._tools.clock()
            await self._ledger(leads.unchanged, lead.id, moment, self._next_check(lead, moment))
            await self._ledger(self._looked, lead, moment)
            return False
        return await self._tray.put((lead, exchange))

    def _keep(self, fetched: Sequence[tuple[LeadState, Exchange]]) -> list[bool]:
        """Captures to disk, then their leads' rows. Gives for each whether there is something new to carry."""
        moment = self._tools.clock()
        kept = self._tools.captures.keep_all([(exchange, lead.lead.source_id) for lead, exchange in fetched])
        told = [
            leads.Fetched(lead_id=lead.id, capture_id=capture_id, next_check=self._next_check(lead, moment))
            for (lead, _), (capture_id, _) in zip(fetched, kept, strict=True)
        ]
        for lead, _ in fetched:
            self._looked(lead, moment)
        return leads.captured_all(told, moment)

    def _next_check(self, lead: LeadState, moment: dt.datetime) -> dt.datetime | None:
        watch = keep.Watch(since=lead.first_captured_at or moment, checked_at=moment)
        planned = keep.next_check(watch, self._tools.wire.manners, self._chance.random())
        hours = self._recheck(lead)
        asked = moment + dt.timedelta(hours=hours) if hours else None
        return min(each for each in (planned, asked) if each) if planned or asked else None

    def _looked(self, lead: LeadState, moment: dt.datetime) -> None:
        """Where terms ask that the original be looked at again, it has been."""
        hours = self._recheck(lead)
        if hours and lead.first_captured_at is not None:
            duties.rechecked(lead.id, hours, moment)

    def _recheck(self, lead: LeadState) -> int | None:
        layers = self._tools.source(lead.lead.source_id).terms.layers
        return min((each.recheck_hours for each in layers if each.recheck_hours), default=None)

    def _put_off(self, lead: LeadState, error: RetrievalError) -> None:
        """Try again later what may go better later; what will not is refused with its reason."""
        log.warning("%s", error)
        moment = self._tools.clock()
        again = None
        if error.retry and lead.attempts < 8 and not _final(error):
            wait = self._tools.wire.manners.poll_floor * 2.0**lead.attempts * (0.5 + self._chance.random())
            asked = error.retry_after if isinstance(error, SourceFault) else None
            again = moment + dt.timedelta(seconds=max(wait, asked or 0.0))
        leads.failed(lead.id, error, moment, again)


def _parted(
    document: FeedDocument, source: Source, now: dt.datetime
) -> tuple[list[tuple[Notice, tuple[str, ...]]], FeedDocument]:
    """Notices with the names of what they are about, and the document of the other entries, the newest first.

    An entry under embargo is passed over until a later poll finds it free (I5).
    """
    told, kept = [], []
    for entry in document.entries[: source.newest]:
        if entry.embargo is not None and entry.embargo > now:
            continue
        notice = notices.recognise(entry, source)
        if notice is not None:
            told.append((notice, identity.keys(entry, source)))
        if entry.link and (notice is None or notice.kind is NoticeKind.CORRECTION):
            kept.append(dataclasses.replace(entry, feed_licences=document.licences))
    return told, dataclasses.replace(document, entries=tuple(kept))


def _final(error: RetrievalError) -> bool:
    return isinstance(error, SourceFault) and 400 <= error.status < 500 and error.status not in (408, 425, 429)


def _ask(door: DoorState, memory: keep.PollState, moment: dt.datetime) -> Ask:
    if keep.conditional(memory, moment):
        return Ask(url=door.url, etag=memory.etag, last_modified=memory.last_modified, accept=doors.FEEDS)
    return Ask(url=door.url, accept=doors.FEEDS)
