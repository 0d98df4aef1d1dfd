"""Items: taken once, decided by a state machine, sealed, printed, revised, taken back."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from mediawire.archive import items, log, outbox, reports
from mediawire.archive.captures import CaptureStore
from mediawire.archive.items import Printed
from mediawire.archive.models import DecisionRow, ItemRow, LogEntryRow
from mediawire.model.errors import CaptureDamaged, DecisionRefused, LogRewound, NotInArchive
from mediawire.model.item import DecisionKind, ItemState
from mediawire.model.source import Extent
from tests.contract import samples
from tests.contract.samples import FULL, NOW, SOURCE, decision, headline, later, printed, taken

PUBLISH, HOLD, TAKE = DecisionKind.PUBLISH, DecisionKind.HOLD, DecisionKind.TAKE
CORRECT, WITHHOLD, KILL = DecisionKind.CORRECT, DecisionKind.WITHHOLD, DecisionKind.KILL


def test_an_item_comes_back_whole(store: CaptureStore) -> None:
    row = samples.kept_report(store)
    item_id = items.take(row, SOURCE, headline(), FULL, decision(TAKE, why="waits"))
    item = items.load_item(item_id)
    assert (item.state, item.source, item.permission, item.headline) == (ItemState.QUEUED, SOURCE, FULL, headline())
    assert item.report == reports.load_report(row)
    assert items.decisions(item_id) == [decision(TAKE, why="waits")]
    assert items.to_print(10) == []


def test_taking_twice_makes_one_item(store: CaptureStore) -> None:
    row = samples.kept_report(store)
    first = items.take(row, SOURCE, headline(), FULL, decision(PUBLISH))
    assert items.take(row, SOURCE, headline(), FULL, decision(PUBLISH, 5)) == first
    assert len(items.decisions(first)) == 1


def test_the_same_words_from_the_same_source_are_one_item(store: CaptureStore) -> None:
    first = items.take(samples.kept_report(store, number=1), SOURCE, headline(), FULL, decision(PUBLISH))
    items.decide(first, decision(KILL, 1, "wrong"))
    again = items.take(samples.kept_report(store, number=2), SOURCE, headline(), FULL, decision(PUBLISH))
    assert again == first, "a killed report does not come back under another address"


def test_short_words_alone_do_not_make_two_reports_one(store: CaptureStore) -> None:
    rows = [samples.kept_report(store, samples.report(n, "Live now."), n) for n in (1, 2)]
    ids = {items.take(row, SOURCE, headline(), FULL, decision(PUBLISH)) for row in rows}
    assert len(ids) == 2


def test_what_may_not_be_printed_is_no_item(store: CaptureStore) -> None:
    nothing = samples.Permission(extent=Extent.NOTHING)
    row = samples.kept_report(store)
    assert items.take(row, SOURCE, headline(), nothing, decision(PUBLISH)) is None


@pytest.mark.parametrize("state", list(ItemState))
@pytest.mark.parametrize("kind", list(DecisionKind))
def test_the_state_machine(store: CaptureStore, state: ItemState, kind: DecisionKind) -> None:
    item_id = _in_state(store, state)
    after = items.MOVES[state].get(kind)
    if after is None:
        with pytest.raises(DecisionRefused):
            items.decide(item_id, decision(kind, 9, "because"))
        assert items.load_item(item_id).state is state
    else:
        assert items.decide(item_id, decision(kind, 9, "because")).state is after
        assert items.decisions(item_id)[-1] == decision(kind, 9, "because")


def _in_state(store: CaptureStore, state: ItemState) -> int:
    item_id = taken(store, {ItemState.QUEUED: TAKE, ItemState.HELD: HOLD}.get(state, PUBLISH))
    if state in (ItemState.WITHHELD, ItemState.KILLED):
        items.decide(item_id, decision({ItemState.WITHHELD: WITHHOLD}.get(state, KILL), 1, "out"))
    return item_id


def test_a_decision_twice_is_once(store: CaptureStore) -> None:
    item_id = taken(store)
    for _ in range(2):
        assert items.decide(item_id, decision(WITHHOLD, 2, "source asks")).state is ItemState.WITHHELD
    assert [each.kind for each in items.decisions(item_id)] == [PUBLISH, WITHHOLD]


def test_printing_seals_once_and_counts_revisions(store: CaptureStore) -> None:
    item_id = taken(store)
    assert items.to_print(10) == [item_id]
    [prepared] = items.prepare([item_id], later(1), lambda text, number: f"{number}-{text[:4].lower()}")
    assert (prepared.item.path, prepared.item.revision, prepared.sealed) == (f"2026/11/25/{item_id}-lock", 1, False)
    [item] = items.seal_and_mark([samples.draft(prepared)], samples.seal, later(1))
    assert (item.log_index, item.printed_at, item.revised_at) == (0, later(1), None)
    assert items.seal_and_mark([samples.draft(prepared)], samples.seal, later(2)) == [], "sealed already"
    [again] = items.prepare([item_id], later(3))
    assert again.sealed
    assert (again.item.revision, again.item.log_index) == (1, 0), "a crash before the files were written: same printing"
    items.mark_printed([(item_id, 1)], later(3))
    assert items.to_print(10) == []
    assert items.load_item(item_id) == item
    assert log.entries(0, 9) == [f"print {item_id} 1".encode()]
    assert log.manifest(item_id, 1).manifest == f"manifest {item_id} 1".encode()
    assert [(each.kind, each.item_id, each.revision) for each in outbox.waiting(9)] == [("print", item_id, 1)]


def test_what_is_decided_anew_while_it_is_sealed_stays_to_be_printed(store: CaptureStore) -> None:
    item_id = taken(store)
    [prepared] = items.prepare([item_id], later(1))
    items.decide(item_id, decision(CORRECT, 1), None)
    assert items.seal_and_mark([samples.draft(prepared)], samples.seal, later(1)) == []
    [prepared] = items.prepare([item_id], later(2))
    items.seal_and_mark([samples.draft(prepared)], samples.seal, later(2))
    items.decide(item_id, decision(WITHHOLD, 3, "out"))
    items.mark_printed([(item_id, 1)], later(3))
    assert items.to_print(10) == [item_id], "the withdrawal is still to be printed"


def test_what_was_never_sealed_has_nothing_to_take_back(store: CaptureStore) -> None:
    item_id = taken(store)
    items.decide(item_id, decision(KILL, 1, "wrong"))
    assert items.to_print(10) == []


def test_a_killed_item_leaves_lists_and_is_printed_as_a_withdrawal(store: CaptureStore) -> None:
    one, two = taken(store, number=1), taken(store, number=2)
    printed([one], 1)
    printed([two], 2)
    assert [each.item_id for each in items.recent(9)] == [two, one]
    items.decide(two, decision(KILL, 3, "wrong"))
    assert [each.item_id for each in items.recent(9)] == [one]
    [item] = printed([two], 4, "kill")
    assert (item.revision, item.path) == (2, items.load_item(two).path)
    assert items.to_print(9) == []
    assert items.counts() == {"queued": 0, "held": 0, "live": 1, "withheld": 0, "killed": 1}


def test_a_new_headline_keeps_the_earlier_one(store: CaptureStore) -> None:
    item_id = taken(store)
    printed([item_id])
    told = decision(CORRECT, 2, "sharper")
    items.decide(item_id, samples.dataclasses.replace(told, headline=headline("Lock shut till Friday", "ada")))
    [item] = printed([item_id], 3)
    assert [each.text for each in item.earlier] == ["Lock 1 shut"]
    assert (item.headline.author, item.revision, item.printed_at, item.revised_at) == ("ada", 2, later(1), later(3))
    assert item.revised_why == "sharper"
    assert items.load_item(item_id) == item
    assert items.recent(1)[0].headline == "Lock shut till Friday"


def test_a_source_s_change_waits_and_is_taken_up(store: CaptureStore) -> None:
    item_id = taken(store)
    printed([item_id])
    before = items.load_item(item_id).report
    row = samples.kept_report(store, samples.changed(before, "Other words now stand there."))
    items.pending_revision(item_id, row, later(2))
    items.pending_revision(item_id, row, later(3))
    assert [(each.item_id, each.row_id, each.at) for each in items.pending_revisions()] == [(item_id, row, later(2))]
    assert items.pending_revision_of(item_id).text == "Other words now stand there."
    for _ in range(2):
        item = items.revise(item_id, items.row_of(item_id) if False else row, decision(CORRECT, 4, "source changed"))
    assert (item.report.revision, item.report.text) == (2, "Other words now stand there.")
    assert item.headline.text == "Lock 1 shut", "a house headline stays"
    assert items.pending_revision_of(item_id) is None
    with pytest.raises(NotInArchive):
        items.pending_row(item_id)
    assert items.item_for_report(before.id) == item_id


def test_a_source_s_own_headline_follows_its_revision(store: CaptureStore) -> None:
    told = samples.report()
    row = samples.kept_report(store, told)
    item_id = items.take(row, SOURCE, headline(told.headline.value, "source"), FULL, decision(PUBLISH))
    after = samples.dataclasses.replace(told, headline=samples.Stated(value="Lock opens", origin="h1"))
    item = items.revise(item_id, samples.kept_report(store, after), decision(CORRECT, 2, "headline changed"))
    assert item.headline.text == "Lock opens"


def test_the_desk_may_keep_what_is_printed(store: CaptureStore) -> None:
    item_id = taken(store)
    items.pending_revision(item_id, items.row_of(item_id), later(1))
    items.drop_pending(item_id)
    assert items.pending_revisions() == []


def test_files_of_an_edition(store: CaptureStore) -> None:
    item_id = taken(store)
    other = taken(store, number=2)
    first = Printed(item_id=item_id, revision=1, files=(("a/index.html", "0" * 64), ("a/proof", "1" * 64)))
    beside = Printed(item_id=other, revision=1, files=(("b/index.html", "3" * 64),))
    items.record_all([first, beside])
    items.record_all([Printed(item_id=item_id, revision=2, files=(("a/index.html", "2" * 64),))])
    assert items.printed_files(item_id) == ["a/index.html"]
    assert items.printed_files(other) == ["b/index.html"]
    items.record_all([Printed(item_id=other, revision=2)])
    assert items.printed_files(other) == []


def test_permissions_end_and_are_counted(store: CaptureStore) -> None:
    row = samples.kept_report(store)
    until = samples.dataclasses.replace(FULL, until=later(60))
    item_id = items.take(row, SOURCE, headline(), until, decision(PUBLISH))
    assert (items.ended(later(59)), items.ended(later(60))) == ([], [item_id])
    items.decide(item_id, decision(WITHHOLD, 61, "ended"))
    assert items.ended(later(99)) == []
    assert items.printed_in_month(SOURCE.id, NOW) == 1
    assert items.printed_in_month(SOURCE.id, later(days=30)) == 0


def test_lists_are_light_and_newest_first(store: CaptureStore) -> None:
    ids = [taken(store, TAKE, number) for number in (1, 2, 3)]
    listed = items.items([ItemState.QUEUED], 2, 0)
    assert [each.id for each in listed] == [ids[2], ids[1]]
    assert listed[0].report.blocks == ()
    assert (listed[0].source, listed[0].report.url) == (SOURCE, "https://courier.example/report/3")
    assert [each.id for each in items.items([ItemState.QUEUED, ItemState.LIVE], 2, 2)] == [ids[0]]


# -- what the database itself refuses --


@pytest.mark.parametrize("field", ["source_name", "url", "headline_text"])
def test_the_database_refuses_to_print_without_attribution(store: CaptureStore, field: str) -> None:
    item_id = taken(store, TAKE)
    ItemRow.objects.filter(id=item_id).update(**{field: ""})
    with pytest.raises(DecisionRefused, match="nothing is printed without"):
        items.decide(item_id, decision(PUBLISH, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemRow.objects.filter(id=item_id).update(state="live")


def test_the_database_refuses_two_live_items_of_the_same_words(store: CaptureStore) -> None:
    one, two = taken(store, number=1), taken(store, number=2)
    row = ItemRow.objects.get(id=one)
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemRow.objects.filter(id=two).update(url_digest=row.url_digest, content_digest=row.content_digest)
    items.decide(one, decision(WITHHOLD, 1, "out"))
    ItemRow.objects.filter(id=two).update(url_digest=row.url_digest, content_digest=row.content_digest)
    with pytest.raises(DecisionRefused, match="already"):
        items.decide(one, decision(PUBLISH, 2))
    assert items.load_item(one).state is ItemState.WITHHELD


@pytest.mark.parametrize("table", [DecisionRow, LogEntryRow])
def test_the_database_refuses_to_change_what_was_written_down(store: CaptureStore, table: type) -> None:
    printed([taken(store)])
    for change in (lambda: table.objects.update(kind="other"), lambda: table.objects.all()._raw_delete("default")):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()


def test_a_log_that_grew_meanwhile_is_not_sealed_over(store: CaptureStore) -> None:
    item_id = taken(store)
    LogEntryRow.objects.create(index=0, kind="print", item=9, revision=9, at=NOW, leaf=b"x", leaf_hash=b"y")
    [prepared] = items.prepare([item_id], later(1))
    with pytest.raises(LogRewound):
        items.seal_and_mark([samples.draft(prepared)], samples.seal, later(1))
    assert items.to_print(9) == [item_id]


def test_what_is_not_there_is_named(database: None) -> None:
    with pytest.raises(NotInArchive, match="item 77"):
        items.load_item(77)
    with pytest.raises(NotInArchive):
        items.decide(77, decision(KILL))
    with pytest.raises(NotInArchive):
        items.take(77, SOURCE, headline(), FULL, decision(TAKE))
    with pytest.raises(NotInArchive):
        log.manifest(1, 1)


def test_many_are_taken_at_once_each_one_time(store: CaptureStore) -> None:
    rows = [samples.kept_report(store, samples.report(n, f"{samples.WORDS} {n // 2}"), n) for n in range(6)]
    takings = [
        items.Taking(row_id=row, source=SOURCE, headline=headline(), permission=FULL, decision=decision(kind))
        for row, kind in zip(rows, (PUBLISH, PUBLISH, TAKE, TAKE, HOLD, HOLD), strict=True)
    ]
    ids = items.take_all(takings)
    assert ids == [ids[0], ids[0], ids[2], ids[2], ids[4], ids[4]], "the same words at two addresses are one item"
    assert len(set(ids)) == 3
    assert items.take_all(takings) == ids
    assert items.for_reports([item.report.id for item in items.load_items(ids[::2])]) == {
        item.report.id: item.id for item in items.load_items(ids[::2])
    }
    assert items.to_print(9) == [ids[0]]
    assert items.take_all([]) == []


def test_what_cannot_arrive_so_is_refused(store: CaptureStore) -> None:
    with pytest.raises(DecisionRefused, match="cannot arrive by kill"):
        items.take(samples.kept_report(store), SOURCE, headline(), FULL, decision(KILL))


def test_live_files_and_addresses(store: CaptureStore) -> None:
    one, two = taken(store, number=1), taken(store, number=2)
    for item in printed([one, two]):
        files = ((f"{item.path}/index.html", "0" * 64),)
        items.record_all([Printed(item_id=item.id, revision=item.revision, files=files)])
    paths = [items.load_item(each).path for each in (one, two)]
    assert items.ids_by_path([*paths, "2026/11/25/none"]) == [one, two]
    assert items.live_paths() == set(paths)
    items.decide(two, decision(WITHHOLD, 5, "out"))
    assert items.ids_by_path(paths) == [one]
    assert items.live_paths() == {paths[0]}


def test_an_item_s_capture_is_at_hand(store: CaptureStore) -> None:
    item_id = taken(store)
    capture = store.of_item(item_id)
    assert capture.payload.decode() == items.load_item(item_id).report.text
    light = store.evidence([item_id])[item_id]
    bare = samples.dataclasses.replace(capture.exchange, body=b"", payload=b"")
    assert light == samples.dataclasses.replace(capture, exchange=bare, size=len(capture.payload))
    (store.folder / light.place.file).write_bytes(b"")
    assert store.evidence([item_id])[item_id] == light, "what was checked a moment ago is not read again"
    anew = CaptureStore(store.folder, "another")
    with pytest.raises(CaptureDamaged):
        anew.evidence([item_id])
    assert capture.digest == items.load_item(item_id).report.capture
