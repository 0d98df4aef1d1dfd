"""Stories: which reports tell of one event."""

from __future__ import annotations

import collections
import hashlib
from collections.abc import Mapping, Sequence

from mediawire.model.report import Report
from mediawire.model.story import Candidate, StoryAssignment
from mediawire.stories.features import Rarity, Vector, cosine, terms, vector
from mediawire.stories.near import Near

JOIN = 0.145
MERGE = 0.22


def group(report: Report, candidates: Sequence[Candidate]) -> StoryAssignment:
    """The story of a report: that of the nearest candidates, or a new one named by a digest of the report's id.

    `nearness` is the likeness to the story, from 0 to 1. `merged` are stories as near as makes them the same: whoever
    keeps stories gives their reports to `story_id`.
    """
    likeness = candidates.likeness if isinstance(candidates, Near) else likenesses(report, candidates)
    ranked = sorted(likeness.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or ranked[0][1] < JOIN:
        return StoryAssignment(report_id=report.id, story_id=new_story(report.id), new=True)
    story, nearness = ranked[0]
    merged = tuple(other for other, near in ranked[1:] if near >= MERGE)
    return StoryAssignment(report_id=report.id, story_id=story, new=False, merged=merged, nearness=min(1.0, nearness))


def new_story(report_id: str) -> str:
    """The stable name of the story that a report opens: 16 hexadecimal digits over its id."""
    return hashlib.sha256(f"story\n{report_id}".encode()).hexdigest()[:16]


def likenesses(report: Report, candidates: Sequence[Candidate]) -> Mapping[str, float]:
    """The mean likeness of a report to the candidates of each story, rarity counted among them alone."""
    rarity = Rarity()
    bags = {each.report_id: terms(each.headline, each.text) for each in candidates if each.report_id != report.id}
    own = terms(report.headline.value, report.text)
    for bag in (own, *bags.values()):
        rarity.count(bag)
    mine = vector(own, rarity)
    by_story: dict[str, list[Vector]] = collections.defaultdict(list)
    for each in candidates:
        if each.story_id and each.report_id in bags:
            by_story[each.story_id].append(vector(bags[each.report_id], rarity))
    return {story: sum(cosine(mine, other) for other in vectors) / len(vectors) for story, vectors in by_story.items()}
