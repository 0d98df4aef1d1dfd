"""What terms let us do: the strictest wins, the unknown narrows, and every bound has its reason."""

from __future__ import annotations

import dataclasses
import datetime as dt
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.model.permission import Used
from mediawire.model.report import Report, Stated, StatedTime
from mediawire.model.settings import House, Profile
from mediawire.model.source import Answer, CreditSlot, Excerpt, Extent, Layer, LayerKind, Place, Scope, Terms, Unit
from mediawire.permission import allowed, limited_to
from mediawire.permission.licences import licence

MOMENT = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
HOUSE = House(name="Quay", url="https://quay.example/", contact="desk@quay.example")
NONPROFIT = dataclasses.replace(
    HOUSE, profile=Profile(for_profit=False, advertisements=False, paywall=False, country="NO")
)
REPORT = Report(
    id="0" * 16,
    source_id="north",
    url="https://north.example/1",
    capture="0" * 64,
    retrieved_at=MOMENT,
    headline=Stated(value="Harbour reopens", origin="h1"),
    blocks=(),
    language="en",
    section=Stated(value="Essays", origin="meta"),
    published=StatedTime(moment=MOMENT - dt.timedelta(hours=2), wording="", origin="meta"),
)
ORDER = [Extent.FULL, Extent.EXCERPT, Extent.HEADLINE, Extent.NOTHING]
RULES = LayerKind.HOUSE_RULES


def decided(*layers: Layer, house: House = HOUSE, used: int = 0, report: Report = REPORT, moment: dt.datetime = MOMENT):
    return allowed(report, Terms(layers=layers), house, Used(this_month=used), moment)


def test_without_terms_there_is_headline_and_link() -> None:
    permission = decided()
    assert permission.extent is Extent.HEADLINE
    assert not permission.headline_may_change
    assert "No terms" in permission.reasons[0]


def test_full_text_where_the_house_rules_say_so() -> None:
    assert decided(Layer(kind=RULES, extent=Extent.FULL)).extent is Extent.FULL


def test_the_strictest_layer_wins() -> None:
    permission = decided(Layer(kind=RULES, extent=Extent.FULL), Layer(kind=LayerKind.LICENCE, extent=Extent.EXCERPT))
    assert permission.extent is Extent.EXCERPT
    assert permission.excerpt == Excerpt(unit=Unit.PARAGRAPHS, amount=1)


def test_the_smallest_excerpt_wins_over_units() -> None:
    layers = [
        Layer(kind=RULES, extent=Extent.EXCERPT, excerpt=Excerpt(unit=unit, amount=amount))
        for unit, amount in ((Unit.PARAGRAPHS, 3), (Unit.WORDS, 250), (Unit.CHARACTERS, 200))
    ]
    assert decided(*layers).excerpt == Excerpt(unit=Unit.CHARACTERS, amount=200)


def test_terms_that_ended_fall_back_whatever_else_is_said() -> None:
    ended = Layer(kind=LayerKind.PERMISSION, extent=Extent.FULL, valid_until=dt.date(2026, 11, 24))
    permission = decided(ended, Layer(kind=RULES, extent=Extent.FULL))
    assert permission.extent is Extent.HEADLINE
    assert any("2026-11-24" in reason for reason in permission.reasons)


def test_the_last_day_counts() -> None:
    permission = decided(Layer(kind=RULES, extent=Extent.FULL, valid_until=MOMENT.date()))
    assert permission.extent is Extent.FULL
    assert permission.until == dt.datetime(2026, 11, 26, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("identifier", "house", "extent"),
    [
        ("CC-BY-4.0", HOUSE, Extent.FULL),
        ("CC-BY-ND-4.0", HOUSE, Extent.FULL),
        ("CC0-1.0", HOUSE, Extent.FULL),
        ("CC-BY-NC-4.0", HOUSE, Extent.HEADLINE),
        ("CC-BY-NC-4.0", NONPROFIT, Extent.FULL),
        ("LicenseRef-house", HOUSE, Extent.HEADLINE),
        ("CC BY", HOUSE, Extent.HEADLINE),
    ],
)
def test_a_licence_gives_what_it_says_and_an_unknown_one_nothing(identifier: str, house: House, extent: Extent) -> None:
    assert decided(Layer(kind=LayerKind.LICENCE, licence=identifier), house=house).extent is extent


