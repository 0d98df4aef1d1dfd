"""Words as they are compared: without the differences of house style, each knowing its place in the text."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Mapping

from mediawire.text.wordlists import words

Place = tuple[int, int]
MOST_PAIRS = 160_000  # of words that are held against each other one by one; bounds the work on hostile text
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d(?:[\d,.]*\d)?(?:st|nd|rd|th)?|%|[$€£¥]|\bper[ -]cent\b|[^\W\d_](?:[^\W_]|[’'‘][^\W_])*",
    re.I,
)
_SAME: Mapping[str, str] = {
    "per cent": "%", "percent": "%", "per-cent": "%", "u.s": "us", "u.k": "uk", "u.n": "un", "d.c": "dc",
    "okay": "ok", "e-mail": "email", "adviser": "advisor", "toward": "towards", "amid": "amidst",
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}  # fmt: skip
_TITLES = words("mr mrs ms dr miss")
_GLUED: Mapping[str, str] = {
    "k": "thousand",
    "m": "million",
    "mn": "million",
    "b": "billion",
    "bn": "billion",
    "tn": "trillion",
}


_EVEN = str.maketrans("“”", '""')
_TWICE = re.compile(r"''")


def evened(text: str) -> str:
    """The text, no character moved, with marks that quotations are told by: two apostrophes as one double mark (and a
    space outside it), straight marks all through where straight and curly ones are mixed, so that either closes the
    other."""
    if "''" in text:
        text = _TWICE.sub(lambda match: ' "' if match.end() < len(text) and not _closing(text, match) else '" ', text)
    return text.translate(_EVEN) if '"' in text and ("“" in text or "”" in text) else text


def _closing(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1 : match.start()]
    return bool(before) and not before.isspace() and before not in "([—–-"


@dataclasses.dataclass(frozen=True, slots=True)
class Word:
    """A word as compared (`key`) and where it stands."""

    key: str
    start: int
    end: int


def compared(text: str, offset: int = 0) -> tuple[Word, ...]:
    """The words of a text for comparison: small, marks straight, thousands ungrouped, percent, titles and U.S."
    " alike."""
    found: list[Word] = []
    for match in _TOKEN.finditer(text):
        key = key_of(match[0])
        if key in _GLUED and found and found[-1].end == offset + match.start() and found[-1].key[-1:].isdigit():
            key = _GLUED[key]
        if key not in _TITLES:
            found.append(Word(key, offset + match.start(), offset + match.end()))
    return tuple(found)


def key_of(word: str) -> str:
    """A word as it is compared."""
    low = word.lower().replace("’", "'").replace("‘", "'").rstrip(".")
    if low[:1].isdigit():
        return re.sub(r",(?=\d{3})", "", low)
    return _SAME.get(low) or (low.replace(".", "") if "." in low else low)


@dataclasses.dataclass(frozen=True, slots=True)
class Difference:
    """Words of `a` from `a_start` to `a_end` stand where `b` has those from `b_start` to `b_end`; either may be"
    " none."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


def differences(a: tuple[Word, ...], b: tuple[Word, ...]) -> tuple[Difference, ...]:
    """Where two runs of words differ, in order. In very long runs all between their common ends is one difference."""
    mine, other = [word.key for word in a], [word.key for word in b]
    if len(mine) * len(other) > MOST_PAIRS:
        return _roughly(mine, other)
    matcher = difflib.SequenceMatcher(None, mine, other, autojunk=False)
    return tuple(Difference(*codes[1:]) for codes in matcher.get_opcodes() if codes[0] != "equal")


def _roughly(a: list[str], b: list[str]) -> tuple[Difference, ...]:
    least = min(len(a), len(b))
    start = next((at for at in range(least) if a[at] != b[at]), least)
    end = next((at for at in range(least - start) if a[-1 - at] != b[-1 - at]), least - start)
    found = Difference(start, len(a) - end, start, len(b) - end)
    return (found,) if found.a_start < found.a_end or found.b_start < found.b_end else ()
