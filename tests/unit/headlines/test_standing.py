"""How names stand: what kind of thing a text shows a name to be, and which places suit it."""

import dataclasses

import pytest

from mediawire import headlines
from mediawire.headlines.body import body_of
from mediawire.headlines.standing import Place, kind_of, place_of, places_of, suits
from mediawire.model.style import Lexicon, Style
from tests.unit.headlines.conftest import make_telling

BODY = (
    "The storm reached the town of Aren on Monday. In Aren, boats were lost. Minister Brandt visited Aren."
    " Mikkel Veld, a fisher in Aren, praised Brandt. Brandt said the harbour opens again."
)
KINDS = {"norland": "place", "norlanders": "group", "norlandic": "people", "mayor": "office"}


@pytest.fixture(scope="module")
def words(lexicon: Lexicon) -> Lexicon:
    """The tests' dictionary with the kinds of some names."""
    english = dataclasses.replace(lexicon.dictionaries["en"], kinds=KINDS)
    return dataclasses.replace(lexicon, dictionaries={"en": english})


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Aren", "place"), ("Brandt", "person"), ("Veld", "person"), ("Norland", "place"), ("Norlanders", "group")],
)
def test_the_body_or_the_list_tells_what_a_name_is(name: str, kind: str, words: Lexicon) -> None:
    body = body_of(BODY, "en")
    assert kind_of(name, places_of(name, body, words.dictionaries["en"]), body, words.dictionaries["en"]) == kind


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In Aren, boats", Place("in", "mark")),
        ("Aren’s harbour", Place("end", "'s")),
        ("Aren mayor", Place("end", "office")),
        ("Minister Aren said", Place("title", "verb")),
        ("anti-Aren plan", Place("-", "noun or verb")),
        ("town of Aren\nThe storm", Place("of", "end")),
    ],
)
def test_a_place_is_what_stands_around(text: str, place: Place, words: Lexicon) -> None:
    start = text.index("Aren")
    assert place_of(text, start, start + 4, words.dictionaries["en"]) == place


def test_nobody_is_inside_a_person_and_no_adjective_acts() -> None:
    assert suits("person", Place("in", "mark")) < 0 == suits("place", Place("in", "mark"))
    assert suits("people", Place("end", "verb")) < 0 == suits("person", Place("end", "verb"))
    assert suits("person", Place("end", "office")) < 0 == suits("place", Place("end", "office"))


@pytest.mark.parametrize(
    ("headline", "swapped"),
    [
        ("Brandt visits Aren after storm", False),
        ("Aren visits Brandt after storm", True),
        ("Veld praises Brandt in Aren", False),
        ("Veld praises Aren in Brandt", True),
    ],
)
def test_a_person_and_a_place_in_each_others_place_are_warned_of(headline: str, swapped: bool, words: Lexicon) -> None:
    found = {each.kind for each in headlines.object(headline, make_telling(BODY), Style(), words)}
    assert ("swapped" in found) is swapped


def test_two_that_the_headline_joins_have_no_order(words: Lexicon) -> None:
    body = "Brandt and Veld met. Brandt praised Veld. Brandt and Veld signed."
    found = headlines.object("Veld and Brandt signed", make_telling(body), Style(), words)
    assert "swapped" not in {each.kind for each in found}
