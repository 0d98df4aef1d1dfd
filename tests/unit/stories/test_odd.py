"""Odd text, of which nobody promises to be a report: no stage fails on it, and none of it is taken for a report's size."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire import sourcing, stories
from mediawire.model.report import Block, BlockKind, Report, Span, Stated
from mediawire.model.sourcing import Gazetteer, Outlet, SourceKind
from mediawire.model.story import Candidate, Telling

MOMENT = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
GAZETTEER = Gazetteer(outlets=(Outlet(id="wire", name="Wire", kind=SourceKind.AGENCY, aliases=("The Wire",)),))
SIZE = 100_000
ODD = (
    '"', "“", "“a ", '" a', "'a ", "he said ", "said that the ", "1", "1 000 ", "12 3,000 ", "(", "Abc ", ". ", "U.S. ",
    "the source told the Wire that ", "Wire ", "according to ", "Wire reported, citing The Wire, ", "a\u0301", "\0", "",
    "one hundred and ", "5% ", "could not independently verify ", "“Hello there my dear friend of mine.\n", "\ud800a ",
    "He said it was 5 percent. ", "сказал он ", "قال ", "\n", " ", "\u202e", "😀",
)  # fmt: skip


def report(name: str, text: str) -> Report:
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=piece, span=Span(0, 0)) for piece in text.split("\n"))
    return Report(
        id=name,
        source_id=name,
        url="https://outlet.example/1",
        capture="",
        retrieved_at=MOMENT,
        headline=Stated(value=text[:150], origin="h1"),
        blocks=blocks,
    )


def candidate(made: Report) -> Candidate:
    return Candidate(
        report_id=made.id, source_id=made.id, published=MOMENT, headline="x", text=made.text, story_id="story"
    )


def through_all(text: str, other: str) -> list[Any]:
    a, b = report("a", text), report("b", other)
    window = stories.Window(days=3)
    window.add(candidate(b))
    near = window.near(a)
    chains = [sourcing.trace(each, GAZETTEER) for each in (a, b)]
    found = stories.changes(*(Telling(report=each, chain=chain) for each, chain in zip((a, b), chains, strict=True)))
    for citation in chains[0].citations:
        for place in (*citation.content_at, citation.source_at, citation.cue_at):
            assert place is None or place.block < 0 or 0 <= place.start <= place.end <= len(a.blocks[place.block].text)
    return [chains, found, stories.copies(a, near), stories.group(a, near)]


@pytest.mark.parametrize("piece", ODD, ids=ascii)
def test_no_stage_fails_on_odd_text(piece: str) -> None:
    text = (piece * (SIZE // max(1, len(piece)) + 1))[: SIZE // 20]
    assert len(through_all(text, text[:-3] + " end 7")) == 4


@given(st.text(max_size=400), st.text(max_size=400))
def test_nor_on_any_other(a: str, b: str) -> None:
    through_all(a, b)


@given(st.lists(st.sampled_from([*"“”\"'.,; \n", " said ", "Wire ", "7 ", " told the Wire", "He "]), max_size=60))
def test_nor_on_marks_and_cues_in_any_order(pieces: list[str]) -> None:
    through_all("".join(pieces), "".join(reversed(pieces)))


def counted(function: Callable[[], object]) -> int:
    """How many lines of Python a call runs: work that does not depend on the machine."""
    lines = 0

    def tracer(*_: object) -> object:
        nonlocal lines
        lines += 1
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)  # type: ignore[arg-type]
    try:
        function()
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize("piece", ['"', "“a ", "Abc ", "Wire ", "he said ", "1 000 "], ids=ascii)
def test_twice_the_text_is_no_more_than_thrice_the_work(piece: str) -> None:
    def work(size: int) -> int:
        text = (piece * size)[:size]
        return counted(lambda: through_all(text, text[:-3] + " end 7"))

    assert work(2400) < 3 * work(1200) + 20_000
