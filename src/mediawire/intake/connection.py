"""The connection under the fetcher: aiohttp's, with a resolver and a socket factory that check every address.

Three places look at the address, the later ones in case the earlier are ever passed by: the resolver refuses a name of
whose addresses even one may not be contacted; the socket factory sees exactly the address that the socket is about to
connect to; and the peer of the finished connection is looked at before a request is written.

aiohttp hands on only OSErrors from these places, so a refusal travels as one and `translated` takes it out again.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextvars
import dataclasses
import hashlib
import re
import select
import socket
import ssl
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.client_proto import ResponseHandler
from aiohttp.http_exceptions import HttpProcessingError

from mediawire.intake.targets import Ground
from mediawire.model.errors import (
    AddressRefused,
    ResponseRefused,
    RetrievalError,
    SourceUnreachable,
    TruncatedResponse,
)

Resolve = Callable[[str, int], Awaitable[list[str]]]  # a host name and port to its addresses; raises OSError

FIELD_LIMIT = 32 * 1024  # bytes of one header field
FIELDS_LIMIT = 200  # header fields
LOOKUPS = 16  # names looked up at once: a resolver that hangs must not stand in the way of all others
KEPT_OPEN = 5.0  # seconds that an idle connection is kept
IDLE_LIMIT = 256  # hosts to which an idle connection is kept


@dataclasses.dataclass(slots=True)
class Meeting:
    """What is learned of the connection while aiohttp makes or reuses it for one request."""

    protocol: Head | None = None
    fresh: bool = False
    peer: str = ""
    certificate: str = ""


meeting: contextvars.ContextVar[Meeting] = contextvars.ContextVar("meeting")


_STATUS_LINE = re.compile(rb"HTTP/1\.[01] [0-9]{3}[ \r\n]")


class Forbidden(OSError):
    """An address that may not be contacted, in the form that passes through aiohttp."""


class Head(ResponseHandler):
    """aiohttp's reader of responses, which also remembers whether an HTTP answer had begun."""

    begun = False

    def data_received(self, data: bytes) -> None:
        """Bytes from the source."""
        self.begun = self.begun or _STATUS_LINE.match(data) is not None
        super().data_received(data)

    @property
    def surplus(self) -> bool:
        """Whether more came after the end of the answer: bytes that are no answer, or a second one nobody asked for."""
        return isinstance(self.exception(), HttpProcessingError) or bool(self._buffer)


class CheckedResolver(AbstractResolver):
    """Names to addresses; a name of whose addresses even one may not be contacted is refused altogether."""

    def __init__(self, resolve: Resolve, ground: Ground) -> None:
        self._resolve = resolve
        self._ground = ground

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a name; raises Forbidden or another OSError."""
        addresses = await self._resolve(host, port)
        for address in addresses:
            if reason := self._ground.refusal(address, port):
                raise Forbidden(f"{host} leads to {reason}")
        return [_result(host, address, port) for address in addresses]

    async def close(self) -> None:
        """Nothing to release: the threads belong to `SystemNames`."""


def _result(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST)


class SystemNames:
    """The system's resolver, in threads of its own."""

    def __init__(self) -> None:
        self._threads = concurrent.futures.ThreadPoolExecutor(LOOKUPS, thread_name_prefix="names")

    async def __call__(self, host: str, port: int) -> list[str]:
        """All addresses of a name, in the system's order of preference."""
        found = await asyncio.get_running_loop().run_in_executor(self._threads, _looked_up, host, port)
        return list(dict.fromkeys(found))

    def close(self) -> None:
        """Let the threads end; those that wait for an answer end when it comes."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _looked_up(host: str, port: int) -> list[str]:
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class CheckedConnector(aiohttp.TCPConnector):
    """aiohttp's connector, which connects to nothing that the ground forbids."""

    def __init__(self, resolve: Resolve, ground: Ground, *, limit: int, trust: ssl.SSLContext | None) -> None:
        self._ground = ground
        super().__init__(
            resolver=CheckedResolver(resolve, ground),
            socket_factory=self._socket,
            ssl=trust if trust is not None else True,
            limit=limit,
            keepalive_timeout=KEPT_OPEN,
        )
        self._factory = lambda: Head(loop=self._loop)  # type: ignore[assignment]

    def _socket(self, info: Any) -> socket.socket:
        family, kind, protocol, _, place = info
        if reason := self._ground.refusal(str(place[0]), int(place[1])):
            raise Forbidden(reason)
        return socket.socket(family=family, type=kind, proto=protocol)

    async def _create_connection(self, req: Any, traces: Any, timeout: Any) -> ResponseHandler:
        meeting.get().fresh = True
        return await super()._create_connection(req, traces, timeout)

    def _release(self, key: Any, protocol: ResponseHandler, *, should_close: bool = False) -> None:
        super()._release(key, protocol, should_close=should_close or len(self._conns) >= IDLE_LIMIT)

    async def connect(self, req: Any, traces: Any, timeout: Any) -> Any:
        """A connection, new or kept open, to an address that may be contacted; raises Forbidden else."""
        connection = await super().connect(req, traces, timeout)
        while not meeting.get().fresh and _spoken_out_of_turn(connection):
            connection.close()
            connection = await super().connect(req, traces, timeout)
        fault = self._fault_of(connection)
        if fault is not None:
            connection.close()
            raise fault
        return connection

    def _fault_of(self, connection: Any) -> Exception | None:
        """Why no request may be written here; remembers what a capture tells of the connection."""
        now = meeting.get()
        now.protocol = connection.protocol
        connection.protocol.begun = False
        transport = connection.transport
        place = transport.get_extra_info("peername") if transport else None
        if place is None:
            return aiohttp.ServerDisconnectedError()
        now.peer = str(place[0])
        if reason := self._ground.refusal(now.peer, int(place[1])):
            return Forbidden(reason)
        secured = transport.get_extra_info("ssl_object")
        now.certificate = hashlib.sha256(secured.getpeercert(binary_form=True)).hexdigest() if secured else ""
        return None


