"""What stands beside a headline, names learned from earlier reports, and inputs that nobody would call a headline."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire import headlines
from mediawire.headlines.arithmetic import direction
from mediawire.model.headline import Objection, Severity
from mediawire.model.style import Lexicon, Style
from mediawire.text.figures import figures
from tests.unit.headlines.conftest import make_telling

Found = Callable[..., list[Objection]]
UNVERIFIED = "The claim could not be independently verified."


def test_what_was_not_verified_stands_beside_the_headline() -> None:
    telling = make_telling(f"Brandt said the bridge was safe. {UNVERIFIED}\nThe ferry sails on Monday.")
    assert headlines.caveats("Bridge is safe", telling) == (UNVERIFIED,)
    assert headlines.caveats("Bridge is safe, Brandt says; not independently verified", telling) == ()


def test_a_refusal_to_comment_is_no_caveat_of_the_headline() -> None:
    telling = make_telling("Brandt declined to comment. The ferry sails on Monday.")
    assert headlines.caveats("Ferry sails on Monday", telling) == ()


def test_a_caveat_in_quotation_marks_is_shown_with_both_of_them() -> None:
    telling = make_telling("The harbour master was asked. “The depth is not confirmed.” The ferry sails on Monday.")
    assert headlines.caveats("Ferry sails on Monday", telling) == ("“The depth is not confirmed.”",)


def test_a_name_that_two_reports_write_is_learned_and_one_slip_is_not() -> None:
    texts = ["On Monday the mayor of Quellbach spoke.", "In May the people of Quellbach voted.", "Then Quelbach slept."]
    assert headlines.learned(texts) == {"quellbach"}


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("grain reserve falls by more than", -1),
        ("prices rise by less than", 1),
        ("stocks up to", 1),
        ("more ferries, sales down", -1),
        ("ferries carry more", 1),
    ],
)
def test_a_bound_is_no_word_of_change(text: str, way: int) -> None:
    assert direction(text) == way


def test_a_fall_by_more_than_so_much_is_a_fall(blocks: Found) -> None:
    body = "The grain reserve fell from 31 days to 18 days, the ministry said."
    assert blocks("Grain reserve falls by more than 40%", body) == []
    assert blocks("Grain reserve falls by more than 50%", body)
    assert blocks("Grain reserve rises by more than 40%", body)


@pytest.mark.parametrize("digits", ["9" * 400, "1," * 400 + "1", "0." + "1" * 5000, "5 " + "million " * 200])
def test_a_number_without_end_neither_fails_nor_supports_anything(digits: str, found: Found) -> None:
    body = f"It cost {digits} euros, the mayor said."
    assert any(each.severity is Severity.BLOCK for each in found("Bridge cost 31 euros", body))
    assert figures(digits)


def test_what_is_far_too_long_is_no_headline(lexicon: Lexicon) -> None:
    telling = make_telling("The ferry sails.", headline="a " * 50_000)
    objections = headlines.object("a " * 50_000, telling, Style(), lexicon)
    assert [(each.kind, each.severity) for each in objections] == [("length", Severity.BLOCK)]
    assert [each.text for each in headlines.propose(telling, Style(), lexicon)] == ["a " * 50_000]


@settings(max_examples=150)
@given(
    st.text(st.sampled_from("0123456789.,% '’\"“”$€-–:/aA²٣½①\u202e\u200d\u0301millionthof"), max_size=300),
    st.text(st.sampled_from("0123456789.,% '’\"“”$€-–:/aA²٣½①\u202e\u200d\u0301millionthof\n"), max_size=600),
)
def test_odd_characters_are_judged_and_never_fail(lexicon: Lexicon, headline: str, body: str) -> None:
    telling = make_telling(body or "x")
    for each in headlines.object(headline, telling, Style(), lexicon):
        assert 0 <= each.start <= each.end <= len(headline)
        assert each.why


@pytest.fixture
def found(objections: Found) -> Found:
    return objections
