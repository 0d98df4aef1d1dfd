"""HOSTILE.md group A: faults of the network and of HTTP, each against a server on loopback that really commits it."""

from __future__ import annotations

import asyncio
import datetime as dt
import gzip
import itertools
import json
import os
import sys
from pathlib import Path

import pytest

from mediawire.intake.fetcher import Ask
from mediawire.model.capture import Exchange
from mediawire.model.errors import (
    AddressRefused,
    RedirectRefused,
    ResponseRefused,
    SourceFault,
    SourceUnreachable,
    TruncatedResponse,
)
from tests.hostile import bombs
from tests.hostile.fault_server import (
    FaultServer,
    Route,
    Seen,
    answer,
    begin_and_stall,
    endless,
    hang_up,
    redirect,
    silence,
)
from tests.hostile.loopback import Authority, Names, fetcher

GOOD = b"<p>A report.</p>"
MIB = 1024 * 1024


async def got(route: Route, *, ask: dict[str, object] | None = None, **changes: object) -> Exchange:
    """What fetching one page that answers like this comes to."""
    async with FaultServer({"/": route}) as server, fetcher(**changes) as wire:  # type: ignore[arg-type]
        return await wire.fetch(Ask(url=server.url("/"), **(ask or {})))  # type: ignore[arg-type]


# 1


async def test_1_a_name_without_an_address_is_unreachable_and_says_so() -> None:
    async with fetcher(Names({})) as wire:
        with pytest.raises(SourceUnreachable, match=r"no address.*not known") as told:
            await wire.fetch(Ask(url="http://gone.example/feed"))
    assert told.value.retry


# 2, and attack 3


async def test_2_a_resolver_that_alternates_is_refused_when_it_names_a_local_address() -> None:
    turns = itertools.cycle((["127.0.0.2"], ["127.0.0.1"]))
    names = Names(dict.fromkeys(("a.example", "b.example", "c.example"), lambda: next(turns)))
    async with (
        FaultServer({"/": answer(GOOD)}, host="127.0.0.2") as allowed,
        FaultServer({"/": answer(b"secret")}, host="127.0.0.1") as inside,
        fetcher(names, local=("127.0.0.2/32",)) as wire,
    ):
        exchange = await wire.fetch(Ask(url=f"http://a.example:{allowed.port}/"))
        assert exchange.peer == "127.0.0.2"
        with pytest.raises(AddressRefused, match=r"b\.example leads to 127\.0\.0\.1.*loopback"):
            await wire.fetch(Ask(url=f"http://b.example:{inside.port}/"))
        assert (await wire.fetch(Ask(url=f"http://c.example:{allowed.port}/"))).peer == "127.0.0.2"
    assert inside.seen == []
    assert names.asked == ["a.example", "b.example", "c.example"], "one look-up for each connection, none in between"


async def test_2_a_name_with_one_local_address_among_others_is_refused_altogether() -> None:
    names = Names({"a.example": ["127.0.0.2", "127.0.0.1"]})
    async with (
        FaultServer({"/": answer(GOOD)}, host="127.0.0.2") as server,
        fetcher(names, local=("127.0.0.2/32",)) as wire,
    ):
        with pytest.raises(AddressRefused, match="loopback"):
            await wire.fetch(Ask(url=f"http://a.example:{server.port}/"))
    assert server.seen == []


# 3, 4, and attack 2


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("http://169.254.169.254/latest/meta-data/", "link-local"),
        ("http://[fd00:ec2::254]/latest/", "unique local"),
        ("http://168.63.129.16/metadata", "metadata"),
        ("//10.0.0.1/", "private"),
        ("file:///etc/passwd", "only http and https"),
        ("gopher://127.0.0.1:6379/_FLUSHALL", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("data:text/html,x", "only http and https"),
        ("http://user:secret@127.0.0.1/", "user name or password"),
        ("http://127.0.0.1\\@example.org/", "backslash"),
        ("http:\\\\127.0.0.1\\", "backslash"),
    ],
)
async def test_3_and_4_redirects_to_local_addresses_and_other_schemes_are_refused(to: str, reason: str) -> None:
    with pytest.raises(AddressRefused, match=reason):
        await got(redirect(to))


