"""Discovery, sitemaps, listings, OPML: the other doors by which reports come in."""

from __future__ import annotations

import datetime as dt
import gzip
import time
import zlib

import pytest

from mediawire.intake import discovery, listing, opml, sitemaps
from mediawire.model.errors import ConfigurationError, UnreadableFeed
from mediawire.model.source import Door, Source

PAGE_URL = "https://outlet.example/news/"
PAGE = b"""<!doctype html><html><head><base href="/"><title>Outlet</title>
<link rel="alternate" type="application/rss+xml" title="All news" href="feed.xml">
<link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="//outlet.example/atom">
<link rel="feed" href="/h-feed"><link rel="alternate" hreflang="fr" href="/fr/">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
</head><body><a href="/rss/sport">Sport <b>feed</b></a><a href="https://other.example/rss">Other</a>
<a href="/about">About</a></body></html>"""


class TestDiscovery:
    def test_feeds_by_how_they_are_named(self) -> None:
        headers = {"link": '<https://outlet.example/h.json>; rel="alternate"; type="application/feed+json"; title="J"'}
        found = discovery.feeds_of(PAGE, PAGE_URL, headers)
        named = [(each.url, each.kind, each.how, each.title) for each in found if each.how != "guess"]
        assert named == [
            ("https://outlet.example/feed.xml", "rss", "link", "All news"),
            ("https://outlet.example/atom", "atom", "link", ""),
            ("https://outlet.example/h-feed", "feed", "link", ""),
            ("https://outlet.example/h.json", "json", "header", "J"),
            ("https://outlet.example/rss/sport", "feed", "anchor", "Sport feed"),
        ]

    def test_guesses_come_last_and_are_marked(self) -> None:
        found = discovery.feeds_of(b"", PAGE_URL, {})
        assert {each.how for each in found} == {"guess"}
        assert "https://outlet.example/feed/" in {each.url for each in found}

    @pytest.mark.parametrize("page", [b"\x00\xff", b"<", b"<div>" * 5000, b"not html", b"<html><frameset>"])
    def test_a_page_that_is_none_does_no_harm(self, page: bytes) -> None:
        assert all(each.how == "guess" for each in discovery.feeds_of(page, PAGE_URL, {}))

    def test_sitemaps_of_robots_news_first(self) -> None:
        robots = b"User-agent: *\nDisallow: /x\nSitemap: https://outlet.example/s.xml\nSITEMAP:/news-map.xml # x\n"
        found = discovery.sitemaps_of(robots, "https://outlet.example/robots.txt")
        assert [each.url for each in found] == ["https://outlet.example/news-map.xml", "https://outlet.example/s.xml"]
        guessed = discovery.sitemaps_of(b"", "https://outlet.example/robots.txt")
        assert guessed[0].how == "guess"

    def test_link_headers_are_read_whole(self) -> None:
        headers = {"link": '<a,b>; rel=hub; title="x, y", <c>; REL="self"'}
        assert list(discovery.links(headers)) == [("a,b", {"rel": "hub", "title": "x, y"}), ("c", {"rel": "self"})]


class TestSitemaps:
    NEWS = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc> https://outlet.example/1 </loc>
      <lastmod>2026-03-06</lastmod><news:news><news:publication><news:name>Outlet</news:name>
      <news:language>en</news:language></news:publication><news:publication_date>2026-03-05T14:07:09Z
      </news:publication_date><news:title>Bridge &amp; tunnel</news:title><news:keywords>a, b</news:keywords></news:news>
      </url><url><loc>/2</loc></url><url><loc>ftp://outlet.example/3</loc></url></urlset>"""

    def test_a_news_sitemap(self) -> None:
        document = sitemaps.parse(self.NEWS, "https://outlet.example/news.xml")
        first, second = document.entries
        assert document.kind == "sitemap"
        assert (first.title, first.language, first.categories) == ("Bridge & tunnel", "en", ("a", "b"))
        assert first.published == dt.datetime(2026, 3, 5, 14, 7, 9, tzinfo=dt.UTC)
        assert first.updated == dt.datetime(2026, 3, 6, tzinfo=dt.UTC)
        assert second.link == "https://outlet.example/2"
        assert "no-title" in second.flags

    def test_an_index_zipped(self) -> None:
        body = b"<sitemapindex><sitemap><loc>https://outlet.example/s1.xml</loc></sitemap></sitemapindex>"
        document = sitemaps.parse(gzip.compress(body), "https://outlet.example/s.xml.gz")
        assert document.kind == "sitemap-index"
        assert document.entries[0].link == "https://outlet.example/s1.xml"

    def test_a_list_of_lines(self) -> None:
        document = sitemaps.parse(b"https://outlet.example/1\nnonsense\n", "https://outlet.example/s.txt")
        assert [entry.link for entry in document.entries] == ["https://outlet.example/1"]

    def test_a_zip_bomb_is_refused(self) -> None:
        packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
        block = b"<" + b" " * (1 << 20)
        bomb = b"".join(packer.compress(block) for _ in range(60)) + packer.flush()
        assert len(bomb) < 100_000
        with pytest.raises(UnreadableFeed, match="larger than a sitemap"):
            sitemaps.parse(bomb, "https://outlet.example/s.xml.gz")

    @pytest.mark.parametrize("body", [b"<html/>", b"nothing", b"<urlset><url>", b"\x1f\x8bnope"])
    def test_what_is_no_sitemap_is_refused(self, body: bytes) -> None:
        with pytest.raises(UnreadableFeed):
            sitemaps.parse(body, "https://outlet.example/s.xml")


