"""The licence of a text as pages and feeds tell it: right or held on every case of ours, wrong on none."""

from __future__ import annotations

import pytest

from benchmarks import _rights
from benchmarks._rights import RightsCase

CASES = _rights.cases()
# What we are known to get right; it may rise, not fall.
RIGHT = 75


def test_the_corpus_is_large_enough_and_names_each_case_once() -> None:
    assert len(CASES) >= 40
    assert len({case.name for case in CASES}) == len(CASES)
    assert sum(bool(case.feed) for case in CASES) >= 8


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_case_is_read_wrongly(case: RightsCase) -> None:
    assert _rights.judged(_rights.ours(case), case.truth) in ("right", "held")


def test_what_is_read_rightly_stays_so() -> None:
    assert sum(_rights.ours(case) == case.truth for case in CASES) >= RIGHT


def test_the_judge_tells_a_claim_from_none() -> None:
    assert _rights.judged("CC-BY-4.0", "CC-BY-4.0") == "right"
    assert _rights.judged("none", "CC-BY-4.0") == "held"
    assert _rights.judged("conflict", "none") == "held"
    assert _rights.judged("CC-BY-4.0", "none") == "wrong"
    assert _rights.judged("CC-BY-4.0", "CC-BY-ND-4.0") == "wrong"
