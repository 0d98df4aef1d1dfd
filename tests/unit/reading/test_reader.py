"""Reading a page: every word, in order, and everything else accounted for."""

from __future__ import annotations

import pytest

from mediawire.model.errors import PageBeyondLimits, UnreadablePage, WrongPage
from mediawire.model.report import BlockKind, MarkKind, Reason
from mediawire.model.settings import ReadingLimits
from tests.unit.reading.samples import LONG, URL, article, page, read, texts


def test_the_paragraphs_of_an_article_in_order() -> None:
    report = read(page(article()))
    assert texts(report) == LONG
    assert report.headline.value == "Ferry runs aground off the cape"
    assert (report.language, report.url, report.charset) == ("en-GB", URL, "utf-8")


@pytest.mark.parametrize(
    "body",
    [
        "<div class='post-content'>" + "<br><br>".join(LONG) + "</div>",
        "<div>" + "".join(f"<p>{text}" for text in LONG) + "</div>",
        "<table><tr><td>" + "".join(f"<p>{text}</p>" for text in LONG) + "</td></tr></table>",
        "<main><section><p>"
        + f"{LONG[0]}</p></section><section><p>".join(["", ""])
        + "".join(f"<p>{t}</p>" for t in LONG[1:])
        + "</section></main>",
        "<div class='category-politics tag-sea type-post'>" + "".join(f"<p>{text}</p>" for text in LONG) + "</div>",
        "<div class='advertisement'>" + "".join(f"<p>{text}</p>" for text in LONG) + "</div>",
    ],
    ids=["breaks", "unclosed", "table", "sections", "odd-classes", "named-an-advertisement"],
)
def test_habits_of_pages(body: str) -> None:
    assert texts(read(page(body))) == LONG


@pytest.mark.parametrize(
    ("furniture", "reason"),
    [
        (
            "<aside class='related-stories'><p>Read also: the tug that would not start, a story of last winter.</p></aside>",
            Reason.RELATED,
        ),
        (
            "<div class='newsletter-signup'><p>Sign up for our letter from the quay, every Friday morning.</p></div>",
            Reason.NEWSLETTER,
        ),
        (
            "<div class='ad-slot'>Buy rope here, the best rope of the whole northern coast, today.</div>",
            Reason.ADVERTISEMENT,
        ),
        (
            "<figure><img src='a.jpg'><figcaption>The ferry in calmer weather, seen from the pier.</figcaption></figure>",
            Reason.CAPTION,
        ),
        ("<div class='share-bar'><a href='#'>Share</a> <a href='#'>Tweet</a></div>", Reason.SHARE),
        ("<p><a href='/tug'>The tug that would not start</a></p>", Reason.RELATED),
        ("<p>Read more: <a href='/tug'>The tug that would not start</a></p>", Reason.RELATED),
        ("<p style='display:none'>There were 999 people on board, a hidden line says.</p>", Reason.HIDDEN),
        ("<p hidden>There were 999 people on board, a hidden line says.</p>", Reason.HIDDEN),
        ("<p aria-hidden='true'>There were 999 people on board, a hidden line says.</p>", Reason.HIDDEN),
        ("<p class='sr-only'>There were 999 people on board, a hidden line says.</p>", Reason.HIDDEN),
        (
            "<form action='/letter'><label>Your address</label><p>We never share your address with anybody.</p></form>",
            Reason.FORM,
        ),
        ("<p>Advertisement</p>", Reason.ADVERTISEMENT),
        ("<p>https://harbour.example/news/ferry</p>", Reason.FURNITURE),
    ],
)
def test_furniture_in_the_middle_is_left_out_with_its_reason(furniture: str, reason: Reason) -> None:
    report = read(page(article("", furniture)))
    assert texts(report) == LONG
    omitted = [each for each in report.omissions if each.after == 2]
    assert reason in {each.reason for each in omitted}


def test_comments_below_are_no_article() -> None:
    comments = "".join(
        f"<p>I was there, and I say that it was quite otherwise, dear editors, number {n}.</p>" for n in range(30)
    )
    assert texts(read(page(article() + f"<section class='comments'>{comments}</section>"))) == LONG


def test_links_and_emphasis_are_ranges_over_the_text() -> None:
    body = f"<article><p>The <b>ferry</b>\n left <a href='/quay?a=1&amp;b=2'>the  quay</a>, <a href='javascript:x()'>they</a> say.</p>{article()}</article>"
    block = read(page(body)).blocks[0]
    assert block.text == "The ferry left the quay, they say."
    cut = {(mark.kind, block.text[mark.start : mark.end], mark.href) for mark in block.marks}
    assert cut == {(MarkKind.STRONG, "ferry", ""), (MarkKind.LINK, "the quay", "https://harbour.example/quay?a=1&b=2")}


def test_structure_is_kept() -> None:
    body = article(
        "<h2>What happened next</h2>",
        "<ul><li>Two tugs came out from Varsk at nine o'clock.</li></ul>",
        "<blockquote><p>She is upright and she is dry.</p></blockquote>",
    )
    kinds = [block.kind for block in read(page(body)).blocks]
    assert kinds.count(BlockKind.HEADING) == 1
    assert kinds.count(BlockKind.LIST_ITEM) == 1
    assert kinds.count(BlockKind.QUOTATION) == 1


def test_a_correction_is_known_as_one() -> None:
    report = read(page(article("", "", "", "<p>Correction: An earlier version gave the number as 241.</p>")))
    assert report.blocks[-1].kind is BlockKind.CORRECTION


