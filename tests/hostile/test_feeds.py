"""HOSTILE.md groups C (39-56) and D (57-68) as far as they are the feed reader's, and attacks 6, 13, 14 and 15."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from mediawire.intake import feeds, identity, notices
from mediawire.model.errors import UnreadableFeed
from mediawire.model.feed import FeedDocument, FeedEntry, NoticeKind
from mediawire.model.source import Source

ROOT = Path(__file__).resolve().parents[2]
URL = "https://outlet.example/feed"
MIB = 1024 * 1024
SOURCE = Source(id="outlet", name="Outlet", home="https://outlet.example/")
GOOD = "<item><title>A good report</title><link>https://outlet.example/good</link><guid>g</guid></item>"
BODY = "The council agreed on Tuesday night to close the old bridge for two years. " * 4


def rss(items: str) -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Outlet</title>{items}</channel></rss>'.encode()


def parse(body: bytes, **headers: str) -> FeedDocument:
    return feeds.parse(body, {name.replace("_", "-"): value for name, value in headers.items()}, URL)


def probed(body: bytes) -> dict[str, Any]:
    """What reading a body in a process of its own comes to, with time and memory."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "hostile" / "feed_probe.py")],
        input=body,
        capture_output=True,
        timeout=300,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


# C


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    "declarations",
    [
        f'<!ENTITY l0 "lol">{LAUGHS}<!ENTITY bang "&l9;">',  # 39, attack 14
        f'<!ENTITY a "{"x" * 100_000}"><!ENTITY bang "{"&a;" * 5000}">',  # 40
        '<!ENTITY bang SYSTEM "file:///etc/passwd">',  # 41, attack 13
        '<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;',
    ],
)
def test_39_to_41_entities_are_not_expanded_and_the_rest_arrives(declarations: str) -> None:
    body = f"<!DOCTYPE rss [{declarations}]>".encode() + rss(f"<item><title>&bang;</title></item>{GOOD}")[21:]
    told = probed(body)
    assert told["titles"] == ["&bang;", "A good report"]
    assert "entities-refused" in told["flags"]
    assert told["growth"] < 64 * MIB
    assert told["seconds"] < 20


class _Asked(BaseHTTPRequestHandler):
    paths: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.paths.append(self.path)
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:{port}/evil.dtd">',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "http://127.0.0.1:{port}/x">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:{port}/p.dtd"> %p;]>',
        '<?xml-stylesheet href="http://127.0.0.1:{port}/s.xsl"?>',
    ],
)
def test_42_nothing_is_fetched_on_a_documents_word(doctype: str) -> None:
    server = HTTPServer(("127.0.0.1", 0), _Asked)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    _Asked.paths.clear()
    try:
        body = doctype.format(port=server.server_port).encode() + rss(f"<item><title>&x;</title></item>{GOOD}")[21:]
        assert parse(body).entries[-1].title == "A good report"
        assert parse(body.replace(b"</title></item>", b"<b></title></item>", 1)).entries  # the slow way too
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert _Asked.paths == []


@pytest.mark.parametrize("close", [True, False])
def test_43_deep_nesting_is_refused_quickly(close: bool) -> None:
    deep = "<a>" * 300_000 + ("</a>" * 300_000 if close else "")
    told = probed(rss(f"<item><title>x</title>{deep}</item>"))
    assert "nests deeper" in told.get("refused", "") or told["titles"] == []
    assert told["seconds"] < 20
    assert told["growth"] < 64 * MIB


def test_43_deep_json_is_refused() -> None:
    with pytest.raises(UnreadableFeed):
        parse(b'{"items": [' + b"[" * 200_000)


WHOLE = (
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>Outlet</title><item><title>One &amp; two</title><description>'
    b"<![CDATA[<p>a</item>b</p>]]></description></item><item><title>Two</title></item><item><guid>3</guid></item></channel>"
    b"</rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Ö</title><entry><title>Ein &#252;bel</title><content type="xhtml">'
    '<div xmlns="http://www.w3.org/1999/xhtml"><p>a</p></div></content></entry><entry><id>2</id></entry></feed>'
).encode()
JSON = (
    b'{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "title": "One"}, {"id": "2", "tags": ["a"]}]}'
)


