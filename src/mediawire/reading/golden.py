"""Golden pairs: a confirmed page and what must be read from it, as bytes and as differences of a reading from it."""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Iterable

from mediawire.model.capture import Capture, Exchange, sha256
from mediawire.model.errors import UnreadablePage
from mediawire.model.report import Confirmed, OutletRule, Span
from mediawire.reading import charset
from mediawire.reading.learning import EPOCH
from mediawire.reading.reader import read
from mediawire.reading.region import squeezed
from mediawire.reading.words import text_of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Golden:
    """How a confirmed page is read: paragraphs that are missing or too many, by the rule and without it."""

    url: str
    by_rule: int
    without: int


def confirmed(capture: Capture, spans: Iterable[Span]) -> Confirmed:
    """What an editor confirmed of a capture: the texts that byte ranges of its payload give."""
    said = capture.exchange.header("content-type") or ""
    name = charset.of(capture.payload, said)
    texts = tuple(text_of(capture.payload, _pieces(span), name) for span in spans)
    return Confirmed(capture_payload=capture.payload, url=capture.url, paragraphs=texts, content_type=said)


def _pieces(span: Span) -> list[tuple[int, int]]:
    edges = [span.start, *(edge for gap in span.gaps for edge in (gap.start, gap.end)), span.end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def golden(rule: OutletRule, lesson: Confirmed) -> Golden:
    """Read a confirmed page with a rule and without it, and count the differences from what was confirmed."""
    return Golden(url=lesson.url, by_rule=_differences(lesson, rule), without=_differences(lesson, None))


def _differences(lesson: Confirmed, rule: OutletRule | None) -> int:
    payload = lesson.capture_payload
    exchange = Exchange(
        url=lesson.url,
        final_url=lesson.url,
        requested_at=EPOCH,
        received_at=EPOCH,
        status=200,
        headers=(("content-type", lesson.content_type),) if lesson.content_type else (),
        body=payload,
        payload=payload,
    )
    wanted = collections.Counter(squeezed(text) for text in lesson.paragraphs)
    try:
        blocks = read(Capture(exchange=exchange, digest=sha256(payload), source_id="golden"), rule).blocks
    except UnreadablePage:
        return wanted.total()
    got = collections.Counter(squeezed(block.text) for block in blocks if block.text)
    return (wanted - got).total() + (got - wanted).total()
