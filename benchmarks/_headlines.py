"""Headlines as the scorers of ../shared/language call them; `benchmarks.adapters` hands these on."""

from __future__ import annotations

import datetime as dt
import functools
import gzip
import importlib.util
import json
from importlib import resources
from typing import Any

from mediawire import headlines
from mediawire.headlines import casing
from mediawire.headlines.body import body_of
from mediawire.model.report import Block, BlockKind, Report, Span, Stated
from mediawire.model.story import Telling
from mediawire.model.style import Dictionary, Lexicon, Style

_MOMENT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@functools.cache
def lexicon() -> Lexicon:
    """The shipped English words with the counts of pyspellchecker's dictionaries, which `house` reads alike."""
    words = resources.files("mediawire.headlines") / "words"
    cased = (words / "en.txt").read_text("utf-8").split()
    same = [
        line.split() for line in (words / "en-same.txt").read_text("utf-8").splitlines() if not line.startswith("#")
    ]
    english = Dictionary.from_words("en", cased, _counts("en"), same)
    others = {
        tongue: Dictionary.from_words(tongue, (), _counts(tongue)) for tongue in ("de", "fr", "es", "ru", "ar", "fa")
    }
    return Lexicon(dictionaries={"en": english, **others})


def _counts(tongue: str) -> dict[str, int]:
    if importlib.util.find_spec("spellchecker") is None:
        return {}
    packed = (resources.files("spellchecker.resources") / f"{tongue}.json.gz").read_bytes()
    counts: dict[str, int] = json.loads(gzip.decompress(packed))
    return counts


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
