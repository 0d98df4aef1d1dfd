"""What is asked again and again is found by an index: no question takes longer because a wire has a hundred thousand
items. The plans are SQLite's, which has no statistics to go by and so needs indexes that leave no choice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mediawire.archive import erasing, items, tellings
from tests.contract.samples import NOW

# Each with the index that finds its rows, and those alone.
QUESTIONS: dict[str, tuple[str, Callable[[], object]]] = {
    "the newest items, for lists": ("archive_item_latest", lambda: items.recent(50)),
    "whose permission is over": ("archive_item_until", lambda: items.ended(NOW)),
    "what may be released": ("archive_item_held_until", lambda: items.to_release(NOW)),
    "what is to be printed": ("archive_item_to_print", lambda: items.to_print(50)),
    "what is to be erased": ("archive_decision_erase", erasing.waiting),
    "the tellings of stories": ("archive_report_in_story", lambda: tellings.members(["story-one", "story-two"])),
}


def plans(question: Callable[[], object]) -> list[str]:
    """The steps by which SQLite answers what a function asks it."""
    with CaptureQueriesContext(connection) as told:
        question()
    asked = [each["sql"] for each in told.captured_queries if each["sql"].startswith("SELECT")]
    assert asked
    with connection.cursor() as cursor:
        steps: list[str] = []
        for sql in asked:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            steps += [str(row[3]) for row in cursor.fetchall()]
    return steps


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_index_answers(database: None, name: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL plans by the statistics of its tables, and these are empty")
    index, question = QUESTIONS[name]
    steps = plans(question)
    assert any(index in step for step in steps), steps
    assert not any("archive_item_by_state" in step for step in steps), steps


def test_the_newest_items_need_no_sorting(database: None) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL plans by the statistics of its tables, and these are empty")
    assert not [step for step in plans(lambda: items.recent(50)) if "TEMP B-TREE" in step]
