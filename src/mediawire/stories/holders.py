"""Which reports have something: an index in which most entries have one, and then cost no more than its name."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

Key = TypeVar("Key", int, str)
Held = str | dict[str, None]  # the name of the one that has it, or of all that do


def hold(index: dict[Key, Held], key: Key, name: str) -> None:
    """Say that a report has something."""
    known = index.get(key)
    if known is None:
        index[key] = name
    elif isinstance(known, dict):
        known[name] = None
    elif known != name:
        index[key] = {known: None, name: None}


def release(index: dict[Key, Held], key: Key, name: str) -> None:
    """A report that has something is forgotten."""
    known = index[key]
    if isinstance(known, str):
        del index[key]
        return
    del known[name]
    if len(known) == 1:
        index[key] = next(iter(known))


def holders(index: dict[Key, Held], key: Key) -> Collection[str]:
    """The reports that have something, in the order in which they came."""
    known = index.get(key)
    return () if known is None else (known,) if isinstance(known, str) else known
