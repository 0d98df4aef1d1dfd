"""A headline's words laid beside the body's: where each stands there, in which sentence, beside what."""

from __future__ import annotations

import bisect
import dataclasses
import functools
import re

from mediawire.headlines.body import Body, plain_word, stem
from mediawire.text.wordlists import words

_TOKEN = re.compile(r"[^\W_](?:[\w’'.-]*[^\W_])?|[:;,.!?—–|…“”\"()]")
STOP = words(
    "a an the and or but nor so yet of in on at to for from by with as into over under after before about against amid"
    " among between during through than that this these those it its he she they we you i him her them us his their our"
    " your my who whom whose which what when where why how is are was were be been being am do does did"
    " done has have had"
    " having will would shall should can could may might must not no never n't up down out off all any some"
    " more most other"
    " such just also only very too now then there here if while because s t new says say said"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Token:
    """A word of a headline: as written, small and plain, its stem, and where it stands (end excluded)."""

    text: str
    plain: str
    stem: str
    start: int
    end: int

    @property
    def content(self) -> bool:
        """Does it say something of its own: no mark, no particle, no auxiliary?"""
        return self.text[0].isalnum() and self.plain not in STOP and len(self.plain) > 1


class Evidence:
    """A headline's tokens, and the places of their stems in the body's flow."""

    def __init__(self, headline: str, body: Body) -> None:
        self.tokens = [_token(match) for match in _TOKEN.finditer(headline)]
        self.headline = headline
        self.body = body
        self.content = frozenset(token.stem for token in self.tokens if token.content)
        self._places: dict[str, list[int]] = {}

    def places_of(self, stem: str) -> list[int]:
        """The places of a stem in the body's flow."""
        places = self._places.get(stem)
        if places is None:
            places = self._places[stem] = list(self.body.places_of(stem))
        return places

    @functools.cached_property
    def clauses(self) -> list[list[Token]]:
        """The headline's words between marks that part clauses."""
        parts: list[list[Token]] = [[]]
        for token in self.tokens:
            if token.text[0].isalnum():
                parts[-1].append(token)
            elif token.text in ":;?!.—–|…":
                parts.append([])
        return [part for part in parts if part]

    def stems_of(self, sentence: tuple[str, ...]) -> list[str]:
        """The stems of a sentence's words, in order."""
        return [stem(word) for word in sentence]

    def window(self, place: int, before: int, after: int) -> list[str]:
        """The body's plain words around a place, not beyond the sentence."""
        flow = self.body.flow
        start = end = place
        while start > 0 and place - start < before and flow[start - 1] != ".":
            start -= 1
        while end + 1 < len(flow) and end - place < after and flow[end + 1] != ".":
            end += 1
        return list(flow[start : end + 1])

    def nearest(self, count: int) -> list[tuple[str, ...]]:
        """The sentences (plain words) that share most content with the headline, best first; none share nothing."""
        return [self.body.flow[start:end] for start, end in self._ranked[:count]]

    @functools.cached_property
    def _ranked(self) -> list[tuple[int, int]]:
        shared: dict[tuple[int, int], int] = {}
        starts = [start for start, _ in self.body.bounds]
        for each in self.content:
            for bound in {self.body.bounds[bisect.bisect_right(starts, place) - 1] for place in self.places_of(each)}:
                shared[bound] = shared.get(bound, 0) + 1
        return sorted(shared, key=lambda bound: (-shared[bound] / (8 + bound[1] - bound[0]) ** 0.5, bound))


def _token(match: re.Match[str], offset: int = 0) -> Token:
    plain = plain_word(match[0])
    return Token(match[0], plain, stem(plain), offset + match.start(), offset + match.end())


def part_of(token: Token, match: re.Match[str]) -> Token:
    """A member of a compound as a token of its own; `match` is in the compound's text."""
    return _token(match, token.start)
