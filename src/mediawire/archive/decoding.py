"""Content codings of a kept body, decoded with a bound."""

from __future__ import annotations

import zlib

from mediawire.model.errors import CaptureDamaged

LONGEST = 64 * 1024 * 1024  # bytes of a payload; the fetcher's own limit is far below
_MEMBERS = 1000


def decoded(body: bytes, coding: str, where: str) -> bytes:
    """The payload of a body as served. We ask for gzip alone, and the fetcher hands over nothing else.

    Raises CaptureDamaged where the body cannot be decoded or is beyond the bound.
    """
    names = [name for name in (each.strip().lower() for each in coding.split(",")) if name not in ("", "identity")]
    if not names:
        return body
    if names not in (["gzip"], ["x-gzip"]):
        raise CaptureDamaged(f"nobody can decode {coding!r}", where=where, remedy="Read it with another tool.")
    return _gunzipped(body, where) if body[:2] == b"\x1f\x8b" else body


def _gunzipped(body: bytes, where: str) -> bytes:
    """All members of a gzip body; what follows the last one and is none is ignored, as browsers and the fetcher do."""
    parts: list[bytes] = []
    room, rest = LONGEST, body
    for _ in range(_MEMBERS):
        member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            parts.append(member.decompress(rest, room))
        except zlib.error as error:
            raise CaptureDamaged(f"the body cannot be decoded ({error})", where=where, remedy=_REMEDY) from error
        room -= len(parts[-1])
        if not member.eof or room <= 0:
            raise CaptureDamaged("the body is cut off, or beyond the bound", where=where, remedy=_REMEDY)
        rest = member.unused_data
        if rest[:2] != b"\x1f\x8b":
            break
    return b"".join(parts)


_REMEDY = "The bytes are kept as served: look at them with another tool."
