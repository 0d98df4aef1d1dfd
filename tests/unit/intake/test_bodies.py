"""Reading a body to its end, or to the first bound that it breaks."""

from __future__ import annotations

import asyncio
import gzip

import pytest
from aiohttp import StreamReader
from aiohttp.base_protocol import BaseProtocol

from mediawire.intake.bodies import GRACE, Bounds, Rate, Served, read_body
from mediawire.model.errors import ResponseRefused, SourceUnreachable, TruncatedResponse

URL = "http://example.org/"
BOUNDS = Bounds(size=1000, ratio=100, rate=100)


async def read(*pieces: bytes, bounds: Bounds = BOUNDS, **headers: str) -> Served:
    loop = asyncio.get_running_loop()
    content = StreamReader(BaseProtocol(loop), limit=1 << 16, loop=loop)
    for piece in pieces:
        content.feed_data(piece)
    content.feed_eof()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return await read_body(content, lambda name: named.get(name, ""), URL, bounds)


async def test_a_plain_body_is_its_own_payload() -> None:
    assert await read(b"abc", b"def") == Served(b"abcdef", b"abcdef")
    assert await read() == Served(b"", b"")


async def test_a_coded_body_is_kept_as_served_beside_its_payload() -> None:
    body = gzip.compress(b"a report")
    assert await read(body[:9], body[9:], content_encoding="gzip") == Served(body, b"a report")


async def test_a_body_beyond_its_bound_is_refused_as_soon_as_it_is_announced() -> None:
    with pytest.raises(ResponseRefused, match="larger than 1000 bytes"):
        await read(content_length="1001")
    with pytest.raises(ResponseRefused, match="larger than 1000 bytes"):
        await read(b"", content_length="9" * 4000)
    with pytest.raises(ResponseRefused, match="larger than 1000 bytes"):
        await read(b"a" * 1001)
    assert (await read(b"a" * 1000, content_length="1000")).whole


async def test_a_gzip_stream_that_breaks_off_is_truncated() -> None:
    with pytest.raises(TruncatedResponse):
        await read(gzip.compress(b"a report")[:-1], content_encoding="gzip")


@pytest.mark.parametrize("coding", ["gzip", "gzip, chunked", "deflate"])
async def test_a_transfer_coding_that_nobody_asked_for_is_refused(coding: str) -> None:
    with pytest.raises(ResponseRefused, match="transfer coding"):
        await read(b"abc", transfer_encoding=coding)


@pytest.mark.parametrize("coded", [False, True])
async def test_a_body_that_may_be_cut_is_cut_at_its_bound(coded: bool) -> None:
    bounds = Bounds(size=10, ratio=100, cut=True)
    content = b"0123456789abcdef"
    body = gzip.compress(content) if coded else content
    served = await read(body, bounds=bounds, content_encoding="gzip" if coded else "", content_length="9999999")
    assert served.payload == b"0123456789"
    assert not served.whole


async def test_a_body_that_may_be_cut_and_is_short_is_whole() -> None:
    assert await read(b"abc", bounds=Bounds(size=10, ratio=100, cut=True)) == Served(b"abc", b"abc")


async def test_a_bomb_is_stopped_even_where_it_may_be_cut() -> None:
    bounds = Bounds(size=10, ratio=100, cut=True)
    with pytest.raises(ResponseRefused):
        await read(gzip.compress(b"\0" * 5_000_000), bounds=bounds, content_encoding="gzip")


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_whoever_is_slower_than_the_least_rate_after_the_first_seconds_is_given_up() -> None:
    clock = Clock()
    rate = Rate(URL, 100, clock)
    for second in range(1, 6):
        clock.now = float(second)
        rate.count(1)
    assert clock.now == GRACE
    clock.now = 6.0
    with pytest.raises(SourceUnreachable, match="6 bytes in 6 seconds, less than 100 a second"):
        rate.count(1)


def test_whoever_is_fast_enough_may_take_as_long_as_the_deadline_allows() -> None:
    clock = Clock()
    rate = Rate(URL, 100, clock)
    for second in range(1, 300):
        clock.now = float(second)
        rate.count(100)
