"""Reading a body to its end, or to the first bound that it breaks."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable

from aiohttp import StreamReader

from mediawire.intake.decoding import Bounds, beyond, decoder
from mediawire.model.errors import ResponseRefused, SourceUnreachable

__all__ = ["GRACE", "Bounds", "Rate", "Served", "read_body"]

GRACE = 5.0  # seconds before the least rate counts


@dataclasses.dataclass(frozen=True, slots=True)
class Served:
    """A body: as served after transfer coding, and after content coding. `whole` is False where it was cut."""

    body: bytes
    payload: bytes
    whole: bool = True


async def read_body(content: StreamReader, header: Callable[[str], str], url: str, bounds: Bounds) -> Served:
    """The body behind these headers; raises ResponseRefused, TruncatedResponse or SourceUnreachable (too slow)."""
    if header("transfer-encoding").lower() not in ("", "chunked"):
        raise ResponseRefused("a transfer coding was used that nobody asked for", where=url, remedy="Tell the source.")
    announced = header("content-length")
    if announced.isdigit() and int(announced[:18]) > bounds.size and not bounds.cut:
        raise beyond(url, bounds.size)
    # A body that is to be cut is stopped below, before the decoder would refuse it.
    slack = dataclasses.replace(bounds, size=bounds.size * 2 + 1024 * 1024) if bounds.cut else bounds
    decoding = decoder(header("content-encoding"), url, slack)
    served: list[bytes] = []
    decoded: list[bytes] = []
    rate = Rate(url, bounds.rate, asyncio.get_running_loop().time)
    while chunk := await content.readany():
        rate.count(len(chunk))
        served.append(chunk)
        decoded.append(decoding.feed(chunk))
        if bounds.cut and sum(map(len, decoded)) >= bounds.size:
            return Served(b"".join(served), b"".join(decoded)[: bounds.size], whole=False)
    decoding.finish()
    return Served(b"".join(served), b"".join(decoded))


class Rate:
    """The least rate: a source slower than that keeps a connection for no good."""

    def __init__(self, url: str, least: int, clock: Callable[[], float]) -> None:
        self._url = url
        self._least = least
        self._clock = clock
        self._started = clock()
        self._size = 0

    def count(self, size: int) -> None:
        """Count bytes that came in; raises SourceUnreachable where they come too slowly."""
        self._size += size
        spent = self._clock() - self._started
        if spent > GRACE and self._size < self._least * spent:
            raise SourceUnreachable(
                f"the source sent {self._size} bytes in {spent:.0f} seconds, less than {self._least} a second",
                where=self._url,
                remedy="It is asked again.",
            )
