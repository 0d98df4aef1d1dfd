"""Who speaks: the noun phrase before or behind a cue verb."""

from __future__ import annotations

from mediawire.sourcing import wording
from mediawire.sourcing.tokens import Sentence

Words = tuple[int, int]  # first word and the one behind the last
_STOPS = frozenset(';:—–…!?()[]“"«”»')
_LONGEST = 24  # words of a noun phrase
_APPOSITION = 40  # words of what stands between the commas behind a name


def group_start(s: Sentence, verb: int, floor: int) -> int:
    """Where the verb group begins that ends in a verb: "has also repeatedly said"."""
    at = verb
    while at > floor and not s.quoted[at - 1]:
        low = s.lows[at - 1]
        if low in wording.AUXILIARIES or wording.is_adverb(low) or low in ("'", "’"):
            at -= 1
        elif (low == "to" and at - 2 >= floor and s.lows[at - 2] in _CATENATIVES) or (
            low == "on" and at - 2 >= floor and s.lows[at - 2] in ("went", "goes", "gone")
        ):
            at -= 2
        else:
            break
    return at


_CATENATIVES = frozenset(
    [
        "went",
        "continued",
        "continues",
        "expected",
        "seemed",
        "seems",
        "appeared",
        "appears",
        "used",
        "likely",
        "going",
        "began",
        "begins",
        "declined",
        "refused",
        "wants",
        "want",
        "wanted",
        "on",
        "tried",
        "tries",
        "try",
        "trying",
        "sought",
        "seeks",
        "willing",
        "able",
        "ready",
        "unwilling",
        "eager",
        "reluctant",
        "quick",
    ]
)


def before(s: Sentence, end: int, floor: int) -> Words | None:
    """The noun phrase that ends right before a word, appositions included; None where none stands there."""
    if end <= floor:
        return None
    low = s.lows[end - 1]
    if low in wording.RELATIVES and end - 1 > floor:
        head_end = end - 1 - (s.words[end - 2] == ",")
        head = before(s, head_end, floor)
        if low == "that" and head is None:
            return None
        return (head[0], end) if head else (end - 1, end)
    if low == "which":
        return None
    if s.words[end - 1] in ("—", "–"):
        return _with_apposition(s, end - 1, floor, s.words[end - 1])
    if s.words[end - 1] == ",":
        return _with_apposition(s, end - 1, floor)
    if low in wording.PRONOUNS and low != "that":
        return end - 1, end
    start = _phrase_start(s, end, floor)
    if (noun := _head_of_clause(s, start, floor)) is not None:
        start = noun
    return (start, end) if start < end and _can_speak(s, start, end) else None


def _head_of_clause(s: Sentence, start: int, floor: int) -> int | None:
    """Where the noun begins whose relative clause a phrase was taken for: "a study that appeared in X (found)"."""
    if start - 2 < floor or s.lows[start - 1] not in ("that", "who", "which") or s.words[start - 2] == ",":
        return None
    low = s.lows[start]
    if not (low in wording.IRREGULAR or low in wording.AUXILIARIES or (low.endswith("ed") and len(low) > 4)):
        return None
    head = _phrase_start(s, start - 1, floor)
    return head if head < start - 1 and _can_speak(s, head, start - 1) else None


def _with_apposition(s: Sentence, comma: int, floor: int, mark: str = ",") -> Words | None:
    """X, the so-and-so of Y, said: from X to the comma, or dash, behind the apposition."""
    opening = comma - 1
    while opening > floor and comma - opening < _APPOSITION:
        if s.words[opening] == mark and not s.quoted[opening]:
            start = _phrase_start(s, opening, floor)
            if start < opening and _can_speak(s, start, opening):
                return start, comma
        if s.words[opening] in _STOPS - {"(", ")"}:
            return None
        opening -= 1
    return None


def _phrase_start(s: Sentence, end: int, floor: int) -> int:
    at = end
    while at > floor and end - at < _LONGEST:
        if s.words[at - 1] == ")":
            at = _opening(s, at - 1, floor)
        elif _bounds(s, at, end, floor):
            break
        else:
            at -= 1
    return _trimmed(s, at, end)


def _opening(s: Sentence, at: int, floor: int) -> int:
    while at > floor and s.words[at] != "(":
        at -= 1
    return at


def _bounds(s: Sentence, at: int, end: int, floor: int) -> bool:
    """Does a phrase that goes from word `at` to `end` begin there, because of the word before?"""
    word, low = s.words[at - 1], s.lows[at - 1]
    if (s.quoted[at - 1] and not s.quoted[end - 1]) or word in _STOPS:
        return True
    if word == ",":
        return not _in_list(s, at, end, floor)
    if low in ("and", "or"):
        return at == end or _clause_before(s, floor, at - 1)
    if low in wording.SUBORDINATORS and low != "as":
        return True
    return (low in wording.AUXILIARIES and low != "'s") or low in wording.PRONOUNS


