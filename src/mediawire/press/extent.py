"""How much of a report its terms let us print: the blocks that stand on the page, whole or cut.

Every form of an item (page, lists, feeds, manifest) takes its text from here, so none can say more than another.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from mediawire.model.item import Item
from mediawire.model.report import Block, BlockKind
from mediawire.model.settings import House
from mediawire.model.source import Excerpt, Extent, Unit
from mediawire.press import counter
from mediawire.press.words import count_words, cut, cut_words

_TEASER = 100  # characters that stand below a headline whose report may not be printed
_ONE_PARAGRAPH = Excerpt(unit=Unit.PARAGRAPHS, amount=1)
_NO_PARAGRAPH = frozenset({BlockKind.HEADING, BlockKind.EMBED, BlockKind.CAPTION})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PrintedBlock:
    """A block as printed. `index` is its place in the report's blocks; `text` its text or, if `cut`, the beginning."""

    index: int
    block: Block
    text: str
    cut: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What of a report is printed: the extent after all narrowing, the blocks, how many the terms left out."""

    extent: Extent
    blocks: tuple[PrintedBlock, ...]
    left_out: int

    @property
    def whole(self) -> bool:
        """Whether the whole report is printed, be it that an excerpt has room for all of it."""
        return not self.left_out and not any(each.cut for each in self.blocks)


def carried(item: Item, house: House) -> Carried:
    """The blocks of an item that may be printed, in order, under its permission and the house's consent to counters.

    An excerpt in paragraphs ends with a paragraph; one in words, characters or percent is cut at a word.
    """
    report, permission = item.report, item.permission
    blocks = report.blocks
    extent = permission.extent
    if extent is Extent.FULL and not counter.may_run(permission, house):
        extent = Extent.EXCERPT
    if extent is Extent.FULL:
        printed = tuple(_whole(blocks))
    elif extent is Extent.EXCERPT:
        printed = _excerpt(blocks, permission.excerpt or _ONE_PARAGRAPH)
    elif extent is Extent.HEADLINE:
        printed = _teaser(blocks)
    else:
        printed = ()
    return Carried(extent=extent, blocks=printed, left_out=len(blocks) - len(printed))


def _whole(blocks: Sequence[Block]) -> list[PrintedBlock]:
    return [PrintedBlock(index=index, block=block, text=block.text) for index, block in enumerate(blocks)]


def _teaser(blocks: Sequence[Block]) -> tuple[PrintedBlock, ...]:
    """The beginning of the first paragraph: no more than a list of recent posts shows."""
    for each in _whole(blocks):
        if each.block.kind is BlockKind.PARAGRAPH and each.text:
            return (_cut(each, cut(each.text, _TEASER - 1)),)
    return ()


def _excerpt(blocks: Sequence[Block], limit: Excerpt) -> tuple[PrintedBlock, ...]:
    whole = _whole(blocks)
    if limit.unit is Unit.PARAGRAPHS:
        return _without_trailing_headings(_paragraphs(whole, limit.amount))
    if limit.unit is Unit.WORDS:
        return _without_trailing_headings(_measured(whole, limit.amount, words=True))
    amount = limit.amount
    if limit.unit is Unit.PERCENT:
        amount = sum(len(block.text) for block in blocks) * min(max(limit.amount, 0), 100) // 100
    return _without_trailing_headings(_measured(whole, amount, words=False))


def _paragraphs(whole: Sequence[PrintedBlock], amount: int) -> list[PrintedBlock]:
    """Blocks up to the last of `amount` paragraphs. A list item or a table row counts as one: the strict reading."""
    taken: list[PrintedBlock] = []
    for each in whole:
        counts = each.block.kind not in _NO_PARAGRAPH
        if counts and amount <= 0:
            break
        amount -= counts
        taken.append(each)
    return taken


def _measured(whole: Sequence[PrintedBlock], amount: int, *, words: bool) -> list[PrintedBlock]:
    """Blocks whose words or characters fit into `amount`, headings counted; the last one is cut at a word."""
    taken: list[PrintedBlock] = []
    for each in whole:
        size = count_words(each.text) if words else len(each.text)
        if size > amount:
            begun = cut_words(each.text, amount) if words else cut(each.text, max(amount - 1, 0))
            return [*taken, _cut(each, begun)] if begun else taken
        amount -= size
        taken.append(each)
    return taken


def _cut(each: PrintedBlock, text: str) -> PrintedBlock:
    return dataclasses.replace(each, text=text, cut=text != each.block.text)


def _without_trailing_headings(taken: Sequence[PrintedBlock]) -> tuple[PrintedBlock, ...]:
    end = len(taken)
    while end and taken[end - 1].block.kind in _NO_PARAGRAPH:
        end -= 1
    return tuple(taken[:end])
