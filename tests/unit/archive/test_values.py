"""What the archive does without a database: packing, folding, snippets, decoding."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.archive.decoding import decoded
from mediawire.archive.finding import address_key, key_of
from mediawire.archive.packing import _Lately, pack, pack_lately, plain, short, unpack, unpack_all, unpack_lately
from mediawire.archive.search import folded, index_words, snippet_of, terms_of
from mediawire.model.errors import CaptureDamaged
from mediawire.model.feed import FeedEntry
from mediawire.model.headline import Headline

ANY_TEXT = st.text(st.characters(), max_size=60)


@given(title=ANY_TEXT, summary=st.none() | ANY_TEXT)
def test_packed_values_come_back_and_are_text_that_databases_take(title: str, summary: str | None) -> None:
    entry = FeedEntry(title=title, summary=summary)
    text = pack(entry)
    assert unpack(FeedEntry, text) == entry
    assert "\x00" not in text
    assert text.encode("utf-8").decode("utf-8") == text


def test_lists_of_values_come_back() -> None:
    told = (Headline(text="one"), Headline(text="two", author="ada"))
    assert unpack_all(Headline, pack(told)) == told
    assert unpack_all(Headline, "") == ()
    assert json.loads(pack({"a": (1, 2)})) == {"a": [1, 2]}


@given(ANY_TEXT)
def test_plain_text_is_text_that_databases_take(text: str) -> None:
    told = plain(text)
    assert "\x00" not in told
    told.encode("utf-8")
    if "\x00" not in text and text.isprintable():
        assert told == text


def test_short_digests_are_stable() -> None:
    assert short("a", "b") == "7e18f737311b2dc3b2f269dd78396b03"
    assert short("a", "b") != short("ab")
    assert key_of("url:x") != address_key("x")


@pytest.mark.parametrize(
    "same", ["http://a.example/x", "https://a.example/x/", "a.example/x#top", " https://a.example/x "]
)
def test_addresses_as_notices_write_them(same: str) -> None:
    assert address_key(same) == address_key("https://a.example/x")


@given(ANY_TEXT)
def test_folding_keeps_offsets(text: str) -> None:
    assert len(folded(text)) == len(text) or text.isascii()


@pytest.mark.parametrize(
    ("text", "told"), [("Café", "cafe"), ("ÅNGSTRÖM", "angstrom"), ("Ёлка", "елка"), ("plain", "plain")]
)
def test_folding(text: str, told: str) -> None:
    assert folded(text) == told


def test_marks_that_stand_by_themselves_are_not_indexed() -> None:
    assert index_words("e\u0301te\u0301\x00") == "ete"


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ('one "two three" four', [["one"], ["two", "three"], ["four"]]),
        ('"', []),
        ('"unclosed words', [["unclosed"], ["words"]]),
        ("don't", [["don", "t"]]),
        ("-a OR (b)", [["a"], ["or"], ["b"]]),
        ("x " * 40, [["x"]] * 16),
    ],
)
def test_what_a_reader_types_becomes_words(words: str, terms: list[list[str]]) -> None:
    assert terms_of(words) == terms


def test_a_snippet_is_cut_around_what_was_found() -> None:
    body = "Word " * 100 + "the Café closed early. " + "more " * 100
    snippet, matches = snippet_of(body, [["cafe"], ["closed", "early"]])
    assert [snippet[start:end] for start, end in matches] == ["Café", "closed early"]
    assert snippet.startswith("… Word")
    assert snippet.endswith(" …")
    assert len(snippet) < 240


def test_a_snippet_of_a_text_without_the_words_is_its_beginning() -> None:
    assert snippet_of("Short text.\n\nAnd more.", [["none"]]) == ("Short text.  And more.", ())


@given(body=ANY_TEXT, words=ANY_TEXT)
def test_ranges_of_a_snippet_lie_in_it(body: str, words: str) -> None:
    terms = terms_of(words)
    if terms:
        snippet, matches = snippet_of(body * 9, terms)
        assert all(0 <= start < end <= len(snippet) for start, end in matches)


def test_bodies_are_decoded_as_they_were_served() -> None:
    assert decoded(b"plain", "", "here") == b"plain"
    assert decoded(b"plain", "identity", "here") == b"plain"
    assert decoded(gzip.compress(b"a") + gzip.compress(b"b") + b"junk", "x-gzip", "here") == b"ab"
    assert decoded(b"not gzip", "gzip", "here") == b"not gzip"


@pytest.mark.parametrize(
    ("body", "coding"), [(gzip.compress(b"abc" * 99, mtime=0)[:-9], "gzip"), (b"x", "br"), (b"\x1f\x8bjunk", "gzip")]
)
def test_what_cannot_be_decoded_is_said(body: bytes, coding: str) -> None:
    with pytest.raises(CaptureDamaged):
        decoded(body, coding, "here")


@given(title=ANY_TEXT)
def test_what_was_packed_lately_is_what_its_text_says(title: str) -> None:
    entry = FeedEntry(title=title)
    text = pack_lately(entry)
    assert text == pack(entry)
    assert unpack_lately(FeedEntry, text) is entry
    assert unpack_lately(Headline, pack(Headline(text=title))) == Headline(text=title)


def test_only_the_latest_are_kept() -> None:
    kept = _Lately(2)
    for text in ("one", "two", "three"):
        kept.keep(Headline, text, Headline(text=text))
    assert kept.find(Headline, "one") is None
    assert kept.find(Headline, "three") == Headline(text="three")
    assert kept.find(FeedEntry, "three") is None, "one text may stand for values of several kinds"
