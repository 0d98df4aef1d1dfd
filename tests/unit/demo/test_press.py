"""The press over real HTTP: pages, feeds, conditional requests, and what happens in time."""

from __future__ import annotations

import datetime as dt
import email.utils
import gzip
import json
import re
import socket
import urllib.parse

import feedparser
import lxml.etree
import lxml.html
import pytest

from mediawire.demo import PartKind, Press, reports
from mediawire.demo.outlets import outlets
from mediawire.demo.pages import PRIVATE
from mediawire.demo.press import HEAD_START
from mediawire.demo.timeline import UNCHANGED
from tests.unit.demo.conftest import START, get

END = 1_000.0
FERRY = "northlight/ferry-aground-cape-merrow"
MAYOR = "northlight/mayor-to-step-down"


def feed_of(press: Press, outlet_id: str) -> str:
    return next(outlet.feed for outlet in press.outlets if outlet.id == outlet_id)


def feeds(press: Press) -> list[str]:
    return [url for outlet in press.outlets for url in outlet.feeds]


def words(document: bytes) -> str:
    """The page's words with white space folded; the end of a block or cell counts as space."""
    tree = lxml.html.document_fromstring(document.decode("utf-8"))
    return " ".join(" ".join(tree.body.itertext()).split())


def entries(body: bytes) -> list[tuple[str, str]]:
    """Pairs of title and link, whatever the format."""
    if body.startswith(b"{"):
        return [(item["title"], item["url"]) for item in json.loads(body)["items"]]
    return [(entry.title, entry.link) for entry in feedparser.parse(body).entries]


def test_every_outlet_has_a_port_a_front_page_and_rules_for_robots(press):
    homes = [outlet.home for outlet in press.outlets]
    assert len(set(homes)) == len(outlets()) >= 8
    for home in homes:
        assert home.startswith("http://127.0.0.1:")
        front = lxml.html.document_fromstring(get(home).body.decode("utf-8"))
        assert front.xpath("//link[@rel='alternate']/@href")
        robots = get(home + "robots.txt")
        assert robots.headers.get_content_type() == "text/plain"
        assert b"Disallow: /private/\n" in robots.body


def test_reports_appear_one_by_one(press, clock):
    for report in reports():
        clock.to(report.at - 0.01)
        assert get(press.address(report.key)).status == 404
        clock.to(report.at)
        assert get(press.address(report.key)).status == 200


@pytest.mark.parametrize("report", reports(), ids=lambda report: report.key)
def test_every_page_holds_its_text_word_for_word(press, clock, report):
    clock.to(report.at)
    page = words(get(press.address(report.key)).body)
    for text in (report.title, *report.body, *(part.text for part in report.parts), report.credit):
        assert " ".join(text.split()) in page or " ".join(_spaced(text)) in page


def _spaced(text: str) -> list[str]:
    """A text whose links stand between spaces, as `words` puts them."""
    return (
        text.replace("from the valleys", "from the valleys ").replace("reported earlier", "reported earlier ").split()
    )


@pytest.mark.parametrize("report", reports(), ids=lambda report: report.key)
def test_every_page_says_when_it_was_published(press, clock, report):
    clock.to(END if report.withdrawn_at is None else report.at)
    page = get(press.address(report.key)).body.decode("utf-8")
    moment = START + dt.timedelta(seconds=report.at)
    assert moment.isoformat(timespec="seconds") in page


def test_a_page_is_in_the_language_and_direction_of_its_outlet(press, clock):
    clock.to(END)
    for outlet in press.outlets:
        root = lxml.html.document_fromstring(get(outlet.home).body)
        assert root.get("lang") == outlet.language
        assert root.get("dir") == ("rtl" if outlet.language == "ar" else "ltr")


def test_a_site_speaks_its_own_language_around_the_text_too(press, clock):
    clock.to(END)
    for outlet_id, script in (("sahil", "\u0600-\u06ff"), ("vestnik", "\u0400-\u04ff")):
        report = next(each for each in reports() if each.outlet == outlet_id)
        for url in (press.address(report.key), next(outlet.home for outlet in press.outlets if outlet.id == outlet_id)):
            seen = re.sub(r"KILL|RSS|ATOM|UTC", "", words(get(url).body))
            assert not re.search(r"[A-Za-z]{3,}", seen), seen
            assert re.search(f"[{script}]", seen)


