"""Words in their own case, looked up where they lie: the same answers as sets of them give."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from mediawire.house import shelf
from mediawire.house.cased import CasedWords
from mediawire.house.stretches import Stretches
from mediawire.model.style import Dictionary

LETTERS = st.text(alphabet="abcABCéÉ'.-", min_size=1, max_size=6).filter(lambda word: word.strip() == word)
LISTS = st.lists(LETTERS, max_size=60)


def written(words: list[str]) -> bytes:
    """The words as the shipped list has them."""
    forms = defaultdict(set)
    for word in words:
        forms[word.lower()].add(word)
    lines = {small: [small] if each == {small} else [small, *sorted(each)] for small, each in forms.items()}
    return "\n".join(":".join(lines[small]) for small in sorted(lines, key=str.encode)).encode()


@given(LISTS)
def test_any_list_answers_as_its_sets_do(words: list[str]) -> None:
    plain = Dictionary.from_words("en", words, {})
    cased = CasedWords(written(words))
    for word in [*(word.lower() for word in words), "absent", "", "a:b", "a\nb"]:
        assert (word in cased.words) == (word in plain.words)
        assert (word in cased.names) == (word in plain.names)
        assert (word in cased.either) == (word in plain.either)
        assert cased.forms.get(word) == plain.forms.get(word)
    assert set(cased.words) == set(plain.words)
    assert len(cased.names) == len(plain.names)
    assert dict(cased.forms) == dict(plain.forms)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=3000, unique=True), st.data())
def test_a_line_stands_in_the_stretch_of_its_key(numbers: list[int], data: st.DataObject) -> None:
    keys = sorted(str(number).encode() for number in numbers)
    text = b"\n" + b"\n".join(keys) + b"\n"
    start, end = Stretches(text, bytes).around(key := data.draw(st.sampled_from(keys)))
    assert b"\n" + key + b"\n" in text[start:end]


def test_english_knows_how_its_words_are_written() -> None:
    english = shelf.lexicon().dictionary("en")
    assert english is not None
    assert "harbour" in english.words
    assert "harbour" not in english.names
    assert "aachen" in english.names
    assert "bush" in english.either
    assert english.forms["iphone"] == "iPhone"
    assert english.kinds["nevada"] == "place"
    assert len(english.words) > 150_000
