"""A negation that the headline adds or loses, and a hedge that it drops. English only; warnings.

What is compared is what stands close by: the sentence of the body that shares most with the headline, and the words
right before a verb. A "may" taken out often leaves a verb in the bare form that nothing calls for ("$20M payday await
Clinton"), which is warned of whatever the body says.
"""

from __future__ import annotations

from mediawire.headlines.evidence import Evidence, Token
from mediawire.headlines.verbs import bare_verb, could_be_bare
from mediawire.model.headline import Objection, Severity
from mediawire.model.style import Dictionary
from mediawire.text.negation import HEDGES, NEGATORS, denies, negates
from mediawire.text.quotations import quotations

_SCOPE = 4  # words behind a negator that it may speak of
_BEFORE, _AFTER = 6, 3  # how far around such a word the body's own negation may stand
_LEAD = 60  # words with which a report begins, where it says what it is about
_ALIKE = 0.5  # share of the headline's content that a sentence must have to count as its source
_PHRASES = frozenset({"more", "longer", "different", "matter", "wonder", "stranger", "avail", "doubt", "less", "one"})
_MERELY = frozenset({"just", "only", "merely", "simply"})  # "not just another": more than that, and nothing denied
_OPEN = frozenset({"may", "might", "could"})
_UNSURE = _OPEN | {"allegedly", "reportedly", "likely", "possibly", "apparently"}


def polarity_objections(evidence: Evidence, dictionary: Dictionary | None) -> list[Objection]:
    """Warnings where headline and body differ in what they deny or leave open."""
    if dictionary is None or dictionary.language != "en":
        return []
    denied = any(negates(token.plain) for token in evidence.tokens)
    negation = _added(evidence) if denied else _lost(evidence)
    hedged = any(token.plain in HEDGES for token in evidence.tokens)
    return [*negation, *_bare(evidence, dictionary), *([] if hedged else _dropped(evidence, dictionary))]


def _warn(kind: str, token: Token, why: str) -> Objection:
    return Objection(kind=kind, severity=Severity.WARN, start=token.start, end=token.end, why=why)


def _added(evidence: Evidence) -> list[Objection]:
    found = []
    quoted = quotations(evidence.headline)
    for at, token in enumerate(evidence.tokens):
        if token.plain not in NEGATORS or _turn_of_phrase(evidence.tokens, at):
            continue
        if any(each.start <= token.start < each.end for each in quoted):
            continue  # `quoting` holds it against the body word for word
        scope = _scope(evidence.tokens, at)
        if scope and not (_denied_there(evidence) if token.plain == "not" else _denied(evidence, scope)):
            spoken = " ".join(each.text for each in scope[:2])
            found.append(_warn("negation", token, f"the body does not deny “{spoken}” where it speaks of it"))
    return found


def _turn_of_phrase(tokens: list[Token], at: int) -> bool:
    """ "How not to", "no longer", "no different": nothing is denied that a body would deny in these words."""
    before = tokens[at - 1].plain if at else ""
    after = tokens[at + 1].plain if at + 1 < len(tokens) else ""
    if tokens[at].plain == "not" and after in _MERELY:
        return True
    return before == "how" or (tokens[at].plain == "no" and after in _PHRASES)


def _scope(tokens: list[Token], at: int) -> list[Token]:
    """The content words behind a negator, up to the next mark."""
    scope = []
    for token in tokens[at + 1 : at + 2 + _SCOPE]:
        if not token.text[0].isalnum() and token.text not in '“”"':
            break
        if token.content:
            scope.append(token)
    return scope


def _denied_there(evidence: Evidence) -> bool:
    """A "not" is easily put in or lost: the sentence that is nearest to the headline must have a negator too."""
    return any(negates(word) for sentence in evidence.nearest(1) for word in sentence)


def _denied(evidence: Evidence, scope: list[Token]) -> bool:
    """ "No" is often reworded: anything that denies, around these words, in the nearest sentences, at the top."""
    around = (evidence.window(place, _BEFORE, _AFTER) for token in scope for place in evidence.places_of(token.stem))
    spoken = [*around, *evidence.nearest(3), evidence.body.flow[:_LEAD]]
    return any(denies(word) for words in spoken for word in words)


def _lost(evidence: Evidence) -> list[Objection]:
    """A word that stands right behind a negator in the nearest sentence, and without one in the headline."""
    by_stem = {token.stem: token for token in evidence.tokens if token.content and not token.text[0].isdigit()}
    for sentence in evidence.nearest(1):
        stems = evidence.stems_of(sentence)
        if len(evidence.content & set(stems)) < _ALIKE * len(evidence.content):
            continue
        for before, stem in zip(sentence, stems[1:], strict=False):
            if negates(before) and stem in by_stem:
                token = by_stem[stem]
                return [
                    _warn("negation", token, f"the body says “{before} {token.text}”, the headline drops the denial")
                ]
    return []


def _dropped(evidence: Evidence, dictionary: Dictionary) -> list[Objection]:
    """A word that the body has only behind a hedge, or a bare verb that it has behind "may", "might" or "could"."""
    for at, token in enumerate(evidence.tokens):
        if not token.content or _is_name(token, evidence, dictionary):
            continue
        places = evidence.places_of(token.stem)
        hedges = [_hedge(evidence, place, 1, _UNSURE) for place in places]
        if not all(hedges) and could_be_bare(evidence.tokens, at, dictionary):
            exact = [place for place in places if evidence.body.flow[place] == token.plain]
            hedges = [hedge for place in exact if (hedge := _hedge(evidence, place, 2, _OPEN))]
        if hedges and all(hedges):
            return [_warn("hedge", token, f"the body says “{hedges[0]}” where it has “{token.text}”")]
    return []


def _is_name(token: Token, evidence: Evidence, dictionary: Dictionary) -> bool:
    named = token.plain in dictionary.names or token.plain in dictionary.either
    return named and token.text[:1].isupper() and evidence.body.writes_capital(token.plain)


def _hedge(evidence: Evidence, place: int, reach: int, hedges: frozenset[str]) -> str:
    return next((word for word in evidence.window(place, reach, 0)[:-1] if word in hedges), "")


def _bare(evidence: Evidence, dictionary: Dictionary) -> list[Objection]:
    verbs = (bare_verb(clause, dictionary) for clause in evidence.clauses)
    return [
        _warn("hedge", verb, f"“{verb.text}” lacks its “may”, “could” or “will”: was one dropped?")
        for verb in verbs
        if verb is not None
    ]
