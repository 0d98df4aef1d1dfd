"""When to ask again: pure decisions, over whole histories of a source."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.intake.manners import (
    CHECKS,
    DAYS,
    PollOutcome,
    PollState,
    Watch,
    conditional,
    first_poll,
    next_check,
    next_poll,
    quiet,
)
from mediawire.model.settings import Manners
from mediawire.model.source import Source

MOMENT = dt.datetime(2026, 11, 25, 4, 0, tzinfo=dt.UTC)
MANNERS = Manners()
SOURCE = Source(id="outlet", name="Outlet", home="https://outlet.example/")


def after(seconds: float) -> dt.datetime:
    return MOMENT + dt.timedelta(seconds=seconds)


def wait(state: PollState, jitter: float = 0.5, *, source: Source = SOURCE, **outcome: object) -> float:
    """Seconds until the next poll."""
    decided = next_poll(state, PollOutcome(at=MOMENT, **outcome), source, MANNERS, jitter)  # type: ignore[arg-type]
    return (decided.at - MOMENT).total_seconds()


def lived(
    publishes: list[float], until: float, manners: Manners = MANNERS
) -> tuple[list[float], list[float], PollState]:
    """Poll a source that publishes at these moments: when it was polled, how late each report was found, the state."""
    state, moment, seen = PollState(), 0.0, 0
    polls: list[float] = []
    late: list[float] = []
    while moment < until:
        polls.append(moment)
        found = [at for at in publishes[seen:] if at <= moment]
        late += [moment - at for at in found]
        seen += len(found)
        decided = next_poll(state, PollOutcome(at=after(moment), news=len(found)), SOURCE, manners, 0.5)
        state, moment = decided.state, (decided.at - MOMENT).total_seconds()
    return polls, late, state


# The interval follows what the source does


def test_news_shortens_the_interval_and_no_news_lengthens_it() -> None:
    state = PollState(interval=1000.0)
    assert wait(state, news=3) == 600.0
    assert wait(state) == 1200.0


def test_a_busy_source_is_polled_at_the_floor_and_a_dead_one_at_the_ceiling() -> None:
    _, _, busy = lived([30.0 * number for number in range(3000)], 12 * 3600.0)
    assert busy.interval == MANNERS.poll_floor
    _, _, dead = lived([], 4 * 24 * 3600.0)
    assert dead.interval == MANNERS.poll_ceiling


def test_a_steady_source_is_found_out_soon_after_it_publishes_with_few_polls() -> None:
    gap, days = 3600.0, 4
    publishes = [gap * number + 500.0 for number in range(24 * days)]
    polls, late, _ = lived(publishes, 24 * 3600.0 * days)
    settled = late[10:]
    assert sum(settled) / len(settled) < gap / 4
    assert len(polls) / (24 * days) < 6


def test_a_source_that_wakes_up_is_followed_from_the_first_poll_that_notices() -> None:
    evening, morning = [300.0 * number for number in range(48)], 12 * 3600.0
    publishes = evening + [morning + 120.0 * number for number in range(120)]
    polls, late, _ = lived(publishes, morning + 4 * 3600.0)
    noticed = min(at for at in polls if at >= morning)
    assert noticed - morning < 8 * 3600.0 / 5, "at most a fifth of the silence"
    assert max(late[-60:]) < 600.0


def test_several_reports_at_once_say_how_often_a_source_publishes() -> None:
    state = PollState(interval=3000.0, polled_at=after(-3000.0))
    assert wait(state, news=10) == 300.0
    assert wait(state, news=1) == 1800.0
    assert wait(PollState(interval=3000.0), news=10) == 1800.0, "the first poll brings what had gathered"


@given(
    st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.floats(0, 1e7)), max_size=40),
    st.floats(0, 1, exclude_max=True),
    st.one_of(st.none(), st.floats(1, 1e6)),
)
def test_the_floor_always_holds_and_the_wait_is_never_without_end(
    history: list[tuple[int, bool, float]], jitter: float, pinned: float | None
) -> None:
    source = dataclasses.replace(SOURCE, poll_seconds=pinned)
    state, moment = PollState(), MOMENT
    for news, failed, asked in history:
        outcome = PollOutcome(at=moment, news=news, failed=failed, retry_after=asked if failed else None, least=asked)
        decided = next_poll(state, outcome, source, MANNERS, jitter)
        seconds = (decided.at - moment).total_seconds()
        assert seconds >= MANNERS.poll_floor - 1e-3
        longest = MANNERS.retry_after_cap + 1.5 * max(MANNERS.poll_ceiling, pinned or 0.0)
        assert seconds <= longest
        assert MANNERS.poll_floor <= decided.state.interval <= MANNERS.poll_ceiling
        assert decided.why
        state, moment = decided.state, decided.at


# What the source asks for


def test_what_the_source_asks_for_is_the_least_interval_up_to_the_ceiling() -> None:
    assert wait(PollState(interval=500.0), jitter=0.0, least=1800.0) >= 1800.0
    assert wait(PollState(interval=500.0), jitter=0.99, least=1e9) <= MANNERS.poll_ceiling * 1.1
    assert wait(PollState(interval=5000.0), least=1800.0) == 6000.0


def test_an_interval_set_for_the_source_goes_before_what_it_asks_for_but_not_below_the_floor() -> None:
    pinned = dataclasses.replace(SOURCE, poll_seconds=120.0)
    assert wait(PollState(interval=5000.0), source=pinned, least=3600.0) == 120.0
    assert wait(PollState(), source=dataclasses.replace(SOURCE, poll_seconds=1.0)) == MANNERS.poll_floor


# Failures


def test_the_wait_doubles_with_every_failure_up_to_the_ceiling_and_is_forgotten_with_the_first_success() -> None:
    state, waits = PollState(interval=600.0), []
    for _ in range(12):
        decided = next_poll(state, PollOutcome(at=MOMENT, failed=True), SOURCE, MANNERS, 0.5)
        waits.append((decided.at - MOMENT).total_seconds())
        state = decided.state
    assert waits[:4] == [600.0, 1200.0, 2400.0, 4800.0]
    assert waits[-1] == MANNERS.poll_ceiling
    assert state.failures == 12
    assert state.failing_since == MOMENT
    back = next_poll(state, PollOutcome(at=MOMENT, news=1), SOURCE, MANNERS, 0.5).state
    assert (back.failures, back.failing_since, back.interval) == (0, None, 360.0)


def test_a_day_of_failures_costs_few_requests_and_forgets_nothing() -> None:
    state = PollState(interval=300.0, etag='"v1"', news_at=MOMENT, whole_at=MOMENT)
    moment, polls = MOMENT, 0
    while moment < after(24 * 3600.0):
        decided = next_poll(state, PollOutcome(at=moment, failed=True), SOURCE, MANNERS, 0.5)
        state, moment, polls = decided.state, decided.at, polls + 1
    assert polls < 12
    assert (state.etag, state.news_at) == ('"v1"', MOMENT)


def test_years_of_failures_do_not_overflow() -> None:
    assert wait(PollState(failures=100_000), failed=True) == MANNERS.poll_ceiling


def test_feeds_of_one_host_that_fail_together_do_not_come_back_together() -> None:
    chance = random.Random(4)  # noqa: S311 not a secret
    waits = sorted(wait(PollState(interval=600.0), chance.random(), failed=True) for _ in range(1000))
    fullest = max(sum(1 for each in waits if start <= each < start + 60.0) for start in range(300, 900, 10))
    assert fullest < 150, "a tenth of the time holds about a tenth of the polls"


def test_retry_after_is_obeyed_and_those_who_heard_it_do_not_come_back_together() -> None:
    state = PollState(interval=600.0)
    assert wait(state, jitter=0.0, failed=True, retry_after=7200.0) == 7200.0
    assert wait(state, jitter=0.5, failed=True, retry_after=7200.0) == 7500.0
    assert wait(state, jitter=0.0, failed=True, retry_after=1e9) == MANNERS.retry_after_cap
    assert wait(state, jitter=0.5, failed=True, retry_after=0.0) == 600.0


# Validators


def test_validators_are_kept_from_the_answer_that_had_content() -> None:
    first = next_poll(PollState(), PollOutcome(at=MOMENT, news=2, etag='"a"'), SOURCE, MANNERS, 0.5).state
    same = next_poll(first, PollOutcome(at=after(60), unchanged=True), SOURCE, MANNERS, 0.5).state
    assert (same.etag, same.whole_at) == ('"a"', MOMENT)
    other = next_poll(same, PollOutcome(at=after(120), news=1), SOURCE, MANNERS, 0.5).state
    assert (other.etag, other.whole_at) == ("", after(120))


def test_a_document_is_asked_for_whole_once_a_day_whatever_its_validators_say() -> None:
    state = PollState(etag='"a"', whole_at=MOMENT)
    assert conditional(state, after(3600.0))
    assert not conditional(state, after(24 * 3600.0))
    assert not conditional(PollState(etag='"a"'), MOMENT)
    assert not conditional(PollState(whole_at=MOMENT), MOMENT)


def test_a_source_that_is_silent_against_its_habit_is_asked_for_the_whole_document_sooner() -> None:
    silences = tuple((MOMENT.date() - dt.timedelta(days=day), 3600.0) for day in (8, 2, 1))
    state = PollState(etag='"a"', whole_at=after(6 * 3600.0), news_at=MOMENT, silences=silences)
    assert conditional(state, after(6.5 * 3600.0))
    assert not conditional(state, after(7.5 * 3600.0))


@pytest.mark.parametrize("validators", [{"etag": '"a"'}, {"last_modified": "Wed, 21 Oct 2015 07:28:00 GMT"}])
def test_a_server_whose_validators_never_change_is_found_out(validators: dict[str, str]) -> None:
    state = next_poll(PollState(), PollOutcome(at=MOMENT, news=1, **validators), SOURCE, MANNERS, 0.5).state  # type: ignore[arg-type]
    assert not state.distrusted
    state = next_poll(state, PollOutcome(at=after(60), news=1, **validators), SOURCE, MANNERS, 0.5).state  # type: ignore[arg-type]
    assert state.distrusted
    assert not conditional(state, after(61))


def test_a_server_without_validators_is_not_accused() -> None:
    state = next_poll(PollState(), PollOutcome(at=MOMENT, news=1), SOURCE, MANNERS, 0.5).state
    assert not next_poll(state, PollOutcome(at=after(60), news=1), SOURCE, MANNERS, 0.5).state.distrusted


# Silence


def habit(gap: float, days: int) -> PollState:
    publishes = [gap * number for number in range(1, int(days * 24 * 3600.0 / gap))]
    return lived(publishes, days * 24 * 3600.0)[2]


def test_a_source_that_goes_quiet_against_its_habit_raises_an_alarm() -> None:
    state = habit(3600.0, 10)
    assert state.news_at is not None
    assert quiet(state, state.news_at + dt.timedelta(hours=1.5)) is None
    alarm = quiet(state, state.news_at + dt.timedelta(hours=5))
    assert alarm is not None
    assert alarm.since == state.news_at
    assert 3600.0 <= alarm.usual < 2 * 3600.0


def test_nights_belong_to_a_habit() -> None:
    day = 24 * 3600.0
    publishes = [day * number + 8 * 3600.0 + 600.0 * each for number in range(10) for each in range(60)]
    polls, _, state = lived(publishes, 10 * day)
    assert len(polls) > 50
    assert state.news_at is not None
    assert quiet(state, state.news_at + dt.timedelta(hours=15)) is None
    assert quiet(state, state.news_at + dt.timedelta(hours=30)) is not None


def test_a_source_without_a_habit_or_that_fails_raises_none() -> None:
    later = after(365 * 24 * 3600.0)
    assert quiet(PollState(), later) is None
    assert quiet(PollState(news_at=MOMENT), later) is None
    state = habit(3600.0, 10)
    assert quiet(dataclasses.replace(state, failures=1), later) is None


def test_a_habit_younger_than_a_week_knows_no_weekends_and_alarms_only_after_one() -> None:
    state = habit(3600.0, 4)
    assert state.news_at is not None
    assert quiet(state, state.news_at + dt.timedelta(days=3)) is None
    assert quiet(state, state.news_at + dt.timedelta(days=7.5)) is not None


def test_only_so_many_days_are_remembered_each_with_its_longest_silence() -> None:
    state = habit(6 * 3600.0, 40)
    days = [day for day, _ in state.silences]
    assert len(days) == DAYS
    assert days == sorted(set(days))


# The first poll, and looking again at a page


@given(st.floats(0, 1, exclude_max=True))
def test_the_first_polls_are_spread_over_the_floor(jitter: float) -> None:
    assert MOMENT <= first_poll(MANNERS, MOMENT, jitter) <= after(MANNERS.poll_floor)


def test_a_page_is_looked_at_again_densely_at_first_and_then_less_until_no_more() -> None:
    moment, looks = MOMENT, []
    while (due := next_check(Watch(since=MOMENT, checked_at=moment), MANNERS, 0.0)) is not None:
        looks.append((due - MOMENT).total_seconds())
        moment = due
    assert tuple(looks) == CHECKS


@given(st.floats(0, 1, exclude_max=True), st.floats(0, 4 * 24 * 3600.0))
def test_the_next_look_is_never_sooner_than_the_floor_and_always_comes_while_the_watch_lasts(
    jitter: float, checked: float
) -> None:
    due = next_check(Watch(since=MOMENT, checked_at=after(checked)), MANNERS, jitter)
    if checked < CHECKS[-1] - 1:
        assert due is not None
        assert due >= after(checked + MANNERS.poll_floor) - dt.timedelta(milliseconds=1)
        assert due <= after(CHECKS[-1] * 1.1 + MANNERS.poll_floor)
    elif checked > CHECKS[-1]:
        assert due is None


def test_looks_missed_while_we_were_away_are_made_up_for_by_one() -> None:
    watch = Watch(since=MOMENT, checked_at=MOMENT)
    due = next_check(watch, MANNERS, 0.0)
    assert due == after(120.0)
    # We come back after two hours: the look is overdue, and the one after it is the next of the series.
    assert next_check(dataclasses.replace(watch, checked_at=after(7200.0)), MANNERS, 0.0) == after(6 * 3600.0)


def test_a_change_starts_the_watch_anew() -> None:
    changed = after(3600.0)
    assert next_check(Watch(since=changed, checked_at=changed), MANNERS, 0.0) == after(3720.0)


def test_a_page_that_was_not_found_is_looked_for_after_an_hour_even_beyond_the_watch() -> None:
    gone = Watch(since=MOMENT, checked_at=after(30 * 24 * 3600.0), missing=1)
    due = next_check(gone, MANNERS, 0.0)
    assert due == gone.checked_at + dt.timedelta(hours=1)
