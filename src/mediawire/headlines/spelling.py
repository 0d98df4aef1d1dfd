"""Is every word of a headline spelt as somebody writes it: the body, a dictionary, earlier reports?

A word that none of these knows is misspelt if it stands one slip of the typist (a letter left out, put in, changed,
or two exchanged) from a word of the body or a common word; a rare word is, if it stands so from a word of the body.
Other unknown words are names as far as this goes, unless they begin small.
"""

from __future__ import annotations

import functools
import re

from mediawire.headlines.body import Body, plain_word
from mediawire.model.headline import Objection, Severity
from mediawire.model.style import Dictionary, Lexicon
from mediawire.text.wordlists import words

_WORD = re.compile(r"(?<!\d)[^\W\d_](?:[\w’'.-]*[^\W_])?")
_PREFIXES = (
    *("anti", "ex", "non", "pre", "post", "pro", "re", "un", "over", "under", "out", "co", "mid", "multi"),
    *("super", "mega", "mini", "micro", "self", "semi", "sub", "cyber", "bio", "eco", "de", "dis", "mis", "inter"),
)
_SUFFIXES = words("s es d ed ing er ers r rs y ly ness less like ish ism ist ists wide gate able 's ian ians an n al")
_RARE = 3.6  # below this a word is rare (zipf); most typing errors that are words are
_STEM = 3.3  # endings and prefixes make words of stems at least as common as this
_PART = 4.0  # two words as common as this make one ("smackdown")
_GAP = 0.5  # how much commoner the word must be that was meant


def spelling_objections(
    headline: str, body: Body, lexicon: Lexicon, known: frozenset[str] = frozenset()
) -> list[Objection]:
    """Misspelt words block; words that exist but were hardly meant, and small unknown ones, are warned of.

    `known` are words of names that stand beside the body (small letters).

    Nothing is said where there is no dictionary for the language.
    """
    dictionary = lexicon.dictionary(body.language)
    if dictionary is None:
        return []
    found = _half_possessives(headline) if dictionary.language == "en" else []
    for match in _WORD.finditer(headline):
        around = headline[max(0, match.start() - 1) : match.start()] + headline[match.end() : match.end() + 1]
        if any(character in "@#/.&*_" for character in around[:-1]) or around[-1:] in ("*", "@", "_"):
            continue
        severity, why = misspelt(match[0], body, dictionary, lexicon.learned, known)
        if severity is not Severity.NOTE:
            found.append(Objection(kind="misspelt", severity=severity, start=match.start(), end=match.end(), why=why))
    return found


_BARE_APOSTROPHE = re.compile(r"(?<![\w’'])([A-Z][\w’'.-]*[^\W\d_sxznSXZN])[’'](?= [^\W_])")


_OPENED = re.compile(r"(?<!\w)[‘'’]")


def _half_possessives(headline: str) -> list[Objection]:
    """ "Brandt' plan": an apostrophe with no s behind a name in the singular, and no mark that it could close."""
    return [
        Objection(
            kind="misspelt",
            severity=Severity.WARN,
            start=match.start(),
            end=match.end(),
            why=f"an “s” is missing: “{match[1]}’s”",
        )
        for match in _BARE_APOSTROPHE.finditer(headline)
        if not _OPENED.search(headline[: match.start() + 1])
    ]


_LATIN = frozenset({"en", "de", "fr", "es"})
_FINE = (Severity.NOTE, "")


def misspelt(word: str, body: Body, dictionary: Dictionary, *known: frozenset[str]) -> tuple[Severity, str]:
    """How gravely a word is held to be misspelt, and why; a note without a reason where it is not.

    `known` are sets of names, small letters, each as it is kept: to make one of them would copy thousands a headline.
    """
    small = plain_word(word).rstrip(".")
    if _not_ours(small, dictionary) or _written(small, body) or any(small in names for names in known):
        return _FINE
    if "-" in small:
        return _compound(word, body, dictionary, known)
    if small in dictionary:
        return _slip(small, body, dictionary)
    if word.isupper() and len(word) <= 5:
        return _FINE
    return _unknown(word, small, body, dictionary)