async def test_3_each_hop_is_checked_not_only_the_last() -> None:
    names = Names({"inner.example": ["127.0.0.3"]})
    async with FaultServer({"/end": answer(GOOD)}) as end, FaultServer({"/": b""}, host="127.0.0.3") as middle:
        middle.routes["/"] = redirect(end.url("/end"))
        start = FaultServer({"/": redirect(f"http://inner.example:{middle.port}/")})
        async with start, fetcher(names, local=("127.0.0.1/32",)) as wire:
            with pytest.raises(AddressRefused, match=r"127\.0\.0\.3"):
                await wire.fetch(Ask(url=start.url("/")))
    assert middle.seen == []
    assert end.seen == []


# 5


async def test_5_a_redirect_loop_is_named() -> None:
    with pytest.raises(RedirectRefused, match="circle"):
        await got(redirect("/"))


async def test_5_five_redirects_are_followed_and_a_sixth_is_not() -> None:
    routes: dict[str, Route] = {f"/{step}": redirect(f"/{step + 1}") for step in range(6)}
    routes["/6"] = answer(GOOD)
    async with FaultServer(routes) as server, fetcher() as wire:
        exchange = await wire.fetch(Ask(url=server.url("/1")))
        assert exchange.redirects == tuple(server.url(f"/{step}") for step in range(1, 6))
        assert exchange.final_url == server.url("/6")
        with pytest.raises(RedirectRefused, match="more than 5"):
            await wire.fetch(Ask(url=server.url("/0")))


# 6


@pytest.mark.parametrize("allowed", [False, True])
async def test_6_a_step_down_from_https_is_refused_unless_the_house_allows_it(tmp_path: Path, allowed: bool) -> None:
    authority = Authority(tmp_path)
    names = Names({"secure.example": ["127.0.0.1"]})
    async with (
        FaultServer({"/": answer(GOOD)}) as plain,
        FaultServer({"/": redirect(plain.url("/"))}, tls=authority.server("secure.example")) as secure,
        fetcher(names, trust=authority.trust(), downgrade=("Secure.example",) if allowed else ()) as wire,
    ):
        ask = Ask(url=secure.url("/", "secure.example"))
        if allowed:
            assert (await wire.fetch(ask)).payload == GOOD
        else:
            with pytest.raises(RedirectRefused, match="https to http://"):
                await wire.fetch(ask)
            assert plain.seen == []


# 7, 8, and attack 1

WRITTEN_OTHERWISE = r"""
127.1 127.0.1 2130706433 0x7f000001 0x7F.0.0.1 0x7f.1 0x7f.0x0.0x0.0x1 017700000001 0177.0.0.1 0177.1
00000177.0.0.1 127.000.000.001 127.0.0.1. 0 0.0 0x0 127。0。0。1 127.0.0.1 ①②⑦.⓪.⓪.① 127.0.0.1%00 %31%32%37.0.0.1
127.0.0.0x1 4294967295 2852039166 0xa9fea9fe 0251.0376.0251.0376 169.254.43518 3232235521 10.1 256.0.0.1 127.0.0.1.1
[::1%25lo] [fe80::1%25eth0] [127.0.0.1] [::1 127.0.0.1\ 127.0.0.1\@example.org user@127.0.0.1 example.org@127.0.0.1
"""
WRITTEN_OUT = """
127.0.0.1 127.255.255.254 0.0.0.0 10.0.0.1 100.64.0.1 100.100.100.200 169.254.169.254 172.16.0.1 172.31.255.255
192.0.0.192 192.0.2.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1
255.255.255.255 168.63.129.16 192.88.99.1 [::] [::1] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1]
[::ffff:0:127.0.0.1] [::127.0.0.1] [::7f00:1] [64:ff9b::7f00:1] [64:ff9b::127.0.0.1] [64:ff9b::8.8.8.8]
[64:ff9b:1::a00:1] [2002:7f00:1::] [2002:808:808::1] [2001:0:7f00:1::] [2001:db8::1] [2001:2::1] [fc00::1]
[fd00:ec2::254] [fe80::1] [fec0::1] [ff02::1] [100::1] [3fff::1] [5f00::1] [4000::1]
"""


