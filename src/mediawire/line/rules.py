"""What the line decides by rule: pure, from values alone.

`arrival` decides about a report that has no item yet, `alteration` about a new reading of one that has, `disappearance`
about a page that no longer answers, `notice` about what a source says of an earlier report.
"""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
import enum
from collections.abc import Sequence

from mediawire.model.feed import NoticeKind
from mediawire.model.headline import Objection, Severity
from mediawire.model.item import Decision, DecisionKind, ItemState
from mediawire.model.permission import Permission
from mediawire.model.report import Corroboration, Report
from mediawire.model.settings import Rule
from mediawire.model.source import Extent, OnChange, Source

# Below this share of common words a new text at an old address is another report (HOSTILE.md 30).
_SAME_REPORT = 0.5
# A source of which this share of pages vanished within the window has a fault, not withdrawals (I7).
_MASS = 0.5
_MASS_LEAST = 3


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A report with all that was found out about it.

    `contradiction` says how the page contradicts itself or the source's terms about its licence; `terms_changed`, that
    the page which the terms were read from has changed since a person confirmed it.
    """

    source: Source
    report: Report
    permission: Permission
    objections: Sequence[Objection] = ()
    corroboration: Corroboration | None = None
    contradiction: str = ""
    terms_changed: bool = False


def arrival(case: Case, moment: dt.datetime) -> Decision:
    """Publish, queue or hold a report that has just come in: the source's rule, unless something speaks against it."""
    against = list(_against_printing(case, moment))
    if case.source.rule is Rule.HOLD:
        return _decided(DecisionKind.HOLD, moment, "This source's reports are held until an editor decides.")
    if case.contradiction:
        return _decided(DecisionKind.HOLD, moment, case.contradiction)
    if case.source.rule is Rule.QUEUE:
        return _decided(DecisionKind.TAKE, moment, "This source's reports wait for an editor.")
    if against:
        return _decided(DecisionKind.TAKE, moment, " ".join(against))
    return _decided(DecisionKind.PUBLISH, moment, "This source's reports are printed as they come.")


def _against_printing(case: Case, moment: dt.datetime) -> list[str]:
    """Why a report must not be printed unattended, in sentences."""
    permission, report = case.permission, case.report
    reasons = [f"{each.why[:1].upper()}{each.why[1:]}" for each in case.objections if each.severity is Severity.BLOCK]
    reasons += [remark.what for remark in report.remarks if remark.severity == "block"]
    if case.terms_changed:
        reasons.append("The page of the source's terms has changed, and nobody has confirmed it yet.")
    if permission.extent is Extent.NOTHING:
        reasons.append("The terms permit no printing.")
    if permission.human_choice:
        reasons.append("The source's terms ask that a person choose each report.")
    if permission.not_before and permission.not_before > moment:
        reasons.append(f"The terms permit printing from {permission.not_before:%Y-%m-%d %H:%M} UTC on.")
    asked = case.source.corroboration
    if asked and (case.corroboration is None or case.corroboration.degree < asked):
        found = case.corroboration.degree if case.corroboration else 0.0
        reasons.append(f"The reading is borne out to {found:.0%} by its witnesses; {asked:.0%} is asked.")
    return reasons


class Alteration(enum.Enum):
    """What becomes of a printed item whose source has changed its report."""

    NOTHING = "nothing"
    PRINT = "print"
    ASK = "ask"
    HOLD = "hold"


def alteration(source: Source, before: Report, after: Report) -> tuple[Alteration, str]:
    """What a new reading of a carried report leads to, and why in words."""
    if before.content_digest == after.content_digest and before.headline.value == after.headline.value:
        return Alteration.NOTHING, ""
    if not same_report(before, after):
        return Alteration.ASK, "Another text stands at this address now."
    why = "The source has changed its report."
    if before.content_digest == after.content_digest:
        why = "The source has changed its headline."
    chosen = {OnChange.PRINT: Alteration.PRINT, OnChange.QUEUE: Alteration.ASK, OnChange.HOLD: Alteration.HOLD}
    if source.on_change is OnChange.PRINT and any(remark.severity == "block" for remark in after.remarks):
        return Alteration.ASK, f"{why} The new reading has faults."
    return chosen[source.on_change], why


def same_report(before: Report, after: Report) -> bool:
    """Whether two readings at one address are the same report, changed, and not one report after another."""
    words = [collections.Counter(report.text.split()) for report in (before, after)]
    least = min(counter.total() for counter in words)
    if least == 0:
        return words[0] == words[1]
    return (words[0] & words[1]).total() / least >= _SAME_REPORT


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A page that did not answer: with which status, how often running, and how its source is otherwise.

    `feed_answers` says that the source's door answered at its latest poll; `recent` and `recent_gone` count the
    source's pages looked at lately and those of them that were gone.
    """

    status: int
    times: int
    feed_answers: bool
    recent: int
    recent_gone: int


class Disappearance(enum.Enum):
    """What becomes of a printed item whose page is gone."""

    WAIT = "wait"  # look again later
    WITHHOLD = "withhold"
    ALARM = "alarm"  # the source has a fault: tell the desk, remove nothing


def disappearance(absence: Absence) -> Disappearance:
    """What a vanished page leads to.

    410 withholds at once while the source is otherwise well, 404 after two more checks; a mass disappearance removes
    nothing (I7, and HOSTILE.md 90).
    """
    many = absence.recent_gone >= _MASS_LEAST and absence.recent_gone >= _MASS * absence.recent
    if many or not absence.feed_answers:
        return Disappearance.ALARM
    if absence.status == 410 or absence.times >= 3:
        return Disappearance.WITHHOLD
    return Disappearance.WAIT


def notice(kind: NoticeKind, wording: str, moment: dt.datetime) -> Decision | None:
    """What a source's notice decides about the item that it names; None for a correction: the page is read again."""
    told = f"The source says: {wording}"
    if kind in (NoticeKind.KILL, NoticeKind.HOLD):
        return _decided(DecisionKind.WITHHOLD, moment, told, "notice")
    if kind is NoticeKind.RELEASE:
        return _decided(DecisionKind.PUBLISH, moment, told, "notice")
    return None


def may_withhold(state: ItemState) -> bool:
    """Whether an item in this state is in some output, or on its way there."""
    return state in (ItemState.LIVE, ItemState.QUEUED, ItemState.HELD)


def _decided(kind: DecisionKind, moment: dt.datetime, why: str, rule: str = "arrival") -> Decision:
    return Decision(kind=kind, by=f"rule:{rule}", at=moment, why=why)
