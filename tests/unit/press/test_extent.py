"""How much of a report is printed."""

from __future__ import annotations

from typing import Any

import pytest

from mediawire.model.report import Block, BlockKind
from mediawire.model.source import Excerpt, Extent, Unit
from mediawire.press import carried
from tests.unit.press import samples

HEADING = samples.paragraph("What it costs", BlockKind.HEADING, level=2)
PIXEL = '<img src="https://courier.example/pixel?post=1" width="1">'


def texts(blocks: tuple[Block, ...] | None = None, house: Any = samples.HOUSE, **terms: Any) -> list[str]:
    of = {"blocks": blocks} if blocks is not None else {}
    return [each.text for each in carried(samples.item(of=of, permission=samples.permission(**terms)), house).blocks]


def excerpt(unit: Unit, amount: int) -> dict[str, Any]:
    return {"extent": Extent.EXCERPT, "excerpt": Excerpt(unit=unit, amount=amount)}


def test_full_is_every_block():
    assert texts() == list(samples.PARAGRAPHS)


def test_nothing_is_nothing():
    assert texts(extent=Extent.NOTHING) == []


def test_headline_shows_the_beginning_of_the_first_paragraph_alone():
    (told,) = texts(extent=Extent.HEADLINE)
    assert samples.PARAGRAPHS[0].startswith(told)
    assert len(told) < 100


def test_headline_without_a_paragraph_shows_no_text():
    assert texts((HEADING,), extent=Extent.HEADLINE) == []


def test_an_excerpt_in_paragraphs_ends_with_a_paragraph():
    assert texts(**excerpt(Unit.PARAGRAPHS, 2)) == list(samples.PARAGRAPHS[:2])


def test_headings_do_not_count_as_paragraphs_and_none_stands_last():
    blocks = tuple(samples.paragraph(text) for text in samples.PARAGRAPHS)
    told = texts((blocks[0], HEADING, blocks[1], HEADING, blocks[2]), **excerpt(Unit.PARAGRAPHS, 2))
    assert told == [samples.PARAGRAPHS[0], "What it costs", samples.PARAGRAPHS[1]]


def test_list_items_count_as_paragraphs():
    blocks = tuple(samples.paragraph(f"Point {number}", BlockKind.LIST_ITEM, level=1) for number in range(9))
    assert texts(blocks, **excerpt(Unit.PARAGRAPHS, 3)) == ["Point 0", "Point 1", "Point 2"]


def test_an_excerpt_without_a_size_is_one_paragraph():
    assert texts(extent=Extent.EXCERPT, excerpt=None) == [samples.PARAGRAPHS[0]]


def test_words_are_counted_over_blocks_and_the_last_is_cut_at_a_word():
    first = len(samples.PARAGRAPHS[0].split())
    told = texts(**excerpt(Unit.WORDS, first + 5))
    assert told == [samples.PARAGRAPHS[0], "The authority will carry 62"]


def test_words_of_scripts_without_spaces_are_bounded_too():
    (told,) = texts((samples.paragraph("港务局周二表示将于三月开始建造第二座船闸"),), **excerpt(Unit.WORDS, 6))
    assert told == "港务局周二表"


def test_characters_bound_the_text_with_its_ellipsis():
    item = samples.item(permission=samples.permission(**excerpt(Unit.CHARACTERS, 60)))
    (block,) = carried(item, samples.HOUSE).blocks
    assert block.cut
    assert len(block.text) + 1 <= 60
    assert block.text == "Work on the second lock at Nordholm will begin in March and"


@pytest.mark.parametrize(("percent", "most"), [(0, 0), (30, 30), (100, 100), (400, 100), (-5, 0)])
def test_percent_bounds_the_share_of_characters(percent: int, most: int):
    whole = sum(map(len, samples.PARAGRAPHS))
    assert sum(map(len, texts(**excerpt(Unit.PERCENT, percent)))) <= whole * most / 100


def test_an_excerpt_with_room_for_all_is_whole():
    item = samples.item(permission=samples.permission(**excerpt(Unit.PARAGRAPHS, 99)))
    assert carried(item, samples.HOUSE).whole


def test_what_is_left_out_is_counted():
    item = samples.item(permission=samples.permission(**excerpt(Unit.PARAGRAPHS, 1)))
    told = carried(item, samples.HOUSE)
    assert (told.left_out, told.whole) == (3, False)


def test_a_counter_without_consent_leaves_one_paragraph():
    assert texts(counter=PIXEL) == [samples.PARAGRAPHS[0]]


def test_a_counter_with_consent_leaves_the_text_whole():
    assert texts(house=samples.CONSENTING, counter=PIXEL) == list(samples.PARAGRAPHS)


def test_a_counter_that_is_a_script_is_not_run_even_with_consent():
    script = '<script src="https://courier.example/pixel.js"></script>'
    assert texts(house=samples.CONSENTING, counter=script) == [samples.PARAGRAPHS[0]]


def test_blocks_keep_their_place_in_the_report():
    told = carried(samples.item(), samples.HOUSE).blocks
    assert [each.index for each in told] == [0, 1, 2, 3]
