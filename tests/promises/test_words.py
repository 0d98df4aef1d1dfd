"""P3: every published block is the text of its span, as another reading of the same bytes gives it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.model.errors import UnreadablePage
from mediawire.model.report import Report
from mediawire.proof.spans import text_of
from tests.unit.reading.samples import LONG, page, read

SHARED = Path(__file__).resolve().parents[3] / "shared/pages"
words = st.text(
    st.characters(min_codepoint=0x21, max_codepoint=0x4FF, exclude_characters="<>&"), min_size=1, max_size=9
)
pieces = st.sampled_from(
    ["&amp;", "&nbsp;", "&eacute;", "&#8217;", "&copy", "<b>bold</b>", "<em> soft </em>", "<!-- <p>no</p> -->", "<br>", "\n\t",
     "<a href='/x'>a link</a>", "<script>if (a < b) {}</script>", "<span hidden>out</span>", "<svg><title>s</title></svg>", "<wbr>", "<style>p{}</style>"]
)  # fmt: skip
paragraphs = st.lists(words | pieces, min_size=3, max_size=14).map(" ".join)


def hold(report: Report, payload: bytes) -> None:
    for block in report.blocks:
        assert text_of(payload, block.span, report.charset) == block.text


@given(st.lists(paragraphs, min_size=1, max_size=6), st.sampled_from(["utf-8", "windows-1251", "iso-8859-2"]))
def test_blocks_of_any_page_are_the_text_of_their_spans(given_paragraphs: list[str], charset: str) -> None:
    body = "".join(f"<p>{text}</p>" for text in (*given_paragraphs, *LONG))
    payload = page(f"<article>{body}</article>").replace("utf-8", charset).encode(charset, "xmlcharrefreplace")
    hold(read(payload, content_type=f"text/html; charset={charset}"), payload)


def test_blocks_of_real_pages_are_the_text_of_their_spans() -> None:
    if not (SHARED / "index.jsonl").exists():
        pytest.skip("needs the stored pages of ../shared, which is not beside this clone")
    rows = [json.loads(line) for line in (SHARED / "index.jsonl").read_text().splitlines()][::6]
    blocks = 0
    for row in rows:
        payload = gzip.decompress((SHARED / f"{row['id']}.html.gz").read_bytes())
        try:
            report = read(payload, url=row["url"])
        except UnreadablePage:
            continue
        hold(report, payload)
        blocks += len(report.blocks)
    assert blocks > 1500