@pytest.mark.parametrize("host", WRITTEN_OTHERWISE.split())
async def test_7_disguised_spellings_of_local_addresses_are_refused(host: str) -> None:
    names = Names({})
    async with fetcher(names, local=()) as wire:
        with pytest.raises(AddressRefused) as told:
            await wire.fetch(Ask(url=f"http://{host}/"))
    assert names.asked == []
    assert told.value.remedy


@pytest.mark.parametrize("host", WRITTEN_OUT.split())
async def test_7_and_8_local_and_special_addresses_are_refused_with_the_range(host: str) -> None:
    async with fetcher(Names({}), local=()) as wire:
        with pytest.raises(AddressRefused, match=r"special address \(.*/\d+\)"):
            await wire.fetch(Ask(url=f"http://{host}/"))


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "localhost.", "sub.localhost"])
async def test_7_names_of_this_machine_are_refused_by_where_they_lead(host: str) -> None:
    async with fetcher(local=()) as wire:
        with pytest.raises((AddressRefused, SourceUnreachable)) as told:
            await wire.fetch(Ask(url=f"http://{host}/"))
    # Some systems know no sub.localhost, which is as good.
    assert isinstance(told.value, AddressRefused) or host == "sub.localhost"


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254", "::1", "64:ff9b::808:808", "::ffff:10.0.0.1"])
async def test_7_a_public_name_that_leads_to_a_special_address_is_refused(address: str) -> None:
    async with fetcher(Names({"rebound.example": [address]}), local=()) as wire:
        with pytest.raises(AddressRefused, match=r"rebound\.example leads to"):
            await wire.fetch(Ask(url="http://rebound.example/"))


# 9, 10


async def test_9_credentials_in_an_address_are_neither_sent_nor_kept() -> None:
    async with FaultServer({"/": answer(GOOD)}) as server, fetcher() as wire:
        with pytest.raises(AddressRefused, match="user name or password"):
            await wire.fetch(Ask(url=f"http://me:secret@127.0.0.1:{server.port}/"))
    assert server.seen == []


@pytest.mark.parametrize("port", [0, 22, 25, 6379, 11211])
async def test_10_ports_of_other_services_are_refused(port: int) -> None:
    names = Names({"news.example": ["127.0.0.1"]})
    async with fetcher(names, local=()) as wire:
        with pytest.raises(AddressRefused, match=f"port {port} "):
            await wire.fetch(Ask(url=f"http://news.example:{port}/"))
    assert names.asked == []


# 11 to 14, 19, and attack 16

BOMBS: dict[str, tuple[bytes, str, str]] = {
    "brotli": (bombs.brotli_bomb(), "br", "coded as 'br'"),
    "zstd": (bombs.zstd_bomb(8192), "zstd", "coded as 'zstd'"),
    "deflate": (b"x", "deflate", "coded as 'deflate'"),
    "gzip": (bombs.gzip_bomb(1024), "gzip", "larger than|more than 100 for one"),
    "gzip in many members": (bombs.gzip_members(1024), "gzip", "larger than|more than 100 for one"),
}


async def measured(route: Route, deadline: float = 90.0) -> dict[str, object]:
    """What a process of its own makes of a page within so many seconds, with the growth of its memory in bytes."""
    async with FaultServer({"/small": answer(GOOD), "/bomb": route}) as server:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(Path(__file__).with_name("memory_probe.py")),
            server.url("/small"),
            server.url("/bomb"),
            str(deadline),
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
        out, _ = await process.communicate()
    told = json.loads(out)
    assert isinstance(told, dict)
    return told


