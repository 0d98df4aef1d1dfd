"""What confirmed pages teach and what they do not: habits that hold on the outlet's other pages, and never cost words."""

from __future__ import annotations

import datetime as dt

import pytest

from mediawire import reading
from mediawire.model.report import Confirmed, OutletRule
from tests.unit.reading.samples import LONG, page, read, texts

DAY = dt.date(2026, 11, 25)
THIRD = [text.replace("ferry", "tug") + " Again." for text in LONG]


def story(*blocks: str, above: str = "", wrapper: str = "tale") -> str:
    """A page of the outlet: blocks that are no markup yet become paragraphs."""
    body = "".join(each if each.startswith("<") else f"<p>{each}</p>" for each in blocks)
    return page(f"{above}<div class='frame'><div class='{wrapper}'>{body}</div></div>")


def taught(*lessons: tuple[str, list[str]]) -> OutletRule:
    """The rule of pages, each with the paragraphs that an editor confirmed of it."""
    confirmed = [
        Confirmed(capture_payload=html.encode(), url=f"https://harbour.example/{at}", paragraphs=tuple(paragraphs))
        for at, (html, paragraphs) in enumerate(lessons)
    ]
    return reading.learn(confirmed, "harbour", DAY)


LINE = "The harbour looks at the news of the coast from both of its shores."


def test_a_line_that_one_page_left_out_is_known_on_the_next_that_carries_it() -> None:
    rule = taught((story(*LONG, LINE), LONG), (story(*LONG[:3]), LONG[:3]))
    assert LINE in texts(read(story(*THIRD, LINE)))
    assert texts(read(story(*THIRD, LINE), rule)) == THIRD


def test_no_word_of_a_line_that_stood_on_one_page_is_kept_in_the_rule() -> None:
    rule = taught((story(*LONG, LINE), LONG), (story(*LONG[:3]), LONG[:3]))
    kept = rule.text.lower()
    assert not [word for word in LINE.lower().split() if len(word) > 5 and word in kept.replace("harbour", "")]


def test_a_line_that_another_page_publishes_is_no_standing_line() -> None:
    rule = taught((story(*LONG, LINE), LONG), (story(*LONG[:3], LINE), [*LONG[:3], LINE]))
    assert texts(read(story(*THIRD, LINE), rule)) == [*THIRD, LINE]


def test_a_caveat_that_one_editor_left_out_stays_on_the_next_page() -> None:
    caveat = "The figures of the company could not be independently verified by this newspaper."
    rule = taught((story(*LONG, caveat), LONG), (story(*LONG[:3]), LONG[:3]))
    assert texts(read(story(*THIRD, caveat), rule)) == [*THIRD, caveat]


def test_known_lines_are_left_out_however_the_page_is_built() -> None:
    rule = taught((story(*LONG, LINE), LONG), (story(*LONG[:3], LINE), LONG[:3]))
    report = read(story(*THIRD, LINE, wrapper="article-2027"), rule)
    assert "outlet-rule-failed" in {remark.code for remark in report.remarks}
    assert texts(report) == THIRD


@pytest.mark.parametrize("published", [True, False])
def test_rules_of_dashes_go_as_the_editors_have_it(published: bool) -> None:
    def told(size: int) -> tuple[str, list[str]]:
        parts = [*LONG[:2], "___", *LONG[2:size]]
        return story(*parts), parts if published else [each for each in parts if each != "___"]

    rule = taught(told(4), told(3))
    assert ("___" in texts(read(story(*THIRD[:2], "___", *THIRD[2:]), rule))) is published


def test_how_one_line_was_set_says_nothing_of_the_next() -> None:
    """Italics are a credit here and a letter there: a path without names is that of any paragraph."""
    aside = "<p><em>The writer was given a berth by the company for the day.</em></p>"
    rule = taught((story(LONG[0], aside, *LONG[1:]), LONG), (story(*LONG[:3]), LONG[:3]))
    letter = "We saw the lights of the ship go out one by one, and then we heard the horn."
    assert texts(read(story(THIRD[0], f"<p><em>{letter}</em></p>", *THIRD[1:]), rule)) == [THIRD[0], letter, *THIRD[1:]]


def test_a_box_with_a_name_is_left_out_after_one_page() -> None:
    box = "<div class='timetable'><p>The next ferries leave at nine, at noon and at four in the afternoon.</p></div>"
    rule = taught((story(*LONG[:2], box, *LONG[2:]), LONG), (story(*LONG[:3]), LONG[:3]))
    other = box.replace("nine, at noon", "ten, at one")
    assert texts(read(story(*THIRD[:2], other, *THIRD[2:]), rule)) == THIRD


