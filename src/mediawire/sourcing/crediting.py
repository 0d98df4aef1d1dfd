"""Bylines and credit lines: who wrote a report, and whose text it carries."""

from __future__ import annotations

import re

from mediawire.model.report import Report
from mediawire.model.sourcing import Citation, Range, SourceKind
from mediawire.sourcing.gazetteer import Finder
from mediawire.sourcing.tokens import DATELINE

_CREDIT_LINE = re.compile(
    r"^\W*(?:\(?(?:reporting|additional reporting|writing|editing|edited|compiled|source|with (?:reporting|files"
    r"|material)"
    r"(?: from)?|by)\b[\w ,.;&/]{0,80}?)?[\W]*",
    re.I,
)
_SHORT = 90


def credited(report: Report, finder: Finder) -> list[Citation]:
    """The outlets that a byline, the agency credit, a dateline or a closing credit line names."""
    found: list[Citation] = []
    for stated, block in ((report.byline, -2), (report.agency_credit, -3)):
        if stated is not None:
            for start, end, outlet in finder.mentions(stated.value):
                found.append(_credit(outlet.name, outlet.kind, outlet.id, Range(block, start, end)))
    for index, text in enumerate(each.text for each in report.blocks):
        for start, end in _places(text, index, len(report.blocks)):
            for a, b, outlet in finder.mentions(text[start:end]):
                found.append(_credit(outlet.name, outlet.kind, outlet.id, Range(index, start + a, start + b)))
    return found


def _credit(name: str, kind: SourceKind, outlet_id: str, at: Range) -> Citation:
    return Citation(name=name, kind=kind, cue="credit", source_at=at, outlet_id=outlet_id)


def _places(text: str, index: int, blocks: int) -> list[tuple[int, int]]:
    places = []
    if index < 2 and (match := DATELINE.match(text)) and match[1]:
        places.append(match.span(1))
    if index >= blocks - 4 and len(text) <= _SHORT and index:
        lead = _CREDIT_LINE.match(text)
        short = len(text) <= 32 or (lead is not None and lead.end() > 3)
        if short and not re.search(r"\b(?:said|says|told)\b", text):
            places.append((0, len(text)))
    return places
