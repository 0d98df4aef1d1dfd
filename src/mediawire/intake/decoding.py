"""The bounded gzip: one layer, stopped at a byte limit and at a ratio while decoding, so that no bomb is ever held.

RFC 9110 section 8.4.1.3 (gzip), RFC 1952 (members, of which there may be several).
"""

from __future__ import annotations

import dataclasses
import zlib

from mediawire.model.coding import MAGIC, MEMBERS, WINDOW
from mediawire.model.errors import ResponseRefused, TruncatedResponse

RATIO_FROM = 1024 * 1024  # bytes decoded before the ratio is looked at: small pages of white space compress well


@dataclasses.dataclass(frozen=True, slots=True)
class Bounds:
    """What a body may come to.

    `size` in bytes, decoded as well as served; `ratio` in decoded bytes for each served; `rate` in served bytes a
    second. `cut`: what is longer is cut at `size` instead of refused.
    """

    size: int
    ratio: int
    rate: int = 0
    cut: bool = False


class Identity:
    """A body without content coding: counted, and handed through."""

    def __init__(self, url: str, bounds: Bounds) -> None:
        self._url = url
        self._bounds = bounds
        self._size = 0

    def feed(self, served: bytes) -> bytes:
        """The decoded bytes that these served bytes give; raises ResponseRefused beyond the bounds."""
        self._size += len(served)
        if self._size > self._bounds.size:
            raise beyond(self._url, self._bounds.size)
        return served

    def finish(self) -> None:
        """Say that the body has ended; raises TruncatedResponse where the coding has not."""


class Gzip:
    """A gzip body. What follows the last member and is not another member is ignored, as browsers do."""

    def __init__(self, url: str, bounds: Bounds) -> None:
        self._url = url
        self._bounds = bounds
        self._member = zlib.decompressobj(WINDOW)
        self._served = 0
        self._size = 0
        self._members = 1
        self._ended = False

    def feed(self, served: bytes) -> bytes:
        """The decoded bytes that these served bytes give; raises ResponseRefused beyond the bounds or for no gzip."""
        self._served += len(served)
        if self._served > self._bounds.size:
            raise beyond(self._url, self._bounds.size)
        pieces = []
        while served and not self._ended:
            pieces.append(self._inflated(served))
            served = self._rest()
        return b"".join(pieces)

    def _inflated(self, served: bytes) -> bytes:
        # One byte more than is allowed tells "too much" from "exactly as much".
        try:
            decoded = self._member.decompress(served, self._bounds.size - self._size + 1)
        except zlib.error as error:
            raise ResponseRefused(
                f"the body is announced as gzip and is not ({error})", where=self._url, remedy="Ask the source."
            ) from error
        self._size += len(decoded)
        if self._size > self._bounds.size:
            raise beyond(self._url, self._bounds.size)
        if self._size > max(RATIO_FROM, self._served * self._bounds.ratio):
            raise ResponseRefused(
                f"{self._served} bytes were decoded to {self._size}, more than {self._bounds.ratio} for one",
                where=self._url,
                remedy="This is what an attack on readers looks like. Nothing was kept.",
            )
        return decoded

    def _rest(self) -> bytes:
        # zlib itself gathers what comes after a member's end, so a single first byte waits there for the next one.
        rest = self._member.unused_data
        if not self._member.eof or len(rest) < 2:
            return b""
        self._ended = not rest.startswith(MAGIC) or self._members >= MEMBERS
        if not self._ended:
            self._member = zlib.decompressobj(WINDOW)
            self._members += 1
        return rest

    def finish(self) -> None:
        """Say that the body has ended; raises TruncatedResponse where the gzip stream has not."""
        if self._served and not self._member.eof:
            raise TruncatedResponse(
                f"the gzip stream breaks off after {self._served} bytes", where=self._url, remedy="It is asked again."
            )


Decoder = Identity | Gzip


def decoder(coding: str | None, url: str, bounds: Bounds) -> Decoder:
    """The decoder for a Content-Encoding; raises ResponseRefused for every coding that was not asked for."""
    named = (coding or "identity").strip().lower()
    if named in ("gzip", "x-gzip"):
        return Gzip(url, bounds)
    if named in ("identity", ""):
        return Identity(url, bounds)
    raise ResponseRefused(
        f"the body is coded as {named[:60]!r}, and gzip alone was asked for",
        where=url,
        remedy="Nothing was kept. Ask the source to honour Accept-Encoding.",
    )


def beyond(url: str, limit: int) -> ResponseRefused:
    """The error for a body over the byte limit."""
    return ResponseRefused(
        f"the body is larger than {limit} bytes",
        where=url,
        remedy="Nothing was kept. Raise `body_limit` in the manners of wire.toml if the source really is that large.",
    )
