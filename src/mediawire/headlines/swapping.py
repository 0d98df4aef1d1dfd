"""Two names of a headline in each other's place: warned of where the body's words stand by them the other way round.

For each pair of names the headline's words beside each are looked for beside it in the body, and beside the other; the
order of the two names is compared with their order in the sentences that share most with the headline; and it is asked
whether each could stand where the headline has it: as the body has it, and by what kind of thing it is (`standing`).
"""

from __future__ import annotations

import bisect
import dataclasses
import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from mediawire.headlines.evidence import Evidence, Token, part_of
from mediawire.headlines.standing import Place, kind_of, likelihood, place_of, places_of, suits
from mediawire.model.headline import Objection, Severity
from mediawire.model.style import Dictionary

_BESIDE = 2  # content words on each side of a name that count as standing by it
_REACH, _CLOSE = 5, 2  # how far from the name, in words, they may stand in the body
_CAP = 3  # how often one word can count
_ENOUGH = 2.0
_USED, _SUITED = 0.5, 2.0  # what the places of two names weigh beside the words at them, a word once being 1
_SENTENCES = 4
_PERSONAL = 5.0  # a word written both ways counts as a name unless it is commoner than this
_PARTS = frozenset(":;?!.—–|")
_MEMBER = re.compile(r"[^\W_][\w’'.]*")


@dataclasses.dataclass(frozen=True, slots=True)
class _Tally:
    """How often the body has the words as the headline puts them, and as they would stand if the names were swapped."""

    as_is: float = 0.0
    swapped: float = 0.0


def swap_objections(evidence: Evidence, dictionary: Dictionary | None, *, titled: bool = False) -> list[Objection]:
    """A warning for the first pair of names that the body has the other way round. English only.

    `titled`: the headline is in title case.
    """
    if dictionary is None or dictionary.language != "en":
        return []
    if compound := _other_compound(evidence):
        return [compound]
    names = [name for at in range(len(evidence.tokens)) for name in _names_at(evidence, at, dictionary)]
    stands = functools.cache(lambda name: _stand(evidence, name, dictionary, titled=titled))
    for one, other in itertools.combinations(names, 2):
        if one.token.stem == other.token.stem or _together_named(evidence.tokens, one.at, other.at):
            continue
        if _one_name(evidence, one.token, other.token):
            continue
        if _weight(evidence, one, other) + _weight_of_places(stands(one), stands(other)) >= _ENOUGH:
            why = f"the body has “{one.token.text}” and “{other.token.text}” the other way round"
            start, end = one.token.start, other.token.end
            return [Objection(kind="swapped", severity=Severity.WARN, start=start, end=end, why=why)]
    return []


def _other_compound(evidence: Evidence) -> Objection | None:
    """A compound that the body lacks ("U.S.-Veld wall") and has with another name of the headline ("U.S.-Norland")."""
    words = evidence.body.words
    for token in evidence.tokens:
        parts = token.plain.split("-")
        if len(parts) < 2 or token.plain in words:
            continue
        for other in evidence.tokens:
            if other is token or not other.text[:1].isupper() or not other.content or "-" in other.plain:
                continue
            for at, part in enumerate(parts):
                meant = "-".join([*parts[:at], other.plain, *parts[at + 1 :]])
                if part in words and meant in words:
                    why = f"the body has “{meant}”, not “{token.plain}”"
                    start, end = min(token.start, other.start), max(token.end, other.end)
                    return Objection(kind="swapped", severity=Severity.WARN, start=start, end=end, why=why)
    return None


@dataclasses.dataclass(frozen=True, slots=True)
class _Name:
    """A name of the headline and the place of its token there; a compound's member has the compound's place."""

    at: int
    token: Token


@dataclasses.dataclass(frozen=True, slots=True)
class _Stand:
    """Where the headline has a name, where the body has it, and what kind of thing it is."""

    place: Place
    there: list[Place]
    kind: str


def _names_at(evidence: Evidence, at: int, dictionary: Dictionary) -> Iterator[_Name]:
    """The name at a place of the headline; in a compound ("Brandt-style") those of its members."""
    token = evidence.tokens[at]
    parts = [token] if "-" not in token.plain else [part_of(token, match) for match in _MEMBER.finditer(token.text)]
    yield from (_Name(at, part) for part in parts if _is_name(part, evidence, dictionary))


def _is_name(token: Token, evidence: Evidence, dictionary: Dictionary) -> bool:
    if not (token.text[:1].isupper() and token.content and evidence.places_of(token.stem)):
        return False
    if token.plain in dictionary.names:
        return True
    rare = token.plain in dictionary.either and dictionary.zipf(token.plain) < _PERSONAL
    return (rare or token.plain not in dictionary) and evidence.body.writes_capital(token.plain)


