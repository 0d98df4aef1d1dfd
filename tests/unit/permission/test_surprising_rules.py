"""The ten rules that surprised most when the terms of 240 outlets were read: each is kept."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from mediawire.model.permission import Permission, Used
from mediawire.model.report import Block, BlockKind, Report, Signal, Span, Stated, StatedTime
from mediawire.model.source import Answer, Excerpt, Extent, LinkTo, Place, Terms, Unit
from mediawire.permission import allowed, over
from tests.unit.permission.known import completed, confirmed, house

MOMENT = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
REPORT = Report(
    id="0" * 16,
    source_id="north",
    url="https://north.example/1",
    capture="0" * 64,
    retrieved_at=MOMENT,
    headline=Stated(value="Harbour reopens", origin="h1"),
    blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text="Ships pass. " * 40, span=Span(0, 1)) for _ in range(9)),
    language="en",
    published=StatedTime(moment=MOMENT - dt.timedelta(days=2), wording="", origin="meta"),
    signals=(Signal(kind="republish-offer", value=""),),
)


def decided(terms: Terms, days: float = 0, used: int = 0, **profile: object) -> Permission:
    return allowed(REPORT, terms, house(**profile), Used(this_month=used), MOMENT + dt.timedelta(days=days))


def test_1_an_as_of_line_canonical_and_full_length_or_nothing() -> None:
    permission = decided(confirmed("correctiv"))
    assert (permission.extent, permission.as_of_line, permission.canonical) == (Extent.FULL, True, True)
    reserved = dataclasses.replace(REPORT, paywalled=True)
    shortened = allowed(reserved, confirmed("correctiv"), house(), Used(), MOMENT)
    assert shortened.extent is Extent.HEADLINE, "an excerpt is not the full length"


def test_2_ninety_days_then_down_or_a_link_in_its_place() -> None:
    terms = confirmed("city-desk-abq")
    permission = decided(terms)
    assert permission.extent is Extent.FULL
    assert permission.until == MOMENT + dt.timedelta(days=88)
    assert permission.when_over == "link"
    assert over(permission).extent is Extent.HEADLINE
    assert decided(terms, days=88).extent is Extent.HEADLINE
    assert decided(confirmed("undark"), days=87).extent is Extent.FULL
    assert decided(confirmed("undark"), days=88).extent is Extent.HEADLINE


def test_3_two_credits_one_to_the_article_at_the_top_and_one_to_the_site_at_the_bottom() -> None:
    slots = {slot.place: slot.link for slot in decided(confirmed("mit-news")).credits}
    assert slots[Place.TOP] is LinkTo.ARTICLE
    assert slots[Place.BOTTOM] is LinkTo.HOME


def test_4_two_hundred_and_fifty_words_under_its_own_headline_and_three_paragraphs() -> None:
    texan = decided(confirmed("the-texan"))
    assert (texan.extent, texan.excerpt) == (Extent.EXCERPT, Excerpt(unit=Unit.WORDS, amount=250))
    assert not texan.headline_may_change
    assert decided(confirmed("publicsource")).excerpt == Excerpt(unit=Unit.PARAGRAPHS, amount=3)


def test_5_one_article_a_month() -> None:
    assert decided(confirmed("rioonwatch")).extent is Extent.FULL
    second = decided(confirmed("rioonwatch"), used=1)
    assert second.extent is Extent.HEADLINE
    assert "1 of 1 reports of this month are used." in second.reasons


def test_6_noncommercial_cannot_be_told_from_the_licence_alone() -> None:
    waived = decided(completed("kff-health-news"), for_profit=True)
    kept = decided(completed("new-frame"), for_profit=True)
    assert not any("noncommercial" in reason for reason in waived.reasons)
    assert any("noncommercial" in reason for reason in kept.reasons)
    assert kept.extent is Extent.HEADLINE


def test_7_an_active_link_in_the_first_paragraph_without_nofollow_and_not_smaller_than_the_text() -> None:
    slots = decided(confirmed("belarusian-investigative-center")).credits
    assert any(slot.place is Place.FIRST_PARAGRAPH and slot.follow and slot.link is LinkTo.ARTICLE for slot in slots)
    assert all(slot.full_size for slot in decided(confirmed("7x7")).credits)


@pytest.mark.parametrize("outlet", ["new-frame", "citizen-bulletin", "the-conversation-uk"])
def test_8_house_rules_cut_both_ways_and_word_for_word_keeps_them_all(outlet: str) -> None:
    permission = decided(completed(outlet))
    assert permission.inner_links
    assert not permission.headline_may_change, "what was not seen to be permitted is not"


def test_9_credit_and_link_waived_although_the_licence_asks_for_credit() -> None:
    assert decided(completed("scoop-me")).credits == ()
    assert decided(completed("minnpost")).credits


def test_10_print_but_never_online_free_abroad_and_approved_partners_only() -> None:
    assert decided(confirmed("insp-news-service"), memberships=()).extent is Extent.HEADLINE
    assert decided(confirmed("insp-news-service")).human_choice, "its agency stories a person must tell apart"
    assert decided(confirmed("voa"), country="US").extent is Extent.HEADLINE
    assert decided(confirmed("voa"), country=None).extent is Extent.HEADLINE
    assert decided(confirmed("voa"), country="NO").extent is Extent.FULL
    assert decided(completed("global-press-journal"), memberships=()).extent is Extent.HEADLINE


def test_a_ceiling_on_keeping_refuses_the_route() -> None:
    permission = decided(confirmed("guardian-open-platform"))
    assert permission.extent is Extent.NOTHING


def test_asking_first_is_no_yes() -> None:
    rules = confirmed("knowable").layers[-1]
    assert rules.headline_may_change is Answer.ASK
