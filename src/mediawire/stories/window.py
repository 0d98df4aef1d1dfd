"""An index of the recent reports, so that the cost of a new one does not grow with the archive.

Pure: time comes from the reports. What is older than the window, counted back from the newest report added, is dropped.
"""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
import heapq
from collections.abc import Mapping

from mediawire.model.report import Report
from mediawire.model.story import Candidate
from mediawire.stories.features import Rarity, Vector, cosine, terms, vector
from mediawire.stories.near import Near
from mediawire.stories.prints import fingerprints, words_of

SAME_WORDS = 12  # candidates that share fingerprints
SAME_SUBJECT = 24  # candidates that share rare words
CROWDED = 60  # a fingerprint or word that stands in more reports of the window tells nothing
STANDING = 3  # reports of one outlet that make a passage a standing line
LEAST_SHARED = 3  # fingerprints
PROBES = 16  # terms by which candidates are looked up


@dataclasses.dataclass(frozen=True, slots=True)
class _Kept:
    candidate: Candidate
    prints: frozenset[int]
    terms: tuple[str, ...]
    vector: Vector


class Window:
    """The reports of the last `days` days, by their fingerprints and rare words."""

    def __init__(self, days: float = 3.0) -> None:
        self._span = dt.timedelta(days=days)
        self._kept: dict[str, _Kept] = {}
        self._by_print: dict[int, dict[str, None]] = {}
        self._by_term: dict[str, dict[str, None]] = {}
        self._stories: dict[str, dict[str, None]] = {}
        self._ages: list[tuple[dt.datetime, str]] = []
        self._newest: dt.datetime | None = None
        self._rarity = Rarity()

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, candidate: Candidate) -> None:
        """Take in a report, or a later revision or another story of one that is known."""
        known = self._kept.get(candidate.report_id)
        if known is not None and (known.candidate.text, known.candidate.headline) == (
            candidate.text,
            candidate.headline,
        ):
            self._regroup(known, candidate)
            return
        self._drop(candidate.report_id)
        if self._newest is None or candidate.published > self._newest:
            self._newest = candidate.published
        self._keep(candidate)
        self._expire()

    def merge(self, story_id: str, merged: tuple[str, ...]) -> None:
        """Give the reports of `merged` stories to another story."""
        for old in merged:
            for report_id in tuple(self._stories.get(old, ())):
                kept = self._kept[report_id]
                self._regroup(kept, dataclasses.replace(kept.candidate, story_id=story_id))

    def near(self, report: Report) -> Near:
        """The candidates for `copies` and `group`: at most three dozen, those that share the most."""
        prints = fingerprints(words_of(report.text))
        copied, standing = self._same_words(report, prints)
        likeness, alike = self._same_subject(report)
        chosen = dict.fromkeys((*copied, *alike))
        return Near(
            candidates=tuple(self._kept[each].candidate for each in chosen),
            copied=frozenset(copied),
            standing=standing,
            likeness=likeness,
        )

    def _same_words(self, report: Report, prints: frozenset[int]) -> tuple[list[str], frozenset[int]]:
        shared: collections.Counter[str] = collections.Counter()
        standing: set[int] = set()
        index, kept = self._by_print, self._kept
        for each in prints:
            holders = index.get(each)
            if holders is None or len(holders) > CROWDED:
                continue
            if len(holders) >= STANDING:
                own = sum(kept[holder].candidate.source_id == report.source_id for holder in holders)
                if own >= STANDING:
                    standing.add(each)
                    continue
            shared.update(holders.keys())
        shared.pop(report.id, None)
        best = [name for name, count in shared.most_common(SAME_WORDS) if count >= LEAST_SHARED]
        return best, frozenset(standing)

    def _same_subject(self, report: Report) -> tuple[Mapping[str, float], list[str]]:
        mine = vector(terms(report.headline.value, report.text), self._rarity)
        weights: collections.defaultdict[str, float] = collections.defaultdict(float)
        for term, weight in _heaviest(mine):
            holders = self._by_term.get(term, {})
            if len(holders) <= CROWDED * 5:
                for holder in holders:
                    weights[holder] += weight * weight
        weights.pop(report.id, None)
        best = heapq.nsmallest(SAME_SUBJECT, weights, key=lambda name: (-weights[name], name))
        stories = dict.fromkeys(self._kept[name].candidate.story_id for name in best)
        stories.pop("", None)
        likeness = {story: self._likeness(mine, story, report.id) for story in stories}
        return likeness, best

    def _likeness(self, mine: Vector, story: str, but: str) -> float:
        members = [name for name in self._stories[story] if name != but]
        if not members:
            return 0.0
        return sum(cosine(mine, self._kept[name].vector) for name in members[-40:]) / len(members[-40:])

    # -- keeping --

    def _keep(self, candidate: Candidate) -> None:
        found = terms(candidate.headline, candidate.text)
        self._rarity.count(found)
        prints = fingerprints(words_of(candidate.text))
        kept = _Kept(candidate, prints, tuple(found), vector(found, self._rarity))
        name = candidate.report_id
        self._kept[name] = kept
        for each in prints:
            self._by_print.setdefault(each, {})[name] = None
        for term, _ in _heaviest(kept.vector):
            self._by_term.setdefault(term, {})[name] = None
        if candidate.story_id:
            self._stories.setdefault(candidate.story_id, {})[name] = None
        heapq.heappush(self._ages, (candidate.published, name))

    def _regroup(self, known: _Kept, candidate: Candidate) -> None:
        self._leave(known.candidate)
        self._kept[candidate.report_id] = dataclasses.replace(known, candidate=candidate)
        if candidate.story_id:
            self._stories.setdefault(candidate.story_id, {})[candidate.report_id] = None

    def _leave(self, candidate: Candidate) -> None:
        _discard(self._stories, candidate.story_id, candidate.report_id)

    def _drop(self, name: str) -> None:
        kept = self._kept.pop(name, None)
        if kept is None:
            return
        for each in kept.prints:
            _discard(self._by_print, each, name)
        for term, _ in _heaviest(kept.vector):
            _discard(self._by_term, term, name)
        self._leave(kept.candidate)
        self._rarity.forget(dict.fromkeys(kept.terms, 1.0))

    def _expire(self) -> None:
        if self._newest is None:
            return
        oldest = self._newest - self._span
        while self._ages and self._ages[0][0] < oldest:
            published, name = heapq.heappop(self._ages)
            kept = self._kept.get(name)
            if kept is not None and kept.candidate.published == published:
                self._drop(name)


def _heaviest(found: Vector) -> list[tuple[str, float]]:
    return heapq.nsmallest(PROBES, found.items(), key=lambda pair: (-pair[1], pair[0]))


def _discard(index: dict[str, dict[str, None]] | dict[int, dict[str, None]], key: str | int, name: str) -> None:
    holders = index.get(key)  # type: ignore[call-overload]
    if holders is not None:
        holders.pop(name, None)
        if not holders:
            del index[key]  # type: ignore[arg-type]
