"""The trace of a report: its citations, and the chain from its outlet back to whoever said it first."""

from __future__ import annotations

import dataclasses
import urllib.parse
from collections.abc import Sequence

from mediawire.model.report import BlockKind, Report
from mediawire.model.sourcing import Chain, Citation, Gazetteer, Outlet, Range, SourceKind
from mediawire.sourcing.attributed import Attribution
from mediawire.sourcing.chaining import Own, chain
from mediawire.sourcing.crediting import credited
from mediawire.sourcing.gazetteer import Finder, finder
from mediawire.sourcing.mentions import bare
from mediawire.sourcing.quoting import attributions
from mediawire.sourcing.resolving import Resolver
from mediawire.sourcing.tokens import Passage, passage


def trace(report: Report, gazetteer: Gazetteer) -> Chain:
    """Who a report leans on: its citations in the order of the text, and the chains that they make.

    Ranges are characters of `report.blocks[block].text`. Never raises for odd text: what is not understood is left out.
    """
    names = finder(gazetteer)
    passages = [passage(block.text) for block in report.blocks]
    resolver = Resolver(names, [each.text for each in passages])
    found = [made for each in attributions(passages) for made in _citations(each, passages, resolver)]
    given = credited(report, names)
    found += _bare(passages, resolver, (*found, *given))
    return chain(_own(report, names), given, sorted(found, key=lambda each: _order(each, report)), names.kinds)


def _bare(passages: Sequence[Passage], resolver: Resolver, known: Sequence[Citation]) -> list[Citation]:
    covered = [place for each in known for place in (each.source_at, each.cue_at) if place is not None]
    covered += [place for each in known if each.outlet_id for place in each.content_at]
    found: list[Citation] = []
    for block, each in enumerate(passages):
        if resolver.mentions[block]:
            here = [(place.start, place.end) for place in covered if place.block == block]
            found += bare(block, each.text, resolver.mentions[block], here)
    return found


def _order(citation: Citation, report: Report) -> tuple[bool, int, int]:
    """In the order of the text; a standfirst sums up what follows, so what it cites comes last."""
    place = citation.cue_at or citation.source_at or next(iter(citation.content_at), None)
    if place is None:
        return (False, 0, 0)
    summary = place.block >= 0 and report.blocks[place.block].kind is BlockKind.STANDFIRST
    return (summary, place.block, place.start)


def _own(report: Report, names: Finder) -> Own:
    host = urllib.parse.urlsplit(report.url).hostname or ""
    outlet: Outlet | None = names.by_id.get(report.source_id) or names.at_host(host)
    if outlet is None:
        return Own(report.source_id, SourceKind.OUTLET, report.url)
    return Own(outlet.name, outlet.kind, report.url)


def _citations(each: Attribution, passages: Sequence[Passage], resolver: Resolver) -> list[Citation]:
    """The citation that an attribution makes, and those of the sources that its source cites in turn."""
    text = passages[each.block].text
    who = text[slice(*each.source)] if each.source else ""
    # A quotation whose speaker nobody names belongs to nobody: the last who spoke would be a guess.
    told = each.lemma and not each.nameless
    name, kind, outlet = resolver.resolve(who, each) if told else ("", SourceKind.PERSON, None)
    passed = resolver.passed_on(each, text, outlet)
    first = Citation(
        name=name,
        kind=kind,
        cue=text[slice(*each.cue)],
        cue_at=Range(each.block, *each.cue) if each.lemma else None,
        source_at=Range(each.block, *each.source) if each.source else None,
        content_at=tuple(Range(*piece) for piece in each.content),
        direct=_direct(each, passages),
        through=tuple(outlet.name for outlet in passed) or resolver.usual(name),
        outlet_id=outlet.id if outlet else "",
    )
    return [first, *(_deeper(first, each, place, resolver, text) for place in each.cited)]


def _deeper(first: Citation, each: Attribution, place: tuple[int, int], resolver: Resolver, text: str) -> Citation:
    """The source that a source cites: Reuters reported, citing a source in the ministry."""
    nested = dataclasses.replace(each, source=place, via=[], cited=[])
    name, kind, outlet = resolver.resolve(text[slice(*place)], nested)
    through = (*first.through, first.name)
    resolver.remember(name, through)
    return dataclasses.replace(
        first,
        name=name,
        kind=kind,
        source_at=Range(each.block, *place),
        through=through,
        outlet_id=outlet.id if outlet else "",
    )


def _direct(each: Attribution, passages: Sequence[Passage]) -> str:
    if each.turn:
        return "direct"
    total = inside = 0
    for block, start, end in each.content:
        total += end - start
        inside += sum(max(0, min(end, b) - max(start, a)) for a, b in passages[block].quotes)
    return "direct" if inside > 0.9 * total else "mixed" if inside > 0.1 * total else "indirect"
