"""Does a figure of a headline stand in the body?

A figure with the same unit supports firmly; one without a unit loosely, and only where nothing of the same value
stands there in a rival unit ("$5" in the body speaks against "€5", whatever other fives there are).
"""

from __future__ import annotations

from mediawire.headlines.arithmetic import held
from mediawire.headlines.body import Body, stem
from mediawire.text.figures import Figure, FigureKind

_CONVERTIBLE = frozenset({"time", "length", "weight", "area"})
_SMALL = 100  # up to here a figure may stand in a body by chance
_AGE = frozenset({"old", "olds"})
_MEASURES = frozenset({"time", "length", "weight", "area", "money", "share"})


def stands(headline: str, figure: Figure, body: Body) -> bool:
    """Does the figure stand in the body, as far as it is stated, in a unit that it may have there?"""
    if _short_year(headline, figure):
        return any(each.kind is FigureKind.YEAR and value_agrees(headline, figure, each) for each in body.figures)
    loose = rivals = False
    for other in body.figures:
        if not value_agrees(headline, figure, other) or _pronoun(other, figure):
            continue
        if _firm(figure, other):
            return True
        loose = loose or _loose(headline, figure, other, body)
        rivals = rivals or _rival(figure, other)
    return loose and not rivals and not _counted_otherwise(figure, body)


def same_thing(figure: Figure, other: Figure) -> bool:
    """Do both count the same noun, as far as the three words behind each tell?"""
    mine = {stem(word) for word in figure.after if len(word) > 2}
    return other.after[:1] == ("of",) or any(stem(word) in mine for word in other.after)


def _pronoun(other: Figure, figure: Figure) -> bool:
    """ "One of the deadliest" counts nothing; "one of 52 counts" does where the headline counts counts."""
    if not other.spelled or other.value != 1 or other.after[:1] != ("of",):
        return False
    return {stem(word) for word in figure.after}.isdisjoint(stem(word) for word in other.after[1:])


def _short_year(headline: str, figure: Figure) -> bool:
    """Is it a year of two digits, or a decade: "'91", "’70s"?"""
    two = figure.core[1] - figure.core[0] == 2
    return two and figure.unit is None and headline[max(0, figure.core[0] - 1) : figure.core[0]] in ("'", "’", "‘")


def _counted_otherwise(figure: Figure, body: Body) -> bool:
    """Does the body count the same thing, with other figures alone?"""
    if figure.kind is not FigureKind.COUNT or figure.value > _SMALL or not figure.after or len(figure.after[0]) < 4:
        return False
    counted = stem(figure.after[0])
    return any(
        each.value > 1 and each.unit is None and each.after and counted == stem(each.after[0])
        for each in body.figures
        if each.kind is FigureKind.COUNT
    )


def value_agrees(headline: str, figure: Figure, other: Figure) -> bool:
    """Do the values agree, converted where the units convert; is "'90s" a decade that the body has a year of?"""
    if _same_family(figure, other) and figure.unit != other.unit:
        return _converts(figure, other)
    bound = "" if figure.kind is FigureKind.YEAR else figure.bound  # "over 1997 patent"
    if held(figure.value, other.value, figure.grain, bound):
        return figure.grain >= 1 or other.grain < 1 or other.value >= 1000 or figure.value == int(figure.value) == 0
    if other.kind is not FigureKind.YEAR:
        return False
    decade = (
        headline[figure.core[1] : figure.core[1] + 1] == "s" or headline[figure.core[1] : figure.core[1] + 2] == "'s"
    )
    if _short_year(headline, figure):
        year = other.value % 100
        return figure.value <= year < figure.value + 10 if decade else figure.value == year
    return decade and figure.value <= other.value < figure.value + 10


def _same_family(figure: Figure, other: Figure) -> bool:
    if figure.unit is None or other.unit is None or figure.unit.family != other.unit.family:
        return False
    return figure.unit.family in _CONVERTIBLE


