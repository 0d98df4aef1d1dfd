"""A report's body as the checks of headlines look at it: words, figures, quotations, each found once."""

from __future__ import annotations

import functools
import re
from collections import Counter

from mediawire.text.figures import Figure, figures, lowered

_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*[^\W_])?")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’'»)]*\s+(?=[\"“‘'«(]*[^\W_a-z])|\n+")
_CONTRACTED = re.compile(r"['’](?:s|S)$|['’]$")


def plain_word(word: str) -> str:
    """A word in small letters, straight apostrophes, without its possessive ending."""
    small = lowered(word).replace("’", "'")
    if small.endswith("'s"):
        return small[:-2]
    return small.rstrip("'")


class Body:
    """The body of one report. Made by `body_of`; everything is found at its first use."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language

    @functools.cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the body, in order."""
        return figures(self.text, self.language)

    @functools.cached_property
    def tokens(self) -> tuple[str, ...]:
        """The words as written, in order."""
        return tuple(_WORD.findall(self.text))

    @functools.cached_property
    def words(self) -> Counter[str]:
        """Plain words (`plain_word`) and how often each stands here."""
        return Counter(map(plain_word, self.tokens))

    @functools.cached_property
    def parts(self) -> frozenset[str]:
        """The members of words with hyphens, small letters."""
        return frozenset(part for word in self.words if "-" in word for part in word.split("-"))

    @functools.cached_property
    def running(self) -> str:
        """The words in small letters, one space between them and around all: a quotation is a run of these."""
        return f" {running(self.text)} "

    @functools.cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Character ranges of the sentences, in order."""
        edges = [0]
        ends = []
        for match in _SENTENCE_END.finditer(self.text):
            ends.append(match.start())
            edges.append(match.end())
        ends.append(len(self.text))
        return tuple((start, end) for start, end in zip(edges, ends, strict=True) if start < end)


def running(text: str) -> str:
    """Words and figures of a text in small letters, marks and apostrophes dropped, one space between them."""
    small = text.lower().replace("’", "").replace("'", "").replace("‘", " ")
    return " ".join(re.findall(r"[^\W_]+(?:[.,]\d+)*", small))


@functools.lru_cache(maxsize=64)
def body_of(text: str, language: str) -> Body:
    """The body with this text; kept, since one report's headlines are judged again and again."""
    return Body(text, language)
