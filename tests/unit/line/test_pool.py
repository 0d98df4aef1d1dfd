"""Reading in processes of its own: hostile work costs one page, never the line."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from mediawire.line.pool import ReadingPool
from mediawire.model.errors import PageBeyondLimits, UnreadablePage, WireError, WrongPage
from mediawire.model.settings import ReadingLimits

LIMITS = ReadingLimits(seconds=2.0, memory=256 * 1024 * 1024, processes=2)


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(LIMITS) as opened:
        yield opened


def length(page: str) -> int:
    return len(page)


def turn_for_ever(_page: str) -> int:
    while True:
        pass


def grow(_page: str) -> int:
    return len(bytearray(1024 * 1024 * 1024))


def die(_page: str) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def refuse(page: str) -> int:
    raise WrongPage("this is a captcha", reason="captcha", where=page)


def stumble(page: str) -> int:
    return int({}[page])


def quick_or_not(page: str) -> int:
    return turn_for_ever(page) if page == "slow" else len(page)


def test_results_come_in_the_order_of_the_pages(pool: ReadingPool) -> None:
    pages = ["a" * number for number in range(40)]
    assert list(pool.map(length, zip(pages, pages, strict=True), str)) == list(zip(pages, range(40), strict=True))


def test_only_a_few_pages_are_taken_ahead_of_those_that_are_read(pool: ReadingPool) -> None:
    taken: list[int] = []

    def pages() -> Iterator[tuple[int, str]]:
        for number in range(200):
            taken.append(number)
            yield number, "x" * number

    results = pool.map(length, pages(), str)
    assert next(results) == (0, 0)
    assert len(taken) < 50
    assert len(list(results)) == 199


def test_a_page_that_takes_too_long_is_one_error_and_the_others_go_on(pool: ReadingPool) -> None:
    told = dict(pool.map(quick_or_not, [("1", "one"), ("2", "slow"), ("3", "three")], str))
    first, slow, last = told["1"], told["2"], told["3"]
    assert (first, last) == (3, 5)
    assert isinstance(slow, PageBeyondLimits)
    # Which of its two limits it meets first, that of the processor or that of the clock, is up to the machine.
    assert "processor time" in str(slow) or "took too long" in str(slow)


@pytest.mark.parametrize(
    ("work", "kind", "says"),
    [
        (grow, PageBeyondLimits, "memory"),
        (die, PageBeyondLimits, "ended its process"),
        (refuse, WrongPage, "captcha"),
        (stumble, UnreadablePage, "KeyError"),
    ],
)
def test_what_goes_wrong_in_reading_comes_back_as_a_named_error(
    pool: ReadingPool, work: object, kind: type[WireError], says: str
) -> None:
    ((_, result),) = pool.map(work, [("https://a.example/1", "https://a.example/1")], str)  # type: ignore[arg-type]
    assert isinstance(result, kind)
    assert says in str(result)
    assert "https://a.example/1" in str(result)
    assert list(pool.map(length, [("", "next")], str)) == [("", 4)]
