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


def test_the_line_with_the_author_is_left_out_as_the_byline_whatever_its_class_says() -> None:
    head = '<meta name="author" content="Ada Quill">'
    report = read(page(f"<p>{LEAD}</p><div class='story__meta'>Ada Quill, 3 May 2026</div>{article()}", head=head))
    assert Reason.BYLINE in {each.reason for each in report.omissions if "Quill" in each.text}


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


@pytest.mark.parametrize("name", ["standfirst", "article__dek", "subline", "strapline", "sub-headline", "sortDec"])
def test_a_standfirst_that_says_so_is_published_from_wherever_it_stands_above_the_text(name: str) -> None:
    between = "<div class='byline-social'>" + "<p>Share on</p>" * 6 + f"<p class='{name}'>{LEAD}</p></div>"
    assert texts(read(page(between + article()))) == [LEAD, *LONG]


def test_paragraphs_that_open_a_live_report_are_published_though_its_posts_stand_apart() -> None:
    posts = "".join(f"<div class='post'><h3>Post {n}</h3><p>{text} {text}</p></div>" for n, text in enumerate(LONG))
    opening = f"<p>{LONG[0]} So it began.</p><p>{LONG[1]} So it went on.</p>"
    tools = "<div class='share'>" + "<a href='#'>Share</a>" * 20 + "</div>"
    found = texts(read(page(f"<main>{opening}{tools}{tools}<div id='live'>{posts}</div></main>")))
    assert found[:2] == [f"{LONG[0]} So it began.", f"{LONG[1]} So it went on."]


def test_names_and_results_in_paragraphs_of_their_own_are_published() -> None:
    lines = ["Anna Tug", "NEVER SAY GOODBYE", "Hull 9 5 5 9 – 28"]
    body = "".join(f"<p>{text}</p>" for text in (*LONG[:2], *lines, *LONG[2:]))
    assert texts(read(page(f"<article>{body}</article>"))) == [*LONG[:2], *lines, *LONG[2:]]


def test_a_first_paragraph_full_of_links_is_published() -> None:
    linked = "<a href='/a'>Two people are dead after devastating fires</a> that <a href='/b'>have burned the old harbour</a> down to the very stones."
    found = texts(read(page(f"<article><p>{linked}</p>" + "".join(f"<p>{text}</p>" for text in LONG) + "</article>")))
    assert found[0].startswith("Two people are dead")


@pytest.mark.parametrize(
    "line",
    [
        "Follow the Harbour Courier on Facebook and Instagram.",
        "Get all the latest news, reviews and exclusives, direct to your inbox.",
        "Do you have a story to tell? Email: jo@harbour.example",
        "[Related: How to tune up a tug]",
        "Share your thoughts with friends.",
        "25/04/2026 Actualizado a las 15:10h.",
    ],
)
def test_what_an_outlet_says_to_its_readers_below_the_article_is_left_out(line: str) -> None:
    report = read(page(article() + f"<p>{line}</p>"))
    assert texts(report) == LONG


@pytest.mark.parametrize(
    "line",
    [
        "The coast guard could not be reached by email at press@guard.example to confirm the figure.",
        "This article was corrected on Monday; follow us on Facebook for the whole of it.",
        "Jo Pier and Ada Quay contributed to this report.",
    ],
)
def test_a_caveat_a_correction_and_a_credit_stay_whatever_stands_beside_them(line: str) -> None:
    body = "".join(f"<p>{text}</p>" for text in (*LONG, line))
    assert texts(read(page(f"<article>{body}</article>"))) == [*LONG, line]


def test_headings_with_a_time_before_them_are_published_in_live_reports() -> None:
    heading = "11.04 Uhr: Tugs pull the ferry off the sandbank at last"
    assert heading in texts(read(page(article(f"<h5 class='component time'>{heading}</h5>"))))
    assert "11.04 Uhr" not in texts(read(page(article("<h5 class='component time'>11.04 Uhr</h5>"))))


def test_a_body_that_says_so_is_read_whole_though_much_beside_the_text_stands_in_it() -> None:
    teaser = (
        "<div class='teaser'>" + "<p>Read what else has happened in the harbour in the last days.</p>" * 6 + "</div>"
    )
    first = "".join(f"<p>{text}</p>" for text in LONG[:2])
    body = f"<div class='points'>{first}</div>{teaser}<p>{LONG[2]}</p>{teaser}<p>{LONG[3]}</p>{teaser}"
    assert texts(read(page(f"<main><div class='entry-content'>{body}</div></main>"))) == LONG


