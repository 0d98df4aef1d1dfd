"""An item as ninjs: its rights in the fields for them, and no text that the terms or a duty keep on the page."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from mediawire.intake import agency
from mediawire.model.errors import NotPermitted
from mediawire.model.headline import Headline
from mediawire.model.item import Item, ItemState
from mediawire.model.report import Signal
from mediawire.model.source import Basis, CreditSlot, Extent, Layer, LayerKind, LinkTo, Place, Terms
from mediawire.press import render_ninjs
from tests.unit.press import samples

SCHEMA = Path(__file__).resolve().parents[4] / Path("shared/feeds/iptc/ninjs/specification/ninjs-schema_2.1.json")
TERMS = Terms(layers=(Layer(kind=LayerKind.HOUSE_RULES, basis=Basis(url="https://courier.example/republish")),))
NOTICE = Signal(kind="copyright-notice", value="© 2026 Nordholm Courier", scope="item", where="json-ld copyrightNotice")
HOLDER = Signal(kind="copyright-holder", value="Nordholm Press Ltd", scope="item", where="json-ld copyrightHolder")


def ninjs(item: Item) -> dict[str, Any]:
    (file,) = render_ninjs(item, samples.surroundings()).files
    assert file.media_type == "application/json"
    told: dict[str, Any] = json.loads(file.body)
    return told


def permitted(**changed: Any) -> Item:
    return samples.item(permission=dataclasses.replace(samples.FULL, **changed))


def test_it_stands_beside_the_page_and_is_named_by_its_address() -> None:
    item = samples.item()
    (file,) = render_ninjs(item, samples.surroundings()).files
    assert file.path == f"{item.path}/ninjs.json"
    assert ninjs(item)["uri"].endswith(f"/{item.path}/")


def test_rights_stand_in_their_fields() -> None:
    told = ninjs(samples.item(source=samples.source(terms=TERMS), of={"signals": (NOTICE, HOLDER)}))
    assert told["copyrightnotice"] == "© 2026 Nordholm Courier"
    assert told["copyrightholder"] == "Nordholm Press Ltd"
    assert told["rightsinfo"] == {"linkedrights": "https://creativecommons.org/licenses/by/4.0/"}
    assert told["usageterms"].startswith("CC BY 4.0. Credit: This report was first published by Nordholm Courier.")


def test_without_a_licence_the_terms_page_is_linked() -> None:
    item = dataclasses.replace(permitted(licence="", licence_url=""), source=samples.source(terms=TERMS))
    assert ninjs(item)["rightsinfo"] == {"linkedrights": "https://courier.example/republish"}


def test_nobody_is_named_holder_whom_nobody_names_and_a_pictures_notice_is_not_the_texts() -> None:
    picture = dataclasses.replace(NOTICE, scope="figure")
    told = ninjs(samples.item(of={"signals": (picture,)}))
    assert not {"copyrightholder", "copyrightnotice"} & set(told)


def test_the_whole_text_travels_under_a_public_licence_with_credits_source_and_address() -> None:
    credit = CreditSlot(place=Place.TOP, wording="First in {source}", link=LinkTo.ARTICLE)
    told = ninjs(permitted(credits=(credit, *samples.FULL.credits)))
    [body] = told["bodies"]
    assert told["representationtype"] == "full"
    assert body["value"].index("First in") < body["value"].index("Work on the second lock")
    assert all(text.split("“")[0][:60] in body["value"] for text in samples.PARAGRAPHS)
    assert body["value"].rstrip().endswith("https://courier.example/2026/11/second-lock</a></p>")


@pytest.mark.parametrize(
    "bound",
    [
        {"licence_url": "", "licence": ""},
        {"extent": Extent.EXCERPT},
        {"extent": Extent.HEADLINE},
        {"counter": "<img src='https://courier.example/p'>"},
        {"closing": "Read more at the Courier."},
        {"as_of_line": True},
        {"until": samples.MOMENT + dt.timedelta(days=90)},
    ],
)
def test_what_binds_the_text_to_its_page_keeps_it_there(bound: dict[str, Any]) -> None:
    told = ninjs(permitted(**bound))
    assert told["representationtype"] == "partial"
    assert "bodies" not in told
    assert samples.PARAGRAPHS[1] not in json.dumps(told, ensure_ascii=False)


def test_both_headlines_where_the_desk_wrote_its_own() -> None:
    told = ninjs(samples.item(headline=Headline(text="Nordholm gets its lock", author="ada")))
    assert [(each["role"], each["value"]) for each in told["headlines"]] == [
        ("main", "Nordholm gets its lock"),
        ("original", "Second lock at Nordholm to be built from March"),
    ]


def test_nothing_is_written_for_what_is_not_live_and_what_may_not_be_printed_is_refused() -> None:
    assert render_ninjs(samples.item(state=ItemState.HELD), samples.surroundings()).files == ()
    with pytest.raises(NotPermitted):
        render_ninjs(permitted(extent=Extent.NOTHING), samples.surroundings())
    with pytest.raises(NotPermitted):
        render_ninjs(permitted(until=samples.MOMENT - dt.timedelta(days=1)), samples.surroundings())


def test_our_own_reader_takes_it() -> None:
    (file,) = render_ninjs(samples.item(), samples.surroundings()).files
    [entry] = agency.parse(file.body, "application/json")
    assert entry.title == "Second lock at Nordholm to be built from March"
    assert entry.status == "usable"


@pytest.mark.skipif(not SCHEMA.exists(), reason="the schemas of the IPTC do not lie beside this folder")
@pytest.mark.parametrize("item", [samples.item(), samples.rich(), permitted(extent=Extent.HEADLINE)])
def test_it_is_valid_ninjs(item: Item) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(ninjs(item))
