"""Doors, workers, requests, alarms, the outbox."""

from __future__ import annotations

import dataclasses

import pytest
from django.db import IntegrityError, transaction

from mediawire.archive import alarms, items, leads, log, outbox, requests, sources, workers
from mediawire.archive.captures import CaptureStore
from mediawire.archive.models import SourceRow
from mediawire.archive.requests import Request
from mediawire.model.log import LogState
from mediawire.model.source import Door
from tests.contract import samples
from tests.contract.samples import NOW, OTHER, SOURCE, later, lease, printed, taken


def test_doors_are_handed_out_once_and_come_back(database: None) -> None:
    due = sources.due_doors(NOW, 2, lease())
    assert [(each.source_id, each.door, each.first) for each in due] == [
        ("courier", Door.FEED, True),
        ("courier", Door.SITEMAP, True),
    ]
    assert [each.source_id for each in sources.due_doors(NOW, 9, lease("two"))] == ["post"]
    outcome = sources.PollOutcome(
        door_id=due[0].id, moment=later(1), next_due=later(10), memory={"etag": "x", "n": [1]}, found=3, status=200
    )
    sources.polled([outcome])
    assert sources.due_doors(later(9), 9, lease("two")) == []
    [again] = sources.due_doors(later(10), 9, lease("two", 30))
    assert (again.memory, again.polls, again.news, again.first) == ({"etag": "x", "n": [1]}, 1, 3, False)
    assert (again.last_ok_at, again.last_news_at, again.last_status) == (later(1), later(1), 200)
    failed = dataclasses.replace(outcome, moment=later(11), error="no answer", failures=1, found=0, status=None)
    sources.polled([failed])
    [told] = [each for each in sources.door_states() if each.id == again.id]
    assert (told.failures, told.last_error, told.last_ok_at, told.news) == (1, "no answer", later(1), 3)


def test_a_door_whose_worker_died_comes_back_when_its_lease_ends(database: None) -> None:
    assert len(sources.due_doors(NOW, 9, lease(minutes=15))) == 3
    assert len(sources.due_doors(later(15), 9, lease("two", 30))) == 3
    workers.let_go("two")
    assert len(sources.due_doors(later(15), 9, lease("three", 30))) == 3


def test_what_wire_toml_no_longer_names_is_retired_and_may_come_back(database: None) -> None:
    less = dataclasses.replace(SOURCE, name="Courier", doors=SOURCE.doors[:1])
    sources.know([less], later(1))
    assert [(each.source_id, each.url) for each in sources.door_states()] == [("courier", SOURCE.doors[0][1])]
    assert SourceRow.objects.get(id="post").retired_at == later(1)
    assert sources.load_sources(["courier", "post"]) == {"courier": less, "post": OTHER}
    sources.know([SOURCE, OTHER], later(2))
    assert len(sources.door_states()) == 3
    assert SourceRow.objects.get(id="post").retired_at is None
    assert sources.next_door_due() == NOW
    assert sources.make_due("post", later(3)) == 1


def test_one_worker_at_a_time_holds_a_lock(database: None) -> None:
    assert workers.hold("printer", "one", NOW, 60)
    assert workers.hold("printer", "one", later(0.5), 60)
    assert not workers.hold("printer", "two", later(1), 60)
    assert workers.hold("printer", "two", later(1.5), 60)
    workers.release("printer", "one")
    assert not workers.hold("printer", "one", later(2), 60)
    workers.release("printer", "two")
    assert workers.hold("printer", "one", later(2), 60)


def test_heartbeats(database: None) -> None:
    workers.beat("one", NOW)
    workers.beat("two", later(1), host="a", pid=7, role="line")
    workers.beat("one", later(2))
    assert [(each.name, each.seen_at) for each in workers.heartbeats()] == [("one", later(2)), ("two", later(1))]


def test_requests_are_answered_once(database: None) -> None:
    wish = Request(kind="kill", by="ada", at=NOW, item_id=7, why="wrong", details={"headline": "x"})
    number = requests.ask(wish)
    assert requests.open_requests(9) == [dataclasses.replace(wish, id=number)]
    assert requests.open_for(7) == requests.load([number])
    requests.answer(number, "done", refused=False, moment=later(1))
    requests.answer(number, "no", refused=True, moment=later(2))
    [told] = requests.load([number])
    assert (told.state, told.outcome, requests.open_requests(9), requests.open_for(7)) == ("done", "done", [], [])


def test_an_alarm_is_raised_once_until_it_is_cleared(database: None) -> None:
    for minutes, what in ((0, "quiet for 1 day"), (1, "quiet for 2 days")):
        alarms.raise_alarm("quiet", "courier", what, later(minutes))
    [alarm] = alarms.open_alarms()
    assert (alarm.what, alarm.raised_at, alarm.last_at, alarm.times) == ("quiet for 2 days", NOW, later(1), 2)
    alarms.clear("quiet", "post")
    alarms.clear("quiet", "courier")
    alarms.clear("quiet", "courier")
    assert alarms.open_alarms() == []
    alarms.raise_alarm("quiet", "courier", "again", later(3))
    assert alarms.open_alarms()[0].times == 1
    alarms.raise_alarm("x", "y" * 9000, "z\x00" * 9000, NOW)
    assert len(alarms.open_alarms()) == 2


def test_the_outbox_tells_each_printing_once(store: CaptureStore) -> None:
    item_id = taken(store)
    printed([item_id])
    [told] = outbox.waiting(9)
    assert (told.kind, told.item_id, told.revision, told.at) == ("print", item_id, 1, later(1))
    outbox.announced([told.id], later(2))
    outbox.announced([told.id], later(3))
    assert outbox.waiting(9) == []


def test_the_log_grows_entry_by_entry(store: CaptureStore) -> None:
    assert (log.log_state(), log.checkpoint()) == (LogState(), None)
    ids = [taken(store, number=number) for number in range(3)]
    printed(ids[:2])
    printed(ids[2:], 2)
    head = log.checkpoint()
    assert (head.size, head.note, head.at) == (3, "log\n3\n", later(2))
    assert log.log_state() == LogState(3, (head.root,))
    assert log.entries(0, 3) == [f"print {item_id} 1".encode() for item_id in ids]
    assert [len(each) for each in log.leaf_hashes(1, 3)] == [32, 32]
    assert [items.load_item(item_id).log_index for item_id in ids] == [0, 1, 2]


def test_a_seal_that_fails_leaves_nothing(store: CaptureStore) -> None:
    item_id = taken(store)
    drafts = [samples.draft(each) for each in items.prepare([item_id], NOW)]

    def refuse(*_: object) -> None:
        raise KeyError("the key is gone")

    with pytest.raises(KeyError):
        items.seal_and_mark(drafts, refuse, NOW)
    assert (log.checkpoint(), outbox.waiting(9), items.to_print(9)) == (None, [], [item_id])


def test_a_source_needs_a_name(database: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        sources.know([dataclasses.replace(SOURCE, name="")], NOW)


def test_leads_of_sources_that_nobody_knows_are_refused(committed: None) -> None:
    with pytest.raises(IntegrityError):
        leads.found([dataclasses.replace(samples.lead(1), source_id="nobody")], NOW)
