"""Caveats in their many wordings."""

import pytest

from mediawire.text.hedges import Caveat, caveats, hints_at


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The agency could not independently verify the figures.", Caveat.UNVERIFIED),
        ("The claim couldn’t be independently confirmed.", Caveat.UNVERIFIED),
        ("The paper was unable to verify the account.", Caveat.UNVERIFIED),
        ("There was no independent confirmation of the count.", Caveat.UNVERIFIED),
        ("The authenticity of the letter could not be established.", Caveat.UNVERIFIED),
        ("It was not immediately possible to verify the count.", Caveat.UNVERIFIED),
        ("The claims could not be substantiated.", Caveat.UNVERIFIED),
        ("The letters have not been independently reviewed.", Caveat.UNVERIFIED),
        ("There is no independent evidence of it.", Caveat.UNVERIFIED),
        ("The unverified footage shows a bridge.", Caveat.UNVERIFIED),
        ("The ministry did not immediately respond to a request for comment.", Caveat.NO_ANSWER),
        ("She has not returned calls seeking comment.", Caveat.NO_ANSWER),
        ("He could not be reached.", Caveat.NO_ANSWER),
        ("There was no immediate comment from the port.", Caveat.NO_ANSWER),
        ("The office declined to comment.", Caveat.NO_COMMENT),
        ("The port would not comment.", Caveat.NO_COMMENT),
        ("He said so without evidence.", Caveat.NO_EVIDENCE),
        ("The minister gave no evidence for it.", Caveat.NO_EVIDENCE),
        ("The service has low confidence in it.", Caveat.UNSURE),
    ],
)
def test_caveats_are_seen(sentence: str, kind: Caveat) -> None:
    assert kind in [found for found, _ in caveats(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge was closed.",
        "The council confirmed the plan.",
        "He declined to give a number.",
        "She refused to give up her seat.",
        "The answer does not matter.",
        "He responded at once.",
        "The evidence was shown in court.",
    ],
)
def test_other_sentences_are_none(sentence: str) -> None:
    assert caveats(sentence) == ()


def test_the_place_is_that_of_the_words() -> None:
    sentence = "On Monday the port declined to comment."
    [(_, (start, end))] = caveats(sentence)
    assert sentence[start:end] == "declined to comment"


def test_a_text_is_searched_for_the_places_where_a_caveat_may_stand() -> None:
    text = "the count is not confirmed. the ferry is late. she has no proof of it."
    told = frozenset({Caveat.UNVERIFIED, Caveat.NO_EVIDENCE})
    assert hints_at(text, told) == [text.index("confirmed"), text.index("proof")]
    assert hints_at(text, frozenset({Caveat.NO_ANSWER})) == []
