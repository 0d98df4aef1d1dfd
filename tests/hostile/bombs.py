"""Bodies that are small on the wire and large when decoded."""

from __future__ import annotations

import struct
import zlib

BLOCK = 1024 * 1024


def gzip_bomb(blocks: int) -> bytes:
    """One gzip member of so many MiB of zeros. Its end is missing: nobody should get that far."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    zeros = b"\0" * BLOCK
    first = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush the same input gives the same output, so that one block serves for all others.
    block = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + block * (blocks - 1)


def gzip_members(count: int) -> bytes:
    """So many gzip members of one MiB of zeros each."""
    return _member(b"\0" * BLOCK) * count


def gzip_crumbs(count: int) -> bytes:
    """So many gzip members with nothing in them."""
    return _member(b"") * count


def _member(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def zstd_bomb(blocks: int) -> bytes:
    """A Zstandard frame (RFC 8878) of run-length blocks of 128 KiB each, four bytes long."""
    size = 128 * 1024
    header = b"\x28\xb5\x2f\xfd" + b"\x00\x38"  # no content size; window of 128 KiB
    run = struct.pack("<I", size << 3 | 1 << 1)[:3] + b"\0"
    return header + run * blocks


# 1,617 bytes is what the brotli command makes of a GiB of zeros; the decoder is never to see them.
BROTLI_BOMB = b"\x5b\xff\xff\xff\x3f\x00" + b"\x24\x00\xa2\xb1" * 402 + b"\x03\x07\x0b"
