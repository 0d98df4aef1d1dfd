"""HOSTILE.md group B: pages that are something else than the report that should stand there, each with its reason.

Every page stands in a site's own furniture, as it does in the wild: the wrong words are a small part of it.
"""

from __future__ import annotations

import pytest

from mediawire.model.errors import UnreadablePage, WrongPage
from tests.unit.reading.samples import LONG, capture, page, read, texts

SECTIONS = (
    "Harbour",
    "Town",
    "Weather",
    "Tides",
    "Fish prices",
    "Ferries",
    "Letters",
    "Obituaries",
    "Sport",
    "Archive",
)
NAVIGATION = (
    "<nav><ul>"
    + "".join(f"<li><a href='/{at}'>{name} {at}</a></li>" for at in range(12) for name in SECTIONS)
    + "</ul></nav>"
)
FOOTER = (
    "<footer><p>The Harbour is published by the Harbour Press, 2 Rope Walk, Lerna. All rights reserved.</p>"
    "<p><a href='/terms'>Terms</a> <a href='/privacy'>Privacy</a> <a href='/log-in'>Log in</a></p></footer>"
)
WRONG: dict[str, tuple[str, str, str]] = {
    "25 please log in": (
        "log-in",
        "Log in",
        "<main><h1>Welcome back</h1><p>Please log in to continue.</p><form><input name=name><input type=password></form></main>",
    ),
    "25 log in, in German": (
        "log-in",
        "Anmelden",
        "<main><p>Bitte melden Sie sich an, um den Artikel zu lesen.</p></main>",
    ),
    "26 consent wall": (
        "consent",
        "Before you continue",
        (
            "<main><h1>Before you continue</h1><p>We and our partners use cookies and similar technologies to store and read "
            "information on your device, to measure what is read and to show advertisements.</p>"
            "<button>Accept all cookies</button><button>Manage your privacy settings</button></main>"
        ),
    ),
    "26 consent wall, in German": (
        "consent",
        "Zustimmung",
        "<main><p>Mit Werbung weiterlesen wie gewohnt.</p><button>Zustimmen und weiter</button><p>Zustimmen & weiter</p></main>",
    ),
    "27 captcha": ("captcha", "Just a moment...", "<main><h2>Checking your browser</h2><p>Ray ID: 7f3a9</p></main>"),
    "27 access denied": ("captcha", "Access Denied", "<main><h1>Access denied</h1><p>Reference #18.2f3a.</p></main>"),
    "28 soft 404": (
        "not-found",
        "Page not found",
        "<main><h1>Oh dear</h1><p>The page you are looking for has been moved or removed.</p><p>Most read today:</p></main>",
    ),
    "28 soft 404, in French": (
        "not-found",
        "Page introuvable",
        "<main><p>Page introuvable, revenez au port.</p></main>",
    ),
    "29 paywall stub": (
        "paywall",
        "Ferry runs aground off the cape",
        (
            f"<main><h1>Ferry runs aground off the cape</h1><p>{LONG[0]}</p>"
            "<div><p>Subscribe now to continue reading. Already a subscriber? Log in.</p></div></main>"
        ),
    ),
    "32 parked domain": (
        "parked",
        "harbour.example",
        "<main><h1>harbour.example</h1><p>This domain is for sale. Buy this domain from its owner.</p></main>",
    ),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("furniture", [False, True], ids=["bare", "in the site's furniture"])
def test_a_wrong_page_is_recognised_and_refused_with_its_reason(case: tuple[str, str, str], furniture: bool) -> None:
    reason, title, body = case
    html = page(f"{NAVIGATION}{body}{FOOTER}" if furniture else body, title=title)
    with pytest.raises(WrongPage) as caught:
        read(html)
    assert caught.value.reason == reason
    assert caught.value.remedy
    assert "harbour.example" in caught.value.where


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_a_report_that_speaks_of_such_a_page_is_a_report(case: tuple[str, str, str]) -> None:
    _, title, body = case
    words = "".join(f"<p>{text} The page said: {title}.</p>" for text in LONG * 4)
    aside = body.replace("<main>", "<aside>").replace("</main>", "</aside>")
    report = read(page(f"{NAVIGATION}<article><h1>{'Ferry runs aground'}</h1>{words}</article>{aside}{FOOTER}"))
    assert len(texts(report)) >= 4


def test_31_a_page_served_as_an_image_is_dropped() -> None:
    with pytest.raises(UnreadablePage, match="image/png"):
        read(page("<p>Words</p>"), content_type="image/png")
    with pytest.raises(UnreadablePage):
        read(b"\x89PNG\r\n\x1a\n" + b"\x00" * 200, content_type="text/html")


def test_38_the_mobile_variant_is_the_report_at_its_canonical_address() -> None:
    words = "".join(f"<p>{text}</p>" for text in LONG)
    link = "<link rel='canonical' href='https://harbour.example/news/ferry'>"
    variants = [
        read(page(f"<article>{words}</article>", head=link), url=url)
        for url in ("https://m.harbour.example/amp/ferry", "https://harbour.example/news/ferry?amp=1")
    ]
    plain = read(page(f"<article>{words}</article>", head=link))
    assert {each.content_digest for each in variants} == {plain.content_digest}
    assert {each.url for each in variants} == {plain.url}
    assert len({each.id for each in (*variants, plain)}) == 1


def test_37_variants_by_place_are_two_captures_with_two_digests() -> None:
    here = page("".join(f"<p>{text}</p>" for text in LONG))
    there = here.replace("Monday", "Tuesday")
    assert capture(here).digest != capture(there).digest
    assert read(here).content_digest != read(there).content_digest
