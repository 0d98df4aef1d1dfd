"""Ninety days of a wire with a moving clock and restarts: what terms bind to the calendar happens on time, and once."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediawire.archive import items, sources
from mediawire.house import load, template
from mediawire.line import keys, terming
from mediawire.line.opening import opened
from mediawire.line.tools import Tools
from mediawire.line.worker import Workbench
from mediawire.model.item import DecisionKind, Item, ItemState
from mediawire.model.report import StatedTime
from mediawire.model.settings import Rule
from mediawire.model.source import Door, Extent, Layer, LayerKind, Source, Terms
from tests.contract import samples
from tests.contract.samples import NOW

HOUSE_RULES = LayerKind.HOUSE_RULES
DAY = dt.timedelta(days=1)
FULL = Layer(kind=HOUSE_RULES, extent=Extent.FULL)
TERMS = {
    "monthly": dataclasses.replace(FULL, per_month=2),
    "downtaken": dataclasses.replace(FULL, take_down_days=20),
    "linked": dataclasses.replace(FULL, expires_days=30, when_over="link"),
    "ended": dataclasses.replace(FULL, valid_until=(NOW + 45 * DAY).date()),
    "delayed": dataclasses.replace(FULL, delay_hours=36),
    "embargoed": dataclasses.replace(FULL, delay_hours=24 * 7, human_choice=True),
}
RESTARTS = range(0, 90, 7)


class Days:
    """A wire on a clock that tests turn. `restart` opens everything anew, as after a crash."""

    def __init__(self, folder: Path) -> None:
        self.now = NOW
        self._folder = folder
        self._number = 0
        self._open: Iterator[Tools] = iter(())
        self.restart()

    def restart(self) -> None:
        self.close()
        self._open = self._opened()
        self.tools = next(self._open)
        self.bench = Workbench(self.tools)

    def close(self) -> None:
        for _ in self._open:
            pass

    def _opened(self) -> Iterator[Tools]:
        self._number += 1
        wire = dataclasses.replace(load(self._folder), sources=tuple(_source(each) for each in TERMS))
        with opened(wire, f"w{self._number}", "https://wire.example/", lambda: self.now) as (tools, _):
            yield tools

    def arrive(self, source_id: str) -> None:
        """A report of today comes in and is carried as the line does."""
        self._number += 1
        source = self.tools.source(source_id)
        told = samples.report(self._number, f"{samples.WORDS} Report {self._number}.", source)
        published = StatedTime(moment=self.now - dt.timedelta(hours=1), wording="", origin="meta")
        report = dataclasses.replace(told, published=published, retrieved_at=self.now)
        row = samples.kept_report(self.tools.captures, report, self._number)
        self.bench.decide([row])

    def turn(self) -> None:
        """What the steward does; twice, since a turn that a crash cut short comes again."""
        for _ in range(2):
            terming.begin_permissions(self.tools, self.bench, self.now)
            self.bench.print()


def _source(source_id: str) -> Source:
    home = f"https://{source_id}.example/"
    return Source(
        id=source_id,
        name=source_id.title(),
        home=home,
        doors=((Door.FEED, f"{home}feed"),),
        rule=Rule.PUBLISH,
        terms=Terms(layers=(TERMS[source_id],)),
    )


@pytest.fixture
def days(committed: None, tmp_path: Path) -> Iterator[Days]:
    text = template.wire(name="Quay", url="https://wire.example/", contact="desk@quay.example")
    (tmp_path / "wire.toml").write_text(text, encoding="utf-8")
    for folder in ("data", "public"):
        (tmp_path / folder).mkdir()
    keys.make(load(tmp_path))
    sources.know([_source(each) for each in TERMS], NOW)
    wire = Days(tmp_path)
    yield wire
    wire.close()


def test_ninety_days(days: Days) -> None:
    arrived = dict.fromkeys(TERMS, NOW)
    for day in range(90):
        days.now = NOW + day * DAY
        if day in RESTARTS:
            days.restart()
        for source_id in TERMS if day % 10 == 0 else ():
            days.arrive(source_id)
            arrived[source_id] = days.now
        for hour in (0, 13):
            days.now = NOW + day * DAY + dt.timedelta(hours=hour)
            days.turn()
            assert_kept(days)
    assert_once(days)


def all_items() -> list[Item]:
    return items.load_items([each.id for each in items.items(tuple(ItemState), 500, 0)])


def assert_kept(days: Days) -> None:
    """What holds at every moment, in the archive and in the public folder."""
    public = days.tools.printer.public
    for item in all_items():
        path = public / item.path / "index.html" if item.path else None
        live = item.state is ItemState.LIVE
        assert bool(path and path.is_file()) is live
        assert live is _due(item, days.now), (item.source.id, item.report.published, days.now, item.state)
        if live and path:
            shown = "Nobody could say how long the repair would take" in path.read_text(encoding="utf-8")
            assert shown is (item.permission.extent is Extent.FULL)
    _assert_months(days.now)


def _due(item: Item, now: dt.datetime) -> bool:
    """Whether an item must be on the wire at a moment, from its terms alone."""
    came = item.report.retrieved_at
    published = item.report.published.moment if item.report.published else came
    return {
        "monthly": True,
        "downtaken": now < came + 20 * DAY,
        "linked": True,
        "ended": came.date() > (NOW + 45 * DAY).date() or now.date() <= (NOW + 45 * DAY).date(),
        "delayed": now >= published + dt.timedelta(hours=36),
        "embargoed": False,
    }[item.source.id]


def _assert_months(now: dt.datetime) -> None:
    full: dict[tuple[int, int], int] = {}
    for item in all_items():
        came = item.report.retrieved_at
        if item.source.id == "monthly" and item.permission.extent is Extent.FULL:
            full[came.year, came.month] = full.get((came.year, came.month), 0) + 1
        if item.source.id == "linked":
            age = now - (item.report.published.moment if item.report.published else came)
            assert (item.permission.extent is Extent.FULL) is (age < 30 * DAY)
    assert all(count <= 2 for count in full.values())


def assert_once(days: Days) -> None:
    """Every kind of thing has happened, and each of them once for an item."""
    happened: dict[str, int] = {}
    for item in all_items():
        made = [(each.kind, each.by) for each in items.decisions(item.id)]
        assert len(set(made)) == len(made), "nothing was decided twice"
        for kind, by in made:
            happened[f"{item.source.id} {kind.value} {by}"] = happened.get(f"{item.source.id} {kind.value} {by}", 0) + 1
    assert happened["downtaken withhold rule:permission"] == 7
    assert happened["linked correct rule:permission"] == 6
    assert happened["ended withhold rule:permission"] == 5
    assert happened["delayed take rule:arrival"] == 9
    assert happened["delayed publish rule:arrival"] == 9
    assert f"embargoed {DecisionKind.PUBLISH.value} rule:arrival" not in happened, "a person must choose"
    full = [each for each in all_items() if each.source.id == "monthly" and each.permission.extent is Extent.FULL]
    assert len(full) == 7, "two in each of four months, one in that which has but one report"


def test_reports_of_one_batch_count_against_one_another(days: Days) -> None:
    source = days.tools.source("monthly")
    rows = []
    for number in (901, 902, 903):
        told = samples.report(number, f"{samples.WORDS} Number {number}.", source)
        rows.append(samples.kept_report(days.tools.captures, told, number))
    days.bench.decide(rows)
    extents = sorted(item.permission.extent.value for item in all_items())
    assert extents == ["full", "full", "headline"]


def test_a_report_that_the_desk_took_up_meanwhile_is_not_released(days: Days) -> None:
    days.arrive("delayed")
    (item,) = all_items()
    items.decide(item.id, samples.decision(DecisionKind.HOLD, 5, "to be looked at"))
    days.now += 3 * DAY
    days.turn()
    assert items.load_item(item.id).state is ItemState.HELD
