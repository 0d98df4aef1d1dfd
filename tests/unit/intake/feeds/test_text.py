"""Prolog, repairs, people, and what is odd about a title."""

from __future__ import annotations

import pytest
from lxml import etree

from mediawire.intake.feeds.months import months
from mediawire.intake.feeds.names import name_of
from mediawire.intake.feeds.oddities import may_hold_controls, mended, title_flags
from mediawire.intake.feeds.people import name_in
from mediawire.intake.feeds.prolog import expand, without_doctype
from mediawire.intake.feeds.repair import repaired, without_controls
from mediawire.intake.feeds.xmltext import tree, words
from mediawire.model.errors import UnreadableFeed


@pytest.mark.parametrize(
    ("wording", "name"),
    [
        ("Ada Example", "Ada Example"),
        ("ada@outlet.example (Ada Example)", "Ada Example"),
        ("Ada Example (ada@outlet.example)", "Ada Example"),
        ("Ada Example <ada@outlet.example>", "Ada Example"),
        ("Ada Example &lt;ada@outlet.example&gt;", "Ada Example"),
        ("ada@outlet.example", ""),
        ("(ada@outlet.example)", ""),
        ("mailto:ada@outlet.example Ada", "Ada"),
        ("Reporter @ Large", "Reporter @ Large"),
        ("", ""),
    ],
)
def test_names_alone(wording: str, name: str) -> None:
    assert name_in(wording) == name


@pytest.mark.parametrize(
    ("tag", "prefix", "name"),
    [
        ("title", None, "title"),
        ("TITLE", None, "title"),
        ("{http://www.w3.org/2005/Atom}updated", "a", "updated"),
        ("{HTTP://PURL.ORG/DC/ELEMENTS/1.1/}Creator", "x", "dc:creator"),
        ("{http://my.outlet.example/dc}creator", "dc", "dc:creator"),
        ("{http://nowhere.example/}thing", None, "thing"),
        ("{http://backend.userland.com/rss193}item", None, "item"),
        ("{http://search.yahoo.com/mrss/}group", "m", "media:group"),
    ],
)
def test_names_whatever_the_prefix_case_or_age(tag: str, prefix: str | None, name: str) -> None:
    assert name_of(tag, prefix) == name


def test_a_document_type_is_taken_off_with_its_plain_entities() -> None:
    text, entities, flags = without_doctype(
        "<!DOCTYPE rss [<!ENTITY who \"The Outlet\"><!ENTITY y '&#233;'>]>\n<rss>&who; &y;</rss>"
    )
    assert text.strip() == "<rss>&who; &y;</rss>"
    assert entities == {"who": "The Outlet", "y": "&#233;"}
    assert flags == ()


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY b "&a;&a;">',
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % p SYSTEM "http://127.0.0.1/evil.dtd">',
        '<!ENTITY x "<b>markup</b>">',
    ],
)
def test_entities_that_could_do_more_than_stand_for_text_are_refused(declaration: str) -> None:
    text, entities, flags = without_doctype(f"<!DOCTYPE rss [{declaration}]><rss/>")
    assert text == "<rss/>"
    assert entities == {}
    assert flags == ("entities-refused",)


def test_a_doctype_in_the_text_is_text() -> None:
    text = "<rss><title>&lt;!DOCTYPE html> <![CDATA[<!DOCTYPE html>]]></title></rss>"
    assert without_doctype(text) == (text, {}, ())


def test_a_public_doctype_with_quotes_and_brackets_ends_where_it_ends() -> None:
    text, _, _ = without_doctype(
        '<!DOCTYPE rss PUBLIC "-//N//DTD R>SS//EN" "http://n.example/r.dtd" [<!-- > -->]><rss/>'
    )
    assert text == "<rss/>"


def test_named_entities_become_characters_outside_cdata_alone() -> None:
    found = expand("<t>&eacute; &who; &amp; &odd; <![CDATA[&eacute;]]></t>", {"who": "X"})
    assert found == "<t>&#233; X &amp; &amp;odd; <![CDATA[&eacute;]]></t>"


@pytest.mark.parametrize(
    ("broken", "title"),
    [
        ("<rss><title>Bread & butter</title></rss>", "Bread & butter"),
        ("junk <rss><title>x</title></rss> trailing <b>junk", "x"),
        ("<rss><title>a &nbsp;b</title></rss>", "a \xa0b"),
        ("<rss><dc:title>x</dc:title></rss>", "x"),
        ("<rss><title w:x='1'>x</title></rss>", "x"),
    ],
)
def test_repairs_touch_no_word(broken: str, title: str) -> None:
    root = etree.fromstring(repaired(broken, {}))
    assert "".join(root.itertext()) == title


def test_control_characters_go_and_are_told() -> None:
    assert without_controls("a\x00b\x0bc") == ("abc", True)
    assert without_controls("a\tb\n&#233;") == ("a\tb\n&#233;", False)
    assert without_controls("a&#0;b&#x1F;c&#xD800;") == ("abc", True)
    assert without_controls("it&#146;s") == ("it’s", True)


@pytest.mark.parametrize(
    ("served", "mend"),
    [
        ("FranÃ§ois", "François"),
        ("it\x92s", "it’s"),
        ("plain", "plain"),
        ("déjà vu", "déjà vu"),
        ("Ã la carte – “x”", "Ã la carte – “x”"),
        ("\x81", "\x81"),
    ],
)
def test_text_encoded_twice_is_put_right(served: str, mend: str) -> None:
    assert mended(served) == mend


def test_controls_are_looked_for_in_bytes_and_references() -> None:
    assert may_hold_controls("it\x92s".encode())
    assert may_hold_controls(b"it&#146;s")
    assert may_hold_controls(b"it&#x92;s")
    assert not may_hold_controls("it’s &#8217; &#39;".encode())
    assert mended("it\x92s", controls=False) == "it\x92s"


@pytest.mark.parametrize(
    ("title", "flag"),
    [
        ("Price \u202e12 up", "bidi-control"),
        ("Mini\u200bster resigns", "zero-width"),
        ("Minister\U000e0041 resigns", "tag-characters"),
        ("Mini\ufffdster resigns", "bad-characters"),
        ("Z" + "\u0301" * 20 + "algo", "stacked-marks"),
        ("Mоscow talks", "mixed-script"),
        ("Cafe\u0301 closes", "not-nfc"),
    ],
)
def test_what_deceives_the_eye_is_flagged(title: str, flag: str) -> None:
    assert flag in title_flags(title)


@pytest.mark.parametrize("title", ["Plain", "Größe – “so”", "Правительство и NATO", "東京の新聞 AI"])
def test_honest_titles_are_not_flagged(title: str) -> None:
    assert title_flags(title) == []


def test_every_language_has_twelve_months() -> None:
    table = months()
    assert {table[name] for name in ("march", "märz", "mars", "marzo", "março", "maart", "марта", "marca", "mart")} == {
        3
    }
    assert {table[name] for name in ("dec", "dez", "décembre", "dic", "dezembro", "декабря", "grudnia", "aralık")} == {
        12
    }


def test_xml_that_is_no_feed_is_read_under_the_same_guard() -> None:
    root = tree(b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'y'>]><a> b &x; &eacute; & c </a>", {}, "here")
    assert words(root) == "b y é & c"
    assert words(None) == ""
    with pytest.raises(UnreadableFeed, match=r"here: this is not XML"):
        tree(b"<a><b></a>", {}, "here")
