"""How names stand in English: what is right before and behind one, what kind of thing it is, and which places suit it.

"In Nevada", "Brandt said", "Norland's", "a Norland mayor": a text says what a name is by what stands around it. Two
names that are in each other's place stand as the body never has them, and often as their kind cannot.
"""

from __future__ import annotations

import dataclasses
import functools
import math
import re
from collections.abc import Callable, Iterator, Sequence

from mediawire.headlines.body import Body
from mediawire.headlines.verbs import is_verb
from mediawire.model.style import Dictionary
from mediawire.text.wordlists import words

_PARTICLES = words(
    "in on at to from of for by with against about over after into than and or the a an as under amid near across"
    " between before during"
)
_TITLES = words(
    "mr mrs ms dr sen rep gov president secretary prime minister senator governor chancellor speaker chairman candidate"
    " nominee mayor judge justice king queen prince general leader director"
)
_FINITE = words(
    "is was has had will would says said does did are were have can could may might should must told tells calls wants"
    " gets goes just"
)
_BEFORE = re.compile(r"([^\W_][\w’'.-]*|[,.:;!?\"“”()\n—–|-])?(\s*)$")
_BEHIND = re.compile(r"(['’]s?(?!\w))?([^\S\n]*[-–—]?)[^\S\n]*[‘'“\"]?([^\W_][\w’'.-]*|[,.:;!?\"“”()]|$)")
_FAR = 30  # characters before a name in which the word before it stands

PARTICLE_INSIDE = frozenset({"in", "near", "across", "at"})
NOUN, VERB, EITHER, CAPITAL, TITLE, OFFICE = "noun", "verb", "noun or verb", "capital", "title", "office"
END, MARK, POSSESSIVE, HYPHEN = "end", "mark", "'s", "-"


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """What stands right before and right behind a name: a particle itself, else the sort of word or mark."""

    before: str
    behind: str


def place_of(text: str, start: int, end: int, dictionary: Dictionary, *, titled: bool = False) -> Place:
    """The place of the name at [start, end). `titled`: the text is in title case, so that capitals mean little."""
    return Place(_before(text, start, dictionary, titled=titled), _behind(text, end, dictionary, titled=titled))


def places_of(name: str, body: Body, dictionary: Dictionary) -> list[Place]:
    """Every place of a name in the body, spelt so."""
    return [place_of(body.text, start, start + len(name), dictionary) for start in _starts(name, body.text)]


