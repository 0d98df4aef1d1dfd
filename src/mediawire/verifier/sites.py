"""Published files by their paths below the public root: over HTTP, or from a folder. Bounded in size and time."""

# The verifier is the one exception to the one fetcher: it must run where nothing else of the wire is.
# ruff: noqa: TID251

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urlsplit

from mediawire.model.errors import ProofError

LARGEST = 64 << 20
_SECONDS = 60.0
_PIECE = 1 << 16
_AGENT = "mediawire-verify"


class Site(Protocol):
    """Where the published files are read from."""

    def read(self, path: str) -> bytes:
        """The file at a path below the root, with forward slashes. Raises ProofError where it cannot be had."""

    def name(self, path: str) -> str:
        """How to call the file in messages."""


class Folder:
    """A public folder on this machine."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def name(self, path: str) -> str:
        """The file's path on this machine."""
        return str(self._root / path)

    def read(self, path: str) -> bytes:
        """The file's bytes."""
        file = self._root / path
        if ".." in Path(path).parts:
            raise ProofError("a published path leads out of the folder", where=path)
        try:
            if file.stat().st_size > LARGEST:
                raise ProofError(f"the file is longer than {LARGEST} bytes", where=str(file))
            return file.read_bytes()
        except OSError as fault:
            raise ProofError(f"the file cannot be read ({fault.strerror})", where=str(file)) from fault


class Web:
    """A public root on the web, http or https."""

    def __init__(self, root: str) -> None:
        self._root = root if root.endswith("/") else f"{root}/"
        if urlsplit(root).scheme not in ("http", "https") or not urlsplit(root).hostname:
            raise ProofError("only http and https addresses are fetched", where=root)
        self._opener = _opener()

    def name(self, path: str) -> str:
        """The file's address."""
        return self._root + quote(path)

    def read(self, path: str) -> bytes:
        """The file's bytes."""
        address = self.name(path)
        request = urllib.request.Request(address, headers={"User-Agent": _AGENT, "Accept-Encoding": "identity"})  # noqa: S310
        until = time.monotonic() + _SECONDS
        try:
            with self._opener.open(request, timeout=_SECONDS / 3) as response:
                return _bounded(response, address, until)
        except urllib.error.HTTPError as fault:
            raise ProofError(f"the site answers {fault.code}", where=address) from fault
        except (OSError, http.client.HTTPException) as fault:
            raise ProofError(f"the site does not answer ({fault})", where=address) from fault


def _bounded(response: http.client.HTTPResponse, address: str, until: float) -> bytes:
    body = bytearray()
    while piece := response.read1(_PIECE):
        body += piece
        if len(body) > LARGEST:
            raise ProofError(f"the file is longer than {LARGEST} bytes", where=address)
        if time.monotonic() > until:
            raise ProofError(f"the file did not come in {_SECONDS:.0f} seconds", where=address)
    if response.length:
        raise ProofError("the file ended before its announced length", where=address)
    return bytes(body)


def _opener() -> urllib.request.OpenerDirector:
    """An opener for http and https alone: no local files, no other schemes behind a redirect."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener
