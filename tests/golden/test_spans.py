"""`spans.json` is normative: what a span's bytes say, in every form, for every implementation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mediawire.model.report import Form, Gap, Span
from mediawire.proof import spans
from mediawire.reading.words import text_of

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("spans.json").read_text(encoding="utf-8"))
each_case = pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])


def payload(case: dict[str, Any]) -> bytes:
    """The bytes: as text where they are UTF-8, else in hexadecimal."""
    return case["payload"].encode() if "payload" in case else bytes.fromhex(case["payload_hex"])


def span(case: dict[str, Any]) -> Span:
    return Span(case["start"], case["end"], Form(case["form"]), tuple(Gap(start, end) for start, end in case["gaps"]))


@each_case
def test_proof_gives_the_text_without_any_code_of_reading(case: dict[str, Any]) -> None:
    assert spans.text_of(payload(case), span(case), case["charset"]) == case["text"]


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case["form"] == "html" and case["charset"] != "utf-16le"],
    ids=lambda case: case["name"],
)
def test_the_reader_s_own_parser_says_the_same(case: dict[str, Any]) -> None:
    assert text_of(payload(case), list(spans.ranges(span(case))), case["charset"]) == case["text"]


def test_every_form_is_there_with_gaps_and_most_charsets() -> None:
    assert {case["form"] for case in CASES} == {form.value for form in Form}
    assert {case["form"] for case in CASES if case["gaps"]} == {form.value for form in Form}
    assert len({case["charset"] for case in CASES}) >= 10
    assert len({case["name"] for case in CASES}) == len(CASES)