@pytest.mark.parametrize("name", BOMBS)
async def test_11_and_12_bombs_are_stopped_before_memory_grows(name: str) -> None:
    body, coding, reason = BOMBS[name]
    told = await measured(answer(body, f"Content-Encoding: {coding}"))
    assert told["error"] == "ResponseRefused"
    assert any(part in str(told["what"]) for part in reason.split("|"))
    assert int(str(told["growth"])) < 64 * MIB


async def test_13_of_gzip_in_gzip_one_layer_is_taken_off() -> None:
    inner = gzip.compress(GOOD)
    exchange = await got(answer(gzip.compress(inner), "Content-Encoding: gzip"))
    assert exchange.payload == inner
    assert exchange.body == gzip.compress(inner)


async def test_13_two_announced_layers_are_refused() -> None:
    body = gzip.compress(gzip.compress(GOOD))
    with pytest.raises(ResponseRefused, match="gzip, gzip"):
        await got(answer(body, "Content-Encoding: gzip, gzip"))


@pytest.mark.parametrize("coding", ["zstd", "br", "deflate", "compress", "x-unknown", "identity, br"])
async def test_14_codings_not_asked_for_are_refused(coding: str) -> None:
    with pytest.raises(ResponseRefused, match="gzip alone was asked for"):
        await got(answer(GOOD, f"Content-Encoding: {coding}"))


async def test_14_only_gzip_is_asked_for() -> None:
    async with FaultServer({"/": answer(GOOD)}) as server, fetcher() as wire:
        await wire.fetch(Ask(url=server.url("/")))
    assert {seen.headers["accept-encoding"] for seen in server.seen} == {"gzip"}


async def test_14_what_is_announced_as_gzip_and_is_not_is_refused() -> None:
    with pytest.raises(ResponseRefused, match="is not"):
        await got(answer(GOOD, "Content-Encoding: gzip"))


# 15, 16, 17


async def test_15_a_body_shorter_than_announced_is_truncated() -> None:
    with pytest.raises(TruncatedResponse, match=r"received 16 of 1600 bytes"):
        await got(hang_up(answer(GOOD, length=1600)))


@pytest.mark.parametrize(
    "pieces",
    [
        [answer(GOOD + b"and more", length=len(GOOD))],
        [answer(GOOD + b"and more", "Connection: close", length=len(GOOD))],
        [answer(GOOD[:3], length=len(GOOD)), GOOD[3:] + b"and more"],
        [answer(GOOD) + answer(b"an answer to no question")],
    ],
    ids=["at once", "at once, closing", "later", "second answer"],
)
async def test_16_bytes_beyond_the_announced_end_are_noticed_and_the_connection_is_not_used_again(
    pieces: list[bytes],
) -> None:
    async with FaultServer({"/": pieces, "/next": answer(b"next")}) as server, fetcher() as wire:
        with pytest.raises(TruncatedResponse, match="more bytes came"):
            await wire.fetch(Ask(url=server.url("/")))
        assert (await wire.fetch(Ask(url=server.url("/next")))).payload == b"next"
        assert server.asked("/")[0].connection != server.asked("/next")[0].connection


@pytest.mark.parametrize("looked_at", [True, False], ids=["before", "together with"])
async def test_16_an_answer_sent_ahead_is_not_taken_for_the_answer_to_the_next_question(looked_at: bool) -> None:
    writers: list[asyncio.StreamWriter] = []
    sent = asyncio.Event()

    async def ahead(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(GOOD))
        writers.append(writer)
        await sent.wait()

    async with FaultServer({"/": ahead, "/next": answer(b"next")}) as server, fetcher() as wire:
        assert (await wire.fetch(Ask(url=server.url("/"), robots=False))).payload == GOOD
        writers[0].write(answer(b"poison"))
        await writers[0].drain()
        if looked_at:
            for _ in range(5):
                await asyncio.wait([asyncio.ensure_future(asyncio.to_thread(int))])
        told = await wire.fetch(Ask(url=server.url("/next"), robots=False))
        sent.set()
    assert told.payload == b"next"


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>A \r\n"


