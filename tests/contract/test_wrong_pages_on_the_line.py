"""HOSTILE.md group B on the line: wrong pages are quarantined with their reason, and nothing printed is replaced."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediawire.archive import items, leads, reports
from mediawire.line.worker import Workbench
from mediawire.model.item import Item, ItemState
from mediawire.model.settings import Rule
from mediawire.model.source import Basis, Extent, Layer, LayerKind, Terms
from tests.contract import samples
from tests.contract.benches import bench_for
from tests.contract.samples import NOW, SOURCE, later
from tests.hostile.test_group_b import FOOTER, NAVIGATION, WRONG

RULES = Layer(kind=LayerKind.HOUSE_RULES, extent=Extent.FULL, basis=Basis(url="https://courier.example/republish"))
OUTLET = dataclasses.replace(SOURCE, rule=Rule.PUBLISH, terms=Terms(layers=(RULES,)))
SAID = {
    "log-in": "asks to log in",
    "consent": "consent wall",
    "captcha": "whether a person is reading",
    "not-found": "not there",
    "paywall": "stub",
    "parked": "parked",
}
FERRY = (
    "The ferry to Nordholm ran aground on Monday with 214 people on board, the harbour master said.",
    "Nobody was hurt, and two tugs were sent out to pull it free at high water in the evening.",
    "The company could not be reached, and the figure could not be independently verified.",
)
BREAD = (
    "Bread has become dearer in the town since spring, the millers' guild wrote to its members.",
    "A loaf of rye costs four crowns now, and bakers fear that the harvest will be a poor one.",
    "The guild will meet in March to speak about flour from abroad, its secretary told a newspaper.",
)


@pytest.fixture
def bench(committed: None, tmp_path: Path) -> Iterator[Workbench]:
    with bench_for(OUTLET, tmp_path) as told:
        yield told


def html(title: str, body: str) -> str:
    return f"<html lang=en><head><title>{title}</title></head><body>{NAVIGATION}{body}{FOOTER}</body></html>"


def article(title: str, words: tuple[str, ...]) -> str:
    return html(title, f"<article><h1>{title}</h1>{''.join(f'<p>{each}</p>' for each in words)}</article>")


def arrived(bench: Workbench, text: str, row: int | None = None, minutes: float = 0) -> int:
    """A page captured for a lead: a new one, or again for one that is known. Gives the lead's row."""
    lead = samples.lead(1, OUTLET)
    row = row or leads.found([lead], NOW).new[0]
    capture_id, _ = bench._tools.captures.keep(samples.exchange(text, lead.url), OUTLET.id)
    leads.captured(row, capture_id, later(minutes), None)
    return row


def carried(bench: Workbench, row: int) -> Item | None:
    done = bench.decide(bench.read([row]))
    return items.load_item(done[0]) if done else None


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_a_wrong_page_waits_in_quarantine_and_no_item_comes_of_it(bench: Workbench, case: tuple[str, str, str]) -> None:
    reason, title, body = case
    assert carried(bench, arrived(bench, html(title, body))) is None
    [kept] = reports.quarantined(9)
    assert kept.capture_id
    assert SAID[reason] in kept.reason
    assert items.counts().get("live", 0) == 0


def test_30_another_article_at_the_same_address_replaces_nothing_and_waits_for_an_editor(bench: Workbench) -> None:
    row = arrived(bench, article("Ferry runs aground", FERRY))
    first = carried(bench, row)
    assert first is not None
    assert first.state is ItemState.LIVE
    arrived(bench, article("Bread becomes dearer", BREAD), row, 30)
    carried(bench, row)
    known = items.load_item(first.id)
    assert [block.text for block in known.report.blocks] == list(FERRY), "what is printed stays"
    pending = items.pending_revision_of(first.id)
    assert pending is not None
    assert [block.text for block in pending.blocks] == list(BREAD)


@pytest.mark.parametrize("name", ["26 consent wall", "28 soft 404", "29 paywall stub"])
def test_a_wrong_page_in_place_of_a_printed_report_takes_nothing_down(bench: Workbench, name: str) -> None:
    row = arrived(bench, article("Ferry runs aground", FERRY))
    first = carried(bench, row)
    assert first is not None
    _, title, body = WRONG[name]
    arrived(bench, html(title, body), row, 30)
    assert carried(bench, row) is None
    known = items.load_item(first.id)
    assert (known.state, [block.text for block in known.report.blocks]) == (ItemState.LIVE, list(FERRY))
    assert len(reports.quarantined(9)) == 1
