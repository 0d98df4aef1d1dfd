"""Pictures are known by their own bytes: type and size, and what is none is refused with a reason."""

from __future__ import annotations

import contextlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.demo.painting import HEIGHT, WIDTH, png
from mediawire.intake.images import Image, image_of
from mediawire.model.errors import ResponseRefused

WHERE = "https://a.example/p"


def png_of(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", width, height) + b"\x08\x02"


def gif_of(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\x00"


def jpeg_of(width: int, height: int, before: bytes = b"") -> bytes:
    frame = b"\xff\xc2\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03"
    return b"\xff\xd8\xff\xe0\x00\x04JF" + before + frame + bytes(9)


def webp_of(kind: bytes, body: bytes) -> bytes:
    return b"RIFF\x00\x00\x00\x00WEBP" + kind + struct.pack("<I", len(body)) + body + bytes(16)


@pytest.mark.parametrize(
    ("payload", "image"),
    [
        (png(), Image("image/png", "png", WIDTH, HEIGHT)),
        (png_of(800, 600), Image("image/png", "png", 800, 600)),
        (gif_of(800, 600), Image("image/gif", "gif", 800, 600)),
        (jpeg_of(800, 600), Image("image/jpeg", "jpg", 800, 600)),
        (jpeg_of(800, 600, b"\xff\xff\xe1\x00\x08Exif\x00\x00"), Image("image/jpeg", "jpg", 800, 600)),
        (webp_of(b"VP8X", bytes(4) + b"\x1f\x03\x00\x57\x02\x00"), Image("image/webp", "webp", 800, 600)),
        (
            webp_of(b"VP8L", b"\x2f" + ((800 - 1) | (600 - 1) << 14).to_bytes(4, "little")),
            Image("image/webp", "webp", 800, 600),
        ),
        (
            webp_of(b"VP8 ", b"\x00\x00\x00\x9d\x01\x2a" + struct.pack("<HH", 800, 600)),
            Image("image/webp", "webp", 800, 600),
        ),
    ],
    ids=["demo", "png", "gif", "jpeg", "jpeg with exif", "webp x", "webp lossless", "webp lossy"],
)
def test_type_and_size(payload: bytes, image: Image) -> None:
    assert image_of(payload, WHERE) == image


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html>not found</html>",
        b"GIF89a",
        gif_of(1, 1),
        png_of(20_000, 100),
        png_of(12_000, 12_000),
        b"\xff\xd8\xff\xd9",
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7",
    ],
)
def test_what_is_no_picture_is_refused_with_its_address(payload: bytes) -> None:
    with pytest.raises(ResponseRefused) as refused:
        image_of(payload, WHERE)
    assert refused.value.where == WHERE


@given(st.binary(max_size=200), st.sampled_from([b"", b"\xff\xd8\xff", b"RIFF0000WEBPVP8L", b"\x89PNG\r\n\x1a\n"]))
def test_whatever_comes_is_a_picture_or_refused(payload: bytes, head: bytes) -> None:
    with contextlib.suppress(ResponseRefused):
        assert image_of(head + payload, WHERE).width >= 64