async def test_17_a_chunked_body_without_its_end_is_truncated() -> None:
    with pytest.raises(TruncatedResponse):
        await got(hang_up(CHUNKED))


async def test_17_a_chunked_body_that_stalls_meets_the_deadline() -> None:
    with pytest.raises(SourceUnreachable, match=r"within 0\.3 seconds"):
        await got(begin_and_stall(CHUNKED), deadline=0.3)


async def test_17_a_gzip_stream_without_its_end_is_truncated() -> None:
    cut = gzip.compress(os.urandom(2000))[:-300]
    with pytest.raises(TruncatedResponse, match="breaks off"):
        await got(answer(cut, "Content-Encoding: gzip"))


# 18, and attack 18


@pytest.mark.parametrize(
    "route",
    [
        silence,
        begin_and_stall(b"HTT"),
        begin_and_stall(b"HTTP/1.1 200 OK\r\nX: "),
        begin_and_stall(answer(b"", length=9)),
    ],
    ids=["nothing", "status line", "header", "body"],
)
async def test_18_whoever_keeps_us_waiting_meets_the_deadline(route: Route) -> None:
    with pytest.raises(SourceUnreachable, match=r"within 0\.3 seconds"):
        await got(route, deadline=0.3)


async def test_18_redirects_share_one_deadline() -> None:
    async def slowly(seen: object, writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        due = loop.create_future()
        loop.call_later(0.2, due.set_result, None)
        await due
        writer.write(redirect(f"/{len(server.seen)}"))

    server = FaultServer({"/": slowly, **{f"/{step}": slowly for step in range(9)}})
    async with server, fetcher(deadline=0.5) as wire:
        with pytest.raises(SourceUnreachable, match=r"within 0\.5 seconds"):
            await wire.fetch(Ask(url=server.url("/")))


# 19

ENDLESS = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    "route",
    [
        endless(ENDLESS + b"\r\n", b"x" * 65536),
        endless(ENDLESS + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"),
        endless(
            ENDLESS + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(os.urandom(4096)),
            gzip.compress(os.urandom(4096)),
        ),
    ],
    ids=["close-delimited", "chunked", "gzip"],
)
async def test_19_an_endless_body_is_stopped_at_the_limit(route: Route) -> None:
    told = await measured(route)
    assert told["error"] == "ResponseRefused" or told.get("payload") == 1000 * 4096
    assert int(str(told["growth"])) < 64 * MIB


WITHOUT_END = {
    "early hints": endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 1000),
    "reason": endless(b"HTTP/1.1 200 ", b"a" * 65536),
    "header name": endless(ENDLESS, b"y" * 65536),
    "folded header": endless(ENDLESS + b"X: y\r\n", b" z\r\n" * 10_000),
    "empty lines": endless(b"", b"\r\n" * 30_000),
    "chunk size": endless(CHUNKED, b"0" * 65536),
    "chunk extension": endless(CHUNKED + b"5;", b"y" * 65536),
    "tiny chunks": endless(CHUNKED, b"1\r\nx\r\n" * 10_000),
    "trailers": endless(CHUNKED + b"0\r\n", b"X: y\r\n" * 10_000),
    "body of an error": endless(b"HTTP/1.1 500 Oh\r\n\r\n", b"x" * 65536),
    "body of a 304": endless(b"HTTP/1.1 304 Not Modified\r\n\r\n", b"x" * 65536),
}


@pytest.mark.parametrize("name", WITHOUT_END)
async def test_19_nothing_else_may_be_without_end_either(name: str) -> None:
    with pytest.raises((ResponseRefused, SourceUnreachable, SourceFault, TruncatedResponse)):
        await got(WITHOUT_END[name], deadline=0.3)


