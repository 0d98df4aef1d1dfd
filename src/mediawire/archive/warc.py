"""Records of WARC/1.1 (ISO 28500:2017): an exchange as a response or revisit record, and back.

A record is one gzip member. The block is the status line, the headers as served, and the body after transfer coding,
content coding kept. Circumstances that WARC has no field for stand in named fields that begin with "Mediawire-", so
that a record says all of its exchange. What was sent is not recorded: the exchange does not hold it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import gzip
import hashlib
import io
import re
import uuid
import zlib
from collections.abc import Iterator, Sequence

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from mediawire.model.capture import Exchange
from mediawire.model.errors import CaptureDamaged

_LEVEL = 4  # of gzip; 9, which warcio would take, costs five times as much for 6 % less
_LEVEL_CODED = 0  # stored, in a member of its own as ever: for bodies that are gzip already
PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_HTTP = "application/http; msgtype=response"
_LONGEST = 64 * 1024 * 1024  # bytes of a record once its own gzip is off
_TRANSFER = ("transfer-encoding",)
_LINE = re.compile(r"[\r\n\x00]+")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The record that holds the payload to which a revisit record refers."""

    record_id: str
    url: str
    received_at: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record's bytes as they go into the file, their SHA-256, and the UUID of its WARC-Record-ID."""

    id: str
    data: bytes
    digest: str


class _AsServed(StatusAndHeaders):  # type: ignore[misc]
    """A header block that is written as it is: warcio would percent-encode what is not ASCII."""

    def __init__(self, block: bytes) -> None:
        super().__init__("as served", [])  # one without words counts as no header block
        self._block = block

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        """Keep the bytes."""
        self.headers_buff = self._block


def record(exchange: Exchange, body_digest: str, original: Original | None = None) -> Record:
    """The record of an exchange: a revisit where `original` has the same body already, else a response."""
    record_id = str(uuid.uuid5(uuid.NAMESPACE_URL, _name(exchange, body_digest)))
    head = head_of(exchange)
    body = b"" if original else exchange.body
    kind = "revisit" if original else "response"
    fields = [("WARC-Type", kind), ("WARC-Record-ID", f"<urn:uuid:{record_id}>")]
    fields += list(_circumstances(exchange))
    fields += [
        ("WARC-Payload-Digest", f"sha256:{body_digest}"),
        ("WARC-Block-Digest", f"sha256:{_sha256(head, body)}"),
    ]
    fields += _refers(original) if original else []
    level = _LEVEL_CODED if body.startswith(b"\x1f\x8b") else _LEVEL
    data = gzip.compress(_written(kind, fields, head, body), level, mtime=0)
    return Record(id=record_id, data=data, digest=_sha256(data))


def _name(exchange: Exchange, body_digest: str) -> str:
    return (
        f"{exchange.url} {_date(exchange.requested_at)} {_date(exchange.received_at)} {exchange.status} {body_digest}"
    )


def _sha256(*parts: bytes) -> str:
    summed = hashlib.sha256()
    for part in parts:
        summed.update(part)
    return summed.hexdigest()


def _written(kind: str, fields: Sequence[tuple[str, str]], head: bytes, body: bytes) -> bytes:
    headers = StatusAndHeaders("", [(name, _field_value(value)) for name, value in fields], protocol="WARC/1.1")
    told = ArcWarcRecord("warc", kind, headers, io.BytesIO(body), _AsServed(head), _HTTP, len(body))
    told.payload_length = len(body)
    return _bytes_of(told)


def _bytes_of(told: ArcWarcRecord) -> bytes:
    out = io.BytesIO()
    WARCWriter(out, gzip=False, warc_version="WARC/1.1").write_record(told)
    return out.getvalue()


def opening(file: str, moment: dt.datetime) -> bytes:
    """The warcinfo record that a file begins with."""
    block = b"software: mediawire\r\nformat: WARC File Format 1.1\r\n"
    record_id = uuid.uuid5(uuid.NAMESPACE_URL, f"{file} {_date(moment)}")
    fields = [
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", f"<urn:uuid:{record_id}>"),
        ("WARC-Date", _date(moment)),
        ("WARC-Filename", file),
        ("WARC-Block-Digest", f"sha256:{_sha256(block)}"),
    ]
    headers = StatusAndHeaders("", fields, protocol="WARC/1.1")
    told = ArcWarcRecord("warc", "warcinfo", headers, io.BytesIO(block), None, "application/warc-fields", len(block))
    told.payload_length = len(block)
    return gzip.compress(_bytes_of(told), _LEVEL, mtime=0)


