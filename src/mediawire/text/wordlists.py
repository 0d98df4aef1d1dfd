"""Word lists as they are written in code: words parted by spaces."""

from __future__ import annotations


def words(table: str) -> frozenset[str]:
    """The words of a table, as a set."""
    return frozenset(table.split())
