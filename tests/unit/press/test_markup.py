"""Blocks to HTML, from text and ranges."""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from mediawire.model.report import BlockKind, Mark, MarkKind
from mediawire.press.extent import PrintedBlock
from mediawire.press.markup import body, inline, is_web
from tests.unit.press import samples

A, EM, STRONG = MarkKind.LINK, MarkKind.EMPHASIS, MarkKind.STRONG
WEB = "https://port.example/"


def printed(text: str, kind: BlockKind = BlockKind.PARAGRAPH, *, cut: bool = False, **more: Any) -> PrintedBlock:
    return PrintedBlock(index=0, block=samples.paragraph(text, kind, **more), text=text, cut=cut)


def test_text_is_escaped():
    assert inline("5 < 6 & \"so\" <script>alert('x')</script>", ()) == (
        "5 &lt; 6 &amp; &#34;so&#34; &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"
    )


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((Mark(A, 4, 8, WEB),), f'The <a href="{WEB}" rel="noopener">port</a> is open'),
        ((Mark(EM, 4, 8),), "The <em>port</em> is open"),
        ((Mark(STRONG, 0, 8), Mark(EM, 4, 8)), "<strong>The </strong><strong><em>port</em></strong> is open"),
        (
            (Mark(A, 0, 8, WEB), Mark(STRONG, 4, 11)),
            f'<a href="{WEB}" rel="noopener">The <strong>port</strong></a><strong> is</strong> open',
        ),
        (
            (Mark(A, 0, 8, WEB), Mark(A, 4, 11, "https://other.example/")),
            f'<a href="{WEB}" rel="noopener">The port</a> is open',
        ),
        ((Mark(A, 4, 8, "javascript:alert(1)"),), "The port is open"),
        ((Mark(A, 4, 8, "JaVaScRiPt:alert(1)"),), "The port is open"),
        ((Mark(A, 4, 8, "https://port.example/\tx"),), "The port is open"),
        ((Mark(EM, 4, 4), Mark(EM, 90, 99)), "The port is open"),
        ((Mark(EM, 12, 99),), "The port is <em>open</em>"),
    ],
)
def test_marks(marks: tuple[Mark, ...], expected: str):
    assert inline("The port is open", marks) == expected


kinds = st.sampled_from(MarkKind)
marks = st.lists(
    st.builds(Mark, kinds, st.integers(-3, 40), st.integers(-3, 40), st.sampled_from([WEB, "data:x", ""])), max_size=8
)


letters = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)


@given(letters, marks, st.integers(0, 9), st.integers(0, 40))
def test_whatever_the_marks_the_text_is_the_text(text: str, marks: list[Mark], start: int, end: int):
    shown = lxml.html.fromstring(f"<p>{inline(text, marks, start, max(start, end))}</p>")
    assert shown.text_content() == text[start : max(start, end)]
    assert {element.tag for element in shown.iter()} <= {"p", "a", "em", "strong"}


def test_each_kind_of_block():
    told = body(
        (
            printed("Lead", BlockKind.STANDFIRST),
            printed("Text"),
            printed("Title", BlockKind.HEADING, level=1),
            printed("Said", BlockKind.QUOTATION),
            printed("Code", BlockKind.PREFORMATTED),
            printed("Below", BlockKind.CAPTION),
            printed("Wrong", BlockKind.CORRECTION),
        )
    )
    assert str(told).split("\n") == [
        '<p class="standfirst"><span data-span="0">Lead</span></p>',
        '<p><span data-span="1">Text</span></p>',
        '<h2><span data-span="2">Title</span></h2>',
        '<blockquote><p><span data-span="3">Said</span></p></blockquote>',
        '<pre><span data-span="4">Code</span></pre>',
        '<p class="caption"><span data-span="5">Below</span></p>',
        '<div class="correction" role="note"><p><span data-span="6">Wrong</span></p></div>',
    ]


def test_the_ellipsis_of_a_cut_stands_outside_the_text():
    assert body((printed("It begins", cut=True),)) == '<p><span data-span="0" data-cut>It begins</span>…</p>'


