"""Notices to takers, and reports that only sound like them."""

from __future__ import annotations

import pytest

from mediawire.intake import notices
from mediawire.model.feed import FeedEntry, NoticeKind
from mediawire.model.source import Source

SOURCE = Source(id="outlet", name="The Outlet", home="https://outlet.example/")


def entry(title: str, **more: object) -> FeedEntry:
    return FeedEntry(title=title, link="https://outlet.example/n/9", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "kind", "subject"),
    [
        ("KILL: Minister resigns over bridge", NoticeKind.KILL, "Minister resigns over bridge"),
        ("MANDATORY KILL - Minister resigns", NoticeKind.KILL, "Minister resigns"),
        ("Attention editors: KILL - Minister resigns", NoticeKind.KILL, "Minister resigns"),
        ("*** KILL *** Minister resigns", NoticeKind.KILL, "Minister resigns"),
        ("Minister resigns - KILL", NoticeKind.KILL, "Minister resigns"),
        ("Minister resigns [WITHDRAWN]", NoticeKind.KILL, "Minister resigns"),
        ("WITHDRAWN: Minister resigns", NoticeKind.KILL, "Minister resigns"),
        ("Retraction: Minister resigns", NoticeKind.KILL, "Minister resigns"),
        ("RETRACTION", NoticeKind.KILL, ""),
        ("ZURÜCKGEZOGEN: Ministerin tritt zurück", NoticeKind.KILL, "Ministerin tritt zurück"),
        ("Achtung Redaktionen: Meldung zurückgezogen - Ministerin", NoticeKind.KILL, "Ministerin"),
        ("ANNULATION - La ministre démissionne", NoticeKind.KILL, "La ministre démissionne"),
        ("ANULADA: La ministra dimite", NoticeKind.KILL, "La ministra dimite"),
        ("ANNULLATA: La ministra si dimette", NoticeKind.KILL, "La ministra si dimette"),
        ("RETIRADA: Ministra demite-se", NoticeKind.KILL, "Ministra demite-se"),
        ("INGETROKKEN: Minister treedt af", NoticeKind.KILL, "Minister treedt af"),
        ("АННУЛИРОВАНО: Министр ушла в отставку", NoticeKind.KILL, "Министр ушла в отставку"),
        ("HOLD: Minister resigns", NoticeKind.HOLD, "Minister resigns"),
        ("(HOLD) Minister resigns", NoticeKind.HOLD, "Minister resigns"),
        ("DO NOT PUBLISH: Minister resigns", NoticeKind.HOLD, "Minister resigns"),
        ("SPERRFRIST: Ministerin tritt zurück", NoticeKind.HOLD, "Ministerin tritt zurück"),
        ("HOLD RELEASED: Minister resigns", NoticeKind.RELEASE, "Minister resigns"),
        ("RELEASE: Minister resigns", NoticeKind.RELEASE, "Minister resigns"),
        ("Hold lifted: Minister resigns", NoticeKind.RELEASE, "Minister resigns"),
        ("CORRECTED-Minister resigns", NoticeKind.CORRECTION, "Minister resigns"),
        ("Correction: Minister resigns", NoticeKind.CORRECTION, "Minister resigns"),
        ("Minister resigns (Corrected)", NoticeKind.CORRECTION, "Minister resigns"),
        ("REFILE-Minister resigns", NoticeKind.CORRECTION, "Minister resigns"),
        ("Berichtigung: Ministerin tritt zurück", NoticeKind.CORRECTION, "Ministerin tritt zurück"),
        ("ANNULE ET REMPLACE - La ministre", NoticeKind.CORRECTION, "La ministre"),
        ("CORRECCIÓN: La ministra dimite", NoticeKind.CORRECTION, "La ministra dimite"),
        ("RETTIFICA - La ministra", NoticeKind.CORRECTION, "La ministra"),
        ("&lt;b&gt;CORRECTION&lt;/b&gt;: Minister".replace("&lt;", "<").replace("&gt;", ">"),
         NoticeKind.CORRECTION, "Minister"),
    ],
)  # fmt: skip
def test_notices_in_the_words_of_the_trade(title: str, kind: NoticeKind, subject: str) -> None:
    found = notices.recognise(entry(title), SOURCE)
    assert found is not None
    assert found.kind is kind
    assert notices.subject(found) == subject


