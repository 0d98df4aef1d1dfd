"""Copies: the same words in two reports, and what only looks like a copy."""

import random
import re
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire import stories
from mediawire.model.report import Report
from mediawire.model.story import Candidate, Copy
from mediawire.stories.prints import fingerprints, hashes, starts_of, words_of
from mediawire.stories.runs import common_runs, passages, spans
from mediawire.text.figures import lowered

Make = Callable[..., Report]
As = Callable[..., Candidate]


def prose(seed: int, words: int) -> str:
    """Invented words in sentences, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - invented words
    syllables = ["bra", "den", "kol", "mir", "tas", "vel", "nor", "und", "ish", "ock", "ard", "lyn"]
    made = ["".join(dice.choice(syllables) for _ in range(dice.randint(1, 4))) for _ in range(words)]
    return ". ".join(" ".join(made[at : at + 12]).capitalize() for at in range(0, words, 12)) + "."


STANDING = prose(99, 80)
ORIGINAL = prose(1, 300)


def check(report: Make, candidate: As, text: str, *, source: str = "gazette") -> list[Copy]:
    return stories.copies(report("copy", text, source=source), [candidate(report("original", ORIGINAL))])


def test_a_whole_copy(report: Make, candidate: As) -> None:
    [copy] = check(report, candidate, ORIGINAL)
    assert (copy.a, copy.b, copy.containment) == ("copy", "original", 1.0)
    [span] = copy.shared
    assert (span.a_start, span.a_end, span.b_start) == (0, len(ORIGINAL) - 1, 0)


def test_an_agency_text_inside_an_outlets_own(report: Make, candidate: As) -> None:
    part = ORIGINAL[: len(ORIGINAL) // 2]
    text = prose(2, 150) + " " + part + " " + prose(3, 150)
    [copy] = check(report, candidate, text)
    [span] = copy.shared
    assert words_of(text[span.a_start : span.a_end]) == words_of(ORIGINAL[span.b_start : span.b_end])
    assert span.a_end - span.a_start > 0.95 * len(part)


def test_an_edited_copy(report: Make, candidate: As) -> None:
    dice = random.Random(5)  # noqa: S311 - invented words
    edited = " ".join("altered" if dice.random() < 0.1 else word for word in ORIGINAL.split())
    [copy] = check(report, candidate, edited)
    assert 0.4 < copy.containment < 1.0
    for span in copy.shared:
        assert words_of(edited[span.a_start : span.a_end]) == words_of(ORIGINAL[span.b_start : span.b_end])


def test_the_beginning_of_a_long_report(report: Make, candidate: As) -> None:
    [copy] = check(report, candidate, ORIGINAL[: len(ORIGINAL) // 3])
    assert copy.containment > 0.95


def test_other_words_are_no_copy(report: Make, candidate: As) -> None:
    assert check(report, candidate, prose(7, 300)) == []


def test_a_quotation_in_two_reports_is_no_copy(report: Make, candidate: As) -> None:
    quotation = ORIGINAL[:220]
    assert check(report, candidate, prose(8, 200) + " " + quotation + " " + prose(9, 100)) == []


def test_a_report_is_no_copy_of_itself(report: Make, candidate: As) -> None:
    mine = report("a", ORIGINAL)
    assert stories.copies(mine, [candidate(mine)]) == []


def test_nothing_is_copied_from_nothing(report: Make, candidate: As) -> None:
    assert stories.copies(report("a", ""), [candidate(report("b", ""))]) == []
    assert stories.copies(report("a", ORIGINAL), []) == []


def test_standing_lines_below_everything_are_no_copy(report: Make, candidate: As) -> None:
    one = candidate(report("b", prose(11, 120) + " " + STANDING, source="post"))
    assert stories.copies(report("a", prose(10, 120) + " " + STANDING, source="gazette"), [one]) == []


def test_what_an_outlet_prints_again_and_again_is_boilerplate(report: Make, candidate: As) -> None:
    window = stories.Window(days=3)
    for number in range(4):
        text = prose(20 + number, 60) + " " + STANDING + " " + prose(40 + number, 60)
        window.add(candidate(report(f"r{number}", text, source="post", hours=number)))
    text = prose(30, 40) + " " + STANDING + " " + prose(31, 40)
    mine = report("a", text, source="gazette", hours=5)
    assert window.near(mine).standing
    assert stories.copies(mine, window.near(mine)) == []


def test_the_window_finds_what_plain_candidates_give(report: Make, candidate: As) -> None:
    window = stories.Window(days=3)
    others = [candidate(report(f"r{number}", prose(50 + number, 200))) for number in range(20)]
    for each in (*others, candidate(report("original", ORIGINAL))):
        window.add(each)
    mine = report("copy", prose(80, 60) + " " + ORIGINAL, source="gazette", hours=1)
    near = window.near(mine)
    assert stories.copies(mine, near) == stories.copies(mine, [*others, candidate(report("original", ORIGINAL))])
    assert [copy.b for copy in stories.copies(mine, near)] == ["original"]


def test_fingerprints_are_fixed() -> None:
    """A stored or shared fingerprint must mean the same on every machine and in every version."""
    assert sorted(hashes(words_of("The northern harbour bridge was closed after the autumn storm.")))[:2] == [
        1423731002,
        1450560474,
    ]


def test_a_common_passage_shares_a_fingerprint() -> None:
    passage = prose(60, 40)
    one, other = prose(61, 50) + " " + passage, passage + " " + prose(62, 50)
    assert fingerprints(one) & fingerprints(other)
    assert not fingerprints(prose(61, 50)) & fingerprints(prose(62, 50))


def test_short_texts_have_fingerprints_too() -> None:
    assert fingerprints("") == frozenset()
    assert len(fingerprints("It is so.")) == 1


@pytest.mark.parametrize("text", ["", "one", " one two ", "“One, two”—three!", "İstanbul’da kar", "a ab abc ab a aa"])
@pytest.mark.parametrize("lead", ["", "ab", "…"])
def test_starts_are_those_of_the_words(text: str, lead: str) -> None:
    text = f"{lead} {text}"
    words, starts = words_of(text), starts_of(text)
    assert [lowered(text)[start : start + len(word)] for start, word in zip(starts, words, strict=True)] == list(words)
    assert list(starts) == [match.start() for match in re.finditer(r"\w+", text)]


def test_runs_go_on_as_long_as_the_words_agree() -> None:
    a, b = ["x", "a", "b", "c", "d", "e", "f", "y"], ["a", "b", "c", "d", "e", "f", "z"]
    assert common_runs(a, b) == [(1, 0, 6)]
    assert common_runs(a, ["p", "q", "r"]) == []


def test_runs_near_one_another_are_a_passage() -> None:
    runs = [(0, 0, 8), (10, 9, 6), (100, 30, 7)]
    assert [len(passage) for passage in passages(runs)] == [2, 1]
    assert spans("", "", []) == ()


@given(st.lists(st.text("aбé𝄞b", min_size=1, max_size=9), max_size=20))
def test_a_run_is_hashed_as_its_words_joined_by_spaces(words: list[str]) -> None:
    runs = [words[at : at + 4] for at in range(len(words) - 3) if len(words[at]) >= 6]
    plain = [zlib.crc32(" ".join(run).encode()) for run in runs or ([words] if words else [])]
    assert hashes(words) == plain
