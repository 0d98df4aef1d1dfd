"""The connection under the fetcher: three checks of the address, each enough by itself, and errors put into words."""

from __future__ import annotations

import asyncio
import socket
import ssl
from types import SimpleNamespace

import aiohttp
import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.http_exceptions import HttpProcessingError

from mediawire.intake.connection import (
    IDLE_LIMIT,
    CheckedConnector,
    CheckedResolver,
    Forbidden,
    Meeting,
    SystemNames,
    meeting,
    open_session,
    translated,
    was_dead,
)
from mediawire.intake.targets import Ground
from mediawire.model.errors import (
    AddressRefused,
    ResponseRefused,
    RetrievalError,
    RobotsRefused,
    SourceUnreachable,
    TruncatedResponse,
)
from mediawire.model.settings import Manners
from tests.hostile.fault_server import FaultServer, answer
from tests.hostile.loopback import Names

URL = "http://news.example/"
NOWHERE = Ground(Manners())
LOOPBACK = Ground(Manners(local=("127.0.0.1/32",)))


class Lying(AbstractResolver):
    """A resolver that hands on what it likes, as if the check of names did not exist."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [ResolveResult(hostname=host, host="127.0.0.1", port=port, family=family, proto=0, flags=0)]

    async def close(self) -> None:
        """Nothing to release."""


async def asked(connector: CheckedConnector, url: str) -> int:
    meeting.set(Meeting())
    async with open_session(connector, "mediawire/test") as session, session.get(url) as told:
        return told.status


async def test_the_resolver_refuses_a_name_of_whose_addresses_one_is_forbidden() -> None:
    resolver = CheckedResolver(Names({"news.example": ["93.184.216.34", "10.0.0.1"]}), NOWHERE)
    with pytest.raises(Forbidden, match=r"news\.example leads to 10\.0\.0\.1 is a special|leads to 10\.0\.0\.1"):
        await resolver.resolve("news.example", 443)


async def test_the_resolver_hands_on_all_addresses_of_both_families() -> None:
    resolver = CheckedResolver(Names({"news.example": ["93.184.216.34", "2606:4700::1111"]}), NOWHERE)
    told = await resolver.resolve("news.example", 443)
    assert [(each["host"], each["family"]) for each in told] == [
        ("93.184.216.34", socket.AF_INET),
        ("2606:4700::1111", socket.AF_INET6),
    ]


async def test_the_socket_is_not_even_made_where_the_resolver_was_passed_by() -> None:
    async with FaultServer({"/": answer(b"secret")}) as server:
        connector = CheckedConnector(Names({}), NOWHERE, limit=1, trust=None)
        connector._resolver = Lying()
        with pytest.raises(aiohttp.ClientConnectorError) as told:
            await asked(connector, f"http://news.example:{server.port}/")
        refusal = translated(told.value, URL)
    assert isinstance(refusal, AddressRefused)
    assert "127.0.0.1 is a special address (loopback" in refusal.what
    assert server._connections == 0


async def test_no_request_is_written_to_a_peer_that_is_forbidden() -> None:
    async with FaultServer({"/": answer(b"secret")}) as server:
        connector = CheckedConnector(Names({"news.example": ["127.0.0.1"]}), LOOPBACK, limit=1, trust=None)
        connector._socket_factory = None
        connector._resolver = Lying()
        connector._ground = NOWHERE
        with pytest.raises(aiohttp.ClientOSError) as told:
            await asked(connector, f"http://news.example:{server.port}/")
        assert isinstance(translated(told.value, URL), AddressRefused)
        assert not was_dead(told.value, Meeting(protocol=meeting.get().protocol))
    assert server.seen == []


async def test_a_peer_that_is_allowed_is_remembered() -> None:
    async with FaultServer({"/": answer(b"news")}) as server:
        connector = CheckedConnector(Names({"news.example": ["127.0.0.1"]}), LOOPBACK, limit=1, trust=None)
        assert await asked(connector, f"http://news.example:{server.port}/") == 200
        assert (meeting.get().peer, meeting.get().fresh, meeting.get().certificate) == ("127.0.0.1", True, "")


async def test_the_systems_resolver_knows_this_machine_and_says_where_it_knows_nothing() -> None:
    names = SystemNames()
    try:
        assert {"127.0.0.1", "::1"} & set(await names("localhost", 80))
        with pytest.raises(OSError, match=r".+"):
            await names("no-such-name.invalid", 80)
    finally:
        names.close()


# Errors in words

KEY = SimpleNamespace(host="news.example", port=443, is_ssl=True, ssl=True)


def certificate(code: int, message: str = "something else") -> aiohttp.ClientConnectorCertificateError:
    fault = ssl.SSLCertVerificationError(1, message)
    fault.verify_code, fault.verify_message = code, message
    return aiohttp.ClientConnectorCertificateError(KEY, fault)  # type: ignore[arg-type]


def response(message: str) -> aiohttp.ClientResponseError:
    return aiohttp.ClientResponseError(SimpleNamespace(real_url=URL), (), status=400, message=message)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("error", "kind", "what"),
    [
        (certificate(10), SourceUnreachable, "certificate has expired"),
        (certificate(9), SourceUnreachable, "certificate is not valid yet"),
        (certificate(18), SourceUnreachable, "signed by itself alone"),
        (certificate(20), SourceUnreachable, "authority that is not trusted"),
        (certificate(62), SourceUnreachable, "is for another host"),
        (certificate(23, "certificate revoked"), SourceUnreachable, "does not hold.*certificate revoked"),
        (
            aiohttp.ClientConnectorDNSError(KEY, OSError(-2, "Name not known")),
            SourceUnreachable,
            "no address.*not known",
        ),  # type: ignore[arg-type]
        (
            aiohttp.ClientConnectorError(KEY, OSError(111, "Connection refused")),
            SourceUnreachable,
            "Connection refused",
        ),  # type: ignore[arg-type]
        (
            aiohttp.ClientConnectorSSLError(KEY, ssl.SSLError(1, "bad version")),
            SourceUnreachable,
            "secure.*bad version",
        ),  # type: ignore[arg-type]
        (aiohttp.ServerDisconnectedError(), SourceUnreachable, "connection broke"),
        (aiohttp.ConnectionTimeoutError(), SourceUnreachable, "in time"),
        (ConnectionResetError(104, "reset by peer"), SourceUnreachable, "broke.*reset by peer"),
        (aiohttp.ClientPayloadError("payload"), TruncatedResponse, "does not end"),
        (response("Got more than 16384 bytes when reading: 'yyy"), ResponseRefused, "headers are larger"),
        (response("Too many headers received"), ResponseRefused, "headers are larger"),
        (response("Data after `Connection: close`"), TruncatedResponse, "more bytes"),
        (response("Bad status line"), SourceUnreachable, "not HTTP as it should be"),
        (HttpProcessingError(message="Invalid character in chunk size"), SourceUnreachable, "chunk size"),
        (Forbidden("it is loopback"), AddressRefused, "it is loopback"),
    ],
)
def test_every_error_becomes_one_of_ours_in_words(error: Exception, kind: type[RetrievalError], what: str) -> None:
    meeting.set(Meeting())
    with pytest.raises(kind, match=what) as told:
        raise translated(error, URL)
    assert told.value.where == URL
    assert told.value.remedy.endswith(".")


def test_an_error_of_ours_stays_as_it_is() -> None:
    ours = RobotsRefused("disallowed")
    assert translated(ours, URL) is ours


async def test_idle_connections_are_bounded_over_all_hosts() -> None:
    hosts = IDLE_LIMIT + 12
    async with FaultServer({"/": answer(b"news")}) as server:
        names = Names({f"{number}.example": ["127.0.0.1"] for number in range(hosts)})
        connector = CheckedConnector(names, LOOPBACK, limit=10, trust=None)
        async with open_session(connector, "mediawire/test") as session:
            for number in range(hosts):
                meeting.set(Meeting())
                async with session.get(f"http://{number}.example:{server.port}/") as told:
                    await told.read()
            assert len(connector._conns) == IDLE_LIMIT
        await asyncio.wait([asyncio.create_task(connector.close())])
