"""What is attributed: where the content of a cue begins and ends in its sentence, by rules of grammar."""

from __future__ import annotations

import dataclasses

from mediawire.sourcing import endings, wording
from mediawire.sourcing.tokens import Place, Sentence
from mediawire.text.cues import HEARERS, SHOWING, Form, Frame, english
from mediawire.text.wordlists import words


@dataclasses.dataclass(slots=True)
class Cue:
    """A cue in a sentence: verb group from `start` to `end` (words, end excluded)."""

    verb: int
    start: int
    end: int
    form: Form
    frames: frozenset[Frame]
    passive: bool = False


def phrase(s: Sentence, start: int) -> tuple[int, int] | None:
    """The noun phrase that begins at a word, up to a mark or a clause of its own, as words."""
    at = start
    while at < len(s) and at - start < 22:
        word = s.words[at]
        if word in '.,;:—–“"!?' and word != '"':
            break
        if (
            s.lows[at] in ("who", "which", "that", "and")
            and at > start
            and (s.lows[at] != "and" or _verb_soon(s, at + 1))
        ):
            break
        at += 1
    return (start, at) if at > start else None


def _verb_soon(s: Sentence, at: int) -> bool:
    return any(low in wording.AUXILIARIES or low in ("said", "told") for low in s.lows[at : at + 5])


def shows(s: Sentence, source: tuple[int, int], cue: Cue) -> bool:
    """Is something said by a subject that can show things: records, polls, a letter?"""
    if s.lows[cue.end : cue.end + 1] == ["that"]:
        return True
    return any(low in SHOWING for low in s.lows[source[0] : source[1]])


def preceding(s: Sentence, floor: int, first: int) -> Place | None:
    """What stands before "..., X said": from the floor to the comma or quotation mark."""
    at = first - 1
    if at < floor or not (s.words[at] == "," or s.quoted[at] or s.words[at] in "—–"):
        return None
    begin = floor
    while (begin < at and s.words[begin] in ",;—–.") or (begin < at and s.lows[begin] in ("and", "but") and floor > 0):
        begin += 1
    begin = next((k + 1 for k in range(begin, at - 1) if s.words[k] == "(" and s.quoted[k + 1]), begin)
    if at - begin < 1:
        return None
    if not any(s.quoted[begin:at]) and not endings.has_verb(s, begin, at):
        return None
    if _leads(s, begin, at):
        if (clause := _behind_leading(s, begin, at)) is None:
            return None
        begin = clause
    return piece(s, begin, at + s.quoted[at])


_PLACING = words("in on at during with by for under within over among")
_PRO = words("so yes no")  # what stands for a clause
_ADDRESSED = words("him her them me us you it")
_LEADING = words(
    "in on at after when while as during asked if although though since before for despite because speaking with by"
)


def _leads(s: Sentence, begin: int, end: int) -> bool:
    """Does a run of words begin with an adverbial: "On a broadcast of "The Week,"", "But when it rained,"?"""
    if begin < end and s.lows[begin] in ("and", "but", "so", "then"):
        begin += 1
    return begin < end and s.lows[begin] in _LEADING and not s.quoted[begin]


def _behind_leading(s: Sentence, begin: int, end: int) -> int | None:
    """Where a run of words that begins with an adverbial has what is said: "In total, ten were hurt", "When asked,
    "No""; None where it is all adverbial."""
    quoted = next((k for k in range(begin, end) if s.quoted[k]), None)
    if quoted is not None and s.words[quoted - 1] in ",:" and all(s.quoted[quoted:end]):
        return quoted
    comma = next((k for k in range(begin, end) if s.words[k] == "," and not s.quoted[k]), None)
    if s.lows[begin] in _PLACING and _clause_within(s, begin, comma or end):
        return begin  # "At this pace the gate will last a year, ..."
    return begin if comma is not None and endings.has_verb(s, comma, end) else None


