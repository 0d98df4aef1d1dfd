"""What is planted in the demo's texts, as data: all of it, so that a test or a story page can be held against it.

`changes()` are the differences between a telling and the agency's report that it leans on; pairs that are listed as
tellings of one story and have no change here agree in every figure, quotation, caveat and attribution that they share.
`not_changes()` are the traps: differences that are none. Texts are word for word those of the pages, in the state after
the corrections. Reports are named "outlet/slug", as in `DemoReport.key`.
"""

from __future__ import annotations

import dataclasses
import functools
import importlib.resources
import tomllib
from typing import Any

from mediawire.demo.texts import FURNITURE, DemoReport, Part, PartKind, reports
from mediawire.model.report import Reason
from mediawire.model.sourcing import SourceKind
from mediawire.model.story import ChangeKind


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A planted difference: report `b` was made from report `a`. Empty text: one of them has nothing there."""

    kind: ChangeKind
    detail: str
    a: str
    b: str
    a_text: str = ""
    b_text: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """What looks like a change between two reports and is none, and why."""

    why: str
    a: str
    b: str
    a_text: str
    b_text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Reports of one event. `origins` are those that lean on no other of them; `views` comment on it."""

    name: str
    tellings: tuple[str, ...]
    origins: tuple[str, ...]
    views: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Omitted:
    """Furniture in a page that no reader of it may print as the report's text."""

    reason: Reason
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An edit or withdrawal: of which report, at which second, in which words of the outlet."""

    report: str
    at: float
    wording: str
    figures: tuple[tuple[str, str], ...] = ()  # before and after


def corrections() -> tuple[Event, ...]:
    """Reports that are corrected in place, with a note that says so."""
    return tuple(event for event in _edits() if event.wording)


def silent_edits() -> tuple[Event, ...]:
    """Reports that are changed in place without a word."""
    return tuple(event for event in _edits() if not event.wording)


def withdrawals() -> tuple[Event, ...]:
    """Reports that are killed: their page answers 410 and a notice stands in the feed."""
    return tuple(
        Event(report=each.key, at=each.withdrawn_at, wording=each.kill)
        for each in reports()
        if each.withdrawn_at is not None
    )


def copies() -> tuple[tuple[str, str], ...]:
    """Pairs of original and copy, the whole text word for word."""
    return tuple((original, copy) for original, copy in _data()["copies"])


def stories() -> tuple[Story, ...]:
    """The events that more than one outlet tells. Every other report stands alone."""
    return tuple(Story(**{key: _frozen(value) for key, value in table.items()}) for table in _data()["story"])


def chains() -> dict[str, tuple[tuple[str, SourceKind], ...]]:
    """The main chain of the tellings, from the outlet's own name back to whoever said it first."""
    return {
        table["report"]: tuple((link["name"], SourceKind(link["kind"])) for link in table["links"])
        for table in _data()["chain"]
    }


def changes() -> tuple[Change, ...]:
    """Every planted difference between a telling and the report it was made from.

    DROPPED and ADDED give whole passages: one or more sentences that stand together in one paragraph.
    """
    return tuple(Change(**{**table, "kind": ChangeKind(table["kind"])}) for table in _data()["change"])


def not_changes() -> tuple[Trap, ...]:
    """Differences that are none: what a naive comparison would report."""
    return tuple(Trap(**table) for table in _data()["trap"])


def _edits() -> list[Event]:
    return [
        Event(report=each.key, at=each.changed_at, wording=each.note, figures=each.replacements)
        for each in reports()
        if each.changed_at is not None
    ]


@functools.cache
def _data() -> dict[str, Any]:
    text = (importlib.resources.files("mediawire.demo") / "planted.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def omitted(report: DemoReport) -> tuple[Omitted, ...]:
    """The furniture in a report's page, in the order of the page."""
    return tuple(Omitted(reason=_reason(part), text=part.text) for part in report.parts if part.kind in FURNITURE)


def _reason(part: Part) -> Reason:
    return {
        PartKind.RELATED: Reason.RELATED,
        PartKind.NEWSLETTER: Reason.NEWSLETTER,
        PartKind.HIDDEN: Reason.HIDDEN,
        PartKind.CAPTION: Reason.CAPTION,
        PartKind.ADVERT: Reason.ADVERTISEMENT,
        PartKind.PAYWALL: Reason.PAYWALL,
    }[part.kind]
