"""Figures in running text: value, grain, unit, bound and what is counted; offsets are never lost.

`figures(text, language)` finds every number in digits (any script's) or in words. Values are in the unit as written,
magnitudes multiplied out; whether two figures agree is left to the caller (`agree` says it for roundings).
"""

from __future__ import annotations

import bisect
import dataclasses
import enum
import functools
import re
from collections.abc import Mapping

from mediawire.text.numerals import BOUNDS, MAGNITUDES, MONTHS, SIGNS, UNITS, WORDS, Unit
from mediawire.text.wordlists import words

MOST_DIGITS = 40  # of a number; what has more counts nothing, and floats end at 308
VAST = 1e100  # stands for all such numbers


class FigureKind(enum.Enum):
    """What a figure is."""

    COUNT = "count"  # of what follows, or bare
    QUANTITY = "quantity"  # with a unit
    DATE = "date"  # a day of a month
    YEAR = "year"
    CLOCK = "clock"
    ORDINAL = "ordinal"
    LABEL = "label"  # part of a name: AR-15, F-35, iPhone 6, No. 10


@dataclasses.dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text: characters `start` to `end` (end excluded) with its sign, magnitude and unit.

    `value` has its magnitude multiplied out; `grain` is the size of its last significant place ("1.4 million": 100,000;
    "2,400": 100; in words: 1). `unit` is None where none stands by it; `bound` is "", "over", "at least", "nearly",
    "under", "at most" or "about"; `after` the words behind it, up to three, small; `spelled` says that it is in words.
    """

    start: int
    end: int
    value: float
    grain: float
    kind: FigureKind = FigureKind.COUNT
    unit: Unit | None = None
    bound: str = ""
    after: tuple[str, ...] = ()
    spelled: bool = False
    core: tuple[int, int] = (0, 0)  # the characters of the number itself


_DIGITS = re.compile(r"(?<![\d.,])\d+(?:[.,٫٬]\d+|['’\u00a0\u202f]\d{3}(?!\d))*")
# Reading folds no-break spaces into spaces, so in languages that part thousands by a space any space may do so.
_DIGITS_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3}(?!\d))+(?:,\d+)?|" + _DIGITS.pattern)
_SPACED = frozenset({"fr", "ru", "uk", "pl", "cs", "sv", "no", "nb", "fi"})
_NEXT = re.compile(r"[ \u00a0\u202f]?-?[ \u00a0\u202f]?([^\W\d_]+\.?|%|٪|°)")
_GLUED = re.compile(r"(?:hundred|thousand|million|billion|trillion|mn|mln|bn|tn|[kmbt])(?![^\W_])", re.I)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|ère|e|è|º|ª)(?![^\W\d_])")
_CLOCK = re.compile(r":\d\d|[ \u00a0]?[ap]\.?m\b|[ \u00a0]?(?:Uhr|h\d\d)\b", re.I)
_LABEL_BEFORE = re.compile(r"(?:(?<![a-z])[A-Za-z]{1,4}-|[A-Z]|(?:No|no|Nr)\.? ?|#)$")
_MONEY_BEFORE = re.compile(r"(?:[A-Z]{1,3})?([$€£¥₹₽₩₺₴])[ \u00a0]?$")
_CODE_BEFORE = re.compile(r"\b(USD|EUR|GBP|INR|Rs|CHF)\.?[ \u00a0]?$")
_WORDS_BEFORE = re.compile(r"([^\W\d_]+)\.?(?: ([^\W\d_]+))?[ -]?(?:[(“‘\"'])?$")
_AFTER = re.compile(r"[^\W\d_](?:[\w’'-]*[^\W_])?")
_STOP = re.compile(r"[.;:!?()\n“”\"]|, ")
_RANGE = re.compile(r"(?:-(?=\s))?\s*(?:-|–|—|to|and|or|bis|und|oder|à|et|ou|a|y|o|до|и|или)\s*(?:[$€£¥₹₽])?\s*", re.I)
_DECIMAL_COMMA = frozenset(
    {"de", "fr", "es", "ru", "it", "pt", "nl", "pl", "cs", "da", "sv", "no", "nb", "fi", "tr", "uk"}
)
_MONTH_BEFORE = re.compile(r"([^\W\d_]{3,10})\.? (?:the )?$")
_FRACTION_WORDS = frozenset({"third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "tenths"})


def figures(text: str, language: str = "en") -> tuple[Figure, ...]:
    """Every figure of a text, in order. Unknown languages: figures in digits alone."""
    tongue = language.split("-")[0].lower()
    digits = _DIGITS_SPACED if tongue in _SPACED else _DIGITS
    found = [_in_digits(text, match, tongue) for match in digits.finditer(text)]
    if tongue in WORDS:
        found += _in_words(text, tongue, found)
        found.sort(key=_by_start)
    return tuple(_ranges(text, found))


def _by_start(figure: Figure) -> int:
    return figure.core[0]


def number(digits: str, tongue: str = "en") -> tuple[float, float]:
    """The value and grain of digits with separators: "1,376" is (1376, 1), "2.50" (2.5, 0.01), in German "1.376"."""
    if digits.isdecimal():
        whole, fraction = digits, ""
    else:
        whole, fraction = _split(re.sub(r"[ '’\u00a0\u202f٬]", "", digits).replace("٫", "."), tongue)
    if len(whole) > MOST_DIGITS:
        return VAST, VAST
    fraction = fraction[:MOST_DIGITS]
    value = float(f"{whole}.{fraction}" if fraction else whole)
    if fraction:
        return value, 10.0 ** -len(fraction)
    zeros = len(whole) - len(whole.rstrip("0"))
    return value, 10.0 ** min(zeros, len(whole) - 1)


def _split(plain: str, tongue: str) -> tuple[str, str]:
    """Whole and decimal digits. A separator that repeats, or has three digits behind it, groups thousands."""
    marks = [character for character in plain if character in ".,"]
    if not marks:
        return plain, ""
    decimal = "," if tongue in _DECIMAL_COMMA else "."
    parts = re.split(r"[.,]", plain)
    groups = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3
    mixed = len(set(marks)) > 1
    if mixed:
        return "".join(parts[:-1]), parts[-1]
    if len(marks) == 1 and (marks[0] == decimal or not groups):
        return parts[0], parts[1]
    return "".join(parts), ""


def _in_digits(text: str, match: re.Match[str], tongue: str) -> Figure:
    start, end = match.span()
    value, grain = number(match[0], tongue)
    core = (start, end)
    kind = _kind_in_digits(text, match, value)
    unit = None
    if kind in (FigureKind.COUNT, FigureKind.YEAR):
        factor, end = _magnitude(text, end, tongue)
        placed = _unit(text, start, end)
        if factor != 1.0 or kind is FigureKind.COUNT or (placed[2] is not None and placed[2].family != "time"):
            value, grain, kind = min(value * factor, VAST), min(grain * factor, VAST), FigureKind.COUNT
            start, end, unit = placed
    if unit is not None:
        kind = FigureKind.QUANTITY
    bound = _bound(text, start) if kind is not FigureKind.LABEL else ""
    return Figure(start, end, value, grain, kind, unit, bound, _after(text, end), core=core)


def _kind_in_digits(text: str, match: re.Match[str], value: float) -> FigureKind:
    start, end = match.span()
    before = text[max(0, start - 14) : start]
    if _CLOCK.match(text, end) or (before.endswith(":") and before[-2:-1].isdigit()):
        return FigureKind.CLOCK
    month = _MONTH_BEFORE.search(before)
    if month and value <= 31 and _is_month(month[1]):
        return FigureKind.DATE
    if _ORDINAL.match(text, end):
        return FigureKind.ORDINAL
    following = _NEXT.match(text, end)
    if following and value <= 31 and _is_month(following[1].rstrip(".")):
        return FigureKind.DATE
    if _LABEL_BEFORE.search(before) and not _MONEY_BEFORE.search(before) and not before.endswith("mid-"):
        return FigureKind.LABEL
    bare = len(match[0]) == 4 and match[0].isdigit() and 1500 <= value <= 2100
    return FigureKind.YEAR if bare and not _MONEY_BEFORE.search(before) else FigureKind.COUNT


def _is_month(word: str) -> bool:
    return word.lower() in MONTHS and (word[:1].isupper() or word.lower() not in ("may", "march"))


def _magnitude(text: str, end: int, tongue: str) -> tuple[float, int]:
    """The factor of a magnitude behind a number ("K", " million"), and where it ends."""
    if glued := _GLUED.match(text, end):
        return MAGNITUDES["en"][glued[0].lower()], glued.end()
    table = MAGNITUDES.get(tongue, MAGNITUDES["en"])
    factor = 1.0
    while (following := _NEXT.match(text, end)) and (word := following[1].rstrip(".").lower()) in table:
        if len(word) == 1 or (len(word) == 2 and following[1][-1:] != "." and following.start(1) - end > 1):
            break
        factor, end = min(factor * table[word], VAST), following.start(1) + len(word)
    return factor, end


def _unit(text: str, start: int, end: int) -> tuple[int, int, Unit | None]:
    """Where the figure begins and ends with its unit, and the unit."""
    before = text[max(0, start - 6) : start]
    if signed := _MONEY_BEFORE.search(before):
        return start - (len(before) - signed.start()), end, Unit(SIGNS[signed[1]], "money")
    if coded := _CODE_BEFORE.search(before):
        return start - (len(before) - coded.start()), end, Unit(_CODES[coded[1].upper()], "money")
    if (sign := text[end : end + 1]) in SIGNS or (text[end + 1 : end + 2] in SIGNS and sign.isspace()):
        width = 1 if sign in SIGNS else 2
        return start, end + width, Unit(SIGNS[text[end + width - 1]], "money")
    return _unit_behind(text, start, end)


_CODES = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹", "RS": "₹", "CHF": "franc"}
_SHORT_UNITS = words("% ٪ ° km kg ft lb cm mm oz ha pp км")
_LINKS = words(
    "a an per of the and or to in on each every last next this that by for from with at its his her their no"
)


# "3,5 millions d’euros", "3,5 millones de dólares": currencies, which these languages link to a magnitude.
_LINKED = re.compile(r"[ \u00a0](?:de |d['’]|di |of )([^\W\d_]+)")


def _unit_behind(text: str, start: int, end: int) -> tuple[int, int, Unit | None]:
    linked = _LINKED.match(text, end)
    if linked and (unit := UNITS.get(linked[1].lower())) and unit.family == "money":
        return start, linked.end(), unit
    following = _NEXT.match(text, end)
    if following is None:
        return start, end, None
    first = following[1].rstrip(".").lower()
    second = _NEXT.match(text, following.end(1))
    if second and (unit := _second_unit(first, second[1].rstrip(".").lower())):
        return start, second.end(1), unit
    if len(first) <= 2 and not _short_unit(end, following):
        return start, end, None
    if text[following.end(1) : following.end(1) + 4].lower() == "-old" and text[end : end + 1] == " ":
        return start, end, None  # "2 decades-old cases" are two cases
    unit = UNITS.get(first)
    return (start, following.start(1) + len(first), unit) if unit else (start, end, None)


def _second_unit(first: str, second: str) -> Unit | None:
    """A unit of two words, or one behind an adjective: "square miles", "16 straight hours"."""
    if unit := UNITS.get(f"{first} {second}"):
        return unit
    if first in UNITS or first in _LINKS or first.endswith("s"):
        return None
    unit = UNITS.get(second)
    return unit if unit is not None and len(second) > 3 and unit.family in ("time", "length", "weight") else None


def _short_unit(end: int, following: re.Match[str]) -> bool:
    """Is a unit of one or two letters meant? "65F" is a temperature where it is glued to its figure."""
    if following[1].rstrip(".") in ("F", "C"):
        return following.start(1) == end
    return following[1].rstrip(".").lower() in _SHORT_UNITS


def _bound(text: str, start: int) -> str:
    before = text[max(0, start - 24) : start]
    if before.rstrip()[-1:] in ("<", ">", "~"):
        return BOUNDS[before.rstrip()[-1]]
    heard = re.findall(r"[^\W\d_]+'?", before.split(".")[-1].lower().replace("’", "'"))[-3:]
    if before and before[-1].isalnum():
        return ""
    for width in (3, 2, 1):
        if len(heard) >= width and (bound := BOUNDS.get(" ".join(heard[-width:]))):
            return bound
    return ""


def _after(text: str, end: int) -> tuple[str, ...]:
    window = text[end : end + 48]
    if stop := _STOP.search(window):
        window = window[: stop.start()]
    return tuple(word.lower() for word in _AFTER.findall(window)[:3])


@functools.cache
def _word_pattern(tongue: str) -> re.Pattern[str]:
    """Runs of number words, small letters: one branch a letter, which is seven times as fast as a list of words."""
    words = set(WORDS[tongue]) | {word for word in MAGNITUDES[tongue] if len(word) > 3}
    one = _branches(words)
    return re.compile(rf"(?<![\w-]){one}(?:(?:[ -]| and ){one})*(?![^\W_])")


def _branches(words: set[str]) -> str:
    if not words - {""}:
        return ""
    initials = sorted({word[0] for word in words if word})
    tails = [re.escape(each) + _branches({word[1:] for word in words if word[:1] == each}) for each in initials]
    grouped = f"(?:{'|'.join(tails)})"
    return grouped + "?" if "" in words else grouped


def lowered(text: str) -> str:
    """The text in small letters, character by character, so that offsets stay."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


