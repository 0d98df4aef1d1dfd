"""The printer: writes editions into the public folder so that a reader never meets half a file.

A file is written under a name of its own in `.press`, synced, and renamed over its place; then the directory is synced.
What a crash leaves behind stands in `.press` alone and is swept away at the next start. One process prints at a time
(the line holds the printer's lock).
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from mediawire.model.capture import sha256
from mediawire.model.errors import StorageFailed
from mediawire.model.item import Edition, PrintedFile
from mediawire.press import folders
from mediawire.press.assets import assets

WORKSHOP = ".press"
_REMEDY = "Free or repair the disk, then restart; what is decided is printed then."


class Printer:
    """Writes and removes files below one public folder.

    After a failed sync nothing more is printed by this printer: what the disk has refused once may not be called
    stored because a second try says so.
    """

    def __init__(self, public: Path) -> None:
        self.public = public
        self._ready = False
        self._failed: OSError | None = None

    def write(self, edition: Edition) -> list[tuple[str, str]]:
        """Write an edition's files; gives each path with the SHA-256 of its bytes. Equal files are left alone.

        Raises StorageFailed: then the file named is as it was, those before it are printed, those after it are not.
        """
        return self.write_all((edition,))

    def write_all(self, editions: Iterable[Edition]) -> list[tuple[str, str]]:
        """The same for a batch: files in order, each directory synced once at the end."""
        self._prepare()
        return self._write_files([file for edition in editions for file in edition.files])

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files, and the directories that they leave empty. What is not there is removed already."""
        self._prepare()
        for path in paths:
            self._guarded(path, lambda path=path: self._remove(path))  # type: ignore[misc]

    def mentioning(self, path: str) -> list[str]:
        """The pages that list an item by its path, from files as they stand: a withdrawal must print them anew (I5)."""
        needle = f"/{path}/index.html".encode()
        own = self.public / path / "index.html"
        pages = (page for page in self.public.glob("[0-9]*/*/*/*/index.html") if page != own)
        return sorted(str(page.relative_to(self.public).parent) for page in pages if needle in page.read_bytes())

    def _prepare(self) -> None:
        """Once: make the folder, sweep what a crash left, install styles and scripts."""
        if self._ready:
            return
        self._guarded(str(self.public), self._sweep)
        self._ready = True
        self._write_files(list(assets()))

    def _sweep(self) -> None:
        workshop = self.public / WORKSHOP
        workshop.mkdir(parents=True, exist_ok=True)
        for left in workshop.iterdir():
            left.unlink()

    def _write_files(self, files: list[PrintedFile]) -> list[tuple[str, str]]:
        written: list[tuple[str, str]] = []
        touched: dict[tuple[str, ...], str] = {}
        for file in files:
            names = folders.parts_of(file.path)
            if names is None:
                raise folders.refused(file.path)
            if self._guarded(file.path, lambda file=file, names=names: self._put(names, file.body)):  # type: ignore[misc]
                touched[names[:-1]] = file.path
            written.append((file.path, sha256(file.body)))
        for folder, path in touched.items():
            self._guarded(path, lambda folder=folder: self._sync(folder))  # type: ignore[misc]
        return written

    def _put(self, names: tuple[str, ...], body: bytes) -> bool:
        """Whether the file had to be written."""
        with folders.opened(self.public, names[:-1], make=True) as folder:
            if _holds(folder, names[-1], body):
                return False
            with folders.opened(self.public, (WORKSHOP,)) as workshop:
                temporary = f"{os.getpid()}-{sha256('/'.join(names).encode())[:16]}"
                try:
                    _write_synced(workshop, temporary, body)
                    os.rename(temporary, names[-1], src_dir_fd=workshop, dst_dir_fd=folder)
                except OSError:
                    _unlink(workshop, temporary)
                    raise
        return True

    def _sync(self, names: tuple[str, ...]) -> None:
        with folders.opened(self.public, names) as folder:
            os.fsync(folder)

    def _remove(self, path: str) -> None:
        names = folders.parts_of(path)
        if names is None:
            raise folders.refused(path)
        try:
            with folders.opened(self.public, names[:-1]) as folder:
                os.unlink(names[-1], dir_fd=folder)
                os.fsync(folder)
        except FileNotFoundError:
            return
        self._prune(names[:-1])

    def _prune(self, names: tuple[str, ...]) -> None:
        """Remove empty directories from the innermost outwards."""
        while names:
            with folders.opened(self.public, names[:-1]) as parent:
                if not _rmdir(parent, names[-1]):
                    return
            names = names[:-1]

    def _guarded(self, path: str, work: Callable[[], bool | None]) -> bool | None:
        if self._failed is not None:
            raise self._refused(path, self._failed)
        try:
            return work()
        except OSError as error:
            self._failed = error
            raise self._refused(path, error) from error

    def _refused(self, path: str, error: OSError) -> StorageFailed:
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


def _write_synced(folder: int, name: str, body: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(name, flags, 0o644, dir_fd=folder), "wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())


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
    os.fsync(parent)
    return True
