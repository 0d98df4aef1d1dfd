"""House headlines: every change visible, nothing added that the report lacks."""

import dataclasses
import tomllib
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

from mediawire import headlines
from mediawire.headlines.body import body_of
from mediawire.headlines.casing import headline_case, sentence_case
from mediawire.headlines.characters import pixels
from mediawire.headlines.wording import dashed, dated, figured, marked, preferred, tidied, unstopped
from mediawire.model.errors import ConfigurationError
from mediawire.model.sourcing import Chain, Link, SourceKind
from mediawire.model.story import Telling
from mediawire.model.style import AttributionPlace, Case, Lexicon, Style

Make = Callable[..., Telling]
STYLES = ("plain", "front-page", "headline-case")


def shipped(name: str) -> Style:
    file = resources.files("mediawire.headlines") / "styles" / f"{name}.toml"
    return Style.from_mapping(tomllib.loads(file.read_text("utf-8")), where=name)


@pytest.mark.parametrize("name", STYLES)
def test_shipped_styles_are_read_and_described(name: str) -> None:
    style = shipped(name)
    assert style.name == name
    assert len(style.description) > 20


@pytest.mark.parametrize(
    "data",
    [
        {"colour": "red"},
        {"case": "shouting"},
        {"quotes": ["“"]},
        {"words": {"a": 1}},
        {"longest": "long"},
        {"words": []},
    ],
)
def test_a_style_that_cannot_be_read_says_which_key(data: dict[str, object]) -> None:
    with pytest.raises(ConfigurationError) as told:
        Style.from_mapping(data, where="styles/mine.toml")
    assert next(iter(data)) in str(told.value)
    assert "styles/mine.toml" in str(told.value)


def test_the_front_page_style_shows_each_change(lexicon: Lexicon, telling: Make) -> None:
    body = "The council of Westmark lost 40 percent of “its old harbour” to the storm, the Harbour Post reported."
    chain = Chain(links=(Link(name="Us", kind=SourceKind.OUTLET), Link(name="Harbour Post", kind=SourceKind.OUTLET)))
    told = telling(body, 'Westmark  Council Has Lost 40 Percent of "Its Old Harbour"', chain=chain)
    first, *others = headlines.propose(told, shipped("front-page"), lexicon)
    assert first.text == "Westmark council has lost 40% of ‘its old harbour’: Harbour Post"
    assert [step.rule for step in first.steps] == ["characters", "case", "figures", "marks", "attribution"]
    assert all(step.before != step.after for step in first.steps)
    assert first.steps[-1].after == first.text
    assert first.author == "rule:front-page"
    assert 1 <= len(others) <= 2
    assert len({each.text for each in (first, *others)}) == len(others) + 1


def test_a_headline_that_is_fit_comes_back_unchanged(lexicon: Lexicon, telling: Make) -> None:
    first = headlines.propose(telling("Ferry opens.", "Ferry opens"), Style(), lexicon)[0]
    assert (first.text, first.steps) == ("Ferry opens", ())


def test_a_rule_that_would_make_the_headline_untrue_is_not_applied(lexicon: Lexicon, telling: Make) -> None:
    style = Style(name="wild", words={"12": "13"})
    first = headlines.propose(telling("The storm sank 12 boats.", "Storm sinks 12 boats"), style, lexicon)[0]
    assert first.text == "Storm sinks 12 boats"


def test_no_attribution_where_the_report_leans_on_nobody(lexicon: Lexicon, telling: Make) -> None:
    style = Style(attribution=AttributionPlace.END)
    told = telling("Ferry opens.", "Ferry opens", chain=Chain(links=(Link(name="Us", kind=SourceKind.OUTLET),)))
    assert headlines.propose(told, style, lexicon)[0].text == "Ferry opens"


def test_attribution_at_the_front(lexicon: Lexicon, telling: Make) -> None:
    chain = Chain(links=(Link(name="Us", kind=SourceKind.OUTLET), Link(name="Norland Wire", kind=SourceKind.AGENCY)))
    style = Style(attribution=AttributionPlace.FRONT)
    told = telling("Ferry opens.", "Ferry opens again", chain=chain)
    assert headlines.propose(told, style, lexicon)[0].text == "Norland Wire: Ferry opens again"


