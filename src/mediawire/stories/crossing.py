"""What a report shares with one in another language: its telling figures, and names by their consonants.

"Varsk", "Варск" and "ورسك" have the consonants f-r-s-k. Chance agrees too: only what few reports of the window have
counts, and so much of it must agree that among all of them no two do so by accident.
"""

from __future__ import annotations

import collections
import functools
import math
import re
import unicodedata

from mediawire.stories.features import RECENT
from mediawire.stories.holders import Held, hold, holders, release
from mediawire.stories.tongues import Tongue

LOOKED_AT = 2500  # characters of a body
CROWDED = 40  # reports that have the same; more, and it tells nothing
PRIOR = 300  # reports that a window is taken to hold when it is empty
SURE = 9.0  # how much more than the window's size is asked for, in natural logarithms
LIKE = 0.24  # the likeness to a story of a report that agrees with one of it
_FIGURE = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f.,\u066c]\d{3})+(?![\d.,\u066b]*\d)"
    r"|(?<![\w.,])\d+(?:[.,\u066b]\d+)?(?!\w)"
)
_NAME = re.compile(r"[^\W\d_][\w’']{2,}")
_LETTERS = {
    "b": "бب", "f": "вفфfv", "g": "", "k": "кгхكقغخجh", "d": "дدضذظ", "s": "сзжшчщцسصزشcز", "l": "лل", "m": "мم",
    "n": "нن", "p": "п", "r": "рر", "t": "тتطث",
}  # fmt: skip
_SOUNDS = {letter: sound for sound, letters in _LETTERS.items() for letter in letters}
_SOUNDS |= {"p": "b", "п": "b", "v": "f", "z": "s", "j": "k", "q": "k", "x": "ks", "g": "k", "h": "", "х": "k"}
_SOUNDS |= {letter: letter for letter in "bdfklmnrst"}
_DIGRAPHS = (("sch", "s"), ("sh", "s"), ("ch", "s"), ("ph", "f"), ("kh", "k"), ("gh", "k"), ("th", "t"), ("zh", "s"))


@functools.lru_cache(maxsize=RECENT)
def keys(headline: str, text: str, tongue: Tongue) -> frozenset[str]:
    """What a report can share with one in another language."""
    whole = f"{headline}\n{text[:LOOKED_AT]}"
    least = 3 if tongue.capitals else 4
    words = {word for word in _NAME.findall(whole) if not tongue.capitals or word[0].isupper()}
    stems = {tongue.stem(word.lower()) for word in words if word.lower() not in tongue.stop}
    names = {sound for sound in map(consonants, stems) if len(sound) >= least}
    return frozenset(names | set(filter(None, map(figure, set(_FIGURE.findall(whole))))))


@functools.lru_cache(maxsize=8_000)
def consonants(word: str) -> str:
    """The consonants of a word in small letters as Latin letters, of those that languages confuse one for all."""
    low = "".join(each for each in unicodedata.normalize("NFKD", word) if not unicodedata.combining(each))
    for two, one in _DIGRAPHS:
        low = low.replace(two, one)
    first = "f" if low[:1] in ("w", "و") else ""
    sounds = first + "".join(_SOUNDS.get(each, "") for each in low)
    return re.sub(r"(.)\1", r"\1", sounds)


@functools.lru_cache(maxsize=8_000)
def figure(written: str) -> str:
    """A figure of three digits or more as every language writes it in the end; empty for a year, or one too short."""
    plain = "".join(str(unicodedata.digit(each)) if each.isdigit() else each for each in written)
    whole, mark, rest = (
        re.sub(r"[ \u00a0\u202f\u066c]", "", plain).replace("\u066b", ".").replace(",", ".").rpartition(".")
    )
    if mark and len(rest) != 3:
        value = f"{whole.replace('.', '')}.{rest}"
    else:
        value = (whole + rest).replace(".", "")
    digits = value.replace(".", "").strip("0")
    if len(digits) < 3 or (len(value) == 4 and value[:2] in ("19", "20")):
        return ""
    return value


class Crossing:
    """The reports of a window by what those in other languages can share with them."""

    def __init__(self) -> None:
        self._keys: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._holders: dict[str, dict[str, Held]] = {}  # by language and key

    def add(self, name: str, tongue: str, found: frozenset[str]) -> None:
        """Take in a report that is not known."""
        self._keys[name] = tongue, tuple(found)
        index = self._holders.setdefault(tongue, {})
        for key in found:
            hold(index, key, name)

    def drop(self, name: str) -> None:
        """Forget a report."""
        tongue, found = self._keys.pop(name, ("", ()))
        index = self._holders.get(tongue, {})
        for key in found:
            release(index, key, name)
        if not index:
            self._holders.pop(tongue, None)  # several reports may have had nothing to be found by

    def agreeing(self, name: str, tongue: str, found: frozenset[str]) -> list[str]:
        """The reports in other languages that agree with one so far that it is no accident, the surest first."""
        others = [index for code, index in self._holders.items() if code != tongue]
        if not others:
            return []
        shared: collections.defaultdict[str, float] = collections.defaultdict(float)
        figures: collections.Counter[str] = collections.Counter()
        size = math.log(PRIOR + len(self._keys))
        for key in sorted(found):
            known = [other for index in others for other in holders(index, key)]
            if 0 < len(known) <= CROWDED:
                weight = size - math.log(1 + len(known))
                for other in known:
                    shared[other] += weight
                    figures[other] += key[0].isdigit()
        shared.pop(name, None)
        sure = [other for other, weight in shared.items() if weight >= size + SURE and figures[other]]
        return sorted(sure, key=lambda other: (-shared[other], other))
