"""Headlines as the scorers of ../shared/language call them; `benchmarks.adapters` hands these on."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

from mediawire import headlines
from mediawire.headlines import casing
from mediawire.headlines.body import body_of
from mediawire.house import shelf
from mediawire.model.report import Block, BlockKind, Report, Span, Stated
from mediawire.model.story import Telling
from mediawire.model.style import Lexicon, Style

_MOMENT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@functools.cache
def lexicon() -> Lexicon:
    """The words that a wire judges with."""
    return shelf.lexicon()


def _telling(title: str, body: str, language: str) -> Telling:
    block = Block(kind=BlockKind.PARAGRAPH, text=body, span=Span(0, len(body)))
    report = Report(
        id="benchmark",
        source_id="benchmark",
        url="https://outlet.example/report",
        capture="",
        retrieved_at=_MOMENT,
        headline=Stated(value=title, origin="h1"),
        blocks=(block,),
        language=language,
    )
    return Telling(report=report)


def sentence_case(title: str, body: str) -> str:
    """A headline printed in title case, in sentence case."""
    return casing.sentence_case(title, body_of(body, "en"), lexicon().dictionary("en"))


def headline(title: str, body: str, language: str) -> list[dict[str, Any]]:
    """The objections to a headline: dicts with kind, severity, start, end and why."""
    return [
        {"kind": each.kind, "severity": each.severity.value, "start": each.start, "end": each.end, "why": each.why}
        for each in headlines.object(title, _telling(title, body, language), Style(), lexicon())
    ]
