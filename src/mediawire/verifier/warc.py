"""One record of a WARC file (ISO 28500), read with the standard library: from its bytes to the payload."""

from __future__ import annotations

import zlib

from mediawire.model.errors import ProofError

_LARGEST = 64 << 20
_CODINGS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}


def payload_of(record: bytes) -> bytes:
    """The body of the response in a record, after content coding. Raises ProofError where it is not such a record.

    `record` is the record as it stands in its file: one gzip member, or plain.
    """
    plain = _unpacked(record, 16 + zlib.MAX_WBITS) if record.startswith(b"\x1f\x8b") else record
    headers, block = _headed(plain, b"WARC/")
    length = headers.get("content-length", "")
    if headers.get("warc-type") != "response" or not length.isdigit() or len(block) < int(length):
        raise ProofError("the record is not a whole response", where="capture")
    fields, body = _headed(block[: int(length)], b"HTTP/")
    coding = fields.get("content-encoding", "identity").strip().lower()
    return _unpacked(body, _CODINGS[coding]) if coding in _CODINGS else body


def _headed(data: bytes, begins: bytes) -> tuple[dict[str, str], bytes]:
    """Header fields by lower-case name, and what follows them."""
    head, parted, rest = data.partition(b"\r\n\r\n")
    if not parted or not head.startswith(begins):
        raise ProofError(f"no {begins.decode()} header stands where one should", where="capture")
    fields: dict[str, str] = {}
    for line in head.decode("latin-1").split("\r\n")[1:]:
        name, _, value = line.partition(":")
        fields.setdefault(name.strip().lower(), value.strip())
    return fields, rest


def _unpacked(data: bytes, window: int) -> bytes:
    unpacker = zlib.decompressobj(window)
    try:
        plain = unpacker.decompress(data, _LARGEST)
    except zlib.error as fault:
        raise ProofError(f"the capture's compression is damaged ({fault})", where="capture") from fault
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise ProofError("the capture is cut off, or longer than it may be", where="capture")
    return plain
