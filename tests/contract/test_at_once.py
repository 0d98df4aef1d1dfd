"""Several at once, with real threads and processes: nobody gets what another holds, and what is one stays one."""

from __future__ import annotations

import concurrent.futures
import dataclasses
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from mediawire.archive import items, leads, log, reports, sources, workers
from mediawire.archive.captures import CaptureStore
from mediawire.archive.models import DecisionRow, ItemRow, LeadRow, LogEntryRow, ReportRow
from mediawire.model.errors import DecisionRefused, LogRewound
from mediawire.model.item import DecisionKind, ItemState
from mediawire.model.source import Extent
from tests.contract import samples
from tests.contract.samples import FULL, NOW, SOURCE, decision, exchange, headline, later, lead, lease, report

MANY = 4


def at_once(call: Callable[[int], Any], many: int = MANY) -> list[Any]:
    """What a call gives or raises in so many threads that begin together, each with its own connection."""
    start = threading.Barrier(many)

    def run(number: int) -> Any:
        start.wait()
        try:
            return call(number)
        except (DecisionRefused, LogRewound) as error:
            return error
        finally:
            connections.close_all()

    with concurrent.futures.ThreadPoolExecutor(many) as pool:
        return list(pool.map(run, range(many)))


@pytest.fixture
def kept(committed: None, tmp_path: Path) -> CaptureStore:
    return CaptureStore(tmp_path / "captures", "tests")


def test_no_two_workers_get_the_same_door(committed: None) -> None:
    got = at_once(lambda number: [each.id for each in sources.due_doors(NOW, 2, lease(f"w{number}"))])
    doors = [door for some in got for door in some]
    assert sorted(doors) == sorted(set(doors))
    rest = [each.id for each in sources.due_doors(NOW, 9, lease("last"))]
    assert len(doors) + len(rest) == 3, "and none was lost"


def test_no_two_workers_get_the_same_lead(committed: None) -> None:
    leads.found([lead(number) for number in range(60)], NOW)

    def claim(number: int) -> list[int]:
        return [
            each.id for _ in range(10) for each in leads.due_leads(later(1), 3, lease(f"w{number}", 30), per_source=60)
        ]

    got = [lead_id for some in at_once(claim) for lead_id in some]
    got += [each.id for each in leads.due_leads(later(1), 99, lease("last", 30), per_source=99)]
    assert len(got) == len(set(got)) == 60


def test_no_two_batches_hold_the_same_capture(kept: CaptureStore) -> None:
    ids = leads.found([lead(number) for number in range(20)], NOW).new
    rows = kept.keep_all([(exchange(f"{number}"), SOURCE.id) for number in range(20)])
    for lead_id, (capture_id, _) in zip(ids, rows, strict=True):
        leads.captured(lead_id, capture_id, NOW, None)
    got = at_once(lambda number: [each for _ in range(5) for each in leads.claim_captured(3, f"w{number}")])
    claimed = [lead_id for some in got for lead_id in some] + leads.claim_captured(99, "last")
    assert sorted(claimed) == sorted(ids)


def test_two_doors_that_bring_the_same_reports_find_them_once(committed: None) -> None:
    found = at_once(lambda _: leads.found([lead(number) for number in range(30)], NOW))
    assert LeadRow.objects.count() == 30
    assert sum(len(each.new) for each in found) == 30


def test_one_reading_by_several_is_one_revision(kept: CaptureStore) -> None:
    lead_id = samples.found_one()
    capture_id, _ = kept.keep(exchange(), SOURCE.id)
    rows = at_once(lambda _: reports.keep_report(lead_id, capture_id, report(), NOW))
    assert len(set(rows)) == 1
    assert ReportRow.objects.count() == 1


def test_several_publishers_of_one_report_make_one_item(kept: CaptureStore) -> None:
    row = samples.kept_report(kept)
    ids = at_once(lambda _: items.take(row, SOURCE, headline(), FULL, decision(DecisionKind.PUBLISH)))
    assert len(set(ids)) == 1
    assert (ItemRow.objects.count(), DecisionRow.objects.count()) == (1, 1)


def test_an_editor_and_a_rule_at_once_leave_one_of_both_decisions(kept: CaptureStore) -> None:
    item_id = samples.taken(kept)
    kinds = [DecisionKind.KILL, DecisionKind.WITHHOLD, DecisionKind.KILL, DecisionKind.WITHHOLD]
    got = at_once(lambda number: items.decide(item_id, decision(kinds[number], number + 1, "out", f"e{number}")))
    item = items.load_item(item_id)
    assert item.state is ItemState.KILLED, "a kill is never undone by what comes after it"
    done = [each for each in got if not isinstance(each, DecisionRefused)]
    assert DecisionRow.objects.filter(item_id=item_id).count() == 1 + len(done)


def test_one_of_several_holds_the_printer_s_lock(committed: None) -> None:
    assert sum(at_once(lambda number: workers.hold("printer", f"w{number}", NOW, 60))) == 1
    assert sum(at_once(lambda number: workers.hold("printer", f"v{number}", later(2), 60))) == 1


