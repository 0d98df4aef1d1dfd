"""An index of recent texts by their fingerprints: which of them share words with a new one, and what is boilerplate."""

from __future__ import annotations

import array
import collections
import dataclasses

from mediawire.stories.holders import Held, hold, release
from mediawire.stories.prints import fingerprints

MOST = 12  # candidates
STANDING = 3  # reports of one outlet that make a passage one of its standing lines
CROWDED = 120  # a fingerprint in more reports than this is a phrase of the language
LEAST_SHARED = 4  # fingerprints
LEAST_SHARE = 0.12  # of the smaller text's fingerprints


@dataclasses.dataclass(frozen=True, slots=True)
class Sharing:
    """The reports that share words with a text (most first), and the shared fingerprints that are standing lines."""

    names: tuple[str, ...]
    standing: frozenset[int]


class WordIndex:
    """Fingerprints of texts by name. Costs of a look-up depend on the text alone: crowded fingerprints are passed."""

    def __init__(self) -> None:
        self._prints: dict[str, array.array[int]] = {}  # a set has sixteen times the bytes
        self._sources: dict[str, str] = {}
        self._holders: dict[int, Held] = {}

    def add(self, name: str, source: str, text: str) -> None:
        """Take in a text; one of the same name is replaced."""
        self.drop(name)
        prints = fingerprints(text)
        self._prints[name] = array.array("I", prints)
        self._sources[name] = source
        known = self._holders.keys() & prints
        for each in known:
            hold(self._holders, each, name)
        self._holders.update(dict.fromkeys(prints - known, name))

    def drop(self, name: str) -> None:
        """Forget a text."""
        for each in self._prints.pop(name, ()):
            release(self._holders, each, name)
        self._sources.pop(name, None)

    def sharing(self, name: str, text: str) -> Sharing:
        """Which other texts share fingerprints with one that are nobody's standing lines."""
        prints = fingerprints(text)
        shared: list[str] = []
        standing: set[int] = set()
        holders = self._holders
        for each in holders.keys() & prints:
            known = holders[each]
            if isinstance(known, str):
                shared.append(known)
            elif len(known) >= STANDING and len(known) <= CROWDED and self._stands(known):
                standing.add(each)
            elif len(known) <= CROWDED:
                shared += known
        counts = collections.Counter(shared)
        counts.pop(name, None)
        least = len(prints) - len(standing)
        names = [other for other, count in counts.most_common(MOST) if self._enough(other, count, least)]
        return Sharing(tuple(names), frozenset(standing))

    def _stands(self, known: dict[str, None]) -> bool:
        """Do several reports of one outlet have this?"""
        sources = self._sources
        counts = collections.Counter([sources[name] for name in known])
        return max(counts.values()) >= STANDING

    def _enough(self, other: str, count: int, least: int) -> bool:
        return count >= LEAST_SHARED and count >= LEAST_SHARE * min(least, len(self._prints[other]))
