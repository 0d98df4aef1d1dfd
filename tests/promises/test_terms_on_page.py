"""P4 and P5 for every kind of terms in the catalogue: the printed page carries each duty, and nothing forbidden.

The page is read back by a parser; nothing is asked of the templates. Terms are taken as an editor has completed them.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from typing import Any

import lxml.html
import pytest

from mediawire.model.headline import Headline
from mediawire.model.item import Item, ItemState
from mediawire.model.permission import Permission, Used
from mediawire.model.report import Block, BlockKind, Mark, MarkKind, Report, Span, Stated, StatedTime
from mediawire.model.settings import House
from mediawire.model.source import CreditSlot, Extent, LinkTo, Place, Source, Terms
from mediawire.permission import allowed, over
from mediawire.press import render
from tests.unit.permission.known import COUNTER, ENTRIES, completed, house
from tests.unit.press import samples
from tests.unit.press.finding import css, said

MOMENT = samples.MOMENT
URL = "https://outlet.example/report"
HOME = "https://outlet.example/"
WORDS = ("The harbour opened again, the town says.", "Ships wait outside.", "Nobody was hurt.", "More on Friday.")
BLOCKS = tuple(
    Block(
        kind=BlockKind.PARAGRAPH,
        text=text,
        span=Span(number, number + 1),
        marks=(Mark(MarkKind.LINK, 4, 11, f"https://linked.example/{number}"),),
    )
    for number, text in enumerate(text * 9 for text in (f"{each} " for each in WORDS))
)
REPORT = Report(
    id="0" * 16,
    source_id="s",
    url=URL,
    capture="0" * 64,
    retrieved_at=MOMENT,
    headline=Stated(value="Harbour opens again", origin="h1"),
    blocks=tuple(dataclasses.replace(block, text=block.text.strip()) for block in BLOCKS),
    byline=Stated(value="By Ada Byron", origin="byline"),
    authors=("Ada Byron",),
    published=StatedTime(moment=MOMENT - dt.timedelta(days=2), wording="", origin="meta"),
    language="en",
)
PROFILES: tuple[dict[str, Any], ...] = (
    {},
    {"counter_consent": False},
    {"for_profit": None, "advertisements": None, "paywall": None},
    {"country": "US", "memberships": (), "kind": None},
)


def page_of(permission: Permission, by: House) -> Any:
    item = Item(
        id=7,
        source=Source(id="s", name="The Outlet", home=HOME),
        report=REPORT,
        headline=Headline(text="The harbour is open", author="Eva Lund"),
        permission=permission,
        state=ItemState.LIVE,
        path="2026/11/25/7-x",
    )
    (file,) = render(item, samples.surroundings(by)).files
    return lxml.html.document_fromstring(file.body.decode("utf-8"))


@pytest.mark.parametrize("outlet", sorted(ENTRIES))
def test_the_page_carries_every_duty_of_an_outlet_and_nothing_forbidden(outlet: str) -> None:
    for profile in PROFILES:
        checked(completed(outlet), house(**profile))


def test_the_page_carries_the_duties_of_any_two_kinds_of_terms_at_once() -> None:
    """One outlet of each different set of rules, in pairs: duties add up and the strictest wins."""
    kinds = {}
    for outlet in sorted(ENTRIES):
        terms = completed(outlet)
        kinds.setdefault(repr([_bare(layer) for layer in terms.layers]), terms)
    some = sorted(kinds.values(), key=lambda terms: -len(repr(terms.layers[-1])))[:24]
    for one, other in itertools.combinations(some, 2):
        checked(Terms(layers=(*one.layers, *other.layers)), house())


def _bare(layer: Any) -> Any:
    return dataclasses.replace(layer, basis=type(layer.basis)(), by_hand=(), derived=(), who=None, memberships=())


def checked(terms: Terms, by: House) -> None:
    permission = allowed(REPORT, terms, by, Used(), MOMENT)
    if permission.extent is Extent.NOTHING:
        return
    page = page_of(permission, by)
    _credits_stand(page, permission)
    _head_and_foot(page, permission, terms)
    _no_more_than_allowed(page, permission, terms, by)
    _headline(page, permission, terms)


PLACES = {
    Place.TOP: "header .credit.top",
    Place.BYLINE: ".byline .credit",
    Place.BOTTOM: "footer .credit",
    Place.FIRST_PARAGRAPH: ".credit",
}
TARGETS = {LinkTo.ARTICLE: URL, LinkTo.HOME: HOME}


def _credits_stand(page: Any, permission: Permission) -> None:
    for slot in permission.credits:
        found = css(page, PLACES[slot.place])
        assert found, f"no credit at {slot.place}"
        assert any(_links(each, slot) for each in found), f"no credit at {slot.place} links to {slot.link}"
        if slot.full_size:
            assert css(page, ".full-size")


def _links(element: Any, slot: CreditSlot) -> bool:
    hrefs = [link for link in element.iter("a") if link.get("href") == TARGETS.get(slot.link)]
    return any("nofollow" not in (link.get("rel") or "") or not slot.follow for link in hrefs)


def _head_and_foot(page: Any, permission: Permission, terms: Terms) -> None:
    assert [each.get("href") for each in page.iter("link") if each.get("rel") == "canonical"] == [URL]
    assert any(link.get("href") == URL for link in css(page, "footer dl a[href]"))
    for layer in terms.layers:
        if layer.closing:
            assert layer.closing in said(page, ".closing")
        if layer.as_of:
            assert f"{MOMENT:%Y-%m-%d}" in next(each.get("datetime") for each in css(page, ".as-of time"))
    if permission.licence_url:
        assert any(link.get("href") == permission.licence_url for link in css(page, ".licence a"))


def _no_more_than_allowed(page: Any, permission: Permission, terms: Terms, by: House) -> None:
    printed = [element.text_content() for element in css(page, "[data-span]")]
    pictures = [each.get("src") for each in page.iter("img")]
    whole = printed == [block.text for block in REPORT.blocks]
    if permission.extent is Extent.FULL:
        assert whole
        links = [link.get("href") for link in css(page, "[data-span] a")]
        assert links == [f"https://linked.example/{number}" for number in range(4)], "links inside the text stay"
    else:
        assert not whole or permission.excerpt is not None
    if permission.extent is Extent.HEADLINE:
        assert sum(map(len, printed)) <= 100
    assert set(pictures) <= {"https://count.example/p.gif"}, "no picture of the source's"
    counted = any(layer.counter == COUNTER for layer in terms.layers)
    assert bool(pictures) is (counted and permission.extent is Extent.FULL)
    assert not (pictures and not by.profile.counter_consent)


def _headline(page: Any, permission: Permission, terms: Terms) -> None:
    shown = said(page, "h1")
    assert (shown == "The harbour is open") is permission.headline_may_change
    if permission.headline_may_change:
        assert "Harbour opens again" in said(page, "header .note"), "the source's own stands beside it"
        if permission.state_changes and permission.licence:
            assert "the headline" in said(page, ".licence")
    if any(layer.headline_shown for layer in terms.layers):
        assert [link.get("href") for link in css(page, ".original-headline a")] == [URL]


def test_what_stays_when_the_time_is_over_is_headline_and_link() -> None:
    permission = allowed(REPORT, completed("city-desk-abq"), house(), Used(), MOMENT)
    page = page_of(over(permission), house())
    assert len(said(page, "[data-span]")) <= 100
    assert said(page, "h1")
    assert any(link.get("href") == URL for link in page.iter("a"))
