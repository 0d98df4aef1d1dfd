"""Arithmetic between figures of a body: changes, shares, differences, spans of years, each with its working shown.

A change is drawn only where the body itself sets two figures against each other: "from 1,376 to 800", "fell to 800
(1,376 a year earlier)", or two measures in one rare unit. Any two figures of a text would give almost any percentage.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator

from mediawire.headlines.body import Body
from mediawire.text.figures import Figure, FigureKind, near
from mediawire.text.wordlists import words

UP = words(
    "up rise rises rose risen rising increase increases increased increasing grow grows grew grown growing growth gain"
    " gains gained jump jumps jumped jumping surge surges surged surging soar soars soared soaring climb climbs climbed"
    " climbing leap leaps leapt leaped spike spikes spiked higher more skyrocket skyrockets skyrocketed add adds added"
    " expand expands expanded advance advances advanced swell swells swelled hike hikes hiked raise raises raised"
    " upward"
)
DOWN = words(
    "down fall falls fell fallen falling drop drops dropped dropping decline declines declined declining decrease"
    " decreases decreased decreasing lose loses lost losing loss losses cut cuts cutting shrink shrinks shrank shrunk"
    " plunge plunges plunged plunging plummet plummets plummeted slump slumps slumped slide slides slid dip dips dipped"
    " lower fewer less sink sinks sank tumble tumbles tumbled halve halved reduce reduces reduced reduction slash"
    " slashes slashed dwindle dwindles dwindled downward"
)
_FROM_TO = re.compile(r"\bfrom\b[^.;]{0,24}$", re.I)
_TO = re.compile(r"\s(?:[^\W\d_]+ ){0,4}?to (?:[^\W\d_]+ ){0,3}?(?:[$€£¥₹]\s?)?$", re.I)
_FROM = re.compile(
    r"[,(]?\s(?:[^\W\d_]+[,]? ){0,5}?(?:from|compared with|compared to|against|versus|vs\.?|than)\b", re.I
)
_OF = re.compile(r"\s(?:of|out of|in|from)\s(?:[^\W\d_]+\s){0,3}$", re.I)
# "Falls by more than 40 %": a bound, and no word of change.
_BOUND = re.compile(r"\b(?:more|less|fewer|higher|lower) than\b|\bup to\b")
_CHANGE_WORD = re.compile(r"[^\W\d_]+")
MEASURES = 60  # of a body that are compared with one another; a table has more, and says nothing by it
_MEASURED = frozenset({"area", "length", "weight"})


@dataclasses.dataclass(frozen=True, slots=True)
class Pair:
    """Two figures that the body sets against each other: what was and what is; `ordered` says which is which."""

    old: Figure
    new: Figure
    ordered: bool = True

    @property
    def percent(self) -> float:
        """The change from old to new in percent of the old."""
        return (self.new.value - self.old.value) / self.old.value * 100.0


def direction(text: str) -> int:
    """1 where the last word of change in a text is one of rising, -1 of falling, 0 where there is none."""
    for word in reversed(_CHANGE_WORD.findall(_BOUND.sub(" ", text.lower()))):
        if word in UP:
            return 1
        if word in DOWN:
            return -1
    return 0


def pairs(body: Body) -> list[Pair]:
    """The pairs of figures that the body sets against each other, in the order of their first figure."""
    usable = [figure for figure in body.figures if _countable(figure)]
    found = []
    for first, second in itertools.pairwise(usable):
        if pair := _pair(body.text, first, second):
            found.append(pair)
    measured = [figure for figure in usable if figure.unit is not None and figure.unit.family in _MEASURED][:MEASURES]
    for at, first in enumerate(measured):
        if first.unit is not None:
            found += [
                Pair(first, second, ordered=False)
                for second in measured[at + 1 :]
                if second.unit == first.unit and second.value != first.value
            ]
    return found


def _countable(figure: Figure) -> bool:
    if figure.value <= 0 or (figure.unit is not None and figure.unit.family == "share"):
        return False
    return figure.kind in (FigureKind.COUNT, FigureKind.QUANTITY, FigureKind.YEAR)


def _pair(text: str, first: Figure, second: Figure) -> Pair | None:
    between = text[first.end : second.start]
    if len(between) > 90 or first.value == second.value or "." in between.rstrip(".").replace("vs.", ""):
        return None
    if first.kind is FigureKind.YEAR and second.kind is FigureKind.YEAR:
        return None
    if first.unit is not None and second.unit is not None and first.unit != second.unit:
        return None
    before = text[max(0, first.start - 40) : first.start]
    if _FROM_TO.search(before) and _TO.search(between + ("" if between.endswith(" ") else " ")):
        return Pair(first, second)
    if _FROM.match(between):
        return Pair(second, first)
    return None


def shares(body: Body) -> Iterator[tuple[Figure, Figure]]:
    """Part and whole where the body says "X of Y", "X out of Y"."""
    usable = [figure for figure in body.figures if _countable(figure) and figure.kind is not FigureKind.YEAR]
    for first, second in itertools.pairwise(usable):
        between = body.text[first.end : second.start]
        if first.value < second.value and len(between) < 40 and _OF.search(between):
            yield first, second


def held(stated: float, true: float, grain: float, bound: str) -> bool:
    """Does a stated value with its bound ("over 40") hold of the true one? Bounds must lie near to be honest."""
    reach = max(abs(stated) * 0.25, grain)
    slack = 1e-9 * max(abs(stated), abs(true), 1.0)
    if bound == "over":
        return stated - slack < true <= stated + reach
    if bound == "at least":
        return stated - slack <= true <= stated + reach
    if bound == "nearly":
        return stated - reach <= true <= stated + slack
    if bound in ("under", "at most"):
        return stated * 0.9 <= true <= stated + slack
    if bound == "about":
        return abs(stated - true) <= max(0.08 * abs(stated), grain / 2) + slack
    return near(stated, true, grain)


def said(value: float) -> str:
    """A value as a person writes it: thousands parted by commas, no needless decimals."""
    rounded = round(value, 1)
    return f"{int(rounded):,}" if rounded == int(rounded) else f"{rounded:,.1f}"


def change_said(pair: Pair) -> str:
    """The working of a change: "1,376 to 800 is −41.9 %"."""
    percent = pair.percent
    sign = "+" if percent > 0 else "−"
    return f"{said(pair.old.value)} to {said(pair.new.value)} is {sign}{abs(percent):.1f} %"