def _starts(name: str, text: str) -> Iterator[int]:
    """Where a name begins that is no part of a longer word."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (at and text[at - 1].isalnum()) and not text[end : end + 1].isalnum():
            yield at
        at = text.find(name, end)


def _before(text: str, start: int, dictionary: Dictionary, *, titled: bool) -> str:
    if text[start - 1 : start] == "-":
        return HYPHEN
    match = _BEFORE.search(text[max(0, start - _FAR) : start])
    if match is None or not match[1] or "\n" in match[2]:
        return END
    word = match[1]
    if not word[0].isalnum():
        return _sort_of_mark(word)
    return TITLE if _small(word) in _TITLES else _sort(word, dictionary, titled=titled)


def _behind(text: str, end: int, dictionary: Dictionary, *, titled: bool) -> str:
    match = _BEHIND.match(text, end)
    if match is None:
        return END
    if match[1]:
        return POSSESSIVE
    if match[2].strip():
        return HYPHEN if text[end] == "-" else END
    if not match[3] or not match[3][0].isalnum():
        return _sort_of_mark(match[3])
    if dictionary.kinds.get(_small(match[3])) == OFFICE:
        return OFFICE
    return TITLE if _small(match[3]) in _TITLES else _sort(match[3], dictionary, titled=titled)


def _small(word: str) -> str:
    return word.lower().rstrip("'’.")


def _sort_of_mark(mark: str) -> str:
    return MARK if mark and mark not in ".!?;\n" else END


def _sort(word: str, dictionary: Dictionary, *, titled: bool) -> str:
    small = _small(word)
    if small in _PARTICLES:
        return small
    if word[0].isdigit():
        return NOUN
    if word[0].isupper() and small not in _FINITE:
        common = titled and small in dictionary and small not in dictionary.names
        if not common:
            return CAPITAL
    return _sort_of_small(small, dictionary)


@functools.lru_cache(maxsize=1 << 12)
def _sort_of_small(small: str, dictionary: Dictionary) -> str:
    if small in _FINITE or (len(small) > 4 and small.endswith("ed")) or _third_person(small, dictionary):
        return VERB
    return EITHER if is_verb(small, dictionary) else NOUN


def _third_person(small: str, dictionary: Dictionary) -> bool:
    if len(small) <= 3 or not small.endswith("s") or small.endswith("ss"):
        return False
    bare = [small[:-1], small[:-2] if small.endswith("es") else "", small[:-3] + "y" if small.endswith("ies") else ""]
    return any(word and is_verb(word, dictionary) for word in bare)


def kind_of(name: str, places: Sequence[Place], body: Body, dictionary: Dictionary) -> str:
    """ "place", "people" (an adjective), "group", "person"; empty where neither the lists nor the body tell."""
    known = dictionary.kinds.get(name.lower(), "")
    if known and known != OFFICE:
        return known
    if any(place.before == TITLE for place in places):
        return "person"
    inside = sum(place.before in PARTICLE_INSIDE for place in places)
    if inside and inside >= _OFTEN_INSIDE * len(places):
        return "place"
    return "person" if _has_given_name(name, body, dictionary) else ""


_OFTEN_INSIDE = 0.15  # of its places: a person is seldom right behind "in" or "at"


_GIVEN = re.compile(r"([^\W\d_]+)\.? (?:[A-Z]\.? )?$")


def _has_given_name(name: str, body: Body, dictionary: Dictionary) -> bool:
    for start in _starts(name, body.text):
        match = _GIVEN.search(body.text[max(0, start - _FAR) : start])
        if match is None:
            continue
        small = match[1].lower()
        names = match[1][0].isupper() and small in dictionary.names and dictionary.kinds.get(small) != "place"
        if small in dictionary.given or names:
            return True
    return False


def suits(kind: str, place: Place) -> float:
    """How well a kind of name suits a place: 0 where nothing speaks against it, negative where something does."""
    return sum(against.get(kind, 0.0) for holds, against in _UNSUITED if holds(place))


_UNSUITED: tuple[tuple[Callable[[Place], bool], dict[str, float]], ...] = (
    # "In Brandt, ...": nobody is inside a person.
    (
        lambda place: (
            place.before in PARTICLE_INSIDE and place.behind not in (NOUN, EITHER, CAPITAL, OFFICE, POSSESSIVE, HYPHEN)
        ),
        {"person": -2, "people": -2, "group": -1},
    ),
    # "Norlandic evicts": an adjective does nothing and owns nothing.
    (lambda place: place.behind in (VERB, POSSESSIVE), {"people": -2}),
    # "Brandt mayor", "Democrats senate": what a place or a house has.
    (lambda place: place.behind == OFFICE, {"person": -2, "group": -2}),
    (lambda place: place.behind == NOUN, {"group": -1}),
    (lambda place: place.behind in (MARK, END), {"people": -1}),
)

_DOUBT = 2.0  # places that are thought of besides those seen
_SORTS = 20  # of words before and behind, about


def likelihood(places: Sequence[Place], place: Place, rival: Sequence[Place]) -> float:
    """The logarithm of how likely a name with these places stands in another; `rival` are those of the other name."""
    both = [*places, *rival]
    share = math.log(_smoothed([each.before for each in places], place.before, [each.before for each in both]))
    return share + math.log(_smoothed([each.behind for each in places], place.behind, [each.behind for each in both]))


def _smoothed(seen: list[str], sort: str, both: list[str]) -> float:
    expected = (both.count(sort) + 6 / _SORTS) / (len(both) + 6)
    return (seen.count(sort) + _DOUBT * expected) / (len(seen) + _DOUBT)