def _converts(figure: Figure, other: Figure) -> bool:
    """Three days are 72 hours; 10 miles are 16 kilometers. From the finer to the coarser only what is whole."""
    if figure.unit is None or other.unit is None:
        return False
    true = other.value * other.unit.size / figure.unit.size
    if figure.unit.family == "time":
        tolerance = 0.02 * true if figure.unit.size < other.unit.size else 0.35
        return true >= 0.9 and abs(figure.value - true) <= tolerance
    return abs(figure.value - true) <= max(figure.grain / 2, 0.02 * true)


def _firm(figure: Figure, other: Figure) -> bool:
    """Same unit or units that convert; for dates, clocks, years and ordinals the same kind."""
    if figure.kind in (FigureKind.DATE, FigureKind.CLOCK, FigureKind.ORDINAL):
        return other.kind is figure.kind
    if figure.kind is FigureKind.YEAR:
        return other.kind in (FigureKind.YEAR, FigureKind.COUNT)
    if figure.unit is None:
        return other.kind in (figure.kind, FigureKind.QUANTITY) and same_thing(figure, other)
    if other.unit is None:
        return False
    return figure.unit.name == other.unit.name or _same_family(figure, other)


def _loose(headline: str, figure: Figure, other: Figure, body: Body) -> bool:
    """Could the other figure be the same thing? It has no unit, or the headline's stands bare ("dead at 91")."""
    if figure.kind in (FigureKind.DATE, FigureKind.ORDINAL, FigureKind.CLOCK, FigureKind.LABEL):
        return _loose_kind(figure, other)
    if other.kind in (FigureKind.DATE, FigureKind.CLOCK, FigureKind.YEAR):
        return False
    if other.kind is FigureKind.ORDINAL and not _ordinal_counts(headline, figure, other):
        return False
    if figure.unit is not None:
        return other.unit is None and _could_measure(figure, other, body)
    rare = figure.value >= _SMALL and figure.grain < figure.value / 10
    return other.unit is None or other.unit.family not in _MEASURES or rare or _bare(headline, figure)


_ROUND = frozenset({"anniversary", "birthday", "season", "edition"})


def _ordinal_counts(headline: str, figure: Figure, other: Figure) -> bool:
    """May an ordinal stand for a count: of the same noun, of years ("its 20th anniversary"), or of nothing named?"""
    if figure.unit is not None:
        years = figure.unit.name == "year" and not _ROUND.isdisjoint(other.after)
        return years or figure.unit.name in other.after or figure.unit.family != "time"
    return _bare(headline, figure) or same_thing(figure, other)


def _loose_kind(figure: Figure, other: Figure) -> bool:
    """The same for days, ordinals, clocks and labels: "20th anniversary" may be 20 years."""
    if figure.kind is FigureKind.DATE:
        return other.kind in (FigureKind.ORDINAL, FigureKind.COUNT)
    if figure.kind is not FigureKind.ORDINAL:
        return figure.kind is FigureKind.CLOCK or other.kind not in (FigureKind.DATE, FigureKind.CLOCK)
    if other.unit is None:
        return other.kind is not FigureKind.YEAR
    return other.unit.name in figure.after or (other.unit.name == "year" and "anniversary" in figure.after)


def _bare(headline: str, figure: Figure) -> bool:
    """Does nothing follow that could be what is counted?"""
    before = headline[max(0, figure.start - 5) : figure.start].lower()
    return not figure.after or before.endswith((" at ", "age ", "aged ", ", "))


def _could_measure(figure: Figure, other: Figure, body: Body) -> bool:
    """May a figure without a unit be one in the headline's unit? An age may (", 83,"); a count of something may not."""
    if figure.unit is None or figure.unit.family == "money":
        return not other.after or other.spelled
    if other.spelled and other.value == 1:
        return False  # "one" is mostly nobody's age
    before = body.text[max(0, other.start - 6) : other.start].lower()
    ages = before.endswith((", ", "age ", "aged ", "(", "at "))
    if figure.after[:1] and figure.after[0] in _AGE:
        return ages and figure.unit.name == "year"
    return not other.after or (ages and figure.unit.name == "year") or other.kind is FigureKind.ORDINAL


def _rival(figure: Figure, other: Figure) -> bool:
    """Same value, other unit of the same family: the body speaks of something else."""
    return figure.unit is not None and other.unit is not None and figure.unit.family == other.unit.family
