"""Erasing on both databases: the words go, the rows that count stay, append-only tables still refuse all else."""

from __future__ import annotations

import hashlib

import pytest
from django.db import DatabaseError, connection, transaction

from mediawire.archive import erasing, items, log, search
from mediawire.archive.captures import CaptureStore
from mediawire.archive.models import CaptureRow, DecisionRow, LogEntryRow, ReportRow
from mediawire.model.errors import CaptureDamaged, NotInArchive
from mediawire.model.item import DecisionKind, ItemState
from tests.contract.samples import decision, later, printed, seal, taken


def entry(revision: int) -> bytes:
    return b"erase %d" % revision


def erased(store: CaptureStore, item_id: int) -> erasing.Erased:
    """An item through its whole erasure, as the line does it."""
    items.decide(item_id, decision(DecisionKind.ERASE, 5, "A court has asked for it."))
    printed([item_id], 6, "kill")
    assert erasing.waiting() == [item_id]
    done = erasing.erase(item_id, store, entry, seal, later(7))
    erasing.overwrite(store.folder)
    return done


def test_the_words_are_gone_and_the_log_has_grown_by_one(store: CaptureStore) -> None:
    other, gone = taken(store, number=1), taken(store, number=2)
    printed([other, gone])
    before = log.log_state().size
    done = erased(store, gone)
    assert (done.revisions, done.captures, done.kept) == (1, 1, ())
    assert log.entries(before, log.log_state().size)[-1] == b"erase 2"
    item = items.load_item(gone)
    assert item.state is ItemState.KILLED
    assert not item.report.blocks
    assert not ReportRow.objects.filter(report_id=item.report.id).exclude(text="").exists()
    assert set(DecisionRow.objects.filter(item_id=gone).exclude(kind="erase").values_list("why", "headline")) == {
        ("", "")
    }
    with pytest.raises(NotInArchive):
        log.manifest(gone, 1)
    assert log.manifest(other, 1).manifest
    assert [hit.item_id for hit in search.search("Nordholm lock", 10, 0)] == [other]
    assert erasing.waiting() == []
    assert erasing.done(gone)


def test_the_capture_is_overwritten_and_its_neighbour_is_not(store: CaptureStore) -> None:
    other, gone = taken(store, number=1), taken(store, number=2)
    printed([other, gone])
    row = CaptureRow.objects.get(id=ReportRow.objects.get(report_id=items.load_item(gone).report.id).capture_id)
    before = (store.folder / row.file).read_bytes()
    erased(store, gone)
    after = (store.folder / row.file).read_bytes()
    assert len(after) == len(before)
    assert after[: row.offset] == before[: row.offset]
    assert after[row.offset : row.offset + row.length] != before[row.offset : row.offset + row.length]
    assert store.of_item(other).payload
    with pytest.raises((NotInArchive, CaptureDamaged)):
        store.load(row.id)


def test_what_a_crash_left_is_overwritten_at_the_next_start(store: CaptureStore) -> None:
    gone = taken(store)
    printed([gone])
    items.decide(gone, decision(DecisionKind.ERASE, 5, "Asked for."))
    printed([gone], 6, "kill")
    erasing.erase(gone, store, entry, seal, later(7))
    assert not erasing.done(gone)
    assert erasing.overwrite(store.folder) == 1
    assert erasing.overwrite(store.folder) == 0
    assert erasing.done(gone)


def test_a_capture_on_which_another_report_stands_is_left_and_named(store: CaptureStore) -> None:
    gone, other = taken(store, number=1), taken(store, number=2)
    printed([gone, other])
    shared = items.load_item(other).report.id
    capture = ReportRow.objects.get(report_id=items.load_item(gone).report.id).capture_id
    ReportRow.objects.filter(report_id=shared).update(capture_id=capture)
    done = erased(store, gone)
    assert done.kept == (capture,)
    assert store.load(capture).payload


@pytest.mark.parametrize(
    "change", [{"by": "another"}, {"why": "Another reason."}, {"why": "", "headline": "", "by": "x"}]
)
def test_append_only_tables_still_refuse_every_other_change(store: CaptureStore, change: dict[str, str]) -> None:
    item_id = taken(store)
    with pytest.raises(DatabaseError), transaction.atomic():
        DecisionRow.objects.filter(item_id=item_id).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        DecisionRow.objects.filter(item_id=item_id).delete()


def test_the_log_refuses_even_to_be_emptied(store: CaptureStore) -> None:
    printed([taken(store)])
    with pytest.raises(DatabaseError), transaction.atomic():
        LogEntryRow.objects.update(leaf=b"")
    assert hashlib.sha256(log.entries(0, 1)[0]).digest() != hashlib.sha256(b"").digest()
    assert connection.vendor in ("sqlite", "postgresql")
