"""Bare English verbs: told from nouns by the forms that the dictionary has of them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from mediawire.headlines.evidence import STOP, Token
from mediawire.model.style import Dictionary
from mediawire.text.negation import modal
from mediawire.text.wordlists import words

_IRREGULAR = words("be have go make come become keep give take get win lose know find leave break fall draw hit")
_NEVER_NOUNS = words(
    "accept accuse achieve acquire adapt add admit adopt allow announce appear apply appoint approve argue"
    " arrive assume await become bring buy choose clarify come confirm consider continue create criticise"
    " criticize decide decimate deliver deny derail destroy determine disappear discover eliminate embrace"
    " enable encourage endanger enjoy ensure enter erase exist expand expect explain extend fetch forget"
    " forgive get give go grow happen hear hide identify ignore imply improve include indicate infuriate"
    " introduce invade involve join keep know learn leave lie lose maintain meet obtain occur oppose persuade"
    " prevent prove provide publish pursue receive reconsider recover reduce refine refuse reject remain"
    " remember remove replace require reshape resign resolve restore reveal save seem sell send solve speak"
    " spend suffer suggest survive take tell threaten undermine understand unite weaken widen worsen write"
)
_PARTICLES = words("still down out can with back over well open cool own ready like even round further light dead near")
_PLURAL = words(
    "people police men women children media data they we you i who that which cops feds dems gop and or"
    " not also just both"
    " all most some many few families more others us then now kids parents majority here there"
)
_SEVERAL = words("and what who & people police men women or these those all")
_BEFORE_NOUNS = words("a an the of in for and or his her its their my our to on at with by from over new this that as")


def is_verb(word: str, dictionary: Dictionary) -> bool:
    """Is a word (small) the bare form of a verb: are its forms on -s, -ed and -ing words too?"""
    if word in _IRREGULAR:
        return True
    if word in dictionary.names or word in STOP or word in _PARTICLES or len(word) < 3:
        return False
    root = word[:-1] if word.endswith("e") else word
    soft = word[:-1] + "i" if word.endswith("y") else root
    third = word + "s" in dictionary or word + "es" in dictionary or soft + "es" in dictionary
    past = root + "ed" in dictionary or soft + "ed" in dictionary or word + word[-1] + "ed" in dictionary
    return third and past and (root + "ing" in dictionary or word + word[-1] + "ing" in dictionary)


def could_be_bare(tokens: Sequence[Token], at: int, dictionary: Dictionary) -> bool:
    """May the word at a place be a bare verb with nothing before it that calls for one?"""
    if at == 0 or not is_verb(tokens[at].plain, dictionary) or tokens[at - 1].plain in _BEFORE_NOUNS:
        return False
    return tokens[at - 1].text[0].isalnum() and not any(modal(token.plain) for token in tokens[max(0, at - 4) : at])


def bare_verb(clause: Sequence[Token], dictionary: Dictionary) -> Token | None:
    """A verb of a clause that has no modal, whose form does not go with a subject in the singular before it."""
    for before, token in itertools.pairwise(clause):
        if token.plain == "be":
            return token
        pronoun = before.text.lower() in ("he", "she", "it")
        if pronoun and token.text.islower() == before.text.islower() and is_verb(token.plain, dictionary):
            return token
        verb = token.plain == "have" or (token.plain in _NEVER_NOUNS and token.start == before.end + 1)
        if verb and _one(before, dictionary) and not _several(clause, before):
            return token
    return None


def _one(token: Token, dictionary: Dictionary) -> bool:
    """Is it a noun in the singular or the name of one?"""
    name = token.text[:1].isupper() and (token.plain in dictionary.names or token.plain not in dictionary)
    return _singular(token.plain, dictionary) or (
        name and token.plain not in _PLURAL and not token.plain.endswith("s") and not token.text.isupper()
    )


def _singular(word: str, dictionary: Dictionary) -> bool:
    common = word in dictionary and word not in dictionary.names
    return common and word not in _PLURAL and not word.endswith("s") and word + "s" in dictionary


def _several(clause: Sequence[Token], last: Token) -> bool:
    """Is the subject two ("Brandt, Veld", "and"), a plural further back, or the object of a question?"""
    before = [token for token in clause if token.start < last.start]
    listed = any(second.start - first.end > 1 for first, second in itertools.pairwise([*before, last]))
    words_before = {token.plain for token in before}
    plural = any(token.plain.endswith("s") and not token.plain.endswith("ss") for token in before)
    return listed or plural or not words_before.isdisjoint(_SEVERAL)