@pytest.mark.parametrize("body", [WHOLE, ATOM, JSON])
def test_44_cut_at_any_byte_gives_whole_entries_alone(body: bytes) -> None:
    whole = parse(body).entries
    for end in range(len(body)):
        try:
            cut = parse(body[:end])
        except UnreadableFeed:
            continue
        assert cut.entries == whole[: len(cut.entries)], body[:end]
        assert not cut.complete or cut.entries == whole


def test_45_an_entry_without_a_title_arrives_and_says_so() -> None:
    entry = parse(rss("<item><link>https://outlet.example/1</link></item>")).entries[0]
    assert entry.title is None
    assert "no-title" in entry.flags
    assert identity.lead(entry, SOURCE, URL).url == "https://outlet.example/1"


def test_46_of_two_titles_the_first_stands_and_it_is_told() -> None:
    entry = parse(rss("<item><title>One</title><title>Two</title></item>")).entries[0]
    assert (entry.title, "two-titles" in entry.flags) == ("One", True)


@pytest.mark.parametrize("nul", ["\x00", "&#0;", "&#x0;"])
def test_47_a_nul_in_a_title_goes_and_it_is_told(nul: str) -> None:
    document = parse(rss(f"<item><title>Mini{nul}ster</title></item>"))
    assert document.entries[0].title == "Minister"
    assert "control-characters" in document.flags


def _entry(**changes: object) -> FeedEntry:
    told: dict[str, Any] = {
        "id": "g1",
        "link": "https://outlet.example/a",
        "title": "Council closes bridge",
        "summary": BODY,
    }
    return FeedEntry(**{**told, **changes})


def test_48_a_guid_that_changes_at_every_poll_makes_no_second_lead() -> None:
    keys = [identity.keys(_entry(id=f"poll-{number}"), SOURCE) for number in range(50)]
    assert set.intersection(*map(set, keys))


def test_49_the_same_guid_with_a_new_text_is_the_same_report_changed() -> None:
    before, after = _entry(), _entry(summary=BODY.replace("two years", "three years"))
    assert set(identity.keys(before, SOURCE)) & set(identity.keys(after, SOURCE))
    assert identity.wording(before) != identity.wording(after)


def test_50_ten_addresses_of_one_report_are_one() -> None:
    entries = tuple(_entry(id=f"g{n}", link=f"https://outlet.example/a?utm_source=s{n}&fbclid={n}") for n in range(10))
    assert len(identity.leads(FeedDocument(entries=entries), SOURCE, URL)) == 1


@pytest.mark.parametrize(
    "guid", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,x"]
)
def test_51_a_script_in_a_guid_is_an_identifier_and_never_an_address(guid: str) -> None:
    entry = parse(rss(f"<item><title>x</title><guid>{guid}</guid><link>{guid}</link></item>")).entries[0]
    assert identity.lead(entry, SOURCE, URL).url == ""


def test_52_a_date_in_2063_is_the_time_of_the_fetch_and_flagged() -> None:
    now = dt.datetime(2026, 3, 5, tzinfo=dt.UTC)
    entry = parse(rss("<item><pubDate>Thu, 05 Apr 2063 10:00:00 GMT</pubDate></item>")).entries[0]
    settled = feeds.settle(entry, now)
    assert (settled.published, "date-in-future" in settled.flags) == (now, True)


@pytest.mark.parametrize("date", ["Thu, 01 Jan 1970 00:00:00 GMT", "", "yesterday", "0000-00-00 00:00:00"])
def test_53_no_date_and_dates_that_are_none(date: str) -> None:
    entry = parse(rss(f"<item><title>x</title><pubDate>{date}</pubDate></item>")).entries[0]
    settled = feeds.settle(entry, dt.datetime(2026, 3, 5, tzinfo=dt.UTC))
    assert settled.published is None
    assert {"no-date", "bad-date", "date-implausible"} & set(settled.flags)