def test_a_page_of_which_little_was_confirmed_leaves_nothing_out() -> None:
    """An editor who confirmed the first paragraph alone did not say that the quotation is furniture."""
    quotation = "<blockquote class='said'><p>“We heard the keel before we felt it,” the mate said.</p></blockquote>"
    rule = taught((story(*LONG[:3], quotation, LONG[3]), LONG[:1]), (story(*LONG[:3]), LONG[:3]))
    said = "“We turned the boats out at once,” the cook said."
    third = story(*THIRD[:3], f"<blockquote class='said'><p>{said}</p></blockquote>", THIRD[3])
    assert texts(read(third, rule)) == [*THIRD[:3], said, THIRD[3]]


STANDFIRST = "A ferry with 214 people on board ran aground off the cape in thick fog on Monday."


def test_a_standfirst_is_left_out_where_its_element_has_a_name() -> None:
    above = f"<p class='dek'>{STANDFIRST}</p>"
    rule = taught((story(*LONG, above=above), LONG), (story(*LONG[:3], above=above.replace("214", "21")), LONG[:3]))
    third = story(*THIRD, above=above.replace("ferry", "tug"))
    assert STANDFIRST.replace("ferry", "tug") in texts(read(third))
    assert texts(read(third, rule)) == THIRD


def test_what_stands_above_the_text_without_a_name_stays() -> None:
    """Above one report stands a teaser, above the next its first sentence: the place alone does not tell them apart."""
    above = f"<div><p>{STANDFIRST}</p></div>"
    rule = taught((story(*LONG, above=above), LONG), (story(*LONG[:3], above=above.replace("214", "21")), LONG[:3]))
    tug = STANDFIRST.replace("ferry", "tug")
    assert texts(read(story(*THIRD, above=f"<div><p>{tug}</p></div>"), rule))[0] == tug


def test_a_list_of_titles_at_the_end_is_no_credit() -> None:
    credit = "<p><em>Bo Quay contributed reporting from Nordholm.</em></p>"
    rule = taught((story(*LONG, credit), LONG), (story(*LONG[:3], credit.replace("Bo", "Cy")), LONG[:3]))
    works = ["The Tide at Lerna, a song", "Nine Bells at Noon, a song", "A Berth for Two, a song", "Low Water, a song"]
    last = [f"<p><em>{each}.</em></p>" for each in works]
    assert texts(read(story(*THIRD, *last), rule)) == [*THIRD, *(f"{each}." for each in works)]


def test_files_of_earlier_rules_are_still_read() -> None:
    text = """learned = "2026-11-01"
articles = ["div.tale"]
least = 10
omit = ["*p.letters", "@credit", "@standfirst"]
standing = ["The night desk answers letters until the last tram."]
ends = []
openings = ["Read this next"]

[publish]
"""
    rule = OutletRule(source_id="harbour", learned_at=dt.date(2026, 11, 1), text=text)
    html = story(*THIRD, "<p class='letters'>Letters to the harbour go to the night desk, please, at once.</p>")
    report = read(html, rule)
    assert texts(report) == THIRD
    assert report.reader == "rule:harbour:2026-11-01"


def test_what_is_done_with_paragraphs_says_nothing_of_labels() -> None:
    """A standfirst of a sentence is left out, a strapline of three words is another thing."""
    above = f"<p class='strapline'>{STANDFIRST}</p>"
    rule = taught((story(*LONG, above=above), LONG), (story(*LONG[:3], above=above.replace("214", "21")), LONG[:3]))
    assert texts(read(story(*THIRD, above=above.replace("ferry", "tug")), rule)) == THIRD
    terse = "Still afloat, naturally."
    assert texts(read(story(*THIRD, above=f"<p class='strapline'>{terse}</p>"), rule)) == [terse, *THIRD]


def test_a_kind_that_one_page_publishes_short_is_not_left_out_long() -> None:
    first, second = "<p class='strapline'>Still afloat, naturally.</p>", f"<p class='strapline'>{STANDFIRST}</p>"
    rule = taught((story(*LONG, above=first), ["Still afloat, naturally.", *LONG]), (story(*LONG, above=second), LONG))
    tug = STANDFIRST.replace("ferry", "tug")
    assert texts(read(story(*THIRD, above=f"<p class='strapline'>{tug}</p>"), rule)) == [tug, *THIRD]


def test_a_strapline_that_one_page_left_out_is_no_habit() -> None:
    def terse(words: str) -> str:
        return f"<p class='strapline'>{words}</p>"

    once = taught((story(*LONG, above=terse("Still afloat, naturally.")), LONG), (story(*LONG[:3]), LONG[:3]))
    third = story(*THIRD, above=terse("A cold bath for all on board"))
    assert texts(read(third, once)) == ["A cold bath for all on board", *THIRD]
    twice = taught(
        (story(*LONG, above=terse("Still afloat, naturally.")), LONG),
        (story(*LONG[:3], above=terse("Wet feet for the mate")), LONG[:3]),
    )
    assert texts(read(third, twice)) == THIRD
