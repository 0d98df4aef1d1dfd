"""Holes: what stands in a WARC file where a record was, in the same place and of the same length.

A tombstone is one gzip member with one WARC metadata record whose block is zeros, in stored (uncompressed) deflate
blocks: RFC 1951 section 3.2.4, RFC 1952. So the file stays a WARC file that any tool reads from end to end, every other
record keeps its offset, and the zeros need no room on a disk that knows sparse files.
"""

from __future__ import annotations

import dataclasses
import os
import struct
import uuid
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

_STORED = 65535  # bytes of one stored block
_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_GZIP_COMMENTED = b"\x1f\x8b\x08\x10\x00\x00\x00\x00\x00\xff"
_END = b"\r\n\r\n"
_ZEROS = bytes(1024 * 1024)
_PAGE = 64 * 1024


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """Bytes at a place of the tombstone; what no piece covers is zero."""

    offset: int
    data: bytes


def tombstone(length: int, name: str) -> list[Piece]:
    """The pieces of a tombstone of so many bytes; `name` tells it from others. Empty where there is no room for one."""
    for comment in range(16):  # a comment takes up what the block sizes cannot
        for blocks in _block_counts(length):
            content = length - len(_GZIP_HEADER) - (comment + 1 if comment else 0) - 5 * blocks - 8
            head = _head(content, name)
            if head is not None and blocks == max(1, -(-content // _STORED)):
                return list(_pieces(comment, head, content))
    return []


def _block_counts(length: int) -> range:
    most = max(1, -(-length // _STORED))
    return range(max(1, most - 1), most + 1)


def _head(content: int, name: str) -> bytes | None:
    """The record's header, such that header, zeros and end make `content` bytes; None where that cannot be."""
    for digits in range(1, 20):
        head = _fields(name, 0).replace(b"Content-Length: 0", b"Content-Length: " + b"0" * digits)
        block = content - len(head) - len(_END)
        if block >= 0 and len(str(block)) == digits:
            return _fields(name, block)
    return None


def _fields(name: str, block: int) -> bytes:
    record_id = uuid.uuid5(uuid.NAMESPACE_URL, f"tombstone {name}")
    return (
        "WARC/1.1\r\nWARC-Type: metadata\r\n"
        f"WARC-Record-ID: <urn:uuid:{record_id}>\r\nWARC-Date: 1970-01-01T00:00:00Z\r\n"
        f"Content-Type: application/octet-stream\r\nContent-Length: {block}\r\n\r\n"
    ).encode("ascii")


def _pieces(comment: int, head: bytes, content: int) -> Iterator[Piece]:
    start = _GZIP_COMMENTED + b" " * comment + b"\x00" if comment else _GZIP_HEADER
    offset, done = len(start), 0
    yield Piece(0, start)
    while done < content:
        size = min(_STORED, content - done)
        final = done + size == content
        yield Piece(offset, struct.pack("<BHH", final, size, size ^ 0xFFFF))
        offset += 5
        yield from _visible(head, content, done, size, offset)
        offset, done = offset + size, done + size
    yield Piece(offset, struct.pack("<II", _crc(head, content), content & 0xFFFFFFFF))


def _visible(head: bytes, content: int, done: int, size: int, offset: int) -> Iterator[Piece]:
    """Those bytes of a stored block that are not zero: the header's, and the record's end."""
    if done < len(head):
        yield Piece(offset, head[done : done + size])
    end_at = content - len(_END)
    first, last = max(done, end_at), min(done + size, content)
    if first < last:
        yield Piece(offset + first - done, _END[first - end_at : last - end_at])


def _crc(head: bytes, content: int) -> int:
    crc = zlib.crc32(head)
    zeros = content - len(head) - len(_END)
    while zeros > 0:
        some = min(zeros, len(_ZEROS))
        crc = zlib.crc32(_ZEROS[:some], crc)
        zeros -= some
    return zlib.crc32(_END, crc)


def dig(path: Path, dead: Sequence[tuple[int, int]]) -> None:
    """Put holes where these records (offset, length; in order) stand: a copy, synced, takes the file's place at once.

    A record too short for a tombstone stays. Raises OSError; then the file is as it was.
    """
    beside = path.with_name(f"{path.name}.sweeping")
    with path.open("rb") as old, beside.open("wb") as new:
        size = os.fstat(old.fileno()).st_size
        at = 0
        for offset, length in dead:
            pieces = tombstone(length, f"{path.name} {offset}")
            if pieces:
                _copy(old, new, at, offset)
                _lay(new, offset, pieces)
                at = offset + length
        _copy(old, new, at, size)
        new.truncate(size)
        new.flush()
        os.fsync(new.fileno())
    stat = path.stat()
    os.utime(beside, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    beside.chmod(stat.st_mode & 0o777)
    beside.replace(path)
    _sync(path.parent)


def overwrite(path: Path, offset: int, length: int) -> None:
    """Lay a tombstone over a record in place, byte over byte, synced: of an erased record nothing may be left.

    A record too short for a tombstone becomes a gzip member without content. Raises OSError.
    """
    pieces = tombstone(length, f"{path.name} {offset}") or [Piece(0, _nothing(length))]
    laid = bytearray(length)
    for piece in pieces:
        laid[piece.offset : piece.offset + len(piece.data)] = piece.data
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(laid)
        file.flush()
        os.fsync(file.fileno())


def _nothing(length: int) -> bytes:
    """A gzip member of so many bytes (21 at least) that unpacks to nothing: its comment takes the room."""
    end = b"\x03\x00" + struct.pack("<II", 0, 0)
    return _GZIP_COMMENTED + b" " * (length - len(_GZIP_COMMENTED) - 1 - len(end)) + b"\x00" + end


def _copy(old: BinaryIO, new: BinaryIO, start: int, end: int) -> None:
    """Copy bytes to the same place, leaving out what is zero already: earlier holes stay holes."""
    old.seek(start)
    while start < end:
        some = old.read(min(end - start, _PAGE))
        if some.strip(b"\x00"):
            new.seek(start)
            new.write(some)
        start += len(some)


def _lay(new: BinaryIO, offset: int, pieces: Sequence[Piece]) -> None:
    for piece in pieces:
        new.seek(offset + piece.offset)
        new.write(piece.data)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
