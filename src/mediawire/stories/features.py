"""What a report is about, as weighted word stems: headline first, then the beginning, names above common words."""

from __future__ import annotations

import collections
import functools
import math
import re
from collections.abc import Callable, Iterable, Mapping
from sys import intern

from mediawire.stories.commonplace import COMMON
from mediawire.stories.tongues import tongue_of

Vector = dict[str, float]
HEADLINE = 3.5
CAPITAL = 1.4
LEAD = 220  # words of the body that are looked at
RECENT = 128  # reports whose terms are kept at hand: each is looked up and then taken in
KEPT = 140  # terms of a vector
_WORD = re.compile(r"[^\W_][\w’']*")


@functools.lru_cache(maxsize=RECENT)
def terms(headline: str, text: str) -> Mapping[str, float]:
    """Word stems of a report with their weights before rarity is known."""
    found: collections.defaultdict[str, float] = collections.defaultdict(float)
    tongue = tongue_of(text or headline)
    stop, stem = tongue.stop, tongue.stem
    for passage, weight, most in ((headline, HEADLINE, 60), (text[: LEAD * 9], 1.0, LEAD)):
        for word in _WORD.findall(passage)[:most]:
            low = word.lower()
            if low[-2:] in ("'s", "’s"):
                low = low[:-2]
            if len(low) > 1 and low not in stop:
                found[intern(stem(low))] += weight * (1.0 if low == word else CAPITAL)
    return found


def vector(weights: Mapping[str, float], rarity: Callable[[str], float]) -> Vector:
    """The terms of a report weighted by their rarity, the heaviest `KEPT` of them, of length one."""
    weighted = {term: (1.0 + math.log(weight)) * rarity(term) for term, weight in weights.items() if weight > 0.4}
    if len(weighted) > KEPT:
        kept = sorted(weighted.items(), key=lambda pair: (-pair[1], pair[0]))[:KEPT]
        weighted = dict(kept)
    size = math.sqrt(sum(weight * weight for weight in weighted.values())) or 1.0
    return {term: weight / size for term, weight in weighted.items()}


def cosine(a: Vector, b: Vector) -> float:
    """The likeness of two vectors of length one, from 0 to 1."""
    if len(a) > len(b):
        a, b = b, a
    return sum(weight * b[term] for term, weight in a.items() if term in b)


class Rarity:
    """How rare each term is among the reports counted so far, with a prior for the first of them.

    What was counted fades: after every `FADING` reports it weighs half, and terms met once since then are dropped. So
    the words of one big story stay telling, and what is kept does not grow with the number of reports.
    """

    PRIOR = 300
    PRIOR_COMMON = 30.0
    FADING = 2000

    def __init__(self) -> None:
        self._counts: dict[str, float] = {}
        self._reports = 0.0
        self._since = 0  # reports counted since all faded

    def count(self, found: Iterable[str]) -> None:
        """Count a report's terms."""
        counts = self._counts
        for term in found:
            counts[term] = counts.get(term, 0.0) + 1.0
        self._reports += 1.0
        self._since += 1
        if self._since >= self.FADING:
            self._fade()

    def _fade(self) -> None:
        self._since = 0
        self._reports /= 2.0
        self._counts = {term: count / 2.0 for term, count in self._counts.items() if count > 1.0}

    def forget(self, found: Iterable[str]) -> None:
        """Take a report's terms out again: another text takes its place."""
        for term in found:
            left = self._counts.get(term, 0.0) - 1.0
            if left > 0.0:
                self._counts[term] = left
            else:
                self._counts.pop(term, None)
        self._reports = max(0.0, self._reports - 1.0)

    def __call__(self, term: str) -> float:
        """The logarithm of one report in how many has a term."""
        prior = self.PRIOR_COMMON if term in COMMON else 0.6
        return math.log((self.PRIOR + self._reports + 1.0) / (prior + self._counts.get(term, 0.0)))