def _not_ours(small: str, dictionary: Dictionary) -> bool:
    """Too short to tell, an abbreviation, or letters of another script than the dictionary's."""
    return len(small) < 3 or "." in small or (dictionary.language in _LATIN and small[:1] > "\u024f")


def _unknown(word: str, small: str, body: Body, dictionary: Dictionary) -> tuple[Severity, str]:
    """A word that neither body nor dictionary has: one slip from one of theirs, derived, a name, or unknown."""
    near = near_word(small, body, least=3) or _near_number(small, body)
    if near and not _inflected(small, near, dictionary.language):
        return Severity.BLOCK, f"perhaps “{near}”, as the body writes it"
    if near or dictionary.language != "en" or _derived(small, body, dictionary):
        return _FINE
    if near := _near_common(small, dictionary):
        return Severity.BLOCK, f"no dictionary has it; perhaps “{near}”"
    return (Severity.WARN, "no dictionary has it, nor the body") if word.islower() else _FINE


def _written(small: str, body: Body) -> bool:
    return small in body.words or small in body.parts


def _compound(word: str, body: Body, dictionary: Dictionary, known: tuple[frozenset[str], ...]) -> tuple[Severity, str]:
    whole = plain_word(word)
    if whole.replace("-", "") in body.words:
        return _FINE
    for part in word.split("-"):
        severity, why = misspelt(part, body, dictionary, *known) if len(part) > 3 else _FINE
        if severity is Severity.BLOCK:
            return severity, f"“{part}”: {why}"
    return _FINE


def _slip(small: str, body: Body, dictionary: Dictionary) -> tuple[Severity, str]:
    """A rare word of the dictionary, one slip from a commoner one of the body: it may well be meant."""
    rarity = dictionary.zipf(small)
    if not dictionary.counts or rarity >= _RARE or len(small) < 4:
        return _FINE
    near = near_words(small, body, least=3) or near_words(small + "s", body, least=4)
    meant = [each for each in near if _may_be_meant(small, each, rarity, body, dictionary)]
    if not meant:
        return _FINE
    return Severity.WARN, f"a rare word; perhaps “{_commonest(meant, body)}”, as the body writes it"


def _may_be_meant(small: str, near: str, rarity: float, body: Body, dictionary: Dictionary) -> bool:
    """Is a word of the body commoner, or surely meant, and of another root?"""
    if _same_root(small, near) or near in dictionary.same.get(small, ()) or not _dropped_or_exchanged(small, near):
        return False
    sure = body.words[near] > 1 or near in dictionary.names  # a name that the report has is meant
    return max(dictionary.zipf(near), 4.5 if sure else 0.0) >= rarity + _GAP


def _dropped_or_exchanged(small: str, meant: str) -> bool:
    """A letter left out, or two exchanged: what makes real words of others. Put in or changed, it is mostly chance."""
    return len(small) < len(meant) or sorted(small) == sorted(meant)


def _near_number(small: str, body: Body) -> str:
    """A word of the body that is one slip away but for its number."""
    return near_word(small[:-1] if small.endswith("s") else small + "s", body, least=4)


def _inflected(small: str, near: str, language: str) -> bool:
    """Is an unknown word another form of a word of the body?

    In English its plural or past, or the singular of a plural there; elsewhere any that differs at its ends alone.
    """
    if language != "en":
        first = 3 if language in ("ar", "fa") else 1
        alike = next((at for at, pair in enumerate(zip(small, near, strict=False)) if pair[0] != pair[1]), len(small))
        return alike < first or alike >= min(len(small), len(near)) - 2
    return small in (near + "s", near + "es", near + "d", near + "ed") or near == small + "s"


