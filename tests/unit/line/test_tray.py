"""The tray: what comes in together is worked on together, in order, and nobody waits for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from mediawire.line.tray import MOST, Tray


def test_what_comes_in_together_goes_together_in_order() -> None:
    batches: list[list[int]] = []

    async def work(things: Sequence[int]) -> list[int]:
        batches.append(list(things))
        return [10 * thing for thing in things]

    async def day() -> list[int]:
        tray: Tray[int, int] = Tray(work, linger=0.0)
        first = await asyncio.gather(*(tray.put(number) for number in range(MOST + 3)))
        return [*first, await tray.put(99)]

    assert asyncio.run(day()) == [10 * number for number in range(MOST + 3)] + [990]
    assert batches == [list(range(MOST)), [MOST, MOST + 1, MOST + 2], [99]]


def test_a_failure_reaches_those_of_its_batch_and_no_others() -> None:
    async def work(things: Sequence[str]) -> list[str]:
        if "bad" in things:
            raise OSError("the disk is full")
        return list(things)

    async def day() -> list[object]:
        tray: Tray[str, str] = Tray(work, linger=0.0)
        together = await asyncio.gather(tray.put("good"), tray.put("bad"), return_exceptions=True)
        return [*together, await tray.put("later")]

    good, bad, later = asyncio.run(day())
    assert isinstance(good, OSError)
    assert isinstance(bad, OSError)
    assert later == "later"


def test_one_thing_may_fail_alone() -> None:
    async def work(things: Sequence[str]) -> list[str | Exception]:
        return [OSError("unreadable") if thing == "bad" else thing for thing in things]

    async def day() -> list[object]:
        tray: Tray[str, str] = Tray(work, linger=0.0)
        return list(await asyncio.gather(tray.put("good"), tray.put("bad"), return_exceptions=True))

    good, bad = asyncio.run(day())
    assert good == "good"
    assert isinstance(bad, OSError)


def test_who_gave_up_waiting_is_passed_over() -> None:
    begun = asyncio.Event()
    go_on = asyncio.Event()

    async def work(things: Sequence[str]) -> list[str]:
        begun.set()
        await go_on.wait()
        return list(things)

    async def day() -> str:
        tray: Tray[str, str] = Tray(work, linger=0.0)
        impatient = asyncio.ensure_future(tray.put("impatient"))
        patient = asyncio.ensure_future(tray.put("patient"))
        await begun.wait()
        impatient.cancel()
        go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await impatient
        return await patient

    assert asyncio.run(day()) == "patient"
