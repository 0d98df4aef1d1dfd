"""The reader as the scorers call it: benchmarks.adapters hands these on."""

from __future__ import annotations

import datetime as dt
from typing import Any

from mediawire import reading
from mediawire.model.capture import Capture, Exchange, sha256
from mediawire.model.report import Confirmed, Form, OutletRule, Report

_MOMENT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def read_page(html: bytes, url: str, rule: bytes | None = None) -> dict[str, Any]:
    """A page's paragraphs with their spans, title, authors and time, as score_reading.py asks for them."""
    exchange = Exchange(
        url=url, final_url=url, requested_at=_MOMENT, received_at=_MOMENT, status=200, body=html, payload=html
    )
    learned = OutletRule(source_id="benchmark", learned_at=_MOMENT.date(), text=rule.decode()) if rule else None
    return _told(reading.read(Capture(exchange=exchange, digest=sha256(html), source_id="benchmark"), learned))


def _told(report: Report) -> dict[str, Any]:
    # The scorer reads spans as HTML: what stands in the page's data alone (json-html) it could not find again.
    blocks = [block for block in report.blocks if block.text and block.span.form is Form.HTML]
    return {
        "paragraphs": [block.text for block in blocks],
        "spans": [
            (block.span.start, block.span.end, [(gap.start, gap.end) for gap in block.span.gaps]) for block in blocks
        ],
        "title": report.headline.value,
        "authors": list(report.authors),
        "published": report.published.moment.isoformat() if report.published else None,
    }


def teach(pages: list[dict[str, Any]]) -> bytes:
    """The rule that confirmed pages of one outlet teach."""
    confirmed = [
        Confirmed(capture_payload=page["html"], url=page["url"], paragraphs=tuple(page["paragraphs"])) for page in pages
    ]
    return reading.learn(confirmed, "benchmark", _MOMENT.date()).text.encode()
