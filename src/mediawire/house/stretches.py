"""A long sorted list looked up where it lies: one bisection and one search find a line among hundreds of thousands.

As a set of Python a list takes many times the memory of its text, and every process of the line has its own.
"""

from __future__ import annotations

import bisect
from array import array
from collections.abc import Callable

_SIZE = 1024  # bytes of a stretch, about


class Stretches:
    """Where lines of a text begin, one in every kilobyte, and the keys of these lines, in order."""

    def __init__(self, text: bytes, key: Callable[[bytes], bytes]) -> None:
        """`text`: lines sorted by their keys as bytes, each ended by a line feed; `key`: the key of a line."""
        self._starts, self._keys = array("L"), []
        start = 0
        while start < len(text):
            end = text.find(b"\n", start)
            self._starts.append(start)
            self._keys.append(key(text[start:end]))
            start = text.find(b"\n", start + _SIZE) + 1 or len(text)
        self._starts.append(len(text))

    def around(self, key: bytes) -> tuple[int, int]:
        """Where the stretch begins and ends in which the line with this key would stand, line feeds around it in it."""
        at = max(bisect.bisect_right(self._keys, key) - 1, 0)
        return max(self._starts[at] - 1, 0), self._starts[min(at + 1, len(self._starts) - 1)]