def _in_words(text: str, tongue: str, taken: list[Figure]) -> list[Figure]:
    """Figures in words; a magnitude that belongs to a figure in digits is not one of its own."""
    ends = {figure.end for figure in taken} | {figure.core[1] for figure in taken}
    return [
        _spelled(text, match, tongue)
        for match in _word_pattern(tongue).finditer(lowered(text))
        if match.end() not in ends and not _belongs(match.start(), taken)
    ]


def _belongs(place: int, taken: list[Figure]) -> bool:
    at = bisect.bisect_right(taken, place, key=_by_start) - 1
    return at >= 0 and taken[at].end > place


def _spelled(text: str, match: re.Match[str], tongue: str) -> Figure:
    start, end = match.span()
    words = [word for word in re.split(r"[ -]", match[0]) if word]
    value = min(_evaluate(words, WORDS[tongue], MAGNITUDES[tongue]), VAST)
    begin, end, unit = _unit(text, start, end)
    ordinal = words[-1].endswith(("th", "rst", "cond", "ird")) and unit is None
    kind = FigureKind.QUANTITY if unit else FigureKind.ORDINAL if ordinal else FigureKind.COUNT
    grain = 1.0 if value < 100 else 10.0 ** _zeros(value)
    bound = _bound(text, begin)
    return Figure(begin, end, value, grain, kind, unit, bound, _after(text, end), spelled=True, core=match.span())


