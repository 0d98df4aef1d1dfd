"""Winnowed fingerprints of word runs: what finds the same words in two texts without comparing each with each.

After Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting" (SIGMOD 2003). Runs of
`RUN` words that begin with a longer word are hashed, and of every `WINDOW` neighbouring ones the smallest hash is kept:
a common passage with `WINDOW` longer words shares a fingerprint. The hash is CRC-32 of the small words: fixed for all
time and platforms.
"""

from __future__ import annotations

import functools
import itertools
import re
import zlib
from collections.abc import Sequence

from mediawire.text.figures import lowered

RUN = 4
WINDOW = 3
LONG = 6  # letters of a longer word
RECENT = 128  # texts whose words are kept at hand
_WORD = re.compile(r"\w+")
_BETWEEN = re.compile(r"(\W+)")


@functools.lru_cache(maxsize=RECENT)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters."""
    return tuple(_WORD.findall(lowered(text)))


@functools.lru_cache(maxsize=RECENT)
def places_of(text: str) -> tuple[int, ...]:
    """Where the words of `words_of` begin and end in the text: word i from place 2i to place 2i + 1."""
    pieces = _BETWEEN.split(text)
    ends = tuple(itertools.accumulate(map(len, pieces)))
    if pieces[0]:
        return (0, *ends)
    return ends[1:]


def hashes(words: Sequence[str]) -> list[int]:
    """The hashes of the runs of `RUN` words that begin with a longer word; of a text without, one over all of it."""
    crc, last = zlib.crc32, len(words) - RUN
    found = [
        crc(" ".join(words[at : at + RUN]).encode())
        for at, word in enumerate(words)
        if len(word) >= LONG and at <= last
    ]
    return found or ([crc(" ".join(words).encode())] if words else [])


@functools.lru_cache(maxsize=RECENT)
def fingerprints(text: str) -> frozenset[int]:
    """The winnowed hashes of a text's words."""
    every = hashes(words_of(text))
    if len(every) < WINDOW:
        return frozenset(every)
    return frozenset(map(min, every, every[1:], every[2:]))
