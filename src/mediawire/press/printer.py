"""The printer: writes editions into the public folder so that a reader never meets half a file.

A file is written under a name of its own in `.press`, synced, and renamed over its place; then the directory is synced.
What a crash leaves behind stands in `.press` alone and is swept away at the next start. One process prints at a time
(the line holds the printer's lock). A ledger notes each file's digest before the file is put in place.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from mediawire.model.capture import sha256
from mediawire.model.errors import StorageFailed
from mediawire.model.item import Edition, PrintedFile
from mediawire.press import folders
from mediawire.press.assets import assets
from mediawire.press.ledger import GONE, WORKSHOP, Ledger, Note

_REMEDY = "Free or repair the disk, then restart; what is decided is printed then."


class Printer:
    """Writes and removes files below one public folder.

    After a failed sync nothing more is printed by this printer: what the disk has refused once may not be called
    stored because a second try says so. A full disk is another matter: the next call tries again. `sync` forces a file
    or directory, by its descriptor, to the disk; `ledger` notes what is printed.
    """

    def __init__(self, public: Path, sync: Callable[[int], None] = os.fsync, ledger: Ledger | None = None) -> None:
        self.public = public
        self._sync = sync
        self._ledger = ledger
        self._gone: set[str] = set()  # paths that were noted as removed since the ledger was opened
        self._ready = False
        self._failed: OSError | None = None
        self._unsynced: dict[tuple[str, ...], str] = {}  # directories, each with a file in it that was put there

    def write(self, edition: Edition) -> list[tuple[str, str]]:
        """Write an edition's files; gives each path with the SHA-256 of its bytes. Equal files are left alone.

        Raises StorageFailed: then the file named is as it was, and those after it are not printed.
        """
        return self.write_all((edition,))

    def write_all(self, editions: Iterable[Edition]) -> list[tuple[str, str]]:
        """The same for a batch: files in order, each directory synced once at the end."""
        self._prepare()
        return self._write_files([file for edition in editions for file in edition.files])

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files, and the directories that they leave empty. What is not there is removed already."""
        self._prepare()
        named = {path: _checked(path) for path in paths}
        unsaid = [(path, GONE) for path in named if path not in self._gone]
        self._intend(unsaid)
        for path, names in named.items():
            with self._guard(path, final=True):
                self._remove(names)
        self._done(unsaid)
        self._gone.update(named)

    def take_over(self) -> None:
        """Say that another may have printed since: what it left half done is seen to before anything is printed."""
        self._ready = False

    def standing(self, path: str) -> list[str]:
        """The files that stand in an item's folder, whoever wrote them; none where there is no such folder."""
        folder = self.public.joinpath(*_checked(path))
        return sorted(f"{path}/{file.name}" for file in folder.iterdir()) if folder.is_dir() else []

    def mentioning(self, path: str) -> list[str]:
        """The item pages that list an item, as they stand: when it is withdrawn, they must be printed anew (I5)."""
        needle = f"/{path}/index.html".encode()
        own = self.public / path / "index.html"
        pages = (page for page in self.public.glob("[0-9]*/*/*/*/index.html") if page != own)
        return sorted(page.relative_to(self.public).parent.as_posix() for page in pages if needle in page.read_bytes())

    def _prepare(self) -> None:
        """Once: make the folder, sweep what a crash left, open the ledger, install styles and scripts."""
        if self._ready:
            return
        with self._guard(str(self.public)):
            workshop = self.public / WORKSHOP
            workshop.mkdir(parents=True, exist_ok=True)
            for left in workshop.iterdir():
                left.unlink()
            self._gone.clear()
            if self._ledger is not None:
                self._ledger.open(self.public)
        self._write_files(list(assets()))
        self._ready = True

    def _write_files(self, files: Sequence[PrintedFile]) -> list[tuple[str, str]]:
        named = {file.path: (_checked(file.path), file.body) for file in files}
        told = [(file.path, sha256(file.body)) for file in files]
        fresh = [(path, digest) for path, digest in told if not self._stands(*named[path])]
        notes = [(path, bytes.fromhex(digest)) for path, digest in fresh]
        self._intend(notes)
        self._gone.difference_update(path for path, _ in fresh)
        for path, _ in fresh:
            names, body = named[path]
            with self._guard(path):
                self._put(names, body)
            self._unsynced[names[:-1]] = path
        self._sync_directories()
        self._done(notes)
        return told

    def _intend(self, notes: Sequence[Note]) -> None:
        if self._ledger is not None and notes:
            with self._guard(notes[0][0]):
                self._ledger.intend(notes)

    def _done(self, notes: Sequence[Note]) -> None:
        if self._ledger is not None and notes:
            with self._guard(notes[0][0]):
                self._ledger.done(notes)

    def _stands(self, names: tuple[str, ...], body: bytes) -> bool:
        """Whether the file is there with just these bytes."""
        try:
            with folders.opened(self.public, names[:-1]) as folder:
                return _holds(folder, names[-1], body)
        except OSError:
            return False

    def _put(self, names: tuple[str, ...], body: bytes) -> None:
        with (
            folders.opened(self.public, names[:-1], make=True) as folder,
            folders.opened(self.public, (WORKSHOP,)) as workshop,
        ):
            temporary = f"{os.getpid()}-{sha256('/'.join(names).encode())[:16]}"
            try:
                self._write_synced(workshop, temporary, body)
                os.rename(temporary, names[-1], src_dir_fd=workshop, dst_dir_fd=folder)
            except OSError:
                _unlink(workshop, temporary)
                raise

    def _write_synced(self, folder: int, name: str, body: bytes) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
        with os.fdopen(os.open(name, flags, 0o644, dir_fd=folder), "wb") as file:
            file.write(body)
            file.flush()
            self._sync(file.fileno())

    def _sync_directories(self) -> None:
        """Sync every directory with a new file in it, also those that an earlier, interrupted call left."""
        for names, path in list(self._unsynced.items()):
            with self._guard(path, final=True), folders.opened(self.public, names) as folder:
                self._sync(folder)
            del self._unsynced[names]

    def _remove(self, names: tuple[str, ...]) -> None:
        try:
            with folders.opened(self.public, names[:-1]) as folder:
                os.unlink(names[-1], dir_fd=folder)
                self._sync(folder)
        except FileNotFoundError:
            return
        self._unsynced.pop(names[:-1], None)
        self._prune(names[:-1])

    def _prune(self, names: tuple[str, ...]) -> None:
        """Remove empty directories from the innermost outwards."""
        while names:
            with folders.opened(self.public, names[:-1]) as parent:
                if not _rmdir(parent, names[-1]):
                    return
                self._sync(parent)
            names = names[:-1]

    @contextlib.contextmanager
    def _guard(self, path: str, *, final: bool = False) -> Iterator[None]:
        """Turns the system's refusals into StorageFailed; a final one, or a fault of the device, ends this printer."""
        if self._failed is not None:
            raise _storage_failed(path, self._failed)
        try:
            yield
        except OSError as error:
            if final or error.errno == errno.EIO:
                self._failed = error
            raise _storage_failed(path, error) from error


def _checked(path: str) -> tuple[str, ...]:
    names = folders.parts_of(path)
    if names is None:
        raise StorageFailed(
            "this path may not be written: it is empty, absolute, hidden or leads out of the public folder",
            where=repr(path),
            remedy="Nothing was written. A preview has no path; anything else is a fault of the caller.",
        )
    return names


def _storage_failed(path: str, error: OSError) -> StorageFailed:
    told = error.strerror or str(error)
    return StorageFailed(f"the public folder could not be written ({told})", where=path, remedy=_REMEDY)


def _holds(folder: int, name: str, body: bytes) -> bool:
    """Whether a file is there with just these bytes."""
    try:
        handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    except OSError:
        return False
    with os.fdopen(handle, "rb") as file:
        return os.fstat(handle).st_size == len(body) and file.read() == body


def _unlink(folder: int, name: str) -> None:
    try:
        os.unlink(name, dir_fd=folder)
    except OSError:
        return  # it was never made, or the disk refuses this too: the next start sweeps it


def _rmdir(parent: int, name: str) -> bool:
    """Whether a directory was empty, and so is gone."""
    try:
        os.rmdir(name, dir_fd=parent)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST):
            return False
        raise
    return True