def _zeros(value: float) -> int:
    digits = str(int(value))
    return min(len(digits) - len(digits.rstrip("0")), len(digits) - 1)


def _evaluate(words: list[str], small: Mapping[str, float], large: Mapping[str, float]) -> float:
    """The value of number words in order: "two hundred and five thousand" is 205,000."""
    total, group = 0.0, 0.0
    for word in words:
        if word in large and word not in small:
            factor = large[word]
            if factor == 100:
                group = min((group or 1.0) * factor, VAST)
            else:
                total, group = min(total + (group or 1.0) * factor, VAST), 0.0
        elif word in small:
            group += small[word]
    return total + group


def _ranges(text: str, found: list[Figure]) -> list[Figure]:
    """Lend unit and magnitude of a range's second figure to its first: "five to 10 years", "$5-10 million"."""
    for place in range(len(found) - 2, -1, -1):
        first, second = found[place], found[place + 1]
        if first.kind not in (FigureKind.COUNT, FigureKind.QUANTITY) or first.end > second.start:
            continue
        if not _RANGE.fullmatch(text, first.end, second.start):
            continue
        if first.unit is not None and first.unit.family == "money" and second.unit is None:
            found[place + 1] = second = dataclasses.replace(second, unit=first.unit, kind=FigureKind.QUANTITY)
        elif second.unit is not None and first.unit is None:
            first = dataclasses.replace(first, unit=second.unit, kind=FigureKind.QUANTITY)
        if first.value < 1000 <= second.value and text[second.core[1] : second.end + 1].strip():
            factor = _magnitude(text, second.core[1], "en")[0]
            first = dataclasses.replace(first, value=min(first.value * factor, VAST), grain=first.grain * factor)
        found[place] = first
    return found


def agree(one: Figure, other: Figure) -> bool:
    """Do the values agree, as far as the coarser of the two is stated? Units and kinds are not looked at."""
    return near(one.value, other.value, max(one.grain, 0.0))


def near(stated: float, true: float, grain: float) -> bool:
    """Is `stated` an honest rounding of `true` to `grain`? Below 100 and without a decimal only the very value is."""
    slack = 1e-9 * max(abs(stated), abs(true))
    if abs(stated - true) <= slack:
        return True
    if abs(stated) < 100 and grain >= 1:
        return abs(stated - true) < 0.5 + slack and true != int(true)
    if grain >= 1000 and 0 <= true - stated < min(grain, 0.02 * abs(stated)):
        return True  # cut off, not rounded: 86,804 as "86K"
    return abs(stated - true) <= min(grain / 2, 0.05 * abs(stated)) + slack
