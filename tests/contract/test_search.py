"""Search: what is printed is found, by any spelling of its letters; what is taken back is not."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediawire.archive import items
from mediawire.archive.captures import CaptureStore
from mediawire.archive.models import SearchText
from mediawire.archive.search import search
from mediawire.model.item import DecisionKind
from tests.contract import samples
from tests.contract.samples import decision, headline, later, printed, taken

WORDS = {
    1: "The harbour office said that the Café Zentral serves soup to waiting pilots until Friday.",
    2: "Мост в Нордхольме закрыт, сообщила администрация порта.",
    3: "أعلنت سلطة الميناء إغلاق الجسر حتى يوم الجمعة.",
    4: "A bridge at Nordholm was repaired by the harbour office.",
}


@pytest.fixture
def wire(store: CaptureStore) -> dict[int, int]:
    """Items by number, printed."""
    ids = {number: taken(store, number=number, words=words) for number, words in WORDS.items()}
    printed(list(ids.values()))
    return ids


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("cafe", [1]),
        ("CAFÉ soup", [1]),
        ("мост", [2]),
        ("الجسر", [3]),
        ('"harbour office"', [1, 4]),
        ('"office harbour"', []),
        ("harbour bridge", [4]),
        ("courier", [1, 2, 3, 4]),
        ("lock", [1, 2, 3, 4]),
        ("", []),
        ("   ", []),
        ("nowhere", []),
    ],
)
def test_words_find_items(wire: dict[int, int], words: str, found: list[int]) -> None:
    assert sorted(hit.item_id for hit in search(words, 9, 0)) == sorted(wire[number] for number in found)


def test_a_hit_shows_where_the_words_stand(wire: dict[int, int]) -> None:
    [hit] = search("cafe zentral", 9, 0)
    assert hit.item_id == wire[1]
    assert (hit.headline, hit.source, hit.printed_at, hit.language) == (
        "Lock 1 shut",
        "Harbour Courier",
        later(1),
        "en",
    )
    assert (hit.path, hit.language) == (f"2026/11/25/{wire[1]}", "en")
    assert [hit.snippet[start:end] for start, end in hit.matches] == ["Café", "Zentral"]
    assert "".join(text for text, _ in hit.pieces) == hit.snippet
    assert [text for text, found in hit.pieces if found] == ["Café", "Zentral"]


def test_pages_of_hits(wire: dict[int, int]) -> None:
    pages = [hit.item_id for offset in range(5) for hit in search("lock", 1, offset)]
    assert sorted(pages) == sorted(wire.values())
    assert search("lock", 0, 0) == []


def test_what_is_not_printed_is_found_by_the_desk_alone(store: CaptureStore) -> None:
    item_id = taken(store, DecisionKind.TAKE)
    assert search("nordholm", 9, 0) == []
    assert [hit.item_id for hit in search("nordholm", 9, 0, live_only=False)] == [item_id]


@pytest.mark.parametrize("kind", [DecisionKind.WITHHOLD, DecisionKind.KILL])
def test_what_is_taken_back_leaves_at_once(wire: dict[int, int], kind: DecisionKind) -> None:
    items.decide(wire[1], decision(kind, 5, "wrong"))
    assert search("cafe", 9, 0) == []
    assert search("cafe", 9, 0, live_only=False) == []
    if kind is DecisionKind.WITHHOLD:
        items.decide(wire[1], decision(DecisionKind.PUBLISH, 6))
        assert len(search("cafe", 9, 0)) == 1


def test_a_new_headline_and_a_new_revision_are_found(wire: dict[int, int], store: CaptureStore) -> None:
    told = decision(DecisionKind.CORRECT, 5)
    items.decide(wire[4], dataclasses.replace(told, headline=headline("Crossing whole again")))
    assert [hit.item_id for hit in search("crossing", 9, 0)] == [wire[4]]
    before = items.load_item(wire[4]).report
    row = samples.kept_report(store, samples.changed(before, "Ferries go instead."), 4)
    items.revise(wire[4], row, decision(DecisionKind.CORRECT, 6))
    assert search("repaired", 9, 0) == []
    assert [hit.item_id for hit in search("ferries", 9, 0)] == [wire[4]]
    assert SearchText.objects.count() == 4


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=40) | st.text(alphabet="\"()*:^-+ANDORNEAR \\'%&|!<>{}", max_size=40))
def test_nothing_that_a_reader_types_breaks_a_query(database: None, words: str) -> None:
    assert search(words, 9, 0) == []