def test_a_widget_of_text_is_text() -> None:
    told = "".join(f"<div class='article-widget article-widget-text'><p>{text}</p></div>" for text in LONG)
    assert texts(read(page(f"<article>{told}</article>"))) == LONG


def test_notices_about_privacy_and_footers_are_no_article() -> None:
    notice = "When you visit our website, we keep what your device tells us about you and your ways. " * 2
    for name in ("privacy-modal-text", "footer-bottom-text", "cookie-settings-text"):
        assert texts(read(page(f"{article()}<div class='{name}'>{notice}</div>"))) == LONG


@pytest.mark.parametrize(
    ("line", "names", "day"),
    [
        ("By Ada Quay | March 9, 2026", ("Ada Quay",), "2026-03-09"),
        ("Do 25.04.24 | 14:07 Uhr | Von Eva Kai-Mole", ("Eva Kai-Mole",), "2024-04-25"),
        ("Tex Harbour - December 21, 2025", ("Tex Harbour",), "2025-12-21"),
        ("Sehernur Liman | 05.04.2025 - Güncelleme : 06.04.2025", ("Sehernur Liman",), "2025-04-05"),
        ("Breaking news from the harbour", (), ""),
    ],
)
def test_byline_and_date_are_read_from_the_line_below_the_title(line: str, names: tuple[str, ...], day: str) -> None:
    report = read(page(f"<div>{line}</div>{article()}"))
    assert report.authors == names
    assert (report.published.moment.date().isoformat() if report.published else "") == day


def test_a_title_is_taken_without_section_and_site_behind_it() -> None:
    whole = "Ferry runs aground off the cape | News | The Courier"
    head = f'<meta property="og:title" content="{whole}"><meta name="twitter:title" content="{whole}">'
    assert read(page(article(), head=head)).headline.value == "Ferry runs aground off the cape"


def test_persons_are_named_by_their_parts_and_nobody_by_the_address_of_a_profile() -> None:
    data = '{"@type": "NewsArticle", "author": [{"@type": "Person", "givenName": "Ada", "familyName": "Quay"}]}'
    head = f'<script type="application/ld+json">{data}</script>'
    assert read(page(article(), head=head)).authors == ("Ada Quay",)
    head = '<meta property="article:author" content="https://harbour.example/author/adaq/">'
    assert read(page("<span class='author-name'>Ada Quay</span>" + article(), head=head)).authors == ("Ada Quay",)


def test_lines_parted_by_line_breaks_are_blocks_and_lines_wrapped_by_hand_are_not() -> None:
    lines = [*LONG[:2], "Anna Tug", *LONG[2:]]
    found = texts(read(page(f"<article><div>{'<br>'.join(lines)}</div></article>")))
    assert found == lines
    wrapped = [text.replace(" of ", "<br>of ").replace(" on ", "<br>\non ") for text in LONG]
    body = "".join(f"<p>{text}</p>" for text in wrapped)
    assert texts(read(page(f"<article>{body}</article>"))) == LONG


@pytest.mark.parametrize("name", ["infobox", "factbox__content", "expandable-box__content", "code-block code-block-8"])
def test_boxes_beside_the_report_are_omitted_as_what_they_are(name: str) -> None:
    box = "The harbour was built in 1911 and has two quays, of which one is closed for repairs until the spring."
    report = read(page(article(f"<div class='{name}'><p>{box}</p></div>")))
    assert texts(report) == LONG
    assert box in {each.text for each in report.omissions}


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ada Quay, Chief Technology Officer and Head of Moorings", ("Ada Quay",)),
        ("Ada Quay and Bo Pier, Money Reporter", ("Ada Quay", "Bo Pier")),
        ("Courier staff reporter", ("Courier staff reporter",)),  # nobody else is named
        ("Ada Quay, Ada Quay Feb 6", ("Ada Quay",)),
        ("Ada Quay, Ada Quayle", ("Ada Quay", "Ada Quayle")),
    ],
)
def test_a_role_beside_a_name_is_no_author_nor_is_a_name_with_more_behind_it(
    value: str, names: tuple[str, ...]
) -> None:
    data = f'{{"@type": "NewsArticle", "author": "{value}"}}'
    assert read(page(article(), head=f'<script type="application/ld+json">{data}</script>')).authors == names


