"""The ledger: which file of the public folder has which digest, noted on disk before the file is put there.

    ? DIGEST PATH     the file is about to have these bytes (SHA-256); DIGEST is "gone" where it is about to be removed
    ! DIGEST PATH     it has them, and is on the disk

A line each, appended; the "?" lines are synced before any file is touched. So at every moment, and after a crash at any
point, a file that the press wrote has one of the digests that the ledger allows: the last "!" or a "?" after it. What
has another, or stands there without a line, was not written by the press. The audit believes this file, not a database.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

GONE = b""  # stands for "there is no such file"
UNREAD = b"unread"  # for a link, a folder, or what the disk does not give
WORKSHOP = ".press"
# What whoever issues certificates looks for is put there and taken away by others (RFC 8555 section 8.3).
_NOT_OURS = (".well-known/acme-challenge",)
_GONE = "gone"
_ROOM = 16 << 20  # bytes that may be appended before the ledger is written anew
Digests = tuple[bytes, ...]
Note = tuple[str, bytes]  # path, digest


@dataclasses.dataclass(slots=True)
class Told:
    """What a ledger says: the digests that each path may have, and the numbers of lines that are none."""

    allowed: dict[str, Digests] = dataclasses.field(default_factory=dict)
    damaged: list[int] = dataclasses.field(default_factory=list)

    def may_be(self, path: str) -> Digests:
        """The digests that the file at a path may have; GONE alone where none was printed."""
        return self.allowed.get(path, (GONE,))


class Ledger:
    """The ledger of one public folder, written by whoever holds the printer's lock.

    `known` gives digests from elsewhere, by path, for a folder that was printed before there was a ledger. Methods
    raise OSError as the disk says; then nothing may be printed.
    """

    def __init__(
        self,
        file: Path,
        known: Callable[[], Mapping[str, str]] = dict,
        sync: Callable[[int], None] = os.fsync,
    ) -> None:
        self._file = file
        self._known = known
        self._sync = sync
        self._most = _ROOM

    def open(self, public: Path) -> None:
        """Begin: settle what a crash left open, and write the ledger anew without what is past."""
        if not self._file.exists():
            known = self._known()
            found = {path: bytes.fromhex(known.get(path, "")) or digest_of(public, path) for path in standing(public)}
            return self._write_anew({path: (digest,) for path, digest in found.items()})
        told = read(self._file).allowed
        for path, digests in told.items():
            if len(digests) > 1 and (now := digest_of(public, path)) in digests:
                told[path] = (now,)
        return self._write_anew(told)

    def intend(self, notes: Iterable[Note]) -> None:
        """Note what is about to be done; on disk when this returns."""
        self._append("?", notes, sync=True)

    def done(self, notes: Iterable[Note]) -> None:
        """Note what was done. It reaches the disk with what is noted next: lost, both digests stay allowed."""
        self._append("!", notes, sync=False)
        if self._file.stat().st_size > self._most:
            self._write_anew(read(self._file).allowed)

    def _append(self, mark: str, notes: Iterable[Note], *, sync: bool) -> None:
        lines = "".join(_line(mark, path, digest) for path, digest in notes).encode("utf-8", "surrogateescape")
        if not lines:
            return
        handle = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
        try:
            before = os.fstat(handle).st_size
            try:
                _write(handle, lines)
                if sync:
                    self._sync(handle)
            except OSError:
                os.ftruncate(handle, before)
                raise
        finally:
            os.close(handle)

    def _write_anew(self, told: Mapping[str, Digests]) -> None:
        """Only what stands: a copy, synced, takes the ledger's place at once."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        beside = self._file.with_name(f"{self._file.name}.new")
        with beside.open("wb") as file:
            for path, (first, *more) in told.items():
                lines = _line("!", path, first) + "".join(_line("?", path, digest) for digest in more)
                file.write(lines.encode("utf-8", "surrogateescape"))
            file.flush()
            self._sync(file.fileno())
            self._most = 2 * file.tell() + _ROOM
        beside.replace(self._file)
        folder = os.open(self._file.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            self._sync(folder)
        finally:
            os.close(folder)


def _line(mark: str, path: str, digest: bytes) -> str:
    return f"{mark} {digest.hex() or _GONE} {path}\n"


def _write(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]


def read(file: Path) -> Told:
    """What a ledger says. A last line that is cut off was not acted on, and counts for nothing. Raises OSError."""
    told = Told()
    with file.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.endswith(b"\n"):
                break
            note = _note(line[:-1].decode("utf-8", "surrogateescape"))
            if note is None:
                told.damaged.append(number)
            else:
                _take(told.allowed, *note)
    return told


def _note(line: str) -> tuple[str, str, bytes] | None:
    mark, _, rest = line.partition(" ")
    told, _, path = rest.partition(" ")
    try:
        digest = GONE if told == _GONE else bytes.fromhex(told)
    except ValueError:
        return None
    sound = mark in ("?", "!") and path and (digest == GONE or len(digest) == hashlib.sha256().digest_size)
    return (mark, path, digest) if sound else None


def _take(allowed: dict[str, Digests], mark: str, path: str, digest: bytes) -> None:
    if mark == "?":
        before = allowed.get(path, (GONE,))
        allowed[path] = before if digest in before else (*before, digest)
    elif digest == GONE:
        allowed.pop(path, None)
    else:
        allowed[path] = (digest,)


def standing(public: Path) -> Iterator[str]:
    """Every file below a public folder that a web server may serve, by its path; links are not followed."""
    for folder, folders, files in os.walk(public):
        place = Path(folder).relative_to(public)
        inside = [(place / name).as_posix() for name in folders]
        folders[:] = [Path(each).name for each in inside if each != WORKSHOP and each not in _NOT_OURS]
        yield from ((place / name).as_posix() for name in files)
        yield from (each for each in inside if (public / each).is_symlink())


def digest_of(public: Path, path: str) -> bytes:
    """The SHA-256 of a file below the public folder; GONE where none is there, of no file's where it is a link."""
    try:
        handle = os.open(public / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return GONE
    except OSError:
        return UNREAD
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return UNREAD
    with os.fdopen(handle, "rb") as file:
        try:
            return hashlib.file_digest(file, "sha256").digest()
        except OSError:
            return UNREAD
