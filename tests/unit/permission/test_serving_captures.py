"""The captured page of a report is served only where that is said, and never with another's copy in it or in part."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from mediawire.model.permission import Used
from mediawire.model.report import Block, BlockKind, Report, Signal, Span, Stated
from mediawire.model.settings import House
from mediawire.model.source import Basis, Contract, Extent, Layer, LayerKind, Scope, Source, Terms
from mediawire.permission import explained, permitted
from mediawire.permission.decision import limited_to, over

MOMENT = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
HOUSE = House(name="Quay", url="https://quay.example/", contact="desk@quay.example")
RULES, ONCE = LayerKind.HOUSE_RULES, LayerKind.PERMISSION
FULL = Layer(kind=RULES, extent=Extent.FULL)
SERVED = Layer(kind=RULES, extent=Extent.FULL, serve_capture=True)
REPORT = Report(
    id="0" * 16,
    source_id="north",
    url="https://north.example/1",
    capture="0" * 64,
    retrieved_at=MOMENT,
    headline=Stated(value="Harbour reopens", origin="h1"),
    blocks=(Block(kind=BlockKind.PARAGRAPH, text="The harbour is open again.", span=Span(0, 26)),),
)


def served(*layers: Layer, report: Report = REPORT, moment: dt.datetime = MOMENT, kind: str = "outlet") -> bool:
    source = Source(
        id="north", name="Northern Star", home="https://north.example/", kind=kind, terms=Terms(layers=layers)
    )
    return permitted(report, source, HOUSE, Used(), moment).serve_capture


def test_only_where_a_layer_says_so() -> None:
    assert served(SERVED)
    assert not served(FULL)
    assert not served()
    assert not served(Layer(kind=LayerKind.LICENCE, licence="CC-BY-4.0")), "a licence of the text is none of the page"


def test_the_strictest_layer_wins() -> None:
    assert served(FULL, Layer(kind=ONCE, serve_capture=True))
    assert not served(SERVED, Layer(kind=ONCE, serve_capture=False))


@pytest.mark.parametrize(
    "layer",
    [
        Layer(kind=ONCE, serve_capture=True, basis=Basis(confidence="catalogue")),
        Layer(kind=ONCE, serve_capture=True, scope=Scope(sections=("Ideas",))),
        Layer(kind=ONCE, serve_capture=True, valid_until=dt.date(2026, 11, 24)),
        Layer(kind=ONCE, serve_capture=True, valid_from=dt.date(2026, 11, 26)),
    ],
    ids=["unconfirmed", "out of scope or in doubt", "ended", "not begun"],
)
def test_a_layer_in_doubt_gives_nothing(layer: Layer) -> None:
    assert not served(FULL, layer)


@pytest.mark.parametrize("extent", [Extent.EXCERPT, Extent.HEADLINE, Extent.NOTHING])
def test_not_where_the_text_is_not_wholly_free(extent: Extent) -> None:
    assert not served(SERVED, Layer(kind=ONCE, extent=extent))
    assert not served(SERVED, report=dataclasses.replace(REPORT, paywalled=True))


def test_never_with_an_agency_in_it() -> None:
    assert not served(SERVED, kind="agency")
    credited = dataclasses.replace(REPORT, agency_credit=Stated(value="dpa", origin="last paragraph"))
    assert not served(SERVED, report=credited)
    block = dataclasses.replace(REPORT.blocks[0], text="NORDHOLM (Reuters) - The harbour is open again.")
    assert not served(SERVED, report=dataclasses.replace(REPORT, blocks=(block,)))


def test_not_by_a_contract_or_a_permission_that_is_about_the_text() -> None:
    """Agency copy runs under a contract; the page that it stood on is not served for that."""
    basis = Basis(stated="Contract 2026-118", confirmed_by="eva")
    contract = Contract(agency="Reuters", layer=dataclasses.replace(SERVED, basis=basis))
    block = dataclasses.replace(REPORT.blocks[0], text="NORDHOLM (Reuters) - The harbour is open again.")
    report = dataclasses.replace(REPORT, blocks=(block,))
    source = Source(
        id="north",
        name="Northern Star",
        home="https://north.example/",
        terms=Terms(layers=(SERVED,)),
        contracts=(contract,),
    )
    permission = permitted(report, source, HOUSE, Used(), MOMENT)
    assert permission.extent is Extent.FULL
    assert not permission.serve_capture


def test_not_where_the_page_reserves_its_rights() -> None:
    notice = Signal(kind="license", value="All rights reserved", scope="item", where="meta")
    assert not served(SERVED, report=dataclasses.replace(REPORT, signals=(notice,)))


def test_what_is_narrowed_later_is_not_served() -> None:
    source = Source(id="north", name="Northern Star", home="https://north.example/", terms=Terms(layers=(SERVED,)))
    permission = permitted(REPORT, source, HOUSE, Used(), MOMENT)
    assert any("captured page is served" in line for line in explained(permission))
    assert not limited_to(permission, Extent.EXCERPT, "a reservation").serve_capture
    assert not over(permission).serve_capture
    assert limited_to(permission, Extent.FULL, "nothing").serve_capture
