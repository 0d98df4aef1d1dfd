"""P3: every published block is the text of its span, as another reading of the same bytes gives it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
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


CHARSETS = {
    "utf-8": "abcčžλЖ—’東",
    "windows-1250": "abcčžťŁ„”",
    "windows-1251": "abcЖѓщ№»",
    "windows-1252": "abcé—’€Þ",
    "windows-1253": "abcλώΩ’",
    "windows-1254": "abcğşİé",
    "windows-1255": "abcאבגש",
    "windows-1256": "abcپچش،",
    "windows-1257": "abcķņšŪ",
    "iso-8859-2": "abcčžłŠ",
    "iso-8859-5": "abcЖщљЏ",
    "iso-8859-7": "abcλώΩ",
    "iso-8859-15": "abcéžŒ€",
    "koi8-r": "abcжщЪ",
    "koi8-u": "abcжіїґ",
    "ibm866": "abcжщЪ",
    "gbk": "abc渡輪東",
    "gb18030": "abc渡輪😀",
    "big5": "abc渡輪東",
    "shift_jis": "abcソ能表十",
    "euc-jp": "abc船七時",
    "euc-kr": "abc배가떠",
}
FORMS: dict[str, Callable[[str], str]] = {
    "itself": str,
    "decimal": lambda letter: f"&#{ord(letter)};",
    "hexadecimal": lambda letter: f"&#X{ord(letter):x};",
    "padded": lambda letter: f"&#0{ord(letter)};",
    "emphasis": lambda letter: f"<em>{letter}</em>",
    "behind a comment": lambda letter: f"<!-- {letter} -->{letter}",
    "behind a soft break": lambda letter: f"<wbr>{letter}",
}


@pytest.mark.parametrize("charset", CHARSETS)
@given(st.data())
def test_spans_survive_every_charset_and_form_of_a_letter(charset: str, data: st.DataObject) -> None:
    """Whatever a letter is written as, the block says the letter, and the bytes of its span say the block."""
    letters = data.draw(st.lists(st.sampled_from(CHARSETS[charset]), min_size=30, max_size=60))
    forms = data.draw(st.lists(st.sampled_from(sorted(FORMS)), min_size=len(letters), max_size=len(letters)))
    written = "".join(FORMS[form](letter) for letter, form in zip(letters, forms, strict=True))
    body = "".join(f"<p>{text}</p>" for text in (LONG[0], f"{written}.", *LONG[1:]))
    # All letters once more: two or three of them alone may by accident be UTF-8, as which they are then read.
    written_page = page(f"<!-- {CHARSETS[charset]} --><article>{body}</article>").replace("utf-8", charset)
    payload = written_page.encode(charset, "xmlcharrefreplace")
    report = read(payload, content_type=f"text/html; charset={charset}")
    assert report.charset == charset or charset == "gb18030"
    hold(report, payload)
    assert f"{''.join(letters)}." in [block.text for block in report.blocks]


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
