"""Nothing that is added widens what terms permit: no signal, no further layer, nothing that is unknown."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mediawire.model.permission import Permission, Used
from mediawire.model.report import Block, BlockKind, Report, Signal, Span
from mediawire.model.settings import House, Profile
from mediawire.model.source import (
    Answer,
    Basis,
    CreditSlot,
    Excerpt,
    Extent,
    Layer,
    LayerKind,
    Scope,
    Source,
    Terms,
    Unit,
)
from mediawire.permission import explained, in_one_line, permitted
from mediawire.permission.decision import _size
from tests.unit.permission.known import house
from tests.unit.permission.test_surprising_rules import MOMENT, REPORT

ORDER = [Extent.FULL, Extent.EXCERPT, Extent.HEADLINE, Extent.NOTHING]
DEEDS = [f"https://creativecommons.org/licenses/{each}/4.0/" for each in ("by", "by-nd", "by-nc", "by-nc-nd", "by-sa")]
signals = st.builds(
    Signal,
    kind=st.sampled_from(["license", "republish-offer", "copyright-notice", "usage-info", "tdm-reservation"]),
    value=st.sampled_from([*DEEDS, "", "Reuters"]),
    scope=st.sampled_from(["item", "page", "figure", "widget", "site"]),
)
scopes = st.builds(
    Scope,
    sections=st.sampled_from([(), ("Essays",)]),
    languages=st.sampled_from([(), ("en",), ("no",)]),
    marker=st.sampled_from(["", "republish", "Ships pass"]),
    wording=st.sampled_from(["", "own originals"]),
    published_from=st.none() | st.just(dt.date(2026, 1, 1)),
)
layers = st.builds(
    Layer,
    kind=st.sampled_from(LayerKind),
    basis=st.builds(Basis, confidence=st.sampled_from(["stated", "catalogue", "tag"])),
    scope=scopes,
    extent=st.none() | st.sampled_from(Extent),
    excerpt=st.none() | st.builds(Excerpt, unit=st.sampled_from(Unit), amount=st.integers(0, 400)),
    licence=st.none() | st.sampled_from(["CC-BY-4.0", "CC-BY-ND-4.0", "CC-BY-NC-4.0", "CC-BY-NC", "CC0-1.0"]),
    headline_may_change=st.none() | st.sampled_from(Answer),
    credits=st.sampled_from([(), (CreditSlot(),)]),
    credit_waived=st.booleans(),
    pictures=st.none() | st.sampled_from(Answer),
    human_choice=st.none() | st.booleans(),
    counter=st.none() | st.just("<img>"),
    per_month=st.none() | st.integers(0, 3),
    delay_hours=st.none() | st.integers(1, 90),
    take_down_days=st.none() | st.integers(1, 90),
    expires_days=st.none() | st.integers(1, 90),
    when_over=st.none() | st.just("link"),
    age_days=st.none() | st.integers(1, 90),
    retention_hours=st.none() | st.just(24),
    commercial=st.sampled_from([(), ("noncommercial",), ("ads-ok",), ("flat fee USD 500",), ("nobody knows",)]),
    countries_not=st.sampled_from([(), ("NO",)]),
    channels=st.sampled_from([(), ("print",), ("web",)]),
    memberships=st.sampled_from([(), ("club",)]),
    waives=st.sampled_from([(), ("noncommercial",)]),
    whole=st.none() | st.booleans(),
    missing=st.sampled_from([(), ("its closing text",)]),
    by_hand=st.sampled_from([(), ("only on Sundays",)]),
    notify=st.none() | st.sampled_from(["before", "after", "asked"]),
)


def decided(given: list[Layer], report: Report = REPORT, by: House | None = None, used: int = 0) -> Permission:
    source = Source(id="north", name="North", home="https://north.example/", terms=Terms(layers=tuple(given)))
    return permitted(report, source, by or house(), Used(this_month=used), MOMENT)


def assert_no_wider(after: Permission, before: Permission, report: Report = REPORT) -> None:
    assert ORDER.index(after.extent) >= ORDER.index(before.extent)
    if before.excerpt and after.excerpt:
        assert _size(after.excerpt, report) <= _size(before.excerpt, report)
    assert after.human_choice >= before.human_choice
    assert after.pictures <= before.pictures
    assert set(after.credits) >= set(before.credits) - {CreditSlot()}
    if before.not_before:
        assert after.not_before is not None
        assert after.not_before >= before.not_before
    if before.until and after.extent in (Extent.FULL, Extent.EXCERPT):
        assert after.until is not None
        assert after.until <= before.until
    assert not (before.until and before.when_over == "" and after.until and after.when_over == "link")


def gives(layer: Layer) -> bool:
    return layer.extent is not None or layer.excerpt is not None or bool(layer.licence)


@given(st.lists(layers, min_size=1, max_size=3), layers)
def test_a_layer_beside_one_that_grants_never_widens(before: list[Layer], more: Layer) -> None:
    base = dataclasses.replace(before[0], extent=Extent.FULL, basis=Basis(), scope=Scope())
    answered = dataclasses.replace(base, headline_may_change=base.headline_may_change or Answer.ASK)
    given_layers = [answered, *before[1:]]
    first, then = decided(given_layers), decided([*given_layers, more])
    assert_no_wider(then, first)
    assert then.headline_may_change <= first.headline_may_change


@given(st.lists(layers, max_size=3), layers)
def test_a_layer_in_doubt_gives_nothing(before: list[Layer], more: Layer) -> None:
    doubtful = dataclasses.replace(more, basis=Basis(confidence="catalogue"), credits=())
    first, then = decided(before), decided([*before, doubtful])
    assert ORDER.index(then.extent) >= ORDER.index(first.extent)
    if first.extent is Extent.HEADLINE and not before:
        assert then.extent in (Extent.HEADLINE, Extent.NOTHING)
    assert then.headline_may_change <= first.headline_may_change


@given(st.lists(layers, max_size=3), st.lists(signals, max_size=3), signals)
def test_a_signal_never_widens(terms: list[Layer], found: list[Signal], more: Signal) -> None:
    """But for the outlet's own offer, where its terms name that as the mark of what they cover."""
    plain = [dataclasses.replace(each, scope=dataclasses.replace(each.scope, marker="")) for each in terms]
    before = dataclasses.replace(REPORT, signals=tuple(found))
    after = dataclasses.replace(REPORT, signals=(*found, more))
    first, then = decided(plain, before), decided(plain, after)
    assert_no_wider(then, first)
    assert then.headline_may_change <= first.headline_may_change


