"""An index of the recent reports, so that the cost of a new one does not grow with the archive.

Pure: time comes from the reports. What is older than the window, counted back from the newest report added, is dropped.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import heapq

from mediawire.model.report import Report
from mediawire.model.story import Candidate
from mediawire.stories.near import Near
from mediawire.stories.subjectindex import SubjectIndex
from mediawire.stories.wordindex import WordIndex


class Window:
    """The reports of the last `days` days, by their fingerprints and by what they are about."""

    def __init__(self, days: float = 3.0) -> None:
        self._span = dt.timedelta(days=days)
        self._candidates: dict[str, Candidate] = {}
        self._words = WordIndex()
        self._subjects = SubjectIndex()
        self._ages: list[tuple[dt.datetime, str]] = []
        self._newest: dt.datetime | None = None

    def __len__(self) -> int:
        return len(self._candidates)

    def add(self, candidate: Candidate) -> None:
        """Take in a report, or a later revision or another story of one that is known."""
        name = candidate.report_id
        known = self._candidates.get(name)
        if known is None or _told(known) != _told(candidate):
            self._drop(name, replaced=True)
            self._words.add(name, candidate.source_id, candidate.text)
            self._subjects.add(name, candidate.headline, candidate.text, _day(candidate.published))
            heapq.heappush(self._ages, (candidate.published, name))
        self._candidates[name] = candidate
        self._subjects.assign(name, candidate.story_id)
        self._newest = max(self._newest or candidate.published, candidate.published)
        self._expire(self._newest - self._span)

    def learn(self, candidate: Candidate) -> None:
        """Take from a report older than the window which words are rare, and nothing else."""
        self._subjects.learn(candidate.headline, candidate.text)

    def merge(self, story_id: str, merged: tuple[str, ...]) -> None:
        """Give the reports of `merged` stories to another story, as `StoryAssignment.merged` says."""
        for old in merged:
            for name in self._subjects.members(old):
                self.add(dataclasses.replace(self._candidates[name], story_id=story_id))

    def move(self, report_id: str, story_id: str) -> None:
        """Give a report to another story, where it is known."""
        if (known := self._candidates.get(report_id)) is not None:
            self.add(dataclasses.replace(known, story_id=story_id))

    def near(self, report: Report) -> Near:
        """The candidates for `copies` and `group`: at most three dozen, those that share the most."""
        text = report.text
        sharing = self._words.sharing(report.id, text)
        published = report.published.moment if report.published else report.retrieved_at
        subject = self._subjects.subject(report.id, report.headline.value, text, _day(published))
        chosen = dict.fromkeys((*sharing.names, *subject.names))
        return Near(
            candidates=tuple(self._candidates[each] for each in chosen),
            copied=frozenset(sharing.names),
            standing=sharing.standing,
            likeness=subject.likeness,
        )

    def _drop(self, name: str, *, replaced: bool = False) -> None:
        if self._candidates.pop(name, None) is not None:
            self._words.drop(name)
            self._subjects.drop(name, replaced=replaced)

    def _expire(self, oldest: dt.datetime) -> None:
        while self._ages and self._ages[0][0] < oldest:
            published, name = heapq.heappop(self._ages)
            known = self._candidates.get(name)
            if known is not None and known.published == published:
                self._drop(name)


def _day(moment: dt.datetime) -> float:
    return moment.timestamp() / 86400.0


def _told(candidate: Candidate) -> tuple[str, str, str, dt.datetime]:
    return candidate.source_id, candidate.headline, candidate.text, candidate.published
