"""The built-in server of the public folder, as a WSGI application (PEP 3333). Any other web server does as well.

Static files only, by GET and HEAD, with entity tags and dates (RFC 9110 section 13). Nothing hidden, nothing outside
the folder, no symbolic link. Errors are plain text or the printed 404 page and never repeat what was asked.
"""

from __future__ import annotations

import email.utils
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote

from mediawire.press import assets, folders

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_CHUNK = 64 * 1024
_PLAIN = "text/plain; charset=utf-8"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": _PLAIN,
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".gz": "application/gzip",
}
_TYPES_BY_NAME = {"feed.xml": "application/rss+xml; charset=utf-8", "feed.json": "application/feed+json; charset=utf-8"}
# Each page narrows this further by its own policy; pictures from elsewhere are page counters that terms ask for.
_POLICY = (
    "default-src 'self'; img-src 'self' https:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_SECURITY = [
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
]


class PublicFolder:
    """Serves the files below one folder."""

    def __init__(self, public: Path) -> None:
        self.public = public

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if environ.get("REQUEST_METHOD") not in ("GET", "HEAD"):
            return _say(environ, start_response, "405 Method Not Allowed", [("Allow", "GET, HEAD")])
        names = _asked(environ.get("PATH_INFO", ""))
        if names is None:
            return self._missing(environ, start_response)
        try:
            file = self._open(names)
        except IsADirectoryError:
            return _say(environ, start_response, "301 Moved Permanently", [("Location", _slashed(environ, names))])
        except OSError:
            return self._missing(environ, start_response)
        return _send(environ, start_response, file, names)

    def _open(self, names: tuple[str, ...]) -> BinaryIO:
        """The regular file of that name. IsADirectoryError where a page stands below it (its address lacks a slash)."""
        with folders.opened(self.public, names[:-1]) as folder:
            handle = os.open(names[-1], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
        mode = os.fstat(handle).st_mode
        if stat.S_ISREG(mode):
            return os.fdopen(handle, "rb")
        os.close(handle)
        if stat.S_ISDIR(mode) and (self.public.joinpath(*names) / "index.html").is_file():
            raise IsADirectoryError
        raise FileNotFoundError

    def _missing(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            with self._open(("404.html",)) as page:
                body = page.read()
        except OSError:
            return _say(environ, start_response, "404 Not Found", [])
        headers = [("Content-Type", _TYPES[".html"]), ("Content-Length", str(len(body))), ("Cache-Control", "no-cache")]
        start_response("404 Not Found", headers + _SECURITY)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _asked(given: str) -> tuple[str, ...] | None:
    """The names in a request's path, which WSGI hands over as Latin-1; None where no file of ours can be meant."""
    try:
        path = given.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    path = path.removeprefix("/")
    if not path or path.endswith("/"):
        path += "index.html"
    return folders.parts_of(path)


def _slashed(environ: WSGIEnvironment, names: tuple[str, ...]) -> str:
    """The address with its slash, built from names that were found: it cannot lead to another host."""
    return quote(f"{environ.get('SCRIPT_NAME', '')}/{'/'.join(names)}/")


def _send(
    environ: WSGIEnvironment, start_response: StartResponse, file: BinaryIO, names: tuple[str, ...]
) -> Iterable[bytes]:
    told = os.fstat(file.fileno())
    tag = f'"{told.st_mtime_ns:x}-{told.st_size:x}"'
    headers = [("ETag", tag), *_dated(told.st_mtime), ("Cache-Control", _keeping(names)), *_SECURITY]
    if _is_known(environ, tag, told.st_mtime):
        file.close()
        start_response("304 Not Modified", headers)
        return []
    start_response("200 OK", [("Content-Type", _type(names[-1])), ("Content-Length", str(told.st_size)), *headers])
    if environ["REQUEST_METHOD"] == "HEAD":
        file.close()
        return []
    return _Chunks(file)


def _dated(changed: float) -> list[tuple[str, str]]:
    """The date of the last change, once no other change can fall into the same second (RFC 9110 section 8.8.2.2)."""
    if time.time() < int(changed) + 1:
        return []
    return [("Last-Modified", email.utils.formatdate(changed, usegmt=True))]


def _keeping(names: tuple[str, ...]) -> str:
    """Names with a digest never change; everything else is asked for again, and mostly answered by 304."""
    return "public, max-age=31536000, immutable" if names[0] == assets.FOLDER else "no-cache"


def _type(name: str) -> str:
    if name in _TYPES_BY_NAME:
        return _TYPES_BY_NAME[name]
    return _TYPES.get(Path(name).suffix, "application/octet-stream" if "." in name else _PLAIN)


def _is_known(environ: WSGIEnvironment, tag: str, changed: float) -> bool:
    """Whether the asker has this file. An entity tag decides where one is given, else the date (RFC 9110 13.2.2)."""
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags is not None:
        return tags.strip() == "*" or tag in re.findall(r'"[^"]*"', tags)
    since = environ.get("HTTP_IF_MODIFIED_SINCE", "")
    try:
        return int(changed) <= email.utils.parsedate_to_datetime(since).timestamp()
    except (ValueError, OverflowError):
        return False


def _say(
    environ: WSGIEnvironment, start_response: StartResponse, status: str, more: list[tuple[str, str]]
) -> Iterable[bytes]:
    body = f"{status}\n".encode("ascii")
    headers = [("Content-Type", _PLAIN), ("Content-Length", str(len(body)))]
    start_response(status, headers + more + _SECURITY)
    return [] if environ.get("REQUEST_METHOD") == "HEAD" else [body]


class _Chunks:
    """A file in pieces; closed by the server when the answer is over, also when the reader goes away."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def __iter__(self) -> Iterator[bytes]:
        while chunk := self._file.read(_CHUNK):
            yield chunk

    def close(self) -> None:
        """Close the file (PEP 3333 calls this)."""
        self._file.close()
