"""The shape of a language's data."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

STEM = 7


def cut(word: str) -> str:
    """The stem of a word in small letters where nothing better is known: its first seven letters."""
    return word[:STEM]


@dataclasses.dataclass(frozen=True, slots=True)
class Tongue:
    """A language: its code and script; `stop` words that tell nothing of a subject; `marks` by which it is told from
    others of its script; `stem` of a word in small letters; whether `capitals` mark names."""

    code: str
    script: str
    stop: frozenset[str]
    marks: frozenset[str]
    stem: Callable[[str], str] = cut
    capitals: bool = True
