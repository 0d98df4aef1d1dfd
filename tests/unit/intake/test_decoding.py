"""Bounded decoding: what gzip gives, and where it stops."""

from __future__ import annotations

import gzip
import os
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.intake.decoding import RATIO_FROM, Bounds, Gzip, Identity, decoder
from mediawire.model.coding import MEMBERS, gunzipped
from mediawire.model.errors import ResponseRefused, TruncatedResponse

URL = "http://example.org/"
BOUNDS = Bounds(size=4 * 1024 * 1024, ratio=100)


def decoded(body: bytes, *, bounds: Bounds = BOUNDS, piece: int = 1 << 16) -> bytes:
    decoding = decoder("gzip", URL, bounds)
    told = b"".join(decoding.feed(body[at : at + piece]) for at in range(0, len(body), piece))
    decoding.finish()
    return told


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=4), st.integers(1, 60))
def test_members_in_any_pieces_give_their_contents(contents: list[bytes], piece: int) -> None:
    body = b"".join(gzip.compress(content) for content in contents)
    assert decoded(body, piece=piece) == gunzipped(body, 1000) == b"".join(contents)


@given(st.binary(max_size=300), st.binary(max_size=50), st.integers(1, 60))
def test_what_follows_and_is_no_member_is_ignored(content: bytes, after: bytes, piece: int) -> None:
    body = gzip.compress(content) + b"\0" + after
    assert decoded(body, piece=piece) == gunzipped(body, 1000) == content


@given(st.binary(max_size=300), st.data())
def test_a_stream_cut_anywhere_is_truncated(content: bytes, data: st.DataObject) -> None:
    body = gzip.compress(content)
    cut = data.draw(st.integers(1, len(body) - 1))
    with pytest.raises(TruncatedResponse, match=f"after {cut} bytes"):
        decoded(body[:cut])


def test_an_empty_body_is_empty() -> None:
    assert decoded(b"") == b""


def test_a_body_of_exactly_the_limit_is_taken_and_one_byte_more_is_not() -> None:
    content = os.urandom(5000)
    assert decoded(gzip.compress(content), bounds=Bounds(size=5100, ratio=100)) == content
    with pytest.raises(ResponseRefused, match="larger than 4999 bytes"):
        decoded(gzip.compress(content), bounds=Bounds(size=4999, ratio=100))
    assert decoded(gzip.compress(b"a" * 5000), bounds=Bounds(size=5000, ratio=100)) == b"a" * 5000
    with pytest.raises(ResponseRefused, match="larger than 4999 bytes"):
        decoded(gzip.compress(b"a" * 5000), bounds=Bounds(size=4999, ratio=100))


def test_the_ratio_counts_only_beyond_a_size_at_which_it_matters() -> None:
    blank = b" " * RATIO_FROM
    assert decoded(gzip.compress(blank)) == blank
    with pytest.raises(ResponseRefused, match="more than 100 for one"):
        decoded(gzip.compress(blank + b" "))


def test_no_more_is_decoded_than_the_limit_allows() -> None:
    decoding = Gzip(URL, Bounds(size=1000, ratio=100))
    with pytest.raises(ResponseRefused, match="larger than 1000 bytes"):
        decoding.feed(gzip.compress(b"\0" * 5_000_000))


def test_empty_members_end_after_a_number_that_nobody_needs() -> None:
    body = gzip.compress(b"a") + gzip.compress(b"") * (2 * MEMBERS) + gzip.compress(b"z")
    assert decoded(body) == gunzipped(body, 1000) == b"a"


def test_a_body_that_is_no_gzip_is_refused() -> None:
    with pytest.raises(ResponseRefused, match="is not"):
        decoded(b"<html>")
    with pytest.raises(ResponseRefused, match="is not"):
        decoded(zlib.compress(b"deflate is not gzip"))


def test_a_damaged_body_is_refused() -> None:
    body = bytearray(gzip.compress(os.urandom(500)))
    body[-6] ^= 1  # the checksum
    with pytest.raises(ResponseRefused, match="is not"):
        decoded(bytes(body))


def test_without_coding_bytes_pass_and_are_counted() -> None:
    decoding = decoder(None, URL, Bounds(size=10, ratio=100))
    assert isinstance(decoding, Identity)
    assert decoding.feed(b"12345") + decoding.feed(b"67890") == b"1234567890"
    decoding.finish()
    with pytest.raises(ResponseRefused, match="larger than 10 bytes"):
        decoding.feed(b"1")


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", " GZIP "])
def test_gzip_has_two_names(coding: str) -> None:
    assert isinstance(decoder(coding, URL, BOUNDS), Gzip)


@pytest.mark.parametrize("coding", ["", "identity", "Identity"])
def test_identity_is_no_coding(coding: str) -> None:
    assert isinstance(decoder(coding, URL, BOUNDS), Identity)


@pytest.mark.parametrize("coding", ["br", "zstd", "deflate", "gzip, gzip", "gzip,br", "x" * 900])
def test_other_codings_are_refused_by_name(coding: str) -> None:
    with pytest.raises(ResponseRefused, match="gzip alone was asked for") as told:
        decoder(coding, URL, BOUNDS)
    assert len(told.value.what) < 200
