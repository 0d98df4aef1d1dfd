"""When to ask again: pure decisions over small frozen values.

The interval between polls of one door (a feed, a sitemap, a listing) follows what the source does: a poll that brings
news shortens it to 3/5, one that brings none lengthens it by a fifth. It settles where about every fourth poll brings
news, so a report is found after an eighth of the usual gap between two, on average; after a silence it has grown to a
sixth of that. A poll that brings several shortens it further, to the gap between those that it brought. What the source
asks for in Cache-Control, RSS `ttl` and `sy:` is the least interval; the house's floor and ceiling hold always.

After failures the wait doubles up to the ceiling and is spread over half to one and a half of itself, so that the doors
of one host, which fail together, do not come back together. `jitter` is a number from 0 to below 1, drawn anew by the
caller each time: nothing here is random by itself. Times are aware, intervals in seconds.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from mediawire.model.settings import Manners
from mediawire.model.source import Source

FIRST_INTERVAL = 900.0
SHORTER, LONGER = 0.6, 1.2
SPREAD = 0.1  # of an interval: neighbours must not poll in step for ever
WHOLE_AFTER = 24 * 3600.0  # after which a document is asked for whole, whatever its validators say
WHOLE_SOONEST = 3600.0  # the same where the source is silent against its habit
DAYS = 14  # of which the longest silences are remembered
HABIT = 3  # days on which a source brought news before it has a habit
QUIET_FACTOR = 1.5
QUIET_LEAST = 1800.0
WEEK = 7 * 24 * 3600.0  # a habit that is younger may not know of weekends
CHECKS = (120.0, 300.0, 900.0, 3600.0, 6 * 3600.0, 24 * 3600.0, 72 * 3600.0)
MISSING_AGAIN = 3600.0  # a page that was not found is looked for again after an hour


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PollState:
    """What is remembered of one door between polls.

    `interval` is the adaptive one. `silences` holds the longest wait for news that ended on a day, newest day last.
    `distrusted`: its validators stayed the same while its content changed, so they are not used.
    """

    interval: float = FIRST_INTERVAL
    polled_at: dt.datetime | None = None
    news_at: dt.datetime | None = None
    whole_at: dt.datetime | None = None  # the last answer that was a document, not a 304
    failures: int = 0  # in a row
    failing_since: dt.datetime | None = None
    etag: str = ""
    last_modified: str = ""
    distrusted: bool = False
    silences: tuple[tuple[dt.date, float], ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PollOutcome:
    """What one poll came to.

    `news` counts reports not known before. `least` is the longest of what the source asks for as an interval: feed
    `ttl` and `sy:` (FeedDocument.ttl_seconds) and headers.fresh_for. `etag` and
    `last_modified` are those of the answer.
    """

    at: dt.datetime
    news: int = 0
    failed: bool = False
    retry_after: float | None = None
    least: float = 0.0
    unchanged: bool = False  # the answer was 304
    etag: str = ""
    last_modified: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Poll:
    """The decision: what to remember, when to poll next, and why then."""

    state: PollState
    at: dt.datetime
    why: str


@dataclasses.dataclass(frozen=True, slots=True)
class Quiet:
    """A source that is silent against its own habit: since when, and the longest silence in seconds seen before."""

    since: dt.datetime
    usual: float


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A page under watch for corrections: when it was printed or last changed, and when it was last looked at.

    `missing` counts the looks in a row that did not find it.
    """

    since: dt.datetime
    checked_at: dt.datetime
    missing: int = 0


def first_poll(manners: Manners, moment: dt.datetime, jitter: float) -> dt.datetime:
    """When a door is polled for the first time: at once, spread over the least interval."""
    return moment + dt.timedelta(seconds=jitter * manners.poll_floor)


def next_poll(state: PollState, outcome: PollOutcome, source: Source, manners: Manners, jitter: float) -> Poll:
    """What to remember of a poll, and when to poll next."""
    if outcome.failed:
        return _after_failure(state, outcome, source, manners, jitter)
    learned = _learned(state, outcome, manners)
    interval, why = _interval(learned, outcome, source, manners)
    wait = interval * (1 + SPREAD * (2 * jitter - 1))
    # What the source asks for is a least interval: the spread must not go below it.
    wait = max(wait, manners.poll_floor, min(outcome.least, interval))
    return Poll(learned, outcome.at + dt.timedelta(seconds=wait), why)


def _interval(state: PollState, outcome: PollOutcome, source: Source, manners: Manners) -> tuple[float, str]:
    if source.poll_seconds is not None:
        return max(source.poll_seconds, manners.poll_floor), "the interval is set for this source"
    asked = min(outcome.least, manners.poll_ceiling)
    if asked > state.interval:
        return asked, f"the source asks for {asked:.0f} seconds between polls"
    return state.interval, f"it brings news at every fourth poll or so when polled each {state.interval:.0f} seconds"


