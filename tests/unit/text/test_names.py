"""How a text writes its words."""

import pytest

from mediawire.text.names import bare, capitalised, occurrences


def test_forms_inside_sentences_are_counted_and_openings_apart() -> None:
    found = occurrences("Brandt met the Mayor. Mayor Brandt’s town lost; the mayor and Brandt agreed.")
    assert found["brandt"].commonest == "Brandt"
    assert found["brandt"].inside["Brandt"] == 2
    assert found["brandt"].opening == 1
    assert dict(found["mayor"].inside) == {"Mayor": 1, "mayor": 1}
    assert found["mayor"].opening == 1


def test_a_capital_beside_another_is_counted_apart() -> None:
    found = occurrences("They met in the Town House and the House of Fish.")
    assert found["town"].beside == 1
    assert found["house"].beside == 1
    assert found["house"].inside["House"] == 2


def test_a_word_that_only_opens_sentences_has_no_form() -> None:
    assert occurrences("Ferries run. Ferries stop.")["ferries"].commonest == ""


@pytest.mark.parametrize(
    ("word", "plain"), [("Brandt’s", "Brandt"), ("boats'", "boats"), ("U.S.", "U.S"), ("ok", "ok")]
)
def test_bare_words(word: str, plain: str) -> None:
    assert bare(word) == plain


@pytest.mark.parametrize(
    ("headline", "is_title"),
    [
        ("Storm Closes the Harbour of Westmark", True),
        ("Storm closes the harbour of Westmark", False),
        ("At 20, the Al-Norl Is in Decline", True),
        ("Ferry", False),
        ("", False),
    ],
)
def test_title_case_is_told(headline: str, is_title: bool) -> None:
    assert capitalised(headline) is is_title