def test_families_of_markup_differ_as_real_sites_do(press, clock):
    clock.to(END)
    pages = {
        outlet.id: lxml.html.document_fromstring(
            get(press.address(next(each.key for each in reports() if each.outlet == outlet.id))).body.decode("utf-8")
        )
        for outlet in press.outlets
    }
    assert pages["northlight"].xpath("//article//p")
    assert pages["northlight"].xpath("//script[@type='application/ld+json']")
    assert pages["harbour-courier"].xpath("//div[@class='c-txt__p']")
    assert not pages["harbour-courier"].xpath("//article")
    assert pages["daily-meridian"].xpath("//div[@class='txt']/br")
    assert not pages["daily-meridian"].xpath("//div[@class='txt']//p")
    assert pages["fieldnotes"].xpath("//*[@itemprop='articleBody']/p")
    assert pages["lerna-post"].xpath("//meta[@property='article:published_time']")
    assert not pages["lerna-post"].xpath("//time | //script")


def test_linked_data_is_json_and_names_the_page(press, clock):
    clock.to(END)
    url = press.address("northlight/grain-reserve-falls")
    script = lxml.html.document_fromstring(get(url).body).xpath("//script[@type='application/ld+json']/text()")[0]
    data = json.loads(script)
    assert (data["@type"], data["url"], data["author"]["name"]) == ("NewsArticle", url, "Mara Voss")


@pytest.mark.parametrize("seconds", [0.0, 4.0, 61.0, END])
def test_every_feed_is_well_formed_at_any_time(press, clock, seconds):
    clock.to(seconds)
    for url in feeds(press):
        answer = get(url)
        if url.endswith(".json"):
            document = json.loads(answer.body)
            assert document["version"] == "https://jsonfeed.org/version/1.1"
            assert all(item["id"] and ("content_html" in item or "content_text" in item) for item in document["items"])
        else:
            lxml.etree.fromstring(answer.body, lxml.etree.XMLParser(resolve_entities=False))
            assert not feedparser.parse(answer.body).bozo


def test_each_format_of_feed_is_there(press):
    assert {urllib.parse.urlsplit(url).path for url in feeds(press)} == {"/feed.xml", "/atom.xml", "/feed.json"}


def test_feeds_list_what_the_outlet_shows_and_their_links_answer(press, clock):
    clock.to(5)
    for outlet in press.outlets:
        visible = {each.title for each in reports() if each.outlet == outlet.id and each.at <= 5}
        for url in outlet.feeds:
            told = entries(get(url).body)
            assert {title for title, _ in told} == visible
            assert all(get(link).status == 200 for _, link in told)


def test_feed_times_are_the_moments_of_appearance(press, clock):
    clock.to(END)
    for outlet in press.outlets:
        own = [each for each in reports() if each.outlet == outlet.id and each.changed_at is None]
        times = {each.title: START + dt.timedelta(seconds=each.at) for each in own}
        if outlet.feed.endswith(".json"):
            told = {
                item["title"]: dt.datetime.fromisoformat(item["date_published"])
                for item in json.loads(get(outlet.feed).body)["items"]
            }
        else:
            told = {
                entry.title: dt.datetime(*entry.published_parsed[:6], tzinfo=dt.UTC)
                for entry in feedparser.parse(get(outlet.feed).body).entries
            }
        assert told.keys() & times.keys()
        for title in told.keys() & times.keys():
            assert told[title] == times[title].replace(microsecond=0)


def test_a_full_feed_carries_the_whole_text(press, clock):
    clock.to(END)
    report = next(each for each in reports() if each.key == "fieldnotes/glacier-washing-line")
    items = json.loads(get(feed_of(press, "fieldnotes")).body)["items"]
    content = next(item["content_html"] for item in items if item["title"] == report.title)
    assert all(text in lxml.html.fromstring(f"<div>{content}</div>").text_content() for text in report.body)


def test_an_unchanged_document_is_not_sent_twice(press, clock):
    clock.to(10)
    for url in [*feeds(press), press.address("northlight/grain-reserve-falls")]:
        first = get(url)
        for headers in (
            {"If-None-Match": first.headers["ETag"]},
            {"If-None-Match": f'"other", W/{first.headers["ETag"]}'},
            {"If-Modified-Since": first.headers["Last-Modified"]},
        ):
            again = get(url, headers)
            assert (again.status, again.body) == (304, b"")
            assert again.headers["ETag"] == first.headers["ETag"]


def test_a_changed_document_is_sent_again(press, clock):
    clock.to(59)
    urls = [feed_of(press, "northlight"), press.address(FERRY)]
    before = [get(url) for url in urls]
    clock.to(61)
    for url, old in zip(urls, before, strict=True):
        assert get(url, {"If-None-Match": old.headers["ETag"]}).status == 200
        assert get(url, {"If-Modified-Since": old.headers["Last-Modified"]}).status == 200


