"""Citations in order: the chain from an outlet back to whoever said it first."""

from __future__ import annotations

import dataclasses

from mediawire.model.sourcing import Chain, Citation, Link, SourceKind

_OUTLETS = (SourceKind.AGENCY, SourceKind.OUTLET)


def chain(own: tuple[str, SourceKind, str], credits: tuple[Citation, ...], cited: tuple[Citation, ...]) -> Chain:
    """The chain of a report whose outlet is `own` (name, kind, address). Credits come before what the text cites."""
    citations = credits + cited
    start = Link(name=own[0], kind=own[1], url=own[2])
    lines = _lines(citations, own[0])
    if not lines:
        return Chain(citations=citations, links=(start,))
    main, *others = lines
    return Chain(citations=citations, links=(start, *main), others=tuple((start, *line) for line in others))


def _lines(citations: tuple[Citation, ...], own: str) -> list[tuple[Link, ...]]:
    lines: dict[tuple[str, ...], tuple[Link, ...]] = {}
    for index, citation in enumerate(citations):
        links = [Link(name=name, kind=SourceKind.AGENCY, citation=index) for name in citation.through]
        links.append(Link(name=citation.name, kind=citation.kind, citation=index))
        kept = tuple(link for link in links if link.name and link.name != own)
        if kept:
            lines.setdefault(tuple(link.name for link in kept), kept)
    return list(lines.values())


__all__ = ["chain", "dataclasses"]