def _stand(evidence: Evidence, name: _Name, dictionary: Dictionary, *, titled: bool) -> _Stand:
    written = name.token.text.replace("’", "'")
    written = written[:-2] if written.endswith("'s") else written.rstrip("'")
    start = name.token.start
    place = place_of(evidence.headline, start, start + len(written), dictionary, titled=titled)
    there = places_of(written, evidence.body, dictionary)
    return _Stand(place, there, kind_of(written, there, evidence.body, dictionary))


def _weight_of_places(one: _Stand, other: _Stand) -> float:
    """How much better the two would stand in each other's place, by the body's own use and by their kinds."""
    if not one.there or not other.there:
        return 0.0
    used = likelihood(one.there, other.place, other.there) + likelihood(other.there, one.place, one.there)
    used -= likelihood(one.there, one.place, other.there) + likelihood(other.there, other.place, one.there)
    suited = suits(one.kind, other.place) + suits(other.kind, one.place)
    suited -= suits(one.kind, one.place) + suits(other.kind, other.place)
    return _USED * used + _SUITED * suited


def _together_named(tokens: Sequence[Token], first: int, second: int) -> bool:
    """Do the two stand side by side ("Ilka Brandt"), or joined by "and", so that their order says nothing?"""
    between = [token.plain for token in tokens[first + 1 : second]]
    return between in ([], ["and"], ["or"], [","], ["&"])


def _one_name(evidence: Evidence, one: Token, other: Token) -> bool:
    """Does the body have the two as one name ("Joe Biden") at least every second time that it has the rarer one?"""
    first, second = set(evidence.places_of(one.stem)), set(evidence.places_of(other.stem))
    joined = sum((at + 1 in second) + (at - 1 in second) for at in first)
    return 2 * joined >= min(len(first), len(second))


def _weight(evidence: Evidence, first: _Name, second: _Name) -> float:
    """How much more the body bears out the swapped order than the headline's."""
    one, other = first.token.stem, second.token.stem
    wide = _tally(evidence, first, second, beside=_BESIDE, reach=_REACH)
    close = _tally(evidence, first, second, beside=1, reach=_CLOSE)
    comes_first = 0.5 if min(evidence.places_of(one)) < min(evidence.places_of(other)) else -0.5
    order = _order(evidence, one, other) + comes_first
    return (wide.swapped - wide.as_is) + 2 * (close.swapped - close.as_is) - order - wide.as_is


def _tally(evidence: Evidence, first: _Name, second: _Name, *, beside: int, reach: int) -> _Tally:
    one, other = first.token.stem, second.token.stem
    as_is = swapped = 0
    for at, own, rival in ((first.at, one, other), (second.at, other, one)):
        for side in (-1, 1):
            for word in itertools.islice(_neighbours(evidence.tokens, at, side), beside):
                if word not in (one, other):
                    as_is += min(_CAP, _together(evidence, own, word, side, reach))
                    swapped += min(_CAP, _together(evidence, rival, word, side, reach))
    return _Tally(as_is, swapped)


def _neighbours(tokens: Sequence[Token], at: int, side: int) -> Iterator[str]:
    """The stems of the content words on one side of a place, nearest first, as far as the clause goes."""
    places = range(at + 1, len(tokens)) if side > 0 else range(at - 1, -1, -1)
    for token in (tokens[place] for place in places):
        if token.text in _PARTS:
            return
        if token.content:
            yield token.stem


def _together(evidence: Evidence, name: str, word: str, side: int, reach: int) -> int:
    """How often the word stands within reach of the name on that side, in one sentence."""
    beside = evidence.places_of(word)
    if not beside:
        return 0
    flow = evidence.body.flow
    together = 0
    for place in evidence.places_of(name):
        low, high = (place + 1, place + reach) if side > 0 else (place - reach, place - 1)
        at = bisect.bisect_left(beside, low)
        while at < len(beside) and beside[at] <= high:
            if "." not in flow[min(place, beside[at]) : max(place, beside[at])]:
                together += 1
                break
            at += 1
        if together >= _CAP:
            break
    return together


def _order(evidence: Evidence, one: str, other: str) -> int:
    """In how many more of the nearest sentences the two stand in the headline's order than in the other."""
    order = 0
    for sentence in evidence.nearest(_SENTENCES):
        stems = evidence.stems_of(sentence)
        if one in stems and other in stems:
            order += 1 if stems.index(one) < stems.index(other) else -1
    return order
