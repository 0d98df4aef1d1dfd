"""Real HTTP on loopback: one port for each site, one thread that accepts, one for each connection.

A site is a function from a path to an `Answer`; conditional requests (RFC 9110 section 13), gzip and HEAD are handled
here for all of them.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import email.utils
import gzip
import hashlib
import http.server
import selectors
import socket
import threading
from collections.abc import Callable, Mapping
from email.message import Message
from typing import Any
from urllib.parse import urlsplit

_IDLE = 5.0  # seconds that a connection may stay silent
_WORTH = 256  # bytes below which a body is not compressed


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a site says to a path: status, media type, bytes, and when they last changed."""

    status: int = 200
    media_type: str = "text/html; charset=utf-8"
    body: bytes = b""
    changed: dt.datetime

    @property
    def tag(self) -> str:
        """The inner part of the entity tag of the uncompressed bytes."""
        return hashlib.sha256(self.body).hexdigest()[:24]


Site = Callable[[str], Answer]


class _Handler(http.server.BaseHTTPRequestHandler):
    """One connection to one site."""

    protocol_version = "HTTP/1.1"
    server_version = "demo-press"
    sys_version = ""
    timeout = _IDLE
    server: _Port

    def do_GET(self) -> None:
        """Answer with a body."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer with the head of what GET would say."""
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet: the demo's terminal belongs to the wire."""

    def _answer(self, *, with_body: bool) -> None:
        answer = self.server.site(urlsplit(self.path).path)
        if answer.status == 200 and not_modified(answer, self.headers):
            self._head(304, answer, None)
            return
        zipped = len(answer.body) >= _WORTH and accepts_gzip(self.headers.get("Accept-Encoding", ""))
        data = gzip.compress(answer.body, mtime=0) if zipped else answer.body
        self._head(answer.status, answer, len(data), zipped=zipped)
        if with_body:
            self.wfile.write(data)

    def _head(self, status: int, answer: Answer, length: int | None, *, zipped: bool = False) -> None:
        self.send_response(status)
        if status in (200, 304):
            self.send_header("ETag", f'"{answer.tag}{"-gzip" if zipped else ""}"')
            self.send_header("Last-Modified", email.utils.format_datetime(answer.changed, usegmt=True))
            self.send_header("Cache-Control", "max-age=0, must-revalidate")
        self.send_header("Vary", "Accept-Encoding")
        if length is not None:
            self.send_header("Content-Type", answer.media_type)
            self.send_header("Content-Length", str(length))
        if zipped:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()


class _Port(http.server.ThreadingHTTPServer):
    """One site on one port."""

    timeout = 0.0
    daemon_threads = True

    def __init__(self, host: str, site: Site) -> None:
        self.site = site
        self._open: set[socket.socket] = set()
        super().__init__((host, 0), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection: a client may keep it open for long."""
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection and close it."""
        self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Free the port and end the connections that clients keep open."""
        super().server_close()
        for request in list(self._open):
            with contextlib.suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up, as a wire that is stopped does, is no event."""


class Servers:
    """All sites of the press, from `open` to `close`."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._ports: list[_Port] = []
        self._wake, self._woken = socket.socketpair()
        self._thread = threading.Thread(target=self._accept, name="demo-press", daemon=True)

    def open(self, site: Site) -> str:
        """Take a free port for a site and return its address, without a slash at the end."""
        port = _Port(self._host, site)
        self._ports.append(port)
        return f"http://{self._host}:{port.server_address[1]}"

    def serve(self) -> None:
        """Begin to accept connections on all ports."""
        self._thread.start()

    def close(self) -> None:
        """Stop accepting, free the ports and end the connections."""
        self._wake.send(b"x")
        if self._thread.ident is not None:
            self._thread.join()
        for port in self._ports:
            port.server_close()
        self._wake.close()
        self._woken.close()

    def _accept(self) -> None:
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._woken, selectors.EVENT_READ)
            for port in self._ports:
                waiting.register(port, selectors.EVENT_READ, port)
            while True:
                ready = [key.data for key, _ in waiting.select()]
                for port in ready:
                    if port is None:
                        return
                    port.handle_request()


def not_modified(answer: Answer, headers: Message | Mapping[str, str]) -> bool:
    """Whether the client's copy is current. An entity tag goes before a date (RFC 9110 section 13.2.2)."""
    if (tags := headers.get("If-None-Match")) is not None:
        known = {tag.strip().removeprefix("W/").strip('"').removesuffix("-gzip") for tag in tags.split(",")}
        return "*" in known or answer.tag in known
    since = headers.get("If-Modified-Since")
    if since is None:
        return False
    try:
        moment = email.utils.parsedate_to_datetime(since)
    except ValueError:
        return False
    return moment.tzinfo is not None and answer.changed.replace(microsecond=0) <= moment


def accepts_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding header lets us compress."""
    for coding in accepted.lower().split(","):
        name, _, weight = coding.partition(";")
        if name.strip() in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
