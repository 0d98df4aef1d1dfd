"""The fetcher as a whole, against servers on loopback: what it sends, what it returns, and in which order it asks."""

from __future__ import annotations

import asyncio
import datetime as dt
import gzip
import itertools
from pathlib import Path

import pytest

from mediawire.intake.fetcher import Ask, Fetcher
from mediawire.model.errors import (
    RedirectRefused,
    RobotsRefused,
    SourceFault,
    SourceUnreachable,
)
from mediawire.model.settings import Manners
from tests.hostile.fault_server import FaultServer, Route, Seen, answer, hang_up, redirect, silence
from tests.hostile.loopback import AGENT, Authority, Names, clock, fetcher

GOOD = b"<p>A report.</p>"
RULES = answer(b"User-agent: *\nDisallow: /private/\n")


# What is sent


async def test_a_request_says_who_asks_and_what_we_have() -> None:
    async with FaultServer({"/feed": answer(GOOD)}) as server, fetcher() as wire:
        await wire.fetch(Ask(url=server.url("/feed"), etag='W/"7"', last_modified="yesterday", accept="text/html"))
    (seen,) = server.asked("/feed")
    assert seen.method == "GET"
    assert dict(seen.headers) == {
        "host": f"127.0.0.1:{server.port}",
        "user-agent": AGENT,
        "accept-encoding": "gzip",
        "accept": "text/html",
        "if-none-match": 'W/"7"',
        "if-modified-since": "yesterday",
    }


async def test_validators_that_no_server_would_give_are_not_sent() -> None:
    async with FaultServer({"/": answer(GOOD)}) as server, fetcher() as wire:
        await wire.fetch(Ask(url=server.url("/"), etag='"a"\r\nX-Injected: 1', last_modified="ä"))
    headers = server.asked("/")[0].headers
    assert not {"if-none-match", "if-modified-since", "x-injected"} & set(headers)


async def test_cookies_are_not_kept() -> None:
    async with FaultServer({"/": answer(GOOD, "Set-Cookie: id=1")}) as server, fetcher() as wire:
        for _ in range(2):
            await wire.fetch(Ask(url=server.url("/")))
    assert all("cookie" not in seen.headers for seen in server.seen)


async def test_the_address_is_sent_as_the_source_wrote_it() -> None:
    path = "/a%2Fb%7e+c?x=%20&y=a+b&sig=A%2fB%3D"
    async with FaultServer({path: answer(GOOD)}) as server, fetcher() as wire:
        assert (await wire.fetch(Ask(url=server.url(path) + "#part"))).final_url == server.url(path)


async def test_a_post_goes_through_the_same_checks() -> None:
    async with (
        FaultServer({"/hub": answer(b"", status="202 Accepted"), "/robots.txt": RULES}) as server,
        fetcher() as wire,
    ):
        told = await wire.send(Ask(url=server.url("/hub"), robots=False), b"hub.mode=subscribe")
        with pytest.raises(RobotsRefused):
            await wire.send(Ask(url=server.url("/private/hub")), b"x")
    assert told.status == 202
    (seen,) = server.asked("/hub")
    assert (seen.method, seen.body) == ("POST", b"hub.mode=subscribe")
    assert seen.headers["content-type"] == "application/x-www-form-urlencoded"


async def test_a_post_follows_only_redirects_that_keep_it_a_post() -> None:
    routes: dict[str, Route] = {
        "/308": redirect("/hub", "308 Permanent Redirect"),
        "/303": redirect("/hub", "303 See Other"),
        "/hub": answer(b"", status="202 Accepted"),
    }
    async with FaultServer(routes) as server, fetcher() as wire:
        await wire.send(Ask(url=server.url("/308"), robots=False), b"body")
        with pytest.raises(RedirectRefused, match="answers a POST"):
            await wire.send(Ask(url=server.url("/303"), robots=False), b"body")
    assert [(seen.method, seen.body) for seen in server.asked("/hub")] == [("POST", b"body")]


# What is returned


async def test_an_exchange_holds_everything_that_a_capture_needs() -> None:
    moments = iter(dt.datetime(2026, 11, 25, 4, 0, second, tzinfo=dt.UTC) for second in range(60))
    body = gzip.compress(GOOD)
    served = answer(body, "Content-Type: text/html", "Content-Encoding: gzip", "X-Name: \u00e4", "x-name: b")
    server = FaultServer({"/old": redirect("/new#x"), "/new": served, "/robots.txt": RULES})
    async with server, fetcher(now=lambda: next(moments)) as wire:
        told = await wire.fetch(Ask(url=server.url("/old")))
    assert told.url == server.url("/old")
    assert told.final_url == server.url("/new")
    assert told.redirects == (server.url("/old"),)
    assert told.requested_at < told.received_at
    assert (told.status, told.reason) == (200, "OK")
    assert told.headers == (
        ("content-length", str(len(body))),
        ("content-type", "text/html"),
        ("content-encoding", "gzip"),
        ("x-name", "\u00e4"),
        ("x-name", "b"),
    )
    assert (told.body, told.payload) == (body, GOOD)
    assert told.peer == "127.0.0.1"
    assert told.robots.startswith("allowed by robots.txt of 2026-11-25T04:00:")
    (copy,) = wire.robots.copies()
    assert copy.digest in told.robots


