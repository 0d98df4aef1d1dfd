"""Do a headline's figures stand in the body, or follow from its figures?

Each figure of the headline is looked for among the body's with the same unit; then it is worked out (changes, shares,
sums, spans of years, conversions). What is worked out is shown as a note, what is found nowhere blocks.
"""

from __future__ import annotations

import dataclasses
import itertools
import re

from mediawire.headlines.arithmetic import Pair, change_said, direction, held, pairs, said, shares
from mediawire.headlines.body import Body
from mediawire.model.headline import Objection, Severity
from mediawire.text.figures import Figure, FigureKind, figures
from mediawire.text.wordlists import words

_LISTED = words(
    "things thing reasons reason ways way facts fact takeaways takeaway questions question tips lessons lesson charts"
    " words word photos pictures videos books movies moments myths steps rules signs theories quotes"
)
_CONVERTIBLE = frozenset({"time", "length", "weight", "area"})
_FROM_TO = re.compile(r"\bfrom\b.*\bto\b", re.I)


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one figure: whether it holds, and the reason or the working."""

    holds: bool
    why: str = ""
    kind: str = "figure"


def figure_objections(headline: str, body: Body) -> list[Objection]:
    """Objections to figures, magnitudes, units, dates and percentages; notes that show the working of what follows."""
    stated = figures(headline, body.language)
    objections = _reversals(headline, stated, body)
    settled = {objection.start for objection in objections}
    for figure in stated:
        if figure.start in settled or _passes(headline, figure):
            continue
        finding = _judged(headline, figure, body)
        if finding.why:
            severity = Severity.NOTE if finding.holds else Severity.BLOCK
            objections.append(
                Objection(kind=finding.kind, severity=severity, start=figure.start, end=figure.end, why=finding.why)
            )
    return objections


def _passes(headline: str, figure: Figure) -> bool:
    """Figures that state nothing to be checked: words with other uses, list headlines ("5 things to know")."""
    if figure.spelled and (figure.value <= 1 or figure.kind is FigureKind.ORDINAL or figure.unit is None):
        return True
    if any(word in _LISTED for word in figure.after[:2]) and figure.value <= 101:
        return True
    return headline[figure.end : figure.end + 1] == "/" or headline[figure.start - 1 : figure.start] == "/"


def _judged(headline: str, figure: Figure, body: Body) -> Finding:
    if figure.unit is not None and figure.unit.name == "%":
        finding = _percent(headline, figure, body)
        if finding is not None:
            return finding
    elif _stands(headline, figure, body):
        return Finding(True)
    if worked := _worked_out(figure, body):
        return Finding(True, worked, "arithmetic")
    return Finding(False, _missing(headline, figure, body), _kind(figure))


def _kind(figure: Figure) -> str:
    if figure.kind in (FigureKind.DATE, FigureKind.YEAR, FigureKind.CLOCK):
        return "date"
    if figure.unit is not None and figure.unit.name == "%":
        return "percentage"
    return "figure"


def _missing(headline: str, figure: Figure, body: Body) -> str:
    quoted = headline[figure.start : figure.end]
    same = [each for each in body.figures if held(figure.value, each.value, figure.grain, figure.bound)]
    if units := sorted({each.unit.name for each in same if each.unit is not None}):
        return f"the body has {said(figure.value)} in another unit ({', '.join(units[:3])}), not “{quoted}”"
    scaled = [each for each in body.figures if each.value and figure.value and _scaled(figure.value, each.value)]
    if scaled:
        there = body.text[scaled[0].start : scaled[0].end]
        return f"the body says “{there}”: “{quoted}” differs by a power of a thousand"
    return f"the body has no figure “{quoted}”, and it does not follow from the figures there"


def _scaled(one: float, other: float) -> bool:
    return any(abs(one / other / factor - 1) < 0.05 for factor in (1e3, 1e6, 1e9, 1e-3, 1e-6, 1e-9))


def _stands(headline: str, figure: Figure, body: Body) -> bool:
    """Does the figure stand in the body, as far as it is stated, in a unit that it may have there?"""
    near_ones = [each for each in body.figures if _value_agrees(headline, figure, each)]
    return any(_unit_agrees(figure, each) for each in near_ones)


def _value_agrees(headline: str, figure: Figure, other: Figure) -> bool:
    if _same_family(figure, other) and figure.unit != other.unit:
        return _converts(figure, other)
    if held(figure.value, other.value, figure.grain, figure.bound):
        return True
    if figure.kind is not FigureKind.LABEL and figure.value < 100 and headline[figure.start - 1 : figure.start] in "'’":
        return other.kind is FigureKind.YEAR and other.value % 100 // 10 * 10 == figure.value // 10 * 10
    if figure.kind is FigureKind.YEAR and headline[figure.core[1] : figure.core[1] + 1] == "s":
        return other.kind is FigureKind.YEAR and figure.value <= other.value < figure.value + 10
    return False


def _same_family(figure: Figure, other: Figure) -> bool:
    """Are both measured in units that convert into each other?"""
    if figure.unit is None or other.unit is None or figure.unit.family != other.unit.family:
        return False
    return figure.unit.family in _CONVERTIBLE


def _converts(figure: Figure, other: Figure) -> bool:
    if figure.unit is None or other.unit is None:
        return False
    true = other.value * other.unit.size / figure.unit.size
    tolerance = 0.5 if figure.unit.family == "time" else max(figure.grain / 2, 0.02 * true)
    return true > 0.9 and abs(figure.value - true) <= tolerance


def _unit_agrees(figure: Figure, other: Figure) -> bool:
    if figure.kind is FigureKind.DATE:
        return other.kind in (FigureKind.DATE, FigureKind.COUNT, FigureKind.ORDINAL)
    if figure.kind in (FigureKind.YEAR, FigureKind.CLOCK, FigureKind.LABEL):
        return True
    if other.kind in (FigureKind.DATE, FigureKind.CLOCK) and figure.kind is not FigureKind.ORDINAL:
        return False
    if figure.unit is None or other.unit is None:
        return not (figure.unit is not None and figure.unit.family in ("money", "share") and other.unit is None
                    and other.kind is not FigureKind.COUNT)  # fmt: skip
    if figure.unit.family != other.unit.family:
        return False
    return figure.unit.name == other.unit.name or figure.unit.family in _CONVERTIBLE


def _percent(headline: str, figure: Figure, body: Body) -> Finding | None:
    """What the body says to a percentage: one that stands there, or one that a change or share gives. None: nothing."""
    way = direction(headline[max(0, figure.start - 40) : figure.start])
    stated = headline[figure.start : figure.end]
    worked = f"{figure.bound} {stated}".strip()
    unordered = None
    for pair in pairs(body):
        if not held(figure.value, abs(pair.percent), figure.grain, figure.bound):
            continue
        turned = way and pair.ordered and (pair.percent > 0) != (way > 0)
        if turned:
            unordered = Finding(
                False, f"{change_said(pair)}: it goes the other way than the headline says", "percentage"
            )
            continue
        return Finding(True, f"{change_said(_facing(pair, way))}, so “{worked}” holds", "arithmetic")
    if _stands(headline, figure, body):
        return Finding(True)
    if unordered:
        return unordered
    for part, whole in shares(body):
        percent = part.value / whole.value * 100
        if held(figure.value, percent, figure.grain, figure.bound):
            return Finding(True, f"{said(part.value)} of {said(whole.value)} is {percent:.1f} %, so “{worked}” holds",
                           "arithmetic")  # fmt: skip
    if nearest := _nearest(figure, body):
        return Finding(False, f"{change_said(nearest)}, so “{worked}” does not hold", "percentage")
    return None


def _facing(pair: Pair, way: int) -> Pair:
    """An unordered pair turned the way that the headline speaks of."""
    if not pair.ordered and way and (pair.percent > 0) != (way > 0):
        return Pair(pair.new, pair.old, ordered=False)
    return pair


def _nearest(figure: Figure, body: Body) -> Pair | None:
    ordered = [pair for pair in pairs(body) if pair.ordered]
    return min(ordered, key=lambda pair: abs(abs(pair.percent) - figure.value), default=None)


def _worked_out(figure: Figure, body: Body) -> str:
    """The working by which a figure follows from others of the body, or nothing."""
    if figure.kind not in (FigureKind.COUNT, FigureKind.QUANTITY):
        return ""
    if figure.unit is None or figure.unit.family != "time":
        if worked := _difference(figure, body):
            return worked
        return _sum(figure, body)
    return _years_between(figure, body) if figure.unit.name in ("year", "decade") else ""


def _difference(figure: Figure, body: Body) -> str:
    for pair in pairs(body):
        if pair.ordered and held(figure.value, abs(pair.new.value - pair.old.value), figure.grain, figure.bound):
            high, low = max(pair.new.value, pair.old.value), min(pair.new.value, pair.old.value)
            return f"{said(high)} less {said(low)} is {said(high - low)}"
    return ""


def _sum(figure: Figure, body: Body) -> str:
    """The sum of two figures of one sentence joined by "and" or "plus": "three men and four women"."""
    usable = [each for each in body.figures if each.kind in (FigureKind.COUNT, FigureKind.QUANTITY)]
    for first, second in itertools.pairwise(usable):
        between = body.text[first.end : second.start].lower()
        if len(between) > 60 or "." in between or first.unit != second.unit:
            continue
        joined = re.search(r"\b(?:and|plus|along with|another|as well as)\b", between)
        if joined and figure.value > 2 and held(figure.value, first.value + second.value, figure.grain, figure.bound):
            return f"{said(first.value)} and {said(second.value)} are {said(first.value + second.value)}"
    return ""


def _years_between(figure: Figure, body: Body) -> str:
    years = sorted({each.value for each in body.figures if each.kind is FigureKind.YEAR})
    size = 10.0 if figure.unit is not None and figure.unit.name == "decade" else 1.0
    for at, first in enumerate(years):
        for second in years[at + 1 :]:
            if abs(second - first - figure.value * size) < (size if size > 1 else 1.01):
                return f"{second:.0f} less {first:.0f} is {second - first:.0f} years"
    return ""


def _reversals(headline: str, stated: tuple[Figure, ...], body: Body) -> list[Objection]:
    """ "Up to 2,422 from 3,008": figures set against each other the wrong way round."""
    objections = []
    for first, second in itertools.pairwise(stated):
        pair = _headline_pair(headline, first, second)
        if pair is None:
            continue
        way = direction(headline[max(0, first.start - 30) : first.start])
        if why := _turned(pair, way, body):
            objections.append(
                Objection(kind="figure", severity=Severity.BLOCK, start=first.start, end=second.end, why=why)
            )
    return objections


def _headline_pair(headline: str, first: Figure, second: Figure) -> Pair | None:
    between = headline[first.end : second.start].lower()
    before = headline[max(0, first.start - 8) : first.start].lower()
    if len(between) > 24 or not {first.kind, second.kind} <= {FigureKind.COUNT, FigureKind.QUANTITY, FigureKind.YEAR}:
        return None
    if re.search(r"\bfrom\b", between):
        return Pair(second, first)
    if re.search(r"\bfrom\s+$", before) and re.search(r"\bto\b", between):
        return Pair(first, second)
    return None


def _turned(pair: Pair, way: int, body: Body) -> str:
    rises = pair.new.value > pair.old.value
    told = f"{said(pair.old.value)} to {said(pair.new.value)}"
    if way and pair.new.unit == pair.old.unit and rises != (way > 0) and pair.new.value != pair.old.value:
        return f"from {told} is {'a rise' if rises else 'a fall'}, the headline says the opposite"
    for other in pairs(body):
        if other.ordered and other.old.value == pair.new.value and other.new.value == pair.old.value:
            return f"the body goes from {said(other.old.value)} to {said(other.new.value)}, the headline from {told}"
    return ""
