"""The pages and feeds of `tests/golden/rights`, and what three readers make of the licence of each report's text."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import tomllib
from pathlib import Path
from typing import Any

from mediawire.intake import feeds
from mediawire.line import pages
from mediawire.model.capture import Capture, Exchange, sha256
from mediawire.model.feed import FeedEntry
from mediawire.model.report import Report
from mediawire.model.rights import Verdict
from mediawire.model.settings import ReadingLimits
from mediawire.model.source import Source
from mediawire.permission import licensing, other_hands
from mediawire.permission.licensing import identify

CASES = Path(__file__).parent.parent / "tests" / "golden" / "rights" / "cases.toml"
URL = "https://quay.example/news/locks"
SOURCE = Source(id="quay", name="Quay Dispatch", home="https://quay.example/")
NOW = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
ANOTHERS, CONFLICT, NONE = "another's", "conflict", "none"
_TEXT = (
    "The second lock at Nordholm will stay closed until Friday, the harbour office said on Monday afternoon.",
    "Barges wait in the outer basin, and the café of the pilots serves soup to the crews from morning to night.",
    "Nobody could say how long the repair would take, but the gate itself is whole and only its bearing has broken.",
    "The office has asked the yard at Merrow for a new one, which is to come by rail in the course of the week.",
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RightsCase:
    """One page, with its feed where there is one, and what truly holds for the text."""

    name: str
    truth: str
    html: str
    headers: dict[str, str]
    feed: str


def cases() -> list[RightsCase]:
    """All cases in order."""
    return [_case(told) for told in tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]]


def _case(told: dict[str, Any]) -> RightsCase:
    data = {"@context": "https://schema.org"} | told.get("json_ld", {})
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if "json_ld" in told else ""
    text = "\n".join(f"<p>{each}</p>" for each in _TEXT)
    html = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Lock stays closed</title>
{told.get("head", "")}{script}</head><body><header><a href="/">Quay Dispatch</a></header><main><article>
<h1>Lock at Nordholm stays closed</h1>{told.get("body", "")}{text}{told.get("after", "")}</article></main>
<footer>{told.get("footer", "")}<p>Quay Dispatch, Nordholm</p></footer></body></html>"""
    headers = {"content-type": "text/html; charset=utf-8"} | told.get("headers", {})
    return RightsCase(name=told["name"], truth=told["truth"], html=html, headers=headers, feed=told.get("feed", ""))


def report_of(case: RightsCase) -> Report:
    """The report that the line reads from a case."""
    payload = case.html.encode()
    exchange = Exchange(
        url=URL,
        final_url=URL,
        requested_at=NOW,
        received_at=NOW,
        status=200,
        headers=tuple(case.headers.items()),
        body=payload,
        payload=payload,
    )
    capture = Capture(exchange=exchange, digest=sha256(payload), source_id=SOURCE.id)
    return pages.read(pages.Page(capture=capture, entry=_entry(case), limits=ReadingLimits()))


def _entry(case: RightsCase) -> FeedEntry:
    if not case.feed:
        return FeedEntry()
    document = feeds.parse(case.feed.encode(), {"content-type": "application/xml"}, "https://quay.example/feed")
    return dataclasses.replace(document.entries[0], feed_licences=document.licences)


def ours(case: RightsCase) -> str:
    """What the line makes of a case: a licence, "reserved", "another's", "conflict" or "none"."""
    report = report_of(case)
    if other_hands(report, SOURCE):
        return ANOTHERS
    weighed = licensing(report)
    return {Verdict.SILENT: NONE, Verdict.CONFLICT: CONFLICT}.get(weighed.verdict, weighed.licence)


def trafilaturas(case: RightsCase) -> str | None:
    """What trafilatura makes of the page; None where the case lies in a feed alone."""
    import trafilatura

    if case.feed:
        return None
    found = trafilatura.extract_metadata(case.html, default_url=URL)
    return (identify(found.license) if found is not None and found.license else "") or NONE


def feedparsers(case: RightsCase) -> str | None:
    """What feedparser makes of the entry; None where the case has no feed."""
    import feedparser

    if not case.feed:
        return None
    entry = feedparser.parse(case.feed).entries[0]
    links = [link["href"] for link in entry.get("links", ()) if link.get("rel") == "license"]
    told = [entry.get("license") or "", *links, entry.get("rights") or ""]
    return next((found for found in map(identify, told) if found), NONE)


def judged(answer: str, truth: str) -> str:
    """ "right", "held" (nothing is claimed of the text, so that a person looks) or "wrong"."""
    if answer == truth:
        return "right"
    return "held" if answer in (NONE, CONFLICT) else "wrong"
