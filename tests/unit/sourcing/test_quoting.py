"""Quotations without a cue of their own."""

from collections.abc import Callable

Said = Callable[..., list[tuple[str, str, list[str]]]]


def test_sentences_of_a_quotation_before_the_cue_are_its_content(said: Said) -> None:
    [(who, _, pieces)] = said("“The gates are shut. Nobody has a key to them,” Brandt said.")
    assert who == "Brandt"
    assert pieces == ["“The gates are shut.", "Nobody has a key to them,”"]


def test_a_quotation_behind_the_cue_goes_on_with_it(said: Said) -> None:
    [(_, _, pieces)] = said("“We are closed,” Brandt said. “Come back to us in the spring.”")
    assert pieces == ["“We are closed,”", "“Come back to us in the spring.”"]


def test_a_paragraph_in_marks_goes_on_with_the_speaker_of_the_one_before(said: Said) -> None:
    [(_, _, pieces)] = said("“We are closed,” Brandt said.", "“Nobody has a key to the northern gate.”")
    assert pieces[-1] == "“Nobody has a key to the northern gate.”"


def test_a_paragraph_with_its_own_speaker_does_not(said: Said) -> None:
    found = said("“We are closed,” Brandt said.", "“Nobody has a key to the northern gate. None,” Veld said.")
    assert [(who, len(pieces)) for who, _, pieces in found] == [("Brandt", 1), ("Veld", 2)]


def test_a_colon_announces_the_next_paragraph(said: Said) -> None:
    found = said("The statement of the council went on:", "“Nobody has a key to the northern gate.”")
    assert found[0][0] == "The statement of the council"
    assert found[0][2] == ["“Nobody has a key to the northern gate.”"]


def test_a_quotation_that_is_never_closed_goes_on_in_the_next_paragraph(said: Said) -> None:
    [(_, _, pieces)] = said(
        "Brandt said: “We are closed and shall stay so until the spring.",
        "“Nobody has a key to the northern gate, nobody at all,” she said.",
    )[:1]
    assert pieces[0].startswith("“We are closed")


def test_short_words_in_marks_are_left_alone(said: Said) -> None:
    assert said("The “bridge” is a plank. It is red.") == []
