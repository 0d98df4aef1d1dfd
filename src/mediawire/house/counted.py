"""How often words are met: a list as pyspellchecker ships it, looked up where it lies.

The list is JSON, sorted, a word to a line. As a dictionary of Python it would take ten times the memory (German has
339,000 words), and the wire asks it for a few hundred words a report.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping

_LINE = re.compile(rb'^\s*"((?:[^"\\]|\\.)*)":\s*(\d+),?\s*$', re.MULTILINE)
_WORD = re.compile(rb'^\s*"((?:[^"\\]|\\.)*)": *\d+,?\s*$', re.MULTILINE)
_COUNT = re.compile(rb'": *(\d+),?\s*$', re.MULTILINE)
_LATELY = 20_000  # words whose counts are kept at hand


class Counts(Mapping[str, int]):
    """The counts of one packed list, by word. Lists that are not sorted or laid out so are read as plain JSON."""

    def __init__(self, packed: bytes) -> None:
        self._text = gzip.decompress(packed)
        self._lately: OrderedDict[str, int] = OrderedDict()
        self._plain: dict[str, int] | None = None
        self.total, self._size = self._surveyed()
        if self._plain is not None:
            self._text = b""

    def _surveyed(self) -> tuple[int, int]:
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
            count = self._lately[word] = self._looked_up(word.encode("utf-8", "replace"))
            if len(self._lately) > _LATELY:
                self._lately.popitem(last=False)
        if not count:
            raise KeyError(word)
        return count

    def _looked_up(self, word: bytes) -> int:
        """By bisection over the bytes; 0 where the word is not there."""
        text = self._text
        low, high = 0, len(text)
        while low < high:
            start = text.rfind(b"\n", low, (low + high) // 2) + 1 or low
            found = _LINE.search(text, start, high)
            if found is None:
                high = start
            elif found[1] == word:
                return int(found[2])
            elif found[1] < word:
                low = found.end()
            else:
                high = start
        return 0

    def __iter__(self) -> Iterator[str]:
        if self._plain is not None:
            yield from self._plain
        else:
            yield from (found[1].decode() for found in _LINE.finditer(self._text))

    def __len__(self) -> int:
        return self._size
