"""Odd characters: what is found, what is let be."""

import pytest

from mediawire.text.characters import Oddity, odd_characters, without_odd


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("Talks\u202e end", Oddity.DIRECTION, 5, 6),
        ("a\x00b", Oddity.CONTROL, 1, 2),
        ("zero\u200bwidth", Oddity.INVISIBLE, 4, 5),
        ("tag\U000e0041\U000e0042s", Oddity.INVISIBLE, 3, 5),
        ("lone \ud800 surrogate", Oddity.PRIVATE, 5, 6),
        ("Z\u0435lensky speaks", Oddity.MIXED_SCRIPT, 0, 8),
        ("na\u200dme", Oddity.INVISIBLE, 2, 3),
        ("o" + "\u0301" * 9 + " dear", Oddity.STACKED, 1, 10),
    ],
)
def test_an_odd_character_is_found_where_it_stands(text: str, kind: Oddity, start: int, end: int) -> None:
    (odd,) = odd_characters(text)
    assert (odd.kind, odd.start, odd.end) == (kind, start, end)


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, “marks” and a dash – fine",
        "می\u200cخواهد برود",
        "Крым и Москва: NATO отвечает",
        "Family 👨\u200d👩\u200d👧 found",
        "Đặng Văn Lâm in Hà Nội",
        "naïve café façade",
        "हिन्दी क\u094d\u200dष",
    ],
)
def test_what_a_language_needs_is_let_be(text: str) -> None:
    assert odd_characters(text) == ()
    assert without_odd(text) == text


def test_taking_out_leaves_letters_alone() -> None:
    assert without_odd("A\u202eb\u200bc\nd Z\u0435l") == "Abc d Z\u0435l"
