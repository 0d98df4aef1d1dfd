"""Common runs of words in two texts, with their places in both."""

from __future__ import annotations

import re

from mediawire.model.story import SharedSpan

LEAST = 5
_WORD = re.compile(r"\w+")
Run = tuple[int, int, int]  # first word in a, first word in b, number of words


def common_runs(a: list[str], b: list[str], least: int = LEAST) -> list[Run]:
    """The longest common runs of at least `least` words, in the order of `b`; no word of `b` is in two of them.

    Where a run stands more than once in `a`, the place right behind the last run found is preferred, else the first.
    """
    where: dict[tuple[str, ...], list[int]] = {}
    for place, key in enumerate(zip(*(a[shift:] for shift in range(least)), strict=False)):
        where.setdefault(key, []).append(place)
    keys = list(zip(*(b[shift:] for shift in range(least)), strict=False))
    found: list[Run] = []
    at, after = 0, 0
    while at < len(keys):
        places = where.get(keys[at])
        if places is None:
            at += 1
            continue
        start = next((place for place in places if place >= after), places[0])
        length = _length(a, b, start, at, least)
        found.append((start, at, length))
        at, after = at + length, start + length
    return found


def _length(a: list[str], b: list[str], i: int, j: int, least: int) -> int:
    end = min(len(a) - i, len(b) - j)
    length = least
    while length < end and a[i + length] == b[j + length]:
        length += 1
    return length


def spans(a: str, b: str, runs: list[Run]) -> tuple[SharedSpan, ...]:
    """Runs of words as characters of both texts."""
    if not runs:
        return ()
    places_a = [match.span() for match in _WORD.finditer(a)]
    places_b = [match.span() for match in _WORD.finditer(b)]
    return tuple(
        SharedSpan(places_a[i][0], places_a[i + n - 1][1], places_b[j][0], places_b[j + n - 1][1]) for i, j, n in runs
    )
