"""The content coding that we ask for: gzip, one layer (RFC 9110 section 8.4.1.3, RFC 1952).

A capture keeps the body as served; whoever needs the payload undoes the coding by this one rule: the members are read
one after the other, at most 1,000 of them, and what follows and is no member is left out, as browsers do.
`intake.decoding` applies the same rule to a stream while it comes in.
"""

from __future__ import annotations

import zlib

MEMBERS = 1000  # gzip members in one body; each costs time, however empty
MAGIC = b"\x1f\x8b"
WINDOW = 16 + zlib.MAX_WBITS  # zlib's word for gzip


def gunzipped(body: bytes, limit: int) -> bytes:
    """The payload of a gzip body; raises ValueError where it is damaged, breaks off or exceeds `limit` bytes."""
    told: list[bytes] = []
    size = 0
    for _ in range(MEMBERS):
        member = zlib.decompressobj(WINDOW)
        try:
            told.append(member.decompress(body, limit - size + 1))
        except zlib.error as error:
            raise ValueError(f"the body is not gzip ({error})") from error
        size += len(told[-1])
        if size > limit:
            raise ValueError(f"the body is larger than {limit} bytes")
        if not member.eof:
            raise ValueError("the gzip stream breaks off")
        body = member.unused_data
        if not body.startswith(MAGIC):
            break
    return b"".join(told)
