"""The story page: differences as differences, no more of a text than its terms allow, the same as JSON."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

import lxml.html

from mediawire.model.item import Item, Story, StoryTelling
from mediawire.model.source import Extent
from mediawire.model.sourcing import Range
from mediawire.model.story import Change, ChangeKind
from mediawire.press import files_of_story, render_moved, render_story
from tests.unit.press import samples
from tests.unit.press.finding import css

LONG = "The harbour master would not say how many of the ships had been turned away since the dispute began, " * 3


def item(number: int, name: str, **more: Any) -> Item:
    made = samples.item(id=number, path=f"2026/11/25/{number}-lock", source=samples.source(id=name.lower(), name=name))
    return dataclasses.replace(made, printed_at=samples.MOMENT + dt.timedelta(minutes=number), **more)


def change(kind: ChangeKind, a: str = "", b: str = "", detail: str = "changed", block: int = 1) -> Change:
    there = Range(block, 0, len(a)) if a else None
    here = Range(block, 0, len(b)) if b else None
    return Change(kind=kind, detail=detail, a=there, b=here, a_text=a, b_text=b)


def story(*changes: Change, second: Item | None = None) -> Story:
    told = second or item(2, "Echo")
    first = StoryTelling(item=item(1, "Wire"))
    return Story(
        id="ab12", path="story/ab12", origins=1, tellings=(first, StoryTelling(item=told, base=1, changes=changes))
    )


def page(told: Story) -> tuple[lxml.html.HtmlElement, dict[str, Any]]:
    html, data = render_story(told, samples.surroundings()).files
    assert (html.path, data.path) == files_of_story(told.path)
    return lxml.html.document_fromstring(html.body.decode()), json.loads(data.body)


def words(tree: Any, selector: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in css(tree, selector)]


def rows(tree: Any) -> list[str]:
    return [" ".join(" ".join(each.itertext()).split()) for each in css(tree, "tr")]


def test_it_counts_tellings_and_origins_and_says_who_was_first() -> None:
    tree, data = page(story())
    (told,) = words(tree, ".count")
    assert told.startswith("2 tellings, 1 origin.")
    assert "Wire had it first on our wire" in told
    assert data["origins"] == 1
    assert [each["source"] for each in data["tellings"]] == ["Wire", "Echo"]
    assert data["tellings"][1]["leans_on"] == 1


def test_figures_quotations_and_caveats_stand_in_tables_by_outlet() -> None:
    tree, data = page(
        story(
            change(ChangeKind.FIGURE, "59,300 tonnes", "nearly 60,000 tonnes", "rounded"),
            change(ChangeKind.QUOTATION, "a sound agreement", "a good agreement", "reworded"),
            change(ChangeKind.CAVEAT, "It could not be verified.", detail="dropped"),
        )
    )
    assert rows(tree) == [
        "Wire 59,300 tonnes",
        "Echo nearly 60,000 tonnes",
        "Wire a sound agreement",
        "Echo a good agreement",
        "Wire has it",
        "Echo not there",
    ]
    kinds = [each["kind"] for each in data["tellings"][1]["differences"]]
    assert kinds == ["figure", "quotation", "caveat"]
    assert [each.get("data-kind") for each in css(tree, ".differences li")] == kinds


def test_no_word_of_it_accuses() -> None:
    tree, _ = page(
        story(change(ChangeKind.FIGURE, "5", "6"), change(ChangeKind.CAVEAT, "Not verified.", detail="dropped"))
    )
    told = tree.text_content().lower()
    assert "a difference is no error" in told
    for word in ("wrong", "false", "distort", "lie", "manipulat", "omitted"):
        assert word not in told.split()


def test_a_passage_that_the_terms_do_not_let_us_print_is_shown_by_its_first_words() -> None:
    narrow = dataclasses.replace(samples.FULL, extent=Extent.HEADLINE)
    tree, data = page(story(change(ChangeKind.ADDED, b=LONG, block=2), second=item(2, "Echo", permission=narrow)))
    (told,) = data["tellings"][1]["differences"]
    assert len(told["here"]) <= 100
    assert told["here"].endswith("…")
    assert LONG.strip()[:150] not in tree.text_content()


def test_what_may_be_printed_is_shown_at_more_length() -> None:
    _, data = page(story(change(ChangeKind.ADDED, b=samples.PARAGRAPHS[1], block=1)))
    assert data["tellings"][1]["differences"][0]["here"] == samples.PARAGRAPHS[1]


def test_words_of_a_source_are_text() -> None:
    tree, _ = page(story(change(ChangeKind.FIGURE, "<b>5</b>", "<img src=x onerror=alert(1)>")))
    assert not css(tree, "img") + css(tree, "td b")


def test_two_that_agree_are_said_to_agree() -> None:
    tree, _ = page(story())
    assert "we found no difference between the two" in tree.text_content()


def test_a_story_that_moved_says_where_it_is_told_now() -> None:
    (file,) = render_moved("story/old", "story/new", samples.surroundings()).files
    tree = lxml.html.document_fromstring(file.body.decode())
    assert file.path == "story/old/index.html"
    assert "../../story/new/index.html" in [each.get("href") for each in tree.iter("a")]
