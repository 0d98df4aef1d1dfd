"""Interviews and hearings in turns: a block that begins with a speaker and a colon, "MAYOR: We had no warning."."""

from __future__ import annotations

import collections
import re
from collections.abc import Sequence

from mediawire.sourcing.attributed import Attribution
from mediawire.sourcing.tokens import Passage

_CAPITALS = r"[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ.'’-]+(?: [^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ.'’-]*){0,3}"
_NAMED = r"[^\W\d_a-zß-ÿ][\w.'’-]+ [^\W\d_a-zß-ÿ][\w.'’-]+"
_TURN = re.compile(rf"[\"“]?(?P<who>{_CAPITALS}|{_NAMED})(?P<colon>:) (?=[^\W_])")
_FEWEST = 3  # turns that make a conversation, by two speakers at least, one of them heard twice
_FARTHEST = 3  # blocks that a turn goes on for


def turns(passages: Sequence[Passage]) -> dict[int, Attribution]:
    """The turn that each block of a conversation belongs to; empty where the blocks are none."""
    found = {block: match for block, each in enumerate(passages) if (match := _TURN.match(each.text))}
    heard = collections.Counter(match["who"].casefold() for match in found.values())
    if len(found) < _FEWEST or len(heard) < 2 or max(heard.values()) < 2:
        return {}
    taken: dict[int, Attribution] = {}
    places = sorted(found)
    for block, following in zip(places, [*places[1:], places[-1] + 1], strict=True):
        made = _turn(block, found[block])
        for more in range(block, following if following - block <= _FARTHEST else block + 1):
            begin = found[block].end() if more == block else 0
            if passages[more].text[begin:].strip(' "”'):
                made.content.append((more, begin, len(passages[more].text)))
                taken[more] = made
    return taken


def _turn(block: int, match: re.Match[str]) -> Attribution:
    return Attribution(block, match.span("colon"), ":", match.span("who"), [], quoted=True, turn=True)
