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
RECENT = 128  # texts whose words and fingerprints are kept at hand: with a quarter, copies take a fifth longer
_WORD = re.compile(r"\w+")


@functools.lru_cache(maxsize=RECENT)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters."""
    return tuple(_WORD.findall(lowered(text)))


@functools.lru_cache(maxsize=RECENT)
def starts_of(text: str) -> tuple[int, ...]:
    """Where each word of `words_of` begins in the text; it ends as many characters on as it has letters."""
    find = lowered(text).find
    starts: list[int] = []
    end = 0
    for word in words_of(text):
        # Nothing of a word can stand between two words: what is found next is the word itself.
        start = find(word, end)
        starts.append(start)
        end = start + len(word)
    return tuple(starts)


def hashes(words: Sequence[str]) -> list[int]:
    """The hashes of the runs of `RUN` words that begin with a longer word; of a text without, one over all of it."""
    crc = zlib.crc32
    letters = list(map(len, words))
    data = " ".join(words).encode()
    ascii_only = len(data) == sum(letters) + max(0, len(words) - 1)
    # Where each word begins in the bytes, the spaces not counted: a run of words is cut out of them, not joined anew.
    begins = list(itertools.accumulate(letters if ascii_only else map(len, map(str.encode, words)), initial=0))
    long = [at for at, length in enumerate(letters[: 1 - RUN]) if length >= LONG]
    found = [crc(data[begins[at] + at : begins[at + RUN] + at + RUN - 1]) for at in long]
    return found or ([crc(data)] if words else [])


@functools.lru_cache(maxsize=RECENT)
def fingerprints(text: str) -> frozenset[int]:
    """The winnowed hashes of a text's words."""
    every = hashes(words_of(text))
    if len(every) < WINDOW:
        return frozenset(every)
    return frozenset(map(min, every, every[1:], every[2:]))