def resumed(s: Sentence, rest: int) -> tuple[Place | None, int]:
    """The quotation that goes on behind "..." X said, "..."."""
    at = rest
    while at < len(s) and not s.quoted[at]:
        form = english().verbs.get(s.lows[at])
        if s.words[at] in ",:" and at + 1 < len(s) and s.quoted[at + 1]:
            end = at + 1
            while end < len(s) and s.quoted[end]:
                end += 1
            if _anothers(s, end):
                break
            end = endings.content_end(s, end, frozenset()) if end < len(s) and s.words[end] not in ".," else end
            return piece(s, at + 1, end), end
        if form is not None and form.tense in ("past", "s", "ing") and Frame.SAY in form.frames:
            break
        at += 1
    return None, rest


def _clause_within(s: Sentence, begin: int, end: int) -> bool:
    """Has a run of words that begins with a preposition a verb of its own, and not one of a relative clause?"""
    for k in range(begin + 2, end):
        if s.lows[k] in wording.SUBORDINATORS or s.lows[k] in wording.RELATIVES or s.quoted[k]:
            return False
        if s.words[k] in wording.AUXILIARIES and not s.lows[k].startswith("'"):
            return True
    return False


def _anothers(s: Sentence, at: int) -> bool:
    """Does another name follow a quotation: "..." said Kunin, "..." Kunin said?"""
    for k in range(at, min(len(s), at + 6)):
        if s.words[k] in ",.;:" or s.quoted[k]:
            return False
        form = english().verbs.get(s.lows[k])
        if form is not None and form.tense in ("past", "s") and Frame.SAY in form.frames:
            return True
    return False


def following(s: Sentence, cue: Cue, rest: int) -> tuple[Place | None, int]:
    """What stands behind a cue, and the word where it ends."""
    begin = rest
    frames = cue.frames
    if stands_for_clause(s, rest) and {Frame.SAY, Frame.THINK} & frames:
        end = rest + 2 if s.lows[rest] == "as" else rest + 1
        while end + 1 < len(s) and s.words[end] == "," and s.lows[end + 1] == s.lows[rest]:
            end += 2
        return chars(s, rest, end), end
    if rest + 1 < len(s) and s.lows[rest] in _ADDRESSED and s.words[rest + 1] == ":":
        begin = rest + 1
    elif Frame.TELL in frames:
        begin = _behind_hearer(s, begin, required=Frame.SAY not in frames)
    if {Frame.SAY, Frame.TELL, Frame.THINK, Frame.SHOW, Frame.QUOTE} & frames:
        begin = _behind_adverbial(s, begin, objects=Frame.JUDGE in frames)
    while begin < len(s) and (s.words[begin] in ",:—–-"):
        begin += 1
    if begin >= len(s) or not _fits(s, cue, begin):
        return None, rest
    end = endings.content_end(s, begin, frames)
    return piece(s, begin, end), end


def _fits(s: Sentence, cue: Cue, begin: int) -> bool:
    """Can what begins here be the content of such a cue?"""
    low = s.lows[begin]
    frames = cue.frames
    if s.quoted[begin]:
        return True
    if low == "that" or low in ("whether", "how", "why", "what", "if"):
        return bool({Frame.SAY, Frame.TELL, Frame.THINK, Frame.SHOW} & frames)
    if low == "to":
        return bool({Frame.INTEND, Frame.JUDGE} & frames) or cue.form.lemma in (
            "tell",
            "urge",
            "ask",
            "remind",
            "convince",
        )
    if Frame.JUDGE in frames:
        return s.words[begin] not in ".;)" and low not in ("in", "on", "at", "when", "while", "and", "but", "or")
    if (
        low in wording.PREPOSITIONS
        or s.words[begin] in ".;)("
        or low in ("and", "but", "or", "when", "while", "because")
    ):
        return False
    if frames <= {Frame.QUOTE, Frame.CITE}:
        return False
    if frames <= {Frame.INTEND}:
        return False
    if cue.form.lemma in ("say", "add") and cue.verb > 0:
        return low not in ("so", "nothing", "little", "much", "it.")
    if Frame.SHOW in frames or Frame.THINK in frames or Frame.SAY in frames or Frame.TELL in frames:
        return endings.has_verb(s, begin, min(len(s), begin + 14))
    return False


