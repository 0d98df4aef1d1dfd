"""Leads: each once, handed out fairly, from found to carried; and what sources say of them later."""

from __future__ import annotations

import dataclasses

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mediawire.archive import items, leads
from mediawire.archive.captures import CaptureStore
from mediawire.archive.models import LeadKeyRow, LeadRow
from mediawire.model.errors import CaptureDamaged, SourceFault
from mediawire.model.feed import Notice, NoticeKind
from mediawire.model.item import DecisionKind
from tests.contract import samples
from tests.contract.samples import NOW, OTHER, SOURCE, exchange, found_one, later, lead, lease, taken


def test_a_lead_is_found_once(database: None) -> None:
    first = leads.found([lead(1), lead(2)], NOW)
    assert (len(first.new), first.changed, first.known) == (2, (), 0)
    again = leads.found([lead(1), lead(2), lead(3)], later(1))
    assert (len(again.new), again.changed, again.known) == (1, (), 2)
    assert leads.found([], NOW) == leads.Found()


def test_any_key_in_common_is_the_same_lead(database: None) -> None:
    one = found_one()
    moved = dataclasses.replace(lead(1), keys=("guid:new", lead(1).keys[1]))
    assert leads.found([moved], NOW).new == ()
    only_new_name = dataclasses.replace(lead(1), keys=("guid:new",))
    assert leads.found([only_new_name], NOW) == leads.Found(known=1), "the new name was learned"
    assert len(leads.found([dataclasses.replace(lead(1), source_id=OTHER.id)], NOW).new) == 1
    assert leads.states([one])[0].lead == lead(1)


def test_one_call_with_the_same_report_twice(database: None) -> None:
    twin = dataclasses.replace(lead(1), keys=(lead(1).keys[0], "url:elsewhere"))
    assert len(leads.found([lead(1), twin], NOW).new) == 1


def test_doors_of_several_sources_together(database: None) -> None:
    one, other = lead(1), lead(1, OTHER)
    first = leads.found_each([[one, lead(2)], [], [other]], NOW)
    assert [(len(each.new), each.known) for each in first] == [(2, 0), (0, 0), (1, 0)]
    assert leads.states(first[2].new)[0].lead == other
    changed = lead(1, OTHER, title="Report 1, corrected")
    again = leads.found_each([[one, lead(3)], [changed]], later(1))
    assert [(len(each.new), each.changed, each.known) for each in again] == [(1, (), 1), (0, first[2].new, 0)]


def test_a_second_door_of_a_source_is_compared_with_the_first(database: None) -> None:
    elsewhere = lead(1, title="Report 1, as the sitemap has it")
    first, second = leads.found_each([[lead(1)], [elsewhere]], NOW)
    assert (len(first.new), second.changed) == (1, first.new)


def test_an_entry_that_changed_is_fetched_again(database: None) -> None:
    one = found_one()
    _fetched(one)
    changed = lead(1, title="Report 1, corrected")
    assert leads.found([changed], later(5)) == leads.Found(changed=(one,))
    assert leads.found([changed], later(6)) == leads.Found(known=1)
    [due] = leads.due_leads(later(6), 9, lease(minutes=30))
    assert (due.id, due.lead.entry.title) == (one, "Report 1, corrected")


def _fetched(lead_id: int) -> None:
    leads.failed(lead_id, SourceFault("gone", status=410), NOW, None)


