"""Quotations: the marks of many houses, apostrophes told apart."""

import pytest

from mediawire.text.quotations import quotations


def inside(text: str) -> list[str]:
    return [text[each.start : each.end] for each in quotations(text)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Minister calls it “a good day”", ["a good day"]),
        ("Minister calls it 'a good day'", ["a good day"]),
        ("Minister calls it ‘a good day’ at last", ["a good day"]),
        ('Minister: "a good day"', ["a good day"]),
        ("Ministerin: „ein guter Tag“", ["ein guter Tag"]),
        ("Ministerin: »ein guter Tag«", ["ein guter Tag"]),
        ("Le ministre : «un bon jour»", ["un bon jour"]),
        ("首相「良い日だ」と語る", ["良い日だ"]),
        ("'It's a workers' day' she says", ["It's a workers' day"]),
        ("The Smiths' house isn't theirs", []),
        ("Rock 'n' roll and the '90s", ["n"]),
        ("“He said ‘never’ twice”", ["He said ‘never’ twice", "never"]),
    ],
)
def test_quotations_are_found_in_any_marks(text: str, quoted: list[str]) -> None:
    assert inside(text) == quoted


def test_a_mark_that_nothing_closes_runs_to_the_end_of_its_paragraph() -> None:
    text = "“First half of it.\n\n“Second half,” she said."
    first, second = quotations(text)
    assert (first.closing, text[first.start : first.end]) == ("", "First half of it.\n\n")
    assert text[second.start : second.end] == "Second half,"


def test_an_apostrophe_alone_is_no_quotation() -> None:
    assert quotations("Don't they know it isn’t so?") == ()
