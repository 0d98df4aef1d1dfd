"""The printer: writes editions into the public folder so that a reader never meets half a file.

A file is written under a name of its own in `.press`, synced, and renamed over its place; then the directory is synced.
What a crash leaves behind stands in `.press` alone and is swept away at the next start. One process prints at a time
(the line holds the printer's lock). A ledger notes each file's digest before the file is put in place.
"""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from mediawire.model.capture import sha256
from mediawire.model.errors import StorageFailed
from mediawire.model.item import Edition, PrintedFile
from mediawire.press import folders
from mediawire.press.assets import assets
from mediawire.press.ledger import GONE, WORKSHOP, Ledger, Note

Names = tuple[str, ...]
_REMEDY = "Free or repair the disk, then restart; what is decided is printed then."


@dataclasses.dataclass(frozen=True, slots=True)
class _Told:
    """A file that is to stand in the public folder: its path, the same as names, the SHA-256 of its bytes, these."""

    path: str
    names: Names
    digest: str
    body: bytes


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
        self._unsynced: dict[Names, str] = {}  # directories, each with a file in it that was put there

    def write(self, edition: Edition) -> list[tuple[str, str]]:
        """Write an edition's files; gives each path with the SHA-256 of its bytes. Equal files are left alone.

        Raises StorageFailed: then the file named is as it was, and those after it are not printed.
        """
        return self.write_all((edition,))

    def write_all(self, editions: Iterable[Edition]) -> list[tuple[str, str]]:
        """The same for a batch, in order: what is about to be written is noted at once, each directory synced once."""
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
        told = [_Told(file.path, _checked(file.path), sha256(file.body), file.body) for file in files]
        fresh = [each for folder, some in _by_folder(told) for each in self._fresh(folder, some)]
        notes = [(each.path, bytes.fromhex(each.digest)) for each in fresh]
        self._intend(notes)
        self._gone.difference_update(each.path for each in fresh)
        for folder, some in _by_folder(fresh):
            self._put_all(folder, some)
        self._sync_directories()
        self._done(notes)
        return [(each.path, each.digest) for each in told]

    def _intend(self, notes: Sequence[Note]) -> None:
        if self._ledger is not None and notes:
            with self._guard(notes[0][0]):
                self._ledger.intend(notes)

    def _done(self, notes: Sequence[Note]) -> None:
        if self._ledger is not None and notes:
            with self._guard(notes[0][0]):
                self._ledger.done(notes)

    def _fresh(self, names: Names, files: Sequence[_Told]) -> Sequence[_Told]:
        """Those files of a folder that are not there with just their bytes."""
        try:
            with folders.opened(self.public, names) as folder:
                return [each for each in files if not _holds(folder, each.names[-1], each.body)]
        except OSError:
            return files

    def _put_all(self, names: Names, files: Sequence[_Told]) -> None:
        """Put files into their folder, and sync that."""
        at = files[0].path
        with self._guard(at), contextlib.ExitStack() as held:
            folder = held.enter_context(folders.opened(self.public, names, make=True))
            workshop = held.enter_context(folders.opened(self.public, (WORKSHOP,)))
            for each in files:
                with self._guard(each.path):
                    self._put(folder, workshop, each)
                self._unsynced[names] = each.path
            with self._guard(at, final=True):
                self._sync(folder)
            del self._unsynced[names]

    def _put(self, folder: int, workshop: int, told: _Told) -> None:
        temporary = f"{os.getpid()}-{sha256(told.path.encode())[:16]}"
        try:
            self._write_synced(workshop, temporary, told.body)
            os.rename(temporary, told.names[-1], src_dir_fd=workshop, dst_dir_fd=folder)
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
        """Sync the directories that an earlier, interrupted call has left with a new file in them."""
        for names, path in list(self._unsynced.items()):
            with self._guard(path, final=True), folders.opened(self.public, names) as folder:
                self._sync(folder)
            del self._unsynced[names]

    def _remove(self, names: Names) -> None:
        try:
            with folders.opened(self.public, names[:-1]) as folder:
                os.unlink(names[-1], dir_fd=folder)
                self._sync(folder)
        except FileNotFoundError:
            return
        self._unsynced.pop(names[:-1], None)
        self._prune(names[:-1])

    def _prune(self, names: Names) -> None:
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


def _by_folder(files: Iterable[_Told]) -> list[tuple[Names, list[_Told]]]:
    """Files in their order, those together that follow one another in one folder."""
    return [(names, list(some)) for names, some in itertools.groupby(files, key=lambda each: each.names[:-1])]


def _checked(path: str) -> Names:
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
