"""Credits: wording, place, link."""

from __future__ import annotations

from typing import Any

import pytest

from mediawire.model.source import CreditSlot, LinkTo, Place
from mediawire.press.crediting import credit, placed
from tests.unit.press import samples

ARTICLE = '<a href="https://courier.example/2026/11/second-lock" rel="noopener">'
AUTHORS = "Tove Lindqvist, Anders Holm"
HOME = '<a href="https://courier.example/" rel="noopener">'


def told(wording: str, *, item: Any = None, **more: Any) -> str:
    return str(credit(CreditSlot(wording=wording, **more), item or samples.item()))


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("First published by {source}.", f"First published by {ARTICLE}Nordholm Courier</a>."),
        ("[This article] is by {source}.", f"{ARTICLE}This article</a> is by Nordholm Courier."),
        (
            "By {author}, [{source}], {date}",
            f"By {AUTHORS}, {ARTICLE}Nordholm Courier</a>, 25 November 2026",
        ),
        ("Nordholm Courier wrote this.", f"{ARTICLE}Nordholm Courier</a> wrote this."),
        ("Republished under licence.", f"Republished under licence. ({ARTICLE}Nordholm Courier</a>)"),
        ("Read {url}", f"Read {ARTICLE}https://courier.example/2026/11/second-lock</a>"),
        (
            "“{title}” in [one] and [two]",
            f"“Second lock at Nordholm to be built from March” in {ARTICLE}one</a> and two",
        ),
        ("{unknown} {source}", f"{{unknown}} {ARTICLE}Nordholm Courier</a>"),
        ("<b>{source}</b>", f"&lt;b&gt;{ARTICLE}Nordholm Courier</a>&lt;/b&gt;"),
    ],
)
def test_wording(wording: str, expected: str):
    assert told(wording) == expected


def test_a_link_to_the_home_page():
    assert told("See {source}", link=LinkTo.HOME) == f"See {HOME}Nordholm Courier</a>"


def test_no_link():
    assert told("See [{source}]", link=LinkTo.NOTHING) == "See Nordholm Courier"


def test_an_unsafe_home_is_no_link():
    item = samples.item(source=samples.source(home="javascript:alert(1)"))
    assert told("See {source}", item=item, link=LinkTo.HOME) == "See Nordholm Courier"


def test_nofollow_only_where_it_is_asked():
    assert 'rel="noopener nofollow"' in told("{source}", follow=False)


def test_brackets_in_a_name_are_not_read_as_a_link():
    item = samples.item(source=samples.source(name="Courier [North] {date}"))
    assert told("By {source}", item=item) == f"By {ARTICLE}Courier [North] {{date}}</a>"


def test_an_author_not_given_is_the_byline_else_the_source():
    assert told("{author}|", item=samples.item(of={"authors": ()}), link=LinkTo.NOTHING) == (
        "By Tove Lindqvist and Anders Holm|"
    )
    nobody = samples.item(of={"authors": (), "byline": None})
    assert told("{author}|", item=nobody, link=LinkTo.NOTHING) == "Nordholm Courier|"


def test_a_day_that_is_not_stated_is_not_invented():
    item = samples.item(of={"published": None})
    assert told("on {date}", item=item, link=LinkTo.NOTHING) == "on a day that the source does not state"


def test_credits_stand_in_their_places_in_order():
    slots = tuple(CreditSlot(place=p, wording=f"{p.value} {n}", link=LinkTo.NOTHING) for n in (1, 2) for p in Place)
    item = samples.item(permission=samples.permission(credits=slots))
    assert placed(item, Place.TOP) == ("top 1", "top 2")
    assert placed(item, Place.BOTTOM) == ("bottom 1", "bottom 2")
