"""Memory that is free goes back to the system: glibc alone keeps it (elsewhere nothing happens).

A line has a dozen threads, and glibc gives each an arena of its own, which keeps what a batch of pages has needed. With
two arenas, trimmed while the line runs, the process stays tens of megabytes smaller and no slower.
"""

from __future__ import annotations

import ctypes
import sys

_M_ARENA_MAX = -8  # malloc.h
_ARENAS = 2


def few_arenas() -> None:
    """To be called before the threads begin."""
    call = _function("mallopt")
    if call is not None:
        call(_M_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Give free memory back to the system; takes some milliseconds."""
    call = _function("malloc_trim")
    if call is not None:
        call(0)


def _function(name: str) -> ctypes._NamedFuncPointer | None:
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
