"""Spans to text: gaps, charsets and the four forms, as DESIGN.md section 6 says it."""

from __future__ import annotations

import json
from xml.sax import saxutils

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.model.errors import ProofError
from mediawire.model.report import Form, Gap, Span
from mediawire.proof import charset, html, spans
from tests.unit.proof import samples


def whole(payload: bytes, form: Form = Form.HTML, label: str = "utf-8") -> str:
    return spans.text_of(payload, Span(0, len(payload), form), label)


@pytest.mark.parametrize("block", samples.REPORT.blocks, ids=lambda block: block.text[:12])
def test_the_samples_own_paragraphs(block: object) -> None:
    assert spans.text_of(samples.PAYLOAD, block.span, "utf-8") == block.text  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("payload", "form", "text"),
    [
        (b"a &amp; <b>b</b>", Form.HTML, "a & b"),
        (b" a &amp; <b>  b ", Form.PLAIN, "a &amp; <b> b"),
        (b"&lt;p&gt;a &amp;amp; b&lt;/p&gt;", Form.XML_HTML, "a & b"),
        (b"<![CDATA[<p>a &amp; b</p>]]>", Form.XML_HTML, "a & b"),
        (b"x &lt;b&gt;<![CDATA[y &amp; <i>z</i>]]>&lt;/b&gt;", Form.XML_HTML, "x y & z"),
        (b"&#60;p&#x3e;a&apos;s &quot;b&quot;", Form.XML_HTML, 'a\'s "b"'),
        (b"&nbsp;a&#xD800;", Form.XML_HTML, "a\ufffd"),
        (rb"<p>a \u0026amp; \"b\"\n\u003Cb>c\/d", Form.JSON_HTML, 'a & "b" c/d'),
        (rb"\ud83d\ude00 \ud83d x \\u0041 \\n", Form.JSON_HTML, "😀 \ufffd x \\u0041 \\n"),
        (rb"\b\f\t\r", Form.JSON_HTML, "\b"),
    ],
)
def test_forms(payload: bytes, form: Form, text: str) -> None:
    assert whole(payload, form) == text


def test_gaps_are_left_out_before_anything_is_read() -> None:
    payload = b"one <i>two <b>three</b></i> four"
    start, end = payload.index(b"<i>"), payload.index(b" four")
    assert spans.text_of(payload, Span(0, len(payload), gaps=(Gap(start, end),)), "utf-8") == "one four"
    inside = Span(0, len(payload), gaps=(Gap(4, 7), Gap(11, 22), Gap(22, 27)))
    assert spans.text_of(payload, inside, "utf-8") == "one two four"
    assert list(spans.ranges(inside)) == [(0, 4), (7, 11), (27, 32)]


@pytest.mark.parametrize(
    "span",
    [
        Span(-1, 3),
        Span(3, 2),
        Span(0, 11),
        Span(2, 6, gaps=(Gap(1, 3),)),
        Span(2, 6, gaps=(Gap(5, 7),)),
        Span(2, 6, gaps=(Gap(4, 3),)),
        Span(2, 6, gaps=(Gap(4, 5), Gap(3, 4))),
    ],
)
def test_spans_that_cannot_be(span: Span) -> None:
    with pytest.raises(ProofError):
        spans.text_of(bytes(10), span, "utf-8")


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60)


@given(words)
def test_escaping_and_unescaping_are_inverse(text: str) -> None:
    escaped = saxutils.escape(text)
    assert whole(escaped.encode()) == html.fold(text)
    assert whole(saxutils.escape(escaped).encode(), Form.XML_HTML) == html.fold(text)
    assert whole(json.dumps(escaped)[1:-1].encode(), Form.JSON_HTML) == html.fold(text)
    assert whole(text.encode(), Form.PLAIN) == html.fold(text)


@pytest.mark.parametrize(
    ("label", "data", "text"),
    [
        ("utf-8", b"\xc3\xa9\xff", "é\ufffd"),
        ("UTF8 ", b"\xe2\x82\xac", "€"),
        ("latin1", b"\x80\x81\xe9", "€\x81é"),
        ("ascii", b"\x93x\x94", "“x”"),
        ("iso-8859-9", b"\xfe", "ş"),
        ("iso-8859-15", b"\xa4", "€"),
        ("windows-1251", b"\xcf\xf0\x98", "Пр\x98"),
        ("windows-1253", b"\xaa", "\ufffd"),
        ("windows-1255", b"\xca", "\u05ba"),
        ("koi8-u", b"\xae\xbe", "ўЎ"),
        ("iso-8859-8-i", b"\xe0", "א"),
        ("tis-620", b"\xa1", "ก"),
        ("gb2312", b"\xc4\xe3\xa6\xd9", "你\ufe10"),
        ("big5", b"\xa7A\xa1\x45", "你\u2027"),
        ("shift_jis", b"\x93\xfa\xb1\x81\x60\xfd", "日ｱ～\ufffd"),
        ("euc-jp", b"\xc6\xfc\x8e\xb1\xa1\xc1\xad\xa1\x8f\xb0\xa1!", "日ｱ～①丂!"),
        ("euc-jp", b"\xc6", "\ufffd"),
        ("iso-2022-jp", b"\x1b$BF|!A\x1b(B", "日～"),
        ("euc-kr", b"\xb0\xa1\x8c\x63", "가똠"),
        ("utf-16", b"a\x00", "a"),
        ("utf-16be", b"\x00a", "a"),
        ("x-user-defined", b"a\x80", "a\uf780"),
        ("iso-2022-kr", b"abc", "\ufffd"),
        ("replacement", b"", ""),
        ("macintosh", b"\xdb", "€"),
        ("x-mac-cyrillic", b"\xff", "€"),
    ],
)
def test_charsets(label: str, data: bytes, text: str) -> None:
    assert charset.decode(data, label) == text


@pytest.mark.parametrize("label", ["", "utf-7", "rot13", "unicode_escape", "utf-8\x00"])
def test_labels_that_the_standard_lacks(label: str) -> None:
    with pytest.raises(ProofError, match="no label"):
        charset.decode(b"a", label)


@given(st.binary(max_size=60), st.sampled_from(sorted(set(charset._names().values()))))
def test_every_encoding_reads_everything(data: bytes, name: str) -> None:
    assert isinstance(charset.decode(data, name), str)
