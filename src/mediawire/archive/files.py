"""The WARC file that this process writes: append, sync, roll over; a failed write leaves nothing half said.

Every process start begins a file of its own, so a tail torn by a crash has nothing after it. The kernel's lock on an
open file tells the sweeper, in whatever process, that it is being written.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import fcntl
import os
import re
from collections.abc import Sequence
from pathlib import Path

from mediawire.archive import warc
from mediawire.model.capture import Place
from mediawire.model.errors import StorageFailed

SUFFIX = ".warc.gz"
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


@dataclasses.dataclass(slots=True)
class _Open:
    """The file being written: its name, descriptor, and the length up to which it is on disk and said to be."""

    name: str
    descriptor: int
    length: int


class RecordFile:
    """Appends records to files named WRITER-TIME-NUMBER.warc.gz in a folder. Not to be shared by threads.

    Manifests name these files, so no name comes twice, also when a file was swept: TIME is that of its first record.
    """

    def __init__(self, folder: Path, writer: str, limit: int) -> None:
        self._folder = folder
        self._writer = _UNSAFE.sub("-", writer) or "writer"
        self._limit = limit
        self._open: _Open | None = None

    def append(self, records: Sequence[bytes], moment: dt.datetime) -> list[Place]:
        """Write records one after another and sync once. Raises StorageFailed; then none of them may be said stored."""
        try:
            file = self._file(moment)
        except OSError as error:
            raise _failed(error, str(self._folder)) from error
        try:
            return self._written(file, records)
        except OSError as error:
            self._give_up(file)
            raise _failed(error, str(self._folder / file.name)) from error

    def _written(self, file: _Open, records: Sequence[bytes]) -> list[Place]:
        places, end = [], file.length
        for record in records:
            places.append(Place(file=file.name, offset=end, length=len(record)))
            end += len(record)
        _write(file.descriptor, b"".join(records))
        os.fsync(file.descriptor)
        file.length = end
        return places

    def _give_up(self, file: _Open) -> None:
        """After a failed write or sync nothing is known of the tail: cut it if possible, and never go on there."""
        self._open = None
        try:
            os.ftruncate(file.descriptor, file.length)
        except OSError:
            pass  # the tail stays; no row speaks of it
        finally:
            os.close(file.descriptor)

    def _file(self, moment: dt.datetime) -> _Open:
        if self._open is not None and self._open.length >= self._limit:
            self.close()
        if self._open is None:
            self._open = self._begin(moment)
        return self._open

    def _begin(self, moment: dt.datetime) -> _Open:
        stamp = f"{self._writer}-{moment.astimezone(dt.UTC):%Y%m%dT%H%M%S}"
        name = f"{stamp}-{self._next_number(stamp):06d}{SUFFIX}"
        descriptor = os.open(self._folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o640)
        file = _Open(name, descriptor, 0)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            self._written(file, [warc.opening(name, moment)])
            _sync_folder(self._folder)
        except OSError:
            os.close(descriptor)
            raise
        return file

    def _next_number(self, stamp: str) -> int:
        self._folder.mkdir(parents=True, exist_ok=True)
        start = len(stamp) + 1
        names = [path.name for path in self._folder.glob(f"{stamp}-*{SUFFIX}")]
        numbers = [int(text) for name in names if (text := name[start : -len(SUFFIX)]).isdigit()]
        return max(numbers, default=0) + 1

    def close(self) -> None:
        """Close the file; the next record begins another."""
        if self._open is not None:
            os.close(self._open.descriptor)
            self._open = None


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _failed(error: OSError, where: str) -> StorageFailed:
    return StorageFailed(
        f"the capture could not be stored ({error.strerror or error})",
        where=where,
        remedy="Nothing is said to be stored. Free disk space, or look after the disk; the page is fetched again.",
    )
