"""What the feed reader promises of any bytes, any feed and any cut."""

from __future__ import annotations

import contextlib
import datetime as dt
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.intake import agency, feeds, identity, notices, opml, sitemaps
from mediawire.intake.addresses import reduced
from mediawire.intake.feeds.dates import moment
from mediawire.model.canon import from_json, to_json
from mediawire.model.errors import UnreadableFeed
from mediawire.model.feed import FeedDocument, FeedEntry
from mediawire.model.source import Source

URL = "https://outlet.example/feed"
SOURCE = Source(id="outlet", name="Outlet", home="https://outlet.example/")
PIECES = st.sampled_from(
    [
        "<rss>",
        "</rss>",
        "<channel>",
        "</channel>",
        "<item>",
        "</item>",
        "<title>",
        "</title>",
        "<link>",
        "<guid/>",
        "&",
        "&lt;",
    ]
    + [
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<feed xmlns='http://www.w3.org/2005/Atom'>",
        "<entry>",
        "</entry>",
        "{",
        '"items":[',
    ]
    + [
        "<pubDate>2026-03-05</pubDate>",
        "text",
        "\x00",
        "é",
        "<a href='x'>",
        "\ud83d",
        "<?xml version='1.0' encoding='x'?>",
    ]
)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=40).map(
    lambda text: " ".join(text.split()) or "x"
)


def read(body: bytes) -> FeedDocument | None:
    try:
        return feeds.parse(body, {}, URL)
    except UnreadableFeed:
        return None


@settings(max_examples=150)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(PIECES, max_size=30).map(lambda all_: "".join(all_).encode("utf-8", "replace")),
    )
)
def test_any_bytes_are_a_feed_or_refused_and_what_is_read_is_sound(body: bytes) -> None:
    document = read(body)
    for entry in document.entries if document else ():
        for date in (entry.published, entry.updated):
            assert date is None or date.utcoffset() == dt.timedelta(0)
        for text in (entry.title, entry.link, entry.id, entry.summary, entry.content):
            (text or "").encode("utf-8")
        lead = identity.lead(entry, SOURCE, URL)
        assert lead.keys
        assert lead.url == "" or lead.url.startswith(("http://", "https://"))
        notices.recognise(entry, SOURCE)
        assert from_json(FeedEntry, to_json(entry)) == entry


@settings(max_examples=60)
@given(st.binary(max_size=300))
@pytest.mark.parametrize("door", ["sitemap", "opml", "agency"])
def test_any_bytes_at_the_other_doors_are_read_or_refused(door: str, body: bytes) -> None:
    with contextlib.suppress(UnreadableFeed):
        if door == "sitemap":
            sitemaps.parse(body, URL)
        elif door == "opml":
            opml.read(body)
        else:
            agency.parse(body)


@settings(max_examples=60)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4), st.floats(0, 1))
def test_a_feed_of_any_words_gives_them_back_and_cut_anywhere_its_whole_entries(
    told: list[tuple[str, str]], share: float
) -> None:
    items = "".join(
        f"<item><title>{escape(title)}</title><guid isPermaLink='false'>{escape(guid)}</guid></item>"
        for title, guid in told
    )
    body = f"<rss><channel>{items}</channel></rss>".encode()
    document = read(body)
    assert document is not None
    # feed readers put text right that was encoded twice, so such words are left out of the promise
    plain = [pair for pair in told if not any("\x80" <= char <= "\xff" for char in "".join(pair))]
    found = [(entry.title, entry.id) for entry in document.entries]
    assert [pair for pair in found if pair in plain] == plain
    cut = read(body[: int(len(body) * share)])
    assert cut is None or plain != told or cut.entries == document.entries[: len(cut.entries)]


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_any_wording_is_a_moment_or_none(wording: str) -> None:
    found = moment(wording)
    assert found is None or found.utcoffset() == dt.timedelta(0)


@given(st.datetimes(dt.datetime(1971, 1, 1), dt.datetime(2068, 1, 1)), st.integers(-11, 13))  # noqa: DTZ001
def test_a_moment_written_in_the_standard_ways_is_that_moment(naive: dt.datetime, hours: int) -> None:
    exact = naive.replace(microsecond=0, tzinfo=dt.timezone(dt.timedelta(hours=hours)))
    for wording in (
        exact.isoformat(),
        exact.strftime("%a, %d %b %Y %H:%M:%S %z"),
        exact.strftime("%Y-%m-%d %H:%M:%S %z"),
    ):
        assert moment(wording) == exact


@given(st.from_regex(r"[a-z]{1,5}(/[a-z0-9-]{1,8}){0,3}", fullmatch=True))
def test_an_address_reduced_again_is_the_same(path: str) -> None:
    once = reduced(f"https://www.outlet.example/{path}?utm_source=x&id=1#y")
    assert reduced(f"http://{once}") == once
