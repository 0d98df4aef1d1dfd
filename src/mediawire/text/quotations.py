"""Quotations in running text: where they stand, in the marks of any house or language; offsets are never lost."""

from __future__ import annotations

import dataclasses
import itertools
import re

_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "‚": "‘’", "‹": "›", "「": "」", "『": "』", '"': '"'}
_OPENER = re.compile("[“„«‘‚‹「『\"'»]")
_FARTHEST = 4000  # characters; a longer paragraph in marks is read as one that goes on
_MOST_TRIES = 40  # apostrophes passed over inside a quotation; bounds the work on hostile text
_SINGLE = "‘‚'"
_SPACES = " \u00a0\u202f"  # inside French marks
_CLOSING_STOPS = frozenset(".,!?…")
_WORD = re.compile(r"[^\W_]")


@dataclasses.dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: `start` to `end` without the marks (end excluded), and the two marks."""

    start: int
    end: int
    opening: str
    closing: str  # empty where the mark is never closed: a quotation that goes on in the next paragraph


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text in order; quotations inside quotations follow the outer one.

    Apostrophes and primes (5'9") are told from marks by what stands beside them. A double mark that nothing closes
    before the paragraph ends gives a quotation to the paragraph's end.
    """
    if _OPENER.search(text) is None:
        return ()
    found: list[Quotation] = []
    for start, end in _paragraphs(text):
        found += _in_paragraph(text, start, end)
    return tuple(sorted(found, key=lambda quotation: (quotation.start, -quotation.end)))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    if "\n" not in text:
        return [(0, len(text))] if text else []
    edges = [0, *(match.end() for match in re.finditer(r"\n+", text)), len(text)]
    return [(start, end) for start, end in itertools.pairwise(edges) if start < end]


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    place = start
    while (mark := _OPENER.search(text, place, end)) is not None:
        place = mark.start()
        if _opens(text, place):
            closing = _closing(text, place, end)
            if closing > 0:
                found.append(Quotation(place + 1, closing, mark[0], text[closing]))
                inner = _in_paragraph(text, place + 1, closing)
                found += [each for each in inner if each.closing]
                place = closing
            elif mark[0] in '“„«"':
                found.append(Quotation(place + 1, end, mark[0], ""))
                return found
        place += 1
    return found


def _opens(text: str, place: int) -> bool:
    """Does the mark at a place open a quotation? It has no letter or digit before it, and a word right after."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if text[place] == "«" and after in _SPACES and after:
        # « Comme ceci », as French sets it; behind a word it closes a German »so«
        return not before.isalnum() and before not in _CLOSING_STOPS and not text[place + 2 : place + 3].isspace()
    if not after or after.isspace():
        return False
    if text[place] == "»":
        return after.isalpha() and not before.isalnum() and before not in _CLOSING_STOPS
    if text[place] == "«" and before.isalnum():
        return False  # it closes a German »so«
    if text[place] in "“„«「『":
        return True
    if before and (before.isalnum() or before in ".,!?%"):
        return False
    # 'em, '90s, ’cause: an apostrophe, unless a closing mark follows further on
    return not (text[place] == "'" and after.isdigit() and text[place + 3 : place + 4] == "s")


def _closing(text: str, place: int, end: int) -> int:
    """Where the mark at a place is closed, or 0. A quotation is looked for no further than `_FARTHEST`."""
    opening = text[place]
    closers = _PAIRS.get(opening, "'’" if opening == "'" else opening)
    end = min(end, place + _FARTHEST)
    at = place + 1
    for _ in range(_MOST_TRIES):
        at = _next_of(text, closers, at + 1, end)
        if at < 0:
            break
        if _closes(text, at, single=opening in _SINGLE):
            return at
    return 0


def _next_of(text: str, characters: str, start: int, end: int) -> int:
    """The first place of one of some characters, or -1."""
    return min((at for each in characters if (at := text.find(each, start, end)) >= 0), default=-1)


def _closes(text: str, at: int, *, single: bool) -> bool:
    before, after = text[at - 1], text[at + 1 : at + 2]
    if before.isspace():
        if text[at] == "»" and before in _SPACES:
            return not after.isalnum()
        # a house parts the marks of a quotation that ends inside another: ... a word,' " he said
        return not single and text[at - 2 : at - 1] in ("'", "’") and not after.isalnum()
    if not single:
        return True
    if after.isalnum():
        return False
    # workers' rights: a possessive, if another mark closes later in the same clause
    if before.lower() == "s" and after == " " and text[at] in "'’":
        later = re.search(r"[^\W_][.,!?]?['’](?![^\W_])", text[at + 1 : at + 80])
        opens = re.search(r"(?<![^\W_])['‘][^\W_]", text[at + 1 : at + 80])
        return later is None or (opens is not None and opens.start() < later.start())
    return True
