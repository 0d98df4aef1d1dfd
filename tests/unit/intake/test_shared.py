"""What processes of a wire leave each other of a domain's pace, in one file."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from mediawire.intake.pace import Gate
from mediawire.intake.shared import PLACES, Known, SharedPace


def test_what_is_left_is_found_and_nothing_is_found_where_nothing_was_left(tmp_path: Path) -> None:
    shared = SharedPace(tmp_path / "deep" / "pace")
    assert shared.known("a.example", 100.0) == Known()
    assert shared.enter("a.example")
    shared.leave("a.example", Known(50.0, 500.0, 429))
    assert shared.known("a.example", 100.0) == Known(50.0, 500.0, 429)
    assert shared.known("b.example", 100.0) == Known()
    shared.close()
    again = SharedPace(tmp_path / "deep" / "pace")
    assert again.known("a.example", 100.0) == Known(50.0, 500.0, 429)
    assert again.known("a.example", 10.0) == Known(), "the machine was started anew"
    again.close()


def test_two_domains_of_one_process_on_one_place_wait_for_each_other(tmp_path: Path) -> None:
    shared = SharedPace(tmp_path / "pace")
    assert shared.enter("a.example")
    assert not shared.enter("a.example")
    assert shared.enter("b.example")
    shared.leave("a.example", Known(1.0))
    assert shared.enter("a.example")
    shared.close()


def test_the_file_stays_small_whatever_is_asked(tmp_path: Path) -> None:
    shared = SharedPace(tmp_path / "pace")
    for number in range(2000):
        name = f"{number}.example"
        assert shared.enter(name)
        shared.leave(name, Known(time.monotonic()))
    assert (tmp_path / "pace").stat().st_size <= PLACES * 24
    shared.close()


async def test_a_request_that_is_given_up_leaves_the_domain_to_the_others(tmp_path: Path) -> None:
    shared = SharedPace(tmp_path / "pace")
    assert shared.enter("a.example")
    gate = Gate(shared)

    async def ask() -> None:
        async with gate.turn("a.example", 0.0):
            pass

    waiting = asyncio.create_task(ask())
    await asyncio.wait([waiting], timeout=0.001)
    waiting.cancel()
    await asyncio.wait([waiting])
    shared.leave("a.example", Known(1.0))
    await ask()
    assert shared.enter("a.example")
    shared.close()