def stands_for_clause(s: Sentence, at: int) -> bool:
    """Does a word stand there for what is said: "she said yes, yes", "he indicated as much"?"""
    if s.lows[at : at + 2] == ["as", "much"]:
        return True
    return at < len(s) and s.lows[at] in _PRO and (at + 1 >= len(s) or s.words[at + 1] in ".,;!")


def _behind_hearer(s: Sentence, at: int, *, required: bool) -> int:
    """Behind the one who is told: "told reporters", "told the Gazette", "told him"."""
    if at >= len(s) or s.quoted[at]:
        return at
    low = s.lows[at]
    if low in HEARERS:
        return at + 1
    if low in wording.DETERMINERS and low != "that":
        end = at + 1
        while (
            end < len(s)
            and end - at < 6
            and s.words[end][0].isalpha()
            and s.lows[end] not in wording.PREPOSITIONS
            and s.lows[end] not in ("that", "he", "she", "it", "they")
        ):
            if s.lows[end] in wording.AUXILIARIES:
                return at if not required else end - 1
            end += 1
        return end
    if s.words[at][0].isupper():
        end = at
        while end < len(s) and (s.words[end][0].isupper() or s.lows[end] in ("of", "and", "'s")) and not s.quoted[end]:
            end += 1
        return end
    return at


def _colon(s: Sentence, at: int, limit: int) -> int | None:
    """A colon right before a quotation, whatever stands between: "says to her friends, with a smile: ..." """
    for k in range(at, min(limit, len(s) - 1)):
        if s.quoted[k] or (k == at and s.lows[k] == "that"):
            return None
        if s.words[k] == ":":
            return k if s.quoted[k + 1] else None
    return None


def _behind_adverbial(s: Sentence, at: int, *, objects: bool) -> int:
    """Behind "on Monday", "in an interview with X", "at a rally" and the like."""
    limit = min(len(s), at + 22)
    start = at
    if (colon := _colon(s, at, limit)) is not None:
        return colon
    while at < limit and not s.quoted[at]:
        low = s.lows[at]
        if low == "that" or s.words[at] == ":":
            return at
        if low in wording.DAYS or (low in wording.PREPOSITIONS and low not in ("to",)) or wording.is_adverb(low):
            step = _adverbial_end(s, at, limit)
            if step == at:
                return at
            at = step
            continue
        if s.words[at] == "," and at > start:
            if at + 1 < len(s) and (s.quoted[at + 1] or s.lows[at + 1] == "that"):
                return at + 1
            return at
        return at
    return at


def _adverbial_end(s: Sentence, at: int, limit: int) -> int:
    """Behind one adverbial: a day, an adverb, or a preposition with its phrase."""
    low = s.lows[at]
    if low in wording.DAYS or wording.is_adverb(low):
        at += 1
        while at < limit and (s.words[at].isdigit() or s.words[at] == "."):
            at += 1
        return at
    for k in range(at + 1, limit):
        if s.quoted[k] or s.lows[k] == "that" or s.words[k] in ",:":
            return k
        if s.lows[k] in wording.PRONOUNS:
            return k
    end = at + 1
    if end < limit and s.lows[end] in wording.DETERMINERS:
        end += 1
    while (
        end < limit
        and s.words[end][0].isalpha()
        and s.lows[end] not in wording.DETERMINERS
        and s.lows[end] not in wording.PREPOSITIONS
    ):
        if (
            s.words[end][0].isupper()
            and s.words[end - 1][0].islower()
            and s.lows[end - 1] not in wording.PREPOSITIONS
            and s.lows[end - 1] not in wording.DETERMINERS
        ):
            break
        end += 1
        if s.lows[end - 1] in wording.DAYS:
            break
    return end


def chars(s: Sentence, start: int, end: int) -> Place:
    """Words as characters of the block."""
    return s.places[start][0], s.places[end - 1][1]


def piece(s: Sentence, start: int, end: int) -> Place | None:
    """Words as characters, marks at the ends left out; None where hardly anything is left."""
    while start < end and s.words[start] in ",;:.—–-" and not s.quoted[start]:
        start += 1
    while end > start and s.words[end - 1] in ",;:.—–-" and not s.quoted[end - 1]:
        end -= 1
    if end <= start or s.places[end - 1][1] - s.places[start][0] < 3:
        return None
    return chars(s, start, end)
