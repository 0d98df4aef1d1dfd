"""An item's page as a reader sees it; whatever the press would not print is refused."""

from __future__ import annotations

import pytest

from mediawire.model.errors import ProofError
from mediawire.proof import page
from mediawire.proof.page import Shown, Stray
from tests.unit.proof import samples

HEAD = "<h1>Head &amp; line</h1>"


def read(inner: str, head: str = HEAD) -> page.Page:
    return page.read(
        f'<title>x</title><article class="report">{head}<div class="body">{inner}</div></article>'.encode()
    )


def test_a_sample() -> None:
    told = page.read(samples.page(samples.ITEM, samples.WHOLE, "A headline"))
    assert told.headline == "A headline"
    assert [each.text for each in told.paragraphs] == list(samples.TEXTS)
    assert told.strays == ()
    assert samples.URL in told.links
    assert "2026-11-25T14:21:07+00:00" in told.times


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ('<p><span data-span="0">a <em>b</em>\n<a href="x">c</a></span></p>', Shown(0, "a b c", False)),
        ('<p><span data-span="3" data-cut>a</span>…</p>', Shown(3, "a", True)),
        ('<tr data-span="1"><td>a</td><td>b</td></tr>', Shown(1, "a b", False)),
        ('<pre><span data-span="0">a\n  b</span></pre>', Shown(0, "a b", False)),
        ('<p><span data-span="0"></span></p>', Shown(0, "", False)),
        ('<p><span data-span="0">a<!-- b -->c &lt;d&gt;</span></p>', Shown(0, "ac <d>", False)),
    ],
)
def test_paragraphs(inner: str, shown: Shown) -> None:
    assert read(inner).paragraphs == (shown,)


@pytest.mark.parametrize(
    ("inner", "strays"),
    [
        ("<p>free</p>", [Stray("free", "")]),
        ("a <b>b</b>", [Stray("a", ""), Stray("b", "")]),
        ('<span class="credit">By <a href="x">Tidings</a> today</span>', [Stray("By Tidings today", "credit")]),
        ('<p class="embed"><span data-span="0"></span> <a href="x">Shown at v.example</a></p>',
         [Stray("Shown at v.example", "embed")]),
        ('<p><span data-span="0" data-cut>a</span>…</p>', [Stray("…", "")]),
        ('<img class="counter" src="x" alt="">', []),
    ],
)  # fmt: skip
def test_what_stands_between_them(inner: str, strays: list[Stray]) -> None:
    assert list(read(inner).strays) == strays


def test_what_stands_outside_the_body_is_no_stray() -> None:
    assert read("", HEAD + "<p>By somebody</p>").strays == ()


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ('<p><span data-span="0">a</p></span>', "closes nothing"),
        ("</p>", "closes nothing"),
        ("<p>", "closes nothing"),
        ("<script>x</script>", "does not print"),
        ("<style>p{}</style>", "does not print"),
        ('<p style="color:red">a</p>', "does not print"),
        ("<p hidden>a</p>", "does not print"),
        ("<iframe></iframe>", "does not print"),
        ("<textarea></textarea>", "does not print"),
        ('<p><span data-span="0"><b data-span="1">a</b></span></p>', "where no paragraph may"),
        ('<p class="credit"><span data-span="0">a</span></p>', "where no paragraph may"),
        ('<p><span data-span="">a</span></p>', "numbers a paragraph"),
        ('<p><span data-span="-1">a</span></p>', "numbers a paragraph"),
        ('<p><span data-span="１">a</span></p>', "numbers a paragraph"),
        ("<b>" * 300, "nested deeper"),
        ("</div></article><article><div>", "2 articles"),
        (HEAD, "2 headlines"),
    ],
)
def test_what_the_press_does_not_print(inner: str, words: str) -> None:
    with pytest.raises(ProofError, match=words):
        read(inner)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "0 articles"),
        (b"<p>no report</p>", "0 articles"),
        (b"<article><h1>a</h1>", "never closed"),
        (b"<article></article>", "0 headlines"),
        (b'<article><h1>a</h1><span data-span="0">a</span></article>', "where no paragraph may"),
        (b"<article>" + b"x" * (32 << 20) + b"</article>", "longer than"),
    ],
    ids=["empty", "none", "open", "headless", "bodiless", "long"],
)
def test_what_is_no_reports_page(data: bytes, words: str) -> None:
    with pytest.raises(ProofError, match=words):
        page.read(data)


PICTURE = '<svg class="chain-picture"><circle r="5"/><text><tspan>Harbour Courier</tspan></text></svg>'


def test_a_picture_outside_the_body_is_passed_over_and_inside_it_is_refused() -> None:
    """The chain is drawn above the report, beside the same in words; what is drawn vouches for nothing."""
    inner = '<p><span data-span="0">a</span></p>'
    assert read(inner, HEAD + PICTURE) == read(inner)
    with pytest.raises(ProofError, match="<svg>"):
        read(inner + PICTURE)
    with pytest.raises(ProofError, match="never closed"):
        read(inner, HEAD + PICTURE.removesuffix("</svg>"))