def head_of(exchange: Exchange) -> bytes:
    """Status line and headers as served, but for the transfer coding, which the body no longer has."""
    lines = [f"HTTP/1.1 {exchange.status} {_line(exchange.reason)}"]
    lines += [f"{name}: {_line(value)}" for name, value in exchange.headers if name not in _TRANSFER]
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape")


def _line(value: str) -> str:
    return _LINE.sub(" ", value)


def _field_value(value: str) -> str:
    return _line(value).encode("utf-8", "replace").decode("utf-8")


def _date(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _circumstances(exchange: Exchange) -> Iterator[tuple[str, str]]:
    yield "WARC-Target-URI", exchange.final_url
    yield "WARC-Date", _date(exchange.received_at)
    if exchange.peer:
        yield "WARC-IP-Address", exchange.peer
    yield "Mediawire-Asked-URI", exchange.url
    yield "Mediawire-Requested", _date(exchange.requested_at)
    yield from (("Mediawire-Redirect", each) for each in exchange.redirects)
    if exchange.certificate:
        yield "Mediawire-Certificate", f"sha256:{exchange.certificate}"
    if exchange.robots:
        yield "Mediawire-Robots", exchange.robots


def _refers(original: Original) -> list[tuple[str, str]]:
    return [
        ("WARC-Profile", PROFILE),
        ("WARC-Refers-To", f"<urn:uuid:{original.record_id}>"),
        ("WARC-Refers-To-Target-URI", original.url),
        ("WARC-Refers-To-Date", _date(original.received_at)),
    ]


# -- and back --


def exchange_of(data: bytes, where: str) -> Exchange:
    """The exchange that a record's bytes tell, without its payload; a revisit's has no body.

    Raises CaptureDamaged where the bytes are not a whole record.
    """
    raw = _inflated(data, where)
    fields, block = _parted(raw, where)
    told = dict(fields)
    length = told.get("content-length", "")
    if not length.isdigit() or len(block) != int(length) + 4 or not block.endswith(b"\r\n\r\n"):
        raise damaged("the record is shorter or longer than it says", where)
    head, _, body = block[:-4].partition(b"\r\n\r\n")
    status, reason, headers = _head(head, where)
    return Exchange(
        url=told.get("mediawire-asked-uri", ""),
        final_url=told.get("warc-target-uri", ""),
        redirects=tuple(value for name, value in fields if name == "mediawire-redirect"),
        requested_at=_moment(told.get("mediawire-requested", ""), where),
        received_at=_moment(told.get("warc-date", ""), where),
        status=status,
        reason=reason,
        headers=headers,
        body=body,
        peer=told.get("warc-ip-address", ""),
        certificate=told.get("mediawire-certificate", "").removeprefix("sha256:"),
        robots=told.get("mediawire-robots", ""),
    )


def damaged(what: str, where: str) -> CaptureDamaged:
    """The error for a record that is not what was written."""
    return CaptureDamaged(what, where=where, remedy="Restore the WARC file from a backup; nothing is read from it.")


def _inflated(data: bytes, where: str) -> bytes:
    member = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        raw = member.decompress(data, _LONGEST)
    except zlib.error as error:
        raise damaged(f"the record cannot be unpacked ({error})", where) from error
    if not member.eof or member.unused_data or member.unconsumed_tail:
        raise damaged("the record is not one whole gzip member", where)
    return raw


def _parted(raw: bytes, where: str) -> tuple[list[tuple[str, str]], bytes]:
    head, found, block = raw.partition(b"\r\n\r\n")
    lines = head.decode("utf-8", "surrogateescape").split("\r\n")
    if not found or lines[0] != "WARC/1.1":
        raise damaged("what stands there is not a WARC record", where)
    return [_field(line) for line in lines[1:]], block


def _field(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.lower(), value.removeprefix(" ")


def _head(head: bytes, where: str) -> tuple[int, str, tuple[tuple[str, str], ...]]:
    lines = head.decode("utf-8", "surrogateescape").split("\r\n")
    _, _, rest = lines[0].partition(" ")
    status, _, reason = rest.partition(" ")
    if not status.isdigit():
        raise damaged("the record has no HTTP status", where)
    return int(status), reason, tuple(_field(line) for line in lines[1:])


def _moment(text: str, where: str) -> dt.datetime:
    try:
        return dt.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=dt.UTC)
    except ValueError as error:
        raise damaged("the record has no time", where) from error
