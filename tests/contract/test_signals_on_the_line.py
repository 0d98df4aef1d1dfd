"""From the bytes of a page to the item: signals are kept with the report, narrow its permission, and hold it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediawire.archive import alarms, items, leads, termspages
from mediawire.archive.termspages import TermsReading
from mediawire.line.following import Follower
from mediawire.line.worker import Workbench
from mediawire.model.feed import Notice, NoticeKind
from mediawire.model.item import Item, ItemState
from mediawire.model.settings import Rule
from mediawire.model.source import Basis, Extent, Layer, LayerKind, Terms
from tests.contract import samples
from tests.contract.benches import bench_for
from tests.contract.samples import NOW, SOURCE, later

URL = "https://courier.example/republish"
RULES = Layer(kind=LayerKind.HOUSE_RULES, extent=Extent.FULL, basis=Basis(url=URL))
OUTLET = dataclasses.replace(SOURCE, rule=Rule.PUBLISH, terms=Terms(layers=(RULES,)))
BY_NC = '<link rel="license" href="https://creativecommons.org/licenses/by-nc/4.0/">'
BY = '<footer><a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY</a></footer>'


@pytest.fixture
def bench(committed: None, tmp_path: Path) -> Iterator[Workbench]:
    with bench_for(OUTLET, tmp_path) as told:
        yield told


def carried(bench: Workbench, number: int, head: str = "", after: str = "", feed: tuple[str, ...] = ()) -> Item:
    """A page through reading and decision; gives its item."""
    words = "".join(f"<p>{samples.WORDS} Report {number}, part {part}.</p>" for part in range(3))
    html = f"<html lang=en><head><title>Lock {number} shut</title>{head}</head><body><main><article>"
    html += f"<h1>Lock {number} shut</h1>{words}</article></main>{after}</body></html>"
    lead = samples.lead(number, OUTLET, licences=feed)
    [row] = leads.found([lead], NOW).new
    capture_id, _ = bench._tools.captures.keep(samples.exchange(html, lead.url), OUTLET.id)
    leads.captured(row, capture_id, NOW, None)
    [item_id] = bench.decide(bench.read([row]))
    return items.load_item(item_id)


def test_a_plain_page_is_printed_and_another_s_licence_on_it_narrows_it(bench: Workbench) -> None:
    assert (carried(bench, 1).state, carried(bench, 2).permission.extent) == (ItemState.LIVE, Extent.FULL)
    item = carried(bench, 3, head=BY_NC)
    assert item.permission.extent is Extent.HEADLINE
    assert ("license", "page", "rel=license") in {(each.kind, each.scope, each.where) for each in item.report.signals}


def test_a_page_that_contradicts_itself_is_held_with_both_places_named(bench: Workbench) -> None:
    item = carried(bench, 1, head=BY_NC, after=BY)
    assert item.state is ItemState.HELD
    [decision] = items.decisions(item.id)
    assert "CC BY-NC-4.0" in decision.why
    assert "(site)" in decision.why


def test_the_licence_of_the_feed_s_entry_counts(bench: Workbench) -> None:
    item = carried(bench, 1, head=BY_NC, feed=("https://creativecommons.org/licenses/by/4.0/",))
    assert item.state is ItemState.HELD


def test_anothers_copy_waits_for_a_person(bench: Workbench) -> None:
    item = carried(bench, 1, after="", head='<link rel="canonical" href="https://fieldnotes.example/1">')
    assert (item.state, item.permission.extent) == (ItemState.QUEUED, Extent.HEADLINE)
    assert any("fieldnotes.example" in reason for reason in item.permission.reasons)


def test_a_changed_page_of_terms_holds_what_comes_until_it_is_confirmed(bench: Workbench) -> None:
    [page] = termspages.pages()
    for words in ("in full", "in part"):
        termspages.seen(TermsReading(page_id=page.id, digest=words, text=words, moment=NOW, again=later(9)))
    waiting = carried(bench, 1)
    assert waiting.state is ItemState.QUEUED
    assert "nobody has confirmed" in items.decisions(waiting.id)[0].why
    termspages.confirm(page.id, "in part", "ada", later(1))
    assert carried(bench, 2).state is ItemState.LIVE


def test_a_release_prints_nothing_while_the_page_of_terms_waits_to_be_confirmed(bench: Workbench) -> None:
    item = carried(bench, 1)
    follower = Follower(bench._tools)
    follower.notice(OUTLET, Notice(kind=NoticeKind.HOLD, target=item.report.url, wording="On hold"), ())
    assert items.load_item(item.id).state is ItemState.WITHHELD
    [page] = termspages.pages()
    for words in ("in full", "in part"):
        termspages.seen(TermsReading(page_id=page.id, digest=words, text=words, moment=NOW, again=later(9)))
    follower.notice(OUTLET, Notice(kind=NoticeKind.RELEASE, target=item.report.url, wording="Released"), ())
    assert items.load_item(item.id).state is ItemState.WITHHELD
    assert any("terms has changed" in each.what for each in alarms.open_alarms() if each.kind == "notice")
    termspages.confirm(page.id, "in part", "ada", later(1))
    follower.notice(OUTLET, Notice(kind=NoticeKind.RELEASE, target=item.report.url, wording="Released again"), ())
    assert items.load_item(item.id).state is ItemState.LIVE
