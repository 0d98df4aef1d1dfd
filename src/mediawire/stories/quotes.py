"""Quotations of two tellings, word against word."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Sequence

from mediawire.model.report import Report
from mediawire.model.sourcing import Range
from mediawire.model.story import Change, ChangeKind
from mediawire.text.comparison import MOST_PAIRS, Word, compared, differences, evened
from mediawire.text.figures import figures
from mediawire.text.quotations import quotations
from mediawire.text.sentences import sentences

_LEAST = 3  # words of a quotation that is compared
_LIKE = 0.5
_MOST = 300  # quotations of a report that are compared


@dataclasses.dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence, or the rest of one, in quotation marks."""

    block: int
    start: int
    end: int
    text: str
    words: tuple[Word, ...]
    keys: tuple[str, ...]  # the words alone

    @property
    def range(self) -> Range:
        """Where it stands."""
        return Range(self.block, self.start, self.end)


def quoted(report: Report) -> tuple[Quoted, ...]:
    """What a report puts in quotation marks, sentence by sentence."""
    found: list[Quoted] = []
    for index, block in enumerate(report.blocks):
        last = -1
        for each in quotations(evened(block.text)):
            if each.start < last:
                continue
            last = each.end
            for start, end in sentences(block.text[each.start : each.end]):
                found.append(_quoted(index, block.text, each.start + start, each.start + end))
    return tuple(found[:_MOST])


def _quoted(block: int, text: str, start: int, end: int) -> Quoted:
    words = compared(text[start:end])
    return Quoted(block, start, end, text[start:end], words, tuple(word.key for word in words))


def reworded(a: Sequence[Quoted], b: Sequence[Quoted]) -> list[Change]:
    """Quotations whose words differ between the marks. One that is left out, or given in part, is no change of words,
    and one that differs in a figure alone is left to the figures."""
    said, ours = {each.keys for each in a}, {each.keys for each in b}
    waiting = [each for each in a if each.keys not in ours]
    changes: list[Change] = []
    for mine in b:
        if mine.keys in said or len(mine.keys) < _LEAST:
            continue
        best = max(waiting, key=lambda each: _likeness(each.keys, mine.keys), default=None)
        if best is None or _likeness(best.keys, mine.keys) < _LIKE or _part(mine.keys, best.keys):
            continue
        if not _figures_alone(best, mine):
            changes.append(_change(best, mine))
    return changes


def _likeness(a: Sequence[str], b: Sequence[str]) -> float:
    if len(a) < _LEAST or not set(a) & set(b):
        return 0.0
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if len(a) * len(b) <= MOST_PAIRS else matcher.quick_ratio()


def _part(mine: Sequence[str], whole: Sequence[str]) -> bool:
    """Are these words one run of the others?"""
    return f" {' '.join(mine)} " in f" {' '.join(whole)} "


def _figures_alone(a: Quoted, b: Quoted) -> bool:
    return all(
        _numeric(a, a.words[spot.a_start : spot.a_end]) and _numeric(b, b.words[spot.b_start : spot.b_end])
        for spot in differences(a.words, b.words)
    )


def _numeric(quotation: Quoted, words: Sequence[Word]) -> bool:
    """Do some words of a quotation all belong to figures?"""
    places = [(each.start, each.end) for each in figures(quotation.text)] if words else []
    return bool(words) and all(any(a <= word.start < b for a, b in places) for word in words)


def _change(a: Quoted, b: Quoted) -> Change:
    return Change(
        kind=ChangeKind.QUOTATION,
        detail="reworded",
        a=a.range,
        b=b.range,
        a_text=a.text,
        b_text=b.text,
        why="The words between the marks are not the same.",
    )
