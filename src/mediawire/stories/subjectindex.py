"""An index of recent reports by what they are about, and of the stories that they make."""

from __future__ import annotations

import collections
import dataclasses
import heapq
from collections.abc import Mapping

from mediawire.stories.crossing import LIKE, Crossing, keys
from mediawire.stories.features import Rarity, Vector, cosine, terms, vector
from mediawire.stories.holders import Held, hold, holders, release
from mediawire.stories.tongues import tongue_of

MOST = 24  # candidates
CROWDED = 300  # a term in more reports of the window tells nothing
PROBES = 16  # terms by which candidates are looked up
NEAREST = 0.5  # weight of a story's nearest report beside that of all of them
AGEING = 0.6  # by which a day of silence takes a story away
APART = 2.0  # days between two reports in two languages
MEMBERS = 40  # reports of a story that a new one is compared with


@dataclasses.dataclass(frozen=True, slots=True)
class Subject:
    """The reports that a new one is like (nearest first), and its likeness to their stories, from 0 to 1."""

    names: tuple[str, ...]
    likeness: Mapping[str, float]


@dataclasses.dataclass(frozen=True, slots=True)
class _Known:
    terms: tuple[str, ...]
    vector: Vector
    probes: tuple[str, ...]
    day: float


class SubjectIndex:
    """Term vectors of reports by name, and the stories that they belong to."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._story: dict[str, str] = {}
        self._holders: dict[str, Held] = {}
        self._members: dict[str, dict[str, None]] = {}
        self._rarity = Rarity()
        self._crossing = Crossing()

    def add(self, name: str, headline: str, text: str, day: float) -> None:
        """Take in a report that is not known; `day` is its time in days."""
        found = terms(headline, text)
        self._rarity.count(found)
        weighted = vector(found, self._rarity)
        known = _Known(tuple(found), weighted, tuple(_heaviest(weighted)), day)
        self._known[name] = known
        tongue = tongue_of(text or headline)
        self._crossing.add(name, tongue.code, keys(headline, text, tongue))
        for term in known.probes:
            hold(self._holders, term, name)

    def assign(self, name: str, story: str) -> None:
        """Say which story a known report belongs to; empty: to none."""
        before = self._story.pop(name, "")
        if before:
            _discard(self._members, before, name)
        if story:
            self._story[name] = story
            self._members.setdefault(story, {})[name] = None

    def members(self, story: str) -> tuple[str, ...]:
        """The known reports of a story."""
        return tuple(self._members.get(story, ()))

    def learn(self, headline: str, text: str) -> None:
        """Count the words of a report that is too old to be compared with."""
        self._rarity.count(terms(headline, text))

    def drop(self, name: str, *, replaced: bool = False) -> None:
        """Forget a report; the rarity of words remembers it, unless another text takes its place."""
        known = self._known.pop(name, None)
        if known is None:
            return
        self.assign(name, "")
        self._crossing.drop(name)
        for term in known.probes:
            release(self._holders, term, name)
        if replaced:
            self._rarity.forget(known.terms)

    def subject(self, name: str, headline: str, text: str, day: float) -> Subject:
        """What a report of that day is like; itself left out, where it is known."""
        mine = vector(terms(headline, text), self._rarity)
        weights: collections.defaultdict[str, float] = collections.defaultdict(float)
        for term in _heaviest(mine):
            known = holders(self._holders, term)
            if len(known) <= CROWDED:
                weight = mine[term] * mine[term]
                for holder in known:
                    weights[holder] += weight
        weights.pop(name, None)
        best = heapq.nsmallest(MOST, weights, key=lambda other: (-weights[other], other))
        stories = dict.fromkeys(self._story[other] for other in best if other in self._story)
        likeness = {story: self._likeness(mine, story, name, day) for story in stories}
        for other in self._abroad(name, headline, text, day):
            best = [*best, other] if other not in best else best
            if story := self._story.get(other, ""):
                likeness[story] = max(likeness.get(story, 0.0), LIKE)
        return Subject(tuple(best), likeness)

    def _abroad(self, name: str, headline: str, text: str, day: float) -> list[str]:
        """The reports in other languages that agree with one in figures and names, and are of its days."""
        tongue = tongue_of(text or headline)
        agreeing = self._crossing.agreeing(name, tongue.code, keys(headline, text, tongue))
        return [other for other in agreeing if abs(self._known[other].day - day) <= APART]

    def _likeness(self, mine: Vector, story: str, but: str, day: float) -> float:
        members = [self._known[name] for name in self._members[story] if name != but][-MEMBERS:]
        if not members:
            return 0.0
        each = [cosine(mine, member.vector) for member in members]
        silent = max(0.0, day - max(member.day for member in members))
        return ((1.0 - NEAREST) * sum(each) / len(each) + NEAREST * max(each)) / (1.0 + AGEING * silent)


def _heaviest(found: Vector) -> list[str]:
    return heapq.nsmallest(PROBES, found, key=lambda term: (-found[term], term))


def _discard(index: dict[str, dict[str, None]], key: str, name: str) -> None:
    names = index[key]
    del names[name]
    if not names:
        del index[key]
