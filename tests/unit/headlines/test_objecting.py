"""Objections: what blocks, what is let through, and that the working is shown."""

from collections.abc import Callable

import pytest

from mediawire.model.headline import Objection, Severity
from mediawire.model.style import Lexicon, Style

Found = Callable[..., list[Objection]]


@pytest.fixture
def lexicon() -> Lexicon:
    """No dictionary: these are about figures, quotations and characters."""
    return Lexicon()


TERRITORY = (
    "“At most, we held about 1,376 square kilometres, now it is smaller,” the source said.\n"
    "“Now we hold approximately 800 square kilometres.”"
)
VISAS = "The number of visas rose from 1,008 to 1,238 over the same period, the ministry said."


def test_a_percentage_that_follows_is_shown_with_its_working(objections: Found) -> None:
    (note,) = objections("Army has lost over 40% of territory", TERRITORY)
    assert note.severity is Severity.NOTE
    assert note.why == "1,376 to 800 is −41.9 %, so “over 40%” holds"


@pytest.mark.parametrize(
    "headline",
    [
        "Visas up 23%", "Visas up over 20%", "Visas up nearly 23%", "Visas up to 1,238 from 1,008",
        "Visas up from over 1,000", "Visas up from 1,008 to 1,238", "230 more visas", "Visas near 1,240",
    ],
)  # fmt: skip
def test_what_follows_from_the_figures_passes(headline: str, blocks: Found) -> None:
    assert blocks(headline, VISAS) == []


@pytest.mark.parametrize(
    ("headline", "word"),
    [
        ("Visas up 44%", "44%"), ("Visas down 23%", "23%"), ("Visas up over 30%", "30%"),
        ("Visas up to 1,008 from 1,238", "1,008 from 1,238"), ("Visas up to 1,238K", "1,238K"),
        ("1,338 visas", "1,338"),
        ("Visas down to 1,238 from 1,008", "1,238 from 1,008"),
    ],
)  # fmt: skip
def test_what_does_not_follow_is_blocked_where_it_stands(headline: str, word: str, blocks: Found) -> None:
    (objection,) = blocks(headline, VISAS)
    assert headline[objection.start : objection.end] == word
    assert objection.why


@pytest.mark.parametrize(
    ("headline", "body", "blocked"),
    [
        ("Purse found with $10K", "She found a purse with $10,000 in it.", False),
        ("Purse found with $10M", "She found a purse with $10,000 in it.", True),
        ("Purse found with €10K", "She found a purse with $10,000 in it.", True),
        ("Jailed for 8 years", "He got eight years in prison at 8 p.m.", False),
        ("Jailed for 8 months", "He got eight years in prison.", True),
        ("Held for 72 hours", "They were held for three days.", False),
        ("Wall is 8 meters high", "The wall is 8 feet high.", True),
        ("Rate hits 11.4 points", "The rate hit 11.4 percent.", True),
        ("Seven hurt", "Three men and four women were hurt.", False),
        ("7 hurt", "Three men and four women were hurt.", False),
        ("48 years later, a verdict", "Killed in 1972, she got justice in 2020.", False),
        ("6 in 10 approve", "Some 60 of 100 people approve, six in 10.", False),
        ("May 28 is the day", "The day is May 20, they said.", True),
        ("5 things to know about rain", "Rain falls.", False),
    ],
)
def test_units_magnitudes_and_sums(headline: str, body: str, blocked: bool, blocks: Found) -> None:
    assert bool(blocks(headline, body)) is blocked


def test_a_magnitude_error_names_what_the_body_says(blocks: Found) -> None:
    (objection,) = blocks("Purse found with $10M", "She found a purse with $10,000 in it.")
    assert "$10,000" in objection.why


@pytest.mark.parametrize(
    ("headline", "severity"),
    [
        ("Minister calls it “a very good day”", None),
        ("Minister calls it 'a very good day'", None),
        ("Minister calls it “a very ... day”", None),
        ("Minister calls it “a very bad day”", Severity.BLOCK),
        ("Minister calls it “good day very”", Severity.BLOCK),
        ("Minister calls it “terrible”", Severity.NOTE),
        ("Minister calls it “very dull”", Severity.BLOCK),
        ("Minister praises ‘fish hall’", Severity.WARN),
    ],
)
def test_quotations_are_word_for_word(headline: str, severity: Severity | None, objections: Found) -> None:
    found = objections(headline, "“It’s a very good day,” the minister said.")
    assert [each.severity for each in found] == ([severity] if severity else [])


def test_direction_overrides_block(blocks: Found) -> None:
    (objection,) = blocks("Talks \u202eend", "Talks end.")
    assert objection.kind == "characters"
    assert "U+202E" in objection.why


def test_an_empty_headline_blocks(blocks: Found) -> None:
    assert [each.kind for each in blocks("  ", "Rain.")] == ["length"]


def test_length_is_noted(objections: Found) -> None:
    style = Style(longest=10, shortest=3, widest=50)
    found = objections("A headline of some length", "x", "en", style)
    assert {each.severity for each in found if each.kind == "length"} == {Severity.NOTE}
    assert len([each for each in found if each.kind == "length"]) == 2


def test_the_gravest_come_first(objections: Found) -> None:
    order = [each.severity for each in objections("Visas up 44% as “so be it” and ‘nil’", VISAS)]
    assert order == sorted(order, key=[Severity.BLOCK, Severity.WARN, Severity.NOTE].index)
