"""Do a headline's figures stand in the body, or follow from its figures?

Each figure of the headline is looked for among the body's with the same unit; then it is worked out (changes, shares,
sums, spans of years, conversions). What is worked out is shown as a note, what is found nowhere blocks.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator

from mediawire.headlines.arithmetic import DOWN, MEASURES, UP, Pair, change_said, direction, held, pairs, said, shares
from mediawire.headlines.body import Body, stem
from mediawire.headlines.support import stands
from mediawire.model.headline import Objection, Severity
from mediawire.text.figures import Figure, FigureKind, figures
from mediawire.text.numerals import counted
from mediawire.text.wordlists import words

_LISTED = words(
    "things thing reasons reason ways way facts fact takeaways takeaway questions question tips lessons lesson charts"
    " words word photos pictures videos books movies moments myths steps rules signs theories quotes best"
    " worst biggest greatest top"
)
_COUNTABLE = 20
_SLASHED = re.compile(r"(?<![\d/.,])(\d{1,2})/(\d{1,2})(?![\d/])")
_SAYINGS = frozenset({"9/11", "24/7", "50/50", "1/6", "7/7"})
_ODDS = re.compile(r"(?<![\w.,])(\w+)[- ]in[- ](\w+)(?![\w%])", re.I)
_ORDINAL = re.compile(r"\b(\d+)(st|nd|rd|th)\b", re.I)


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one figure: whether it holds, and the reason or the working."""

    holds: bool
    why: str = ""
    kind: str = "figure"


def figure_objections(headline: str, body: Body) -> list[Objection]:
    """Objections to figures, magnitudes, units, dates and percentages; notes that show the working of what follows."""
    stated = figures(headline, body.language)
    objections = [*_reversals(headline, stated, body), *_slashed(headline, body), *_bad_ordinals(headline, body)]
    objections += _other_odds(headline, body)
    settled = {objection.start for objection in objections}
    for figure in stated:
        if figure.start in settled or _passes(headline, figure):
            continue
        finding = _judged(headline, figure, body)
        if finding.why:
            severity = _severity(figure, finding, body)
            objections.append(
                Objection(kind=finding.kind, severity=severity, start=figure.start, end=figure.end, why=finding.why)
            )
    return objections


def _severity(figure: Figure, finding: Finding, body: Body) -> Severity:
    """What does not hold blocks, but for small counts of what the body may list without counting it."""
    if finding.holds:
        return Severity.NOTE
    if figure.kind is not FigureKind.COUNT or figure.unit is not None or figure.value > _COUNTABLE:
        return Severity.BLOCK
    counted = {stem(word) for word in figure.after[:2] if len(word) > 3}
    elsewhere = (stem(word) for each in body.figures for word in each.after[:2])
    return Severity.WARN if counted.isdisjoint(elsewhere) else Severity.BLOCK


def _passes(headline: str, figure: Figure) -> bool:
    """Figures that state nothing to be checked: words with other uses, list headlines ("5 things to know")."""
    if figure.spelled and (figure.value <= 1 or figure.kind is FigureKind.ORDINAL or figure.unit is None):
        return True
    if figure.unit is None and figure.value <= 101 and any(word in _LISTED for word in figure.after[:2]):
        return figure.after[:1] != ("way",)  # "4-way talks" lists nothing
    return headline[figure.end : figure.end + 1] == "/" or headline[figure.start - 1 : figure.start] == "/"


def _judged(headline: str, figure: Figure, body: Body) -> Finding:
    if figure.unit is not None and figure.unit.name == "%":
        finding = _percent(headline, figure, body)
        if finding is not None:
            return finding
    elif stands(headline, figure, body):
        return Finding(True)
    if figure.kind is FigureKind.YEAR and _may_be_now(figure, body):
        return Finding(True)
    if worked := _worked_out(headline, figure, body):
        return Finding(True, worked, "arithmetic")
    return Finding(False, _missing(headline, figure, body), _kind(figure))


def _may_be_now(figure: Figure, body: Body) -> bool:
    """A year later than all that the body names may be the year it was written in, which reports leave out."""
    if body.written:
        return abs(figure.value - body.written) <= 1
    years = [each.value for each in body.figures if each.kind is FigureKind.YEAR]
    return figure.value <= max(body.read, *years, 0) + 1 and (not years or figure.value > max(years))


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
    written = [each for each in body.figures if each.value > 1 and each.kind is not FigureKind.YEAR]
    scaled = [each for each in written if figure.value > 0 and _scaled(figure.value, each.value)]
    if scaled:
        there = body.text[scaled[0].start : scaled[0].end]
        return f"the body says “{there}”: “{quoted}” differs by a power of a thousand"
    return f"the body has no figure “{quoted}”, and it does not follow from the figures there"


