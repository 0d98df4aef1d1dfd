"""What one feed may cost."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Entries taken (the newest), size of one entry in characters, nesting, and what the slow reader is given."""

    entries: int = 2_000
    entry_size: int = 8 * 1024 * 1024
    depth: int = 256
    slow_size: int = (
        1024 * 1024
    )  # characters of a malformed document that feedparser may read; larger ones go by pieces