def test_a_lead_that_another_worker_has_fetched_meanwhile_is_not_fetched_again(
    store: CaptureStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = found_one()
    asked = leads.answers

    def meanwhile(sql: str, *values: object) -> list[tuple[object, ...]]:
        rows = asked(sql, *values)
        row, _ = store.keep(exchange("fetched by the other"), SOURCE.id)
        leads.captured(one, row, NOW, None)
        return rows

    monkeypatch.setattr(leads, "answers", meanwhile)
    assert leads.due_leads(NOW, 9, lease("late")) == []


def test_a_later_time_of_update_is_a_change_and_a_stamp_is_none(database: None) -> None:
    one = found_one()
    leads.due_leads(NOW, 9, lease())
    assert leads.found([lead(1, updated=later(60))], later(60)).changed == (), "stamped with the time of the answer"
    assert leads.found([lead(1, updated=later(60))], later(70)).changed == (one,)
    assert leads.found([lead(1, updated=later(60))], later(80)).changed == ()


def test_a_lead_without_an_address_is_never_fetched(database: None) -> None:
    leads.found([dataclasses.replace(lead(1), url="")], NOW)
    assert leads.due_leads(later(1), 9, lease()) == []
    assert [each.reason for each in leads.refused(9)] == ["The entry names no address."]


def test_hostile_keys_and_texts_are_taken(database: None) -> None:
    odd = dataclasses.replace(
        lead(1, title="a\x00b \ud800", content="\x00"),
        url="https://courier.example/" + "x" * 9000,
        keys=("guid:" + "y" * 9000,),
    )
    [row] = leads.found([odd], NOW).new
    [due] = leads.due_leads(NOW, 9, lease())
    assert (due.id, due.lead.keys, due.lead.entry) == (row, odd.keys, odd.entry)


def test_finding_costs_a_few_queries_however_many(database: None) -> None:
    many = [lead(number, summary="words " * 80) for number in range(50)]
    with CaptureQueriesContext(connection) as first:
        leads.found(many, NOW)
    with CaptureQueriesContext(connection) as second:
        leads.found(many, later(5))
    assert len(first) <= 7
    assert len(second) <= 5


# -- handing out --


def test_a_lead_is_handed_out_once_while_its_lease_lasts(database: None) -> None:
    one = found_one()
    assert [each.id for each in leads.due_leads(NOW, 9, lease(minutes=15))] == [one]
    assert leads.due_leads(later(14), 9, lease("two", 30)) == []
    assert [each.id for each in leads.due_leads(later(15), 9, lease("two", 30))] == [one]
    assert leads.due_leads(later(16), 0, lease()) == []


def test_sources_take_turns_and_the_oldest_come_first(database: None) -> None:
    leads.found([lead(number) for number in range(9)], NOW)
    leads.found([lead(number, OTHER) for number in range(9)], later(1))
    due = leads.due_leads(later(2), 4, lease())
    assert [(each.lead.source_id, each.lead.url[-1]) for each in due] == [
        ("courier", "0"),
        ("post", "0"),
        ("courier", "1"),
        ("post", "1"),
    ]
    assert {each.lead.source_id for each in leads.due_leads(later(2), 9, lease(), [SOURCE.id])} == {OTHER.id}
    assert len(leads.due_leads(later(2), 9, lease(), per_source=5)) == 9


def test_failures_are_counted_and_put_off(database: None) -> None:
    one = found_one()
    fault = SourceFault("answered 503", status=503, where="https://courier.example/report/1")
    leads.failed(one, fault, NOW, later(5))
    assert leads.due_leads(later(4), 9, lease()) == []
    [due] = leads.due_leads(later(5), 9, lease())
    assert (due.attempts, due.recheck) == (1, False)
    leads.failed(one, fault, later(6), None)
    assert leads.due_leads(later(99), 9, lease()) == []
    [told] = leads.refused(9)
    assert (told.lead_id, told.code, told.reason) == (one, "source-fault", str(fault))


# -- captures and batches --


def test_a_capture_is_carried_and_looked_at_again(store: CaptureStore) -> None:
    one = found_one()
    capture_id, _ = store.keep(exchange(), SOURCE.id)
    for _ in range(2):
        assert leads.captured(one, capture_id, later(1), later(60)), "told twice it is one"
    assert leads.claim_captured(9, "w-1") == [one]
    assert leads.claim_captured(9, "w-2") == []
    assert (leads.of_batch("w-1"), leads.open_batches()) == ([one], {"w-1": [one]})
    assert leads.open_batches("other") == {}
    assert leads.unfinished_batches()
    for _ in range(2):
        leads.carried([one], later(2))
    assert (leads.open_batches(), leads.claim_captured(9, "w-3"), leads.waiting()) == ({}, [], 0)
    [due] = leads.due_leads(later(60), 9, lease(minutes=90))
    assert (due.recheck, due.etag, due.capture_id, due.first_captured_at) == (True, '"1"', capture_id, later(1))
    leads.unchanged(one, later(61), None)
    assert leads.due_leads(later(999), 9, lease()) == []


def test_the_same_payload_again_is_nothing_to_carry(store: CaptureStore) -> None:
    one = found_one()
    first, _ = store.keep(exchange(), SOURCE.id)
    leads.captured(one, first, later(1), None)
    leads.claim_captured(9, "w")
    leads.carried([one], later(1))
    again, _ = store.keep(exchange(headers=(("content-encoding", "gzip"), ("etag", '"2"'))), SOURCE.id)
    assert not leads.captured(one, again, later(2), later(9))
    assert leads.claim_captured(9, "w") == []
    [due] = leads.due_leads(later(9), 9, lease())
    assert (due.etag, due.capture_id) == ('"2"', first)
    other, _ = store.keep(exchange("other words"), SOURCE.id)
    assert leads.captured(one, other, later(10), None)
    assert leads.claim_captured(9, "w") == [one]


def test_a_capture_that_comes_while_the_one_before_is_carried_is_carried_after_it(store: CaptureStore) -> None:
    one = found_one()
    leads.captured(one, store.keep(exchange("first"), SOURCE.id)[0], later(1), None)
    leads.claim_captured(9, "w")
    leads.captured(one, store.keep(exchange("second"), SOURCE.id)[0], later(2), None)
    assert leads.claim_captured(9, "w-2") == []
    leads.carried([one], later(3))
    assert leads.claim_captured(9, "w-2") == [one]


def test_captures_of_many_leads_are_told_at_once(store: CaptureStore) -> None:
    ids = leads.found([lead(number) for number in range(3)], NOW).new
    first = [row for row, _ in store.keep_all([(exchange(f"page {number}"), SOURCE.id) for number in range(3)])]
    told = [leads.Fetched(lead_id=row, capture_id=capture) for row, capture in zip(ids, first, strict=True)]
    assert leads.captured_all(told, later(1)) == [True, True, True]
    assert leads.captured_all([], later(1)) == []
    assert leads.claim_captured(9, "w") == list(ids)
    leads.carried(ids, later(2))
    same, _ = store.keep(exchange("page 0", headers=(("content-encoding", "gzip"),)), SOURCE.id)
    other, _ = store.keep(exchange("page 1, corrected"), SOURCE.id)
    again = [
        leads.Fetched(lead_id=ids[0], capture_id=same, next_check=later(9)),
        leads.Fetched(lead_id=ids[1], capture_id=other, next_check=later(8)),
    ]
    assert leads.captured_all(again, later(3)) == [False, True]
    assert leads.claim_captured(9, "w") == [ids[1]]
    assert [state.id for state in leads.due_leads(later(9), 9, lease(minutes=20))] == [ids[1], ids[0]]


# -- disappearing, and notices --


def test_disappearances_are_counted_and_set_against_the_source(store: CaptureStore) -> None:
    from mediawire.archive import sources

    ids = leads.found([lead(number) for number in range(4)], NOW).new
    for at, row in enumerate(ids):
        leads.captured(row, store.keep(exchange(f"{at}"), SOURCE.id)[0], later(at), later(9))
    absence = leads.gone(ids[0], 404, later(10), later(70))
    assert absence == leads.Absence(status=404, times=1, feed_answers=True, recent=4, recent_gone=1)
    assert leads.gone(ids[0], 404, later(10), later(70)).times == 1, "told twice it is once"
    assert leads.gone(ids[0], 404, later(70), later(130)).times == 2
    assert leads.gone(ids[1], 410, later(70), None).recent_gone == 2
    for door in sources.due_doors(later(70), 9, lease()):
        sources.polled(
            [sources.PollOutcome(door_id=door.id, moment=later(70), next_due=later(80), failures=1, error="no answer")]
        )
    assert not leads.gone(ids[0], 404, later(130), None).feed_answers
    leads.unchanged(ids[0], later(140), None)
    assert leads.gone(ids[0], 404, later(150), None).times == 1


@pytest.mark.parametrize(
    "target",
    [
        "https://courier.example/report/1",
        "http://courier.example/report/1/#top",
        "tag:1",
        "courier.example/report/1",
    ],
)
def test_a_notice_finds_its_item(store: CaptureStore, target: str) -> None:
    item_id = taken(store)
    told = Notice(kind=NoticeKind.KILL, target=target, wording="KILL: lock")
    assert leads.notice(SOURCE.id, told, later(5)) == leads.Heard(new=True, item_id=item_id)
    assert leads.notice(SOURCE.id, told, later(6)) == leads.Heard(new=False, item_id=item_id)
    assert leads.notice(OTHER.id, told, later(5)) == leads.Heard(new=True, item_id=None), (
        "another's word counts nothing"
    )
    assert leads.notices_about([row := items.row_of(item_id)]) == {row: [told]}


def test_a_notice_without_a_target_is_found_by_keys(store: CaptureStore) -> None:
    item_id = taken(store)
    told = Notice(kind=NoticeKind.HOLD, target=None, wording="HOLD")
    assert leads.notice(SOURCE.id, told, later(5)).item_id is None
    assert leads.notice(SOURCE.id, told, later(5), keys=("guid:tag:1",)) == leads.Heard(new=True, item_id=item_id)


def test_a_notice_that_came_before_its_report_is_remembered(store: CaptureStore) -> None:
    told = Notice(kind=NoticeKind.KILL, target="https://courier.example/report/1", wording="KILL")
    assert leads.notice(SOURCE.id, told, NOW).item_id is None
    item_id = taken(store, DecisionKind.TAKE)
    assert leads.notices_about([row := items.row_of(item_id)]) == {row: [told]}
    assert leads.notices_about([items.row_of(taken(store, DecisionKind.TAKE, 2))]) == {}


def test_a_lead_leads_to_its_item(store: CaptureStore) -> None:
    item_id = taken(store)
    assert items.item_for_lead(samples.lead_id(1)) == item_id
    assert items.item_for_lead(found_one(7)) is None


def test_keys_are_stored_once(database: None) -> None:
    for _ in range(3):
        leads.found([lead(1)], NOW)
    assert LeadKeyRow.objects.count() == 3  # guid, url, address
    assert LeadRow.objects.count() == 1


def test_a_damaged_capture_has_its_code(database: None) -> None:
    one = found_one()
    leads.failed(one, CaptureDamaged("other bytes"), NOW, None)
    assert leads.refused(1)[0].code == "capture-damaged"
