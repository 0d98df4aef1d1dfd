"""HTML to text by the standard's tokenizer and the design's folding."""

from __future__ import annotations

import time

import pytest

from mediawire.proof import html
from mediawire.proof.html import TokenKind


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("plain", "plain"),
        (" a\t\n\r\f\vb\u00a0\u00a0c ", "a b c"),
        ("a\u2009b\u200bc", "a\u2009b\u200bc"),
        # tags
        ("<p>a</p><p>b</p>", "a b"),
        ("a<br>b<br/>c<BR >d", "a b c d"),
        ("a<b>b</b>c", "abc"),
        ("<a href='x>y' title=\"<b>\">t</a>", "t"),
        ("<a b=c'd>t</a>", "t"),
        ('<a b = c d e="f"g>t', "t"),
        ("<a / b / >t", "t"),
        ("<td>1</td><td>2</td>", "1 2"),
        ("<custom-element>t</custom-element>", "t"),
        ("a<img src=x alt='>'>b", "ab"),
        # what is no tag
        ("1 < 2", "1 < 2"),
        ("a <3 b", "a <3 b"),
        ("a < b > c", "a < b > c"),
        ("end <", "end <"),
        ("end </", "end </"),
        # what is cut off
        ("a <b", "a"),
        ("a <b c", "a"),
        ("a <b c='d", "a"),
        ('a <b c="d > e', "a"),
        ("a </b", "a"),
        # comments and what counts as such
        ("a<!-- b -->c", "ac"),
        ("a<!-- b > c -->d", "ad"),
        ("a<!-- b --!>c", "ac"),
        ("a<!-->b", "ab"),
        ("a<!--->b", "ab"),
        ("a<!-- b", "a"),
        ("a<!doctype html>b", "ab"),
        ("a<![CDATA[b]]>c", "ac"),
        ("a<?php b ?>c", "ac"),
        ("a</ b>c", "ac"),
        ("a</>b", "ab"),
        # what goes with its content
        ("a<script>b</p></script>c", "ac"),
        ("a<script>if (a<b) '</b>'</SCRIPT >c", "ac"),
        ("a<script>b</scripture>c</script>d", "ad"),
        ("a<style>b</style>c", "ac"),
        ("a<noscript><p>b</p></noscript>c", "ac"),
        ("a<template>b<template>c</template>d</template>e", "ae"),
        ("a<script>b", "a"),
        ("a</template>b", "ab"),
        # references
        ("&lt;b&gt; &amp; &quot;c&quot; &apos;", '<b> & "c" \''),
        ("a&nbsp;b", "a b"),
        ("&hellip;&mdash;&eacute;", "…—é"),
        ("&copy 2026 &notit; &notin;", "© 2026 ¬it; ∉"),
        ("&AMP;&amp&ampx", "&&&x"),
        ("AT&T &unknown; &;", "AT&T &unknown; &;"),
        ("&#8220;&#x201C;&#X201c", "“““"),
        ("&#150;&#128;&#129;", "–€\x81"),
        ("&#0;&#xD800;&#x110000;&#99999999999;", "\ufffd\ufffd\ufffd\ufffd"),
        ("&#0000000065;", "A"),
        ("&#;&#x;&#xZ;", "&#;&#x;&#xZ;"),
        ("&NotEqualTilde;", "\u2242\u0338"),
        ("&amp;lt;", "&lt;"),
    ],
)
def test_text(markup: str, text: str) -> None:
    assert html.text_of(markup) == text


def test_tokens() -> None:
    told = list(html.tokens("<P Class='a&amp;b' hidden CLASS=c>x&lt;</P>"))
    assert [each.kind for each in told] == [TokenKind.START, TokenKind.TEXT, TokenKind.END]
    assert told[0].name == "p"
    assert told[0].attributes == {"class": "a&b", "hidden": ""}
    assert told[1].text == "x<"


@pytest.mark.parametrize(
    "bomb",
    [
        "<" * 50_000,
        "<a " * 100_000,
        "<a b='" * 50_000,
        '<a b="' * 50_000 + ">",
        "<!--" * 100_000,
        "<!" * 100_000,
        "</" * 100_000,
        "<script>" * 50_000,
        "<template>" * 50_000,
        "&" * 300_000,
        "&#" + "9" * 300_000,
        "&" + "a" * 300_000,
        "<p>" * 30_000,
        " " * 500_000,
    ],
    ids=lambda bomb: bomb[:8],
)
def test_no_input_takes_long(bomb: str) -> None:
    began = time.process_time()
    html.text_of(bomb)
    assert time.process_time() - began < 20


def test_names_that_need_no_semicolon_are_short() -> None:
    bare = [name for name in html.html.entities.html5 if not name.endswith(";")]
    assert max(map(len, bare)) == html._LONGEST_BARE
    assert all(html.text_of(f"&{name}") == html.fold(html.html.entities.html5[name]) for name in bare)
