"""Cards that announce other reports, and lists that are the report."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mediawire.model.report import Reason
from tests.unit.reading.samples import LONG, article, page, read, texts

TITLE = "Another report of the same outlet, number {}"
EXCERPT = "A few sentences of another report stand here, and they read like those of an article. This is one of {}."


def beside(n: int) -> str:
    return f"<div class='box'><h4><a href='/news/{n}'>{TITLE.format(n)}</a></h4><p>{EXCERPT.format(n)}</p></div>"


def around(n: int) -> str:
    return f"<a class='box' href='/news/{n}'><h4>{TITLE.format(n)}</h4><p>{EXCERPT.format(n)}</p></a>"


def within(n: int) -> str:
    return f"<li><a href='/news/{n}'>{TITLE.format(n)}</a> {EXCERPT.format(n)}</li>"


@pytest.mark.parametrize("card", [beside, around, within])
def test_cards_below_an_article_announce_other_reports(card: Callable[[int], str]) -> None:
    cards = "".join(card(n) for n in range(8))
    report = read(page(f"<div>{article()}<div>{cards}</div></div>"))
    assert texts(report) == LONG


def test_cards_between_the_paragraphs_are_omitted_as_what_they_are() -> None:
    report = read(page(article("<div>" + "".join(map(beside, range(3))) + "</div>")))
    assert texts(report) == LONG
    said = {each.text: each.reason for each in report.omissions}
    assert {said[EXCERPT.format(n)] for n in range(3)} == {Reason.RELATED}


def test_two_of_a_make_are_no_list() -> None:
    assert EXCERPT.format(1) in texts(read(page(article("<div>" + beside(1) + beside(2) + "</div>"))))


def test_posts_of_a_live_report_are_no_cards_though_some_end_with_a_link() -> None:
    post = "<div class='post'><h3>Minute {0}</h3><p>{1} {0}</p><p><a href='/news/{0}'>Read the whole of it on this page</a></p></div>"
    posts = "".join(post.format(n, EXCERPT.format(n)) for n in range(9))
    found = texts(read(page(f"<article><p>{LONG[0]}</p><div>{posts}</div></article>")))
    assert [f"{EXCERPT.format(n)} {n}" for n in range(9)] == [text for text in found if text.startswith("A few")]


def test_links_to_elsewhere_and_to_places_on_the_page_make_no_cards() -> None:
    for address in ("https://other.example/{}", "#part-{}", "/news/ferry#part-{}"):
        lines = "".join(
            f"<li><a href='{address.format(n)}'>{TITLE.format(n)}</a> {EXCERPT.format(n)}</li>" for n in range(5)
        )
        assert EXCERPT.format(3) in " ".join(texts(read(page(article("", f"<ul>{lines}</ul>")))))


def test_a_page_of_nothing_but_cards_is_left_as_it_is() -> None:
    report = read(page("<div>" + "".join(map(within, range(12))) + "</div>"))
    assert len(report.blocks) == 12


def test_a_block_that_leads_to_a_place_on_the_page_stays() -> None:
    link = "<a href='#more'><h3>What the harbour office knows so far</h3></a>"
    assert "What the harbour office knows so far" in texts(read(page(article(link))))
