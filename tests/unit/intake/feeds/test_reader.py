"""Feeds from bytes to values: RSS, RDF, Atom, CDF and JSON Feed, whole, broken and refused."""

from __future__ import annotations

import base64
import datetime as dt
import json

import pytest

from mediawire.intake import feeds
from mediawire.model.errors import UnreadableFeed
from mediawire.model.feed import FeedDocument, FeedEntry

URL = "https://outlet.example/feeds/all.xml"
NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)


def rss(items: str, channel: str = "") -> bytes:
    return f'<rss version="2.0" {NAMESPACES}><channel>{channel}{items}</channel></rss>'.encode()


def atom(entries: str, top: str = "", attributes: str = "") -> bytes:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}>{top}{entries}</feed>'.encode()


def parse(body: bytes, **headers: str) -> FeedDocument:
    return feeds.parse(body, {name.replace("_", "-"): value for name, value in headers.items()}, URL)


def one(body: bytes, **headers: str) -> FeedEntry:
    document = parse(body, **headers)
    assert len(document.entries) == 1
    assert document.reader == "fast"
    return document.entries[0]


class TestRss:
    def test_a_whole_item(self) -> None:
        entry = one(
            rss(
                "<item><title>Bridge &amp;amp; tunnel</title><link>https://outlet.example/1</link>"
                "<guid isPermaLink='false'>a-1</guid><pubDate>Thu, 05 Mar 2026 14:07:09 GMT</pubDate>"
                "<dc:creator>Ada Example</dc:creator><description>&lt;p&gt;Short&lt;/p&gt;</description>"
                "<content:encoded><![CDATA[<p>Long <a href='/x'>x</a></p>]]></content:encoded>"
                "<category>Roads</category><dc:subject>Water</dc:subject><dc:language>en-GB</dc:language>"
                "<enclosure url='/a.mp3' type='audio/mpeg' length='12'/>"
                "<source url='https://other.example/feed'>Other</source></item>"
            )
        )
        assert entry.title == "Bridge &amp; tunnel"
        assert entry.link == "https://outlet.example/1"
        assert entry.id == "a-1"
        assert entry.published == dt.datetime(2026, 3, 5, 14, 7, 9, tzinfo=dt.UTC)
        assert entry.published_text == "Thu, 05 Mar 2026 14:07:09 GMT"
        assert entry.author == "Ada Example"
        assert entry.summary == "<p>Short</p>"
        assert entry.content == "<p>Long <a href='https://outlet.example/x'>x</a></p>"
        assert entry.categories == ("Roads", "Water")
        assert entry.language == "en-GB"
        assert entry.enclosures[0].url == "https://outlet.example/a.mp3"
        assert entry.enclosures[0].length == 12
        assert (entry.origin, entry.origin_title) == ("https://other.example/feed", "Other")
        assert entry.flags == ()

    def test_the_channel_and_what_it_asks_of_those_who_poll(self) -> None:
        document = parse(
            rss(
                "",
                "<title>Outlet</title><link>https://outlet.example/</link><language>en</language><ttl>30</ttl>"
                "<pubDate>Thu, 05 Mar 2026 14:07:09 GMT</pubDate><lastBuildDate>2026-03-06</lastBuildDate>"
                "<copyright>CC BY 4.0</copyright><atom:link rel='self' href='https://outlet.example/feeds/all.xml'/>"
                "<atom:link rel='hub' href='https://hub.example/'/><atom:link rel='next' href='?page=2'/>"
                "<image><title>Logo</title><link>https://outlet.example/logo</link></image>",
            )
        )
        assert (document.kind, document.title, document.link) == ("rss", "Outlet", "https://outlet.example/")
        assert document.language == "en"
        assert document.ttl_seconds == 1800
        assert document.hubs == ("https://hub.example/",)
        assert document.self_url == URL
        assert document.next_url == f"{URL}?page=2"
        assert document.licences == ("CC BY 4.0",)
        assert document.updated == dt.datetime(2026, 3, 6, tzinfo=dt.UTC)
        assert document.entries == ()
        assert document.complete

    @pytest.mark.parametrize(
        ("period", "frequency", "seconds"),
        [("hourly", "2", 1800.0), ("daily", "", 86400.0), ("", "4", 21600.0), ("weekly", "0", 604800.0)],
    )
    def test_the_syndication_module_sets_a_pace(self, period: str, frequency: str, seconds: float) -> None:
        told = f"<updatePeriod>{period}</updatePeriod>" if period else ""
        told += f"<updateFrequency>{frequency}</updateFrequency>" if frequency else ""
        told = told.replace("<u", "<sy:u").replace("</u", "</sy:u")
        body = f'<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>{told}</channel></rss>'
        assert parse(body.encode()).ttl_seconds == seconds

    @pytest.mark.parametrize("ttl", ["soon", "-5", "", "99999999999"])
    def test_a_pace_that_is_none_is_left_out(self, ttl: str) -> None:
        assert parse(rss("", f"<ttl>{ttl}</ttl>")).ttl_seconds is None

    def test_items_outside_the_channel(self) -> None:
        body = (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
            '<channel rdf:about="https://outlet.example/"><title>Outlet</title></channel>'
            '<item rdf:about="https://outlet.example/1"><title>One</title></item></rdf:RDF>'
        )
        document = parse(body.encode())
        assert document.kind == "rdf"
        assert document.entries[0].id == "https://outlet.example/1"
        assert document.entries[0].link == "https://outlet.example/1"

    def test_cdf(self) -> None:
        body = (
            '<CHANNEL HREF="https://outlet.example/" LASTMOD="2026-03-05"><TITLE>Outlet</TITLE>'
            '<ITEM HREF="/1" LASTMOD="2026-03-05T14:07"><TITLE>One</TITLE><ABSTRACT>Text</ABSTRACT></ITEM></CHANNEL>'
        )
        document = parse(body.encode())
        entry = document.entries[0]
        assert (document.title, document.link) == ("Outlet", "https://outlet.example/")
        assert (entry.title, entry.link, entry.summary) == ("One", "https://outlet.example/1", "Text")
        assert entry.updated == dt.datetime(2026, 3, 5, 14, 7, tzinfo=dt.UTC)

    @pytest.mark.parametrize(
        ("elements", "link"),
        [
            ("<link>/1</link>", "https://outlet.example/1"),
            ("<link>https://outlet.example/?a=1&amp;b=2</link>", "https://outlet.example/?a=1&b=2"),
            ("<link>https://outlet.example/?a=1&amp;amp;b=2</link>", "https://outlet.example/?a=1&b=2"),
            ("<link></link><guid>https://outlet.example/g</guid>", "https://outlet.example/g"),
            ("<guid>https://outlet.example/g</guid>", "https://outlet.example/g"),
            ("<guid isPermaLink='false'>https://outlet.example/g</guid>", None),
            ("<guid>tag:outlet.example,2026:1</guid>", None),
            ("<guid>javascript:alert(1)</guid>", None),
            ("<atom:link rel='alternate' href='/a'/>", "https://outlet.example/a"),
            ("<atom:link rel='replies' href='/a'/>", None),
            ("<link>https://outlet.example/1</link><image><link>https://outlet.example/i</link></image>",
             "https://outlet.example/1"),
        ],
    )  # fmt: skip
    def test_where_the_report_stands(self, elements: str, link: str | None) -> None:
        assert one(rss(f"<item><title>x</title>{elements}</item>")).link == link

    @pytest.mark.parametrize(
        ("elements", "title", "flags"),
        [
            ("<title>One</title><title>Two</title>", "One", {"two-titles"}),
            ("<title></title><title>Two</title>", "Two", set()),
            ("<media:title>Picture</media:title><title>One</title>", "One", set()),
            ("<title>One</title><media:title>Picture</media:title>", "One", set()),
            ("<media:group><media:title>Video</media:title></media:group>", "Video", set()),
            ("<dc:title>One</dc:title>", "One", set()),
            ("<title>One<b>two</b> &amp; three</title>", "One<b>two</b> &amp; three", set()),
            ("<description>x</description>", None, {"no-title"}),
        ],
    )
    def test_which_title_wins(self, elements: str, title: str | None, flags: set[str]) -> None:
        entry = one(rss(f"<item>{elements}<guid>1</guid><pubDate>2026-03-05</pubDate></item>"))
        assert entry.title == title
        assert set(entry.flags) == flags

    @pytest.mark.parametrize(
        ("elements", "summary", "content"),
        [
            ("<description>A</description>", "A", None),
            ("<description>A</description><itunes:summary>B</itunes:summary>", "A", "B"),
            ("<itunes:summary>B</itunes:summary><description>A</description>", "A", "B"),
            ("<content:encoded>C</content:encoded><description>A</description>", "A", "C"),
            ("<description>A</description><itunes:summary>B</itunes:summary><content:encoded>C</content:encoded>",
             "A", "C"),
            ("<content:encoded>C</content:encoded>", None, "C"),
            ("<media:group><media:description>M</media:description></media:group>", "M", None),
        ],
    )  # fmt: skip
    def test_which_text_is_summary_and_which_content(self, elements: str, summary: str | None, content: str) -> None:
        entry = one(rss(f"<item>{elements}</item>"))
        assert (entry.summary, entry.content) == (summary, content)

    def test_an_entry_without_anything_arrives_too(self) -> None:
        entry = one(rss("<item/>"))
        assert set(entry.flags) == {"no-title", "no-date", "no-id"}

    def test_a_date_that_is_none_is_kept_as_worded(self) -> None:
        entry = one(rss("<item><title>x</title><pubDate>yesterday</pubDate></item>"))
        assert (entry.published, entry.published_text) == (None, "yesterday")
        assert "bad-date" in entry.flags

    def test_licences_are_kept(self) -> None:
        body = rss(
            "<item><cc:license rdf:resource='https://cc.example/by-nd'/><dc:rights>All</dc:rights></item>"
        ).replace(
            b"<rss ",
            b'<rss xmlns:cc="http://web.resource.org/cc/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ',
        )
        assert one(body).licences == ("https://cc.example/by-nd", "All")

    def test_the_address_before_a_counting_proxy_is_kept(self) -> None:
        body = rss(
            "<item><link>https://feedproxy.example/~3/x</link>"
            "<f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>https://outlet.example/1</f:origLink></item>"
        )
        assert one(body).also == ("https://outlet.example/1",)

    def test_a_headline_keeps_its_markup_for_others_to_judge(self) -> None:
        title = one(rss("<item><title>&lt;script&gt;alert(1)&lt;/script&gt;Hi</title></item>")).title
        assert title == "<script>alert(1)</script>Hi"