async def test_19_the_body_of_a_redirect_is_not_waited_for() -> None:
    start = b"HTTP/1.1 302 Found\r\nLocation: /there\r\n\r\n"
    server = FaultServer({"/": endless(start, b"x" * 65536), "/there": answer(GOOD)})
    async with server, fetcher() as wire:
        assert (await wire.fetch(Ask(url=server.url("/")))).payload == GOOD


async def test_19_early_answers_without_end_do_not_gather_in_memory() -> None:
    told = await measured(WITHOUT_END["early hints"], deadline=10.0)
    assert told["error"] == "SourceUnreachable"
    assert int(str(told["growth"])) < 64 * MIB


async def test_19_an_announced_size_beyond_the_limit_is_refused_without_reading() -> None:
    with pytest.raises(ResponseRefused, match=f"larger than {10 * MIB} bytes"):
        await got(begin_and_stall(answer(b"", length=10 * MIB + 1)))


async def test_19_a_smaller_limit_may_be_asked_for() -> None:
    with pytest.raises(ResponseRefused, match="larger than 15 bytes"):
        await got(answer(GOOD), ask={"limit": 15})
    assert (await got(answer(GOOD), ask={"limit": 16})).payload == GOOD


# 20


@pytest.mark.parametrize(
    "head",
    [
        b"".join(b"X-%d: y\r\n" % number for number in range(10_000)),
        b"X: " + b"y" * MIB + b"\r\n",
        b"".join(b"X-%d: %s\r\n" % (number, b"y" * 1000) for number in range(100)),
    ],
    ids=["10,000 headers", "one of 1 MB", "together 100 kB"],
)
async def test_20_too_many_or_too_large_headers_are_refused(head: bytes) -> None:
    with pytest.raises(ResponseRefused, match="headers are larger"):
        await got(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + head + b"\r\n")


# 21


async def test_21_retry_after_is_obeyed_up_to_the_cap_and_closes_the_gate_for_the_host() -> None:
    routes: dict[str, Route] = {"/a": answer(b"", "Retry-After: 86400", status="429 Slow Down"), "/b": answer(GOOD)}
    async with FaultServer(routes) as server, fetcher(retry_after_cap=7200.0) as wire:
        with pytest.raises(SourceFault) as first:
            await wire.fetch(Ask(url=server.url("/a")))
        assert (first.value.status, first.value.retry_after) == (429, 7200.0)
        with pytest.raises(SourceFault, match="asked us to wait") as second:
            await wire.fetch(Ask(url=server.url("/b")))
        assert second.value.retry_after == pytest.approx(7200.0, abs=5)
        assert server.asked("/b") == []


@pytest.mark.parametrize("value", ["Wed, 21 Oct 2015 07:28:00 GMT", "-5", "soon", "9" * 5000, "Wed, 99 Foo 2015"])
async def test_21_dates_in_the_past_and_nonsense_neither_stop_us_nor_break_us(value: str) -> None:
    with pytest.raises(SourceFault) as told:
        await got(answer(b"", f"Retry-After: {value}", status="503 Busy"))
    assert told.value.retry_after in (None, 0.0, 24 * 3600.0)


async def test_21_a_date_in_the_future_is_read() -> None:
    moment = dt.datetime(2026, 11, 25, 4, 0, tzinfo=dt.UTC)
    fault = answer(b"", "Retry-After: Wed, 25 Nov 2026 04:02:00 GMT", status="503 Busy")
    with pytest.raises(SourceFault) as told:
        await got(fault, now=lambda: moment)
    assert told.value.retry_after == 120.0


# 22 is about what follows from many failures: tests/unit/intake/test_manners.py


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451, 500, 502, 503, 504, 599])
async def test_22_every_error_status_is_a_fault_that_carries_it(status: int) -> None:
    with pytest.raises(SourceFault) as told:
        await got(answer(b"sorry", status=f"{status} No"))
    assert told.value.status == status
    assert told.value.where.startswith("http://127.0.0.1")


# 23