def _after_failure(state: PollState, outcome: PollOutcome, source: Source, manners: Manners, jitter: float) -> Poll:
    failures = state.failures + 1
    base = max(source.poll_seconds or state.interval, manners.poll_floor)
    # The exponent is bounded: a source may fail for years.
    backoff = min(base * 2.0 ** min(failures - 1, 16), manners.poll_ceiling)
    wait = max(backoff * (0.5 + jitter), manners.poll_floor)
    why = f"failed {failures} times in a row" if failures > 1 else "failed"
    if outcome.retry_after:
        asked = min(outcome.retry_after, manners.retry_after_cap)
        # All doors of the host heard the same number: each comes back at its own moment after it.
        wait = max(wait, asked + jitter * backoff)
        why = f"{why}; the source asked for {asked:.0f} seconds"
    remembered = dataclasses.replace(
        state, polled_at=outcome.at, failures=failures, failing_since=state.failing_since or outcome.at
    )
    return Poll(remembered, outcome.at + dt.timedelta(seconds=wait), why)


def _learned(state: PollState, outcome: PollOutcome, manners: Manners) -> PollState:
    """What a poll that worked teaches."""
    lied = bool(outcome.news) and not outcome.unchanged and _same_validators(state, outcome)
    return dataclasses.replace(
        state,
        interval=min(max(_followed(state, outcome), manners.poll_floor), manners.poll_ceiling),
        polled_at=outcome.at,
        news_at=outcome.at if outcome.news else state.news_at or outcome.at,
        whole_at=state.whole_at if outcome.unchanged else outcome.at,
        failures=0,
        failing_since=None,
        etag=state.etag if outcome.unchanged else outcome.etag,
        last_modified=state.last_modified if outcome.unchanged else outcome.last_modified,
        distrusted=state.distrusted or lied,
        silences=_silences(state, outcome),
    )


def _followed(state: PollState, outcome: PollOutcome) -> float:
    if not outcome.news:
        return state.interval * LONGER
    shorter = state.interval * SHORTER
    if outcome.news == 1 or state.polled_at is None:
        return shorter
    return min(shorter, (outcome.at - state.polled_at).total_seconds() / outcome.news)


def _same_validators(state: PollState, outcome: PollOutcome) -> bool:
    """Whether the source gave other content under the ETag (or, without one, the date) of the content before."""
    if state.etag or outcome.etag:
        return state.etag == outcome.etag
    return bool(state.last_modified) and state.last_modified == outcome.last_modified


def _silences(state: PollState, outcome: PollOutcome) -> tuple[tuple[dt.date, float], ...]:
    if not outcome.news or state.news_at is None:
        return state.silences
    day, silence = outcome.at.date(), (outcome.at - state.news_at).total_seconds()
    known = dict(state.silences)
    known[day] = max(silence, known.get(day, 0.0))
    return tuple(sorted(known.items()))[-DAYS:]


def conditional(state: PollState, moment: dt.datetime) -> bool:
    """Whether to send the validators that we have; False once in a while, for servers whose ETag never changes."""
    if state.distrusted or state.whole_at is None or not (state.etag or state.last_modified):
        return False
    silent = quiet(state, moment) is not None
    return (moment - state.whole_at).total_seconds() < (WHOLE_SOONEST if silent else WHOLE_AFTER)


def quiet(state: PollState, moment: dt.datetime) -> Quiet | None:
    """The alarm for a source that answers but brings nothing for longer than it ever did in the days remembered.

    None while it has no habit yet, or fails (which is told as what it is); a habit that does not span a week yet alarms
    after a week.
    """
    if state.news_at is None or state.failures or len(state.silences) < HABIT:
        return None
    usual = max(silence for _, silence in state.silences)
    limit = max(usual * QUIET_FACTOR, QUIET_LEAST) + state.interval
    if (state.silences[-1][0] - state.silences[0][0]).total_seconds() < WEEK:
        limit = max(limit, WEEK)
    return Quiet(state.news_at, usual) if (moment - state.news_at).total_seconds() > limit else None


def next_check(watch: Watch, manners: Manners, jitter: float) -> dt.datetime | None:
    """When to look at a page again for a later edit, or None when it has been watched long enough.

    Dense at first and thinning out (CHECKS, counted from `since`); one that was not found is looked for each hour until
    somebody decides. Checks missed while we were away are made up for by one, the first that was due.
    """
    floor = watch.checked_at + dt.timedelta(seconds=manners.poll_floor)
    if watch.missing:
        return max(floor, watch.checked_at + dt.timedelta(seconds=MISSING_AGAIN * (1 + SPREAD * jitter)))
    for offset in CHECKS:
        due = watch.since + dt.timedelta(seconds=offset * (1 + SPREAD * jitter))
        if watch.since + dt.timedelta(seconds=offset) > watch.checked_at:
            return max(due, floor)
    return None
