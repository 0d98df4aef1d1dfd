"""Excerpts, slugs, plain lines, direction, moments."""

from __future__ import annotations

import datetime as dt
import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.model.report import StatedTime
from mediawire.press import words

TEXT = "The council met on Tuesday night and, after seven hours, agreed to build the second lock from March on."


def test_a_short_text_is_its_own_excerpt():
    assert words.excerpt("The lock is open.") == "The lock is open."


def test_an_excerpt_ends_with_a_whole_word_and_an_ellipsis():
    assert words.excerpt(TEXT, 45) == "The council met on Tuesday night and, after…"


def test_an_excerpt_leaves_no_comma_before_the_ellipsis():
    assert words.excerpt(TEXT, 38) == "The council met on Tuesday night and…"


def test_a_script_without_spaces_is_cut_at_a_letter():
    told = words.excerpt("港务局周二表示将于三月开始建造第二座船闸" * 9, 20)
    assert len(told) == 20
    assert told.endswith("…")


def test_a_cut_does_not_part_a_letter_from_its_marks():
    assert words.cut("nou\u0301velle" * 3, 3) == "no"


@given(st.text(), st.integers(min_value=2, max_value=200))
def test_an_excerpt_is_never_longer_than_asked(text: str, limit: int):
    assert len(words.excerpt(text, limit)) <= limit


@given(st.text(), st.integers(min_value=0, max_value=60))
def test_a_cut_is_a_beginning(text: str, limit: int):
    assert text.startswith(words.cut(text, limit))
    assert text.startswith(words.cut_words(text, limit))
    assert words.count_words(words.cut_words(text, limit)) <= limit


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("one two", 2), ("62 million crowns.", 3), ("第二座", 3), ("port 第二 lock", 4), ("ที่นี่", 6)],
)
def test_words_are_counted_in_any_script(text: str, count: int):
    assert words.count_words(text) == count


def test_plain_takes_away_what_reorders_or_hides():
    assert (
        words.plain("The \u202egnuoy\u202c \x00council\U000e0041 sits\u200b here\ufeff")
        == "The gnuoy council sits here"
    )


def test_plain_keeps_the_joiners_that_persian_needs():
    assert words.plain("سه\u200cشنبه") == "سه\u200cشنبه"


def test_plain_ends_stacks_of_marks_after_six():
    assert words.plain("Z" + "\u0301" * 5000 + "algo") == "Z" + "\u0301" * 6 + "algo"


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Ferry runs again", "7-ferry-runs-again"),
        ("Nordholm’s lock: 62 million", "7-nordholms-lock-62-million"),
        ("Émigrés à Brest", "7-emigres-a-brest"),
        ("شورای شهر", "7"),
        ("../../etc/passwd", "7-etc-passwd"),
        ("x" * 200, "7-" + "x" * 60),
        ("a word " * 30, "7-" + "-".join(["a", "word"] * 8 + ["a"])),
    ],
)
def test_slugs(headline: str, expected: str):
    assert words.slug(headline, 7) == expected


@given(st.text())
def test_a_slug_is_a_safe_name(headline: str):
    told = words.slug(headline, 3)
    assert told.startswith("3")
    assert told.isascii()
    assert len(told) <= 62
    assert all(letter.isalnum() or letter == "-" for letter in told)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fa", "rtl"),
        ("ar-EG", "rtl"),
        ("he", "rtl"),
        ("ru", "ltr"),
        ("en-GB", "ltr"),
        ("", "auto"),
        ("az-Arab", "rtl"),
        ("ku_arab_iq", "rtl"),
        ("fa-Latn", "ltr"),
        ("pa-Latn-PK", "ltr"),
    ],
)
def test_direction(language: str, expected: str):
    assert words.direction(language) == expected


def moment(hours: float = 0, **more: bool) -> StatedTime:
    zone = dt.timezone(dt.timedelta(hours=hours))
    return StatedTime(moment=dt.datetime(2026, 11, 5, 9, 7, 30, tzinfo=zone), wording="", origin="", **more)


@pytest.mark.parametrize(
    ("time", "told", "machine"),
    [
        (moment(), "5 November 2026, 09:07 UTC", "2026-11-05T09:07:30+00:00"),
        (moment(3.5), "5 November 2026, 09:07 UTC+3:30", "2026-11-05T09:07:30+03:30"),
        (moment(-5), "5 November 2026, 09:07 UTC−5", "2026-11-05T09:07:30-05:00"),
        (moment(day_only=True), "5 November 2026", "2026-11-05"),
        (
            moment(zoned=False),
            "5 November 2026, 09:07 (the source names no time zone; read as UTC)",
            "2026-11-05T09:07:30+00:00",
        ),
    ],
)
def test_a_time_is_told_with_no_more_precision_than_was_given(time: StatedTime, told: str, machine: str):
    assert words.stated(time) == told
    assert words.machine(time) == machine


def test_no_combining_mark_is_a_letter_or_a_space():
    """So a stack of seven is seven characters that are neither: `plain` looks for that before it looks at each."""
    marks = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code))]
    assert len(marks) > 800
    assert [hex(ord(mark)) for mark in marks if re.fullmatch(r"[\w\s]", mark)] == []
