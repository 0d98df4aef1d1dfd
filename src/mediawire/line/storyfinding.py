"""Which story a report belongs to and whose text it carries, among the reports of the last days; stories that part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from mediawire import stories
from mediawire.archive import moving, reports
from mediawire.line.tools import Tools
from mediawire.model.report import Report
from mediawire.model.story import Candidate, Copy, StoryAssignment

DAYS = 3  # a new report may be a copy of those of so many days, or of one story with them
LEARNT = 30  # days whose reports tell a worker that starts which words are rare
KNOWN = 5000  # reports are looked at when a worker starts


class StoryFinder:
    """Keeps the window of recent reports that new ones are held against."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._window: stories.Window | None = None
        self._moved = 0  # the latest move between stories that the window knows

    def placed(self, report: Report) -> tuple[list[Copy], StoryAssignment]:
        """Whose text a report carries and which story it belongs to; the window knows it from here on."""
        window = self._near(report)
        near = window.near(report)
        copies, assigned = stories.copies(report, near), stories.group(report, near)
        if self._moved:
            assigned = moving.heeded(assigned)
        window.merge(assigned.story_id, assigned.merged)
        window.add(_candidate(report, assigned.story_id))
        return copies, assigned

    def _near(self, report: Report) -> stories.Window:
        """The recent reports: taken from the archive once, when the first report comes."""
        if self._window is None:
            self._window = stories.Window(DAYS)
            near, moment = dt.timedelta(days=DAYS), when(report)
            known = reports.candidates(report, dt.timedelta(days=LEARNT), KNOWN)
            for each in sorted(known, key=lambda c: c.published):
                if each.published < moment - near:
                    self._window.learn(each)
                elif each.published <= moment + near:
                    self._window.add(each)
        return self._window

    def follow_moves(self) -> None:
        """What was moved to another story since the last batch, at the desk or by any worker, is moved here too."""
        if self._window is not None:
            for each in moving.moves(self._moved):
                self._window.move(each.report_id, each.story_id)
        self._moved = moving.last()

    def hold_together(self, report_ids: Collection[str]) -> None:
        """Stories that one of these reports had joined: has its new text parted them?"""
        for story in moving.bridged(report_ids):
            self._part(story, moving.members_of(story), "the report that joined them was changed by its source")

    def fallen(self, report_id: str) -> None:
        """A report that was taken back joins no stories."""
        for story in moving.bridged([report_id]):
            self._part(story, moving.members_of(story, but=report_id), "the report that joined them was taken back")

    def _part(self, story: str, members: Sequence[Candidate], why: str) -> None:
        for name, part in stories.renamed(story, stories.parts(members)).items():
            if name != story:
                moving.move(part, name, f"{moving.RULE}parted", why, self._tools.clock())


def when(report: Report) -> dt.datetime:
    """When a report was published, or else retrieved."""
    return report.published.moment if report.published else report.retrieved_at


def _candidate(report: Report, story_id: str) -> Candidate:
    return Candidate(
        report_id=report.id,
        source_id=report.source_id,
        published=when(report),
        headline=report.headline.value,
        text=report.text,
        story_id=story_id,
    )
