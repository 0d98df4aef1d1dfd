"""The shipped catalogue: every outlet becomes terms, none permits anything until a person stands behind it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path

import pytest

from mediawire.house import parse
from mediawire.house.catalogue import catalogue
from mediawire.house.termsfile import tables
from mediawire.model.catalogue import Entry
from mediawire.model.permission import Used
from mediawire.model.source import Answer, Excerpt, Extent, Layer, LinkTo, Place, Unit
from mediawire.permission import allowed, described, explained, recognise, terms_of
from scripts.catalogue import entry as made
from tests.unit.permission.known import ENTRIES, completed, confirmed, house
from tests.unit.permission.test_surprising_rules import MOMENT, REPORT

FACTS = Path(__file__).resolve().parents[4] / "shared/terms/terms.jsonl"
HEAD = """\
[house]
name = "Quay"
url = "https://quay.example/"
contact = "d@quay.example"
[[source]]
id = "one"
name = "One"
home = "https://one.example/"
feed = "https://one.example/feed"
"""


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry.id)
def test_an_entry_says_where_and_when_it_was_read_and_becomes_terms_that_wire_toml_can_hold(entry: Entry) -> None:
    assert entry.seen
    assert entry.confidence in ("read_in_full", "excerpt", "secondary")
    assert entry.terms_url or entry.read_at
    terms = terms_of(entry)
    (source,) = parse(HEAD + tables(terms), Path()).sources
    assert source.terms == terms
    assert described(terms)


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry.id)
def test_nothing_of_the_catalogue_permits_anything_until_a_person_confirms_it(entry: Entry) -> None:
    permission = allowed(REPORT, terms_of(entry), house(), Used(), MOMENT)
    assert permission.extent in (Extent.HEADLINE, Extent.NOTHING)
    assert permission.human_choice
    assert not permission.headline_may_change
    assert not permission.pictures
    assert any("nobody has confirmed" in reason for reason in explained(permission))


def test_most_outlets_can_be_printed_once_what_is_missing_is_entered() -> None:
    extents = [allowed(REPORT, completed(each), house(), Used(), MOMENT).extent for each in ENTRIES]
    assert extents.count(Extent.FULL) > 200


@pytest.mark.skipif(not FACTS.exists(), reason="the facts lie in ../shared, which this checkout lacks")
def test_every_record_of_the_facts_is_in_the_catalogue_and_as_the_script_makes_it() -> None:
    records = [json.loads(line) for line in FACTS.read_text(encoding="utf-8").splitlines()]
    shipped = Path(__file__).resolve().parents[3] / "src/mediawire/house/data/catalogue.jsonl"
    lines = [json.loads(line) for line in shipped.read_text(encoding="utf-8").splitlines()]
    assert sorted(map(json.dumps, lines)) == sorted(json.dumps(made(record)) for record in records)


def rules(**facts: object) -> Layer:
    """The rules that one fact comes to."""
    given = {key: facts.pop(key) for key in ("lists", "notes", "other", "excerpt") if key in facts}
    entry = Entry(id="x", name="X", seen=dt.date(2026, 11, 22), confidence="excerpt", facts=facts, **given)
    return terms_of(entry).layers[-1]


@pytest.mark.parametrize(
    ("field", "wanted", "facts"),
    [
        ("headline_may_change", Answer.YES, {"headline_change": "yes"}),
        ("headline_may_change", Answer.ASK, {"headline_change": "with-permission"}),
        ("headline_may_change", Answer.NO, {"headline_change": "no"}),
        ("headline_may_change", None, {}),
        ("headline_may_change", Answer.ASK, {"text_changes": "none"}),
        ("headline_may_change", None, {"text_changes": "free"}),
        ("whole", True, {"notes": {"text_changes": "full length only"}}),
        ("headline_shown", True, {"headline_change": "keep-visible"}),
        ("credit_waived", True, {"credit_required": "no"}),
        ("inner_links", True, {"inner_links_kept": "yes"}),
        ("canonical", True, {"canonical": "required"}),
        ("pictures", Answer.NO, {"pictures": "no"}),
        ("pictures", Answer.ASK, {"pictures": "conditional"}),
        ("pictures", Answer.YES, {"pictures": "yes"}),
        ("human_choice", True, {"systematic": "forbidden"}),
        ("human_choice", True, {}),
        ("human_choice", False, {"systematic": "allowed"}),
        ("who", None, {"who": "anyone"}),
        ("who", "news", {"who": "news organisations"}),
        ("who", "ngo", {"who": "NGOs and non-profit projects only"}),
        ("memberships", ("x",), {"who": "approved partners"}),
        ("countries_not", ("US",), {"who": "anyone outside the US; inside the US on request"}),
        ("notify", "before", {"notification": "prior"}),
        ("notify", "after", {"notification": "required-after"}),
        ("notify", "asked", {"notification": "asked"}),
        ("notify", None, {"notification": "not-needed"}),
        ("commercial", ("no-paywall",), {"paywall": "forbidden"}),
        ("missing", ("its closing text",), {"boilerplate": "required"}),
        ("delay_hours", 24, {"time_limit": "asked: wait at least one day after first publication"}),
        ("retention_hours", 24, {"time_limit": "content must be deleted at least every 24 hours"}),
        ("per_month", 1, {"systematic": "limited", "notes": {"systematic": "limited: one article a month"}}),
        ("commercial", ("noncommercial",), {"lists": {"commercial": ("noncommercial",)}}),
        ("extent", Extent.HEADLINE, {"excerpt": {"unit": "feed item", "n": 1}}),
        ("extent", Extent.EXCERPT, {"excerpt": {"unit": "words", "n": 150}}),
        ("excerpt", Excerpt(unit=Unit.WORDS, amount=150), {"excerpt": {"unit": "words", "n": 150}}),
        ("missing", ("the wording of its credit (fixed wording)",), {"credit_gist": "fixed wording"}),
        ("by_hand", ("behind a paywall only by agreement",), {"paywall": "agreement"}),
        ("age_days", 90, {"time_limit": "within 90 days of publication; later ask the author"}),
        ("expires_days", None, {"time_limit": "within 90 days of publication; later ask the author"}),
        ("by_hand", ("print only, never online",), {"other": ("print only, never online",)}),
    ],
)
def test_each_fact_that_states_a_rule_becomes_that_rule(field: str, wanted: object, facts: dict[str, object]) -> None:
    assert getattr(rules(**facts), field) == wanted


@pytest.mark.parametrize(
    ("position", "places"),
    [
        (("top", "bottom"), {Place.TOP, Place.BOTTOM}),
        (("byline",), {Place.BYLINE}),
        (("subtitle", "first-paragraph"), {Place.TOP, Place.FIRST_PARAGRAPH}),
        (("any",), {Place.BOTTOM}),
        ((), {Place.BOTTOM}),
    ],
)
def test_a_credit_stands_in_every_place_that_was_asked_for(position: tuple[str, ...], places: set[Place]) -> None:
    assert {slot.place for slot in rules(lists={"credit_position": position}).credits} == places


def test_a_credit_links_where_it_is_asked_to() -> None:
    assert [slot.link for slot in rules(link_required="home").credits] == [LinkTo.HOME]
    assert [slot.link for slot in rules(link_required="article-or-home").credits] == [LinkTo.ARTICLE]


def test_a_counter_that_nobody_knows_keeps_the_text_from_running_in_full() -> None:
    outlets = [each for each in catalogue() if each.facts.get("pixel")]
    assert outlets
    for outlet in outlets:
        permission = allowed(REPORT, confirmed(outlet), house(counter_consent=False), Used(), MOMENT)
        assert permission.extent is not Extent.FULL


def test_an_outlet_is_recognised_by_its_host_and_the_nearest_path() -> None:
    entries = catalogue()
    for entry in entries:
        found = recognise(entries, entry.home)
        assert not found or any(each.name == entry.name for each in found) or len(found) > 1
    assert [each.id for each in recognise(entries, "https://rioonwatch.org/?p=1")] == ["rioonwatch"]
    assert recognise(entries, "https://nobody.example/") == ()
    assert recognise(entries, "http://[broken") == ()
    assert recognise(entries, "https://feeds2.feedburner.com/some-other") == ()


def test_a_tag_alone_is_told_as_such() -> None:
    tagged = next(each for each in catalogue() if each.tag_only and each.licence.startswith("CC"))
    told = "\n".join(described(terms_of(tagged)))
    assert "from a third party's tag alone" in told
    assert dataclasses.asdict(tagged)["tag_only"]
