"""Outlet rules: two confirmed pages teach where the article stands; a redesign is noticed."""

from __future__ import annotations

import datetime as dt

import pytest

from mediawire import reading
from mediawire.model.errors import ConfigurationError
from mediawire.model.report import Confirmed, OutletRule, Witness
from tests.unit.reading.samples import LONG, article, page, read, texts

DAY = dt.date(2026, 11, 25)


def template(*paragraphs: str, box: str = "In brief", wrapper: str = "story") -> str:
    body = "".join(f"<p class='par'>{text}</p>" for text in paragraphs)
    brief = f"<div class='brief'><p class='line'>{box}: the harbour office opens at nine and closes at four.</p></div>"
    return page(f"<div class='frame'><div class='{wrapper}'>{body}{brief}</div></div>")


def lesson(*paragraphs: str, **more: str) -> Confirmed:
    return Confirmed(
        capture_payload=template(*paragraphs, **more).encode(), url="https://harbour.example/a", paragraphs=paragraphs
    )


def test_a_rule_leaves_out_what_editors_left_out() -> None:
    third = [text.replace("ferry", "tug") + " Again." for text in LONG]
    rule = reading.learn([lesson(*LONG), lesson(*LONG[:3])], "harbour", DAY)
    assert any("In brief" in text for text in texts(read(template(*third))))
    report = read(template(*third), rule)
    assert texts(report) == third
    assert report.reader == "rule:harbour:2026-11-25"


def test_a_line_that_stands_on_every_confirmed_page_is_left_out_of_others() -> None:
    standing = "Our harbour office gives tours to schools on the first Friday of each month, with tea."
    lessons = [
        Confirmed(
            capture_payload=template(*paragraphs, standing).encode(),
            url="https://harbour.example/a",
            paragraphs=paragraphs,
        )
        for paragraphs in (tuple(LONG), tuple(LONG[:3]))
    ]
    third = [text.replace("ferry", "tug") + " Again." for text in LONG]
    rule = reading.learn(lessons, "harbour", DAY)
    assert standing in rule.text
    assert texts(read(template(*third, standing), rule)) == third


def test_a_redesign_is_noticed_and_the_general_reader_reads() -> None:
    rule = reading.learn([lesson(*LONG), lesson(*LONG[:3])], "harbour", DAY)
    report = read(template(*LONG, wrapper="article-2027"), rule)
    assert "outlet-rule-failed" in {remark.code for remark in report.remarks}
    assert report.reader == "general/1"
    assert LONG[0] in texts(report)


def test_a_rule_is_readable_and_a_broken_one_is_named() -> None:
    rule = reading.learn([lesson(*LONG)], "harbour", DAY)
    assert 'learned = "2026-11-25"' in rule.text
    assert "articles = " in rule.text
    broken = OutletRule(source_id="harbour", learned_at=DAY, text="article = 3")
    with pytest.raises(ConfigurationError, match="rule of harbour"):
        read(template(*LONG), broken)


def test_pages_without_anything_in_common_teach_nothing() -> None:
    stranger = Confirmed(
        capture_payload=page(article()).encode(), url="https://h.example/", paragraphs=("Not on the page at all.",)
    )
    with pytest.raises(ConfigurationError, match="no common place"):
        reading.learn([stranger], "harbour", DAY)


def test_witnesses_bear_a_reading_out_or_not() -> None:
    report = read(page(article()))
    same = reading.corroborate(report, [Witness(name="feed", paragraphs=tuple(LONG))])
    assert same.degree == 1.0
    half = reading.corroborate(
        report,
        [
            Witness(
                name="feed",
                paragraphs=(
                    *LONG[:2],
                    "Quite another paragraph, about grain and silos and the price of bread in the town, which nobody else has.",
                ),
            )
        ],
    )
    assert 0.3 < half.degree < 0.9
    assert half.testimonies[0].only_theirs
    assert len(half.testimonies[0].only_ours) == 2
    assert reading.corroborate(report, []).degree == 0.0
