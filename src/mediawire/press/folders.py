"""Paths below a folder, walked so that none can lead out of it: no "..", no hidden names, no symbolic links."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

_DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_LONGEST_NAME = 255
WELL_KNOWN = ".well-known"  # RFC 8615


def parts_of(path: str) -> tuple[str, ...] | None:
    """The names in a relative path, or None where it is not one of ours: empty, absolute, hidden, or leading out."""
    names = tuple(path.split("/"))
    return names if all(is_name(name) for name in names) else None


def is_name(name: str) -> bool:
    """Whether a name may stand in a path of the public folder. Hidden names may not, but for ".well-known"."""
    if not name or len(name.encode("utf-8", "replace")) > _LONGEST_NAME:
        return False
    hidden = name.startswith(".") and name != WELL_KNOWN
    return not hidden and "\x00" not in name and "\\" not in name


@contextlib.contextmanager
def opened(root: Path, names: Sequence[str], *, make: bool = False) -> Iterator[int]:
    """A directory below `root` by its names, as a file descriptor; every step refuses symbolic links.

    With `make`, missing directories are made and their parents synced. Raises OSError (FileNotFoundError,
    NotADirectoryError for a link) as the system says.
    """
    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for name in names:
            inner = _inside(handle, name, make=make)
            os.close(handle)
            handle = inner
        yield handle
    finally:
        os.close(handle)


def _inside(parent: int, name: str, *, make: bool) -> int:
    try:
        return os.open(name, _DIRECTORY, dir_fd=parent)
    except FileNotFoundError:
        if not make:
            raise
    with contextlib.suppress(FileExistsError):  # another has just made it
        os.mkdir(name, 0o755, dir_fd=parent)
    os.fsync(parent)
    return os.open(name, _DIRECTORY, dir_fd=parent)
