"""Quotations without a cue of their own: they go to whoever speaks in the same quotation, or was speaking before.

One that nobody can be given is kept without a speaker: that somebody is quoted is known, who is not.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from mediawire.sourcing.announcing import announcement, lead_in
from mediawire.sourcing.attributed import Attribution
from mediawire.sourcing.attribution import cue_words, in_sentence
from mediawire.sourcing.tokens import Passage, Place, Sentence
from mediawire.sourcing.turns import turns

_LEAST = 24  # characters of a quotation that somebody must have said; shorter ones may be words marked as odd


def attributions(passages: Sequence[Passage]) -> list[Attribution]:
    """The attributions of a whole body: passages are its blocks."""
    found: list[Attribution] = []
    before: Attribution | None = None  # whose words a block goes on with
    carried = False  # a quotation is open from the block before
    spoken_in = turns(passages)
    for block, passage in enumerate(passages):
        if (turn := spoken_in.get(block)) is not None:
            found += [turn] if turn.block == block else []
            before, carried = turn, False
            continue
        last = before if carried or _begins_quoted(passage) or _announced(passages, block) else None
        if last is not None and last.content and not carried:
            last = dataclasses.replace(last, content=[], cited=[], via=[])
        here = _in_block(passage, block, last)
        found += here
        if before is None or not passage.framed:
            before = _opening(passage, block) or _speaking(here) or (last if last and last.content else before)
        carried = passage.open_at_end
        for owner in (last, before):
            if owner is not None and not any(owner is each for each in reversed(found)):
                found.append(owner)
    spoken = [each for each in found if each.content]
    return spoken + _unspoken(passages, spoken)


def _unspoken(passages: Sequence[Passage], made: Sequence[Attribution]) -> list[Attribution]:
    """Longer quotations that no attribution has."""
    taken: dict[int, list[Place]] = {}
    for each in made:
        for block, start, end in each.content:
            taken.setdefault(block, []).append((start, end))
        if each.source:
            taken.setdefault(each.block, []).append(each.source)
    return [
        Attribution(block=block, cue=(start, start), lemma="", source=None, content=[(block, start, end)], quoted=True)
        for block, passage in enumerate(passages)
        for start, end in passage.quotes
        if end - start >= _LEAST and not any(a < end and start < b for a, b in taken.get(block, ()))
    ]


def _begins_quoted(passage: Passage) -> bool:
    return bool(passage.quotes) and passage.quotes[0][0] <= 1


def _announced(passages: Sequence[Passage], block: int) -> bool:
    return block > 0 and passages[block - 1].text.rstrip().endswith(":") and _begins_quoted(passages[block])


def _opening(passage: Passage, block: int) -> Attribution | None:
    """A block that ends in a colon gives the next one to its subject: "The minister went on:"."""
    if not passage.text.rstrip().endswith(":") or not passage.places:
        return None
    return announcement(passage.sentence(-1), block)


def _speaking(made: Sequence[Attribution]) -> Attribution | None:
    """Whose words a quotation goes on with: of the last attribution with words in quotation marks, else the last."""
    made = [each for each in made if not each.aside]
    return next((each for each in reversed(made) if each.quoted), made[-1] if made else None)


def _in_block(passage: Passage, block: int, before: Attribution | None) -> list[Attribution]:
    here: list[Attribution] = []
    waiting: list[Place] = []  # quotations at the beginning, whose speaker may be named behind them
    for at, sentence in passage.sentences(cue_words()):
        made = in_sentence(sentence, block)
        for each in made:
            each.quoted = not each.content or any(
                a < end and start < b for _, start, end in each.content for a, b in sentence.quotes
            )
        free = _unclaimed(sentence, block, made, behind=bool(here))
        if made:
            _prepend(made, block, waiting, passage)
            waiting = [place for place in waiting if not _has(made, block, place)]
        here += made
        if free and not made and at and (led := lead_in(passage.sentence(at - 1), block)) is not None:
            here += [led] if not any(each.cue[1] >= led.cue[0] for each in here) else []
        if free and (made or _alone(sentence, free)):
            waiting += free
            owner = _speaking(made) or _speaking(here)
            quote = _quotation(passage, free[-1])
            if owner is not None and quote[1] <= sentence.end:  # closed, and nobody named behind it
                owner.content += [(block, *place) for place in waiting if place in free or place[0] >= quote[0]]
                waiting = [place for place in waiting if not _has([owner], block, place)]
    for place in waiting:
        spoken = [each for each in here if each.cue[0] < place[0]]
        if (owner := _speaking(spoken) or before or (here[0] if here else None)) is not None:
            owner.content.append((block, *place))
    return here


def _quotation(passage: Passage, place: Place) -> Place:
    """The quotation that a place is of: it may go on in the next sentence, and its speaker be named behind it."""
    return next((each for each in passage.quotes if each[0] <= place[0] < each[1]), place)


def _unclaimed(s: Sentence, block: int, made: Sequence[Attribution], *, behind: bool) -> list[Place]:
    """The longer quotations of a sentence that no attribution of it covers; `behind` others, whole short ones too."""
    if not s.quotes:
        return []
    taken = [(a, b) for each in made for where, a, b in each.content if where == block]
    taken += [each.source for each in made if each.source]
    whole = s.quotes if behind and len(s.quotes) == 1 and _alone(s, s.quotes) else ()
    quotes = [quote for quote in s.quotes if quote[1] - quote[0] >= _LEAST or quote in whole]
    places = [(max(quote[0], s.start), min(quote[1], s.end)) for quote in quotes]
    return [(start, end) for start, end in places if not any(a < end and start < b for a, b in taken)]


def _alone(s: Sentence, places: Sequence[Place]) -> bool:
    return places[0][0] - s.start <= 1 and s.end - places[-1][1] <= 2


def _prepend(made: Sequence[Attribution], block: int, waiting: Sequence[Place], passage: Passage) -> None:
    """Give the first attribution the sentences of its quotation that stand before it."""
    first = next((each for each in made if not each.aside), made[0])
    for start, end in waiting:
        quote = _quotation(passage, (start, end))
        if any(where == block and a < quote[1] and quote[0] < b for where, a, b in first.content):
            first.content.insert(len(first.content) - 1, (block, start, end))
    first.content.sort()


def _has(made: Sequence[Attribution], block: int, place: Place) -> bool:
    return any((block, *place) in each.content for each in made)
