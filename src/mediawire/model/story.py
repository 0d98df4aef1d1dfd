"""Copies, stories and changes: how tellings of one event relate."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Mapping

from mediawire.model.report import Report
from mediawire.model.sourcing import Chain, Range


@dataclasses.dataclass(frozen=True, slots=True)
class SharedSpan:
    """The same words in two reports: character ranges of `Report.text` of each, ends excluded."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Report `a` carries text of report `b` (the earlier), wholly or partly.

    `containment` is the share of the shorter one's words that stand in the other.
    """

    a: str
    b: str
    containment: float
    shared: tuple[SharedSpan, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A report that may belong to the same story: its id, source, when it was published, headline, text and story."""

    report_id: str
    source_id: str
    published: dt.datetime
    headline: str
    text: str
    story_id: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StoryAssignment:
    """Which story a report belongs to. `story_id` is stable; `merged` are stories that turned out to be the same."""

    report_id: str
    story_id: str
    new: bool
    merged: tuple[str, ...] = ()
    nearness: float = 0.0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A report with its chain, as `changes` and `headlines` take it."""

    report: Report
    chain: Chain = dataclasses.field(default_factory=Chain)


class ChangeKind(enum.Enum):
    """What differs between two tellings."""

    FIGURE = "figure"
    QUOTATION = "quotation"
    CAVEAT = "caveat"
    ATTRIBUTION = "attribution"
    ADDED = "added"
    DROPPED = "dropped"
    HEADLINE = "headline"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A difference between two tellings, never an accusation: what stands where, in plain words why it counts.

    `kind` and `detail` ("rounded", "dropped", "moved", "reworded", ...) type it; `a` and `b` are the places, None where
    one telling has none.
    """

    kind: ChangeKind
    detail: str
    a: Range | None
    b: Range | None
    a_text: str = ""
    b_text: str = ""
    why: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """What of a telling says whose it is: its outlet's name, its time, the names in its chain, the reports it copies.

    `named` are the members of its chain behind the outlet itself, nearest first; `newsroom` the agency or outlet that
    is first among them, if one is; `carries` are ids of reports.
    """

    report_id: str
    name: str
    published: dt.datetime
    named: tuple[str, ...] = ()
    newsroom: str = ""
    carries: tuple[str, ...] = ()
    untraced: bool = False  # in a language whose citations are not read: whom it leans on is not known


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Ancestry:
    """How the tellings of one story descend: by report id, the telling that each leans on, and where it begins.

    `bases` has no entry for a telling that leans on none of the others. `origins` names an id of the tellings, or the
    newsroom that is not among them.
    """

    bases: Mapping[str, str]
    origins: Mapping[str, str]

    @property
    def count(self) -> int:
        """How many origins the tellings have together."""
        return len(set(self.origins.values()))
