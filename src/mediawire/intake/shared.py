"""One gate for all workers of a wire: what each of them knows of a domain's pace, in one small file.

A domain has a place in the file by the hash of its name. Whoever asks the domain holds a lock on the bytes of that
place (POSIX record locks, which the system lets go when a process dies) and leaves there when the domain last answered
and until when it is closed. Times are the system's monotonic clock, which all processes of a machine share; after a
restart of the machine what stands in the file lies in the future, and is taken for nothing.

Two domains whose names fall on one place wait for each other, which is slower and never less polite.
"""

from __future__ import annotations

import dataclasses
import fcntl
import hashlib
import os
import struct
from pathlib import Path

PLACES = 2**18
RECORD = struct.Struct("<ddI")


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """What is known of a domain: when it last answered, until when it is closed, and the status that closed it."""

    answered: float = float("-inf")
    closed_until: float = float("-inf")
    closed_by: int = 0


class SharedPace:
    """The file. One for a process; safe among any number of processes, not among threads."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._held: set[int] = set()

    def close(self) -> None:
        """Let go of everything."""
        os.close(self._file)

    def enter(self, name: str) -> bool:
        """Take the domain, or give False while somebody else has it."""
        place = _place(name)
        if place in self._held:  # another domain of ours on the same place: the system's locks are for processes
            return False
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, RECORD.size, place)
        except (BlockingIOError, PermissionError):
            return False
        self._held.add(place)
        return True

    def known(self, name: str, now: float) -> Known:
        """What the others have left of the domain; `now` is the monotonic clock's."""
        record = os.pread(self._file, RECORD.size, _place(name))
        if len(record) < RECORD.size:
            return Known()
        known = Known(*RECORD.unpack(record))
        # Zeros are a place that nobody has written to; the future is the clock of before the machine's restart.
        return known if 0.0 < known.answered <= now else Known()

    def leave(self, name: str, known: Known) -> None:
        """Leave what is now known of the domain, and the domain."""
        place = _place(name)
        os.pwrite(self._file, RECORD.pack(known.answered, known.closed_until, known.closed_by), place)
        fcntl.lockf(self._file, fcntl.LOCK_UN, RECORD.size, place)
        self._held.discard(place)


def _place(name: str) -> int:
    digest = hashlib.blake2b(name.encode("utf-8"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % PLACES * RECORD.size
