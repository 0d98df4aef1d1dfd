"""What polls came to, into rows: of all that came in within a moment together."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Sequence

from mediawire.archive import alarms, leads, sources
from mediawire.archive.sources import DoorState
from mediawire.intake import manners as keep
from mediawire.line.following import Follower
from mediawire.line.tools import Tools
from mediawire.model.canon import to_json
from mediawire.model.capture import Exchange
from mediawire.model.errors import SourceFault, WireError
from mediawire.model.feed import FeedDocument, Lead, Notice
from mediawire.model.source import Source


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What one door answered: a document with its leads and notices, or that nothing changed; or why it did not."""

    door: DoorState
    source: Source
    memory: keep.PollState
    exchange: Exchange | None = None
    document: FeedDocument | None = None
    leads: Sequence[Lead] = ()
    notices: Sequence[tuple[Notice, tuple[str, ...]]] = ()
    error: WireError | None = None


class Polls:
    """Writes down what polls came to. Called on the ledger's thread."""

    def __init__(self, tools: Tools, follower: Follower) -> None:
        self._tools = tools
        self._follower = follower
        # Spreads polls so that sources do not come in step; nobody could gain by guessing it.
        self._chance = random.Random()  # noqa: S311

    def take(self, polled: Sequence[Polled]) -> list[int | WireError]:
        """Gives for each poll how many leads are to be fetched, or what went wrong with its notices.

        Leads and notices first, then the documents of doors that brought something, and the doors' rows last: what a
        crash cuts short is polled again.
        """
        found = leads.found_each([each.leads for each in polled], self._tools.clock())
        results: list[int | WireError] = []
        documents, done = [], []
        for each, news in zip(polled, found, strict=True):
            fetch = len(news.new) + len(news.changed)
            try:
                heard = [self._follower.notice(each.source, *notice) for notice in each.notices]
            except WireError as error:
                results.append(error)
                continue
            if each.exchange is not None and (fetch or any(heard)):
                documents.append((each.exchange, each.source.id))
            done.append((each, fetch))
            results.append(fetch)
        self._tools.captures.keep_all(documents, feed=True)
        self._write(done)
        return results

    def _write(self, done: Sequence[tuple[Polled, int]]) -> None:
        """The doors' rows; and alarms about sources that are quiet for longer than ever."""
        moment = self._tools.clock()
        planned = [(each, self._planned(each, fetch, moment)) for each, fetch in done]
        sources.polled(
            [_row(each, fetch, plan, moment) for (each, fetch), (_, plan) in zip(done, planned, strict=True)]
        )
        for each, plan in planned:
            _look_for_silence(each, plan.state, moment)

    def _planned(self, polled: Polled, fetch: int, moment: dt.datetime) -> keep.Poll:
        outcome = _outcome(polled, fetch, moment)
        return keep.next_poll(polled.memory, outcome, polled.source, self._tools.wire.manners, self._chance.random())


def _outcome(polled: Polled, fetch: int, moment: dt.datetime) -> keep.PollOutcome:
    exchange, document, error = polled.exchange, polled.document, polled.error
    if exchange is None:
        retry_after = error.retry_after if isinstance(error, SourceFault) else None
        return keep.PollOutcome(at=moment, failed=True, retry_after=retry_after)
    return keep.PollOutcome(
        at=moment,
        news=fetch,
        least=(document.ttl_seconds or 0.0) if document else 0.0,
        unchanged=exchange.status == 304,
        etag=exchange.header("etag") or "",
        last_modified=exchange.header("last-modified") or "",
    )


def _row(polled: Polled, fetch: int, plan: keep.Poll, moment: dt.datetime) -> sources.PollOutcome:
    error = polled.error
    return sources.PollOutcome(
        door_id=polled.door.id,
        moment=moment,
        next_due=plan.at,
        memory=to_json(plan.state),
        failures=plan.state.failures,
        found=fetch,
        error=str(error) if error else "",
        status=error.status if isinstance(error, SourceFault) else None,
    )


def _look_for_silence(polled: Polled, state: keep.PollState, moment: dt.datetime) -> None:
    """Tell where a source is quiet for longer than ever, and where it no longer is."""
    source = polled.source
    silence = keep.quiet(state, moment)
    if silence is None:
        if keep.quiet(polled.memory, moment) is not None:
            alarms.clear("quiet", source.id)
    else:
        days = (moment - silence.since).total_seconds() / 86400
        what = (
            f"has brought nothing since {silence.since:%Y-%m-%d %H:%M} UTC ({days:.1f} days), longer than ever before"
        )
        alarms.raise_alarm("quiet", source.id, what, moment)
