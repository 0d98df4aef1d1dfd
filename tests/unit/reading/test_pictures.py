"""Pictures of an article as read: where they are, their captions with their bytes, whose they are."""

from __future__ import annotations

import datetime as dt

import pytest

from mediawire.model.capture import Capture, Exchange, sha256
from mediawire.model.report import Picture
from mediawire.reading import read

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
WORDS = "".join(
    f"<p>The lock at Nordholm stays shut until Friday, the harbour office said in note {n}.</p>" for n in range(6)
)


def pictures(figures: str, above: str = "", below: str = "") -> tuple[tuple[Picture, ...], bytes]:
    html = f"<html lang=en><head><title>Lock shut</title></head><body>{above}<main><article><h1>Lock shut</h1>{figures}"
    payload = f"{html}{WORDS}</article></main>{below}</body></html>".encode()
    url = "https://north.example/news/1"
    exchange = Exchange(
        url=url, final_url=url, requested_at=NOW, received_at=NOW, status=200,
        headers=(("content-type", "text/html; charset=utf-8"),), body=payload, payload=payload,
    )  # fmt: skip
    report = read(Capture(exchange=exchange, digest=sha256(payload), source_id="north"))
    assert not any("Photo" in block.text for block in report.blocks)
    return report.pictures, payload


def test_a_figure_with_its_caption_and_credit() -> None:
    figure = (
        '<figure><img src="/i/1.jpg" alt="A lock"><figcaption>The lock on Monday. Photo: Ida Holm</figcaption></figure>'
    )
    [picture], payload = (told := pictures(figure))[0], told[1]
    assert (picture.url, picture.alt) == ("https://north.example/i/1.jpg", "A lock")
    assert (picture.caption, picture.credit) == ("The lock on Monday. Photo: Ida Holm", "Ida Holm")
    assert picture.span is not None
    assert payload[picture.span.start : picture.span.end] == b"The lock on Monday. Photo: Ida Holm"


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("The lock. © Reuters", "Reuters"),
        ("The lock. (Foto: dpa)", "dpa"),
        ("The lock. Crédit photo : AFP", "AFP"),
        ('The lock. <span class="photo-credit">Ida Holm/The Star</span>', "Ida Holm/The Star"),
        ('<span itemprop="copyrightHolder">EPA</span> The lock.', "EPA"),
        ("The lock on Monday.", ""),
        ("The photo shows the lock.", ""),
    ],
)
def test_whose_it_is(caption: str, credit: str) -> None:
    [picture], _ = pictures(f'<figure><img src="/1.jpg"><figcaption>{caption}</figcaption></figure>')
    assert picture.credit == credit


def test_a_licence_of_its_own() -> None:
    deed = "https://creativecommons.org/licenses/by/4.0/"
    figure = f'<figure><img src="/1.jpg"><figcaption>Photo: Jon Berg <a href="{deed}">CC BY</a></figcaption></figure>'
    assert pictures(figure)[0][0].licence == deed


def test_the_address_that_a_script_would_load() -> None:
    figure = '<figure><img src="data:image/gif;base64,R0" data-src="https://cdn.example/1.jpg"></figure>'
    assert pictures(figure)[0][0].url == "https://cdn.example/1.jpg"


@pytest.mark.parametrize(
    "figure",
    [
        "<figure><figcaption>No picture at all.</figcaption></figure>",
        '<figure><img src="data:image/png;base64,aa"></figure>',
        '<figure><img src="javascript:alert(1)"></figure>',
        '<aside><figure><img src="/1.jpg"></figure></aside>',
        '<a href="/other"><figure><img src="/1.jpg"></figure></a>',
    ],
)
def test_what_is_no_picture_of_the_article(figure: str) -> None:
    assert pictures(figure)[0] == ()


def test_what_stands_above_the_title_or_below_the_text_is_another_s() -> None:
    other = '<figure><img src="/other.jpg"></figure>'
    assert pictures("", above=other, below=other)[0] == ()


def test_each_picture_once_and_not_without_end() -> None:
    many = "".join(f'<figure><img src="/{n // 2}.jpg"></figure>' for n in range(40))
    assert [each.url[-5:] for each in pictures(many)[0]] == [f"{n}.jpg" for n in range(5)]
