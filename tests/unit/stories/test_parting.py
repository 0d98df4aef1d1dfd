"""A story falls apart where nothing joins its reports any more; names stay what they were."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire import stories
from mediawire.model.story import Candidate
from mediawire.stories.grouping import new_story

START = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
FERRY = "The Ardal ferry ran aground at the northern pier, and forty passengers were brought ashore by harbour pilots."
MINE = "Miners at the Kolm pit struck over unpaid overtime, and the coal board closed both shafts until the talks."


def told(name: str, headline: str, text: str, hour: int) -> Candidate:
    return Candidate(
        report_id=name, source_id=name, published=START + dt.timedelta(hours=hour), headline=headline, text=text
    )


FIRST = told("a", "Ferry aground at Ardal pier", FERRY, 0)
SECOND = told("b", "Kolm miners strike over overtime", MINE, 1)
THIRD = told("c", "Ardal ferry passengers brought ashore", FERRY, 2)
BRIDGE = told("d", "Ferry aground at Ardal pier, Kolm miners strike", f"{FERRY} {MINE}", 3)


def test_what_is_joined_by_one_report_is_one_story() -> None:
    assert stories.parts([FIRST, SECOND, THIRD, BRIDGE]) == [("a", "b", "c", "d")]


def test_without_it_there_are_two() -> None:
    assert stories.parts([THIRD, SECOND, FIRST]) == [("a", "c"), ("b",)]


def test_the_part_with_the_report_that_opened_a_story_keeps_its_name() -> None:
    found = stories.parts([FIRST, SECOND, THIRD])
    assert stories.renamed(new_story("b"), found) == {new_story("b"): ("b",), new_story("a"): ("a", "c")}


def test_a_part_has_the_name_that_it_had_before_it_was_merged() -> None:
    found = stories.parts([FIRST, SECOND, THIRD])
    assert stories.renamed(new_story("a"), found) == {new_story("a"): ("a", "c"), new_story("b"): ("b",)}


def test_where_the_opener_is_gone_the_oldest_part_keeps_the_name() -> None:
    assert stories.renamed("gone", [("a", "c"), ("b",)]) == {"gone": ("a", "c"), new_story("b"): ("b",)}


def test_the_opener_of_a_story_that_leaves_it_gets_a_name_of_its_own() -> None:
    name = stories.apart("a", new_story("a"))
    assert name not in (new_story("a"), "")
    assert stories.apart("a", "another") == new_story("a")


def test_nothing_has_no_parts() -> None:
    assert stories.parts([]) == []
    assert stories.renamed("story", []) == {}


TELLINGS = st.lists(st.sampled_from([FIRST, SECOND, THIRD, BRIDGE]), unique=True)


@settings(max_examples=40, deadline=None)
@given(TELLINGS, st.randoms(use_true_random=False))
def test_every_report_is_in_one_part_whatever_the_order(given_: list[Candidate], chance: object) -> None:
    shuffled = sorted(given_, key=lambda _: chance.random())  # type: ignore[attr-defined]
    found = stories.parts(shuffled)
    assert found == stories.parts(given_)
    assert sorted(name for part in found for name in part) == sorted(each.report_id for each in given_)
