"""Bare English verbs: told from nouns by the forms that the dictionary has of them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from mediawire.headlines.evidence import STOP, Token
from mediawire.model.style import Dictionary
from mediawire.text.negation import modal
from mediawire.text.wordlists import words

_IRREGULAR = words("be have go make come become keep give take get win lose know find leave break fall draw hit")
# Bare forms that are neither nouns nor adjectives nor pasts: behind a singular they lack something.
_NEVER_NOUNS = words(
    "abandon abolish absorb accept accommodate accompany accomplish accuse achieve acknowledge acquire adapt add"
    " adjourn admire admit adopt advise afflict afford aggravate agree alienate allege alleviate allow amend amuse"
    " announce annoy anticipate apologise apologize appear appease applaud apply appoint argue arise arrive"
    " ascertain assassinate assemble assert assess assume assure attain attract avert avoid await backfire become"
    " befall befriend believe belong betray bolster borrow bring broaden bury buy cancel cease celebrate choose"
    " clarify coincide collaborate collide combine come commemorate commit compel compete complain complicate"
    " comply comprise conceal concede conceive conclude condemn confess confide confine confirm confiscate"
    " confront confuse consider consist constitute consume contain continue convince cooperate create criticise"
    " criticize curtail decide decimate defeat defend defer defy degrade deliver demolish denounce deny depart"
    " depend deploy deport deprive derail derive deserve destroy deteriorate determine devastate devour diminish"
    " disagree disappear disappoint disavow discourage discover dismantle dismiss displace disregard disrupt"
    " dissolve distract divert dominate donate eliminate emasculate embarrass embolden embrace emerge employ"
    " enable enact encourage endanger endorse endure enforce engage engulf enhance enjoy enlarge enlist enrage"
    " enrich enroll ensure entail enter eradicate erase erode escalate establish evacuate evade evaporate evolve"
    " exacerbate exaggerate exceed exclude execute exist exonerate expand expect expel expire explain explode"
    " extend exterminate extinguish fetch forbid forget forgive fulfil fulfill get give go grow hamper happen"
    " hasten hear heighten hesitate hide hinder identify ignite ignore illuminate illustrate imagine impair"
    " impeach impede imply impose impress imprison improve include incorporate incur indicate infect infiltrate"
    " inflict infringe infuriate inhabit inherit inspire install intend intensify interfere intervene intimidate"
    " introduce invade invalidate investigate involve irritate jeopardise jeopardize join justify keep know"
    " learn leave legalise legalize lengthen lessen lie linger lose maintain marry meet mislead mobilise mobilize"
    " motivate multiply negotiate nominate nullify obey obstruct obtain occur offend oppose oust outlast"
    " outlive outnumber overcome overlook oversee overtake overwhelm owe participate penetrate perceive perish"
    " persist persuade pollute portray possess postpone preclude predict prefer preserve prevail prevent proclaim"
    " procure prohibit prolong propel prosecute prosper protect prove provide provoke publish pursue "
    " qualify reaffirm realise realize reappear reassure rebuild receive recognise recognize recommend reconcile"
    " reconsider reconvene recover rectify recur redefine reduce refine refuse regain regulate reignite reinforce"
    " reinstate reinvent reject relinquish rely remain remember remove rename renounce reopen repay repel replace"
    " replicate represent require rescind resemble reshape resign resolve respond restore restrict resume retain"
    " retaliate retrieve reunite reveal revive revoke rewrite sabotage satisfy save scrutinise scrutinize seem"
    " sell send sever solidify solve speak spend stabilise stabilize steal stifle stimulate strengthen subside"
    " subsidise subsidize succeed succumb suffer suffice suggest summon supersede suppress surpass survive suspend"
    " sustain take tarnish tell terminate terrify testify threaten thrive thwart tighten tolerate topple transcend"
    " transform undercut underestimate undergo undermine understand undertake unify unite unleash unravel unveil"
    " uphold usher vanish verify violate weaken widen withdraw withhold withstand worsen wreak write"
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
    """A verb of a clause in a form that neither its subject before it nor an auxiliary calls for."""
    for at, token in enumerate(clause[1:], 1):
        if (token.plain == "be" or token.plain in _VERBS or _behind_pronoun(clause, at, dictionary)) and not _called(
            clause, at, dictionary
        ):
            before = _subject(clause, at)
            if before < 0 or token.start - clause[at - 1].end > 1:
                continue  # a comma stands between
            if token.plain == "be" or _behind_pronoun(clause, at, dictionary):
                return token
            relative = clause[before].plain in ("that", "which") and before > 0
            noun = clause[before - 1] if relative else clause[before]
            if _one(noun, dictionary) and not _several(clause, noun):
                return token
    return None


_VERBS = _NEVER_NOUNS | {"have"}
_AUXILIARY = words(
    "may might can could will would shall should must to cannot do does did let lets let's help helps helped"
    " make makes made see sees saw hear watch watches please dare gonna gotta want wants is was has had been why"
)
_ASKED = words("demand demands demanded insist insists insisted suggest suggests propose proposes ask asks if lest")
_BETWEEN = words("yet still now also just even soon finally not never ever already actually really only be back")
_RELATIVE = frozenset({"that", "which", "who"})
_REACH = 5  # words back from a verb in which its auxiliary stands


def _behind_pronoun(clause: Sequence[Token], at: int, dictionary: Dictionary) -> bool:
    """ "He resign", "it make": a pronoun in the singular right before a bare verb."""
    before, token = clause[at - 1], clause[at]
    pronoun = before.text.lower() in ("he", "she", "it") and before.text != "IT"
    return pronoun and token.text.islower() == before.text.islower() and is_verb(token.plain, dictionary)


def _called(clause: Sequence[Token], at: int, dictionary: Dictionary) -> bool:
    """Does an auxiliary, or a verb that asks for a bare form, stand before it?"""
    near = [token.plain for token in clause[max(0, at - _REACH) : at]]
    opened = max((place for place, word in enumerate(near) if word in _RELATIVE), default=-1)
    near = near[opened + 1 :] if opened >= 0 else near
    helped = any(
        (word in _AUXILIARY and not (word == "to" and following in dictionary.names))
        or word.endswith(("'ll", "'d", "n't"))
        for word, following in zip(near, [*near[1:], ""], strict=False)
    )
    return helped or any(token.plain in _ASKED for token in clause[:at])


def _subject(clause: Sequence[Token], at: int) -> int:
    """The place of the word before a verb that may be its subject, adverbs between them left out; -1: none."""
    place = at - 1
    while place >= 0 and clause[place].plain in _BETWEEN:
        place -= 1
    return place


def _one(token: Token, dictionary: Dictionary) -> bool:
    """Is it a noun in the singular or the name of one?"""
    if token.plain in STOP:
        return False
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
    plural = any(
        token.plain.endswith(("s", "men")) and not token.plain.endswith("ss") and token.plain not in STOP
        for token in before
    )
    return listed or plural or not words_before.isdisjoint(_SEVERAL)
