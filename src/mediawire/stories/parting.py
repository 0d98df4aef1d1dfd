"""Stories that fall apart: which of their reports still hang together when one that joined them is gone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from mediawire.model.story import Candidate
from mediawire.stories.features import Rarity, cosine, terms, vector
from mediawire.stories.grouping import JOIN, new_story

Part = tuple[str, ...]


def parts(candidates: Sequence[Candidate]) -> list[Part]:
    """The reports of a story in those that hang together, report ids, the oldest first; the oldest part first.

    Two reports hang together where they are as like as a report and a story that it joins, or by others that are. So
    a story is parted only where nothing joins its parts.
    """
    told = sorted(candidates, key=lambda each: (each.published, each.report_id))
    bags = [terms(each.headline, each.text) for each in told]
    rarity = Rarity()
    for bag in bags:
        rarity.count(bag)
    vectors = [vector(bag, rarity) for bag in bags]
    part = list(range(len(told)))
    for at, mine in enumerate(vectors):
        for other in range(at):
            if part[at] != part[other] and cosine(mine, vectors[other]) >= JOIN:
                low, high = sorted((part[at], part[other]))
                part = [low if each == high else each for each in part]
    return [
        tuple(each.report_id for each, its in zip(told, part, strict=True) if its == name)
        for name in dict.fromkeys(part)
    ]


def renamed(story: str, found: Sequence[Part]) -> dict[str, Part]:
    """The stories that the parts of one make. The part with the report that opened it keeps its name, else the oldest;
    each other one has the name that its oldest report gives, which is the one it had before it was merged."""
    keeps = next((each for each in found if any(new_story(name) == story for name in each)), found[0] if found else ())
    return {apart(each[0], story) if each is not keeps else story: each for each in found}


def apart(report_id: str, story: str) -> str:
    """The stable name of the story that a report opens when it leaves another, which it may have opened itself."""
    own = new_story(report_id)
    return own if own != story else hashlib.sha256(f"apart\n{report_id}".encode()).hexdigest()[:16]
