"""Quotations without a cue of their own."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.model.sourcing import Chain
from mediawire.sourcing.attribution import cue_words, in_sentence
from mediawire.sourcing.tokens import passage

Said = Callable[..., list[tuple[str, str, list[str]]]]


def test_sentences_of_a_quotation_before_the_cue_are_its_content(said: Said) -> None:
    [(who, _, pieces)] = said("“The gates are shut. Nobody has a key to them,” Brandt said.")
    assert who == "Brandt"
    assert pieces == ["“The gates are shut.", "Nobody has a key to them,”"]


def test_a_quotation_behind_the_cue_goes_on_with_it(said: Said) -> None:
    [(_, _, pieces)] = said("“We are closed,” Brandt said. “Come back to us in the spring.”")
    assert pieces == ["“We are closed,”", "“Come back to us in the spring.”"]


def test_a_paragraph_in_marks_goes_on_with_the_speaker_of_the_one_before(said: Said) -> None:
    found = said("“We are closed,” Brandt said.", "“Nobody has a key to the northern gate.”")
    assert [pieces for _, _, pieces in found] == [["“We are closed,”"], ["“Nobody has a key to the northern gate.”"]]


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


def test_a_named_speaker_behind_a_question_has_it(said: Said) -> None:
    found = said(
        "“The ferry is late again, and nobody told us,” Veld said.",
        "“Why is the northern gate shut on a market day?” Brandt asked.",
    )
    assert [who for who, _, _ in found] == ["Veld", "Brandt"]


def test_a_sentence_that_goes_on_to_quote_is_one_of_its_own(said: Said) -> None:
    found = said("Brandt said, “The gates are shut for the winter.” Veld said, “They are open on the other side.”")
    assert [(who, pieces) for who, _, pieces in found] == [
        ("Brandt", ["“The gates are shut for the winter.”"]),
        ("Veld", ["“They are open on the other side.”"]),
    ]


def test_a_comma_inside_the_marks_ends_what_is_said(said: Said) -> None:
    found = said("The crowd shouted, “Open the gate,” adding that the ferry was full.")
    assert [pieces for _, _, pieces in found] == [["“Open the gate,”"], ["that the ferry was full"]]


def test_marks_that_close_side_by_side_may_be_parted(said: Said) -> None:
    [(who, _, pieces)] = said("\"I never liked the word 'outreach,' \" Brandt told the group.")
    assert who == "Brandt"
    assert pieces == ["\"I never liked the word 'outreach,' \""]


def test_what_was_said_behind_a_colon_is_not_what_was_explained_before_it(said: Said) -> None:
    found = said("Brandt explained that the gates had rusted in the flood: “We had no oil and no time.”")
    assert [(who, pieces) for who, _, pieces in found] == [
        ("Brandt", ["that the gates had rusted in the flood"]),
        ("Brandt", ["“We had no oil and no time.”"]),
    ]


def test_an_announced_quotation_is_the_subjects(said: Said) -> None:
    [(who, cue, _)] = said("The mayor had a short message for the market: “Come back to us in the spring.”")
    assert (who, cue) == ("The mayor", ":")


def test_the_one_spoken_to_is_no_part_of_what_is_said(said: Said) -> None:
    [(_, _, pieces)] = said("Veld scolded him: “You had the key to the northern gate.”")
    assert pieces == ["“You had the key to the northern gate.”"]


def test_a_name_that_looks_like_an_adverb_is_a_name(said: Said) -> None:
    found = said("“We are closed,” said Kelly, adding that the ferry was full. Reilly said the gate was shut.")
    assert [who for who, _, _ in found] == ["Kelly", "Kelly", "Reilly"]


def test_turns_of_a_conversation_are_their_speakers(said: Said) -> None:
    found = said(
        "The hearing opened at nine.",
        "BRANDT: We had no warning at all.",
        "VELD: Who had the key to the gate?",
        "BRANDT: Nobody had it.",
    )
    assert [(who, pieces) for who, _, pieces in found] == [
        ("BRANDT", ["We had no warning at all."]),
        ("VELD", ["Who had the key to the gate?"]),
        ("BRANDT", ["Nobody had it."]),
    ]


def test_a_list_with_colons_is_no_conversation(said: Said) -> None:
    assert said("LERNA: sunny and mild.", "ARDAL: rain from noon.", "TOVE: fog at dawn.") == []


def test_a_relative_clause_belongs_to_its_noun(said: Said) -> None:
    [(who, _, _)] = said("A 2014 study that appeared in a journal found that the gates rust in a year.")
    assert who == "A 2014 study that appeared in a journal"


def test_the_citation_of_a_paragraph_that_goes_on_names_its_speaker(trace: Callable[..., Chain]) -> None:
    chain = trace("“We are closed,” Ilka Brandt said.", "“Nobody has a key to the northern gate.”")
    assert [each.name for each in chain.citations] == ["Ilka Brandt", "Ilka Brandt"]


def test_a_question_at_the_beginning_is_not_the_answer(said: Said) -> None:
    found = said("Asked why the gate was shut, in spite of the market, Brandt replied, “It has rusted in its hinges.”")
    assert [(who, cue, pieces) for who, cue, pieces in found] == [
        ("", "Asked", ["why the gate was shut, in spite of the market"]),
        ("Brandt", "replied", ["“It has rusted in its hinges.”"]),
    ]


def test_a_question_belongs_to_nobody_who_spoke_before(trace: Callable[..., Chain]) -> None:
    chain = trace("Ilka Brandt said the ferry was late.", "Asked whether it was safe, Tomas Veld said it was.")
    assert [each.name for each in chain.citations] == ["Ilka Brandt", "", "Tomas Veld"]


def test_whoever_asked_may_be_named(said: Said) -> None:
    [(who, _, pieces), *_] = said("Pressed by the Gazette on whether it was safe, Veld said it was.")
    assert (who, pieces) == ("the Gazette", ["on whether it was safe"])


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "“The gate is shut,” Brandt said, and her husband cut in. “It has been for a year.”",
            ["Brandt", "her husband"],
        ),
        ("“It is shut, right?” Brandt went on, as if to herself. “Who has the key?”", ["Brandt"]),
        ("“Who has the key to the northern gate?” Brandt questioned.", ["Brandt"]),
    ],
)
def test_who_utters_without_saying_is_a_speaker(said: Said, text: str, speakers: list[str]) -> None:
    found = said("“The ferry is late again today,” Tomas Veld said.", text)
    assert [who for who, _, _ in found] == ["Tomas Veld", *speakers]


def test_what_is_said_behind_somebody_elses_quotation_is_the_speakers_own(said: Said) -> None:
    found = said("Brandt argued that the gate was needed because “nobody swims,” she said. “The water is too cold.”")
    assert [(who, pieces[-1]) for who, _, pieces in found] == [
        ("Brandt", "that the gate was needed because “nobody swims,”"),
        ("she", "“The water is too cold.”"),
    ]


def test_the_name_of_a_broadcast_is_not_what_was_said_on_it(said: Said) -> None:
    [(who, _, pieces)] = said("On this week's broadcast of “Ardal Today,” the mayor said the gate was shut.")
    assert (who, pieces) == ("the mayor", ["the gate was shut"])


def test_a_row_of_quotations_is_one_content(said: Said) -> None:
    [(_, _, pieces)] = said("Brandt went on about “rusty gates,” “late ferries,” and “cold water.”")
    assert pieces == ["“rusty gates,” “late ferries,” and “cold water.”"]


def test_a_wording_named_as_one_is_the_subjects(said: Said) -> None:
    assert said("Brandt has used the phrase “open water” in her letters.") == [("Brandt", "phrase", ["“open water”"])]
    assert said("It was sold because to her, “a gate is a thing to open.”") == [
        ("her", "to", ["“a gate is a thing to open.”"])
    ]


def test_a_short_sentence_in_marks_goes_on_with_its_speaker(said: Said) -> None:
    [(_, _, pieces)] = said("“Here it is,” Brandt said. “It's open.”")
    assert pieces == ["“Here it is,”", "“It's open.”"]


def test_paragraphs_that_are_quoted_at_length_keep_their_own_speakers(said: Said) -> None:
    found = said(
        "The Gazette reports:",
        '"A clerk had typed “shut for good.”',
        '"Brandt thought that the gate was only stuck. She went home.',
    )
    assert [(who, pieces[0]) for who, _, pieces in found] == [
        ("The Gazette", '"Brandt thought that the gate was only stuck.'),
        ("A clerk", "“shut for good.”"),
    ]


def test_sentences_of_a_quotation_are_whose_name_stands_behind_it_not_before(said: Said) -> None:
    found = said("“I would win,” Brandt said. “You would lose it. You would really lose,” Veld said.")
    assert [(who, pieces) for who, _, pieces in found] == [
        ("Brandt", ["“I would win,”"]),
        ("Veld", ["“You would lose it.", "You would really lose,”"]),
    ]


def test_sentences_of_a_quotation_behind_which_nobody_is_named_go_on_with_who_spoke(said: Said) -> None:
    [(_, _, pieces)] = said("“I would win,” Brandt said. “You would lose it. You would really lose.” She left.")
    assert pieces == ["“I would win,”", "“You would lose it.", "You would really lose.”"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Brandt denounced the plan of the council, and Tomas Veld, her deputy, said “nobody asked us.”",
            [("Brandt", ["the plan of the council"]), ("Tomas Veld, her deputy", ["“nobody asked us.”"])],
        ),
        (
            "“The gate is shut,” she said, but in spite of the tide, “I shall cross,” said Veld.",
            [("she", ["“The gate is shut,”"]), ("Veld", ["“I shall cross,”"])],
        ),
        (
            "The plan drew letters from members (“I want my money back,” wrote Ilka Brandt, a pilot).",
            [("Ilka Brandt", ["“I want my money back,”"])],
        ),
        ("The pilots' motto is “late but dry.”", [("The pilots' motto", ["“late but dry.”"])]),
    ],
)
def test_each_quotation_is_its_own_speakers(said: Said, text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert [(who, pieces) for who, _, pieces in said(text)] == expected


def test_a_plan_that_is_spoken_of_takes_no_quotation(said: Said) -> None:
    found = said("Brandt praised the guards for Veld's plan to sell the gate. “It is sad to see it go.”")
    assert [(who, pieces[-1]) for who, _, pieces in found if "gate" not in pieces[-1]] == [
        ("Brandt", "“It is sad to see it go.”")
    ]


def test_what_is_said_of_a_plan_holds_the_plan(said: Said) -> None:
    found = said("Her plan to sell the gate has failed, Veld said.")
    assert ("Veld", "said", ["Her plan to sell the gate has failed"]) in found


def test_a_heading_in_marks_is_nobodys_words(said: Said) -> None:
    found = said("“The gate is shut for the winter,” Brandt said.", "'Late but Dry'", "The ferry sails on Monday.")
    assert [(who, pieces) for who, _, pieces in found] == [("Brandt", ["“The gate is shut for the winter,”"])]


SENTENCES = st.lists(
    st.sampled_from(("The gate is shut.", "Nobody has a key.", "We waited.", "It rusts.")), min_size=1, max_size=4
)
SPEAKERS = st.lists(st.tuples(st.sampled_from(("Brandt", "Veld", "Orla")), SENTENCES), min_size=1, max_size=5)


@given(SPEAKERS)
def test_whoever_stands_behind_a_quotation_has_all_of_it_and_nobody_else(
    said: Said, spoken: list[tuple[str, list[str]]]
) -> None:
    text = " ".join(f"“{' '.join(sentences)[:-1]},” {who} said." for who, sentences in spoken)
    found = said(text)
    assert [who for who, _, _ in found] == [who for who, _ in spoken]
    assert [" ".join(pieces) for _, _, pieces in found] == [f"“{' '.join(sentences)[:-1]},”" for _, sentences in spoken]


@given(SPEAKERS)
def test_whoever_stands_before_a_quotation_has_all_of_it_and_nobody_else(
    said: Said, spoken: list[tuple[str, list[str]]]
) -> None:
    text = " ".join(f"{who} said, “{' '.join(sentences)}”" for who, sentences in spoken)
    found = said(text)
    assert [who for who, _, _ in found] == [who for who, _ in spoken]
    assert [" ".join(pieces) for _, _, pieces in found] == [f"“{' '.join(sentences)}”" for _, sentences in spoken]


@given(SPEAKERS)
def test_whoever_stands_inside_a_paragraphs_quotation_has_all_of_it(
    said: Said, spoken: list[tuple[str, list[str]]]
) -> None:
    found = said(*[f"“We came late,” {who} said. “{' '.join(sentences)}”" for who, sentences in spoken])
    assert [who for who, _, _ in found] == [who for who, _ in spoken]
    assert [" ".join(pieces) for _, _, pieces in found] == [
        f"“We came late,” “{' '.join(sentences)}”" for _, sentences in spoken
    ]


_ODD_WORDS = "Asked when Brandt said “No”, quizzed 'so' according to plan: The bridge is red. Veld claims sure that it"


@given(st.lists(st.sampled_from([*_ODD_WORDS.split(), ".", "\n"]), max_size=30).map(" ".join))
def test_a_sentence_that_is_passed_over_says_nothing(text: str) -> None:
    read = passage(text)
    looked_at = {at for at, _ in read.sentences(cue_words())}
    passed_over = [read.sentence(at) for at in range(len(read.places)) if at not in looked_at]
    assert not any(in_sentence(each, 0) for each in passed_over)
