"""Names learned from earlier reports: a name that several of them write is no misspelling."""

from __future__ import annotations

from collections.abc import Iterable

from mediawire.text.names import written_large

_FIRST = 4000  # characters of a text that are looked at: names stand early
_MOST = 200_000  # words of one text alone that are remembered; beyond them it is begun anew


class Names:
    """The words that at least two texts write with a capital inside sentences: two hardly have the same error."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._once: set[str] = set()
        self._known: frozenset[str] = frozenset()
        for text in texts:
            self.add(text)

    def add(self, text: str) -> None:
        """Take one more text into account."""
        if len(self._once) > _MOST:
            self._once.clear()
        met = {word for word in written_large(text[:_FIRST]) if len(word) > 2}
        again = (met & self._once) - self._known
        self._once |= met
        if again:
            self._known = self._known | again

    @property
    def words(self) -> frozenset[str]:
        """The words, small letters."""
        return self._known


def learned(texts: Iterable[str]) -> frozenset[str]:
    """The words (small letters) that at least two of the texts write with a capital inside sentences."""
    return Names(texts).words
