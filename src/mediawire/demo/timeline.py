"""What each outlet shows at a moment: a pure function of the reports, the start, the speed and the moment."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable

from mediawire.demo.outlets import Outlet
from mediawire.demo.texts import DemoReport, Part, PartKind


@dataclasses.dataclass(frozen=True, slots=True)
class Timeline:
    """When the press started, how fast its seconds pass, and what time it is."""

    started: dt.datetime
    speed: float
    now: dt.datetime

    def moment(self, seconds: float) -> dt.datetime:
        """The time at which something planned for `seconds` after the start happens."""
        return self.started + dt.timedelta(seconds=seconds / self.speed)

    def passed(self, seconds: float | None) -> bool:
        """Whether something planned has happened; what is not planned never does."""
        return seconds is not None and self.moment(seconds) <= self.now


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page that an outlet shows now. `changed` is the time of its last change, its publication at first."""

    path: str
    report: DemoReport
    published: dt.datetime
    changed: dt.datetime
    about: str = ""  # the path of the report that a kill notice withdraws

    @property
    def is_corrected(self) -> bool:
        """Whether the page differs from what was published first."""
        return self.changed != self.published


def shown(outlet: Outlet, reports: Iterable[DemoReport], line: Timeline) -> tuple[Shown, ...]:
    """The pages of an outlet, newest first; withdrawn ones are out, their notices in."""
    told = [_shown(outlet, each, line) for each in reports if each.outlet == outlet.id and line.passed(each.at)]
    return tuple(sorted(told, key=lambda page: (page.published, page.path), reverse=True))


def withdrawn(outlet: Outlet, reports: Iterable[DemoReport], line: Timeline) -> frozenset[str]:
    """Paths that answer 410."""
    gone = (each for each in reports if each.outlet == outlet.id and line.passed(each.withdrawn_at))
    return frozenset(outlet.path(each) for each in gone)


def _shown(outlet: Outlet, report: DemoReport, line: Timeline) -> Shown:
    if report.withdrawn_at is not None and line.passed(report.withdrawn_at):
        return _notice(outlet, report, line.moment(report.withdrawn_at))
    published = line.moment(report.at)
    changed = published
    if report.changed_at is not None and line.passed(report.changed_at):
        changed = line.moment(report.changed_at)
        report = report.corrected
    return Shown(path=outlet.path(report), report=report, published=published, changed=changed)


def _notice(outlet: Outlet, report: DemoReport, moment: dt.datetime) -> Shown:
    """The kill notice of a withdrawn report: an entry and a page of its own that name and link what is withdrawn."""
    link = f"[{report.title}]({outlet.path(report)})"
    notice = DemoReport(
        outlet=outlet.id,
        slug=f"kill-{report.slug}",
        title=f"KILL: {report.title}",
        at=report.at,
        section="notices",
        summary=report.kill,
        parts=(Part(PartKind.PARAGRAPH, report.kill), Part(PartKind.PARAGRAPH, f"Withdrawn report: {link}")),
    )
    return Shown(path=outlet.path(notice), report=notice, published=moment, changed=moment, about=outlet.path(report))