def _in_list(s: Sentence, at: int, end: int, floor: int) -> bool:
    """Is a comma one between names of a list: "Smith, Jones and Brown"?"""
    if not (at - 2 >= floor and at < end and end - at < 5):
        return False
    return s.words[at - 2][:1].isupper() and s.words[at][:1].isupper() and _lists(s, at, end)


def _lists(s: Sentence, at: int, end: int) -> bool:
    return any(s.lows[k] in ("and", "or") for k in range(at, end))


def _clause_before(s: Sentence, floor: int, end: int) -> bool:
    """Does a clause stand before an "and": has it a verb?"""
    for k in range(end - 1, max(floor, end - 25) - 1, -1):
        if s.words[k] in _STOPS:
            return False
        low = s.lows[k]
        if (
            low in wording.AUXILIARIES
            or low in wording.PRONOUNS
            or (low.endswith("ed") and len(low) > 4)
            or low in ("said", "says")
        ):
            return True
    return False


def _trimmed(s: Sentence, start: int, end: int) -> int:
    """Leave out what leads in: conjunctions, adverbs, "On Tuesday", "In an interview"."""
    while start < end:
        low = s.lows[start]
        if (
            low
            in (
                "and",
                "but",
                "or",
                "so",
                "yet",
                "still",
                "then",
                "meanwhile",
                "however",
                ",",
                "later",
                "instead",
                "when",
                "as",
            )
            or low == "with"
        ):
            start += 1
        elif low in wording.PREPOSITIONS or low in wording.DAYS:
            skipped = _behind_preposition(s, start, end)
            if skipped >= end:
                return start if low not in wording.DAYS else end
            start = skipped
        elif wording.is_adverb(low) and s.words[start][0].isupper():
            start += 1
        else:
            return start
    return start


def _behind_preposition(s: Sentence, start: int, end: int) -> int:
    """Behind "On Tuesday", "In an interview": a preposition with a day, or with a determiner and small words."""
    at = start + 1
    if at < end and s.lows[start] in wording.DAYS and s.lows[at] not in wording.DAYS:
        return at
    while at < end and (s.lows[at] in wording.DAYS or s.words[at].isdigit() or s.words[at] in ".,"):
        at += 1
    if at > start + 1:
        return at
    if at < end and s.lows[at] in wording.DETERMINERS:
        at += 1
        while at < end and s.words[at][:1].islower() and s.lows[at] not in wording.DETERMINERS:
            at += 1
        for k in range(at, end - 1):
            if s.lows[k] in _OCCASIONS and s.words[k + 1][:1].isupper():
                return k + 1
        return at
    return end


_OCCASIONS = frozenset(
    [
        "interview",
        "statement",
        "speech",
        "letter",
        "report",
        "article",
        "story",
        "poll",
        "email",
        "tweet",
        "post",
        "hearing",
    ]
)


def _can_speak(s: Sentence, start: int, end: int) -> bool:
    last = s.words[end - 1]
    if not (last[0].isalnum() or last in ")."):
        return False
    low = s.lows[end - 1]
    return not (
        low in wording.FALSE_SUBJECTS
        or low in wording.PREPOSITIONS
        or (low in wording.DETERMINERS and low not in _ALONE)
    )


_ALONE = frozenset(
    [
        "this",
        "that",
        "these",
        "those",
        "some",
        "many",
        "several",
        "few",
        "most",
        "all",
        "both",
        "one",
        "two",
        "three",
        "others",
        "another",
        "any",
        "each",
    ]
)
_VERB_ENDS = frozenset(',.;:!?—–“"”«»()')
_TIME_OR_PLACE = (
    (wording.PREPOSITIONS - {"of", "for", "from", "with", "by", "to"})
    | wording.DAYS
    | frozenset(["when", "while", "who", "because", "that", "although", "though", "told", "adding"])
)


def behind(s: Sentence, start: int, ceiling: int) -> Words | None:
    """The noun phrase right behind an inverted verb: "...," said X, the so-and-so of Y."""
    at = start
    if at >= ceiling or s.quoted[at]:
        return None
    low = s.lows[at]
    if low in wording.PRONOUNS:
        return at, at + 1
    if not (low in wording.DETERMINERS or s.words[at][0].isupper() or s.words[at][0].isalpha()):
        return None
    if low in wording.PREPOSITIONS or low in wording.SUBORDINATORS or low in wording.DAYS or wording.is_adverb(low):
        return None
    while at < ceiling and not s.quoted[at]:
        word, low = s.words[at], s.lows[at]
        if word in _VERB_ENDS or (
            at > start and low in _TIME_OR_PLACE and not (low in ("may", "march") and word[0].isupper() is False)
        ):
            break
        at += 1
    while at > start and not (s.words[at - 1][0].isalnum()):
        at -= 1
    return (start, at) if at > start else None