def test_licence_names_and_addresses() -> None:
    assert licence("CC-BY-NC-ND-4.0").url == "https://creativecommons.org/licenses/by-nc-nd/4.0/"
    assert licence("CC-BY-3.0-US").url == "https://creativecommons.org/licenses/by/3.0/us/"
    assert licence("CC-BY-ND-4.0").no_derivatives


@pytest.mark.parametrize(
    "limit",
    [
        {"commercial": ("noncommercial",)},
        {"commercial": ("no-ads-against",)},
        {"commercial": ("no-paywall",)},
        {"countries": ("NO", "SE")},
        {"who": "ngo"},
        {"per_month": 1},
    ],
)
def test_a_limit_that_the_house_may_not_meet_narrows(limit: dict[str, object]) -> None:
    permission = decided(Layer(kind=RULES, extent=Extent.FULL, **limit), used=1)
    assert permission.extent is Extent.HEADLINE
    assert len(permission.reasons) == 2


def test_limits_that_are_met_do_not_narrow() -> None:
    layer = Layer(kind=RULES, extent=Extent.FULL, commercial=("noncommercial", "no-ads-against"), countries=("NO",))
    assert decided(layer, house=NONPROFIT).extent is Extent.FULL


def test_a_counter_without_consent_leaves_an_excerpt() -> None:
    layer = Layer(kind=RULES, extent=Extent.FULL, counter="<img src='https://n.example/p.gif'>")
    assert decided(layer).extent is Extent.EXCERPT
    consenting = dataclasses.replace(HOUSE, profile=Profile(counter_consent=True))
    assert decided(layer, house=consenting).extent is Extent.FULL


def test_a_scope_lets_in_only_what_lies_in_it() -> None:
    inside = Layer(kind=RULES, extent=Extent.FULL, scope=Scope(sections=("Essays",), languages=("en",)))
    assert decided(inside).extent is Extent.FULL
    for scope in (
        Scope(sections=("News",)),
        Scope(authors=("A",)),
        Scope(marker="Republish"),
        Scope(languages=("no",)),
    ):
        assert decided(Layer(kind=RULES, extent=Extent.FULL, scope=scope)).extent is Extent.HEADLINE
    later = Scope(published_from=dt.date(2027, 1, 1))
    assert decided(Layer(kind=RULES, extent=Extent.FULL, scope=later)).extent is Extent.HEADLINE


def test_a_paywall_leaves_an_excerpt() -> None:
    report = dataclasses.replace(REPORT, paywalled=True)
    assert decided(Layer(kind=RULES, extent=Extent.FULL), report=report).extent is Extent.EXCERPT


def test_duties_add_up() -> None:
    top = CreditSlot(place=Place.TOP, wording="First in {source}")
    permission = decided(
        Layer(kind=LayerKind.LICENCE, licence="CC-BY-ND-4.0", credits=(CreditSlot(),)),
        Layer(kind=RULES, credits=(top,), closing="Read more at North.", as_of=True, notify="before"),
    )
    assert permission.credits == (CreditSlot(), top)
    assert (permission.closing, permission.as_of_line, permission.human_choice) == ("Read more at North.", True, True)
    assert permission.licence == "CC BY-ND 4.0"


def test_a_credit_is_given_where_nothing_is_said_about_it_unless_it_is_waived() -> None:
    assert decided().credits == (CreditSlot(),)
    assert decided(Layer(kind=RULES, extent=Extent.FULL, credit_waived=True)).credits == ()
    assert decided(Layer(kind=LayerKind.LICENCE, licence="CC0-1.0")).credits == ()


