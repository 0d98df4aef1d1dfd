"""What was retrieved: an HTTP response as served."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib


def sha256(data: bytes) -> str:
    """64 hexadecimal digits of the SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request's answer with its circumstances. Header names are in lower case, in the order served.

    `body` holds the bytes as served after transfer coding; `payload` the same after content coding, before charset.
    """

    url: str  # as asked
    final_url: str  # after redirects
    redirects: tuple[str, ...] = ()  # the addresses passed through, `url` first, `final_url` left out
    requested_at: dt.datetime
    received_at: dt.datetime
    status: int
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    payload: bytes = b""
    peer: str = ""  # the address connected to
    certificate: str = ""  # SHA-256 of the TLS leaf certificate, empty over http
    robots: str = ""  # the decision of robots.txt that let us ask, and its basis

    def header(self, name: str) -> str | None:
        """The first value of a header by its lower-case name."""
        return next((value for key, value in self.headers if key == name), None)

    @property
    def header_map(self) -> dict[str, str]:
        """Headers by lower-case name; repeated ones joined by a comma, as RFC 9110 section 5.2 says."""
        told: dict[str, str] = {}
        for key, value in self.headers:
            told[key] = f"{told[key]}, {value}" if key in told else value
        return told


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a capture's record stands: a WARC file's name, byte offset and length."""

    file: str
    offset: int
    length: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A response that was kept: what a report stands on.

    `digest` is the SHA-256 of the payload, `record_digest` of the record's bytes in the WARC file. A capture whose
    payload had been captured before is a revisit record; `place` then names that, and `origin` has the payload.
    """

    exchange: Exchange
    digest: str
    place: Place | None = None  # None: not stored (`mediawire read`)
    record_digest: str = ""
    origin: Place | None = None
    source_id: str = ""
    size: int = 0  # bytes of the payload, where the payload itself is left out (`evidence` of the archive)

    @property
    def payload(self) -> bytes:
        """The body after transfer and content coding, before charset: what spans count in."""
        return self.exchange.payload

    @property
    def url(self) -> str:
        """The address that answered."""
        return self.exchange.final_url

    @property
    def retrieved_at(self) -> dt.datetime:
        """When the answer had come in."""
        return self.exchange.received_at
