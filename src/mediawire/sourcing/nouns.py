"""What somebody claims, plans or judges, said with a noun: "her claim that ...", "the mayor's plan to ..."."""

from __future__ import annotations

from mediawire.sourcing import contents, endings, subjects, wording
from mediawire.sourcing.attributed import Attribution
from mediawire.sourcing.tokens import Sentence
from mediawire.text.cues import ABOUT, AIMS, JUDGEMENTS, NOUNS, Frame

NOUNS_OF_CLAIM = NOUNS | AIMS | JUDGEMENTS


def by_noun(s: Sentence, block: int, at: int, floor: int) -> tuple[Attribution | None, int]:
    """X's claim that ..., X's plan to ..., X's criticism of ...; else nothing, and the next word."""
    begin = _behind_noun(s, at)
    if begin is None or at == 0:
        return None, at + 1
    source = None
    low = s.lows[at - 1]
    if low in wording.POSSESSIVES:
        source = (at - 1, at)
    elif low.endswith("'s") or low == "'s":
        source = subjects.before(s, at, floor) or (at - 1, at)
    elif low in ("'", "’") and at > 1 and s.lows[at - 2].endswith("s"):
        source = subjects.before(s, at - 1, floor)
        if source is not None and s.lows[source[0]] in wording.RELATIVES:
            source = at - 2, at - 1
    else:
        found = subjects.before(s, at + 1, floor)
        source = found if found and any(each.endswith("'s") for each in s.lows[found[0] : found[1]]) else None
    if source is None:
        return None, at + 1
    clause = s.lows[begin] == "that"
    end = endings.content_end(s, begin, frozenset({Frame.SAY if clause else Frame.JUDGE}))
    end = end if clause else endings.phrase_end(s, begin, end)
    content = contents.piece(s, begin, end)
    if content is None:
        return None, at + 1
    cue = contents.chars(s, at, begin if s.lows[begin - 1] in ABOUT else at + 1)
    made = Attribution(block, cue, s.lows[at], contents.chars(s, *source), [(block, *content)], aside=not clause)
    return made, end if clause else at + 1


def _behind_noun(s: Sentence, at: int) -> int | None:
    """Where what a noun is about begins: a clause, an infinitive, or what stands behind "of" and the like."""
    low, behind = s.lows[at], s.lows[at + 1 : at + 2]
    if at + 3 >= len(s) or s.quoted[at + 1]:
        return None
    if behind == ["that"]:
        return at + 1 if low in NOUNS else None
    if behind == ["to"]:
        return at + 1 if low in AIMS else None
    return at + 2 if low in JUDGEMENTS and s.lows[at + 1] in ABOUT else None
