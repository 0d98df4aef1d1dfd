"""A headline as the desk shows it while an editor writes: marked where something speaks against it, with proposals."""

from __future__ import annotations

import dataclasses
import itertools

from mediawire import headlines
from mediawire.desk.context import context
from mediawire.model.headline import Headline, Objection, Severity
from mediawire.model.item import Item
from mediawire.model.story import Telling


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A headline under judgement: what speaks against it, what could stand instead, what stands beside it always."""

    text: str
    pieces: tuple[tuple[str, str], ...]  # the text in order, each piece with the gravest severity said of it, or ""
    objections: tuple[Objection, ...]
    proposals: tuple[Headline, ...]
    caveats: tuple[str, ...]
    claimed_by: str
    pixels: int

    @property
    def blocking(self) -> bool:
        """Does it need an override to be printed?"""
        return any(each.severity is Severity.BLOCK for each in self.objections)


def judged(item: Item, text: str, telling: Telling) -> Judged:
    """A headline for an item under the judgement of the house."""
    found = tuple(context().objections(text, telling))
    free = item.permission.headline_may_change
    return Judged(
        text=text,
        pieces=_pieces(text, found),
        objections=found,
        proposals=tuple(context().proposals(telling)) if free else (),
        caveats=headlines.caveats(text, telling),
        claimed_by=headlines.claimed_by(telling),
        pixels=headlines.pixels(text),
    )


def _pieces(text: str, objections: tuple[Objection, ...]) -> tuple[tuple[str, str], ...]:
    """The text cut where something is said of it. Objections to the whole line mark nothing in it."""
    local = [each for each in objections if (each.start, each.end) != (0, len(text)) and each.kind != "arithmetic"]
    cuts = sorted({0, len(text), *(each.start for each in local), *(each.end for each in local)})
    pieces = []
    for start, end in itertools.pairwise(cuts):
        said = [each.severity for each in local if each.start <= start and end <= each.end]
        gravest = next((severity.value for severity in Severity if severity in said), "")
        pieces.append((text[start:end], gravest))
    return tuple(pieces)
