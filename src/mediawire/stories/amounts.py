"""Figures of two sentences that tell of the same: value, rounding, unit and bound."""

from __future__ import annotations

import collections
from collections.abc import Sequence

from mediawire.model.sourcing import Range
from mediawire.model.story import Change, ChangeKind
from mediawire.stories.tellings import Told
from mediawire.text.comparison import Difference, Word, differences
from mediawire.text.figures import Figure, figures


def compare(a: Told, b: Told, language: str = "en", *, close: bool = True) -> list[Change]:
    """The figures that differ between two sentences which are worded alike, or say the same of the same thing.

    `close` says that they are worded alike: only then is a bound that is gone a change.
    """
    mine = figures(b.text, language)
    theirs = figures(a.text, language)
    if not mine and not theirs:
        return []
    spots = differences(a.words, b.words)
    changes: list[Change] = []
    used: set[int] = set()
    for spot in spots:
        old = _within(theirs, a, a.words[spot.a_start : spot.a_end])
        new = _within(mine, b, b.words[spot.b_start : spot.b_end])
        for before, after in _partners(old, new):
            used.add(id(after))
            if detail := _detail(before, after):
                changes.append(_change(a, b, (before, after), detail))
    return changes + (_unbounded(a, b, theirs, mine, spots) if close else [])


def _within(found: Sequence[Figure], sentence: Told, words: Sequence[Word]) -> list[Figure]:
    """The figures whose number stands among some words of a sentence."""
    if not words:
        return []
    start, end = words[0].start - sentence.start, words[-1].end - sentence.start
    return [each for each in found if each.core[0] < end and start < each.core[1]]


def _partners(old: list[Figure], new: list[Figure]) -> list[tuple[Figure, Figure]]:
    """Figures that stand where others stood: equal ones are no difference; the others go by unit, then by order."""
    left = list(old)
    rest: list[Figure] = []
    for figure in new:
        equal = next((each for each in left if same(each, figure)), None)
        if equal is None:
            rest.append(figure)
        else:
            left.remove(equal)
    pairs: list[tuple[Figure, Figure]] = []
    for figure in rest:
        like = next((each for each in left if comparable(each, figure)), None)
        if like is not None:
            left.remove(like)
            pairs.append((like, figure))
    return pairs


def same(a: Figure, b: Figure) -> bool:
    """The same value, however it is written."""
    return abs(a.value - b.value) <= 1e-6 * max(1.0, abs(a.value))


def comparable(a: Figure, b: Figure) -> bool:
    """Are two figures of one kind and unit?"""
    return (a.unit.name if a.unit else "") == (b.unit.name if b.unit else "")


def _unbounded(
    a: Told, b: Told, theirs: Sequence[Figure], mine: Sequence[Figure], spots: Sequence[Difference]
) -> list[Change]:
    """Equal figures of which one has lost its "about" or "at least"."""
    if not spots:
        return []
    waiting: dict[tuple[float, str], list[Figure]] = collections.defaultdict(list)
    for each in theirs:
        waiting[each.value, each.unit.name if each.unit else ""].append(each)
    changes = []
    for each in mine:
        queue = waiting.get((each.value, each.unit.name if each.unit else ""))
        before = queue.pop(0) if queue else None
        if before is not None and before.bound and not each.bound:
            changes.append(_change(a, b, (before, each), "qualifier dropped"))
    return changes


def _detail(a: Figure, b: Figure) -> str:
    if sorted(_digits(a)) == sorted(_digits(b)) and len(_digits(a)) > 1:
        return "digits swapped"
    coarser = b.grain > a.grain
    if coarser and abs(a.value - b.value) <= 0.06 * abs(a.value) + b.grain * 0.5 and b.grain >= 1:
        return "rounded"
    return "changed"


def _digits(figure: Figure) -> str:
    return f"{figure.value:g}".strip("0.").replace(".", "")


def _change(a: Told, b: Told, pair: tuple[Figure, Figure], detail: str) -> Change:
    before, after = pair
    return Change(
        kind=ChangeKind.FIGURE,
        detail=detail,
        a=Range(a.block, a.start + before.start, a.start + before.end),
        b=Range(b.block, b.start + after.start, b.start + after.end),
        a_text=a.text[before.start : before.end],
        b_text=b.text[after.start : after.end],
        why=f"The figure here is {after.value:g} where the other telling has {before.value:g}."
        if before.value != after.value
        else f"The other telling says {before.bound} {before.value:g}.",
    )
