"""A telling in sentences, as comparison wants it."""

from __future__ import annotations

import collections
import dataclasses
import itertools
from collections.abc import Iterable

from mediawire.model.report import BlockKind, Report
from mediawire.model.sourcing import Range
from mediawire.stories.commonplace import STOP
from mediawire.text.comparison import Word, compared
from mediawire.text.hedges import Caveat, caveats
from mediawire.text.sentences import sentences

MOST = 600
_TOLD = frozenset((BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW))
_SUMMED_UP = frozenset((BlockKind.STANDFIRST,))


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a report: where it stands, its words as compared, and its caveats."""

    block: int
    start: int
    end: int
    text: str
    words: tuple[Word, ...]
    stems: frozenset[str]
    caveats: tuple[tuple[Caveat, tuple[int, int]], ...]

    @property
    def key(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple(word.key for word in self.words)

    @property
    def range(self) -> Range:
        """Where the sentence stands."""
        return Range(self.block, self.start, self.end)


def told(report: Report) -> tuple[Told, ...]:
    """The sentences of a report's body, the first `MOST` of them: no report is longer, and odd text may be.

    Its standfirst is not among them: that sums up what the body says, as a headline does.
    """
    return _sentences(report, _TOLD)


def summed_up(report: Report) -> tuple[Told, ...]:
    """The sentences of a report's standfirst."""
    return _sentences(report, _SUMMED_UP)


def _sentences(report: Report, kinds: frozenset[BlockKind]) -> tuple[Told, ...]:
    found: list[Told] = []
    for index, block in enumerate(report.blocks):
        if block.kind in kinds:
            found += [_sentence(index, block.text, start, end) for start, end in sentences(block.text)]
    return tuple(each for each in found if each.words)[:MOST]


def _sentence(block: int, text: str, start: int, end: int) -> Told:
    piece = text[start:end]
    words = compared(piece, start)
    stems = {word.key[:6] for word in words if word.key not in STOP and len(word.key) > 1}
    # a figure with what it counts tells more than either alone
    stems |= {f"{a.key} {b.key[:4]}" for a, b in itertools.pairwise(words) if a.key[:1].isdigit()}
    return Told(block, start, end, piece, words, frozenset(stems), caveats(piece))


def weights(every: Iterable[Told]) -> collections.defaultdict[str, float]:
    """How much a stem tells: one part for every sentence that has it."""
    counts = collections.Counter(stem for each in every for stem in each.stems)
    found: collections.defaultdict[str, float] = collections.defaultdict(lambda: 1.0)
    found.update((stem, 1.0 / count) for stem, count in counts.items())
    return found