UNKNOWN: dict[str, Any] = {"published": None, "section": None, "language": "", "authors": (), "signals": ()}


@given(st.lists(layers, max_size=3), st.sampled_from(sorted(UNKNOWN)))
def test_a_report_of_which_less_is_known_is_never_freer(terms: list[Layer], field: str) -> None:
    """A layer that surely lies elsewhere would not have spoken: only those that cover the report are compared."""
    inside = [
        dataclasses.replace(each, scope=dataclasses.replace(each.scope, languages=(), sections=())) for each in terms
    ]
    less = dataclasses.replace(REPORT, **{field: UNKNOWN[field]})
    first, then = decided(inside), decided(inside, less)
    assert ORDER.index(then.extent) >= ORDER.index(first.extent)


@given(st.lists(layers, max_size=3), st.sampled_from(["country", "kind", "for_profit", "advertisements", "paywall"]))
def test_what_the_house_does_not_say_counts_against_it(terms: list[Layer], field: str) -> None:
    silent = house(**{field: None})
    assert isinstance(silent.profile, Profile)
    first, then = decided(terms), decided(terms, by=silent)
    assert ORDER.index(then.extent) >= ORDER.index(first.extent)


@given(st.lists(layers, max_size=3), st.integers(0, 3), st.integers(0, 3))
def test_more_use_never_frees(terms: list[Layer], used: int, more: int) -> None:
    first, then = decided(terms, used=used), decided(terms, used=used + more)
    assert ORDER.index(then.extent) >= ORDER.index(first.extent)


@given(st.lists(layers, max_size=3), st.lists(signals, max_size=2))
def test_there_is_always_a_reason_and_the_snapshot_is_whole(terms: list[Layer], found: list[Signal]) -> None:
    permission = decided(terms, dataclasses.replace(REPORT, signals=tuple(found)))
    assert permission.reasons
    assert len(explained(permission)) > len(permission.reasons)
    assert in_one_line(permission).endswith(".")
    assert (permission.terms.layers if permission.terms else ()) == tuple(terms)
    assert (permission.excerpt is not None) is (permission.extent is Extent.EXCERPT)


def test_excerpts_are_compared_on_the_report_itself() -> None:
    long = Block(kind=BlockKind.PARAGRAPH, text="word " * 300, span=Span(0, 1))
    report = dataclasses.replace(REPORT, blocks=(long, long))
    grants = [
        Layer(kind=LayerKind.HOUSE_RULES, excerpt=Excerpt(unit=Unit.PARAGRAPHS, amount=1)),
        Layer(kind=LayerKind.HOUSE_RULES, excerpt=Excerpt(unit=Unit.WORDS, amount=100)),
    ]
    assert decided(grants, report).excerpt == Excerpt(unit=Unit.WORDS, amount=100)
