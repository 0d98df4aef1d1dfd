"""How often words are met: a list as pyspellchecker ships it, looked up where it lies.

The list is JSON, sorted, a word to a line. As a dictionary of Python it would take ten times the memory (German has
339,000 words), and the wire asks it for a few hundred words a report.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping

from mediawire.house.stretches import Stretches

_LINE = re.compile(rb'^\s*"((?:[^"\\]|\\.)*)":\s*(\d+),?\s*$', re.MULTILINE)
_WORD = re.compile(rb'^\s*"((?:[^"\\]|\\.)*)": *\d+,?\s*$', re.MULTILINE)
_COUNT = re.compile(rb'": *(\d+),?\s*$', re.MULTILINE)
_DIGITS = re.compile(rb" *(\d+)")
_LATELY = 20_000  # words whose counts are kept at hand

# The lists of pyspellchecker 0.9.1 that have been surveyed: digest of the packed list, sum of its counts, its words.
# Any other list is surveyed when it is read, which takes half a second for a long one.
SURVEYED = {
    "2474a48af86fd81dccea9edd0bba6cd36dd2ecedc0ae217cefcb233bba28613c": (1_646_569_324, 160_572),  # en
    "79cacd2a28fa6de9089f12ffaf11c5356353ea08a1f95f078218f1e5947a9414": (123_710_846, 339_101),  # de
    "04c256f6d06c4cadef640b63002e0e390008265e38d3def97172c292d09a141d": (353_876_198, 139_905),  # fr
    "60d27fd15ee2a99e679f6da511d8a141941f270537dee34448d1c51279175171": (688_805_284, 86_158),  # es
    "c0b51631290bd2d1bf5e8dd902a67e668a9ef7be009be657395d41901aee7ff3": (32_763_754, 19_880),  # ru
    "eb6d166f55c8c4c11aea93b5c7c9490503f67f82b599d0b671fcf6c9f305ff73": (270_042_173, 143_678),  # ar
    "35b38fad298812c336304a924761f6b78789e83321da5dd71ebba9eb64feffb3": (1_556_871, 27_676),  # fa
}


class Counts(Mapping[str, int]):
    """The counts of one packed list, by word. Lists that are not sorted or laid out so are read as plain JSON."""

    def __init__(self, packed: bytes) -> None:
        self._text = gzip.decompress(packed)
        self._lately: dict[str, int] = {}
        self._plain: dict[str, int] | None = None
        self.total, self._size = SURVEYED.get(hashlib.sha256(packed).hexdigest()) or self.surveyed()
        if self._plain is not None:
            self._text = b""
        self._stretches = Stretches(self._text, _key)

    def surveyed(self) -> tuple[int, int]:
        """The sum of the counts and the number of words; a list that is not laid out as others are becomes `_plain`."""
        words, counts = _WORD.findall(self._text), _COUNT.findall(self._text)
        laid_out = len(words) == len(counts) == self._text.count(b'":') and not any(b"\\" in word for word in words)
        if words and laid_out and words == sorted(set(words)):
            return sum(map(int, counts)), len(words)
        plain: dict[str, int] = json.loads(self._text)
        self._plain = plain
        return sum(plain.values()), len(plain)

    def __getitem__(self, word: str) -> int:
        if self._plain is not None:
            return self._plain[word]
        count = self._lately.get(word)
        if count is None:
            if len(self._lately) >= _LATELY:
                self._lately.clear()
            count = self._lately[word] = self._looked_up(word.encode("utf-8", "replace"))
        if not count:
            raise KeyError(word)
        return count

    def _looked_up(self, word: bytes) -> int:
        """0 where the word is not there."""
        if b'"' in word or b"\\" in word:
            return 0
        start, end = self._stretches.around(word)
        at = self._text.find(b'"' + word + b'":', start, end)
        found = _DIGITS.match(self._text, at + len(word) + 3) if at >= 0 else None
        return int(found[1]) if found else 0

    def __iter__(self) -> Iterator[str]:
        if self._plain is not None:
            yield from self._plain
        else:
            yield from (found[1].decode() for found in _LINE.finditer(self._text))

    def __len__(self) -> int:
        return self._size


def _key(line: bytes) -> bytes:
    """The word of a line; of the first, which opens the list, nothing."""
    return line.partition(b'"')[2].partition(b'"')[0]