def test_where_the_data_leaves_the_place_of_the_name_empty_the_byline_names_the_author() -> None:
    data = '{"@type": "NewsArticle", "author": {"@type": "Person", "name": ", The Cape Courier & Gazette"}}'
    head = f'<script type="application/ld+json">{data}</script>'
    assert read(page("<span class='author-name'>Ada Quay</span>" + article(), head=head)).authors == ("Ada Quay",)


@pytest.mark.parametrize("lead", ["Still afloat, naturally.", "‘Everyone loves the cook.’"])
def test_a_terse_standfirst_is_published_where_its_element_calls_it_one(lead: str) -> None:
    assert texts(read(page(f"<header><p class='strapline'>{lead}</p></header>{article()}"))) == [lead, *LONG]


def test_a_few_words_below_the_title_that_nothing_calls_a_standfirst_are_none() -> None:
    assert texts(read(page(f"<header><p>Still afloat, naturally.</p></header>{article()}"))) == LONG


def test_the_anchor_of_a_subhead_says_nothing_of_it() -> None:
    subhead = "<h2 id='why-buy-a-record-player'>Why buy a record player, of all things, for a ferry?</h2>"
    body = article(subhead)
    assert "Why buy a record player, of all things, for a ferry?" in texts(read(page(body)))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("not-prose", Reason.RELATED),
        ("blog-photogallery", Reason.RELATED),
        ("newsitem-image newsitem-image-center", Reason.CAPTION),
        ("videoDetailsContainer", Reason.PLAYER),
    ],
)
def test_boxes_that_say_what_they_hold_are_left_out(name: str, reason: Reason) -> None:
    text = "Two officers were seen to laugh as they tried to catch a goat on the quay of Lerna."
    report = read(page(article(f"<div class='{name}'><div class='info'>{text}</div></div>")))
    assert texts(report) == LONG
    assert [each.reason for each in report.omissions if each.text == text] == [reason]


def test_a_paragraph_named_after_the_figure_beside_it_is_published() -> None:
    text = "The company has sent two divers, who found a gash of three metres below the water line."
    assert text in texts(read(page(article(f"<div class='storyParagraphFigure'><p>{text}</p></div>"))))


def test_a_list_of_links_is_left_out_as_a_whole_with_the_heading_above_it() -> None:
    links = ["Harbour dues rise again", "Dredging starts in May", "Why gulls scream at night"]
    items = "".join(f"<li><a href='/{at}'>{each}</a></li>" for at, each in enumerate(links))
    items += "<li>“A bit cold”: <a href='/x'>The pilot on winter</a></li>"
    report = read(page(article(f"<h3>Background, researched for you</h3><ul>{items}</ul>")))
    assert texts(report) == LONG


def test_a_quotation_that_stands_aside_is_of_the_report_and_a_teaser_is_not() -> None:
    quotation = "We heard the keel before we felt it, and then the bell rang by itself"
    report = read(page(article(f"<aside><blockquote>{quotation}</blockquote></aside>", "<aside><p>More.</p></aside>")))
    assert texts(report) == [LONG[0], quotation, *LONG[1:]]


def test_sentences_that_begin_with_the_name_of_a_network_are_sentences() -> None:
    line = "Twitter seemed a bit confused by the rescue:"
    assert line in texts(read(page(article(f"<p>{line}</p>"))))
    assert "Twitter" not in texts(read(page(article("<p>Twitter</p>"))))


def test_captions_that_end_with_their_credit_are_captions() -> None:
    line = "The ferry at low water, seen from the cape. Image: Bo Quay / Harbour Pictures"
    report = read(page(article(f"<p>{line}</p>", "<p>(Photo: @lernaharbour / Instagram)</p>")))
    assert texts(report) == LONG


