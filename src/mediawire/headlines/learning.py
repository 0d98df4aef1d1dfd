"""Names learned from earlier reports: a name that several of them write is no misspelling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from mediawire.text.names import occurrences

_REPORTS = 2  # one report may have a typing error; two hardly have the same


def learned(texts: Iterable[str]) -> frozenset[str]:
    """The words (small letters) that at least two of the texts write with a capital inside sentences."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(
            word for word, seen in occurrences(text).items() if len(word) > 2 and seen.commonest[:1].isupper()
        )
    return frozenset(word for word, count in counts.items() if count >= _REPORTS)
