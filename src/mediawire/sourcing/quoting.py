"""Quotations without a cue of their own: they go to whoever was speaking."""

from __future__ import annotations

from mediawire.sourcing.attribution import Attribution, in_sentence
from mediawire.sourcing.tokens import Passage, Place, Sentence

_LEAST = 24  # characters of a quotation that somebody must have said; shorter ones may be words marked as odd


def attributions(passages: list[Passage]) -> list[Attribution]:
    """The attributions of a whole body: passages are its blocks."""
    found: list[Attribution] = []
    carried = False  # a quotation is open from the block before
    for block, passage in enumerate(passages):
        here: list[Attribution] = []
        for sentence in passage.sentences:
            made = in_sentence(sentence, block)
            _claim(passage, sentence, block, made, here or (found[-1:] if _continues(passage, carried) else []))
            here += made
        found += here
        carried = passage.open_at_end
    return found


def _continues(passage: Passage, carried: bool) -> bool:
    """Does a block go on with the words of the block before: does it begin with a quotation?"""
    return carried or (bool(passage.quotes) and passage.quotes[0][0] <= 1)


def _claim(passage: Passage, s: Sentence, block: int, made: list[Attribution], speaking: list[Attribution]) -> None:
    """Give quotations that no attribution of the sentence covers to one of it, or to whoever spoke before."""
    taken = [(a, b) for each in made for where, a, b in each.content if where == block]
    taken += [each.source for each in made if each.source]
    for quote in s.quotes:
        start, end = max(quote[0], s.start), min(quote[1], s.end)
        if any(a < end and start < b for a, b in taken) or end - start < _LEAST:
            continue
        if any(where == block and a <= start and end <= b for each in speaking for where, a, b in each.content):
            continue
        owner = _owner(s, made, speaking, (start, end))
        if owner is not None:
            _extend(owner, block, (start, end))


def _owner(s: Sentence, made: list[Attribution], speaking: list[Attribution], quote: Place) -> Attribution | None:
    if made:
        return made[-1]
    alone = quote[0] - s.start <= 1 and s.end - quote[1] <= 2
    return speaking[-1] if speaking and alone else None


def _extend(owner: Attribution, block: int, place: Place) -> None:
    """Lengthen the last content where the quotation goes on right behind it, else add a piece."""
    owner.content.append((block, *place))
