"""Pictures as served: what kind they are and how large, told from their own first bytes, never from what was said.

JPEG (ITU T.81, B.1), PNG (W3C PNG, 11.2.2), GIF 89a and WebP (RFC 9649) alone. SVG is a document that may hold scripts,
and is none of them.
"""

from __future__ import annotations

import dataclasses
import struct

from mediawire.model.errors import ResponseRefused

LIMIT = 5 * 1024 * 1024  # bytes of one picture
ACCEPT = "image/webp, image/jpeg, image/png, image/gif"
_LEAST, _MOST = 64, 12_000  # pixels of a side
_AREA = 60_000_000  # pixels
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # start of frame, of whichever coding
_ALONE = frozenset({0x01, *range(0xD0, 0xDA)})  # markers without a length


@dataclasses.dataclass(frozen=True, slots=True)
class Image:
    """A picture's media type, the end of a file name for it, and its size in pixels."""

    media_type: str
    ending: str
    width: int
    height: int


def image_of(payload: bytes, where: str) -> Image:
    """What a picture is; raises ResponseRefused where it is none that we print."""
    found = _png(payload) or _gif(payload) or _webp(payload) or _jpeg(payload)
    if found is None:
        raise _refused("it is no JPEG, PNG, GIF or WebP picture", where)
    if min(found.width, found.height) < _LEAST:
        raise _refused(f"it is {found.width} by {found.height} pixels: no picture but a mark", where)
    if max(found.width, found.height) > _MOST or found.width * found.height > _AREA:
        raise _refused(f"it is {found.width} by {found.height} pixels, more than readers' machines take", where)
    return found


def _refused(what: str, where: str) -> ResponseRefused:
    return ResponseRefused(what, where=where, remedy="The report is printed without it.")


def _png(data: bytes) -> Image | None:
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR" or len(data) < 24:
        return None
    return Image("image/png", "png", *struct.unpack(">II", data[16:24]))


def _gif(data: bytes) -> Image | None:
    if data[:6] not in (b"GIF87a", b"GIF89a") or len(data) < 10:
        return None
    return Image("image/gif", "gif", *struct.unpack("<HH", data[6:10]))


def _webp(data: bytes) -> Image | None:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        return None
    kind = data[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
    elif kind == b"VP8L" and data[20] == 0x2F:
        bits = int.from_bytes(data[21:25], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = (side & 0x3FFF for side in struct.unpack("<HH", data[26:30]))
    else:
        return None
    return Image("image/webp", "webp", width, height)


def _jpeg(data: bytes) -> Image | None:
    if data[:3] != b"\xff\xd8\xff":
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _ALONE:
            at += 2
        elif marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return Image("image/jpeg", "jpg", width, height)
        else:
            at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
    return None
