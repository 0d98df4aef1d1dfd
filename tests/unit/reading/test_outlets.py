"""Outlet rules: two confirmed pages teach where the article stands; a redesign is noticed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from mediawire import reading
from mediawire.model.errors import ConfigurationError
from mediawire.model.report import Confirmed, OutletRule, Witness
from tests.unit.reading.samples import LONG, article, capture, page, read, texts

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


REDESIGNS = {
    "the article's box has another name": lambda html: html.replace("'story'", "'article-2027'"),
    "the article's box is gone": lambda html: html.replace("<div class='story'>", "<section>").replace(
        "</div></div></div>", "</div></section></div>"
    ),
    "paragraphs and boxes are renamed as well": lambda html: (
        html.replace("'story'", "'prose'").replace("'par'", "'text'").replace("'brief'", "'box'")
    ),
    "everything stands in a grid of lists": lambda html: html.replace("<div class='story'>", "<ul><li>").replace(
        "</div></div></div>", "</div></li></ul></div>"
    ),
}


@pytest.mark.parametrize("redesign", REDESIGNS.values(), ids=REDESIGNS)
def test_a_redesigned_template_is_noticed_and_costs_no_paragraph(redesign: Callable[[str], str]) -> None:
    rule = reading.learn([lesson(*LONG), lesson(*LONG[:3])], "harbour", DAY)
    third = [text.replace("ferry", "tug") + " Again." for text in LONG]
    report = read(redesign(template(*third)), rule)
    assert "outlet-rule-failed" in {remark.code for remark in report.remarks}
    assert report.reader == "general/1"
    assert set(third) <= set(texts(report))


SAME = {
    "class names that a builder makes anew": lambda html: html.replace("'par'", "'par sc-kD4fQz'"),
    "classes in another order": lambda html: html.replace("'story'", "'story '"),
    "a box more around the page": lambda html: (
        html.replace("<div class='frame'>", "<div><div class='frame'>") + "</div>"
    ),
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_what_is_no_redesign_is_read_by_the_rule(change: Callable[[str], str]) -> None:
    rule = reading.learn([lesson(*LONG), lesson(*LONG[:3])], "harbour", DAY)
    report = read(change(template(*LONG)), rule)
    assert report.reader == "rule:harbour:2026-11-25"
    assert texts(report) == LONG


def test_credit_lines_go_where_editors_left_them_out_and_caveats_never_do() -> None:
    credit = "Ada Pier contributed reporting from Lerna."
    lessons = [
        Confirmed(
            capture_payload=template(*LONG[:size], f"{name} contributed reporting from Nordholm.").encode(),
            url="https://harbour.example/a",
            paragraphs=tuple(LONG[:size]),
        )
        for size, name in ((4, "Bo Quay"), (3, "Cy Dyke"))
    ]
    rule = reading.learn(lessons, "harbour", DAY)
    assert "@credit" in rule.text
    third = [text.replace("ferry", "tug") for text in LONG]
    assert texts(read(template(*third, credit), rule)) == third
    caveat = "The crew's account, as reported by a passenger, could not be independently verified."
    assert caveat in texts(read(template(*third, caveat), rule))
    moved = template(*third, credit, wrapper="article-2027")
    assert credit in texts(read(moved, rule)), "of a page that looks otherwise nothing is taken but known lines"


def test_hidden_text_is_never_published_whatever_was_confirmed() -> None:
    secret = "Nobody on the bridge was sober, and the figure was 412, says the hidden line of this page."
    lessons = [
        Confirmed(
            capture_payload=template(*LONG[:size])
            .replace("<p class='line'>", f"<p hidden>{secret}</p><p class='line'>")
            .encode(),
            url="https://harbour.example/a",
            paragraphs=(*LONG[:size], secret),
        )
        for size in (4, 3)
    ]
    rule = reading.learn(lessons, "harbour", DAY)
    page_with = template(*LONG).replace("<p class='line'>", f"<p hidden>{secret}</p><p class='line'>")
    assert secret not in texts(read(page_with, rule))


def test_blocks_that_the_general_reader_leaves_out_are_published_where_editors_did() -> None:
    last = "And so the day went by on the quay, as the clerk wrote."

    def told(*paragraphs: str, box: str) -> str:
        inside = "".join(f"<p class='par'>{text}</p>" for text in paragraphs)
        story = f"{inside}<div class='related'><p>{box}</p></div><p>{last}</p>"
        return page(f"<div class='frame'><div class='story'>{story}</div></div>")

    boxes = [
        f"What the tide did on day {day}: it rose by {day} feet, and the clerk wrote that down too."
        for day in (1, 2, 3)
    ]
    lessons = [
        Confirmed(
            capture_payload=told(*LONG[: 4 - at], box=boxes[at]).encode(),
            url="https://harbour.example/a",
            paragraphs=(*LONG[: 4 - at], boxes[at], last),
        )
        for at in (0, 1)
    ]
    rule = reading.learn(lessons, "harbour", DAY)
    assert boxes[2] not in texts(read(told(*LONG, box=boxes[2])))
    assert texts(read(told(*LONG, box=boxes[2]), rule)) == [*LONG, boxes[2], last]


def test_golden_pairs_say_what_a_rule_is_worth() -> None:
    lessons = [lesson(*LONG), lesson(*LONG[:3])]
    rule = reading.learn(lessons, "harbour", DAY)
    told = [reading.golden(rule, each) for each in lessons]
    assert [each.by_rule for each in told] == [0, 0]
    assert all(each.without > 0 for each in told)


def test_what_an_editor_marked_is_the_text_of_its_bytes() -> None:
    report = read(template(*LONG))
    told = reading.confirmed(capture(template(*LONG)), [block.span for block in report.blocks[:2]])
    assert told.paragraphs == tuple(LONG[:2])
    assert told.content_type.startswith("text/html")


def test_what_stood_in_earlier_reports_of_the_outlet_is_named() -> None:
    standing = "Readers may walk the dyke with our editors on the first Sunday of each month."
    before = read(template(*[text.replace("ferry", "tug") for text in LONG], standing), url="https://harbour.example/b")
    after = read(template(*LONG, standing))
    assert standing in reading.repeated(after, [before])
    assert LONG[0] not in reading.repeated(after, [before])
    assert reading.repeated(after, [after]) == (), "a reading is no witness of itself"


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
