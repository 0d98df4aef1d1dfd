"""Front page, feeds, standing pages."""

from __future__ import annotations

import json
from typing import Any

import feedparser
import lxml.etree
import lxml.html
import pytest

from mediawire.model.item import Surroundings
from mediawire.press import render_lists
from tests.unit.press import samples
from tests.unit.press.finding import css


def files(surroundings: Surroundings | None = None) -> dict[str, bytes]:
    return {file.path: file.body for file in render_lists(surroundings or samples.surroundings()).files}


def feed(*recent: Any) -> Any:
    body = files(samples.surroundings(recent=recent))["feed.xml"]
    lxml.etree.fromstring(body)
    return feedparser.parse(body)


def test_what_is_printed():
    assert set(files()) == {
        "index.html",
        "recent.json",
        "feed.xml",
        "feed.json",
        "about/index.html",
        "404.html",
        "sitemap.xml",
        "robots.txt",
    }


def test_the_moment_of_printing_moves_no_byte():
    later = samples.surroundings(moment=samples.MOMENT.replace(hour=23))
    assert files() == files(later)


def test_the_front_page_lists_headline_excerpt_source_and_time():
    tree = lxml.html.fromstring(files()["index.html"].decode("utf-8"))
    entries = css(tree, "ol.front-list li")
    assert len(entries) == len(samples.RECENT)
    assert " ".join(entries[0].text_content().split()) == (
        "Ferry to the outer islands runs again after six days of ice Ice on the inner basin has grown to eleven "
        "centimetres, the pilots’ station says, and smaller… Nordholm Courier 25 November 2026, 14:13 UTC"
    )
    assert css(entries[1], "h3 a")[0].get("dir") == "rtl"
    assert css(entries[2], ".label")[0].text_content() == "Opinion"
    assert css(entries[0], "a")[0].get("href") == "2026/11/25/99-report/index.html"


def test_an_empty_front_page_says_so():
    tree = lxml.html.fromstring(files(samples.surroundings(recent=()))["index.html"].decode("utf-8"))
    assert css(tree, ".empty")[0].get("hidden") is None
    full = lxml.html.fromstring(files()["index.html"].decode("utf-8"))
    assert css(full, ".empty")[0].get("hidden") is not None


def test_the_house_says_how_many_are_listed():
    house = samples.HOUSE.__class__(name="H", url="https://h.example/", contact="c", front=2, feed=3)
    told = files(samples.surroundings(house=house))
    assert len(json.loads(told["recent.json"])["items"]) == 2
    assert len(json.loads(told["feed.json"])["items"]) == 3
    assert len(feedparser.parse(told["feed.xml"]).entries) == 3


def test_the_filling_list_holds_what_the_front_page_holds():
    (first, second, *_) = json.loads(files()["recent.json"])["items"]
    assert first["headline"] == samples.RECENT[0].headline
    assert first["printed_at"] == "2026-11-25T14:13:00+00:00"
    assert (second["language"], second["dir"]) == ("fa", "rtl")


def test_rss_says_whose_report_it_is():
    told = feed(*samples.RECENT)
    assert not told.bozo
    assert told.feed.title == "Media Wire – The Harbour Post"
    assert told.feed.language == "en"
    entry = told.entries[0]
    assert entry.title == samples.RECENT[0].headline
    assert entry.id == entry.link == "https://wire.harbour.example/2026/11/25/99-report/"
    assert entry.source["href"] == "https://courier.example/feed.xml"
    assert entry.source["title"] == "Nordholm Courier"
    assert entry.author == "By Tove Lindqvist"
    assert entry.published == "Wed, 25 Nov 2026 14:13:00 +0000"
    assert entry.summary.startswith("Ice on the inner basin")
    assert told.entries[2].title == "Opinion: The county should pay for its own lock"


def test_rss_names_the_home_where_there_is_no_feed_and_the_name_where_there_is_neither():
    told = feed(
        samples.recent(1, source_feed=""), samples.recent(2, source_feed="", source_home="", excerpt="", byline="")
    )
    assert told.entries[0].source["href"] == "https://courier.example/"
    assert told.entries[1].publisher == "Nordholm Courier"
    assert "summary" not in told.entries[1]


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "AT&T < T-Mobile", "]]>", "a\x00b\x0bc\ufffe", "&lt;b&gt;", "\"quoted\" 'too'"],
)
def test_text_stays_text_in_a_feed(text: str):
    body = files(samples.surroundings(recent=(samples.recent(1, headline=text, excerpt=text, byline=text),)))[
        "feed.xml"
    ]
    (item,) = lxml.etree.fromstring(body).iter("item")
    shown = "".join(letter if letter not in "\x00\x0b\ufffe" else "\ufffd" for letter in text)
    assert item.findtext("title") == shown
    assert lxml.html.fromstring(f"<p>{item.findtext('description')}</p>").text_content() == shown
    assert item.findtext("{http://purl.org/dc/elements/1.1/}creator") == shown


def test_a_title_is_written_as_the_best_practices_profile_says():
    body = files(samples.surroundings(recent=(samples.recent(1, headline="A & B < C"),)))["feed.xml"]
    assert b"<title>A &#x26; B &#x3C; C</title>" in body


def test_an_empty_feed_is_a_feed():
    told = feed()
    assert not told.bozo
    assert told.entries == []


def test_json_feed():
    told = json.loads(files()["feed.json"])
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    entry = told["items"][0]
    assert entry["external_url"] == "https://courier.example/99"
    assert entry["authors"] == [{"name": "By Tove Lindqvist", "url": "https://courier.example/"}]
    assert told["items"][2]["tags"] == ["opinion"]
    assert all({"id", "url", "content_text"} <= set(each) for each in told["items"])


def test_sitemap_and_robots():
    told = files()
    (urls, *_) = [lxml.etree.fromstring(told["sitemap.xml"])]
    assert len(urls) == len(samples.RECENT) + 2
    assert told["robots.txt"].decode().splitlines() == [
        "User-agent: *",
        "Disallow: /desk/",
        "Disallow: /search",
        "",
        "Sitemap: https://wire.harbour.example/sitemap.xml",
    ]


def test_the_page_for_what_is_missing_finds_its_styles_at_any_depth():
    told = files(samples.surroundings(public_url="https://harbour.example/wire/"))
    tree = lxml.html.fromstring(told["404.html"].decode("utf-8"))
    assert tree.xpath("//link[@rel='stylesheet']/@href")[0].startswith("/wire/static/wire.")


def test_about_tells_promises_disclaimer_and_contact():
    told = " ".join(lxml.html.fromstring(files()["about/index.html"].decode("utf-8")).text_content().split())
    for word in ("Retrieved", "Unchanged", "Attributed", "Permitted", "Followed", "Checkable", "No more than we know"):
        assert word in told
    assert samples.HOUSE.disclaimer in told
    assert samples.HOUSE.contact in told
