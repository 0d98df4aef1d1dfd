"""Invented outlets and reports for the tests of sourcing."""

import datetime as dt
from collections.abc import Callable

import pytest

from mediawire import sourcing
from mediawire.model.report import Block, BlockKind, Report, Span, Stated
from mediawire.model.sourcing import Chain, Gazetteer, Outlet, SourceKind

MOMENT = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
OUTLETS = (
    Outlet(id="morrow", name="Morrow Press", kind=SourceKind.AGENCY, aliases=("Morrow",), domains=("morrow.example",)),
    Outlet(id="lowland", name="Lowland Wire", kind=SourceKind.AGENCY, aliases=("LW",)),
    Outlet(id="gazette", name="The Ardal Gazette", aliases=("Ardal Gazette",), domains=("gazette.example",)),
    Outlet(id="sun", name="The Sun"),
    Outlet(id="time", name="Time", aliases=("Time magazine",)),
    Outlet(id="page", name="Front Page", domains=("page.example",)),
)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """Half a dozen outlets."""
    return Gazetteer(outlets=OUTLETS)


@pytest.fixture(scope="session")
def report() -> Callable[..., Report]:
    """Make a report from paragraphs."""

    def make(*paragraphs: str, **more: object) -> Report:
        given: dict[str, object] = {
            "id": "r1",
            "source_id": "page",
            "url": "https://www.page.example/a",
            "capture": "",
            "retrieved_at": MOMENT,
            "headline": Stated(value="A headline", origin="h1"),
            "blocks": tuple(Block(kind=BlockKind.PARAGRAPH, text=text, span=Span(0, 0)) for text in paragraphs),
        }
        return Report(**(given | more))  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def trace(report: Callable[..., Report], gazetteer: Gazetteer) -> Callable[..., Chain]:
    """Trace paragraphs."""
    return lambda *paragraphs, **more: sourcing.trace(report(*paragraphs, **more), gazetteer)


@pytest.fixture(scope="session")
def said(trace: Callable[..., Chain]) -> Callable[..., list[tuple[str, str, list[str]]]]:
    """Who says what in paragraphs: source as written, cue, and the pieces of content."""

    def read(*paragraphs: str) -> list[tuple[str, str, list[str]]]:
        cut = lambda place: paragraphs[place.block][place.start : place.end]  # noqa: E731
        return [
            (cut(each.source_at) if each.source_at else "", each.cue, [cut(piece) for piece in each.content_at])
            for each in trace(*paragraphs).citations
        ]

    return read