async def test_23_a_304_that_nobody_asked_for_is_asked_again_past_all_caches() -> None:
    async def once(seen: object, writer: asyncio.StreamWriter) -> None:
        whole = "no-cache" in server.asked("/")[-1].headers.get("cache-control", "")
        writer.write(answer(GOOD, "Connection: close") if whole else b"HTTP/1.1 304 Not Modified\r\n\r\n")

    async with FaultServer({"/": once}) as server, fetcher() as wire:
        assert (await wire.fetch(Ask(url=server.url("/")))).payload == GOOD


async def test_23_a_server_that_never_answers_anything_else_is_named() -> None:
    with pytest.raises(ResponseRefused, match="304"):
        await got(b"HTTP/1.1 304 Not Modified\r\n\r\n")


async def test_23_a_304_to_our_validators_is_an_answer() -> None:
    async with FaultServer({"/": b'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\n\r\n'}) as server, fetcher() as wire:
        ask = Ask(url=server.url("/"), etag='"x"', last_modified="Wed, 21 Oct 2015 07:28:00 GMT")
        assert (await wire.fetch(ask)).status == 304
    seen = server.asked("/")[0]
    assert seen.headers["if-none-match"] == '"x"'
    assert seen.headers["if-modified-since"] == "Wed, 21 Oct 2015 07:28:00 GMT"


# 24


@pytest.mark.parametrize(
    ("host", "lasts", "fault"),
    [
        ("news.example", -1, "has expired"),
        ("other.example", 1, "is for another host"),
    ],
)
async def test_24_a_certificate_that_does_not_hold_is_told(tmp_path: Path, host: str, lasts: int, fault: str) -> None:
    authority = Authority(tmp_path)
    tls = authority.server(host, lasts=dt.timedelta(days=lasts))
    names = Names({"news.example": ["127.0.0.1"]})
    async with FaultServer({"/": answer(GOOD)}, tls=tls) as server, fetcher(names, trust=authority.trust()) as wire:
        with pytest.raises(SourceUnreachable, match=f"certificate {fault}"):
            await wire.fetch(Ask(url=server.url("/", "news.example"), robots=False))
    assert server.seen == []


async def test_24_an_authority_that_nobody_trusts_is_told(tmp_path: Path) -> None:
    tls = Authority(tmp_path).server("news.example")
    names = Names({"news.example": ["127.0.0.1"]})
    async with FaultServer({"/": answer(GOOD)}, tls=tls) as server, fetcher(names) as wire:
        with pytest.raises(SourceUnreachable, match="authority that is not trusted"):
            await wire.fetch(Ask(url=server.url("/", "news.example"), robots=False))


async def test_24_a_certificate_that_holds_is_remembered_by_its_digest(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    names = Names({"news.example": ["127.0.0.1"]})
    tls = authority.server("news.example")
    async with FaultServer({"/": answer(GOOD)}, tls=tls) as server, fetcher(names, trust=authority.trust()) as wire:
        exchange = await wire.fetch(Ask(url=server.url("/", "news.example")))
    assert exchange.payload == GOOD
    assert len(exchange.certificate) == 64


# Answers that are no HTTP


@pytest.mark.parametrize(
    "route",
    [
        b"hello",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 ABC OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabc",
        hang_up(b""),
        hang_up(b"HTTP/1.1 200"),
    ],
)
async def test_answers_that_are_no_http_are_a_broken_source_and_nothing_worse(route: Route) -> None:
    with pytest.raises(SourceUnreachable):
        await got(route)


@pytest.mark.parametrize("status", ["101 Switching Protocols", "206 Partial Content", "300 Multiple", "305 Use Proxy"])
async def test_statuses_that_answer_no_question_of_ours_are_refused(status: str) -> None:
    with pytest.raises(ResponseRefused):
        await got(hang_up(answer(GOOD, status=status)))


async def test_a_transfer_coding_that_nobody_asked_for_is_refused() -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"
    with pytest.raises(ResponseRefused, match="transfer coding"):
        await got(head + b"5\r\nhello\r\n0\r\n\r\n")
