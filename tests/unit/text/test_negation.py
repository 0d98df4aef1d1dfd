"""Words that deny, hedge, or call for a bare verb."""

import pytest

from mediawire.text.negation import HEDGES, denies, modal, negates


@pytest.mark.parametrize("word", ["not", "never", "won't", "isn't", "without", "nobody", "cannot"])
def test_negators(word: str) -> None:
    assert negates(word)
    assert denies(word)


@pytest.mark.parametrize("word", ["refused", "denies", "unable", "rejects", "failing", "unlikely"])
def test_words_that_deny_by_their_meaning_are_no_negators(word: str) -> None:
    assert denies(word)
    assert not negates(word)


@pytest.mark.parametrize("word", ["boat", "know", "note", "notice", "harbour", "yes"])
def test_words_that_only_look_like_it(word: str) -> None:
    assert not denies(word)


@pytest.mark.parametrize(
    ("word", "calls"), [("may", True), ("to", True), ("they'll", True), ("she'd", True), ("has", False)]
)
def test_what_calls_for_a_bare_verb(word: str, calls: bool) -> None:
    assert modal(word) is calls


def test_hedges_are_small_words() -> None:
    assert {word.lower() for word in HEDGES} == HEDGES
    assert {"may", "allegedly"} <= HEDGES
