"""Reports that stand only in a page's data: read from strings of JSON, each block anchored in the bytes as served."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.model.errors import UnreadablePage
from mediawire.model.report import Form, Reason
from mediawire.proof.spans import text_of
from tests.unit.reading.samples import LONG, article, page, read, texts

BODY = "".join(f"<p>{text}</p>" for text in LONG)
SHELL = "<div id='root'></div><script type='application/json'>{}</script>"


def shell(data: object, head: str = "", *, ascii_only: bool = True) -> str:
    """A page that shows its text by script."""
    return page(SHELL.format(json.dumps(data, ensure_ascii=ascii_only).replace("<", "\\u003c")), head=head)


@pytest.mark.parametrize("key", ["contentHtml", "articleBody", "body", "htmlText"])
def test_the_longest_string_that_is_called_a_body_is_read(key: str) -> None:
    payload = shell({"story": {"text": "short", key: BODY}})
    report = read(payload)
    assert texts(report) == LONG
    assert {block.span.form for block in report.blocks} == {Form.JSON_HTML}
    assert [remark.code for remark in report.remarks] == ["from-data"]


def test_lines_of_a_string_without_markup_are_its_paragraphs() -> None:
    assert texts(read(shell({"articleBody": "\n\n".join(LONG)}))) == LONG


def test_paragraphs_that_have_a_string_each_are_one_report() -> None:
    elements = [{"type": "text", "content": f"<b>{text[:9]}</b>{text[9:]} " + text} for text in LONG]
    report = read(shell({"content_elements": elements}))
    assert texts(report) == [f"{text} {text}" for text in LONG]


def test_what_is_furniture_on_a_page_is_furniture_in_its_data() -> None:
    hidden = "<p style='display:none'>There were 999 people on board, a hidden line says.</p>"
    report = read(shell({"contentHtml": BODY.replace("</p>", "</p>" + hidden, 1)}))
    assert texts(report) == LONG
    assert [(each.reason, each.after) for each in report.omissions] == [(Reason.HIDDEN, 1)]


def test_a_page_that_shows_its_article_is_not_read_from_its_data() -> None:
    other = SHELL.format(json.dumps({"articleBody": " ".join(LONG) * 3}))
    report = read(page(article() + other))
    assert texts(report) == LONG
    assert {block.span.form for block in report.blocks} == {Form.HTML}


def test_what_is_not_free_to_read_is_not_taken_from_the_data() -> None:
    told = {"@type": "NewsArticle", "isAccessibleForFree": False, "articleBody": " ".join(LONG)}
    head = f"<script type='application/ld+json'>{json.dumps(told)}</script>"
    with pytest.raises(UnreadablePage, match="no article"):
        read(page("<div id='root'></div>", head=head))


def test_an_unfinished_string_is_no_article() -> None:
    with pytest.raises(UnreadablePage, match="no article"):
        read(page('<div></div><script>{"articleBody": "' + " ".join(LONG) + "</script>"))


letters = st.characters(min_codepoint=0x20, max_codepoint=0x1FFFF, exclude_categories=["Cs"], exclude_characters="<>&")


@given(st.lists(st.text(letters, min_size=1, max_size=40), min_size=1, max_size=5), st.booleans())
def test_blocks_read_from_data_are_the_text_of_their_spans(lines: list[str], ascii_only: bool) -> None:
    marked = "".join(f"<p>{text[:5]}<em>{text[5:]}</em><span hidden>out</span></p>" for text in (*lines, *LONG))
    payload = shell({"contentHtml": marked}, ascii_only=ascii_only).encode()
    report = read(payload)
    assert len(report.blocks) >= len(LONG)
    for block in report.blocks:
        assert text_of(payload, block.span, report.charset) == block.text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_string_of_data_is_read_or_refused_by_name(text: str) -> None:
    payload = shell({"articleBody": f"{BODY}<p>{text}</p>"}).encode()
    report = read(payload)
    for block in report.blocks:
        assert text_of(payload, block.span, report.charset) == block.text
