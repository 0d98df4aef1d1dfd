"""The folder of a wire: what is made in it, and files that only its owner may read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from mediawire.model.errors import ConfigurationError, FolderInUse


def lay(folder: Path) -> None:
    """Make the data and public folders of a new wire, and the secret that signs log-ins; what is there stays."""
    try:
        (folder / "public").mkdir(parents=True, exist_ok=True)
        data = folder / "data"
        data.mkdir(parents=True, exist_ok=True)
        data.chmod(0o700)
        if not (data / "secret").exists():
            private(data / "secret", secrets.token_urlsafe(48))
    except OSError as error:
        raise ConfigurationError(
            f"the folder cannot be made ({error.strerror})",
            where=str(folder),
            remedy="Choose one that is yours.",
        ) from error


def private(path: Path, text: str) -> None:
    """Write a new file that only its owner can read; raises FolderInUse where it is there already."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise FolderInUse("the file is there already", where=str(path), remedy="It is left as it is.") from None
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def secret(data: Path) -> str:
    """The secret that signs log-ins; raises ConfigurationError where it is missing."""
    path = data / "secret"
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise ConfigurationError(
            "the secret that signs log-ins is missing",
            where=str(path),
            remedy="Restore it from your backup, or run `mediawire init` on this folder to make a new one.",
        ) from None