async def test_a_redirect_to_another_host_asks_its_robots_txt_too() -> None:
    names = Names({"old.example": ["127.0.0.1"], "new.example": ["127.0.0.2"]})
    async with FaultServer({"/private/1": answer(GOOD), "/robots.txt": RULES}, host="127.0.0.2") as new:
        start = FaultServer({"/": redirect(f"http://new.example:{new.port}/private/1")})
        async with start, fetcher(names) as wire:
            with pytest.raises(RobotsRefused, match="disallowed") as told:
                await wire.fetch(Ask(url=start.url("/", "old.example")))
    assert told.value.where == f"http://new.example:{new.port}/private/1"
    assert new.asked("/private/1") == []


async def test_robots_txt_is_read_before_the_first_page_and_once() -> None:
    async with FaultServer({"/1": answer(GOOD), "/2": answer(GOOD), "/robots.txt": RULES}) as server, fetcher() as wire:
        await asyncio.gather(*(wire.fetch(Ask(url=server.url(path))) for path in ("/1", "/2", "/1")))
        with pytest.raises(RobotsRefused):
            await wire.fetch(Ask(url=server.url("/private/")))
    assert [seen.path for seen in server.seen] == ["/robots.txt", "/1", "/2", "/1"]


async def test_robots_txt_is_cut_at_its_limit_and_redirected_ones_are_followed() -> None:
    long = b"User-agent: *\nDisallow: /private/\n" + b"#" * 2_000_000
    server = FaultServer({"/robots.txt": redirect("/r"), "/r": answer(long), "/": answer(GOOD)})
    async with server, fetcher() as wire:
        await wire.fetch(Ask(url=server.url("/")))
        with pytest.raises(RobotsRefused):
            await wire.fetch(Ask(url=server.url("/private/")))
        (copy,) = wire.robots.copies()
    assert len(copy.text or b"") == 500 * 1024


async def test_robots_txt_that_is_down_stops_us_but_one_that_is_not_there_does_not() -> None:
    async with (
        FaultServer({"/robots.txt": answer(b"", status="500 Oh"), "/": answer(GOOD)}) as server,
        fetcher() as wire,
    ):
        with pytest.raises(SourceUnreachable, match=r"robots\.txt could not be read"):
            await wire.fetch(Ask(url=server.url("/")))
        assert server.asked("/") == []
        assert (await wire.fetch(Ask(url=server.url("/"), robots=False))).robots == ""


async def test_an_ipv6_address_is_asked_like_any_other() -> None:
    server = FaultServer({"/": answer(GOOD)}, host="::1")
    try:
        await server.__aenter__()
    except OSError as error:
        pytest.skip(f"this machine has no IPv6 ({error})")
    async with fetcher(local=("::1/128",)) as wire:
        told = await wire.fetch(Ask(url=server.url("/")))
    await server.__aexit__()
    assert (told.payload, told.peer) == (GOOD, "::1")
    assert server.seen[0].headers["host"] == f"[::1]:{server.port}"


# The pace


def spans(server: FaultServer) -> list[float]:
    starts = [seen.at for seen in server.seen]
    return [later - earlier for earlier, later in itertools.pairwise(starts)]


async def test_one_domain_is_asked_one_at_a_time_and_never_sooner_than_the_pace_by_the_sources_clock() -> None:
    names = Names({f"{name}.outlet.example": ["127.0.0.1"] for name in ("www", "feeds", "media")})
    async with FaultServer({"/": answer(GOOD)}) as server, fetcher(names, pace=0.02) as wire:
        hosts = [f"{name}.outlet.example" for name in ("www", "feeds", "media")] * 3
        await asyncio.gather(*(wire.fetch(Ask(url=server.url("/", host))) for host in hosts))
    assert len(server.seen) == 9 + 3
    assert server.most == 1
    assert min(spans(server)) >= 0.02


async def test_redirects_are_paced_like_any_other_request() -> None:
    server = FaultServer({"/": redirect("/1"), "/1": redirect("/2"), "/2": answer(GOOD)})
    async with server, fetcher(pace=0.02) as wire:
        await wire.fetch(Ask(url=server.url("/")))
    assert len(server.seen) == 4
    assert min(spans(server)) >= 0.02


