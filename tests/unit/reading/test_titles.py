"""Which of the titles that a page gives itself is the headline: one page of an invented outlet for each habit."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.model.report import BlockKind, Stated
from mediawire.reading.titles import headline
from tests.unit.reading.samples import LONG, article, read, texts

TITLE = "Ferry runs aground off the cape"
FILED = "Cape ferry accident: what we know about the grounding"  # what search engines are told


def told(body: str, head: str = "", url: str = "https://harbour.example/news/4711", title: str = FILED) -> str:
    """The headline of a page with this body and head."""
    html = f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return read(html, url=url).headline.value


def meta(**named: str) -> str:
    """Metadata elements: `og` and `twitter` titles, the `headline`, and JSON-LD as `data`."""
    names = {"og": "property='og:title'", "twitter": "name='twitter:title'", "headline": "name='headline'"}
    elements = [f'<meta {names[key]} content="{value}">' for key, value in named.items() if key in names]
    data = json.dumps({"@type": "NewsArticle", "headline": named.get("data", "")})
    return "".join(elements) + (f'<script type="application/ld+json">{data}</script>' if "data" in named else "")


@pytest.mark.parametrize(
    "path",
    [
        f"<nav><ul><li><a href='/'>Home</a></li><li><a href='/sea'>Sea</a></li><li><h1>{FILED}</h1></li></ul></nav>",
        f"<div class='breadcrumbs'><span><a href='/'>Home</a> » <h1 class='last'>{FILED}</h1></span></div>",
        f"<header class='head'><div><a href='/'>Home</a><h1 class='breadcrumb_last'>{FILED}</h1></div></header>",
    ],
)
def test_an_h1_that_ends_a_path_of_links_is_no_headline_but_the_heading_below_is(path: str) -> None:
    body = f"<main><div>{path}</div><header><h2>{TITLE} in thick fog</h2></header>{article()}</main>"
    head = meta(og=FILED, twitter=FILED, data=f"{TITLE} in thick fog")
    report = read(f"<html><head><title>{FILED}</title>{head}</head><body>{body}</body></html>")
    assert (report.headline.value, report.headline.origin) == (f"{TITLE} in thick fog", "h2")
    assert texts(report) == LONG  # neither heading is published a second time
    assert {each.origin for each in report.headlines if each.value == FILED} >= {"breadcrumb", "og:title"}


def test_a_heading_below_the_path_that_is_about_something_else_is_not_taken_for_the_headline() -> None:
    path = f"<nav><a href='/'>Home</a> <h1>{FILED}</h1></nav>"
    assert told(f"<div>{path}</div><h2>Our newsletter, every morning</h2>{article()}") == FILED


def test_an_h1_above_its_byline_is_the_headline_whatever_the_box_around_is_called() -> None:
    box = f"<div class='has-breadcrumb'><a href='/'>Home</a><h1>{TITLE}</h1><p>By Ada Quay</p></div>"
    assert told(f"{box}<h2>What we know about the accident of the cape ferry</h2>{article()}") == TITLE


@pytest.mark.parametrize(
    ("heading", "headline_of_it"),
    [
        (f"<span class='article__kicker'>Shipping</span><span>{TITLE}</span>", TITLE),
        (f"<span class='overline'>Shipping</span><span class='sr' aria-hidden=true> - </span><b>{TITLE}</b>", TITLE),
        (f"<span class='t1'>Shipping</span> <span class='head-headline'>{TITLE}</span>", TITLE),
        (f"<span class='kicker'>Shipping</span><span class='sr-only'>: </span>{TITLE}", f"Shipping: {TITLE}"),
        (f"<span class='kicker'>Shipping:</span> <span>{TITLE}</span>", f"Shipping: {TITLE}"),
        (f"<i>Gale</i>, {TITLE.lower()}", f"Gale, {TITLE.lower()}"),
    ],
)
def test_a_kicker_that_the_heading_marks_is_taken_off_unless_a_colon_joins_it(
    heading: str, headline_of_it: str
) -> None:
    assert told(f"<h1>{heading}</h1>{article()}", title="The Harbour") == headline_of_it


def test_a_marked_kicker_stays_where_the_head_makes_one_title_of_the_two() -> None:
    heading = f"<h1><span class='kicker'>Shipping</span><span>{TITLE}</span></h1>"
    head = meta(og=f"Shipping: {TITLE}", data=f"Shipping - {TITLE}")
    assert told(heading + article(), head) == f"Shipping: {TITLE}"
    assert told(heading + article(), meta(og=TITLE, data=f"Shipping: {TITLE}")) == TITLE


def test_a_kicker_that_the_page_prints_stays_and_one_for_search_engines_goes() -> None:
    head = meta(og=f"Thick fog: {TITLE}", twitter=f"Thick fog: {TITLE}", data=f"Thick fog: {TITLE}")
    assert told(f"<h1>{TITLE}</h1>{article()}", head) == TITLE
    assert told(f"<div>Thick fog</div><h1>{TITLE}</h1>{article()}", head) == f"Thick fog: {TITLE}"


@pytest.mark.parametrize("cut", ["Ferry runs aground off…", "Ferry runs aground off the ca", "Ferry runs aground ..."])
def test_titles_cut_off_for_their_length_vote_for_the_whole(cut: str) -> None:
    head = meta(og=cut, twitter=cut, data=cut)
    assert told(f"<h1>{TITLE}</h1>{article()}", head, title=f"{cut} | The Harbour") == TITLE


def test_a_title_cut_off_by_a_quotation_mark_in_its_attribute_votes_for_the_whole() -> None:
    whole = 'Ferry runs aground off the "Devil\'s Cape"'
    head = meta(og=whole, twitter=whole, data=FILED)
    assert told(f"<h1>{whole}</h1>{article()}", head) == whole
    assert told(article(), head, title=whole) == whole


def test_a_title_that_is_printed_was_not_cut_off_whatever_slip_makes_another_one_longer() -> None:
    slip = f"{TITLE}e"
    body = f"<h1>{TITLE}</h1>{article()}"
    assert told(body, meta(og=slip, twitter=slip, data=TITLE), title=TITLE) == TITLE


def test_section_and_site_glued_to_a_title_go_where_another_place_has_it_bare() -> None:
    glued = f"{TITLE}-Shippingㅣ항구일보"
    head = meta(og=glued, twitter=glued, headline=TITLE) + "<meta property='og:site_name' content='항구일보'>"
    assert told(article(), head, title=glued) == TITLE


def test_the_address_decides_between_titles_that_equally_many_places_give() -> None:
    live = "Tugs arrive at high water, captain questioned"
    head = meta(og="Harbour: the latest news", data="Ferry accident: news and background")
    body, title = f"<h1>{live}</h1>{article()}", "Ferry accident: news and background"
    assert told(body, head, title=title) == live
    url = "https://harbour.example/news/ferry-accident-news-and-background-4711"
    assert told(body, head, url=url, title=title) == title


@pytest.mark.parametrize(
    ("title", "slug"), [("Fähre läuft vor großem Kap auf", "faehre-laeuft-vor-grossem-kap-auf"),
                        ("Le ferry échoué près du cap à l'aube", "le-ferry-echoue-pres-du-cap-a-l-aube")]
)  # fmt: skip
def test_an_address_spells_a_title_without_accents(title: str, slug: str) -> None:
    live = "Tugs arrive at high water, captain questioned"
    head = meta(og="Harbour: the latest news", data=title)
    assert told(f"<h1>{live}</h1>{article()}", head, f"https://harbour.example/{slug}.html", title) == title


def test_where_there_is_no_h1_a_title_is_believed_that_the_page_prints() -> None:
    head = meta(og=f"{TITLE} | Shipping", twitter=f"{TITLE} | Shipping")
    printed = f"<div class='t'>{TITLE}</div>{article()}"
    assert told(printed, head, title=f"{TITLE} | Shipping") == TITLE
    assert told(article(), head, title=f"{TITLE} | Shipping") == f"{TITLE} | Shipping"


def test_of_several_h1_the_one_is_meant_that_the_head_speaks_of() -> None:
    body = f"<h1>The Harbour and Coast Gazette</h1><h1>{TITLE}</h1><h1>Read more stories of today</h1>{article()}"
    assert told(body, title="A ferry is aground off the cape") == TITLE


@pytest.mark.parametrize(
    "other",
    [
        "<header><h1>The Harbour and Coast Gazette</h1></header>",
        "<nav><h1>All of our sections and services</h1><a href='/sea'>Sea</a></nav>",
        "<footer><div><h1>Ask the harbour and coast desk</h1></div></footer>",
    ],
)
def test_an_h1_with_the_site_s_name_or_in_menu_or_footer_is_no_title(other: str) -> None:
    head = "<meta property='og:site_name' content='The Harbour and Coast Gazette'>"
    printed = f"{other}<h2>{TITLE}</h2>{article()}"
    html = f"<html><head><title>{TITLE}</title>{head}</head><body>{printed}</body></html>"
    report = read(html)
    assert (report.headline.value, {each.origin for each in report.headlines}) == (TITLE, {"title"})


def test_a_title_is_spelled_as_it_is_printed() -> None:
    head = meta(og="It's aground: ferry off the cape", twitter="It's aground: ferry off the cape")
    body = f"<h1>It’s aground – ferry off the cape</h1>{article()}"
    assert told(body, head, title="It's aground: ferry off the cape") == "It’s aground – ferry off the cape"


def test_two_places_in_the_head_do_not_outvote_the_printed_title_and_four_do() -> None:
    body = f"<h1>{TITLE}</h1>{article()}"
    assert told(body, meta(og=FILED, twitter=FILED), title="The Harbour") == TITLE
    assert told(body, meta(og=FILED, twitter=FILED, data=FILED)) == FILED


def test_thousands_of_headings_do_not_make_thousands_of_titles() -> None:
    many = "".join(f"<h1>Announcement number {number} of the harbour</h1>" for number in range(3000))
    report = read(f"<html><body><h1>{TITLE}</h1>{article()}{many}</body></html>")
    assert report.headline.value == TITLE
    assert len(report.headlines) < 60


def test_a_heading_that_nobody_closes_is_no_title() -> None:
    html = f"<title>{TITLE}</title><h1 class='kicker'>" + "<h1 class='kicker'>The sea " * 90 + "and the coast " * 9000
    assert read(html + article()).headline.value == TITLE


def test_a_heading_in_the_text_stays_a_subhead() -> None:
    path = f"<nav><a href='/'>Home</a> <h1>{FILED}</h1></nav>"
    report = read(f"<body><div>{path}</div><h2>{TITLE}: what we know</h2>{article('<h2>Two tugs</h2>')}</body>")
    assert [block.text for block in report.blocks if block.kind is BlockKind.HEADING] == ["Two tugs"]


_ORIGINS = ("h1", "h2", "breadcrumb", "json-ld", "og:title", "twitter:title", "title", "headline")
_STATED = st.builds(
    Stated, value=st.text("abc dE…:|-–\"'ä國", min_size=1, max_size=60), origin=st.sampled_from(_ORIGINS)
)  # fmt: skip


@given(st.lists(_STATED, min_size=1, max_size=12), st.frozensets(st.text("abc", max_size=8), max_size=3))
def test_a_headline_is_always_what_the_page_says(named: list[Stated], printed: frozenset[str]) -> None:
    chosen = headline(named, "https://harbour.example/abc-dea", lambda: printed)
    assert chosen is not None
    assert any(each.value == chosen.value or each.value.startswith(chosen.value) for each in named)
