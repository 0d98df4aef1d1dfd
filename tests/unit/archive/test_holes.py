"""Tombstones: valid gzip, valid WARC, exactly as long as what they replace, and mostly nothing."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from mediawire.archive.holes import dig, tombstone


def _laid(length: int) -> bytes:
    told = bytearray(length)
    for piece in tombstone(length, "a.warc.gz 7"):
        told[piece.offset : piece.offset + len(piece.data)] = piece.data
    return bytes(told)


@settings(max_examples=300)
@given(length=st.integers(300, 2000) | st.integers(65_000, 66_500) | st.integers(131_000, 131_600))
def test_a_tombstone_is_one_whole_member_and_one_whole_record(length: int) -> None:
    told = _laid(length)
    member = zlib.decompressobj(31)
    raw = member.decompress(told)
    assert (member.eof, member.unused_data) == (True, b"")
    [record] = list(ArchiveIterator(io.BytesIO(told)))
    head, _, block = raw.partition(b"\r\n\r\n")
    assert record.rec_type == "metadata"
    assert int(record.rec_headers.get_header("Content-Length")) == len(block) - 4
    assert block == bytes(len(block) - 4) + b"\r\n\r\n"
    assert head.startswith(b"WARC/1.1\r\n")


def test_a_large_tombstone_is_mostly_nothing() -> None:
    length = 5_000_000
    pieces = tombstone(length, "x")
    assert gzip.decompress(_laid(length)).startswith(b"WARC/1.1")
    assert sum(len(piece.data) for piece in pieces) < 1000


def test_there_is_no_tombstone_for_a_record_that_is_shorter_than_one() -> None:
    assert tombstone(100, "x") == []


def test_tombstones_have_their_own_names() -> None:
    one, two = (b"".join(piece.data for piece in tombstone(1000, name)) for name in ("a 1", "a 2"))
    assert one != two


def test_digging_leaves_the_rest_in_place(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    parts = [b"first" * 100, b"second" * 10_000, b"third" * 100, b"tiny"]
    path.write_bytes(b"".join(parts))
    path.chmod(0o640)
    starts = [0, 500, 60_500, 61_000]
    dig(path, [(starts[1], len(parts[1])), (starts[3], 4)])
    told = path.read_bytes()
    assert told[:500] == parts[0]
    assert told[60_500:] == parts[2] + parts[3], "what is too short for a tombstone stays"
    assert gzip.decompress(told[500:60_500]).startswith(b"WARC/1.1")
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["a.warc.gz"]


def test_digging_what_is_not_there_fails(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        dig(tmp_path / "none", [])
