"""The append-only log as plain values: what stands between the archive, which stores it, and proof, which seals it.

A tree of `size` entries is carried forward by its right edge alone: the hashes of the complete subtrees that its size
is made of (one for each bit set in `size`), the largest first. Hashes are 32 bytes, as RFC 6962 section 2.1 has them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence


@dataclasses.dataclass(frozen=True, slots=True)
class LogState:
    """How far the log has grown: its number of entries, and the hashes of its right edge, the largest subtree first."""

    size: int = 0
    edge: tuple[bytes, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Sealed:
    """The log after some entries were added.

    `size` and `edge` are its new state, `root` the tree's hash, `note` the signed checkpoint as text, `leaf_hashes`
    those of the entries added, in their order.
    """

    size: int
    root: bytes
    note: str
    leaf_hashes: tuple[bytes, ...]
    edge: tuple[bytes, ...]

    @property
    def state(self) -> LogState:
        """What the next sealing begins with."""
        return LogState(self.size, self.edge)


# Called inside the transaction that stores the entries: size and right edge so far, the new entries' data, in order.
Seal = Callable[[int, tuple[bytes, ...], Sequence[bytes]], Sealed]
