"""One page to one report, as a reading process does it: pure work on values, importable by name."""

from __future__ import annotations

import dataclasses

from mediawire import reading
from mediawire.intake import signals
from mediawire.line import parcels
from mediawire.model import report as reports
from mediawire.model.capture import Capture
from mediawire.model.feed import FeedEntry
from mediawire.model.report import Corroboration, OutletRule, Report, Stated, StatedTime, Witness
from mediawire.model.settings import ReadingLimits

# A page's report is some hundred values.
parcels.pack((
    reports.Block, reports.Corroboration, reports.Gap, reports.Mark, reports.Omission, reports.Picture, reports.Remark,
    reports.Report, reports.Signal, reports.Span, reports.Stated, reports.StatedTime, reports.Testimony,
))  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A capture to be read, what the feed said of it, and the outlet's rule where one was learned.

    `document`: the capture is an agency document, and `entry` the item in it that is meant.
    """

    capture: Capture
    entry: FeedEntry
    limits: ReadingLimits
    rule: OutletRule | None = None
    document: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A report and the capture it was read from, to be compared with witnesses."""

    report: Report
    page: Page


def read(page: Page) -> Report:
    """Read a page; what it does not say of itself is taken from its feed entry, and marked as such."""
    if page.document:
        report = reading.read_document(page.capture, page.entry, page.limits)
        return dataclasses.replace(report, signals=tuple(signals.of_entry(page.entry)))
    return with_signals(with_entry(reading.read(page.capture, page.rule, page.limits), page.entry), page)


def with_signals(report: Report, page: Page) -> Report:
    """The report with all words about rights of its page, its headers and its feed, each with where it stood."""
    exchange = page.capture.exchange
    found = signals.of(page.capture.payload, exchange.header_map, page.capture.url)
    return dataclasses.replace(
        report, signals=(*found, *signals.of_robots(exchange.robots), *signals.of_entry(page.entry))
    )


def with_entry(report: Report, entry: FeedEntry) -> Report:
    """Fill in what the page left unsaid from its feed entry. Never the text."""
    told: dict[str, object] = {}
    if report.published is None and entry.published is not None:
        told["published"] = StatedTime(moment=entry.published, wording=entry.published_text, origin="feed")
    names = entry.authors or ((entry.author,) if entry.author else ())
    if report.byline is None and names:
        told["byline"] = Stated(value=", ".join(names), origin="feed")
        told["authors"] = report.authors or names
    if not report.language and entry.language:
        told["language"] = entry.language
    return dataclasses.replace(report, **told) if told else report  # type: ignore[arg-type]


def corroborate(evidence: Evidence) -> Corroboration:
    """Compare a reading with the feed's content, the page's own data and a second reader."""
    capture, entry = evidence.page.capture, evidence.page.entry
    if evidence.page.document:
        # The parser of intake has taken the same text out of the document by another way.
        return reading.corroborate(evidence.report, [reading.witness("document", entry.content)])
    witnesses = [*reading.witnesses(capture, entry.content), *_second_reader(capture)]
    return reading.corroborate(evidence.report, witnesses)


def _second_reader(capture: Capture) -> list[Witness]:
    # Imported here: it costs 60 MiB and a second, and most houses never ask for it.
    import trafilatura

    text = trafilatura.extract(capture.payload, favor_precision=True, include_comments=False)
    return [Witness(name="trafilatura", paragraphs=tuple(text.split("\n")))] if text else []
