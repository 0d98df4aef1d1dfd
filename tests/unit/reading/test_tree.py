"""The tree of a page: every byte of text in one element, and nothing left of it once the page is read."""

from __future__ import annotations

import gc
import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire import reading
from mediawire.model.errors import UnreadablePage
from mediawire.reading import tree
from mediawire.reading.runs import Walker
from mediawire.reading.tree import BLOCKS, Node
from mediawire.reading.words import text_of
from tests.unit.reading.samples import article, capture, page, read

PIECES = ("<p>", "</p>", "<div hidden>", "</div>", "<b>", "</b>", "<br>", "<li>", "<td>", "<script>", "</script>", "<!--",
          "-->", "<", ">", "a=\"", "word ", "&amp;", "<textarea>", "</textarea>", "<img src=x/>", "</")  # fmt: skip


@pytest.fixture
def uncollected() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def elements_alive() -> int:
    return sum(isinstance(each, Node) for each in gc.get_objects())


@pytest.mark.usefixtures("uncollected")
def test_a_page_that_was_read_leaves_no_element_to_the_cyclic_collector() -> None:
    before = elements_alive()
    report = read(page(article()))
    reading.witnesses(capture(page(article())), None)
    assert report.blocks
    assert elements_alive() == before


@pytest.mark.usefixtures("uncollected")
def test_nor_does_one_that_could_not_be_read() -> None:
    before = elements_alive()
    with pytest.raises(UnreadablePage) as refused:
        read(page("<p>Too little.</p>"))
    assert refused.type is UnreadablePage
    del refused
    assert elements_alive() == before


def outer(node: Node) -> Iterator[Node]:
    while node.parent is not None:
        node = node.parent
        yield node


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_what_stands_around_a_block_is_a_block(pieces: list[str]) -> None:
    for node in tree.build("".join(pieces).encode(), 400).walk():
        if node.tag in BLOCKS:
            assert all(each.is_block for each in (node, *outer(node)))


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_text_stands_in_one_element_in_the_order_of_the_page(pieces: list[str]) -> None:
    root = tree.build("".join(pieces).encode(), 400)
    places = sorted(kid for node in root.walk() for kid in node.kids if isinstance(kid, tuple))
    assert all(start < end for start, end in places)
    assert all(first[1] <= then[0] for first, then in itertools.pairwise(places))
    for node in root.walk():
        inside = [kid if isinstance(kid, tuple) else (kid.start, kid.end) for kid in node.kids]
        assert inside == sorted(inside)
        assert all(node.inner <= start <= end <= node.close for start, end in inside)


INLINE = ("<a href=x>", "</a>", "<span>", "</span>", "<noembed>", "</noembed>", "</div>", " ", "\u00a0", 'x="<b>"')


@given(st.lists(st.sampled_from((*PIECES, *INLINE)), max_size=40), st.sampled_from(["utf-8", "windows-1252"]))
def test_a_run_has_the_text_that_its_bytes_have_for_whoever_checks_them(pieces: list[str], charset: str) -> None:
    payload = "".join(pieces).encode(charset)
    root = tree.build(payload, 400)
    for run in Walker(payload, charset, root).runs(root):
        assert run.text == text_of(payload, run.pieces, charset)


def test_attributes_written_alike_are_read_once_and_alike() -> None:
    root = tree.build(b'<p class="a&amp;b" CLASS=c id=x><p class="a&amp;b" CLASS=c id=x>', 400)
    first, second = (node for node in root.walk() if node.tag == "p")
    assert first.attributes == second.attributes == {"class": "a&b", "id": "x"}
    assert (first.get("class"), first.get("href"), root.get("class")) == ("a&b", "", "")
