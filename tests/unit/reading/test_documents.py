"""Agency documents read word for word: each block is what the proof's own reading of its span gives."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.intake import agency
from mediawire.model.capture import Capture, Exchange, sha256
from mediawire.model.errors import PageBeyondLimits, UnreadablePage, WireError
from mediawire.model.feed import FeedEntry
from mediawire.model.report import Form, Reason, Report
from mediawire.proof import spans
from mediawire.reading import read_document, witness
from mediawire.reading.jsonplaces import places, text

NOW = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
ENTRY = FeedEntry(id="urn:coast:1", title="Lock one\n stays shut", authors=("Ada Lorne",), language="en", published=NOW)
NITF = """<?xml version="1.0" encoding="{0}"?>
<nitf><body><body.head><hedline><hl1>Lock one</hl1></hedline></body.head><body.content><hl2>At the pier</hl2>
<p>The café &amp; the lock stay shut, the <org>harbour office</org> said.</p><media media-type="image"><media-caption>
A lock. Photo: Ada</media-caption></media><block><p>Nobody <em>knows</em> <a href="https://coast.example/x">why</a>.</p>
</block></body.content></body></nitf>"""
G2 = """<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:coast:0"><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Another.</p></body>
</html></inlineXML></contentSet></newsItem><newsItem guid="urn:coast:1"><contentSet>{0}</contentSet></newsItem></itemSet>
</newsMessage>"""

WHOLE = (
    NITF.format("utf-8").encode(),
    G2.format("<inlineData contenttype='text/html'>&lt;p&gt;It &amp;amp; us.&lt;/p&gt;</inlineData>").encode(),
    json.dumps({"uri": "urn:coast:1", "headline": "x", "body_html": '<p>A "b" \u2019 &amp; c</p>'}).encode(),
)
JUNK = (
    b"<",
    b"&",
    b"]]>",
    b"<![CDATA[",
    b'"',
    b"{",
    b"\\ud800",
    b"\x00",
    b"\xff",
    b"[",
    b"null",
    b"</p>",
    b"<p>",
    b"\\",
)


def captured(body: bytes, content_type: str = "") -> Capture:
    url = "https://coast.example/reports/1"
    exchange = Exchange(
        url=url,
        final_url=url,
        requested_at=NOW,
        received_at=NOW,
        status=200,
        headers=(("content-type", content_type),) if content_type else (),
        body=body,
        payload=body,
    )
    return Capture(exchange=exchange, digest=sha256(body), source_id="coast")


def read(body: bytes, content_type: str = "", entry: FeedEntry = ENTRY) -> Report:
    """The report, each of its blocks and omissions held against the bytes."""
    report = read_document(captured(body, content_type), entry)
    for block in report.blocks:
        if "\ufffd" in block.text and report.remarks:
            continue  # bytes that the charset does not give: told, and never printed unattended
        assert spans.text_of(body, block.span, report.charset) == block.text
    for omission in report.omissions:
        assert spans.text_of(body, omission.span, report.charset).startswith(omission.text[:50])
    return report


def ninjs(**members: Any) -> bytes:
    return json.dumps({"uri": "urn:coast:1", "headline": "Lock one stays shut"} | members).encode()


def test_html_in_json_keeps_marks_and_headings() -> None:
    body = '<h2>At the pier</h2><p>The “café” said <a href="https://coast.example/x">so</a> &amp; left.\n</p>'
    report = read(ninjs(body_html=body))
    assert [(block.kind.value, block.text) for block in report.blocks] == [
        ("heading", "At the pier"),
        ("paragraph", "The “café” said so & left."),
    ]
    assert report.blocks[1].span.form is Form.JSON_HTML
    [mark] = report.blocks[1].marks
    assert report.blocks[1].text[mark.start : mark.end] == "so"
    assert (report.headline.value, report.authors, report.url) == (
        "Lock one stays shut",
        ("Ada Lorne",),
        "https://coast.example/reports/1",
    )


@pytest.mark.parametrize("version", ["old", "new"])
def test_html_is_read_before_plain_text_in_all_versions_of_ninjs(version: str) -> None:
    both = {"body_text": "Plain.", "body_xhtml": "<p>Marked up.</p>"}
    bodies = [
        {"contentType": "text/plain", "value": "Plain."},
        {"contenttype": "text/html", "value": "<p>Marked up.</p>"},
    ]
    report = read(ninjs(**both) if version == "old" else ninjs(bodies=bodies))
    assert report.text == "Marked up."


def test_plain_text_is_paragraphs_and_what_html_would_lose_is_left_out_and_told() -> None:
    report = read(ninjs(body_text="One is < two.\r\n\r\nAT&T said so.\n\nUse <b> for bold."))
    assert [block.text for block in report.blocks] == ["One is < two.", "AT&T said so."]
    assert [omission.reason for omission in report.omissions] == [Reason.UNANCHORED]


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15", "windows-1252"])
def test_nitf_in_its_charset(charset: str) -> None:
    report = read(NITF.format(charset).encode(charset), "application/xml")
    assert [block.text for block in report.blocks] == [
        "At the pier",
        "The café & the lock stay shut, the harbour office said.",
        "Nobody knows why.",
    ]
    assert [omission.reason for omission in report.omissions] == [Reason.PICTURE]


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("<inlineXML><html:html xmlns:html='x'><html:body><html:p>It &amp; us.</html:p></html:body></html:html></inlineXML>", Form.HTML),
        ("<inlineData contenttype='text/html'>&lt;p&gt;It &amp;amp; us.&lt;/p&gt;</inlineData>", Form.XML_HTML),
        ("<inlineData contenttype='text/html'><![CDATA[<p>It &amp; us.</p>]]></inlineData>", Form.HTML),
        ("<inlineData contenttype='text/plain'>It &amp; us.</inlineData>", Form.XML_HTML),
        (f"<inlineXML>{NITF.partition('?>')[2]}</inlineXML>", Form.HTML),
    ],
)  # fmt: skip
def test_newsml_g2_in_all_its_ways_and_only_the_item_that_is_meant(content: str, form: Form) -> None:
    report = read(G2.format(content).encode())
    assert report.blocks[0].span.form is form
    assert "Another." not in report.text
    assert "It & us." in report.text or "harbour office" in report.text


def test_an_item_that_is_not_there_or_says_nothing_is_refused_with_the_reason() -> None:
    listed = json.dumps({"items": [{"uri": "urn:a", "body_text": "A."}, {"uri": "urn:b", "body_text": "B."}]}).encode()
    for body in (listed, ninjs(), ninjs(body_html=""), G2.format("").encode()):
        with pytest.raises(UnreadablePage, match="no text"):
            read(body)
    with pytest.raises(UnreadablePage, match="no headline"):
        read(ninjs(body_text="A text."), entry=FeedEntry(id="urn:coast:1"))


def test_json_that_is_not_utf8_is_refused_and_not_guessed_at() -> None:
    with pytest.raises(UnreadablePage, match="not in UTF-8"):
        read('{"uri": "urn:coast:1", "body_text": "The café is shut."}'.encode("latin-1"))


@pytest.mark.parametrize("seed", range(40))
def test_documents_with_any_bytes_in_them_are_read_truly_or_refused(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - not a secret
    for _ in range(25):
        body = bytearray(chance.choice(WHOLE))
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(body))
            body[at : at + chance.choice((0, 0, 1, 40))] = chance.choice(JUNK)
        with contextlib.suppress(WireError):
            for entry in agency.parse(bytes(body)):
                with contextlib.suppress(WireError):
                    read(bytes(body), entry=entry)


def test_depth_and_size_are_bounded() -> None:
    with pytest.raises(PageBeyondLimits):
        read(ninjs(body_html="<div>" * 1000 + "x"))
    with pytest.raises(PageBeyondLimits):
        places(b"[" * 1000, 400)


@given(
    st.recursive(
        st.text() | st.none() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
@settings(max_examples=150)
def test_places_of_json_are_where_its_strings_stand(value: Any) -> None:
    body = json.dumps(value).encode()

    def same(found: Any, meant: Any) -> None:
        if isinstance(meant, str):
            assert text(body, found) == meant
        elif isinstance(meant, list):
            for one, other in zip(found, meant, strict=True):
                same(one, other)
        elif isinstance(meant, dict):
            assert isinstance(found, dict)
        else:
            assert found is None

    same(places(body, 400), value)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), min_size=1, max_size=4))
@settings(max_examples=150)
def test_whatever_a_paragraph_says_its_span_gives(paragraphs: list[str]) -> None:
    escaped = [each.replace("&", "&amp;").replace("<", "&lt;") for each in paragraphs]
    body = ninjs(body_html="".join(f"<p>{each}</p>" for each in escaped))
    told = [" ".join(each.replace("\u00a0", " ").split(" ")).strip() for each in paragraphs]
    if not any(each.strip() for each in told):
        return
    try:
        report = read(body)
    except UnreadablePage:
        return
    assert {block.text for block in report.blocks} <= {" ".join(filter(None, each.split(" "))) for each in told}


def test_a_witness_of_markup() -> None:
    assert witness("document", "<p>One.</p><p>Two &amp; three.</p>").paragraphs == ("One.", "Two & three.")
