"""Bring Django up for one wire: settings by environment, tables, and the secret that signs sessions."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.core.management import call_command

from mediawire.house import Wire
from mediawire.model.errors import ConfigurationError, FolderInUse


def start(wire: Wire) -> None:
    """Set up Django for this wire; raises ConfigurationError where the folder was not made by `mediawire init`."""
    os.environ["MEDIAWIRE_FOLDER"] = str(wire.folder)
    os.environ["MEDIAWIRE_DATABASE"] = wire.database_url
    os.environ["MEDIAWIRE_SECRET"] = _secret(wire.data / "secret")
    os.environ["MEDIAWIRE_HOSTS"] = ",".join(_hosts(wire))
    os.environ["DJANGO_SETTINGS_MODULE"] = "mediawire.web.settings"
    django.setup()


def migrate() -> None:
    """Bring the tables to the present version."""
    call_command("migrate", verbosity=0, interactive=False)


def lay(folder: Path) -> None:
    """Make the data and public folders of a new wire, and its secret; what is there stays."""
    (folder / "public").mkdir(parents=True, exist_ok=True)
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    data.chmod(0o700)
    path = data / "secret"
    if not path.exists():
        private(path, secrets.token_urlsafe(48))


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


def _secret(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise ConfigurationError(
            "the secret that signs log-ins is missing",
            where=str(path),
            remedy="Restore it from your backup, or run `mediawire init` on this folder to make a new one.",
        ) from None


def _hosts(wire: Wire) -> list[str]:
    hosts = {"localhost", "127.0.0.1", "[::1]", wire.web.host}
    for url in (wire.web.public_url, wire.house.url):
        if name := urlsplit(url).hostname:
            hosts.add(name)
    return sorted(hosts - {"0.0.0.0", "::"})  # noqa: S104