class TestListing:
    PAGE = b"""<html><body><nav><a href="/">Home</a><a href="/news/">News</a></nav>
      <article><a href="/news/2026/03/bridge-closed?utm_source=x"><img src="i.jpg"></a>
      <h2><a href="/news/2026/03/bridge-closed">Council closes the bridge</a></h2><time datetime="2026-03-05T14:07:09Z">
      </time></article>
      <article><a href="/news/2026/03/flood"><span>Roads</span><h3>Flood warning</h3></a></article>
      <a href="/news/2026/03/bridge-closed#comments">12 comments</a>
      <a href="/sport/2026/03/cup">Cup</a><a href="https://other.example/news/2026/03/x">Elsewhere</a>
      <a href="mailto:desk@outlet.example">Mail</a></body></html>"""

    def test_the_links_that_fit(self) -> None:
        found = listing.leads(self.PAGE, PAGE_URL, "/news/#/#/*")
        assert [(each.link, each.title) for each in found] == [
            ("https://outlet.example/news/2026/03/bridge-closed?utm_source=x", "Council closes the bridge"),
            ("https://outlet.example/news/2026/03/flood", "Flood warning"),
        ]
        assert found[0].published == dt.datetime(2026, 3, 5, 14, 7, 9, tzinfo=dt.UTC)

    def test_the_preview_says_why(self) -> None:
        rows = listing.preview(self.PAGE, PAGE_URL, "/news/#/#/*")
        why = {row.url.partition("?")[0].removeprefix("https://"): row.why for row in rows}
        assert why["other.example/news/2026/03/x"] == "on another site"
        assert why["outlet.example/sport/2026/03/cup"] == "does not fit the pattern"
        assert why["outlet.example/news/"] == "this page itself"
        assert sum(row.taken for row in rows) == 2

    @pytest.mark.parametrize(
        ("pattern", "path", "fits"),
        [
            ("/news/*", "/news/a", True),
            ("/news/*", "/news/a/b", False),
            ("/news/**", "/news/a/b", True),
            ("/a-#", "/a-17", True),
            ("/a-#", "/a-x", False),
            ("/story?id=#", "/story?id=5", True),
            ("/news/*", "/news/a?page=2", True),
            ("/n.ws/*", "/news/a", False),
            ("https://outlet.example/news/*", "/news/a/", True),
        ],
    )
    def test_patterns(self, pattern: str, path: str, fits: bool) -> None:
        html = f'<a href="https://outlet.example{path}">A title</a>'.encode()
        assert bool(listing.leads(html, "https://outlet.example/list", pattern)) is fits

    @pytest.mark.parametrize("pattern", ["", "  ", "/" + "*/" * 40])
    def test_a_pattern_that_is_none_is_refused(self, pattern: str) -> None:
        with pytest.raises(ConfigurationError, match="link pattern"):
            listing.compiled(pattern)

    def test_no_pattern_is_slow(self) -> None:
        pattern = listing.compiled("/**a**a**a**a**a**a**a**a**a**b")
        started = time.process_time()
        assert not pattern.fits("outlet.example/" + "a" * 1900)
        assert time.process_time() - started < 20

    def test_a_link_of_no_reasonable_length_is_not_taken(self) -> None:
        rows = listing.preview(f'<a href="/news/{"a" * 3000}">x</a>'.encode(), PAGE_URL, "/news/*")
        assert [row.why for row in rows] == ["too long an address"]


class TestOpml:
    LIST = b"""<opml version="1.0"><head/><body><outline text="World"><outline text="Outlet" title="The Outlet" type="rss"
      xmlUrl="https://outlet.example/feed" htmlUrl="https://outlet.example/" language="en"/>
      <outline text="Again" xmlUrl="https://outlet.example/feed"/></outline>
      <outline text="Bad" xmlUrl="javascript:alert(1)"/><outline type="rss" url="feed://blog.example/rss" text=""/>
      <outline text="The Outlet" xmlUrl="https://second.example/feed & more"/></body></opml>"""

    def test_in(self) -> None:
        found = opml.read(self.LIST)
        assert [(each.title, each.feed, each.folders) for each in found] == [
            ("The Outlet", "https://outlet.example/feed", ("World",)),
            ("http://blog.example/rss", "http://blog.example/rss", ()),
            ("The Outlet", "https://second.example/feed & more", ()),
        ]

    def test_sources_have_ids_of_their_own_and_no_terms(self) -> None:
        made = opml.sources(opml.read(self.LIST), taken=["the-outlet"])
        assert [each.id for each in made] == ["the-outlet-2", "http-blog-example-rss", "the-outlet-3"]
        assert made[0].doors == ((Door.FEED, "https://outlet.example/feed"),)
        assert made[0].section == "World"
        assert made[0].terms.layers == ()

    def test_out_and_in_again(self) -> None:
        source = Source(
            id="o", name='Outlet & "Co"', home="https://outlet.example/", language="en", section="World",
            doors=((Door.FEED, "https://outlet.example/feed?a=1&b=2"), (Door.SITEMAP, "https://outlet.example/s.xml")),
        )  # fmt: skip
        written = opml.write([source], "Our wire")
        back = opml.read(written)
        assert [(each.title, each.feed, each.home, each.folders) for each in back] == [
            ('Outlet & "Co"', "https://outlet.example/feed?a=1&b=2", "https://outlet.example/", ("World",))
        ]

    @pytest.mark.parametrize("body", [b"<rss/>", b"", b"nothing"])
    def test_what_is_no_list_is_refused(self, body: bytes) -> None:
        with pytest.raises(UnreadableFeed):
            opml.read(body)
