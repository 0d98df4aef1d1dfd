"""A permission that an editor records at the desk: kept, judged by, printed under, and gone when the report is erased."""

from __future__ import annotations

import dataclasses

from mediawire.archive import grants, items, requests
from mediawire.archive.requests import Request
from mediawire.line.worker import Workbench
from mediawire.model.item import ItemState
from mediawire.model.source import Extent
from tests.contract.samples import NOW, later
from tests.contract.test_signals_on_the_line import bench, carried

__all__ = ["bench"]
WISH = {"granted_by": "Ida Holm", "evidence": "mail of 24 November", "extent": "full", "settles": "agency-copy"}
ELSEWHERE = '<link rel="canonical" href="https://fieldnotes.example/1">'


def asked(bench: Workbench, kind: str, item_id: int, minutes: float, details: dict[str, str] | None = None) -> Request:
    told = Request(kind=kind, item_id=item_id, by="eva", at=later(minutes), details=details or {})
    row = requests.ask(told)
    bench.carry_out([row])
    return requests.load([row])[0]


def test_a_recorded_permission_is_judged_by_at_once_and_printed_under(bench: Workbench) -> None:
    item = carried(bench, 1, head=ELSEWHERE)
    assert item.permission.extent is Extent.HEADLINE
    assert asked(bench, "permit", item.id, 1, WISH).state == "done"
    waiting = items.load_item(item.id)
    assert (waiting.state, waiting.permission.extent) == (ItemState.QUEUED, Extent.FULL)
    asked(bench, "publish", item.id, 2)
    live = items.load_item(item.id)
    assert (live.state, live.permission.extent) == (ItemState.LIVE, Extent.FULL)
    terms = live.permission.terms
    assert terms is not None
    assert terms.layers[-1].basis.stated == "Permission of Ida Holm: mail of 24 November"


def test_it_is_for_that_report_alone(bench: Workbench) -> None:
    first = carried(bench, 1, head=ELSEWHERE)
    asked(bench, "permit", first.id, 1, WISH)
    assert carried(bench, 2, head=ELSEWHERE.replace("/1", "/2")).permission.extent is Extent.HEADLINE


def test_the_latest_permission_of_a_report_holds(bench: Workbench) -> None:
    item = carried(bench, 1, head=ELSEWHERE)
    asked(bench, "permit", item.id, 1, WISH)
    asked(bench, "permit", item.id, 2, WISH | {"extent": "headline"})
    assert items.load_item(item.id).permission.extent is Extent.HEADLINE
    assert grants.granted()[item.report.id].extent is Extent.HEADLINE


def test_a_permission_that_leaves_something_open_is_refused_and_changes_nothing(bench: Workbench) -> None:
    item = carried(bench, 1, head=ELSEWHERE)
    answer = asked(bench, "permit", item.id, 1, WISH | {"evidence": ""})
    assert answer.state == "refused"
    assert grants.granted() == {}
    assert items.load_item(item.id) == item


def test_what_is_on_the_wire_keeps_what_it_was_printed_under(bench: Workbench) -> None:
    item = carried(bench, 1)
    assert item.state is ItemState.LIVE
    asked(bench, "permit", item.id, 1, WISH | {"extent": "headline"})
    assert items.load_item(item.id).permission == item.permission


def test_the_same_permission_twice_is_kept_once(bench: Workbench) -> None:
    item = carried(bench, 1, head=ELSEWHERE)
    layer = dataclasses.replace(item.source.terms.layers[0])
    for _ in range(2):
        grants.record(item.report.id, item.id, layer, "eva", NOW)
    assert list(grants.granted()) == [item.report.id]


def test_erasing_takes_who_permitted_it_too(bench: Workbench) -> None:
    item = carried(bench, 1, head=ELSEWHERE)
    asked(bench, "permit", item.id, 1, WISH)
    asked(bench, "erase", item.id, 2)
    bench.print()
    assert grants.granted() == {}
