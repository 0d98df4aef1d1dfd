"""Winnowed fingerprints of word runs: what finds the same words in two texts without comparing each with each.

After Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting" (SIGMOD 2003): of every
`WINDOW` neighbouring runs of `RUN` words the one with the smallest hash is kept, so any common run of
`RUN + WINDOW - 1` words shares a fingerprint. The hash is CRC-32 of the small words: fixed for all time and platforms.
"""

from __future__ import annotations

import re
import zlib

from mediawire.text.figures import lowered

RUN = 4
WINDOW = 5
_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(lowered(text))


def fingerprints(words: list[str]) -> frozenset[int]:
    """The fingerprints of a text's words; of a text shorter than a run, one over all of it."""
    if len(words) < RUN:
        return frozenset({zlib.crc32(" ".join(words).encode())} if words else ())
    crc = zlib.crc32
    runs = map(" ".join, zip(words, words[1:], words[2:], words[3:], strict=False))
    hashes = [crc(run.encode()) for run in runs]
    if len(hashes) < WINDOW:
        return frozenset({min(hashes)})
    return frozenset(map(min, hashes, hashes[1:], hashes[2:], hashes[3:], hashes[4:]))
