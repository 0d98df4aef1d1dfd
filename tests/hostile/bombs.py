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


_ZEROS = (
    "effff9ffff0f8004401c1680eefd3fffffff01900088c302d0bdffe7ffff3f001200715800baf7fffcffff074002200e0b40"
    "f7fe9fffffff004800c46101e8defff3ffff1f000980382c00ddfb7ffeffff032001108705a07bffcfffff7f002400e2b000"
    "74"
)


def brotli_bomb() -> bytes:
    """A whole Brotli stream (RFC 7932) of 1,617 bytes that decodes to 2 GiB of zeros."""
    zeros = bytes.fromhex(_ZEROS)
    return bytes.fromhex("cfffff7f002400e2b14072") + zeros * 15 + zeros[:90] + bytes.fromhex("3f")