def test_54_a_time_without_zone_is_utc_with_its_wording_kept() -> None:
    entry = parse(rss("<item><pubDate>2026-03-05 14:07:09</pubDate></item>")).entries[0]
    assert entry.published == dt.datetime(2026, 3, 5, 14, 7, 9, tzinfo=dt.UTC)
    assert entry.published_text == "2026-03-05 14:07:09"


def test_35_of_200000_items_the_newest_are_taken() -> None:
    order = random.Random(1).sample(  # noqa: S311
        range(200_000), 200_000
    )
    body = rss("".join(f"<item><guid>{n}</guid><pubDate>{_day(n)}</pubDate></item>" for n in order))
    told = probed(body)
    assert "more-entries" in told["flags"]
    assert told["seconds"] < 200


def _day(number: int) -> str:
    return (dt.datetime(2020, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=number)).strftime("%Y-%m-%dT%H:%M:%SZ")


def test_36_one_item_of_50_megabytes_is_left_out_and_the_rest_arrives() -> None:
    giant = f"<item><title>Giant</title><description>{'x' * (50 * MIB)}</description></item>"
    document = parse(rss(f"{GOOD}{giant}{GOOD}"))
    assert [entry.title for entry in document.entries] == ["A good report"] * 2
    assert "entry-too-large" in document.flags


# D


CYRILLIC = "Совет министров утвердил бюджет на следующий год"


def test_57_cp1251_under_the_name_of_utf8_is_read_rightly_and_told() -> None:
    body = (
        rss(f"<item><title>{CYRILLIC}</title></item>")
        .decode()
        .replace('"1.0"', '"1.0" encoding="utf-8"')
        .encode("cp1251")
    )
    document = parse(body, content_type="application/xml; charset=utf-8")
    assert document.entries[0].title == CYRILLIC
    assert "charset-guessed" in document.flags


def test_58_a_byte_order_mark_beats_a_false_name() -> None:
    body = b"\xef\xbb\xbf" + rss(f"<item><title>{CYRILLIC}</title></item>")
    document = parse(body, content_type="application/xml; charset=windows-1251")
    assert (document.entries[0].title, document.charset) == (CYRILLIC, "utf-8")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_59_utf16_without_a_mark(codec: str) -> None:
    document = parse(rss(f"<item><title>{CYRILLIC}</title></item>").decode().encode(codec))
    assert document.entries[0].title == CYRILLIC


def test_60_utf7_is_told() -> None:
    body = rss("<item><title>+ADw-script+AD4-x</title></item>").replace(b'"1.0"', b'"1.0" encoding="utf-7"', 1)
    document = parse(body)
    assert "charset-unusual" in document.flags
    undeclared = parse(rss("<item><title>+ADw-script+AD4-x</title></item>"))
    assert undeclared.entries[0].title == "+ADw-script+AD4-x"


def test_61_overlong_utf8_is_no_markup() -> None:
    body = rss("<item><title>a@b</title></item>").replace(b"@", b"\xc0\xbcscript\xc0\xbe")
    title = parse(body).entries[0].title or ""
    assert "<" not in title
    assert title.startswith("a")


@pytest.mark.parametrize("surrogate", [b"\xed\xa0\x80", b"&#xD800;", b"&#55296;"])
def test_62_half_characters_do_not_break_what_comes_after(surrogate: bytes) -> None:
    document = parse(rss(f"<item><title>a@b</title></item>{GOOD}").replace(b"@", surrogate))
    assert len(document.entries) == 2
    for entry in document.entries:
        (entry.title or "").encode("utf-8")


def test_62_half_characters_in_json() -> None:
    document = parse(rb'{"items": [{"id": "1", "title": "a\ud800b"}]}')
    (document.entries[0].title or "").encode("utf-8")