def test_a_list_of_short_names_under_subheads_is_published_whole() -> None:
    """Half a list of nominees says something else than the whole."""
    lists = "".join(
        f"<h2>{prize}</h2><ul>{''.join(f'<li>{name}</li>' for name in names)}</ul>"
        for prize, names in (
            ("Boat of the year", ("Blur", "Raye", "Arlo Parks and the Crew")),
            ("Cook", ("Dave", "Jo")),
        )
    )
    report = read(page(f"<div class='article-body'><p>{LONG[0]}</p><p>{LONG[1]}</p>{lists}</div>"))
    assert texts(report)[2:] == ["Boat of the year", "Blur", "Raye", "Arlo Parks and the Crew", "Cook", "Dave", "Jo"]


def test_every_name_of_a_list_set_as_paragraphs_is_published() -> None:
    """A list of nominees without one of them says something else: here the last but one is a link."""
    names = [
        "Boat of the Year",
        "Blur of Lerna, a cutter",
        "Raye, a tug",
        "<a href='/tyla'>Tyla Swift</a>",
        "Jo, a punt",
    ]
    shown = ["Boat of the Year", "Blur of Lerna, a cutter", "Raye, a tug", "Tyla Swift", "Jo, a punt"]
    body = "".join(f"<p>{each}</p>" for each in (*LONG[:3], *names, LONG[3]))
    assert texts(read(page(f"<article>{body}</article>"))) == [*LONG[:3], *shown, LONG[3]]


def test_who_said_a_quotation_stands_below_it() -> None:
    said = "<div class='quote'><blockquote>{}</blockquote><div class='quote-attribution'>{}</div></div>"
    words, speaker = "There has not been one year without a wreck on this coast.", "The pilot Ken Doctor"
    report = read(page(article(said.format(words, speaker))))
    assert texts(report) == [LONG[0], words, speaker, *LONG[1:]]
    assert speaker not in texts(read(page(article(f"<div class='quote-attribution'>{speaker}</div>"))))


def test_a_few_words_alone_in_a_box_with_a_picture_are_its_caption() -> None:
    caption = "The tug at low water, seen from the cape on Monday."
    box = "<div><a href='/large'><img src='/tug.jpg' alt=''></a><p>{}</p></div>"
    report = read(page(article(box.format(caption))))
    assert texts(report) == LONG
    assert [each.reason for each in report.omissions if each.text == caption] == [Reason.CAPTION]
    long = f"{caption} " * 5
    assert long.strip() in texts(read(page(article(box.format(long))))), "paragraphs may have pictures beside them"


@pytest.mark.parametrize(
    "line", ["Autorin/Autor Ken Doctor", "Permalink https://lerna.example/p/4Q", "Tag: Ferries, Fog"]
)
def test_what_a_list_below_the_text_says_of_it_is_left_out(line: str) -> None:
    report = read(page(f"<div class='group'>{article()}<ul class='small'><li>{line}</li></ul></div>"))
    assert texts(report) == LONG


@pytest.mark.parametrize(
    "line",
    [
        "News aufs Handy? Hier geht es zur neuen Hafen-App für alle.",
        "Den Hafen gibt es auch bei Social Media, täglich.",
    ],
)
def test_what_german_outlets_say_to_their_readers_below_the_article_is_left_out(line: str) -> None:
    assert texts(read(page(article("", "", "", f"<p>{line}</p>")))) == LONG
    assert line in texts(read(page(article(f"<p>{line}</p>")))), "amid the text it is one of its sentences"


def test_an_author_in_a_heading_of_their_own_does_not_push_the_standfirst_away() -> None:
    head = '<meta name="author" content="Ada Quill">'
    top = f"<div class='Header'><h1>Ferry runs aground off the cape</h1><p class='StoryDescription'>{LEAD}</p><h1>Ada Quill</h1></div>"
    assert texts(read(page(f"{top}{article()}", head=head)))[:2] == [LEAD, LONG[0]]


@pytest.mark.parametrize(
    "lead",
    [
        "Building a boat and loving it.",
        "As the tide rises and the fog thickens, the use of tugs has never been more crucial",
    ],
)
def test_what_stands_beside_the_title_in_its_box_is_a_standfirst(lead: str) -> None:
    html = page("").replace("</h1>", f"</h1><p>{lead}</p>")
    boxed = html.replace("<h1>", "<div><h1>").replace(f"{lead}</p>", f"{lead}</p><p>By Ada</p></div>{article()}")
    assert texts(read(boxed)) == [lead, *LONG]


