"""A web server on loopback that answers exactly as wrongly as it is told to, byte for byte.

A route is the whole answer as bytes, a sequence of pieces that are sent one by one, or a coroutine function that is
handed the request and the writer. What was asked is remembered in `seen`, with the moment at which it came in.

    async with FaultServer({"/": answer(b"hello")}) as server:
        await fetcher.fetch(Ask(url=server.url("/")))
        assert server.seen[0].headers["user-agent"] ...
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import ssl
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Self


@dataclasses.dataclass(frozen=True, slots=True)
class Seen:
    """A request as it came in. `at` and `done` are seconds of the event loop's clock; header names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    at: float
    connection: int


Play = Callable[[Seen, asyncio.StreamWriter], Awaitable[None]]
Route = bytes | Sequence[bytes] | Play

NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def answer(body: bytes, *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """A whole answer with its Content-Length, right unless another is given."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    """A redirect."""
    return answer(b"", f"Location: {to}", status=status)


class FaultServer:
    """The server; an async context manager. Unknown paths, robots.txt among them, are 404."""

    def __init__(
        self, routes: Mapping[str, Route], *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
    ) -> None:
        self.routes = dict(routes)
        self.host = host
        self.port = 0
        self.seen: list[Seen] = []
        self.now = 0  # requests being answered
        self.most = 0  # of them at once
        self._tls = tls
        self._connections = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, self.host, 0, ssl=self._tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def url(self, path: str = "/", host: str = "") -> str:
        """The address of a path, under another host name if one is given."""
        name = host or (f"[{self.host}]" if ":" in self.host else self.host)
        return f"{'https' if self._tls else 'http'}://{name}:{self.port}{path}"

    def asked(self, path: str) -> list[Seen]:
        """The requests for one path."""
        return [seen for seen in self.seen if seen.path == path]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self._connections += 1
        number = self._connections
        try:
            while await self._exchange(reader, writer, number):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        except asyncio.CancelledError:
            # asyncio's stream callback would report the cancellation of a handler as a fault.
            pass
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int) -> bool:
        """Answer one request; True while the connection may be used again."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.rstrip("\r\n").split("\r\n")
        method, path, _ = first.split(" ", 2)
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        seen = Seen(method, path, headers, body, asyncio.get_running_loop().time(), number)
        self.seen.append(seen)
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            return await self._play(seen, writer)
        finally:
            self.now -= 1

    async def _play(self, seen: Seen, writer: asyncio.StreamWriter) -> bool:
        route = self.routes.get(seen.path, NOT_FOUND)
        if callable(route):
            await route(seen, writer)
            return False
        pieces = [route] if isinstance(route, bytes) else route
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
        return isinstance(route, bytes) and b"close" not in route[:400].lower()


async def silence(seen: Seen, writer: asyncio.StreamWriter) -> None:
    """Say nothing until the other side gives up."""
    with contextlib.suppress(ConnectionError):
        await writer.wait_closed()


def begin_and_stall(beginning: bytes) -> Play:
    """Send a beginning and nothing more, until the other side gives up."""

    async def play(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(beginning)
        await writer.drain()
        await silence(seen, writer)

    return play


def endless(beginning: bytes, piece: bytes) -> Play:
    """Send a beginning, and then the same piece until the other side gives up."""

    async def play(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(beginning)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()

    return play


def hang_up(beginning: bytes) -> Play:
    """Send a beginning and close the connection."""

    async def play(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(beginning)
        await writer.drain()

    return play
