"""Headlines of source and house, and the objections to them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum


class Severity(enum.Enum):
    """How much an objection weighs."""

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Something said against a headline: `kind` in one word, the characters it is about, a reason in plain words."""

    kind: str
    severity: Severity
    start: int
    end: int
    why: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change on the way from the source's headline to the house's, and the rule behind it."""

    rule: str
    before: str
    after: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineVersion:
    """A headline in an item's history: its words, who wrote them (as in `Headline.author`), when, and why."""

    text: str
    by: str
    at: dt.datetime
    why: str = ""
    override: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A headline as carried: the words, who wrote them, and how they came about.

    `author` is "source", "rule:" and a style's name, or an editor's name. An editor who overrides blocking objections
    leaves `override`, the reason.
    """

    text: str
    author: str = "source"
    steps: tuple[Step, ...] = ()
    override: str = ""
    at: dt.datetime | None = None