def test_an_entity_tag_goes_before_a_date(press, clock):
    clock.to(10)
    url = feed_of(press, "northlight")
    headers = {"If-None-Match": '"old"', "If-Modified-Since": email.utils.format_datetime(clock(), usegmt=True)}
    assert get(url, headers).status == 200


def test_gzip_is_used_when_asked_for_and_only_then(press, clock):
    clock.to(END)
    url = feed_of(press, "northlight")
    plain, zipped = get(url), get(url, {"Accept-Encoding": "br, gzip;q=0.8"})
    assert plain.headers["Content-Encoding"] is None
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.body) == plain.body
    assert zipped.headers["ETag"] != plain.headers["ETag"]
    assert get(url, {"If-None-Match": zipped.headers["ETag"]}).status == 304


def test_head_says_what_get_would(press, clock):
    clock.to(10)
    for url in feeds(press):
        head, full = get(url, method="HEAD"), get(url)
        assert head.body == b""
        assert head.headers["Content-Length"] == str(len(full.body))


def test_the_correction_reaches_page_and_feed(press, clock):
    clock.to(59.9)
    page = words(get(press.address(FERRY)).body)
    assert "ferry with 214 people aboard" in page
    assert "Correction:" not in page
    clock.to(60)
    after = words(get(press.address(FERRY)).body)
    assert "ferry with 241 people aboard" in after
    assert "Correction: An earlier version of this report gave the number of people aboard as 214." in after
    assert "Ferry with 214" not in after
    told = {entry.link: entry for entry in feedparser.parse(get(feed_of(press, "northlight")).body).entries}
    entry = told[press.address(FERRY)]
    assert entry.title == "Ferry with 241 people aboard runs aground off Cape Merrow"
    assert dt.datetime(*entry.updated_parsed[:6], tzinfo=dt.UTC) == (START + dt.timedelta(seconds=60)).replace(
        microsecond=0
    )
    assert dt.datetime(*entry.published_parsed[:6], tzinfo=dt.UTC) == (START + dt.timedelta(seconds=1)).replace(
        microsecond=0
    )


def test_the_silent_edit_changes_the_page_and_says_nothing(press, clock):
    url = press.address("harbour-courier/why-the-herring-came-late")
    clock.to(104)
    before = get(url).body.decode("utf-8")
    clock.to(105)
    after = get(url).body.decode("utf-8")
    assert "came to 460 tonnes this week" in before
    assert "came to 640 tonnes this week" in after
    assert "orrection" not in after
    assert after.count("<div") == before.count("<div")


def test_the_withdrawal_is_a_notice_in_the_feed_and_410_on_the_page(press, clock):
    clock.to(89)
    assert get(press.address(MAYOR)).status == 200
    before = entries(get(feed_of(press, "northlight")).body)
    clock.to(90)
    assert get(press.address(MAYOR)).status == 410
    after = entries(get(feed_of(press, "northlight")).body)
    (notice,) = set(after) - set(before)
    assert notice[0] == "KILL: Mayor of Lerna to step down before spring, councillor says"
    assert set(before) - set(after) == {(notice[0].removeprefix("KILL: "), press.address(MAYOR))}
    (entry,) = [
        each for each in feedparser.parse(get(feed_of(press, "northlight")).body).entries if each.title == notice[0]
    ]
    assert entry.summary.endswith(f"There will be no replacement. Withdrawn: {press.address(MAYOR)}")
    page = get(notice[1])
    assert page.status == 200
    links = lxml.html.document_fromstring(page.body).xpath("//article//a/@href")
    assert [urllib.parse.urljoin(notice[1], link) for link in links] == [press.address(MAYOR)]


def test_a_faster_press_does_the_same_sooner(clock):
    with Press(clock, speed=30.0) as press:
        clock.to(1.9)
        assert b"214 people" in get(press.address(FERRY)).body
        clock.to(3)
        assert b"241 people" in get(press.address(FERRY)).body
        assert get(press.address(MAYOR)).status == 410


def test_every_link_in_a_page_leads_somewhere(press, clock):
    clock.to(END)
    for report in reports():
        url = press.address(report.key)
        page = lxml.html.document_fromstring(get(url).body)
        addresses = {urllib.parse.urljoin(url, link) for link in page.xpath("//a/@href")}
        for address in addresses:
            if not urllib.parse.urlsplit(address).path.startswith(PRIVATE):
                assert get(address).status == 200, (url, address)