async def test_a_crawl_delay_is_honoured_up_to_its_cap() -> None:
    rules = answer(b"User-agent: *\nCrawl-delay: 3600\n")
    async with FaultServer({"/robots.txt": rules, "/": answer(GOOD)}) as server, fetcher(crawl_delay_cap=0.03) as wire:
        for _ in range(2):
            await wire.fetch(Ask(url=server.url("/")))
    assert min(spans(server)) >= 0.03


async def test_waiting_at_the_gate_does_not_use_up_the_deadline() -> None:
    async with FaultServer({"/": answer(GOOD)}) as server, fetcher(pace=0.05, deadline=0.2) as wire:
        told = await asyncio.gather(*(wire.fetch(Ask(url=server.url("/"))) for _ in range(8)))
    assert {each.status for each in told} == {200}
    assert server.seen[-1].at - server.seen[0].at > 0.2


async def test_as_many_requests_are_under_way_as_the_house_allows_and_no_more() -> None:
    names = Names({f"{number}.example": ["127.0.0.1"] for number in range(12)})
    three = asyncio.Barrier(3)

    async def together(seen: Seen, writer: asyncio.StreamWriter) -> None:
        await three.wait()
        writer.write(answer(GOOD, "Connection: close"))

    async with FaultServer({"/": together}) as server, fetcher(names, concurrency=3) as wire:
        await asyncio.gather(*(wire.fetch(Ask(url=server.url("/", host), robots=False)) for host in names.table))
    assert server.most == 3


async def test_a_host_that_says_too_many_is_left_alone_even_if_it_names_no_time() -> None:
    server = FaultServer({"/": answer(b"", status="429 Too Many"), "/2": answer(GOOD)})
    async with server, fetcher() as wire:
        with pytest.raises(SourceFault, match="429"):
            await wire.fetch(Ask(url=server.url("/")))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await wire.fetch(Ask(url=server.url("/2")))
    assert server.asked("/2") == []


# Connections


async def test_a_connection_is_used_again() -> None:
    async with FaultServer({"/": answer(GOOD)}) as server, fetcher() as wire:
        for _ in range(3):
            await wire.fetch(Ask(url=server.url("/")))
    assert {seen.connection for seen in server.seen} == {1}


async def test_a_secure_connection_is_used_again(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    names = Names({"news.example": ["127.0.0.1"]})
    server = FaultServer({"/": answer(GOOD)}, tls=authority.server("news.example"))
    async with server, fetcher(names, trust=authority.trust()) as wire:
        told = [await wire.fetch(Ask(url=server.url("/", "news.example"))) for _ in range(3)]
    assert {seen.connection for seen in server.seen} == {1}
    assert len({each.certificate for each in told}) == 1


async def test_a_connection_that_was_kept_open_and_is_dead_is_no_fault_of_the_source() -> None:
    turns = iter([hang_up(b""), hang_up(answer(GOOD))])

    async def dead_once(seen: Seen, writer: asyncio.StreamWriter) -> None:
        await next(turns)(seen, writer)

    async with FaultServer({"/": answer(GOOD), "/2": dead_once}) as server, fetcher(pace=0.02) as wire:
        await wire.fetch(Ask(url=server.url("/")))
        assert (await wire.fetch(Ask(url=server.url("/2")))).payload == GOOD
    assert len(server.asked("/2")) == 2
    assert min(spans(server)) >= 0.02, "the second attempt waits for the pace too"


async def test_a_source_that_hangs_up_again_and_again_is_a_broken_source() -> None:
    async with FaultServer({"/": answer(GOOD), "/2": hang_up(b"")}) as server, fetcher() as wire:
        await wire.fetch(Ask(url=server.url("/")))
        with pytest.raises(SourceUnreachable, match="broke"):
            await wire.fetch(Ask(url=server.url("/2")))
    assert len(server.asked("/2")) == 2


async def test_a_source_that_hangs_up_on_every_new_connection_is_asked_once() -> None:
    async with FaultServer({"/": hang_up(b"")}) as server, fetcher() as wire:
        with pytest.raises(SourceUnreachable, match="broke"):
            await wire.fetch(Ask(url=server.url("/"), robots=False))
    assert len(server.seen) == 1


async def test_a_request_that_is_given_up_frees_the_domain() -> None:
    async with FaultServer({"/slow": silence, "/": answer(GOOD)}) as server, fetcher() as wire:
        slow = asyncio.create_task(wire.fetch(Ask(url=server.url("/slow"), robots=False)))
        while not server.asked("/slow"):
            await asyncio.wait([slow], timeout=0.001)
        slow.cancel()
        assert (await wire.fetch(Ask(url=server.url("/")))).payload == GOOD


async def test_a_fetcher_that_is_not_open_says_so() -> None:
    with pytest.raises(RuntimeError, match="async with"):
        await Fetcher(Manners(), AGENT, clock).fetch(Ask(url="http://93.184.216.34/", robots=False))
