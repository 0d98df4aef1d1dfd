"""Word lists as they are written in code, words parted by spaces, and quick looks for what is on them."""

from __future__ import annotations

from collections.abc import Iterable


def words(table: str) -> frozenset[str]:
    """The words of a table, as a set."""
    return frozenset(table.split())


def holds_any(text: str, pieces: Iterable[str]) -> bool:
    """Whether a text has one of some pieces in it."""
    for piece in pieces:  # noqa: SIM110 - in a third of the time of `any`
        if piece in text:
            return True
    return False
