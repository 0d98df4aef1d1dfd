"""Names of a headline that the body does not have: warned of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mediawire.headlines.body import Body, plain_word, stem
from mediawire.headlines.evidence import STOP
from mediawire.headlines.spelling import compounded
from mediawire.headlines.verbs import is_verb
from mediawire.model.headline import Objection, Severity
from mediawire.model.style import Dictionary, Lexicon
from mediawire.text.names import capitalised
from mediawire.text.wordlists import words

_WORD = re.compile(r"(?<!\d)[^\W\d_](?:[\w’'.&-]*[^\W_])?")
_PART = re.compile(r"[^\W\d_-]+(?:['’]s)?")
_CALENDAR = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december jan feb mar apr jun jul aug sept oct nov dec christmas easter i ok tv mr mrs"
    " ms dr jr"
)
_OPENS = re.compile(r"(?:^|[:;?!.|—–]\s*|\s-\s)[“‘\"'(]*$")
_RARELY_SMALL = 3.0  # a word written both ways is taken for a name at any place if it is rarer than this
_PERSONAL = 4.0  # a word as common as this is hardly meant as a surname
_COMMON = 5.0  # a word as common as this is a title's or a column's where it has a capital, whoever else is named so
_ALIKE = 4  # letters that related names share from their beginning: Russia, Russian
_SHORTENED = re.compile(r"'(?:m|ll|d|ve|re|t)$")


def name_objections(headline: str, body: Body, lexicon: Lexicon, known: frozenset[str]) -> list[Objection]:
    """A warning for each name of the headline that neither the body nor its citations have. English only."""
    dictionary = lexicon.dictionary(body.language)
    if dictionary is None or dictionary.language != "en":
        return []
    titled = capitalised(headline)
    found, previous = [], ""
    for match in _WORD.finditer(headline):
        suspect = _is_name(headline, match, dictionary, titled=titled) or _other_surname(
            previous, match[0], body, dictionary
        )
        if suspect and not named(match[0], body, dictionary, known):
            found.append(_unnamed(match[0], match.start()))
        elif "-" in match[0]:
            found += _unnamed_parts(match, body, dictionary, known)
        previous = match[0] if headline[match.end() : match.end() + 1] == " " else ""
    return found


def _unnamed(name: str, start: int) -> Objection:
    why = f"the body does not name “{name}”"
    return Objection(kind="name", severity=Severity.WARN, start=start, end=start + len(name), why=why)


def _unnamed_parts(
    match: re.Match[str], body: Body, dictionary: Dictionary, known: frozenset[str]
) -> Iterator[Objection]:
    """The members of a compound ("al-Qaeda", "Ostrava-born") that are names and that the body does not have."""
    if plain_word(match[0]) in body.words:
        return
    for part in _PART.finditer(match[0]):
        small = plain_word(part[0])
        surely = small in dictionary.names or small in dictionary.given
        if surely and part[0][:1].isupper() and len(small) > 3 and not named(part[0], body, dictionary, known):
            yield _unnamed(part[0], match.start() + part.start())


def _is_name(headline: str, match: re.Match[str], dictionary: Dictionary, *, titled: bool) -> bool:
    word, small = match[0], plain_word(match[0]).rstrip(".")
    if not word[:1].isupper() or _never_a_name(word, small) or _part_of_more(headline, match):
        return False
    if small in dictionary.names or small in dictionary.given:
        return True
    if "-" in word:
        return False  # its parts are looked at by themselves where they are names
    if small in dictionary:
        opens = titled or word.isupper() or _OPENS.search(headline[: match.start()]) is not None
        if small not in dictionary.either or compounded(small, dictionary) or dictionary.zipf(small) >= _COMMON:
            return False
        if headline[: match.start()].lower().endswith(" to ") and is_verb(small, dictionary):
            return False
        return not opens or dictionary.zipf(small) < _RARELY_SMALL
    return len(small) > 2 and small.isalpha() and not compounded(small, dictionary)


def _never_a_name(word: str, small: str) -> bool:
    """Days and months, contractions; and firms and short abbreviations, which are written in too many ways."""
    if len(small) < 2 or small in _CALENDAR or _SHORTENED.search(small):
        return True
    return "&" in word or (len(small) <= 4 and word[: len(small)].isupper())


def _part_of_more(headline: str, match: re.Match[str]) -> bool:
    """Is it a hashtag, a word with asterisks, the end of a compound?"""
    return headline[match.end() : match.end() + 1] == "*" or headline[match.start() - 1 : match.start()] in ("-", "#")


def _other_surname(first: str, second: str, body: Body, dictionary: Dictionary) -> bool:
    """Does the headline put another name behind a first name that the body always follows with one of its own?"""
    if not (first[:1].isupper() and second[:1].isupper()) or first.isupper():
        return False
    if plain_word(first) in STOP or _common(plain_word(first), dictionary):
        return False
    if plain_word(second) not in dictionary.either:
        return False
    if dictionary.zipf(plain_word(second)) >= _PERSONAL:
        return False
    following = body.following.get(first)
    return following is not None and "" not in following and plain_word(second) not in body.words


def _common(small: str, dictionary: Dictionary) -> bool:
    return small in dictionary.words and small not in dictionary.names and small not in dictionary.either


def named(word: str, body: Body, dictionary: Dictionary, known: frozenset[str]) -> bool:
    """Does the body name it: so, by another of its names, as a related word, by its initials, or spelt out?"""
    small = plain_word(word).rstrip(".")
    if (
        word in body.text
        or small in body.words
        or small in body.parts
        or small in known
        or small.replace(".", "") in body.words
    ):
        return True
    plain = small.replace(".", "")
    if any(other in body.words for each in (small, plain) for other in dictionary.same.get(each, ())):
        return True
    if _related(plain, body):
        return True
    return word.replace(".", "").isupper() and _spelt_out(plain, body)


def _related(small: str, body: Body) -> bool:
    """Russia and Russian, Kennedys and Kennedy, Trumpism and Trump: long the same from their beginning."""
    if small.rstrip("s") in body.words or small + "s" in body.words or small.rstrip("s") in body.parts:
        return True
    if len(small) >= _ALIKE and stem(small) in body.stem_set:
        return True
    if "-" in small:
        return any(part in body.words for part in small.split("-") if len(part) > 3)
    return len(small) > _ALIKE and any(_alike(small, other) for other in body.words if other[:_ALIKE] == small[:_ALIKE])


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if long.startswith(short):
        return len(long) - len(short) <= (4 if len(short) > _ALIKE else 2)
    shared = next(at for at, letter in enumerate(short) if letter != long[at])
    return shared >= 0.75 * len(long)


def _spelt_out(letters: str, body: Body) -> bool:
    """Do the initials of words of the body, small words between them left out, give these letters?"""
    return 2 <= len(letters) <= 6 and letters in body.initials