def test_links_with_a_tracking_query_lead_to_the_same_canonical_page(press, clock):
    clock.to(5)
    for _, link in entries(get(feed_of(press, "harbour-courier")).body):
        page = lxml.html.document_fromstring(get(link).body)
        assert "?" in link
        assert page.xpath("//link[@rel='canonical']/@href") == [link.partition("?")[0]]


def test_a_page_names_the_style_sheet_that_its_site_serves(press):
    sheets = set()
    for outlet in press.outlets:
        page = lxml.html.document_fromstring(get(outlet.home).body)
        answer = get(urllib.parse.urljoin(outlet.home, page.xpath("//link[@rel='stylesheet']/@href")[0]))
        assert answer.headers.get_content_type() == "text/css"
        sheets.add(answer.body)
    assert len(sheets) == len(press.outlets)


def test_terms_stand_on_the_republication_page(press):
    for outlet in press.outlets:
        assert (outlet.terms or "All rights reserved.") in words(get(outlet.home + "republish").body)


def test_counter_and_pictures_are_pictures(press):
    answer = get(press.outlets[0].home + "counter.gif")
    assert answer.headers.get_content_type() == "image/gif"
    assert answer.body.startswith(b"GIF89a")


def test_the_furniture_page_has_boxes_in_the_middle_of_its_text(press, clock):
    clock.to(END)
    report = next(each for each in reports() if each.key == "harbour-courier/fog-bells-ring-again")
    kinds = [part.kind for part in report.parts]
    for kind in (PartKind.RELATED, PartKind.NEWSLETTER, PartKind.HIDDEN, PartKind.ADVERT, PartKind.CAPTION):
        assert kinds[0] == kinds[-1] == PartKind.PARAGRAPH
        assert kind in kinds
    page = lxml.html.document_fromstring(get(press.address(report.key)).body.decode("utf-8"))
    assert page.xpath("//div[@class='c-story__body']//form")
    assert "48 bells" in page.xpath("//*[contains(@style, 'display:none')]")[0].text_content()


def test_a_press_has_no_outlets_before_it_starts_and_frees_its_ports_when_stopped(clock):
    press = Press(clock)
    assert press.outlets == []
    press.start()
    home = press.outlets[0].home
    assert get(home).status == 200
    press.stop()
    press.stop()
    with pytest.raises(OSError, match="refused"):
        get(home)


def test_a_stopped_press_ends_the_connections_that_clients_keep_open(clock):
    press = Press(clock)
    press.start()
    parts = urllib.parse.urlsplit(press.outlets[0].home)
    with socket.create_connection((parts.hostname, parts.port), timeout=90) as client:
        client.sendall(b"HEAD / HTTP/1.1\r\nHost: demo\r\n\r\n")
        assert client.recv(4096).startswith(b"HTTP/1.1 200 ")
        press.stop()
        assert client.recv(4096) == b""


@pytest.mark.parametrize("speed", [0.0, -1.0])
def test_a_press_cannot_stand_still(clock, speed):
    with pytest.raises(ValueError, match="speed"):
        Press(clock, speed)


def test_a_waiting_press_shows_a_slow_wire_what_a_quick_one_would_have_seen(clock):
    with Press(clock, 2.0, waiting=True) as press:
        clock.to(600)
        assert get(press.outlets[0].home + "robots.txt").status == 200
        first = entries(get(feed_of(press, "northlight")).body)
        assert [title for title, _ in first if "214 people" in title]
        assert press.started == START + dt.timedelta(seconds=600 - HEAD_START / 2.0)


def test_a_waiting_press_changes_and_withdraws_no_report_before_it_was_fetched_as_it_was_published(clock):
    def titles() -> list[str]:
        return [title for title, _ in entries(get(feed_of(press, "northlight")).body)]

    with Press(clock, 2.0, waiting=True) as press:
        titles()
        clock.to(900)
        pages = dict(entries(get(feed_of(press, "northlight")).body))
        assert [title for title in pages if "214 people" in title]
        assert not [title for title in pages if "241 people" in title or "KILL" in title]
        assert all(get(link).status == 200 for link in pages.values())
        clock.to(900 + UNCHANGED / 2.0 - 1)
        assert [title for title in titles() if "214 people" in title]
        clock.to(900 + UNCHANGED / 2.0)
        assert [title for title in titles() if "241 people" in title]
        assert [title for title in titles() if "KILL" in title]
        assert [get(link).status for title, link in pages.items() if "step down" in title] == [410]


def test_a_waiting_press_that_is_asked_at_once_has_begun_at_its_start(clock):
    with Press(clock, 2.0, waiting=True) as press:
        clock.to(1)
        get(feed_of(press, "northlight"))
        assert press.started == START
