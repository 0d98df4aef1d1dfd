"""HTML inside feeds: absolute addresses, nested XML written out, nothing else changed."""

from __future__ import annotations

import pytest
from lxml import etree

from mediawire.intake.feeds.markup import absolute, inner, is_web, resolve, unwrapped

BASE = "https://outlet.example/news/2026/"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/x">x</a>', '<a href="https://outlet.example/x">x</a>'),
        ("<a href='../x'>x</a>", "<a href='https://outlet.example/news/x'>x</a>"),
        ("<a href=y>x</a>", '<a href="https://outlet.example/news/2026/y">x</a>'),
        ('<img src="p.jpg" alt="a > b">', '<img src="https://outlet.example/news/2026/p.jpg" alt="a > b">'),
        ('<a href="//cdn.example/x">x</a>', '<a href="https://cdn.example/x">x</a>'),
        ('<a href="#top">x</a>', '<a href="https://outlet.example/news/2026/#top">x</a>'),
        ('<A HREF="?p=1&amp;q=2">x</A>', '<A HREF="https://outlet.example/news/2026/?p=1&amp;q=2">x</A>'),
        ('<blockquote cite="q">x</blockquote>', f'<blockquote cite="{BASE}q">x</blockquote>'),
        ('<img srcset="a.jpg 1x, /b.jpg 2x">', f'<img srcset="{BASE}a.jpg 1x, https://outlet.example/b.jpg 2x">'),
        ('<video poster="v.png" src="v.mp4"></video>', f'<video poster="{BASE}v.png" src="{BASE}v.mp4"></video>'),
    ],
)
def test_relative_addresses_become_absolute(html: str, expected: str) -> None:
    assert absolute(html, BASE) == expected


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://elsewhere.example/x">x</a>',
        '<a href="mailto:desk@outlet.example">x</a>',
        '<a href="javascript:alert(1)">x</a>',
        '<img src="data:image/png;base64,AA==">',
        'Write href="/x" in your page',
        "1 < 2 and 3 > 2",
        "<p>plain</p>",
        '<a href="">x</a>',
    ],
)
def test_everything_else_stays_as_served(html: str) -> None:
    assert absolute(html, BASE) == html


def test_without_a_base_nothing_is_touched() -> None:
    assert absolute('<a href="/x">x</a>', "") == '<a href="/x">x</a>'


def test_addresses_that_cannot_be_read_stay_as_they_are() -> None:
    assert resolve(BASE, "http://[bad/") == "http://[bad/"
    assert resolve("", "x") == "x"
    assert resolve(BASE, "http:///outlet.example/x") == "http://outlet.example/x"


@pytest.mark.parametrize(
    ("address", "web"),
    [
        ("https://outlet.example/x", True),
        ("HTTP://OUTLET.EXAMPLE", True),
        ("javascript:alert(1)", False),
        ("urn:x:1", False),
        ("/x", False),
        ("https://", False),
        ("http://[bad", False),
    ],
)
def test_web_addresses_are_http_with_a_host(address: str, web: bool) -> None:
    assert is_web(address) is web


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<d>a &lt; b <b>c</b> d &amp; e</d>", "a &lt; b <b>c</b> d &amp; e"),
        ("<d>a<br/>b</d>", "a<br />b"),
        ("<d><p></p>x</d>", "<p></p>x"),
        ('<d xmlns:h="http://www.w3.org/1999/xhtml"><h:p class="x">y</h:p></d>', '<p class="x">y</p>'),
        ("""<d><a title='say "x"'>y</a></d>""", '<a title="say &quot;x&quot;">y</a>'),
        ('<d><p xml:lang="fr">y</p></d>', '<p xml:lang="fr">y</p>'),
    ],
)
def test_nested_xml_is_written_as_html(xml: str, expected: str) -> None:
    assert inner(etree.fromstring(xml)) == expected


def test_one_wrapping_div_is_no_part_of_the_text() -> None:
    assert inner(unwrapped(etree.fromstring("<c> <div>a<b>b</b></div> </c>"))) == "a<b>b</b>"
    two = etree.fromstring("<c><div>a</div><div>b</div></c>")
    assert unwrapped(two) is two
    beside = etree.fromstring("<c>a<div>b</div></c>")
    assert unwrapped(beside) is beside
    other = etree.fromstring("<c><p>b</p></c>")
    assert unwrapped(other) is other