@pytest.mark.parametrize(
    "title",
    [
        "Police kill two",
        "Kill switch for phones becomes law",
        "Kill Bill returns to cinemas",
        "KILL BILL RETURNS TO CINEMAS",
        "Two killed in bridge collapse",
        "KILLED IN ACTION: TWO SOLDIERS NAMED",
        "Hold your breath: the eclipse is coming",
        "Hold: how traders wait",
        "HOLD-UP AT CITY BANK",
        "Troops: withdrawal begins",
        "Withdrawal: the last convoy leaves",
        "Withdrawn troops return home",
        "Market correction: what savers should know",
        "Corrections officers strike",
        "Release: the band's new album",
        "Press release: company opens plant",
        "Do not use: hair dye recalled",
        "The correction that shook the market",
        "Retrait de la réforme: les syndicats divisés",
        "Embargo on oil is lifted",
        "",
    ],
)
def test_reports_that_only_sound_like_them(title: str) -> None:
    assert notices.recognise(entry(title), SOURCE) is None


@pytest.mark.parametrize(
    ("categories", "kind"),
    [
        (("News", "KILL"), NoticeKind.KILL),
        (("Retraction",), NoticeKind.KILL),
        (("correction",), NoticeKind.CORRECTION),
        (("HOLD",), NoticeKind.HOLD),
    ],
)
def test_a_category_may_say_it(categories: tuple[str, ...], kind: NoticeKind) -> None:
    found = notices.recognise(entry("Minister resigns", categories=categories), SOURCE)
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize("categories", [("kill",), ("Release",), ("Corrections",), ("Film", "Kill Bill")])
def test_a_category_that_is_a_topic_says_nothing(categories: tuple[str, ...]) -> None:
    assert notices.recognise(entry("Minister resigns", categories=categories), SOURCE) is None


@pytest.mark.parametrize(("status", "kind"), [("canceled", NoticeKind.KILL), ("withheld", NoticeKind.HOLD)])
def test_the_status_of_an_agency_document_says_it(status: str, kind: NoticeKind) -> None:
    found = notices.recognise(entry("Minister resigns", status=status), SOURCE)
    assert found is not None
    assert found.kind is kind
    assert notices.recognise(entry("Minister resigns", status="usable"), SOURCE) is None


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ('<p>See <a href="https://outlet.example/old">the report</a>.</p>', "https://outlet.example/old"),
        ("The report at https://outlet.example/old. Please delete it.", "https://outlet.example/old"),
        (
            '<a href="https://else.example/x">x</a> <a href="https://outlet.example/old">y</a>',
            "https://outlet.example/old",
        ),
        ('<a href="https://else.example/x">x</a>', "https://else.example/x"),
        ("Please kill urn:newsml:outlet.example:20260305:77.", "urn:newsml:outlet.example:20260305:77"),
        ("Story ID: AB-1234/5 is withdrawn", "AB-1234/5"),
        ('<a href="https://outlet.example/n/9?utm_source=rss">this notice</a>', None),
        ('<a href="https://www.outlet.example/">our site</a>', None),
        ("No address at all.", None),
        (None, None),
    ],
)
def test_what_a_notice_names(text: str | None, target: str | None) -> None:
    found = notices.recognise(entry("KILL: Minister resigns", summary=text), SOURCE)
    assert found is not None
    assert found.target == target


def test_a_related_link_is_the_target() -> None:
    found = notices.recognise(entry("WITHDRAWN: x", also=("https://outlet.example/old",)), SOURCE)
    assert found is not None
    assert found.target == "https://outlet.example/old"
