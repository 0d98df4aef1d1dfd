"""Sentences: where they begin and end."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.text.sentences import sentences


@pytest.mark.parametrize(
    "parts",
    [
        ["It rained.", "The bridge held."],
        ["Mr. Brandt met Gov. Ilka Veld at 5 p.m. on Monday.", "It rained."],
        ["He came at 5 p.m.", "The bridge held."],
        ["The U.S. fleet sailed.", "It rained."],
        ["J. R. Veld said so.", "“It rained,” he said."],
        ["Did it rain?", "“No!”", "The bridge held."],
        ["He said it rained.”", "The bridge held."],
        ["Prices rose 2.5 percent.", "They fell in May."],
        ["1. The bridge.", "It is red."],
        ["Es regnete.", "Über der Brücke war es still."],
        ["Шёл дождь.", "Мост выстоял."],
    ],
)
def test_sentences_are_parted(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [text[start:end] for start, end in sentences(text)] == parts


def test_a_line_break_ends_a_sentence() -> None:
    assert sentences("One\nTwo\n\nThree") == ((0, 3), (4, 7), (9, 14))


def test_nothing_has_no_sentences() -> None:
    assert sentences("") == sentences(" \n ") == ()


@given(st.text(alphabet=' .!?\n"“”aAbB1Mr', max_size=80))
def test_no_letter_is_lost(text: str) -> None:
    places = sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in places) == "".join(text.split())
    assert all(a < b for a, b in places)
    assert all(x[1] <= y[0] for x, y in itertools.pairwise(places))


@given(st.text(alphabet=" .!?…\"”’'(aAÉ1²MrUS.\xa0\t—", max_size=60))
def test_a_line_break_at_the_end_changes_nothing(text: str) -> None:
    """Text without one is parted by a quicker search for stops: it must find the same."""
    assert sentences(text) == sentences(f"{text}\n")
