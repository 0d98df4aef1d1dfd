"""From an editor's marks to an outlet's rule, and from a redesign back to the general reader, with the desk told."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from mediawire.archive import alarms, items, leads, outletrules, reports
from mediawire.desk.context import DeskContext, install
from mediawire.line import schooling
from mediawire.line.worker import Workbench
from mediawire.model.item import Item
from mediawire.model.report import Reason
from mediawire.model.settings import House, Rule
from tests.contract import samples
from tests.contract.benches import bench_for
from tests.contract.samples import NOW, SOURCE, later

OUTLET = dataclasses.replace(SOURCE, rule=Rule.QUEUE)
NIGHT = "The Courier's night desk answers letters that reach it before the last tram, and no others after it."
PARTS = (
    "Barge {n} lay in the outer basin on Monday, and its crew of {n} waited for the lock keeper to come back.",
    "The harbour office said that the bearing of gate {n} would be made anew, and that nobody had been hurt there.",
    "How long the repair will take could not be independently verified, the pilots of basin {n} said in the evening.",
)


@pytest.fixture
def bench(committed: None, tmp_path: Path) -> Iterator[Workbench]:
    with bench_for(OUTLET, tmp_path) as told:
        yield told


@pytest.fixture
def desk(bench: Workbench, client: Client) -> Client:
    """A desk with one editor, logged in."""
    install(
        DeskContext(
            house=House(name="Quay", url="https://wire.example/", contact="desk@quay.example"),
            sources={OUTLET.id: OUTLET},
            objections=lambda _headline, _telling: [],
            proposals=lambda _telling: [],
            clock=lambda: later(1),
        )
    )
    user = User.objects.create_user("ada")
    user.user_permissions.set(Permission.objects.filter(codename__in=("read", "decide")))
    client.force_login(user)
    return client


def text_of(number: int) -> list[str]:
    return [part.format(n=number) for part in PARTS]


def page(number: int, *, body: str = "tale", line: str = "par") -> str:
    told = "".join(f"<p class='{line}'>{text}</p>" for text in text_of(number))
    night = f"<div class='night'><p class='letters'>{NIGHT} Letter {number}.</p></div>"
    inside = f"<div class='frame'><div class='{body}'>{told}{night}</div></div>"
    return f"<html lang=en><head><title>Barge {number} waits</title></head><body><h1>Barge {number} waits</h1>{inside}</body></html>"


def carried(bench: Workbench, number: int, html: str) -> Item:
    """A page through reading and decision; gives its item."""
    lead = samples.lead(number, OUTLET)
    [row] = leads.found([lead], NOW).new
    capture_id, _ = bench._tools.captures.keep(samples.exchange(html, lead.url), OUTLET.id)
    leads.captured(row, capture_id, NOW, None)
    [item_id] = bench.decide(bench.read([row]))
    return items.load_item(item_id)


def texts(item: Item) -> list[str]:
    return [block.text for block in item.report.blocks]


def confirm(desk: Client, item: Item, published: list[int]) -> str:
    form = {"published": [str(at) for at in published], "capture": item.report.capture}
    return desk.post(f"/desk/item/{item.id}/teach", form, follow=True).content.decode()


def test_two_confirmed_pages_teach_what_the_third_leaves_out_and_a_redesign_is_told(
    bench: Workbench, desk: Client
) -> None:
    first, second = (carried(bench, number, page(number)) for number in (1, 2))
    assert texts(first)[-1].startswith("The Courier's night desk"), "the general reader cannot know"
    shown = desk.get(f"/desk/item/{first.id}/teach").content.decode()
    assert shown.count('type="checkbox"') == 4
    assert "1 more page of this outlet makes a rule" in confirm(desk, first, [0, 1, 2])
    assert schooling.learn_due(bench._tools.captures, later(2)) == []
    assert "2 pages" in confirm(desk, second, [0, 1, 2])
    [taught] = schooling.learn_due(bench._tools.captures, later(2))
    assert taught.account == "Reads 2 of 2 confirmed pages as confirmed; without it 0."
    assert schooling.learn_due(bench._tools.captures, later(3)) == [], "learned once"

    third = carried(bench, 3, page(3))
    assert texts(third) == text_of(3)
    assert third.report.reader.startswith("rule:courier:")
    assert Reason.OUTLET_RULE in {each.reason for each in third.report.omissions}
    shown = desk.get(f"/desk/item/{third.id}/teach").content.decode()
    assert "The rule as a file" in shown
    assert "div.tale" in shown

    for number in (4, 5):
        changed = carried(bench, number, page(number, body="story-2027", line="prose"))
        assert changed.report.reader == "general/1"
        assert "outlet-rule-failed" in {remark.code for remark in changed.report.remarks}
        assert set(text_of(number)) <= set(texts(changed)), "nothing of the report is lost"
    [alarm] = alarms.open_alarms()
    assert (alarm.kind, alarm.where) == ("redesign", OUTLET.id)
    assert "2 pages in a row" in alarm.what
    assert "2 pages in a row" in desk.get("/desk/").content.decode()

    carried(bench, 6, page(6))
    assert alarms.open_alarms() == [], "pages are as they were"


def test_marks_that_say_nothing_or_are_about_another_reading_change_nothing(bench: Workbench, desk: Client) -> None:
    item = carried(bench, 1, page(1))
    assert "Nothing was marked" in confirm(desk, item, [])
    assert "Nothing was marked" in confirm(desk, item, [77])
    stale = {"published": ["0"], "capture": "0" * 64}
    assert desk.post(f"/desk/item/{item.id}/teach", stale).status_code == 409
    assert outletrules.confirmed(OUTLET.id) == []
    assert desk.get("/desk/item/99999/teach").status_code == 404


def test_who_may_not_decide_may_not_teach(bench: Workbench, desk: Client) -> None:
    item = carried(bench, 1, page(1))
    desk.force_login(User.objects.create_user("reader"))
    assert desk.get(f"/desk/item/{item.id}/teach").status_code == 403
    assert desk.post(f"/desk/item/{item.id}/teach", {"published": ["0"]}).status_code == 403
    desk.logout()
    assert desk.get(f"/desk/item/{item.id}/teach").status_code == 302


def test_a_page_confirmed_again_counts_once_and_a_forgotten_source_is_read_without_a_rule(
    bench: Workbench, desk: Client
) -> None:
    first, second = (carried(bench, number, page(number)) for number in (1, 2))
    for item in (first, first, second):
        confirm(desk, item, [0, 1, 2])
    assert len(outletrules.confirmed(OUTLET.id)) == 2
    schooling.learn_due(bench._tools.captures, later(2))
    assert set(outletrules.rules([OUTLET.id, "nobody"])) == {OUTLET.id}
    outletrules.forget(OUTLET.id)
    assert outletrules.rules([OUTLET.id]) == {}
    assert texts(carried(bench, 3, page(3)))[-1].startswith("The Courier's night desk")


def test_a_rule_that_would_read_a_confirmed_page_worse_is_dropped(bench: Workbench, desk: Client) -> None:
    first, second = (carried(bench, number, page(number)) for number in (1, 2))
    confirm(desk, first, [0])  # one editor leaves out what the other publishes
    confirm(desk, second, [0, 1, 2, 3])
    taught = schooling.learn(OUTLET.id, bench._tools.captures, later(2))
    assert taught.text == "" or "dropped" not in taught.account
    third = carried(bench, 3, page(3))
    assert set(text_of(3)) <= set(texts(third)), "two that disagree teach nothing that costs a paragraph"


def test_what_stood_on_earlier_pages_is_borne_witness_of(bench: Workbench) -> None:
    standing = "Readers of the Courier may walk the dyke with its editors on the first Sunday of each month."
    told = [page(number).replace("Letter", f"{standing} Letter") for number in (1, 2)]
    same = [html.replace(f" Letter {number}.", "") for number, html in enumerate(told, 1)]
    carried(bench, 1, same[0])
    second = carried(bench, 2, same[1])
    from mediawire import reading

    found = reading.repeated(second.report, reports.recent_of(OUTLET.id, 20))
    assert [each for each in found if standing in each]
    assert not set(text_of(2)) & set(found)


def test_a_number_that_no_database_counts_to_is_no_page(desk: Client) -> None:
    for number in ("9" * 18, "9" * 30, "9" * 5000):
        assert desk.get(f"/desk/item/{number}/teach").status_code == 404
        assert desk.get(f"/desk/item/{number}/").status_code == 404
        assert desk.get(f"/desk/preview/{number}/").status_code == 404
