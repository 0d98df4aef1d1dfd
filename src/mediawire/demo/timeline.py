"""What each outlet shows at a moment: a pure function of the reports, the start, the speed and the moment."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping

from mediawire.demo.outlets import Outlet
from mediawire.demo.texts import DemoReport, Part, PartKind

UNCHANGED = 45.0  # seconds that a page stands as it was published, at least, once somebody has fetched it


@dataclasses.dataclass(frozen=True, slots=True)
class Timeline:
    """When the press started, how fast its seconds pass, and what time it is.

    `seen` has the names of reports and when their pages were first fetched, where the press waits for that: none is
    changed or withdrawn before it was seen as it was published.
    """

    started: dt.datetime
    speed: float
    now: dt.datetime
    seen: Mapping[str, dt.datetime] | None = None

    def moment(self, seconds: float) -> dt.datetime:
        """The time at which something planned for `seconds` after the start happens."""
        return self.started + dt.timedelta(seconds=seconds / self.speed)

    def passed(self, seconds: float) -> bool:
        """Whether something planned has happened."""
        return self.moment(seconds) <= self.now

    def altered(self, report: DemoReport, seconds: float | None) -> dt.datetime | None:
        """When what is planned for a report that has appeared has happened; None before, and where nothing is."""
        if seconds is None:
            return None
        moment = self.moment(seconds)
        if self.seen is not None:
            if report.key not in self.seen:
                return None
            moment = max(moment, self.seen[report.key] + dt.timedelta(seconds=UNCHANGED / self.speed))
        return moment if moment <= self.now else None


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
    gone = (each for each in reports if each.outlet == outlet.id and line.altered(each, each.withdrawn_at))
    return frozenset(outlet.path(each) for each in gone)


def _shown(outlet: Outlet, report: DemoReport, line: Timeline) -> Shown:
    if (withdrawn_at := line.altered(report, report.withdrawn_at)) is not None:
        return _notice(outlet, report, withdrawn_at)
    published = line.moment(report.at)
    changed = line.altered(report, report.changed_at)
    if changed is not None:
        report = report.corrected
    return Shown(path=outlet.path(report), report=report, published=published, changed=changed or published)


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
