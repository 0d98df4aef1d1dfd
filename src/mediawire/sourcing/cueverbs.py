"""Which words of a sentence are cue verbs, and not nouns or adjectives that look alike."""

from __future__ import annotations

from mediawire.sourcing import subjects, wording
from mediawire.sourcing.contents import Cue
from mediawire.sourcing.tokens import Sentence
from mediawire.text.cues import PHRASAL, Form, Frame, english
from mediawire.text.wordlists import words


def cue_at(s: Sentence, at: int, floor: int) -> Cue | None:
    """The cue that the verb at a word makes; None where it is none."""
    form = english().verbs.get(s.lows[at])
    if form is None:
        return None
    frames, end = form.frames, at + 1
    particle = PHRASAL.get(form.lemma, {}).get(s.lows[end] if end < len(s) else "")
    if particle is not None:
        frames, end = (frozenset({particle}) if particle is not Frame.JUDGE else frames | {particle}), end + 1
        if form.lemma in (
            "call",
            "speak",
            "talk",
            "go",
            "put",
            "side",
            "weigh",
            "lash",
            "push",
            "lay",
            "point",
            "refer",
        ):
            frames = frozenset({particle})
    if not frames or not _verbal(s, at, form):
        return None
    start = subjects.group_start(s, at, floor)
    passive = (
        form.tense in ("part", "past")
        and start < at
        and any(
            low in ("is", "are", "was", "were", "been", "being", "be", "got", "gets", "get") for low in s.lows[start:at]
        )
    )
    return Cue(at, start, end, form, frames, passive)


def _verbal(s: Sentence, at: int, form: Form) -> bool:
    """Is a word that looks like a cue verb one here, and not a noun or an adjective?"""
    if at == 0:
        return form.tense == "ing" or (
            form.tense == "past" and Frame.SAY in form.frames and (":" in s.words[:8] or any(s.quoted))
        )
    if s.words[at][0].isupper() or s.lows[at : at + 2] in (["compared", "with"], ["compared", "to"]):
        return False
    if form.tense in ("base", "s"):
        return not _nominal(s, at) and (_plain(s, at, form) if form.tense == "base" else _third_person(s, at, form))
    low = s.lows[at - 1]
    if form.tense == "past":
        return low not in ("the", "a", "an", "its", "his", "her", "their", "of", "so", "this", "these", "any")
    return form.tense != "ing" or low not in ("the", "a", "an", "its", "his", "her", "their", "of", "no", "any")


def _nominal(s: Sentence, at: int) -> bool:
    """Does what stands before a word make it a noun: "the report", "in reports", "her claims"?"""
    low = s.lows[at - 1]
    if low in wording.DETERMINERS:
        return low not in _ALONE
    return (low in wording.PREPOSITIONS and low != "to") or low.endswith("'s")


def _plain(s: Sentence, at: int, form: Form) -> bool:
    """Is the form without an ending a verb: "they say", "would say", "ministers say"?"""
    low, word = s.lows[at - 1], s.words[at - 1]
    if form.lemma in ("report", "poll") and word[0].isupper() and low not in wording.PRONOUNS:
        return False
    return low in wording.AUXILIARIES or low in ("to", "not") or low in wording.PRONOUNS or _plural(s, at - 1)


def _third_person(s: Sentence, at: int, form: Form) -> bool:
    """Is the form in -s a verb, and no plural?"""
    if form.lemma not in _NEVER_NOUNS and (_noun_goes_on(s, at, form) or _bare(s, at - 1)):
        return False
    low = s.lows[at - 1]
    plural_before = low.endswith("s") and not low.endswith("ss") and s.words[at - 1][0].islower()
    return form.lemma == "say" or not plural_before


_ALONE = words("some many most all both others several few these those")
_NEVER_NOUNS = words("say tell argue insist write believe think add explain acknowledge admit deny announce")


def _noun_goes_on(s: Sentence, at: int, form: Form) -> bool:
    """Does what follows make a plural of a word that could be a verb: "the rules are", "questions about it"?"""
    if at + 1 >= len(s) or s.quoted[at + 1]:
        return False
    behind = s.lows[at + 1]
    if behind in wording.AUXILIARIES:
        return True
    return behind in _OF and behind not in PHRASAL.get(form.lemma, {}) and not {Frame.SAY, Frame.TELL} & form.frames


_MANY = words("several many most some few these those two three four five six seven eight nine ten all both")
_RELATIVES = words("who which that")
_OF = words("of in on from into upon about against over by at among between")


def _bare(s: Sentence, at: int) -> bool:
    """Does a phrase end at a word that has no article and no name, as only plurals have: "in critical swing states"?"""
    while at >= 0 and s.words[at].isalpha() and s.words[at].islower():
        low = s.lows[at]
        if low in _MANY:
            return True
        if low in wording.DETERMINERS or low in wording.POSSESSIVES or low in wording.PRONOUNS or low in _RELATIVES:
            return False
        if low in wording.PREPOSITIONS or low in wording.AUXILIARIES or low in wording.SUBORDINATORS:
            return s.lows[at] != "of" and not wording.is_adverb(s.lows[at + 1])
        at -= 1
    return at >= 0 and s.words[at].isdigit()  # 18 states


_PLURALS = words("people who that some many most all others police women men data media both")


def _plural(s: Sentence, at: int) -> bool:
    low = s.lows[at]
    if wording.is_adverb(low):
        return at > 0 and _plural(s, at - 1)
    if s.words[at] in (",", ")") or low in _PLURALS:
        return True
    if at > 1 and s.words[at][0].isupper() and s.lows[at - 1] == "and" and s.words[at - 2][0].isupper():
        return True
    return low.endswith("s") and not low.endswith(("ss", "'s", "us")) and low not in wording.IRREGULAR
