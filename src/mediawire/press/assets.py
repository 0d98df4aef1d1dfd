"""Styles and scripts of the printed pages, each under a name that holds its digest, so that it may be kept for ever."""

from __future__ import annotations

import functools
import importlib.resources

from mediawire.model.capture import sha256
from mediawire.model.item import PrintedFile

FOLDER = "static"
_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


@functools.cache
def assets() -> tuple[PrintedFile, ...]:
    """Every file that the pages load, as it is printed: `static/NAME.DIGEST.EXTENSION`."""
    folder = importlib.resources.files("mediawire.press") / "static"
    found = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        stem, _, extension = entry.name.rpartition(".")
        if extension in _TYPES and stem:
            body = entry.read_bytes()
            path = f"{FOLDER}/{stem}.{sha256(body)[:12]}.{extension}"
            found.append(PrintedFile(path=path, media_type=_TYPES[extension], body=body))
    return tuple(found)


@functools.cache
def address(name: str) -> str:
    """Where below the public folder an asset such as "wire.css" is printed; empty where there is none of that name."""
    stem, _, extension = name.rpartition(".")
    for asset in assets():
        parts = asset.path.removeprefix(f"{FOLDER}/").rsplit(".", 2)
        if (parts[0], parts[2]) == (stem, extension):
            return asset.path
    return ""