@pytest.mark.parametrize(
    ("number", "title", "flag"),
    [
        (63, "Price \u202e21\u202c up", "bidi-control"),
        (64, "Mini\u200dster resigns", "zero-width"),
        (65, "Pаris talks", "mixed-script"),
        (66, "Minister\U000e0041\U000e0042 resigns", "tag-characters"),
        (67, "Z" + "\u0301" * 5000, "stacked-marks"),
        (68, "Cafe\u0301 closes", "not-nfc"),
    ],
)
def test_63_to_68_what_deceives_the_eye_is_flagged(number: int, title: str, flag: str) -> None:
    entry = parse(rss(f"<item><title>{title}</title></item>")).entries[0]
    assert entry.title == title, "the feed's words are kept as they came"
    assert flag in entry.flags, number


def test_68_two_spellings_of_one_headline_are_one_for_comparison() -> None:
    date = dt.datetime(2026, 3, 5, tzinfo=dt.UTC)
    one = identity.keys(FeedEntry(title="Café in der Stadt schließt", published=date), SOURCE)
    two = identity.keys(FeedEntry(title="Cafe\u0301 in der Stadt schließt", published=date), SOURCE)
    assert one == two


# Attacks


def test_attack_6_markup_in_a_title_is_handed_on_as_it_came_and_makes_no_notice() -> None:
    entry = parse(rss("<item><title>&lt;b onclick=alert(1)&gt;Police kill two</title></item>")).entries[0]
    assert entry.title == "<b onclick=alert(1)>Police kill two"
    assert notices.recognise(entry, SOURCE) is None


@pytest.mark.parametrize(
    "junk",
    [
        "<!DOCTYPE",
        "<!DOCTYPE rss [",
        "<!DOCTYPE rss [<!ENTITY",
        "<!doctype rss><!doctype rss>",
        "<!-- -- -->",
        "<!--->",
        "<![CDATA[<![CDATA[x]]>]]>",
        "<?php echo '>' ?>",
        "<!ENTITY x 'y'>",
        "<![INCLUDE[",
    ],
)
@pytest.mark.parametrize("place", ["before", "within"])
def test_attack_15_malformed_declarations_comments_and_sections(junk: str, place: str) -> None:
    good = rss(GOOD).decode()[21:]
    body = junk + good if place == "before" else good.replace("<item>", f"{junk}<item>", 1)
    try:
        found = parse(body.encode())
    except UnreadableFeed:
        return
    assert all(entry.title == "A good report" for entry in found.entries)


# Time


REPEATED = [
    "-",
    "*",
    "<",
    "<a ",
    "<a x='",
    "&",
    "&#1",
    "(",
    " ",
    "a@",
    "<!--",
    "<![CDATA[",
    "<item>",
    "<item",
    "[",
    "\n",
]


@pytest.mark.parametrize("piece", REPEATED)
def test_whatever_is_repeated_is_gone_through_in_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    for body in (
        rss(f"<item><title>x</title><description>{text}</description></item>"),
        text.encode(),
        WHOLE[:90] + text.encode(),
    ):
        started = time.process_time()
        try:
            found = feeds.parse(body, {}, URL, feeds.Limits(slow_size=20_000))
        except UnreadableFeed:
            found = FeedDocument()
        for entry in found.entries:
            identity.keys(entry, SOURCE)
        assert time.process_time() - started < 20
    started = time.process_time()
    notices.recognise(FeedEntry(title=text, summary=text, link="https://outlet.example/x"), SOURCE)
    notices.recognise(FeedEntry(title="KILL: x", summary=text, link="https://outlet.example/x"), SOURCE)
    assert time.process_time() - started < 20


def test_91_a_kill_is_known_in_the_poll_that_brings_it() -> None:
    body = rss(
        "<item><title>MANDATORY KILL: Minister resigns</title><description>https://outlet.example/old</description></item>"
    )
    notice = notices.recognise(parse(body).entries[0], SOURCE)
    assert notice is not None
    assert (notice.kind, notice.target) == (NoticeKind.KILL, "https://outlet.example/old")
