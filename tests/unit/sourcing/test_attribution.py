"""Who says what in one sentence, in every shape that English has for it."""

from collections.abc import Callable

import pytest

from mediawire.model.sourcing import Chain

Said = Callable[..., list[tuple[str, str, list[str]]]]


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        ("The mayor said the bridge was closed.", "The mayor", "said", "the bridge was closed"),
        ("The mayor said on Monday that the bridge was closed.", "The mayor", "said", "that the bridge was closed"),
        ("Ilka Brandt told reporters the bridge was closed.", "Ilka Brandt", "told", "the bridge was closed"),
        ("She has repeatedly said that she will stay.", "She", "has repeatedly said", "that she will stay"),
        ("The bridge was closed, the mayor said.", "the mayor", "said", "The bridge was closed"),
        ("The bridge was closed, said Ilka Brandt.", "Ilka Brandt", "said", "The bridge was closed"),
        ("“We are closed,” said Ilka Brandt, the mayor.", "Ilka Brandt", "said", "“We are closed,”"),
        ('"We are closed," the mayor of Ardal said.', "the mayor of Ardal", "said", '"We are closed,"'),
        ("The bridge was closed, according to the police.", "the police", "according to", "The bridge was closed"),
        ("According to the police, the bridge was closed.", "the police", "According to", "the bridge was closed"),
        ("Ministers believe that the plan has failed.", "Ministers", "believe", "that the plan has failed"),
        ("The union vowed to stay on strike.", "The union", "vowed", "to stay on strike"),
        ("The union criticised the plan of the council.", "The union", "criticised", "the plan of the council"),
        ("Records show the bridge was closed in May.", "Records", "show", "the bridge was closed in May"),
        ("Critics point out that it was closed.", "Critics", "point out", "that it was closed"),
        ("The plan was criticised by the union.", "the union", "was criticised by", "The plan"),
        ("Brandt's claim that the bridge was safe is old.", "Brandt's", "claim", "that the bridge was safe"),
        ("Brandt was sure the gate would hold.", "Brandt", "was sure", "the gate would hold"),
        ("The guards are still worried about the tide.", "The guards", "are still worried about", "the tide"),
        ("The union is not willing to go back to work.", "The union", "is not willing", "to go back to work"),
        ("The guards say they were angry that it leaked.", "The guards", "say", "they were angry that it leaked"),
        ("The council decided against selling the gate.", "The council", "decided against", "selling the gate"),
        ("The head of the guards indicated as much.", "The head of the guards", "indicated", "as much"),
        ("Brandt said yes, yes, yes to it.", "Brandt", "said", "yes, yes, yes"),
        (
            "In total, ten boats were lost, the harbour office said.",
            "the harbour office",
            "said",
            "ten boats were lost",
        ),
    ],
)
def test_shapes_of_attribution(said: Said, sentence: str, source: str, cue: str, content: str) -> None:
    found = said(sentence)
    assert any(
        source in who and word == cue and any(content in piece for piece in pieces) for who, word, pieces in found
    ), found


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge was closed on Monday.",
        "The report of the council is long.",
        "There was no support for the plan.",
        "“Closed” is written on the gate.",
        "On Tuesday, it rained.",
        "It is certain that the gate is old.",
        "The gate seemed ready to fall.",
        "",
    ],
)
def test_nothing_is_attributed_where_nobody_says_anything(said: Said, sentence: str) -> None:
    assert said(sentence) == []


def test_an_apposition_belongs_to_the_source(said: Said) -> None:
    found = said("Ilka Brandt, the mayor of Ardal, said the bridge was closed.")
    assert found == [("Ilka Brandt, the mayor of Ardal", "said", ["the bridge was closed"])]


def test_a_parenthesis_belongs_to_the_source(said: Said) -> None:
    [(who, _, _)] = said("Tomas Veld, deputy head of the service (SVR), told LW that the bridge was closed.")
    assert who == "Tomas Veld, deputy head of the service (SVR)"


def test_two_attributions_of_one_sentence_part_its_content(said: Said) -> None:
    found = said("The mayor said the bridge was closed, but the union said it was open.")
    assert [(who, pieces) for who, _, pieces in found] == [
        ("The mayor", ["the bridge was closed"]),
        ("the union", ["it was open"]),
    ]


def test_a_participle_has_the_speaker_before(said: Said) -> None:
    found = said("The bridge was closed, the mayor said, adding that the ferry would run.")
    assert found[1] == ("the mayor", "adding", ["that the ferry would run"])


def test_a_quotation_that_goes_on_behind_its_speaker_is_one_content(said: Said) -> None:
    [(_, _, pieces)] = said("“We are closed,” the mayor said, “and we shall stay closed.”")
    assert pieces == ["“We are closed,”", "“and we shall stay closed.”"]


def test_marks_of_two_sorts_close_each_other(said: Said) -> None:
    [(who, _, pieces)] = said('“We are closed for the winter," said Ilka Brandt.')
    assert (who, pieces) == ("Ilka Brandt", ['“We are closed for the winter,"'])


def test_cue_words_inside_a_quotation_are_the_speakers(said: Said) -> None:
    found = said("“They said it was closed and I believed them,” the ferryman said.")
    assert [who for who, _, _ in found] == ["the ferryman"]


