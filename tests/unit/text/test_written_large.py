"""Which words a text writes with a capital: the quick way finds what the thorough one does."""

from hypothesis import given
from hypothesis import strategies as st

from mediawire.text.names import occurrences, written_large

PIECES = st.sampled_from([
    "Brandt", "brandt", "Brandt’s", "BRANDT", "the", "The", "Élise", "élise", "U.S.", "u.s", "O’Neil", "al-Veld", "5",
    ",", ".", ";", " ", " ", " ", " ", "\u00a0", "“", "”", "’", "‘", "(", ")", "\n", "—", "…", ":", "Брандт", "брандт",
])  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_the_quick_way_agrees_with_the_thorough_one(text: str) -> None:
    seen = occurrences(text)
    assert written_large(text) == {word for word, each in seen.items() if each.commonest[:1].isupper()}


def test_a_word_that_only_opens_sentences_is_not_among_them() -> None:
    text = "Boats came in. Boats went out. The mayor, Ilka Brandt, said nothing."
    assert written_large(text) == {"ilka", "brandt"}
