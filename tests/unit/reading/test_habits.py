"""Habits of pages beyond the plain article: what stands above it, below it, and beside it."""

from __future__ import annotations

import pytest

from mediawire.model.report import Reason
from tests.unit.reading.samples import LONG, article, page, read, texts

LEAD = "A crowded ferry has run aground off the cape in thick fog."


@pytest.mark.parametrize("tag", ["h2", "p", "div"])
def test_a_standfirst_between_title_and_body_is_published_first(tag: str) -> None:
    report = read(page(f"<{tag} class='dek'>{LEAD}</{tag}><div class='tools'>Listen</div>{article()}"))
    assert texts(report) == [LEAD, *LONG]
    assert "Listen" in {each.text for each in report.omissions}


def test_what_the_description_says_is_a_standfirst_though_it_ends_no_sentence() -> None:
    lead = LEAD.rstrip(".")
    body = f"<h2>{lead}</h2>{article()}"
    assert texts(read(page(body)))[0] == LONG[0]
    assert texts(read(page(body, head=f'<meta name="description" content="{lead}">')))[0] == lead


def test_a_line_of_figures_below_the_title_is_no_standfirst() -> None:
    line = "25/11/2026, 19:25:00 - 25/11/2026, 20:15:00 (GMT+7)"
    head = f'<meta name="description" content="{line}">'
    assert texts(read(page(f"<h2>{line}</h2>{article()}", head=head))) == LONG


def test_the_line_by_which_agencies_part_a_report_from_its_notes_stays() -> None:
    assert "___" in texts(read(page(article("", "<p>___</p>"))))


def test_of_several_articles_on_a_page_the_first_is_read() -> None:
    other = [text.replace("ferry", "tram").replace("quay", "depot") for text in LONG]
    second = "<h1>Tram leaves the rails in the old town</h1>" + "".join(f"<p>{text} Again.</p>" for text in other)
    assert texts(read(page(f"<div>{article()}{article()}</div><div>{second * 3}</div>"))) == LONG


def test_an_h1_among_the_paragraphs_is_a_subhead_and_what_stands_below_it_is_read() -> None:
    caveat = "The harbour office said that it could not independently verify the number of passengers on board."
    told = "".join(f"<p>{text}</p>" for text in LONG * 2)
    body = f"<article>{told}<h1>What is not known</h1><p>{caveat}</p></article>"
    assert texts(read(page(body)))[-1] == caveat


def test_a_name_that_was_not_believed_says_nothing_of_the_parts_called_by_it() -> None:
    slides = "".join(f"<div class='gallery__item'><h3>{n}.</h3><p>{text}</p></div>" for n, text in enumerate(LONG))
    assert [text for text in texts(read(page(f"<section class='gallery'>{slides}</section>"))) if len(text) > 2] == LONG


def test_short_lines_do_not_push_the_region_away_from_the_article() -> None:
    names = [f"Winner of group {n}" for n in range(150)]
    body = f"<div><p>{LONG[0]}</p><ul>" + "".join(f"<li>{name}</li>" for name in names) + f"</ul><p>{LONG[1]}</p></div>"
    assert texts(read(page(body))) == [LONG[0], *names, LONG[1]]


def test_a_part_that_the_page_streams_in_is_read_and_other_hidden_text_is_not() -> None:
    hidden = "<div hidden id='{}'>" + "".join(f"<p>{text}</p>" for text in LONG) + "</div>"
    shown = f"<p>{LEAD} It was on its way to the islands, and the next one is due on Thursday morning.</p>"
    assert LONG[0] in texts(read(page(hidden.format("S:0") + shown)))
    report = read(page(article(f"<div hidden id='later'><p>{LEAD}</p></div>")))
    assert LEAD not in texts(report)
    assert (LEAD, Reason.HIDDEN) in {(each.text, each.reason) for each in report.omissions}


@pytest.mark.parametrize(
    "line",
    [
        "Want more like this in the morning? Sign up for our daily letter.",
        "Jo Harbour can be reached at jo@harbour.example for tips on this and other matters.",
        "Share your feedback to help improve our site!",
        "Comments are closed.",
    ],
)
def test_standing_lines_of_an_outlet_are_left_out_as_what_they_are(line: str) -> None:
    report = read(page(article("", "", f"<p>{line}</p>")))
    assert texts(report) == LONG
    assert line in {each.text for each in report.omissions}


@pytest.mark.parametrize(
    ("markup", "shown"),
    [("five </> six", "five six"), ("five </ x> six", "five six"), ("a < b and b > c", "a < b and b > c")],
)
def test_end_tags_without_a_name_are_no_text(markup: str, shown: str) -> None:
    first = read(page(article(f"<p>The harbour master counted: {markup}, twice.</p>")))
    assert f"The harbour master counted: {shown}, twice." in texts(first)


def test_a_title_is_taken_without_its_kicker_where_the_page_says_so() -> None:
    head = '<meta property="og:title" content="Ferry runs aground off the cape">'
    report = read(page(article(), head=head, title="Shipping: Ferry runs aground off the cape"))
    assert report.headline.value == "Ferry runs aground off the cape"
    whole = read(page(article(), title="Shipping: Ferry runs aground off the cape"))
    assert whole.headline.value == "Shipping: Ferry runs aground off the cape"


def test_names_far_below_the_byline_sign_other_reports() -> None:
    top = "<span class='author-name'>Ada Quay</span> <span class='author-name'>Bo Pier</span>"
    below = "<div class='more'>" + " " * 3000 + "<span class='author-name'>Cy Dock</span></div>"
    assert read(page(top + article() + below)).authors == ("Ada Quay", "Bo Pier")
