"""The demo's one photograph: hills below an evening sky, painted pixel by pixel, as PNG."""

from __future__ import annotations

import functools
import math
import struct
import zlib

WIDTH, HEIGHT = 640, 360
_SKY = ((38, 70, 110), (236, 176, 120))  # above, at the horizon
_HILLS = (((92, 96, 120), 0.56, 23.0), ((62, 78, 92), 0.68, 41.0), ((34, 48, 56), 0.8, 67.0))  # colour, height, width


@functools.cache
def png() -> bytes:
    """The picture's bytes; always the same."""
    rows = b"".join(b"\x00" + b"".join(bytes(_colour(x, y)) for x in range(WIDTH)) for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    parts = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows, 9)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _colour(x: int, y: int) -> tuple[int, ...]:
    """The nearest hill that is as high as the place, else the sky."""
    for colour, height, width in reversed(_HILLS):
        ridge = HEIGHT * (height + 0.06 * math.sin(x / width) + 0.03 * math.sin(x / width * 2.7))
        if y >= ridge:
            return colour
    share = min(1.0, y / (HEIGHT * 0.6))
    return tuple(round(low + (high - low) * share) for low, high in zip(*_SKY, strict=True))