def test_a_dateline_is_nobody(said: Said) -> None:
    found = said("ARDAL, March 3 (Morrow Press) - The mayor said the bridge was closed.")
    assert found[-1] == ("The mayor", "said", ["the bridge was closed"])


def test_said_before_its_speaker_with_a_colon(said: Said) -> None:
    assert said("Said Brandt: “We are closed for the winter.”")[0][0] == "Brandt"


def test_two_apostrophes_are_quotation_marks(said: Said) -> None:
    [(who, _, pieces)] = said("''We are closed for the winter,'' said Ilka Brandt. ''Come back in the spring.''")
    assert who == "Ilka Brandt"
    assert ["closed" in pieces[0], "spring" in pieces[-1]] == [True, True]


def test_an_apposition_between_dashes(said: Said) -> None:
    [(who, _, _)] = said("Ilka Brandt — a teacher from Ardal — says the bridge was closed.")
    assert who == "Ilka Brandt — a teacher from Ardal"


def test_the_subject_of_a_verb_before_and(said: Said) -> None:
    found = said("Ilka Brandt walked to the bridge and said it was closed.")
    assert found == [("Ilka Brandt", "said", ["it was closed"])]


def test_a_colon_behind_whatever_stands_between(said: Said) -> None:
    [(who, _, pieces)] = said("She says to her friends in Ardal: “This one is for you.”")
    assert (who, pieces) == ("She", ["“This one is for you.”"])


def test_two_verbs_of_one_subject_are_two_attributions(said: Said) -> None:
    found = said("Brandt blasted the plan of the council and vowed to fight it.")
    assert [(who, cue, pieces) for who, cue, pieces in found] == [
        ("Brandt", "blasted", ["the plan of the council"]),
        ("Brandt", "vowed", ["to fight it"]),
    ]


def test_a_participle_takes_over(said: Said) -> None:
    found = said("The council threatened to sell the gate, in effect daring the guards to strike.")
    assert [(cue, pieces) for _, cue, pieces in found] == [
        ("threatened", ["to sell the gate"]),
        ("daring", ["the guards to strike"]),
    ]


def test_the_reason_that_somebody_believed_is_one_of_its_own(said: Said) -> None:
    found = said("Members criticized the mayor because they felt the gate was theirs.")
    assert [(who, pieces) for who, _, pieces in found] == [
        ("Members", ["the mayor"]),
        ("they", ["the gate was theirs"]),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "In several coastal states, the gates are old.",
        "The legality of the harbour rules is in doubt.",
        "The council had questions about the gate.",
        "There were violent protests against the gate.",
        "New figures: the trade of Ardal grows by a third.",
        "The fare rose by a tenth, compared with a fifth the year before.",
    ],
)
def test_plurals_that_look_like_verbs_say_nothing(said: Said, sentence: str) -> None:
    assert said(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        (
            "Brandt's plan to sell the northern gate has failed.",
            "Brandt's",
            "plan",
            "to sell the northern gate",
        ),
        ("In the harbour, her decision to leave caused a stir.", "her", "decision", "to leave caused a stir"),
        ("Veld's criticism of the council is an old one.", "Veld's", "criticism of", "the council"),
    ],
)
def test_nouns_of_aims_and_judgements(said: Said, sentence: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, [content]) in said(sentence)


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        (
            "Tomas Veld, who kept the gate until May, said Brandt lost the key.",
            "Tomas Veld, who kept the gate until May",
            "Brandt lost the key",
        ),
        (
            "The harbour office, which runs the ferry, said it was safe.",
            "The harbour office, which runs the ferry",
            "it was safe",
        ),
        (
            "Phil Orla, a spokesman of the guards, said the union expected work to go on.",
            "Phil Orla, a spokesman of the guards",
            "the union expected work to go on",
        ),
        ("The gate, which is old, was shut, said Ilka Brandt, who has the key.", "Ilka Brandt", "was shut"),
        (
            "The gate was shut, said the newly elected mayor of Ardal.",
            "the newly elected mayor of Ardal",
            "The gate was",
        ),
    ],
)
def test_the_speaker_stands_before_the_commas_or_behind_the_verb(
    said: Said, sentence: str, source: str, content: str
) -> None:
    [(who, _, [piece])] = said(sentence)
    assert who == source
    assert content in piece


def test_a_clause_that_begins_with_a_preposition_is_what_was_said(said: Said) -> None:
    found = said("At this pace the reserve would last a year, down from two, the source said, adding that it was low.")
    assert [(cue, pieces) for _, cue, pieces in found] == [
        ("said", ["At this pace the reserve would last a year, down from two"]),
        ("adding", ["that it was low"]),
    ]


def test_a_figure_with_a_comma_is_one_word(said: Said) -> None:
    [(who, _, _)] = said("The Association of Pilots, which speaks for 1,450 of them, said it was late.")
    assert who == "The Association of Pilots, which speaks for 1,450 of them"


def test_only_verbs_of_saying_stand_before_their_speaker(said: Said) -> None:
    [(who, cue, _)] = said("Critics of the ferry, like the pilots of Ardal, see the plan as a way to save the gate.")
    assert (who, cue) == ("Critics of the ferry, like the pilots of Ardal", "see")


def test_who_appears_at_an_outlets_forum_does_not_speak_for_it(trace: Callable[..., Chain]) -> None:
    [found] = trace("Veld, appearing at the Ardal Gazette forum, said the gate was shut.").citations
    assert (found.name, found.outlet_id) == ("Veld", "")
