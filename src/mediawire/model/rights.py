"""What a page's and a feed's own words come to: a licence of the text, a reservation, a conflict, another's copy.

They propose and narrow, and never permit: permission rests on terms that a person has confirmed.
"""

from __future__ import annotations

import dataclasses
import enum


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One place that says under what the text stands.

    `licence` is an identifier as in `Layer.licence` ("CC-BY-ND-4.0", without a version where none is said), "reserved"
    where all rights are, or "LicenseRef-house" where a page of the outlet's own is named. `value` is as found.
    """

    licence: str
    value: str
    scope: str
    where: str


class Verdict(enum.Enum):
    """What all statements come to."""

    SILENT = "silent"  # nothing is said of the text's licence
    STATED = "stated"  # all that is said agrees
    RESERVED = "reserved"  # all rights
    CONFLICT = "conflict"  # two places say two things


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Licensing:
    """A report's own words on its licence, weighed: the verdict, the licence where one is stated, and why."""

    verdict: Verdict = Verdict.SILENT
    licence: str = ""
    statements: tuple[Statement, ...] = ()
    why: str = ""
    offered: bool = False  # a republish button, widget or page invites to reprint
    terms_urls: tuple[str, ...] = ()  # pages that a person should read


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OtherHand:
    """A sign that the text is another's, so that the outlet's terms do not cover it: whose, the words, where."""

    name: str
    wording: str
    where: str
