"""Words as they are compared: house style makes no difference, other words do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.text.comparison import compared, differences, evened, key_of


def keys(text: str) -> list[str]:
    return [word.key for word in compared(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("40 percent", "40%"),
        ("40 per cent", "40 percent"),
        ("1,376 boats", "1376 boats"),
        ("ten boats", "10 boats"),
        ("the U.S. fleet", "the US fleet"),
        ("Mr. Brandt said", "Brandt said"),
        ("don’t", "don't"),
        ("“closed”", '"closed"'),
        ("$3.1m", "$3.1 million"),
        ("2m people", "2 million people"),
        ("The Bridge", "the bridge"),
    ],
)
def test_house_style_is_no_difference(one: str, other: str) -> None:
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"), [("40 percent", "41 percent"), ("ten boats", "9 boats"), ("open", "closed"), ("3.1", "31")]
)
def test_other_words_are(one: str, other: str) -> None:
    assert keys(one) != keys(other)


def test_words_know_their_places() -> None:
    [first, second] = compared("Old bridge", 100)
    assert (first.start, first.end, second.start, second.end) == (100, 103, 104, 110)


def test_differences_are_runs_of_words() -> None:
    a, b = compared("the old bridge was closed"), compared("the bridge was shut")
    assert [(d.a_start, d.a_end, d.b_start, d.b_end) for d in differences(a, b)] == [(1, 2, 1, 1), (4, 5, 3, 4)]


def test_keys_of_single_words() -> None:
    assert [key_of(word) for word in ("Twelve", "12,500", "e.g.", "per cent")] == ["12", "12500", "eg", "%"]


@given(st.text(max_size=60))
def test_places_hold_the_words(text: str) -> None:
    for word in compared(text):
        assert 0 <= word.start < word.end <= len(text)


@pytest.mark.parametrize(
    ("text", "even"),
    [
        ("''It is over,'' he said.", ' "It is over,"  he said.'),
        ("(''over'')", '( "over" )'),
        ('“It is over," he said.', '"It is over," he said.'),
        ("“It is over,” he said.", "“It is over,” he said."),
        ("the workers' boats", "the workers' boats"),
        ("", ""),
    ],
)
def test_marks_are_evened_without_moving_a_character(text: str, even: str) -> None:
    assert evened(text) == even
    assert len(evened(text)) == len(text)
