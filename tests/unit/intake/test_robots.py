"""robots.txt as RFC 9309 has it, and decisions that name their basis."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest

from mediawire.intake import robots
from mediawire.intake.robots import FRESH, LIMIT, RETRY, Leave, Outcome, Robots, RobotsCopy, failed
from mediawire.intake.targets import Target, target
from mediawire.model.capture import sha256
from mediawire.model.errors import (
    AddressRefused,
    RedirectRefused,
    ResponseRefused,
    RetrievalError,
    RobotsRefused,
    SourceFault,
    SourceUnreachable,
    TruncatedResponse,
)

MOMENT = dt.datetime(2026, 11, 25, 4, 0, tzinfo=dt.UTC)
PAGE = target("https://outlet.example/news/1")
RULES = b"User-agent: *\nDisallow: /private/\n"


class Site:
    """What robots.txt answers, as a function that the reader of robots.txt is handed."""

    def __init__(self, *answers: bytes | RetrievalError) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.moment = MOMENT

    async def fetch(self, wanted: Target) -> tuple[int, bytes]:
        self.asked.append(wanted.url)
        said = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(said, RetrievalError):
            raise said
        return 200, said

    def robots(self, agent: str = "mediawire") -> Robots:
        return Robots(agent, self.fetch, lambda: self.moment)


async def leave(text: bytes, path: str = "/news/1", agent: str = "mediawire") -> Leave:
    return await Site(text).robots(agent).leave(target(f"https://outlet.example{path}"))


def fault(status: int) -> SourceFault:
    return SourceFault(f"the source answered {status}", status=status)


# What the rules say (RFC 9309 section 2.2)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (b"", "/news/1"),
        (b"User-agent: *\nDisallow:\n", "/news/1"),
        (b"User-agent: *\nDisallow: /private/", "/news/1"),
        (b"User-agent: *\nDisallow: /\nAllow: /news/", "/news/1"),
        (b"User-agent: *\nDisallow: /news\nAllow: /news/1", "/news/1"),
        (b"User-agent: other\nDisallow: /", "/news/1"),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: mediawire\nAllow: /", "/news/1"),
        (b"User-agent: *\nDisallow: /*.pdf$", "/news/1.pdf?x"),
        (b"User-agent: *\nDisallow: /", "/robots.txt"),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /private/\r\n", "/news/1"),
        (b"<html><title>Not found</title>", "/news/1"),
        (b"\xff\xfe\x00\x80", "/news/1"),
    ],
)
async def test_what_is_not_disallowed_is_allowed(text: bytes, path: str) -> None:
    assert (await leave(text, path)).basis.startswith("allowed by robots.txt of 2026-11-25T04:00:00Z sha256:")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (b"User-agent: *\nDisallow: /", "/news/1"),
        (b"User-Agent: *\nDISALLOW: /news", "/news/1"),
        (b"User-agent: MediaWire\nDisallow: /news/\n\nUser-agent: *\nAllow: /", "/news/1"),
        (b"User-agent: *\nDisallow: /*.pdf$", "/news/1.pdf"),
        (b"User-agent: *\nDisallow: /n%65ws/", "/news/1"),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /", "/news/1"),
        (b"User-agent: a\nUser-agent: mediawire\nDisallow: /news/", "/news/1"),
        (b"\xff\xfe\nUser-agent: *\nDisallow: /news/", "/news/1"),
    ],
)
async def test_what_is_disallowed_is_refused_with_the_basis(text: bytes, path: str) -> None:
    with pytest.raises(
        RobotsRefused, match=f"disallowed to mediawire by robots.txt of .* sha256:{sha256(text)}"
    ) as told:
        await leave(text, path)
    assert told.value.where == f"https://outlet.example{path}"
    assert not told.value.retry


@pytest.mark.parametrize(("written", "seconds"), [("5", 5.0), ("0.5", 0.5), ("soon", 0.0), ("-1", 0.0), ("inf", 0.0)])
async def test_a_crawl_delay_is_handed_on(written: str, seconds: float) -> None:
    assert (await leave(f"User-agent: *\nCrawl-delay: {written}\n".encode())).delay == seconds


async def test_only_the_first_500_kib_count() -> None:
    within = b"#" * (LIMIT - 40) + b"\nUser-agent: *\nDisallow: /news\n"
    beyond = b"#" * LIMIT + b"\nUser-agent: *\nDisallow: /news\n"
    with pytest.raises(RobotsRefused):
        await leave(within)
    assert (await leave(beyond)).basis.startswith("allowed")


# What no rules mean (section 2.3)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
async def test_without_robots_txt_everything_is_allowed(status: int) -> None:
    told = await Site(fault(status)).robots().leave(PAGE)
    assert told == Leave(f"allowed, no robots.txt at 2026-11-25T04:00:00Z ({status})")


async def test_more_redirects_than_allowed_are_no_robots_txt() -> None:
    told = await Site(RedirectRefused("more than 5 redirects")).robots().leave(PAGE)
    assert "no robots.txt" in told.basis


@pytest.mark.parametrize(
    "error", [fault(500), fault(503), fault(429), ResponseRefused("coded as br"), TruncatedResponse("cut")]
)
async def test_where_it_cannot_be_read_nothing_is_asked_for_a_while(error: RetrievalError) -> None:
    site = Site(error, RULES)
    rules = site.robots()
    for _ in range(2):
        with pytest.raises(SourceUnreachable, match=r"robots\.txt could not be read") as told:
            await rules.leave(PAGE)
        assert told.value.retry
    assert len(site.asked) == 1
    site.moment = MOMENT + RETRY
    assert (await rules.leave(PAGE)).basis.startswith("allowed by robots.txt of 2026-11-25T04:10:00Z")


async def test_a_copy_that_is_known_goes_on_while_a_newer_one_cannot_be_read() -> None:
    site = Site(RULES, fault(503), SourceUnreachable("no connection"), RULES)
    rules = site.robots()
    await rules.leave(PAGE)
    for hours in (24.0, 24.5):
        site.moment = MOMENT + dt.timedelta(hours=hours)
        assert "of 2026-11-25T04:00:00Z" in (await rules.leave(PAGE)).basis
        with pytest.raises(RobotsRefused):
            await rules.leave(target("https://outlet.example/private/1"))
    assert len(site.asked) == 3
    site.moment = MOMENT + dt.timedelta(hours=25)
    assert "of 2026-11-26T05:00:00Z" in (await rules.leave(PAGE)).basis


async def test_a_copy_that_is_gone_is_not_held_against_the_source() -> None:
    site = Site(b"User-agent: *\nDisallow: /\n", fault(404))
    rules = site.robots()
    with pytest.raises(RobotsRefused):
        await rules.leave(PAGE)
    site.moment = MOMENT + FRESH
    assert "no robots.txt" in (await rules.leave(PAGE)).basis


@pytest.mark.parametrize("error", [AddressRefused("it is loopback"), SourceUnreachable("no connection")])
async def test_a_door_that_is_shut_is_told_as_what_it_is_and_tried_again_next_time(error: RetrievalError) -> None:
    site = Site(error, RULES)
    rules = site.robots()
    with pytest.raises(type(error), match=error.what):
        await rules.leave(PAGE)
    assert (await rules.leave(PAGE)).basis.startswith("allowed")


# Copies (section 2.4)


async def test_one_copy_serves_an_origin_for_a_day() -> None:
    site = Site(RULES)
    rules = site.robots()
    for hours in (0.0, 12.0, 23.9, 24.0):
        site.moment = MOMENT + dt.timedelta(hours=hours)
        await rules.leave(PAGE)
    assert site.asked == ["https://outlet.example/robots.txt"] * 2


@pytest.mark.parametrize(
    "other", ["http://outlet.example/", "https://www.outlet.example/", "https://outlet.example:8443/"]
)
async def test_every_origin_has_its_own(other: str) -> None:
    site = Site(RULES)
    rules = site.robots()
    await rules.leave(PAGE)
    await rules.leave(target(other))
    assert site.asked[1] == f"{other}robots.txt"


async def test_many_who_want_to_know_at_once_ask_once() -> None:
    site = Site(RULES)
    rules = site.robots()
    told = await asyncio.gather(*(rules.leave(PAGE) for _ in range(50)))
    assert len(site.asked) == 1
    assert len(set(told)) == 1


async def test_one_who_gives_up_does_not_take_the_answer_from_the_others() -> None:
    site, opened = Site(RULES), asyncio.Event()

    async def slowly(wanted: Target) -> tuple[int, bytes]:
        await opened.wait()
        return await site.fetch(wanted)

    rules = Robots("mediawire", slowly, lambda: MOMENT)
    first, second = asyncio.create_task(rules.leave(PAGE)), asyncio.create_task(rules.leave(PAGE))
    await asyncio.wait([first], timeout=0.001)
    first.cancel()
    opened.set()
    assert (await second).basis.startswith("allowed")
    assert len(site.asked) == 1


async def test_copies_are_handed_out_and_taken_in() -> None:
    site = Site(RULES)
    before = site.robots()
    first = await before.leave(PAGE)
    (copy,) = before.copies()
    assert copy == RobotsCopy(
        origin="https://outlet.example", outcome=Outcome.READ, asked_at=MOMENT, status=200, text=RULES, text_at=MOMENT
    )
    assert copy.digest == sha256(RULES)
    after = site.robots()
    after.adopt([copy])
    assert await after.leave(PAGE) == first
    assert len(site.asked) == 1


async def test_a_clock_that_was_set_back_makes_a_copy_stale() -> None:
    site = Site(RULES)
    rules = site.robots()
    await rules.leave(PAGE)
    site.moment = MOMENT - dt.timedelta(hours=1)
    await rules.leave(PAGE)
    assert len(site.asked) == 2


async def test_all_copies_together_stay_within_their_bound_the_oldest_going_first() -> None:
    text = b"#" * (LIMIT - 1)
    site = Site(text)
    rules = site.robots()
    hosts = [target(f"https://{number}.example/") for number in range(robots.HELD // LIMIT + 10)]
    rules.adopt(
        RobotsCopy(origin=host.origin, outcome=Outcome.READ, asked_at=MOMENT, text=text, text_at=MOMENT)
        for host in hosts
    )
    held = [copy.origin for copy in rules.copies()]
    assert sum(LIMIT for _ in held) <= robots.HELD + LIMIT
    assert held[-1] == hosts[-1].origin
    assert hosts[0].origin not in held


async def test_parsed_rules_are_held_within_a_bound_too() -> None:
    rules = robots._Rules()
    texts = [b"User-agent: *\nDisallow: /%d\n#" % number + b"x" * 400_000 for number in range(20)]
    for text in texts:
        first, second = await asyncio.gather(rules.of(text), rules.of(text))
        assert first is not None
        assert await rules.of(text) in (first, second)
    assert await rules.of(None) is None
    assert rules.size <= robots.PARSED + 500_000


def test_what_a_failure_means_is_kept_with_its_reason() -> None:
    copy = failed("https://outlet.example", MOMENT, fault(503), None)
    assert (copy.outcome, copy.status, copy.reason) == (Outcome.UNREACHABLE, 503, "the source answered 503")
    known = RobotsCopy(origin="o", outcome=Outcome.READ, asked_at=MOMENT, text=RULES, text_at=MOMENT)
    later = failed("o", MOMENT + FRESH, fault(503), known)
    assert (later.text, later.text_at) == (RULES, MOMENT)
    again = failed("o", MOMENT + 2 * FRESH, fault(503), dataclasses.replace(later))
    assert (again.text, again.text_at) == (RULES, MOMENT)


async def test_closing_gives_up_what_is_being_asked_for() -> None:
    rules = Robots("mediawire", never, lambda: MOMENT)
    waiting = asyncio.create_task(rules.leave(PAGE))
    await asyncio.wait([waiting], timeout=0.001)
    await rules.close()
    done: Callable[[], object] = waiting.result
    await asyncio.wait([waiting])
    with pytest.raises(asyncio.CancelledError):
        done()


async def never(wanted: Target) -> tuple[int, bytes]:
    await asyncio.Event().wait()
    raise AssertionError(wanted)


# RSL 1.0: terms for machines, named for the whole site


def test_a_licence_line_stands_in_the_basis_and_changes_no_leave() -> None:
    text = RULES + b"\nLicense: https://outlet.example/license.xml\n"
    told = asyncio.run(leave(text))
    assert told.basis.endswith("; License: https://outlet.example/license.xml")
    with pytest.raises(RobotsRefused):
        asyncio.run(leave(text, "/private/1"))


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (b"LICENSE: https://a.example/l.xml", ("https://a.example/l.xml",)),
        (b"  license:https://a.example/l.xml # rsl", ("https://a.example/l.xml",)),
        (b"# License: https://a.example/l.xml", ()),
        (b"License: /l.xml", ()),
        (b"License: javascript:alert(1)", ()),
        (b"Licensed: https://a.example/l.xml", ()),
        (b"License: https://a.example/l.xml;x=1", ("https://a.example/l.xml",)),
        (b"License: https://a.example/l\nLicense: https://a.example/l", ("https://a.example/l",)),
        (b"", ()),
    ],
)
def test_what_counts_as_a_licence_line(line: bytes, named: tuple[str, ...]) -> None:
    assert robots.licences(RULES + line) == named


def test_of_many_licence_lines_a_few_are_kept() -> None:
    assert len(robots.licences(b"".join(b"License: https://a.example/%d\n" % each for each in range(500)))) == 5
