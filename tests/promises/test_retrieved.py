"""P1, at the source: whatever bytes a server sends, in whatever pieces and coding, are the bytes that we hold."""

from __future__ import annotations

import gzip
import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.intake.fetcher import Ask
from tests.hostile.fault_server import FaultServer, Play, hang_up
from tests.hostile.loopback import fetcher


def pieces(body: bytes, cuts: list[int]) -> list[bytes]:
    """A body in pieces that end at these places."""
    places = [0, *sorted(cut % (len(body) + 1) for cut in cuts), len(body)]
    return [body[start:end] for start, end in itertools.pairwise(places)]


def served(body: bytes, framing: str, coding: str, cuts: list[int]) -> Play:
    """The whole answer as a server would send it."""
    head = f"HTTP/1.1 200 OK\r\n{coding}"
    if framing == "length":
        return hang_up(f"{head}Content-Length: {len(body)}\r\n\r\n".encode("ascii") + body)
    if framing == "close":
        return hang_up(f"{head}Connection: close\r\n\r\n".encode("ascii") + body)
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces(body, cuts) if piece)
    return hang_up(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode("ascii") + chunks + b"0\r\n\r\n")


@settings(max_examples=60)
@given(
    content=st.binary(max_size=3000),
    framing=st.sampled_from(["length", "chunked", "close"]),
    members=st.integers(0, 3),
    cuts=st.lists(st.integers(0, 5000), max_size=6),
)
async def test_what_was_served_is_what_is_held(content: bytes, framing: str, members: int, cuts: list[int]) -> None:
    body = b"".join(map(gzip.compress, pieces(content, list(range(members - 1))))) if members else content
    coding = "Content-Encoding: gzip\r\n" if members else ""
    async with FaultServer({"/": served(body, framing, coding, cuts)}) as server, fetcher() as wire:
        told = await wire.fetch(Ask(url=server.url("/"), robots=False))
    assert told.body == body
    assert told.payload == content
