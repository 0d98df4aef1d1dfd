"""The one content coding, undone by one rule."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.model.coding import MEMBERS, gunzipped


@given(st.lists(st.binary(max_size=100), min_size=1, max_size=5), st.binary(max_size=20))
def test_members_are_read_one_after_the_other_and_what_follows_is_left_out(contents: list[bytes], after: bytes) -> None:
    body = b"".join(map(gzip.compress, contents)) + b"\0" + after
    assert gunzipped(body, 500) == b"".join(contents)


@given(st.binary(max_size=100), st.data())
def test_a_body_that_breaks_off_is_told(content: bytes, data: st.DataObject) -> None:
    body = gzip.compress(content)
    cut = data.draw(st.integers(0, len(body) - 1))
    with pytest.raises(ValueError, match="breaks off"):
        gunzipped(body[:cut], 500)


def test_exactly_the_limit_is_allowed_and_no_more_is_decoded() -> None:
    assert gunzipped(gzip.compress(b"a" * 500), 500) == b"a" * 500
    with pytest.raises(ValueError, match="larger than 500 bytes"):
        gunzipped(gzip.compress(b"a" * 5_000_000), 500)
    with pytest.raises(ValueError, match="larger than 500 bytes"):
        gunzipped(gzip.compress(b"a" * 300) * 2, 500)


def test_other_bytes_are_refused() -> None:
    with pytest.raises(ValueError, match="not gzip"):
        gunzipped(b"<html>", 500)


def test_members_beyond_the_number_that_anybody_needs_are_left_out() -> None:
    assert gunzipped(gzip.compress(b"a") * (MEMBERS + 5), 5000) == b"a" * MEMBERS
