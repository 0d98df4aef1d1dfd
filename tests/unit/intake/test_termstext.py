"""The words of a page of terms: what changes with them counts, what changes around them does not."""

from __future__ import annotations

import pytest

from mediawire.intake.termstext import terms_text

HTML = {"content-type": "text/html; charset=utf-8"}
TERMS = "Republish our reports in full under CC BY-ND 4.0, with a credit and a link. " * 4


def page(terms: str = TERMS, before: str = "", after: str = "") -> bytes:
    return f"<html><body>{before}<main><h1>Republish</h1><p>{terms}</p></main>{after}</body></html>".encode()


def test_one_paragraph_a_line_with_white_space_folded() -> None:
    told = terms_text(page("A  credit\n at the\u00a0top. " + TERMS), HTML).split("\n")
    assert told[0] == "Republish"
    assert told[1].startswith("A credit at the top. Republish")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<nav><a href='/'>Home</a> 12 new</nav>", ""),
        ("<header>Wednesday</header>", "<footer>© 2026</footer>"),
        ("<script>var nonce = '8f2a'</script>", "<aside>Most read</aside>"),
        ("", "<div>Other news of the day</div>"),
    ],
)
def test_what_changes_around_the_terms_is_no_change(before: str, after: str) -> None:
    assert terms_text(page(before=before, after=after), HTML) == terms_text(page(), HTML)


def test_scripts_and_drawings_within_the_terms_are_passed_over_with_what_follows_kept() -> None:
    inside = "First. <script>x()</script>Second. <svg><title>Search</title></svg>Third. "
    told = terms_text(page(inside + TERMS), HTML)
    assert "First. Second. Third." in told
    assert "Search" not in told


def test_a_word_that_changes_is_a_change() -> None:
    assert terms_text(page(TERMS.replace("in full", "in part")), HTML) != terms_text(page(), HTML)


def test_a_page_without_main_gives_its_body() -> None:
    body = f"<html><body><nav>Home</nav><div>{TERMS}</div></body></html>".encode()
    assert terms_text(body, HTML) == TERMS.strip()


def test_plain_text_is_taken_as_it_is() -> None:
    assert terms_text(b"One  line.\n\n<b>Two.</b>", {"content-type": "text/plain"}) == "One line.\n<b>Two.</b>"


@pytest.mark.parametrize("payload", [b"", b"\xff\xfe", b"<", b"<main>", b"<div>" * 20_000])
def test_no_page_makes_it_fail(payload: bytes) -> None:
    assert isinstance(terms_text(payload, HTML), str)