class TestAtom:
    def test_a_whole_entry(self) -> None:
        document = parse(
            atom(
                "<entry><title type='text'>1 &lt; 2</title><id>tag:outlet.example,2026:1</id>"
                "<link href='1.html'/><link rel='enclosure' href='a.mp3' type='audio/mpeg' length='5'/>"
                "<link rel='license' href='https://cc.example/by'/>"
                "<published>2026-03-05T14:07:09Z</published><updated>2026-03-06T14:07:09+01:00</updated>"
                "<author><name>Ada</name><email>a@outlet.example</email></author><author><name>Bo</name></author>"
                "<category term='roads' label='Roads'/><summary type='html'>&lt;i&gt;S&lt;/i&gt;</summary>"
                "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>C <a href='x'>x</a></p></div></content>"
                "</entry>",
                "<title>Outlet</title><link rel='self' href='all.xml'/><link href='/'/><updated>2026-03-06T00:00:00Z</updated>",
                "xml:base='https://outlet.example/sub/' xml:lang='en'",
            )
        )
        entry = document.entries[0]
        assert (document.kind, document.title, document.language) == ("atom", "Outlet", "en")
        assert document.link == "https://outlet.example/"
        assert document.self_url == "https://outlet.example/sub/all.xml"
        assert (entry.title, entry.title_type, entry.title_language) == ("1 < 2", "text/plain", "en")
        assert entry.link == "https://outlet.example/sub/1.html"
        assert entry.authors == ("Ada", "Bo")
        assert entry.author == "Ada"
        assert entry.categories == ("Roads",)
        assert entry.summary == "<i>S</i>"
        assert entry.content == '<p>C <a href="https://outlet.example/sub/x">x</a></p>'
        assert entry.licences == ("https://cc.example/by",)
        assert entry.updated == dt.datetime(2026, 3, 6, 13, 7, 9, tzinfo=dt.UTC)

    @pytest.mark.parametrize(
        ("attributes", "text", "content"),
        [
            ("type='text/html' mode='escaped'", "&lt;b&gt;x&lt;/b&gt;", "<b>x</b>"),
            ("type='text/html' mode='base64'", base64.b64encode(b"<b>x</b>").decode(), "<b>x</b>"),
            ("type='application/xhtml+xml' mode='xml'", "<b xmlns='http://www.w3.org/1999/xhtml'>x</b>", "<b>x</b>"),
            ("type='application/xhtml+xml'", "a &amp; b", "a &amp; b"),
            ("type='text/plain'", "a &amp; b", "a & b"),
            ("type='application/octet-stream'", base64.b64encode(b"plain").decode(), "plain"),
            ("type='application/octet-stream'", "no base64 !", "no base64 !"),
            ("", "a &lt;b", "a <b"),
        ],
    )
    def test_the_modes_of_atom_03(self, attributes: str, text: str, content: str) -> None:
        body = f"<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><content {attributes}>{text}</content></entry></feed>"
        assert one(body.encode()).content == content

    def test_base_and_language_hold_from_the_outside_in(self) -> None:
        entry = one(
            atom(
                "<entry xml:base='/b/' xml:lang='fr'><title xml:lang='de'>t</title>"
                "<summary type='html' xml:base='c/'>&lt;a href='d'&gt;d&lt;/a&gt;</summary>"
                "<content xml:lang=''>x</content></entry>",
                attributes="xml:base='https://outlet.example/a/' xml:lang='en_GB'",
            )
        )
        assert entry.summary == "<a href='https://outlet.example/b/c/d'>d</a>"
        assert (entry.title_language, entry.summary_language, entry.content_language) == ("de", "fr", None)
        assert entry.language == "fr"

    def test_a_base_that_is_no_web_address_is_not_believed(self) -> None:
        entry = one(atom("<entry xml:base='javascript:alert(1)'><link href='x'/></entry>"))
        assert entry.link == "https://outlet.example/feeds/x"

    def test_links_of_other_kinds_are_not_the_report(self) -> None:
        entry = one(
            atom(
                "<entry><link rel='alternate' type='application/json' href='/j'/><link rel='self' href='/s'/>"
                "<link rel='related' href='/r'/><id>https://outlet.example/i</id></entry>"
            )
        )
        assert entry.link == "https://outlet.example/i"
        assert entry.also == ("https://outlet.example/r",)

    def test_the_source_of_an_aggregated_entry_is_not_the_entry(self) -> None:
        entry = one(
            atom(
                "<entry><source><title>Other</title><id>urn:o</id><link rel='self' href='https://other.example/f'/>"
                "<updated>2001-01-01T00:00:00Z</updated></source><title>Mine</title></entry>"
            )
        )
        assert (entry.title, entry.updated) == ("Mine", None)
        assert (entry.origin, entry.origin_title) == ("https://other.example/f", "Other")

    def test_an_entry_alone_is_a_document(self) -> None:
        entry = one(b"<entry xmlns='http://www.w3.org/2005/Atom'><title>Alone</title></entry>")
        assert entry.title == "Alone"

    def test_the_header_gives_the_language_where_nothing_else_does(self) -> None:
        assert parse(atom(""), content_language="nl").language == "nl"

    def test_the_documents_own_address_goes_before_the_one_asked(self) -> None:
        entry = one(atom("<entry><link href='x'/></entry>"), content_location="https://real.example/f/")
        assert entry.link == "https://real.example/f/x"


