"""The item page, read as a browser or a machine reads it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

import lxml.html
import pytest

from mediawire.model.errors import NotPermitted
from mediawire.model.headline import Headline
from mediawire.model.item import Item, ItemState
from mediawire.model.report import BlockKind, Signal, Stated, StatedTime
from mediawire.model.source import Basis, CreditSlot, Excerpt, Extent, Layer, LayerKind, Place, Terms, Unit
from mediawire.press import paths_of, recent_of, render, shown_headline
from tests.unit.press import samples
from tests.unit.press.finding import css, said

PIXEL = '<img src="https://courier.example/pixel?post=1" width="1">'


def page(item: Item, **more: Any) -> Any:
    (file,) = render(item, samples.surroundings(**more)).files
    return lxml.html.fromstring(file.body.decode("utf-8"))


def head(tree: Any, path: str) -> str:
    (found,) = tree.xpath(path)
    return str(found)


def json_ld(item: Item) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(page(item).xpath('string(//script[@type="application/ld+json"])'))
    return told


def test_an_edition_is_one_page_at_the_item_s_path():
    (file,) = render(samples.item(), samples.surroundings()).files
    assert file.path == "2026/11/25/12-second-lock-at-nordholm/index.html"
    assert file.media_type == "text/html; charset=utf-8"
    assert paths_of(samples.item()) == (file.path,)


def test_the_same_values_give_the_same_bytes():
    assert render(samples.rich(), samples.surroundings()) == render(samples.rich(), samples.surroundings())


def test_the_page_says_whose_report_it_is_at_top_and_bottom():
    tree = page(samples.item())
    assert said(tree, ".byline") == "By Tove Lindqvist and Anders Holm From Nordholm Courier"
    assert said(tree, "dl.source") == (
        "SourceNordholm Courier URLhttps://courier.example/2026/11/second-lock Retrieved25 November 2026, 13:58 UTC"
    )
    assert said(tree, ".colophon .credit") == "This report was first published by Nordholm Courier."
    assert samples.HOUSE.disclaimer in said(tree, ".disclaimer")
    assert css(tree, "article")[0].getchildren()[-1].getchildren()[-1].get("class") == "source"


def test_times_of_source_and_retrieval_are_told_apart():
    assert said(page(samples.item()), ".times") == (
        "Published at the source25 November 2026, 14:20 UTC+1 Retrieved25 November 2026, 13:58 UTC"
    )


def test_a_time_that_is_not_stated_is_not_invented():
    item = samples.item(of={"published": None})
    assert "The source states no time" in said(page(item), ".times")
    assert "datePublished" not in json_ld(item)


def test_the_body_s_blocks_stand_in_order_each_with_its_number():
    spans = css(page(samples.item()), "[data-span]")
    assert [(span.get("data-span"), span.text_content()) for span in spans] == [
        (str(number), text) for number, text in enumerate(samples.PARAGRAPHS)
    ]


def test_a_source_s_own_headline_needs_no_note():
    tree = page(samples.item())
    assert said(tree, "h1") == "Second lock at Nordholm to be built from March"
    assert not css(tree, ".note")


def test_a_changed_headline_says_so_and_shows_the_source_s():
    tree = page(samples.rich())
    assert said(tree, "h1") == "Nordholm’s second lock: eleven months of building from March"
    assert said(tree, ".note") == (
        "Headline by The Harbour Post. At the source: Second lock at Nordholm to be built from March"
    )
    assert "Changed by The Harbour Post: the headline. The text is unaltered." in said(tree, ".licence")


def test_where_the_headline_may_not_change_the_source_s_is_the_title():
    item = samples.item(
        permission=samples.permission(headline_may_change=False), headline=Headline(text="Lock!", author="Eva Lund")
    )
    tree = page(item)
    assert said(tree, "h1") == shown_headline(item) == "Second lock at Nordholm to be built from March"
    assert said(tree, ".note").endswith("Our desk’s headline: Lock!")
    assert recent_of(item, samples.surroundings()).headline == "Second lock at Nordholm to be built from March"


def test_caveats_stand_beside_the_headline():
    assert said(page(samples.rich()), "header .caveats") == (
        "The report says, and the headline does not: The figures could not be independently verified."
    )


def test_an_opinion_is_labelled_everywhere():
    tree = page(samples.opinion())
    assert said(tree, ".kicker .label") == "Opinion"
    assert "not the opinion of The Harbour Post" in said(tree, ".note")
    assert json_ld(samples.opinion())["@type"] == "OpinionNewsArticle"
    assert recent_of(samples.opinion(), samples.surroundings()).view


def test_credits_stand_where_the_terms_ask_for_them():
    slots = tuple(CreditSlot(place=place, wording=f"At {place.value}: {{source}}.") for place in Place)
    tree = page(samples.item(permission=samples.permission(credits=slots)))
    assert said(tree, "header p.credit.top") == "At top: Nordholm Courier."
    assert said(tree, ".byline .credit") == "At byline: Nordholm Courier."
    assert said(tree, ".body p span.credit") == "At first-paragraph: Nordholm Courier."
    assert said(tree, ".colophon p.credit") == "At bottom: Nordholm Courier."


def test_a_first_paragraph_credit_without_a_paragraph_stands_above_the_body():
    slot = CreditSlot(place=Place.FIRST_PARAGRAPH, wording="By {source}.")
    blocks = (samples.paragraph("Said", BlockKind.QUOTATION),)
    tree = page(samples.item(of={"blocks": blocks}, permission=samples.permission(credits=(slot,))))
    assert said(tree, "header p.credit.top") == "By Nordholm Courier."


def test_an_excerpt_is_called_one_and_leads_to_the_whole():
    tree = page(samples.item(permission=samples.permission(extent=Extent.EXCERPT, excerpt=Excerpt(amount=1))))
    assert said(tree, ".body") == samples.PARAGRAPHS[0]
    assert said(tree, ".more") == (
        "This is an excerpt, as the terms of Nordholm Courier allow. Read the whole report at Nordholm Courier"
    )
    assert css(tree, ".more a")[0].get("href") == "https://courier.example/2026/11/second-lock"


@pytest.mark.parametrize("extent", [Extent.EXCERPT, Extent.HEADLINE])
def test_what_may_not_be_printed_is_nowhere_on_the_page(extent: Extent):
    item = samples.item(permission=samples.permission(extent=extent, excerpt=Excerpt(unit=Unit.WORDS, amount=6)))
    (file,) = render(item, samples.surroundings()).files
    body = file.body.decode("utf-8")
    for words in ("after three years", "62 million", "verified"):
        assert words not in body
        assert words not in recent_of(item, samples.surroundings()).excerpt


def test_what_was_left_out_is_accounted_for():
    assert said(page(samples.rich()), ".omitted li") == (
        "2 related-links boxes 1 newsletter form 1 picture 1 picture caption"
    )


def test_the_chain_claims_no_more_than_the_report_says():
    tree = page(samples.rich())
    assert said(tree, ".chain text") == (
        "Nordholm Courier news outlet Strait News Agency news agency a source in the county administration not named "
        "in the report"
    )
    assert "We have not asked them." in said(tree, ".chain")
    assert not css(page(samples.item()), ".chain")


def test_revision_closing_as_of_and_copy_are_told():
    tree = page(samples.rich())
    assert said(tree, ".revision") == (
        "Changed at the source 25 November 2026, 15:30 UTC, as it states. Revised here 25 November 2026, 16:30 UTC "
        "(printing 2): The source has corrected the month. Earlier headline here: Nordholm’s second lock to be built "
        "from May."
    )
    assert said(tree, ".closing") == "The Courier is read by people who live on the water."
    assert said(tree, ".as-of").startswith("This copy is as of 25 November 2026, 13:58 UTC. Later changes stand in")
    assert "an earlier report by Strait News Agency" in said(tree, ".copy")


def test_an_item_that_was_not_revised_says_nothing_of_it():
    assert not css(page(samples.item()), ".revision")


def test_the_head():
    tree = page(samples.item())
    assert head(tree, '//link[@rel="canonical"]/@href') == "https://courier.example/2026/11/second-lock"
    assert head(tree, '//link[@rel="license"]/@href') == "https://creativecommons.org/licenses/by/4.0/"
    assert head(tree, "//title/text()") == f"{samples.report().headline.value} | Media Wire | The Harbour Post"
    assert head(tree, '//meta[@name="description"]/@content').startswith("Work on the second lock")
    assert head(tree, '//meta[@property="og:url"]/@content') == (
        "https://wire.harbour.example/2026/11/25/12-second-lock-at-nordholm/"
    )


def test_canonical_only_where_the_permission_says_so():
    tree = page(samples.item(permission=samples.permission(canonical=False, licence="", licence_url="")))
    assert not tree.xpath('//link[@rel="canonical"]')
    assert not tree.xpath('//link[@rel="license"]')
    assert not css(tree, ".licence")


def test_json_ld():
    told = json_ld(samples.rich())
    assert told["@type"] == "NewsArticle"
    assert told["isBasedOn"] == told["mainEntityOfPage"] == "https://courier.example/2026/11/second-lock"
    assert told["author"] == [
        {"@type": "Person", "name": "Tove Lindqvist"},
        {"@type": "Person", "name": "Anders Holm"},
    ]
    assert told["datePublished"] == "2026-11-25T14:20:00+01:00"
    assert told["publisher"]["name"] == "The Harbour Post"
    assert told["sourceOrganization"]["url"] == "https://courier.example/"
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["alternativeHeadline"] == "Second lock at Nordholm to be built from March"
    assert json_ld(samples.item(of={"authors": ()}))["author"][0]["name"] == "Nordholm Courier"


def test_json_ld_cannot_end_its_element():
    item = samples.item(of={"headline": Stated(value="</script><script>alert(1)</script>", origin="h1")})
    tree = page(item)
    assert len(tree.xpath("//script[not(@src)]")) == 1
    assert json_ld(item)["headline"] == "</script><script>alert(1)</script>"


@pytest.mark.parametrize("words", ["</script x", "<!--<script>", "a & b", "</ScRiPt/"])
def test_json_ld_holds_nothing_that_html_reads(words: str):
    item = samples.item(of={"headline": Stated(value=words, origin="h1")})
    (file,) = render(item, samples.surroundings()).files
    written = file.body.decode("utf-8").partition('ld+json">')[2].partition("</script>")[0]
    assert not set("<>&") & set(written)
    assert json.loads(written)["headline"] == words


def test_a_first_printing_is_no_revision():
    item = samples.item(revision=1, revised_at=samples.MOMENT)
    assert not css(page(item), ".revision")
    assert recent_of(item, samples.surroundings()).revised_at is None


def test_nothing_inline_and_everything_loaded_is_ours():
    tree = page(samples.rich())
    assert not tree.xpath(
        "//style | //*[@style] | //iframe | //object | //base | //form | //script[not(@src or @type)]"
    )
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    loaded = tree.xpath("//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href | //img/@src")
    assert loaded
    assert all(address.startswith("../../../../static/") for address in loaded)
    policy = head(tree, '//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert "script-src 'self'; style-src 'self'; img-src 'self';" in policy


def test_a_counter_runs_beside_the_full_text_with_consent_alone():
    item = samples.item(permission=samples.permission(counter=PIXEL))
    tree = page(item, house=samples.CONSENTING)
    assert css(tree, "img.counter")[0].get("src") == "https://courier.example/pixel?post=1"
    assert "img-src 'self' https://courier.example;" in head(
        tree, '//meta[@http-equiv="Content-Security-Policy"]/@content'
    )
    assert not css(page(item), "img")


def test_languages_and_directions():
    tree = page(samples.persian())
    (body,) = css(tree, ".body")
    assert (body.get("lang"), body.get("dir")) == ("fa", "rtl")
    (headline,) = css(tree, "h1")
    assert (headline.get("lang"), headline.get("dir"), headline.getchildren()[0].tag) == ("fa", "rtl", "bdi")
    assert css(page(samples.item(of={"language": ""})), ".body")[0].get("dir") == "auto"


def test_recent_posts_leave_out_the_item_itself_and_are_dated():
    tree = page(samples.item(id=99, path="2026/11/25/99-x"))
    entries = css(tree, ".recent li")
    assert len(entries) == 8
    assert said(entries[0], "h3").startswith("شورای شهر")
    (time,) = css(entries[0], "time[data-age]")
    assert time.text_content() == "25 November 2026, 13:56 UTC"
    assert time.get("datetime") == "2026-11-25T13:56:00+00:00"
    assert said(entries[1], ".label") == "Opinion"


def test_without_recent_posts_the_list_is_there_to_be_filled():
    (aside,) = css(page(samples.item(), recent=()), ".recent")
    assert said(aside, "h2") == "Recent posts"
    assert not css(aside, "li")


def test_an_agency_line_is_told():
    assert said(page(samples.rich()), ".agency") == "Agency line: (SNA)"


@pytest.mark.parametrize(
    "item",
    [
        samples.item(source=samples.source(name=" \u202e ")),
        samples.item(of={"url": ""}),
        samples.item(of={"url": "javascript:alert(1)"}),
        samples.item(of={"retrieved_at": dt.datetime(2026, 11, 25)}),  # noqa: DTZ001 - the fault under test
        samples.item(of={"headline": Stated(value="", origin="none")}),
        samples.item(permission=samples.permission(extent=Extent.NOTHING)),
        samples.item(permission=samples.permission(until=samples.MOMENT)),
        samples.item(permission=samples.permission(not_before=samples.MOMENT + dt.timedelta(seconds=1))),
    ],
    ids=["no source", "no address", "no web address", "no zone", "no headline", "nothing", "ended", "too early"],
)
def test_what_is_not_attributed_or_not_permitted_is_refused(item: Item):
    with pytest.raises(NotPermitted) as refused:
        render(item, samples.surroundings())
    assert refused.value.where == "item 12"


@pytest.mark.parametrize("state", [state for state in ItemState if state is not ItemState.LIVE])
def test_what_is_not_live_is_a_preview_without_a_path(state: ItemState):
    early = samples.permission(not_before=samples.MOMENT + dt.timedelta(days=1))
    (file,) = render(samples.item(state=state, permission=early), samples.surroundings()).files
    assert file.path == ""
    tree = lxml.html.fromstring(file.body.decode("utf-8"))
    assert said(tree, ".preview") == "Preview. This report is not printed."
    assert head(tree, '//meta[@name="robots"]/@content') == "noindex, nofollow"


def test_recent_of_carries_what_feeds_need():
    told = recent_of(samples.rich(), samples.surroundings())
    assert told.source_feed == "https://courier.example/feed.xml"
    assert told.byline == "By Tove Lindqvist and Anders Holm"
    assert told.revised_at == samples.MOMENT + dt.timedelta(hours=2)
    assert told.excerpt == "The dispute is over: authority and county share the cost, and ships keep moving."
    assert recent_of(samples.item(printed_at=None), samples.surroundings()).printed_at == samples.MOMENT


def test_a_very_long_headline_is_set_smaller():
    assert css(page(samples.opinion()), "h1")[0].get("class") == "long"


def test_a_day_only_time_is_a_day():
    day = StatedTime(moment=samples.MOMENT, wording="25 Nov", origin="text", day_only=True)
    tree = page(dataclasses.replace(samples.item(), report=samples.report(published=day)))
    assert tree.xpath("//dl[@class='times']//time/@datetime")[0] == "2026-11-25"


def test_the_head_tells_machines_the_rights_that_source_and_terms_state():
    signals = (
        Signal(kind="copyright-notice", value="© 2026 Nordholm Courier", scope="item", where="json-ld"),
        Signal(kind="copyright-notice", value="© Ida Marstrand", scope="figure", where="json-ld"),
        Signal(kind="copyright-holder", value="Nordholm Press Ltd", scope="site", where="json-ld"),
        Signal(kind="usage-info", value="https://courier.example/use", scope="item", where="json-ld"),
    )
    told = json_ld(samples.item(of={"signals": signals}))
    assert told["copyrightNotice"] == "© 2026 Nordholm Courier"
    assert told["copyrightHolder"] == {"name": "Nordholm Press Ltd"}
    assert told["usageInfo"] == "https://courier.example/use"
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["isBasedOn"] == "https://courier.example/2026/11/second-lock"


def test_the_terms_that_were_read_go_before_those_that_the_page_names():
    usage = Signal(kind="usage-info", value="https://courier.example/use", scope="item", where="json-ld")
    layer = Layer(kind=LayerKind.HOUSE_RULES, basis=Basis(url="https://courier.example/republish"))
    item = samples.item(source=samples.source(terms=Terms(layers=(layer,))), of={"signals": (usage,)})
    assert json_ld(item)["usageInfo"] == "https://courier.example/republish"


def test_a_source_that_states_no_rights_is_given_none():
    assert not {"copyrightNotice", "copyrightHolder", "usageInfo"} & set(json_ld(samples.item()))
