"""Invented reports for the tests of copies, stories and changes."""

import datetime as dt
from collections.abc import Callable

import pytest

from mediawire import sourcing
from mediawire.model.report import Block, BlockKind, Report, Span, Stated, StatedTime
from mediawire.model.sourcing import Gazetteer, Outlet, SourceKind
from mediawire.model.story import Candidate, Telling

START = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
GAZETTEER = Gazetteer(
    outlets=(
        Outlet(id="morrow", name="Morrow Press", kind=SourceKind.AGENCY),
        Outlet(id="gazette", name="The Ardal Gazette"),
        Outlet(id="post", name="Norland Post"),
    )
)


@pytest.fixture(scope="session")
def report() -> Callable[..., Report]:
    """Make a report: id, source, headline, paragraphs; `hours` after the start."""

    def make(
        name: str, *paragraphs: str, source: str = "morrow", headline: str = "", hours: float = 0.0, **more: object
    ) -> Report:
        moment = START + dt.timedelta(hours=hours)
        given: dict[str, object] = {
            "id": name,
            "source_id": source,
            "url": f"https://{source}.example/{name}",
            "capture": "",
            "retrieved_at": moment,
            "headline": Stated(value=headline, origin="h1"),
            "blocks": tuple(Block(kind=BlockKind.PARAGRAPH, text=text, span=Span(0, 0)) for text in paragraphs),
            "published": StatedTime(moment=moment, wording="", origin="feed"),
        }
        return Report(**(given | more))  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def candidate() -> Callable[..., Candidate]:
    """A report as a candidate of a story."""

    def make(report: Report, story: str = "") -> Candidate:
        return Candidate(
            report_id=report.id,
            source_id=report.source_id,
            published=report.published.moment if report.published else report.retrieved_at,
            headline=report.headline.value,
            text=report.text,
            story_id=story,
        )

    return make


@pytest.fixture(scope="session")
def telling(report: Callable[..., Report]) -> Callable[..., Telling]:
    """A report with its chain."""

    def make(name: str, *paragraphs: str, **more: object) -> Telling:
        made = report(name, *paragraphs, **more)
        return Telling(report=made, chain=sourcing.trace(made, GAZETTEER))

    return make