def test_several_sealers_keep_the_log_whole(kept: CaptureStore) -> None:
    """The printer's lock lets one seal at a time; should it fail, the log has each printing once all the same."""
    ids = [samples.taken(kept, number=number) for number in range(8)]

    def seal(_: int) -> int:
        done = 0
        for item_id in ids:
            drafts = [samples.draft(each) for each in items.prepare([item_id], NOW) if not each.sealed]
            done += len(items.seal_and_mark(drafts, samples.seal, NOW))
        return done

    got = at_once(seal, 3)
    while left := [each for each in items.prepare(ids, NOW) if not each.sealed]:
        items.seal_and_mark([samples.draft(each) for each in left], samples.seal, NOW)
    assert any(not isinstance(each, LogRewound) for each in got)
    assert list(LogEntryRow.objects.order_by("index").values_list("index", flat=True)) == list(range(8))
    assert sorted(LogEntryRow.objects.values_list("item", flat=True)) == sorted(ids)
    assert log.log_state().size == 8


def test_threads_share_a_store(kept: CaptureStore) -> None:
    def keep(number: int) -> list[bool]:
        told = [exchange(f"thread {number}, page {page}") for page in range(10)]
        return [kept.load(row) == capture for row, capture in (kept.keep(each, SOURCE.id) for each in told)]

    assert all(all(some) for some in at_once(keep))


_PROCESS = """
import sys, django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from pathlib import Path
from mediawire.archive import leads, items
from mediawire.archive.captures import CaptureStore
from tests.contract.samples import lease, later, exchange, SOURCE
store = CaptureStore(Path(sys.argv[2]), f"p{sys.argv[3]}")
got = []
while due := leads.due_leads(later(1), 4, lease(f"p{sys.argv[3]}", 60), per_source=9):
    for state in due:
        row, _ = store.keep(exchange(state.lead.url), SOURCE.id)
        leads.captured(state.id, row, later(1), None)
        got.append(state.id)
print(*got)
"""


def test_processes_share_the_work(committed: None, tmp_path: Path) -> None:
    ids = leads.found([lead(number) for number in range(40)], NOW).new
    name = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-c", _PROCESS, name, str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": f"src{os.pathsep}."}
    started = [
        subprocess.Popen([*command, str(number)], env=environment, stdout=subprocess.PIPE, text=True)
        for number in range(2)
    ]
    told = [each.communicate()[0] for each in started]
    assert [each.returncode for each in started] == [0, 0]
    assert sorted(int(word) for words in told for word in words.split()) == sorted(ids)
    store = CaptureStore(tmp_path, "reader")
    states = leads.states(ids)
    assert all(store.load(each.capture_id).payload.decode() == each.lead.url for each in states)


def test_two_workers_together_never_print_more_than_the_month_s_limit(kept: CaptureStore) -> None:
    rows = [samples.kept_report(kept, report(number, f"{samples.WORDS} {number}"), number) for number in range(1, 13)]
    beyond = dataclasses.replace(FULL, extent=Extent.HEADLINE)
    quota = items.Quota(most=3, beyond=beyond)

    def work(number: int) -> None:
        mine = rows[number * 6 : number * 6 + 6]
        for row in mine[:3]:
            items.take_all([_publishing(row, quota)])
        items.take_all([_publishing(row, quota) for row in mine[3:]])

    at_once(work, 2)
    extents = [each.permission.extent for each in items.load_items(list(ItemRow.objects.values_list("id", flat=True)))]
    assert extents.count(Extent.FULL) == 3, "neither more nor, since all could have been printed, fewer"
    assert extents.count(Extent.HEADLINE) == 9


def _publishing(row: int, quota: items.Quota) -> items.Taking:
    return items.Taking(
        row_id=row,
        source=SOURCE,
        headline=headline(f"Lock {row}"),
        permission=FULL,
        decision=decision(DecisionKind.PUBLISH),
        quota=quota,
    )


def test_an_editor_and_a_rule_share_the_month_s_limit(kept: CaptureStore) -> None:
    quota = items.Quota(most=2, beyond=dataclasses.replace(FULL, extent=Extent.HEADLINE))
    waiting = [samples.taken(kept, DecisionKind.TAKE, number) for number in range(1, 7)]
    at_once(lambda at: items.decide(waiting[at], decision(DecisionKind.PUBLISH, at), FULL, quota), len(waiting))
    extents = [each.permission.extent for each in items.load_items(waiting)]
    assert extents.count(Extent.FULL) == 2


def test_what_comes_back_does_not_count_against_itself(kept: CaptureStore) -> None:
    quota = items.Quota(most=1, beyond=dataclasses.replace(FULL, extent=Extent.HEADLINE))
    item_id = samples.taken(kept, DecisionKind.TAKE)
    items.decide(item_id, decision(DecisionKind.PUBLISH, 1), FULL, quota)
    items.decide(item_id, decision(DecisionKind.WITHHOLD, 2, "to be looked at"))
    again = items.decide(item_id, decision(DecisionKind.PUBLISH, 3), FULL, quota)
    assert again.permission.extent is Extent.FULL
