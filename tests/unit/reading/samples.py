"""Pages of invented outlets for the reader's tests."""

from __future__ import annotations

import datetime as dt

from mediawire import reading
from mediawire.model.capture import Capture, Exchange, sha256
from mediawire.model.report import OutletRule, Report
from mediawire.model.settings import ReadingLimits

MOMENT = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
URL = "https://harbour.example/news/ferry"
LONG = [
    "The ferry left the quay at seven on Monday morning with 214 people on board, the harbour master said.",
    "It ran aground two miles out, in fog so thick that the bow could not be seen from the bridge.",
    "Nobody was hurt, and the coast guard, which sent two tugs, expects the ship to float free at high water.",
    "The company could not be reached for comment, and the figure could not be independently verified.",
]


def capture(payload: bytes | str, url: str = URL, content_type: str = "text/html; charset=utf-8") -> Capture:
    """A capture of some bytes, as if they had been served."""
    body = payload.encode() if isinstance(payload, str) else payload
    exchange = Exchange(
        url=url,
        final_url=url,
        requested_at=MOMENT,
        received_at=MOMENT,
        status=200,
        headers=(("content-type", content_type),) if content_type else (),
        body=body,
        payload=body,
    )
    return Capture(exchange=exchange, digest=sha256(body), source_id="harbour")


def page(body: str, head: str = "", title: str = "Ferry runs aground off the cape") -> str:
    """A page of an outlet: head, a heading, a body."""
    return (
        f"<!doctype html><html lang='en-GB'><head><meta charset='utf-8'><title>{title} | The Harbour</title>{head}</head>"
        f"<body><header class='site-header'><a href='/'>The Harbour</a></header><h1>{title}</h1>{body}</body></html>"
    )


def article(*extra: str) -> str:
    """An article of four paragraphs, with more markup behind each."""
    more = [*extra, *[""] * 4]
    return "<article>" + "".join(f"<p>{text}</p>{more[at]}" for at, text in enumerate(LONG)) + "</article>"


def read(
    payload: bytes | str, rule: OutletRule | None = None, limits: ReadingLimits | None = None, **more: str
) -> Report:
    """The report that a page gives."""
    return reading.read(capture(payload, **more), rule, limits)


def texts(report: Report) -> list[str]:
    """The texts of its blocks."""
    return [block.text for block in report.blocks]
