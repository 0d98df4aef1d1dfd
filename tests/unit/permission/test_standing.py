"""Contracts with agencies and one-off permissions: they hold where they say so, for what they say, and nowhere else."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.model.errors import DecisionRefused
from mediawire.model.report import Report, Signal, Stated
from mediawire.model.source import (
    SETTLES,
    Basis,
    Contract,
    CreditSlot,
    Extent,
    Layer,
    LayerKind,
    Place,
    Scope,
    Source,
    Terms,
)
from mediawire.permission import Hearing, granted, hearing
from tests.unit.permission.test_hearing import BY_NC, CC_BY, FREE, HOUSE, MOMENT, ORDER, Used, licensed, report, source

BASIS = Basis(stated="Contract 2026-118 with Reuters", confirmed_by="eva")
CREDIT = CreditSlot(place=Place.TOP, wording="Reuters, by contract with [{source}]")
LAYER = Layer(
    kind=LayerKind.PERMISSION, basis=BASIS, extent=Extent.FULL, settles=("reservation",), credits=(CREDIT,),
    human_choice=False,
)  # fmt: skip
REUTERS = Contract(agency="Reuters", layer=LAYER)
AGENCY_COPY = report("NORDHOLM (Reuters) - The lock is shut.", "It opens on Friday.")


def under(outlet: Source, subject: Report, *contracts: Contract) -> Hearing:
    return hearing(subject, dataclasses.replace(outlet, contracts=contracts), HOUSE, Used(), MOMENT)


def one_off(*settles: str, **told: object) -> Layer:
    layer = Layer(kind=LayerKind.PERMISSION, basis=BASIS, extent=Extent.FULL, settles=settles)
    return dataclasses.replace(layer, **told)


def test_agency_copy_in_an_outlet_is_held_without_a_contract_and_runs_as_the_contract_says() -> None:
    held = under(FREE, AGENCY_COPY)
    assert held.permission.extent is Extent.HEADLINE
    assert "copy of Reuters" in held.not_covered
    runs = under(FREE, AGENCY_COPY, REUTERS)
    assert (runs.permission.extent, runs.not_covered) == (Extent.FULL, "")
    assert not runs.permission.human_choice
    assert runs.permission.credits == (CREDIT,), "the contract's duties, not the outlet's"
    assert not runs.permission.headline_may_change, "the outlet's leave to change it is not Reuters's"
    assert any("Contract 2026-118" in reason for reason in runs.permission.reasons)


def test_the_contract_is_the_snapshot_that_the_printing_rests_on() -> None:
    terms = under(FREE, AGENCY_COPY, REUTERS).permission.terms
    assert terms is not None
    assert terms.layers == (LAYER,)


def test_a_contract_says_nothing_of_what_is_the_outlet_s_own() -> None:
    own = report("NORDHOLM, Tuesday. The lock is shut.")
    assert under(source(), own, REUTERS).permission.extent is Extent.HEADLINE
    assert under(FREE, own, REUTERS) == under(FREE, own)


def test_a_contract_with_one_agency_does_not_cover_another_s_words_in_the_same_copy() -> None:
    both = report("NORDHOLM (Reuters) - The lock is shut.", "The pilots wait.", "(AFP)")
    assert "AFP" in under(FREE, both, REUTERS).not_covered or "Reuters" in under(FREE, both, REUTERS).not_covered
    agence = Contract(agency="Agence France-Presse", layer=LAYER)
    assert under(FREE, both, REUTERS, agence).permission.extent is Extent.FULL


@pytest.mark.parametrize(
    ("signed", "extent"),
    [("(dpa/AFP)", Extent.HEADLINE), ("(Reuters/jb)", Extent.FULL), ("(Thomson Reuters)", Extent.FULL)],
)
def test_joint_signatures_need_a_contract_with_each_and_initials_are_nobody(signed: str, extent: Extent) -> None:
    subject = report("The lock at Nordholm is shut.", f"It opens on Friday. {signed}")
    assert under(FREE, subject, REUTERS, Contract(agency="dpa", layer=LAYER)).permission.extent is extent


def test_the_strictest_of_two_contracts_holds() -> None:
    subject = report("The lock is shut.", "It opens on Friday. (dpa/AFP)")
    short = Contract(agency="AFP", layer=dataclasses.replace(LAYER, extent=Extent.EXCERPT))
    assert under(FREE, subject, Contract(agency="dpa", layer=LAYER), short).permission.extent is Extent.EXCERPT


@pytest.mark.parametrize(
    "told",
    [
        {"valid_until": dt.date(2026, 11, 24)},
        {"valid_from": dt.date(2026, 11, 26)},
        {"scope": Scope(languages=("de",))},
        {"basis": Basis(stated="a rumour", confidence="tag")},
    ],
)
def test_a_contract_that_is_over_not_begun_elsewhere_or_unconfirmed_covers_nothing(told: dict[str, object]) -> None:
    subject = dataclasses.replace(AGENCY_COPY, language="en")
    contract = dataclasses.replace(REUTERS, layer=dataclasses.replace(LAYER, **told))
    assert under(FREE, subject, contract).permission.extent is Extent.HEADLINE
    assert under(FREE, subject, contract).not_covered


def test_the_agency_s_own_documents_run_by_its_contract() -> None:
    agency = Source(id="reuters", name="Reuters", home="https://north.example/", kind="agency")
    assert under(agency, report("The lock is shut.")).permission.extent is Extent.HEADLINE
    assert under(agency, AGENCY_COPY, REUTERS).permission.extent is Extent.FULL
    outlet = dataclasses.replace(agency, kind="outlet")
    assert under(outlet, report("The lock is shut."), REUTERS).permission.extent is Extent.HEADLINE


def test_the_agency_s_reservation_is_what_a_contract_lifts_and_a_contradiction_is_not() -> None:
    reserved = licensed("© Reuters. All rights reserved", "page", "copyright-notice")
    subject = dataclasses.replace(AGENCY_COPY, signals=(reserved,))
    assert under(FREE, subject, REUTERS).permission.extent is Extent.FULL
    contradicting = dataclasses.replace(AGENCY_COPY, signals=(reserved, licensed(BY_NC)))
    assert under(FREE, contradicting, REUTERS).permission.extent is Extent.HEADLINE


# -- one-off permissions --


@pytest.mark.parametrize(
    ("token", "subject"),
    [
        ("agency-copy", AGENCY_COPY),
        ("reservation", report("It is shut.", signals=(licensed("All rights reserved", "page", "copyright-notice"),))),
        ("contradiction", report("It is shut.", signals=(licensed(BY_NC), licensed("CC BY 4.0", "site")))),
    ],
)
def test_a_permission_settles_what_it_names_and_only_that(token: str, subject: Report) -> None:
    tokens = (token, "licence")
    assert under(source(one_off(*tokens)), subject).permission.extent is Extent.FULL
    others = tuple(each for each in SETTLES if each not in (*tokens, "terms"))
    heard = under(source(one_off(*others)), subject)
    assert heard.permission.extent is Extent.HEADLINE
    assert heard.contradiction or heard.not_covered


def test_what_is_not_stated_stays_with_the_strictest() -> None:
    strict = Layer(kind=LayerKind.HOUSE_RULES, extent=Extent.EXCERPT)
    own = report("It is shut.", "It opens on Friday.")
    assert under(source(strict, one_off("agency-copy")), own).permission.extent is Extent.EXCERPT
    assert under(source(strict, one_off("terms")), own).permission.extent is Extent.FULL


def test_the_licence_on_the_page_binds_unless_the_permission_says_otherwise() -> None:
    subject = report("It is shut.", signals=(licensed(BY_NC),))
    assert under(source(one_off()), subject).permission.extent is Extent.HEADLINE
    assert under(source(one_off("licence")), subject).permission.extent is Extent.FULL


@pytest.mark.parametrize(
    "layer",
    [
        one_off(*SETTLES, kind=LayerKind.HOUSE_RULES),
        one_off(*SETTLES, basis=Basis()),
        one_off(*SETTLES, basis=Basis(stated="the catalogue", confidence="catalogue")),
        one_off(*SETTLES, valid_until=dt.date(2026, 1, 1)),
        one_off(*SETTLES, scope=Scope(languages=("de",))),
    ],
    ids=["house rules", "no basis", "unconfirmed", "over", "another scope"],
)
def test_only_a_confirmed_permission_with_a_basis_that_holds_now_settles_anything(layer: Layer) -> None:
    subject = dataclasses.replace(AGENCY_COPY, language="en")
    assert under(source(layer), subject).permission.extent is Extent.HEADLINE


@given(
    st.lists(st.sampled_from(SETTLES), unique=True).map(tuple),
    st.sampled_from(Extent),
    st.sampled_from([FREE, CC_BY, source()]),
    st.booleans(),
)
def test_nothing_widens_beyond_what_a_contract_itself_states(
    settles: tuple[str, ...], extent: Extent, outlet: Source, credited: bool
) -> None:
    layer = dataclasses.replace(LAYER, settles=settles, extent=extent)
    subject = dataclasses.replace(
        AGENCY_COPY, agency_credit=Stated(value="Reuters", origin="byline") if credited else None
    )
    heard = under(outlet, subject, Contract(agency="Reuters", layer=layer))
    assert ORDER.index(heard.permission.extent) >= ORDER.index(extent)


@given(st.lists(st.sampled_from(["Reuters", "AFP", "dpa", "AP"]), unique=True, min_size=1), st.data())
def test_copy_runs_exactly_where_each_hand_has_its_contract(hands: list[str], data: st.DataObject) -> None:
    contracts = data.draw(st.lists(st.sampled_from(["Reuters", "AFP", "dpa", "AP"]), unique=True))
    subject = report("The lock is shut.", signals=tuple(
        Signal(kind="source-organization", value=hand, scope="item", where="json-ld") for hand in hands
    ))  # fmt: skip
    heard = under(FREE, subject, *(Contract(agency=each, layer=LAYER) for each in contracts))
    assert (heard.permission.extent is Extent.FULL) == (set(hands) <= set(contracts))


# -- recorded at the desk --

WISH = {"granted_by": "Ida Holm, Northern Star", "evidence": "mail of 24 November", "extent": "full"}


def test_a_recorded_permission_names_who_gave_it_where_it_stands_and_who_recorded_it() -> None:
    layer = granted(WISH | {"until": "2026-12-31", "settles": "agency-copy,terms"}, "eva", MOMENT)
    assert (layer.kind, layer.extent, layer.valid_until) == (LayerKind.PERMISSION, Extent.FULL, dt.date(2026, 12, 31))
    assert layer.basis.stated == "Permission of Ida Holm, Northern Star: mail of 24 November"
    assert (layer.basis.confirmed_by, layer.basis.read_at) == ("eva", MOMENT.date())
    assert layer.settles == ("agency-copy", "terms")
    assert under(source(layer), AGENCY_COPY).permission.extent is Extent.FULL


@pytest.mark.parametrize(
    "wrong",
    [{"granted_by": " "}, {"evidence": ""}, {"extent": "nothing"}, {"extent": ""}, {"until": "soon"}, {"settles": "x"}],
)
def test_a_permission_that_leaves_something_open_is_not_recorded(wrong: dict[str, str]) -> None:
    with pytest.raises(DecisionRefused) as refused:
        granted(WISH | wrong, "eva", MOMENT)
    assert refused.value.remedy


def test_terms_without_layers_stay_without_layers() -> None:
    assert under(source(), report("It is shut.")).permission.terms is None
    assert Terms().layers == ()
