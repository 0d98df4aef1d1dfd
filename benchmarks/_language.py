"""Sourcing and stories as the scorers of ../shared/language call them; `benchmarks.adapters` hands these on."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import itertools
import re
from importlib import resources
from typing import Any

from mediawire import sourcing as tracing
from mediawire import stories
from mediawire.model.report import Block, BlockKind, Report, Span, Stated, StatedTime
from mediawire.model.sourcing import Citation, Gazetteer, Range
from mediawire.model.story import Candidate, ChangeKind, SharedSpan, Telling
from mediawire.sourcing.gazetteer import finder

Record = dict[str, Any]
_MOMENT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def _report(record: Record) -> Report:
    moment = dt.datetime.fromisoformat(record["published"])
    text = record["text"]
    return Report(
        id=record["id"],
        source_id=record["outlet"] or record["id"],
        url=f"https://outlet.example/{record['id']}",
        capture="",
        retrieved_at=moment,
        headline=Stated(value=record["title"], origin="h1"),
        blocks=(Block(kind=BlockKind.PARAGRAPH, text=text, span=Span(0, len(text))),),
        published=StatedTime(moment=moment, wording=record["published"], origin="feed"),
    )


def _candidate(report: Report, story: str = "") -> Candidate:
    assert report.published is not None
    return Candidate(
        report_id=report.id,
        source_id=report.source_id,
        published=report.published.moment,
        headline=report.headline.value,
        text=report.text,
        story_id=story,
    )


def same_report(records: list[Record]) -> list[tuple[str, str, list[tuple[int, int, int, int]]]]:
    """Copies in a stream of reports, by the half of a window that finds them; nothing is forgotten."""
    index = stories.WordIndex()
    known: dict[str, Candidate] = {}
    found = []
    for record in records:
        report = _report(record)
        candidate = _candidate(report)
        sharing = index.sharing(report.id, candidate.text)
        near = stories.Near(
            candidates=tuple(known[name] for name in sharing.names),
            copied=frozenset(sharing.names),
            standing=sharing.standing,
        )
        found += [(each.a, each.b, [_quad(span) for span in each.shared]) for each in stories.copies(report, near)]
        index.add(report.id, report.source_id, candidate.text)
        known[report.id] = candidate
    return found


def _quad(span: SharedSpan) -> tuple[int, int, int, int]:
    return span.a_start, span.a_end, span.b_start, span.b_end


def same_story(records: list[Record]) -> dict[str, str]:
    """Stories of a stream of reports, through a window of three days; what was merged later is merged in the end."""
    window = stories.Window(days=3)
    found: dict[str, str] = {}
    joined: dict[str, str] = {}
    for record in records:
        report = _report(record)
        assignment = stories.group(report, window.near(report))
        found[report.id] = assignment.story_id
        joined.update(dict.fromkeys(assignment.merged, assignment.story_id))
        window.add(_candidate(report, assignment.story_id))
        window.merge(assignment.story_id, assignment.merged)
    return {name: _last(story, joined) for name, story in found.items()}


def _last(story: str, joined: dict[str, str]) -> str:
    for _ in itertools.count():
        if story not in joined:
            break
        story = joined[story]
    return story


@functools.cache
def _gazetteer() -> Gazetteer:
    file = resources.files("mediawire.sourcing") / "data" / "outlets.tsv"
    return tracing.gazetteer_of(file.read_text("utf-8"))


def _in_blocks(title: str, text: str) -> tuple[Report, list[int]]:
    """A text as a report with a block a line, and where each block begins."""
    lines = [match for match in re.finditer(r"[^\n]+", text) if match[0].strip()]
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=line[0], span=Span(0, 0)) for line in lines)
    record = {"id": "text", "outlet": "outlet", "published": _MOMENT.isoformat(), "title": title, "text": ""}
    return dataclasses.replace(_report(record), blocks=blocks), [line.start() for line in lines]


def sourcing(text: str, title: str) -> list[Record]:
    """Who says what in a text: dicts with source, cue, content, kind, and outlet where one is the source."""
    report, starts = _in_blocks(title, text)
    chain = tracing.trace(report, _gazetteer())
    # one entry a content: who is cited by a source in turn is a citation of its own in a chain, not asked for here
    once = {(citation.content_at or citation.source_at): citation for citation in reversed(chain.citations)}
    cited = [each for each in reversed(once.values()) if each.content_at or each.cue != "credit"]
    return [_attribution(each, starts, report) for each in cited]


def _attribution(citation: Citation, starts: list[int], report: Report) -> Record:
    found: Record = {
        "source": _place(citation.source_at, starts),
        "cue": _place(citation.cue_at, starts),
        "content": [_place(piece, starts) for piece in citation.content_at],
        "kind": citation.direct,
    }
    # "the newspaper" is resolved to its name in a chain; here only sources that name an outlet are asked for
    at = citation.source_at
    mentions = finder(_gazetteer()).mentions(report.blocks[at.block].text) if citation.outlet_id and at else ()
    named = any(at and a < at.end and at.start < b for a, b, _ in mentions)
    return found | ({"outlet": citation.name} if named else {})


def _place(place: Range | None, starts: list[int]) -> tuple[int, int] | None:
    if place is None or place.block < 0:
        return None
    return starts[place.block] + place.start, starts[place.block] + place.end


_KINDS = {
    (ChangeKind.FIGURE, ""): "figure",
    (ChangeKind.QUOTATION, ""): "quote",
    (ChangeKind.CAVEAT, "dropped"): "caveat_dropped",
    (ChangeKind.ATTRIBUTION, "dropped"): "attribution_dropped",
    (ChangeKind.ADDED, ""): "added",
}


def drift(a: Record, b: Record) -> list[Record]:
    """What changed from telling a to telling b, in the kinds that are scored."""
    tellings, starts = [], []
    for each in (a, b):
        report, begins = _in_blocks(each["title"], each["text"])
        tellings.append(Telling(report=report, chain=tracing.trace(report, _gazetteer())))
        starts.append(begins)
    found = []
    for change in stories.changes(*tellings):
        kind = _KINDS.get((change.kind, "")) or _KINDS.get((change.kind, change.detail))
        if kind:
            found.append({"kind": kind, "a": _place(change.a, starts[0]), "b": _place(change.b, starts[1])})
    return found