def test_words_that_scripts_and_comments_hold_are_no_text() -> None:
    body = article(
        "<script>var p='<p>evil words of a script that nobody reads</p>'</script><!-- <p>evil comment</p> --><noscript><p>evil noscript, also not read by anybody</p></noscript>"
    )
    assert "evil" not in read(page(body)).text


def test_hidden_words_inside_a_paragraph_become_a_gap() -> None:
    body = f"<article><p>There were <span style='display: none'>999</span>214 people on board that morning.</p>{article()}</article>"
    block = read(page(body)).blocks[0]
    assert block.text == "There were 214 people on board that morning."
    assert [gap.reason for gap in block.span.gaps] == [Reason.HIDDEN]


def test_what_the_page_says_of_itself() -> None:
    data = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle",'
        '"headline":"Ferry runs aground off the cape","author":[{"@type":"Person","name":"Jonas Arden"}],'
        '"datePublished":"2026-11-25T07:30:00+01:00","dateModified":"2026-11-25T09:00:00+01:00","articleSection":"News",}]}</script>'
    )
    report = read(page(article(), head=data + "<link rel='canonical' href='/news/ferry-aground'>"))
    assert report.authors == ("Jonas Arden",)
    assert report.published is not None
    assert report.published.moment.isoformat() == "2026-11-25T07:30:00+01:00"
    assert report.modified is not None
    assert report.section is not None
    assert report.section.value == "News"
    assert report.url == "https://harbour.example/news/ferry-aground"


def test_a_canonical_address_elsewhere_is_kept_but_not_taken() -> None:
    report = read(page(article(), head="<link rel='canonical' href='https://other.example/x'>"))
    assert (report.url, report.canonical) == (URL, "https://other.example/x")


def test_opinion_is_labelled() -> None:
    assert read(page(article()), url="https://harbour.example/opinion/fog").view
    assert not read(page(article())).view


GERMAN = "<article><p>Größe, Maß und Übermut: so ging es am Montag im Hafen der Stadt zu.</p><p>Niemand wurde verletzt, hieß es später in der Behörde.</p></article>"
RUSSIAN = "<article><p>Паром сел на мель у мыса, сообщили в порту в понедельник утром.</p><p>Никто не пострадал, сказал капитан парома журналистам днём.</p></article>"


@pytest.mark.parametrize(
    ("payload", "content_type", "charset", "word"),
    [
        (page(GERMAN).replace("utf-8", "iso-8859-1").encode("cp1252"), "text/html", "windows-1252", "Größe"),
        (page(GERMAN).encode(), "text/html; charset=iso-8859-1", "utf-8", "Größe"),
        (
            page(RUSSIAN).replace("utf-8", "x").encode("cp1251"),
            "text/html; charset=windows-1251",
            "windows-1251",
            "Паром",
        ),
        (page(GERMAN).replace("utf-8", "latin-1").encode("cp1252"), "text/html", "windows-1252", "Größe"),
    ],
    ids=["latin1", "utf8-called-latin1", "cyrillic", "a-label-of-nobody"],
)
def test_charsets(payload: bytes, content_type: str, charset: str, word: str) -> None:
    report = read(payload, content_type=content_type)
    assert report.charset == charset
    assert "\ufffd" not in report.text
    assert word in report.text


def test_bytes_that_are_not_of_the_declared_charset_reach_the_desk() -> None:
    payload = page(article("<p>Caf\u00e9</p>")).encode().replace(b"harbour master", b"harb\xffur master")
    report = read(payload)
    assert [remark.severity for remark in report.remarks if remark.code == "charset"] == ["block"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<p>Please verify you are a human to continue.</p>", "captcha"),
        ("<p>Before you continue: we and our partners use cookies.</p><button>Accept all cookies</button>", "consent"),
        ("<p>Please log in to read this.</p>", "log-in"),
        ("<p>Sorry, the page was not found.</p>", "not-found"),
        ("<p>This domain is for sale. Buy this domain.</p>", "parked"),
        ("<p>Subscribe to continue reading. Already a subscriber?</p>", "paywall"),
    ],
)
def test_wrong_pages_are_told_apart(body: str, reason: str) -> None:
    with pytest.raises(WrongPage) as caught:
        read(page(body, title="The Harbour"))
    assert caught.value.reason == reason


def test_an_article_about_captchas_is_an_article() -> None:
    body = "<article>" + "".join(f"<p>{text} The site asks: are you a robot?</p>" for text in LONG * 5) + "</article>"
    assert len(read(page(body)).blocks) >= 4


@pytest.mark.parametrize(
    "payload", [b"%PDF-1.7 ....", b"\x89PNG\r\n", b"", b"\x00\x01\x02", page("<p>Too short.</p>").encode()]
)
def test_what_is_no_report_is_refused_with_a_reason(payload: bytes) -> None:
    with pytest.raises(UnreadablePage):
        read(payload)


def test_utf16_is_refused_by_name() -> None:
    with pytest.raises(UnreadablePage, match="utf-16"):
        read(page(article()).encode("utf-16"))


def test_deep_nesting_and_size_are_refused_at_once() -> None:
    with pytest.raises(PageBeyondLimits):
        read("<div>" * 200_000)
    with pytest.raises(PageBeyondLimits):
        read(page(article()), limits=ReadingLimits(payload=100))


def test_a_pull_quote_that_repeats_a_paragraph_is_published_once() -> None:
    report = read(page(article("", f"<blockquote>{LONG[0]}</blockquote>")))
    assert texts(report) == LONG
    assert Reason.DUPLICATE in {each.reason for each in report.omissions}