@pytest.mark.parametrize(
    ("layers", "may"),
    [
        ((Layer(kind=RULES, headline_may_change=Answer.YES),), True),
        ((Layer(kind=RULES, headline_may_change=Answer.ASK),), False),
        ((Layer(kind=RULES, headline_may_change=Answer.YES), Layer(kind=RULES, headline_may_change=Answer.NO)), False),
        ((Layer(kind=LayerKind.LICENCE, licence="CC-BY-4.0"),), True),
        ((Layer(kind=LayerKind.LICENCE, licence="CC-BY-ND-4.0"),), False),
        ((Layer(kind=LayerKind.LICENCE, licence="CC-BY-ND-4.0", headline_may_change=Answer.YES),), True),
        ((Layer(kind=RULES, extent=Extent.FULL),), False),
    ],
)
def test_the_headline_changes_only_where_that_is_said(layers: tuple[Layer, ...], may: bool) -> None:
    assert decided(*layers).headline_may_change is may


def test_delay_and_take_down_become_moments() -> None:
    permission = decided(Layer(kind=RULES, extent=Extent.FULL, delay_hours=24, take_down_days=90))
    assert permission.not_before == MOMENT + dt.timedelta(hours=22)
    assert permission.until == MOMENT + dt.timedelta(days=90)


def test_a_permission_can_be_bounded_further_with_a_reason() -> None:
    full = decided(Layer(kind=RULES, extent=Extent.FULL))
    assert limited_to(full, Extent.EXCERPT, "a reservation").extent is Extent.EXCERPT
    assert limited_to(decided(), Extent.EXCERPT, "a reservation").extent is Extent.HEADLINE
    assert limited_to(full, Extent.HEADLINE, "a reservation").reasons[-1] == "a reservation"


layers_of_any_kind = st.builds(
    Layer,
    kind=st.sampled_from(LayerKind),
    extent=st.none() | st.sampled_from(Extent),
    excerpt=st.none() | st.builds(Excerpt, unit=st.sampled_from(Unit), amount=st.integers(0, 400)),
    licence=st.none() | st.sampled_from(["CC-BY-4.0", "CC-BY-NC-4.0", "CC0-1.0", "LicenseRef-x"]),
    headline_may_change=st.none() | st.sampled_from(Answer),
    human_choice=st.none() | st.booleans(),
    per_month=st.none() | st.integers(0, 3),
    countries=st.sampled_from([(), ("NO",)]),
    counter=st.none() | st.just("<img>"),
    valid_until=st.none() | st.sampled_from([dt.date(2026, 1, 1), dt.date(2030, 1, 1)]),
)


@given(st.lists(layers_of_any_kind, min_size=1, max_size=4), layers_of_any_kind, st.integers(0, 3))
def test_no_layer_added_to_terms_ever_widens_beyond_what_one_alone_gives(
    layers: list[Layer], more: Layer, used: int
) -> None:
    """An added layer may speak where nobody spoke, but never past a bound that somebody set."""
    bounds = [layer.extent for layer in layers if layer.extent is not None]
    after = decided(*layers, more, used=used)
    for bound in bounds:
        assert ORDER.index(after.extent) >= ORDER.index(bound)
    if any(layer.headline_may_change in (Answer.NO, Answer.ASK) for layer in layers):
        assert not after.headline_may_change
    if any(layer.human_choice for layer in layers if layer.valid_until != dt.date(2026, 1, 1)):
        assert after.human_choice


@given(st.lists(layers_of_any_kind, max_size=4), st.integers(0, 3))
def test_a_permission_always_gives_its_reasons_and_full_text_needs_a_grant(layers: list[Layer], used: int) -> None:
    permission = decided(*layers, used=used)
    assert permission.reasons
    if permission.extent is Extent.FULL:
        assert any(layer.extent is Extent.FULL or (layer.licence or "").startswith("CC") for layer in layers)
    assert (permission.excerpt is not None) is (permission.extent is Extent.EXCERPT)


def test_order_of_layers_does_not_matter() -> None:
    layers = [Layer(kind=RULES, extent=extent) for extent in ORDER]
    for a, b in combinations(layers, 2):
        assert decided(a, b).extent is decided(b, a).extent
