"""Citations in order: the chain from an outlet back to whoever said it first.

The main chain is that of the outlet which the report leans on in its credit or its beginning, else of the first source.
A source that is cited again without saying through whom is the same member of the same chain. Sources that stand in one
block with an outlet that names nobody are that outlet's.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

from mediawire.model.sourcing import Chain, Citation, Link, SourceKind

_PRONOUN = re.compile("he|she|they|it|we|i|who|which|that|his|her|their|its", re.IGNORECASE)
_OUTLETS = (SourceKind.AGENCY, SourceKind.OUTLET)
_BEGINNING = 3  # blocks in which a report says whose news it is


@dataclasses.dataclass(frozen=True, slots=True)
class Own:
    """The outlet of the report itself: name, kind, and the address of the report."""

    name: str
    kind: SourceKind
    url: str = ""


@dataclasses.dataclass(slots=True)
class _Line:
    """A chain in the making: links from the nearest to us, and where it is first cited."""

    links: tuple[Link, ...]
    block: int
    credit: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(link.name for link in self.links)


def chain(own: Own, credited: Sequence[Citation], cited: Sequence[Citation], kinds: Mapping[str, SourceKind]) -> Chain:
    """The chain of a report. Credits come before what the text cites; `kinds` are those of the outlets by name."""
    citations = (*credited, *cited)
    start = Link(name=own.name, kind=own.kind, url=own.url)
    lines = _merged(_lines(citations, own.name, kinds, len(credited)))
    if not lines:
        return Chain(citations=citations, links=(start,))
    main = _main(lines)
    others = tuple((start, *line.links) for line in lines if line is not main)
    return Chain(citations=citations, links=(start, *main.links), others=others)


def _lines(citations: Sequence[Citation], own: str, kinds: Mapping[str, SourceKind], credited: int) -> list[_Line]:
    lines: list[_Line] = []
    for index, citation in enumerate(citations):
        links = [
            Link(name=name, kind=kinds.get(name, SourceKind.OUTLET), citation=index)
            for name in citation.through
            if name != own
        ]
        if citation.name and citation.name != own and _tells_who(citation):
            links.append(Link(name=citation.name, kind=citation.kind, citation=index))
        place = citation.source_at or citation.cue_at
        if links:
            lines.append(_Line(tuple(links), place.block if place else 0, credit=index < credited))
    return lines


def _tells_who(citation: Citation) -> bool:
    """Whether a name says who it is: of a person, "he" or "its chair" does not, where the script has capitals."""
    name = citation.name
    if citation.kind is not SourceKind.PERSON:
        return True
    return not _PRONOUN.fullmatch(name) and (any(map(str.isupper, name)) or not any(map(str.islower, name)))


def _merged(lines: list[_Line]) -> list[_Line]:
    """Each source once: in its longest line; an outlet alone takes the first source of its own block."""
    longest: dict[str, _Line] = {}
    for line in lines:
        known = longest.get(line.names[-1])
        if known is None:
            longest[line.names[-1]] = line
        elif len(line.links) > len(known.links):
            known.links = line.links
    kept = list(longest.values())
    credit = next((line for line in kept if line.credit), None)
    for line in kept:
        if line.links and line.links[-1].kind in _OUTLETS:
            _extend(line, kept, credit=credit)
    return [line for line in kept if line.links]


def _extend(line: _Line, kept: list[_Line], *, credit: _Line | None) -> None:
    """Join an outlet that names nobody with the first source behind it: all of the text's where it is credited."""
    for other in kept:
        near = line is credit or other.block == line.block
        if other is line or not other.links or not near or other.credit:
            continue
        through = other.names[:-1]
        if other.links[-1].kind not in _OUTLETS and (not through or through == line.names):
            line.links = (*line.links, other.links[-1])
            other.links = ()
            return


def _main(lines: Sequence[_Line]) -> _Line:
    for line in lines:
        if line.links[0].kind in _OUTLETS and (line.credit or line.block < _BEGINNING):
            return line
    return lines[0]