def test_a_paragraph_that_is_set_as_a_heading_is_no_heading_of_what_follows() -> None:
    lead = (
        f"{LEAD} The coast guard sent two tugs. The crew's account, the harbour master said, differs from that of the "
        * 2
    )
    top = f"<header><h1>Ferry runs aground off the cape</h1><h2><p>{lead.strip()}.</p></h2><a href='/p'>Partner content</a></header>"
    assert texts(read(f"<html><head><title>Ferry</title></head><body><main>{top}{article()}</main></body></html>"))[
        0
    ] == (f"{lead.strip()}.")


@pytest.mark.parametrize(
    "line", [">> <a href='/tides'>Here are all tides</a> of the year", "→ <a href='/log'>The log</a>"]
)
def test_a_line_behind_an_arrow_leads_elsewhere_and_one_without_a_link_does_not(line: str) -> None:
    report = read(page(article(f"<p>{line}</p>")))
    assert texts(report) == LONG
    assert [each.reason for each in report.omissions if each.text[0] in ">→"] == [Reason.RELATED]
    told = "→ The ferry is to sail again on Thursday, its owner said."
    assert told in texts(read(page(article(f"<p>{told}</p>"))))


@pytest.mark.parametrize("tag", ["div", "article"])
def test_a_box_inside_the_body_that_is_called_one_is_no_paragraph_of_it(tag: str) -> None:
    note = "Trips at sea carry risks, and those who travel do so at their own, as the terms of the harbour say."
    inside = "".join(f"<p>{text}</p>" for text in LONG)
    boxed = f"<{tag} class='article-body-infobox'><div><p>{note}</p></div></{tag}>"
    report = read(page(f"<div class='article-body'>{inside}{boxed}<p>{LONG[0]} Again.</p></div>"))
    assert texts(report) == [*LONG, f"{LONG[0]} Again."]
    assert (note, Reason.RELATED) in {(each.text, each.reason) for each in report.omissions}


def test_the_place_that_a_style_sheet_parts_from_the_first_sentence_stands_before_it() -> None:
    told = "".join(f"<p>{text}</p>" for text in LONG[1:])
    report = read(page(f"<article><p><cite>Cape Town (Harbour)</cite>{LONG[0]}</p>{told}</article>"))
    assert texts(report) == ["Cape Town (Harbour)", *LONG]
    spaced = read(page(f"<article><p><cite>Cape Town (Harbour)</cite> {LONG[0]}</p>{told}</article>"))
    assert texts(spaced)[0] == f"Cape Town (Harbour) {LONG[0]}"
    white = read(page(f"<article><p>\n <cite>(Harbour)</cite>{LONG[0]}</p>{told}</article>"))
    assert texts(white) == ["(Harbour)", *LONG]
    owned = read(page(f"<article><p><cite>The Harbour</cite>'s own boat. {LONG[0]}</p>{told}</article>"))
    assert texts(owned)[0].startswith("The Harbour's own boat.")


def test_a_quotation_above_the_report_in_a_box_of_its_own_was_pulled_out_of_it() -> None:
    words = "“Nobody was told why the ferry had to sail that night.”"
    boxed = f"<div class='{{}}'><div><blockquote>{words}</blockquote><p>Ada Quill, a passenger</p></div></div>"
    told = "".join(f"<p>{text}</p>" for text in LONG)
    report = read(page(f"<article>{boxed.format('module-quote')}{told}</article>"))
    assert texts(report) == LONG
    assert words in {each.text for each in report.omissions}
    assert words in texts(read(page(f"<article>{boxed.format('opening')}{told}</article>")))
    assert words in texts(read(page(f"<article><p>{LONG[0]}</p>{boxed.format('module-quote')}{told}</article>")))


def test_a_survey_that_readers_are_asked_to_take_is_left_out_and_one_that_is_told_of_is_not() -> None:
    asked = "To see how seaworthy you are, take this survey on harbour.example"
    report = read(page(article("", "", "", f"<p>{asked}</p>")))
    assert (asked, Reason.NOTICE) in {(each.text, each.reason) for each in report.omissions}
    told = "The owner had asked all of its captains to take the survey before they went to sea."
    assert texts(read(page(article("", "", "", f"<p>{told}</p>"))))[-1] == told