class TestJson:
    def test_a_whole_item(self) -> None:
        feed = {
            "version": "https://jsonfeed.org/version/1.1", "title": "Outlet", "home_page_url": "https://outlet.example/",
            "feed_url": URL, "language": "en", "next_url": "?page=2", "authors": [{"name": "The desk"}],
            "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
            "items": [
                {"id": 7, "url": "/1", "title": "One", "content_html": "<a href='/x'>x</a>", "content_text": "x",
                 "summary": "S", "date_published": "2026-03-05T14:07:09Z", "date_modified": "2026-03-06T00:00:00Z",
                 "tags": ["a"], "attachments": [{"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 5}]},
                {"id": "8", "content_text": "1 < 2", "author": {"name": "Ada"}, "external_url": "https://other.example/"},
            ],
        }  # fmt: skip
        document = parse(json.dumps(feed).encode())
        first, second = document.entries
        assert (document.kind, document.title, document.hubs) == ("json", "Outlet", ("https://hub.example/",))
        assert document.next_url == f"{URL}?page=2"
        assert (first.id, first.link, first.author) == ("7", "https://outlet.example/1", "The desk")
        assert first.content == "<a href='https://outlet.example/x'>x</a>"
        assert first.enclosures[0].length == 5
        assert (second.content, second.author) == ("1 < 2", "Ada")
        assert (second.link, second.also) == ("https://other.example/", ("https://other.example/",))

    def test_rss_put_into_json(self) -> None:
        feed = {
            "rss": {"channel": {"title": "Outlet", "item": [{"title": "One", "link": "/1", "guid": {"#text": "g"}}]}}
        }
        entry = one(json.dumps(feed).encode())
        assert (entry.title, entry.link, entry.id) == ("One", "https://outlet.example/1", "g")

    @pytest.mark.parametrize(
        "item", [{"authors": "Ada"}, {"authors": [None, 5]}, {"tags": "x"}, {"attachments": [None]}, {"id": None}]
    )
    def test_members_of_the_wrong_kind_do_no_harm(self, item: dict[str, object]) -> None:
        assert len(parse(json.dumps({"items": [item, None, 5]}).encode()).entries) == 1

    @pytest.mark.parametrize("body", ["{}", '{"items": 5}', "[]", "[1, 2]", '{"a": {"b": []}}', "{", '{"items": ['])
    def test_other_json_is_refused(self, body: str) -> None:
        with pytest.raises(UnreadableFeed):
            parse(body.encode())

    def test_too_many_items_are_told(self) -> None:
        body = json.dumps({"items": [{"id": str(number)} for number in range(5)]}).encode()
        document = feeds.parse(body, {}, URL, feeds.Limits(entries=3))
        assert [entry.id for entry in document.entries] == ["0", "1", "2"]
        assert document.flags == ("more-entries",)


class TestBroken:
    def test_malformed_in_the_middle_falls_back_to_feedparser(self) -> None:
        document = parse(rss("<item><title>One<b></title><link>/1</link></item><item><title>Two</title></item>"))
        assert document.reader == "feedparser"
        assert "malformed" in document.flags
        assert document.complete
        assert [entry.link for entry in document.entries] == ["https://outlet.example/1", None]

    def test_the_fallback_keeps_what_it_finds(self) -> None:
        document = parse(
            rss(
                "<item><title>One</title><guid isPermaLink='false'>g</guid><category>c</category>"
                "<dc:creator>Ada</dc:creator><pubDate>Thu, 05 Mar 2026 14:07:09 GMT</pubDate>"
                "<enclosure url='https://outlet.example/a.mp3' type='audio/mpeg'/><description>x<b></description></item>",
                "<title>Outlet</title>",
            )
        )
        entry = document.entries[0]
        assert document.reader == "feedparser"
        assert (entry.id, entry.link, entry.authors, entry.categories) == ("g", None, ("Ada",), ("c",))
        assert entry.published == dt.datetime(2026, 3, 5, 14, 7, 9, tzinfo=dt.UTC)

    def test_a_document_too_large_for_feedparser_is_read_entry_by_entry(self) -> None:
        body = rss(
            "<item><title>One</title><dc:creator>Ada</dc:creator></item><item><title>Two</titel></item>"
            "<item><title>Three<b></title></item><item><title>Four</title></item>",
            "<title>Outlet</title>",
        )
        document = feeds.parse(body, {}, URL, feeds.Limits(slow_size=10))
        assert [entry.title for entry in document.entries][::3] == ["One", "Four"]
        assert len(document.entries) == 4
        assert (document.title, document.entries[0].author) == ("Outlet", "Ada")
        assert document.reader == "fast"
        assert "malformed" in document.flags

    def test_of_pieces_one_that_never_ends_is_left_out(self) -> None:
        body = b"<rss><channel><item><title>One<b></title></item><item><title>Two</title>"
        document = feeds.parse(body, {}, URL, feeds.Limits(slow_size=10))
        assert len(document.entries) == 1
        assert not document.complete

    def test_pieces_without_a_feed_around_them_are_refused(self) -> None:
        with pytest.raises(UnreadableFeed):
            feeds.parse(b"<p>One<b></p> two </b> three", {}, URL, feeds.Limits(slow_size=10))

    def test_an_entry_beyond_the_limit_is_left_out_and_the_rest_arrives(self) -> None:
        giant = f"<item><title>Big</title><description>{'x' * 11_000_000}</description></item>"
        document = parse(rss(f"<item><title>One</title></item>{giant}<item><title>Three</title></item>"))
        assert [entry.title for entry in document.entries] == ["One", "Three"]
        assert "entry-too-large" in document.flags

    def test_junk_before_and_after(self) -> None:
        document = parse(
            b"\n\nPHP Notice: x in y\n" + rss("<item><title>One</title></item>") + b"<!-- 0.2s --><script>"
        )
        assert (document.reader, document.entries[0].title) == ("fast", "One")

    def test_a_control_character_in_a_title_is_taken_out_and_flagged(self) -> None:
        document = parse(rss("<item><title>Mini\x00ster</title></item>"))
        assert document.entries[0].title == "Minister"
        assert "control-characters" in document.flags

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"   \n",
            b"<html><head><title>Please log in</title></head><body><form></form></body></html>",
            b"<!DOCTYPE html><html><body><p>Log in<br></body>",
            b"<?xml version='1.0'?><note><to>you</to></note>",
            b"Too many requests",
            b"\x89PNG\r\n\x1a\n\x00\x00",
            b"<",
            b"<rss",
        ],
    )
    def test_what_is_no_feed_is_refused(self, body: bytes) -> None:
        with pytest.raises(UnreadableFeed) as caught:
            parse(body)
        assert caught.value.where == URL
        assert caught.value.remedy

    def test_an_empty_feed_is_a_feed(self) -> None:
        assert parse(rss("", "<title>Outlet</title>")).entries == ()

    def test_the_newest_of_many_in_the_order_of_the_document(self) -> None:
        items = "".join(
            f"<item><guid>{day}</guid><pubDate>2026-03-{day:02}T00:00:00Z</pubDate></item>" for day in (3, 9, 1, 8, 2)
        )
        document = feeds.parse(rss(items), {}, URL, feeds.Limits(entries=3))
        assert [entry.published.day for entry in document.entries if entry.published] == [3, 9, 8]
        assert "more-entries" in document.flags

    def test_the_first_of_many_without_dates(self) -> None:
        items = "".join(f"<item><guid isPermaLink='false'>{number}</guid></item>" for number in range(5))
        document = feeds.parse(rss(items), {}, URL, feeds.Limits(entries=2))
        assert [entry.id for entry in document.entries] == ["0", "1"]


class TestWhatOthersStumbleWith:
    def test_base64_that_is_none_is_taken_as_it_stands(self) -> None:
        for text in ("na\u00efve \u2019", "no base64 at all", "PHA+aGk8"):
            entry = one(atom(f"<entry><title type='image/png'>{text}</title></entry>"))
            assert entry.title

    def test_a_document_on_which_feedparser_stumbles_is_read_piece_by_piece(self) -> None:
        body = (
            b"<rss><channel><item><link>htannel\x14<item><link>http-//l/</link><link>http://m/</link></item></chm/</link>"
            b"</item></channel></rss>"
        )
        document = parse(body)
        assert "http://m/" in [entry.link for entry in document.entries]
        assert "malformed" in document.flags

    def test_the_div_around_xhtml_is_no_part_of_it_in_atom_1_and_is_in_atom_03(self) -> None:
        inside = '<div xmlns="http://www.w3.org/1999/xhtml"><p>x</p></div>'
        new = one(atom(f"<entry><content type='xhtml'>{inside}</content></entry>"))
        assert new.content == "<p>x</p>"
        old = one(
            f'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><content type="application/xhtml+xml">{inside}'
            "</content></entry></feed>".encode()
        )
        assert old.content == "<div><p>x</p></div>"

    def test_what_the_wire_falls_back_on_is_flagged(self) -> None:
        created = one(atom("<entry><created>2026-03-05T14:00:00Z</created></entry>"))
        assert created.published is not None
        assert "date-of-creation" in created.flags
        stated = one(
            atom("<entry><created>2026-03-05T14:00:00Z</created><updated>2026-03-06T14:00:00Z</updated></entry>")
        )
        assert "date-of-creation" not in stated.flags
        about = one(
            b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
            b'<item rdf:about="http://outlet.example/1"><title>t</title></item></rdf:RDF>'
        )
        assert (about.link, "link-from-id" in about.flags) == ("http://outlet.example/1", True)