def test_an_opening_credit_stands_in_the_first_paragraph_outside_its_text():
    told = body((printed("Title", BlockKind.HEADING, level=3), printed("One"), printed("Two")), Markup("<b>By X.</b>"))
    assert str(told).split("\n") == [
        '<h3><span data-span="0">Title</span></h3>',
        '<p><b>By X.</b> <span data-span="1">One</span></p>',
        '<p><span data-span="2">Two</span></p>',
    ]


@pytest.mark.parametrize(
    "levels",
    [
        [(1, False), (1, False)],
        [(1, False), (2, True), (2, True), (1, False)],
        [(2, False), (1, False)],
        [(1, False), (3, False), (2, False)],
        [(0, False), (99, False), (-4, True)],
        [(1, True), (1, False)],
    ],
)
def test_lists_nest_and_keep_every_item(levels: list[tuple[int, bool]]):
    blocks = tuple(printed(f"Item {n}", BlockKind.LIST_ITEM, level=v, ordered=o) for n, (v, o) in enumerate(levels))
    shown = lxml.html.fragment_fromstring(str(body(blocks)), create_parent="div")
    items = [element.text_content() for element in shown.iter("span")]
    assert items == [f"Item {n}" for n in range(len(levels))]
    assert all(element.getparent().tag in ("ul", "ol") for element in shown.iter("li"))
    assert all(element.getparent().tag in ("div", "li") for element in shown.iter("ul", "ol"))


def test_a_deeper_item_stands_inside_the_one_before():
    items = (("Fees", 1), ("cruise ships", 2), ("Audit", 1))
    blocks = tuple(printed(text, BlockKind.LIST_ITEM, level=level) for text, level in items)
    assert str(body(blocks)).replace("\n", "") == (
        '<ul><li><span data-span="0">Fees</span><ul><li><span data-span="1">cruise ships</span></li></ul></li>'
        '<li><span data-span="2">Audit</span></li></ul>'
    )


def test_a_table_row_keeps_its_text():
    rows = tuple(
        printed(text, BlockKind.TABLE_ROW, cells=cells)
        for text, cells in (("Year Ships", ((0, 4), (5, 10))), ("2024: 1,204 in", ((0, 4), (6, 11))), ("all", ()))
    )
    shown = lxml.html.fromstring(str(body(rows)))
    assert [row.text_content() for row in shown.iter("tr")] == ["Year Ships", "2024: 1,204 in", "all"]
    assert [[cell.text_content() for cell in row.iter("td")] for row in shown.iter("tr")] == [
        ["Year", "Ships"],
        ["2024", ": 1,204 in"],
        ["all"],
    ]


def test_a_cut_table_row_is_marked():
    told = body((printed("Year Sh", BlockKind.TABLE_ROW, cells=((0, 4), (5, 10), (11, 14)), cut=True),))
    assert '<tr data-span="0" data-cut><td>Year</td> <td>Sh</td></tr>' in told


def test_an_embed_is_a_link_and_nothing_is_loaded():
    told = str(body((printed("A film", BlockKind.EMBED, link="https://video.example/watch?v=1&t=2"),)))
    assert told == (
        '<p class="embed"><span data-span="0">A film</span> '
        '<a href="https://video.example/watch?v=1&amp;t=2" rel="noopener nofollow">Shown at video.example</a></p>'
    )


def test_an_embed_without_a_web_address_has_no_link():
    assert "<a" not in body((printed("", BlockKind.EMBED, link="javascript:alert(1)"),))


@pytest.mark.parametrize(
    ("address", "web"),
    [
        ("https://a.example/x?y#z", True),
        ("HTTP://a.example", True),
        ("https://", False),
        ("mailto:a@a.example", False),
        ("/relative", False),
        ("java\nscript:alert(1)", False),
        ("https://[::1", False),
        ("https://a.example/ x", False),
    ],
)
def test_web_addresses(address: str, web: bool):
    assert is_web(address) is web