def _scaled(one: float, other: float) -> bool:
    return any(abs(one / other / factor - 1) < 0.001 for factor in (1e3, 1e6, 1e9, 1e-3, 1e-6, 1e-9))


def _percent(headline: str, figure: Figure, body: Body) -> Finding | None:
    """What the body says to a percentage: one that stands there, or one that a change or share gives. None: nothing."""
    way = direction(headline[max(0, figure.start - 40) : figure.start])
    quoted = f"{figure.bound} {headline[figure.start : figure.end]}".strip()
    all_pairs = pairs(body)
    spoken_of = _spoken_of(headline[: figure.start], all_pairs, body) if way else []
    changed = _changed(figure, way, spoken_of or all_pairs, quoted)
    if changed is not None and (changed.holds or spoken_of):
        return changed
    if stands(headline, figure, body) and (not spoken_of or _stated_of(headline[: figure.start], figure, body)):
        return Finding(True)
    if changed is not None:
        return changed
    if not way and (worked := _share(figure, body)):
        return Finding(True, f"{worked}, so “{quoted}” holds", "arithmetic")
    if nearest := _nearest(figure, spoken_of or all_pairs):
        return Finding(False, f"{change_said(nearest)}, so “{quoted}” does not hold", "percentage")
    return None


def _changed(figure: Figure, way: int, found: list[Pair], quoted: str) -> Finding | None:
    """What the pairs say: one gives the percentage, or gives it the other way round. None: no pair gives it."""
    turned = None
    for pair in found:
        if not held(figure.value, abs(pair.percent), figure.grain, figure.bound):
            continue
        if not (way and pair.ordered and (pair.percent > 0) != (way > 0)):
            return Finding(True, f"{change_said(_facing(pair, way))}, so “{quoted}” holds", "arithmetic")
        turned = Finding(False, f"{change_said(pair)}: the other way than the headline says", "percentage")
    return turned


def _spoken_of(subject: str, found: list[Pair], body: Body) -> list[Pair]:
    """The pairs whose sentence has the headline's own nouns: what it speaks of."""
    nouns = _nouns(subject)
    return [
        pair for pair in found if pair.ordered and nouns & _nouns(body.sentence_at(min(pair.old.start, pair.new.start)))
    ]


def _nouns(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"[^\W\d_]{4,}", text.lower()) if word not in UP | DOWN}


def _stated_of(subject: str, figure: Figure, body: Body) -> bool:
    """Does the percentage stand in a sentence about what the headline speaks of?"""
    nouns = _nouns(subject)
    same = [each for each in body.figures if each.unit == figure.unit]
    return any(
        held(figure.value, each.value, figure.grain, figure.bound) and nouns & _nouns(body.sentence_at(each.start))
        for each in same
    )


def _share(figure: Figure, body: Body) -> str:
    for part, whole in shares(body):
        percent = part.value / whole.value * 100
        if held(figure.value, percent, figure.grain, figure.bound):
            return f"{said(part.value)} of {said(whole.value)} is {percent:.1f} %"
    return ""


def _facing(pair: Pair, way: int) -> Pair:
    """An unordered pair turned the way that the headline speaks of."""
    if not pair.ordered and way and (pair.percent > 0) != (way > 0):
        return Pair(pair.new, pair.old, ordered=False)
    return pair


def _nearest(figure: Figure, found: list[Pair]) -> Pair | None:
    ordered = [pair for pair in found if pair.ordered]
    return min(ordered, key=lambda pair: abs(abs(pair.percent) - figure.value), default=None)


def _worked_out(headline: str, figure: Figure, body: Body) -> str:
    """The working by which a figure follows from others of the body, or nothing."""
    if figure.kind is FigureKind.YEAR:
        return _year_before(figure, body)
    if figure.kind not in (FigureKind.COUNT, FigureKind.QUANTITY):
        return ""
    if figure.unit is not None and figure.unit.family == "time":
        return _years_between(figure, body) if figure.unit.name in ("year", "decade") else ""
    if headline[: figure.start].lower().endswith("age ") and (worked := _years_between(figure, body)):
        return worked
    return _difference(headline, figure, body) or _sum(figure, body)