@pytest.mark.parametrize(
    ("titled", "restored"),
    [
        ("Mayor Brandt Opens New Westmark Bridge", "Mayor Brandt opens new Westmark bridge"),
        ("Storm in Norland: Ferry Closes", "Storm in Norland: Ferry closes"),
        ("Storm Closes Old Town House", "Storm closes old Town House"),
        ("Team Praises IPhone and 3-Day NATO Talks", "Team praises IPhone and 3-day NATO talks"),
        ("Visitors From Zanquil Praise Fish", "Visitors from Zanquil praise fish"),
        ("Talks in May and on Monday", "Talks in May and on Monday"),
    ],
)
def test_sentence_case_is_restored_from_the_body(titled: str, restored: str, lexicon: Lexicon) -> None:
    body = (
        "On the river, mayor Ilka Brandt of Westmark opens a new bridge. The storm in Norland closes the Town House,"
        " which the town loves. In May, NATO talks took days."
    )
    assert sentence_case(titled, body_of(body, "en"), lexicon.dictionary("en")) == restored


def test_a_headline_in_sentence_case_is_left_alone(lexicon: Lexicon, telling: Make) -> None:
    style = Style(case=Case.SENTENCE)
    first = headlines.propose(telling("Ferry opens.", "Ferry opens again after the storm"), style, lexicon)[0]
    assert first.steps == ()


def test_headline_case_keeps_small_words_small() -> None:
    assert (
        headline_case("storm on the river: a day of iPhone talks with")
        == "Storm on the River: A Day of iPhone Talks With"
    )


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        (tidied, "  Ferry\u202e \u00a0opens\u200b ", "Ferry opens"),
        (marked, "Mayor: \"it's 'my' day\"", "Mayor: ‘it’s “my” day’"),
        (figured, "Up 5 percent to $3 million and 12000 boats", "Up 5% to $3M and 12,000 boats"),
        (dated, "Closed until Nov 23 and August 5", "Closed until Nov. 23 and Aug. 5"),
        (dashed, "Ferry opens -- at last... again", "Ferry opens – at last… again"),
        (unstopped, "Ferry opens.", "Ferry opens"),
        (unstopped, "Ferry opens in the U.S.", "Ferry opens in the U.S."),
        (unstopped, "Ferry opens. Bridge closes.", "Ferry opens. Bridge closes."),
        (preferred, "U.S. envoy says “U.S. first”", "US envoy says “U.S. first”"),
    ],
)
def test_each_rule_of_wording(rule: Callable[[str, Style], str], before: str, after: str) -> None:
    style = Style(
        quotes=("‘", "’"), inner_quotes=("“", "”"), apostrophe="’", percent="%", million="M", grouping=",",
        months="short", dash=" – ", ellipsis="…", words={"U.S.": "US"},
    )  # fmt: skip
    assert rule(before, style) == after
    assert rule(after, style) == after


def test_the_shorter_headline_comes_first_where_the_attribution_makes_it_too_long(
    lexicon: Lexicon, telling: Make
) -> None:
    chain = Chain(links=(Link(name="Us", kind=SourceKind.OUTLET), Link(name="Norland Wire", kind=SourceKind.AGENCY)))
    style = Style(attribution=AttributionPlace.END, longest=20)
    first, second = headlines.propose(telling("Ferry opens.", "Ferry opens again", chain=chain), style, lexicon)
    assert (first.text, second.text) == ("Ferry opens again", "Ferry opens again: Norland Wire")


def test_pixels_grow_with_wide_letters() -> None:
    assert pixels("WWW") > pixels("iii")
    assert pixels("港口") == 40


@pytest.mark.parametrize(
    ("text", "small_in_words", "large_in_digits"),
    [
        ("Storm takes 3 boats", "Storm takes three boats", "Storm takes 3 boats"),
        ("Twelve boats lost", "Twelve boats lost", "12 boats lost"),
        ("9 fishers return", "Nine fishers return", "9 fishers return"),
        ("Unit 8 opens, team wins 3-2", "Unit 8 opens, team wins 3-2", "Unit 8 opens, team wins 3-2"),
        ("‘3 boats’ and ‘twelve boats’", "‘3 boats’ and ‘twelve boats’", "‘3 boats’ and ‘twelve boats’"),
        ("$5, 7% and 1,200", "$5, 7% and 1,200", "$5, 7% and 1,200"),
    ],
)
def test_numbers_are_written_as_the_house_has_them(text: str, small_in_words: str, large_in_digits: str) -> None:
    assert figured(text, Style(words_below=10)) == small_in_words
    assert figured(text, Style(digits_from=10)) == large_in_digits


def test_every_setting_of_a_style_is_documented_and_used() -> None:
    root = Path(__file__).resolve().parents[3]
    told = (root / "docs/reference/styles.md").read_text(encoding="utf-8")
    code = "".join(file.read_text(encoding="utf-8") for file in (root / "src/mediawire/headlines").glob("*.py"))
    for field in dataclasses.fields(Style):
        assert f"`{field.name}`" in told or f"`[{field.name}]`" in told
        if field.name not in ("description", "language", "thousand", "million", "billion", "trillion"):
            assert f"style.{field.name}" in code, f"{field.name} does nothing"
