"""The demo's sources, as values and as wire.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediawire.demo import sources, wire_toml
from mediawire.house import wire
from mediawire.model.settings import Rule
from mediawire.model.source import Answer, Extent, OnChange, Place, Terms

HOUSE = '[house]\nname = "A House"\nurl = "http://house.example/"\ncontact = "desk@house.example"\n\n'


@pytest.fixture
def by_id(press):
    return {source.id: source for source in sources(press)}


def test_the_text_says_the_same_as_the_values(press):
    assert wire.parse(HOUSE + wire_toml(press), Path("wire")).sources == sources(press)


def test_each_kind_of_terms_is_there(by_id):
    layers = {name: source.terms.layers[0] for name, source in by_id.items() if source.terms.layers}
    assert by_id["lerna-post"].terms == Terms()
    agency = layers["northlight"]
    assert (agency.extent, agency.licence) == (Extent.FULL, "CC-BY-ND-4.0")
    assert [slot.place for slot in agency.credits] == [Place.TOP, Place.BOTTOM]
    assert layers["harbour-courier"].headline_may_change is Answer.NO
    assert (layers["daily-meridian"].extent, layers["daily-meridian"].excerpt.amount) == (Extent.EXCERPT, 2)
    assert layers["marktbote"].human_choice
    assert (layers["fieldnotes"].canonical, layers["fieldnotes"].as_of) == (True, True)
    assert layers["fieldnotes"].closing
    assert layers["vestnik"].counter.startswith("<img ")
    assert layers["marktbote"].notify == "after"
    assert [slot.full_size for slot in layers["harbour-courier"].credits] == [True]
    essays = layers["commons-review"]
    assert (essays.headline_shown, essays.expires_days, essays.when_over) == (True, 90, "link")


def test_terms_name_the_page_that_states_them_and_the_day(press, by_id):
    for source in by_id.values():
        for layer in source.terms.layers:
            assert layer.basis.url == source.home + "republish"
            assert layer.basis.read_at == press.started.date()
            assert layer.basis.stated


def test_most_print_by_themselves_two_wait_for_an_editor(by_id):
    assert {name for name, source in by_id.items() if source.rule is Rule.QUEUE} == {"marktbote", "commons-review"}
    assert by_id["northlight"].on_change is OnChange.PRINT
    assert {source.on_change for source in by_id.values()} == set(OnChange)


def test_a_source_that_asks_for_a_choice_is_never_printed_unattended(by_id):
    for source in by_id.values():
        if any(layer.human_choice for layer in source.terms.layers):
            assert source.rule is not Rule.PUBLISH