def _spoken_out_of_turn(connection: Any) -> bool:
    """Whether something came over a connection that was kept open, be it only its end.

    It would be taken for the answer to what is asked next.
    """
    if connection.protocol.surplus or connection.transport is None:
        return True
    waiting = select.poll()
    waiting.register(connection.transport.get_extra_info("socket").fileno(), select.POLLIN)
    return bool(waiting.poll(0))


def open_session(connector: CheckedConnector, agent: str) -> aiohttp.ClientSession:
    """A session that decodes, follows, stores and retries nothing by itself."""
    session = aiohttp.ClientSession(
        connector=connector,
        headers={"User-Agent": agent, "Accept-Encoding": "gzip"},
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        trust_env=False,
        max_line_size=FIELD_LIMIT,
        max_field_size=FIELD_LIMIT,
        max_headers=FIELDS_LIMIT,
        timeout=aiohttp.ClientTimeout(total=None),
    )
    # aiohttp asks a second time at once when a connection that was kept open breaks: that would go past the gate.
    session._retry_connection = False
    return session


FAULTS = (aiohttp.ClientError, HttpProcessingError, OSError, ValueError)  # what aiohttp and the system raise

CERTIFICATE_FAULTS = {
    9: "is not valid yet",
    10: "has expired",
    18: "is signed by itself alone",
    19: "rests on an authority that is not trusted",
    20: "rests on an authority that is not trusted",
    62: "is for another host",
    64: "is for another address",
}


def translated(error: Exception, url: str) -> RetrievalError:
    """The error of ours that says what an exception of aiohttp, TLS or the socket means."""
    if isinstance(error, RetrievalError):
        return error
    if (forbidden := _forbidden(error)) is not None:
        return AddressRefused(
            str(forbidden), where=url, remedy="Nothing was sent. Allow its network under `local` only if it is yours."
        )
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return _bad_certificate(error, url)
    if isinstance(error, aiohttp.ClientPayloadError):
        return _truncated(str(error.__cause__ or error), url)
    if isinstance(error, aiohttp.ClientResponseError | HttpProcessingError):
        return _unread(error, url)
    return _unreachable(error, url)


def was_dead(error: Exception, seen: Meeting) -> bool:
    """Whether this says no more than that a connection which was kept open had been closed by the other side."""
    broken = isinstance(error, aiohttp.ServerDisconnectedError | aiohttp.ClientOSError) and _forbidden(error) is None
    return broken and not seen.fresh and seen.protocol is not None and not seen.protocol.begun


def _forbidden(error: BaseException | None) -> Forbidden | None:
    while error is not None and not isinstance(error, Forbidden):
        error = error.__cause__
    return error


def _bad_certificate(error: aiohttp.ClientConnectorCertificateError, url: str) -> SourceUnreachable:
    found = error.certificate_error
    code = getattr(found, "verify_code", 0)
    fault = CERTIFICATE_FAULTS.get(code) or f"does not hold ({getattr(found, 'verify_message', found)})"
    return SourceUnreachable(
        f"the source's certificate {fault}", where=url, remedy="Nothing was sent. Tell the source."
    )


def _truncated(why: str, url: str) -> TruncatedResponse:
    return TruncatedResponse(
        f"the body does not end where it was announced to ({why})",
        where=url,
        remedy="Nothing was kept. It is asked again.",
    )


def _unread(error: aiohttp.ClientResponseError | HttpProcessingError, url: str) -> RetrievalError:
    why = " ".join(error.message.split())[:200]
    if "Got more than" in why or "Too many headers" in why:
        return ResponseRefused(
            f"the headers are larger than we accept ({why[:60]})",
            where=url,
            remedy="Nothing was kept. Tell the source.",
        )
    seen = meeting.get(None)
    begun = seen is not None and seen.protocol is not None and seen.protocol.begun
    if "Data after" in why or ("Bad status line" in why and begun):
        return _truncated("more bytes came after it", url)
    return SourceUnreachable(f"the answer is not HTTP as it should be ({why})", where=url, remedy="It is asked again.")


def _unreachable(error: Exception, url: str) -> SourceUnreachable:
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        what = f"the host has no address ({error.os_error.strerror or error.os_error})"
    elif isinstance(error, aiohttp.ClientConnectorSSLError):
        what = f"no secure connection could be made ({error.os_error})"
    elif isinstance(error, aiohttp.ClientConnectorError):
        what = f"no connection could be made ({error.os_error.strerror or error.os_error})"
    elif isinstance(error, TimeoutError):
        what = "no answer came in time"
    else:
        what = f"the connection broke ({' '.join(str(error).split())[:200] or type(error).__name__})"
    return SourceUnreachable(what, where=url, remedy="It is asked again.")


def surplus(url: str) -> TruncatedResponse:
    """The error for bytes after the announced end of a body."""
    return _truncated("more bytes came after it", url)