def _difference(headline: str, figure: Figure, body: Body) -> str:
    """What lies between two figures that the body sets against each other, or two measures if something changed."""
    between = [(pair.old, pair.new) for pair in pairs(body) if pair.ordered]
    if figure.unit is not None and direction(headline):
        measured = [each for each in body.figures if each.unit == figure.unit][:MEASURES]
        between += itertools.combinations(measured, 2)
    for first, second in between:
        high, low = max(first.value, second.value), min(first.value, second.value)
        if low < high / 1000 or figure.unit not in (first.unit, second.unit):
            continue
        if held(figure.value, high - low, figure.grain, figure.bound):
            return f"{said(high)} less {said(low)} is {said(high - low)}"
    return ""


def _sum(figure: Figure, body: Body) -> str:
    """The sum of two figures of one sentence joined by "and" or "plus": "three men and four women"."""
    usable = [each for each in body.figures if each.kind in (FigureKind.COUNT, FigureKind.QUANTITY)]
    for first, second in itertools.pairwise(usable):
        between = body.text[first.end : second.start].lower()
        if len(between) > 60 or "." in between or not first.unit == second.unit == figure.unit:
            continue
        joined = re.search(r"\b(?:and|plus|along with|another|as well as)\b", between)
        if joined and figure.value > 2 and held(figure.value, first.value + second.value, figure.grain, figure.bound):
            return f"{said(first.value)} and {said(second.value)} are {said(first.value + second.value)}"
    return ""


def _years_between(figure: Figure, body: Body) -> str:
    """The span between two years of the body; one less where the day has not come round."""
    years = sorted({each.value for each in body.figures if each.kind is FigureKind.YEAR})
    size = 10.0 if figure.unit is not None and figure.unit.name == "decade" else 1.0
    for first, second in itertools.combinations(years, 2):
        if figure.value * size in (second - first, second - first - 1) or (
            size > 1 and abs(second - first - figure.value * size) < 3
        ):
            return f"{second:.0f} less {first:.0f} is {second - first:.0f} years"
    return ""


def _year_before(figure: Figure, body: Body) -> str:
    """A year that lies a stated number of years before or after another of the body."""
    years = {each.value for each in body.figures if each.kind is FigureKind.YEAR}
    spans = {each.value for each in body.figures if each.unit is not None and each.unit.name == "year"}
    for year in years:
        for span in spans:
            if abs(abs(year - figure.value) - span) <= 1 and span >= 1:
                return f"{year:.0f} and {said(span)} years lead to {figure.value:.0f}"
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


def _slashed(headline: str, body: Body) -> list[Objection]:
    """Dates and fractions with a slash: as they stand in the body, or as the day of a month there."""
    objections = []
    for match in _SLASHED.finditer(headline):
        days = [each for each in body.figures if each.kind is FigureKind.DATE and each.value == int(match[2])]
        if match[0] in _SAYINGS or days or re.search(rf"(?<!\d){match[0]}(?!\d)", body.text):
            continue
        why = f"the body has no “{match[0]}”"
        objections.append(
            Objection(kind="date", severity=Severity.BLOCK, start=match.start(), end=match.end(), why=why)
        )
    return objections


def _other_odds(headline: str, body: Body) -> list[Objection]:
    """ "1 in 3", where the body has such odds and none of them is this."""
    stated = list(_odds(headline))
    there = list(_odds(body.text)) if stated else []
    return [
        Objection(
            kind="figure",
            severity=Severity.BLOCK,
            start=match.start(),
            end=match.end(),
            why=f"the body says “{there[0][0][0]}”, not “{match[0]}”",
        )
        for match, odds in stated
        if there and all(odds != other for _, other in there)
    ]


def _odds(text: str) -> Iterator[tuple[re.Match[str], tuple[str, str]]]:
    """Each "one in five", "1-in-5" with its two numbers as digits."""
    for match in _ODDS.finditer(text):
        first, second = (_IN_WORDS.get(word.lower(), word) for word in match.groups())
        if first.isdecimal() and second.isdecimal() and len(second) < 4:
            yield match, (first, second)


_IN_WORDS = {word: str(int(value)) for word, value in counted().items()}


def _bad_ordinals(headline: str, body: Body) -> list[Objection]:
    """ "1nd", "8rd": an ending that does not go with its figure, in English."""
    if body.language.split("-")[0] != "en":
        return []
    return [
        Objection(
            kind="misspelt",
            severity=Severity.BLOCK,
            start=match.start(),
            end=match.end(),
            why=f"write {match[1]}{_ending(int(match[1]))}",
        )
        for match in _ORDINAL.finditer(headline)
        if match[2].lower() != _ending(int(match[1]))
    ]


def _ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
