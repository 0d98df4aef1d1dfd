"""What the house owes sources: written down when it arises, held before printing, done once, told when it is late."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediawire.archive import alarms, duties, items, requests, sources
from mediawire.archive.captures import CaptureStore
from mediawire.archive.requests import Request
from mediawire.house import load, template
from mediawire.line import keys, owing
from mediawire.line.opening import opened
from mediawire.line.worker import Workbench
from mediawire.model.errors import NotInArchive
from mediawire.model.item import DecisionKind, Item, ItemState
from mediawire.model.permission import Duty, Permission
from mediawire.model.settings import Rule
from mediawire.model.source import Extent, Layer, LayerKind, Terms
from tests.contract import samples
from tests.contract.samples import FULL, NOW, SOURCE, later
from tests.contract.test_at_once import at_once

HOUR = 60


def outlet(**told: object) -> Terms:
    return Terms(layers=(Layer(kind=LayerKind.HOUSE_RULES, extent=Extent.FULL, **told),))


class Wire:
    """A wire with one source, restarted at will."""

    def __init__(self, folder: Path) -> None:
        self.now = NOW
        self._folder = folder
        self._open: Iterator[Workbench] = iter(())

    def start(self, terms: Terms) -> Workbench:
        self.close()
        source = dataclasses.replace(SOURCE, rule=Rule.PUBLISH, terms=terms)
        sources.know([source], NOW)
        self._open = self._opened(source)
        return next(self._open)

    def _opened(self, source: object) -> Iterator[Workbench]:
        wire = dataclasses.replace(load(self._folder), sources=(source,))
        with opened(wire, "tests", "https://wire.example/", lambda: self.now) as (tools, _):
            yield Workbench(tools)

    def close(self) -> None:
        for _ in self._open:
            pass


@pytest.fixture
def wire(committed: None, tmp_path: Path) -> Iterator[Wire]:
    text = template.wire(name="Quay", url="https://wire.example/", contact="desk@quay.example")
    (tmp_path / "wire.toml").write_text(text, encoding="utf-8")
    for folder in ("data", "public"):
        (tmp_path / folder).mkdir()
    keys.make(load(tmp_path))
    made = Wire(tmp_path)
    yield made
    made.close()


def arrive(bench: Workbench, number: int = 1) -> Item:
    row = samples.kept_report(bench._tools.captures, number=number)
    [item_id] = bench.decide([row])
    return items.load_item(item_id)


def ask(bench: Workbench, kind: str, item_id: int, minutes: float) -> Request:
    row = requests.ask(Request(kind=kind, item_id=item_id, by="eva", at=later(minutes)))
    bench.carry_out([row])
    return requests.load([row])[0]


def test_what_asks_to_be_told_before_printing_is_not_printed_until_a_person_says_so(wire: Wire) -> None:
    bench = wire.start(outlet(notify="before"))
    item = arrive(bench)
    assert item.state is ItemState.QUEUED
    [owed] = duties.open_duties()
    assert (owed.item_id, owed.kind, owed.due_at) == (item.id, "notify-before", None)
    refused = ask(bench, "publish", item.id, 1)
    assert refused.state == "refused"
    assert "told before printing" in refused.outcome
    assert bench.print() == []
    bench = wire.start(outlet(notify="before"))
    duties.done(owed.id, "eva", "by mail to their desk", later(2))
    assert ask(bench, "publish", item.id, 3).state == "done"
    assert items.load_item(item.id).state is ItemState.LIVE
    assert duties.open_duties() == []
    [told] = duties.latest(9)
    assert (told.done_by, told.note, told.done_at) == ("eva", "by mail to their desk", later(2))


def test_printing_brings_its_duties_once_with_the_time_they_are_due(wire: Wire) -> None:
    bench = wire.start(outlet(notify="after", readership="how many have read the copy"))
    item = arrive(bench)
    assert duties.open_duties() == [], "nothing is owed for what is not printed"
    bench.print()
    owed = {each.kind: each for each in duties.open_duties()}
    assert set(owed) == {"notify-after", "readership"}
    assert owed["notify-after"].due_at == later(24 * HOUR)
    assert (owed["readership"].source, owed["readership"].item_id) == (SOURCE.name, item.id)
    bench = wire.start(outlet(notify="after", readership="how many have read the copy"))
    for minutes, kind in enumerate(("withhold", "publish"), start=1):
        assert ask(bench, kind, item.id, minutes).state == "done"
        assert bench.print() == [item.id]
    assert len(duties.open_duties()) == 2


def test_what_is_late_is_an_alarm_until_it_is_done(wire: Wire) -> None:
    bench = wire.start(outlet(notify="after"))
    arrive(bench)
    bench.print()
    [owed] = duties.open_duties()
    owing.tell(later(23 * HOUR))
    assert [each for each in alarms.open_alarms() if each.kind == owing.KIND] == []
    owing.tell(later(25 * HOUR))
    [alarm] = [each for each in alarms.open_alarms() if each.kind == owing.KIND]
    assert SOURCE.name in alarm.what
    assert alarm.where == f"item {owed.item_id}"
    duties.done(owed.id, "eva", "", later(26 * HOUR))
    owing.tell(later(27 * HOUR))
    assert [each for each in alarms.open_alarms() if each.kind == owing.KIND] == []


def test_the_line_looks_again_and_says_so_each_time(wire: Wire) -> None:
    bench = wire.start(outlet(recheck_hours=12))
    item = arrive(bench)
    bench.print()
    for turn in range(1, 4):
        [owed] = duties.open_duties()
        assert (owed.kind, owed.due_at) == ("recheck", later(12 * HOUR * turn))
        duties.rechecked(samples.lead_id(1), 12, later(12 * HOUR * turn))
    assert duties.latest(1)[0].done_by == "the line"
    items.decide(item.id, samples.decision(DecisionKind.WITHHOLD, 9, "gone"))
    assert duties.open_duties() == [], "what left the wire is not looked at again"


def test_a_look_at_what_carries_no_item_is_no_duty(wire: Wire) -> None:
    wire.start(outlet(recheck_hours=12))
    duties.rechecked(samples.found_one(), 12, NOW)
    assert duties.latest(9) == []


def test_erasing_takes_the_notes_too(wire: Wire) -> None:
    bench = wire.start(outlet(notify="after"))
    item = arrive(bench)
    bench.print()
    ask(bench, "erase", item.id, 1)
    bench.print()
    assert duties.open_duties() == duties.latest(9) == []


def test_who_says_first_that_it_is_done_stands(database: None, store: CaptureStore) -> None:
    item_id = samples.taken(store, DecisionKind.TAKE)
    duties.asked([item_id, item_id], owing_before())
    [owed] = duties.open_duties()
    duties.done(owed.id, "eva", "by mail", later(1))
    assert duties.done(owed.id, "ada", "by telephone", later(2)).done_by == "eva"
    with pytest.raises(NotInArchive):
        duties.done(owed.id + 1, "eva", "", NOW)


def test_two_workers_write_a_duty_down_once(committed: None, tmp_path: Path) -> None:
    store = CaptureStore(tmp_path / "captures", "tests")
    item_id = samples.taken(store)
    item = dataclasses.replace(items.load_item(item_id), permission=owing_after(), printed_at=NOW)
    at_once(lambda _: duties.incur([item], NOW))
    assert len(duties.open_duties()) == 1
    store.close()


def owing_before() -> Permission:
    return dataclasses.replace(FULL, duties=(Duty(kind="notify-before", what="Tell them."),))


def owing_after() -> Permission:
    return dataclasses.replace(FULL, duties=(Duty(kind="notify-after", what="Tell them."),))


def test_what_a_person_judges_by_hand_is_no_task_of_its_own(database: None, store: CaptureStore) -> None:
    item = items.load_item(samples.taken(store))
    by_hand = dataclasses.replace(FULL, duties=(Duty(kind="by-hand", what="Only on Sundays."),))
    duties.incur([dataclasses.replace(item, permission=by_hand)], NOW)
    assert duties.open_duties() == []