def _same_root(one: str, other: str) -> bool:
    """Do two words differ in a common ending alone? "tells" is no slip for "tell"."""
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and long[len(short) :] in _SUFFIXES:
        return True
    root = 0
    while root < len(short) and short[root] == long[root]:
        root += 1
    return root >= 3 and {one[root:], other[root:]} <= _ENDINGS


_ENDINGS = _SUFFIXES | {"", "e", "ies", "ied", "ier", "men", "man", "d", "on", "or", "en", "ic"}


def _derived(small: str, body: Body, dictionary: Dictionary) -> bool:
    """Is it made of a known word and a common prefix or suffix, or of two known words?"""
    for size in range(1, 5):
        stem, ending = small[:-size], small[-size:]
        if ending in _SUFFIXES and len(stem) >= 3 and _known(stem, body, dictionary):
            return True
        if ending in ("ing", "ed", "er", "ers") and _known(stem + "e", body, dictionary):
            return True
    for prefix in _PREFIXES:
        if small.startswith(prefix) and len(small) - len(prefix) > 3 and _known(small[len(prefix) :], body, dictionary):
            return True
    return compounded(small, dictionary)


def compounded(small: str, dictionary: Dictionary) -> bool:
    """Is it made of two common words, like "smackdown"?"""
    parts = [(small[:at], small[at:]) for at in range(4, len(small) - 2)]
    return any(min(dictionary.zipf(first), dictionary.zipf(second)) >= _PART for first, second in parts)


def _known(stem: str, body: Body, dictionary: Dictionary) -> bool:
    return stem in body.words or (stem in dictionary and (not dictionary.counts or dictionary.zipf(stem) >= _STEM))


def near_word(small: str, body: Body, *, least: int) -> str:
    """A word of the body that is one slip away, the most frequent there; empty where there is none."""
    return _commonest(near_words(small, body, least=least), body)


def near_words(small: str, body: Body, *, least: int) -> list[str]:
    """The words of the body, longer than `least` letters, that are one slip away."""
    sizes = range(max(least + 1, len(small) - 1), len(small) + 2)
    first, last = small[:1], small[-1:]
    return [
        other
        for size in sizes
        for other in body.by_length.get(size, ())
        if (other[0] == first or other[-1] == last) and one_slip(small, other)  # one slip spares the one or the other
    ]


def _commonest(near: list[str], body: Body) -> str:
    return max(near, key=lambda other: body.words[other], default="")


def one_slip(one: str, other: str) -> bool:
    """Is one word the other with one letter left out, put in or changed, or two neighbours exchanged?"""
    if one == other:
        return False
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    at = 0
    while at < len(short) and short[at] == long[at]:
        at += 1
    if len(short) != len(long):
        return len(long) - len(short) == 1 and short[at:] == long[at + 1 :]
    if short[at + 1 :] == long[at + 1 :]:
        return True
    return short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]


def _near_common(small: str, dictionary: Dictionary) -> str:
    """A word of the dictionary one slip away: the shorter, the commoner it must be, since short ones have many."""
    least = {3: 9.0, 4: 4.2, 5: 3.2}.get(len(small), 2.0)
    near = [each for each in slips(small) if each in dictionary and dictionary.zipf(each) >= least]
    return max(near, key=dictionary.zipf, default="")


@functools.lru_cache(maxsize=512)
def slips(small: str) -> frozenset[str]:
    """All that is one slip away from a word, in the letters a to z."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    splits = [(small[:at], small[at:]) for at in range(len(small) + 1)]
    return frozenset(
        [head + tail[1:] for head, tail in splits if tail]
        + [head + tail[1] + tail[0] + tail[2:] for head, tail in splits if len(tail) > 1]
        + [head + letter + tail[1:] for head, tail in splits if tail for letter in letters]
        + [head + letter + tail for head, tail in splits for letter in letters]
    )
