"""Retention: what carries no item goes when its time is over; what an item stands on stays where it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator

from mediawire.archive import items, leads, reports
from mediawire.archive.captures import CaptureStore
from mediawire.archive.models import CaptureRow
from mediawire.archive.retention import disk, sweep
from mediawire.model.capture import Capture
from mediawire.model.errors import NotInArchive
from mediawire.model.item import DecisionKind
from mediawire.model.settings import Keeping
from tests.contract import samples
from tests.contract.samples import FULL, NOW, SOURCE, decision, exchange, later, report

KEEPING = Keeping(unprinted_days=30, feeds_days=7)
OLD = later(days=31)
BIG = 200_000


def _kept(store: CaptureStore, words: str, minutes: float = 0, feed: bool = False) -> tuple[int, Capture]:
    return store.keep(exchange(words, received_at=later(minutes)), SOURCE.id, feed=feed)


def _noise() -> str:
    return os.urandom(BIG).hex()


def _item_on(capture_id: int, words: str, number: int = 1) -> int:
    lead_id = samples.found_one(number)
    leads.captured(lead_id, capture_id, NOW, None)
    row = reports.keep_report(lead_id, capture_id, report(number, words), NOW)
    taken = items.take(row, SOURCE, samples.headline(), FULL, decision(DecisionKind.PUBLISH))
    assert taken is not None
    return taken


def test_young_captures_stay(store: CaptureStore) -> None:
    row, kept = _kept(store, "young")
    store.close()
    assert sweep(store, KEEPING, later(days=29)).captures == 0
    assert store.load(row) == kept


def test_a_file_that_nothing_stands_on_is_deleted(store: CaptureStore) -> None:
    row, kept = _kept(store, "old")
    store.close()
    swept = sweep(store, KEEPING, OLD)
    assert (swept.captures, swept.files_deleted, swept.files_holed) == (1, 1, 0)
    assert swept.bytes_freed > 0
    assert not (store.folder / kept.place.file).exists()
    with pytest.raises(NotInArchive, match="time is over"):
        store.load(row)
    assert sweep(store, KEEPING, OLD).captures == 0


def test_what_an_item_stands_on_stays_in_its_place_and_the_dead_beside_it_go(store: CaptureStore) -> None:
    dead = [_kept(store, _noise())[0] for _ in range(2)]
    living, kept = _kept(store, "an item stands on this")
    dead += [_kept(store, _noise())[0]]
    _item_on(living, "an item stands on this")
    store.close()
    path = store.folder / kept.place.file
    before, size = path.stat().st_blocks, path.stat().st_size
    swept = sweep(store, KEEPING, OLD)
    assert (swept.captures, swept.files_deleted, swept.files_holed) == (3, 0, 1)
    assert store.load(living) == kept, "file, offset, length and digest are those of the manifest"
    assert path.stat().st_size == size
    assert path.stat().st_blocks < before / 3
    assert swept.bytes_freed > 2 * BIG
    for row in dead:
        with pytest.raises(NotInArchive):
            store.load(row)
    assert [kind for kind, _ in _records(path)] == ["warcinfo", "metadata", "metadata", "response", "metadata"]
    assert sweep(store, KEEPING, OLD).bytes_freed == 0


def _records(path: Path) -> list[tuple[str, int]]:
    with path.open("rb") as file:
        return [
            (str(record.record_type).rpartition(".")[2], len(record.reader.read()))
            for record in ArchiveIterator(file, parse_http=False)
        ]


def test_a_killed_item_keeps_its_evidence(store: CaptureStore) -> None:
    row, kept = _kept(store, samples.WORDS)
    items.decide(_item_on(row, samples.WORDS), decision(DecisionKind.KILL, 1, "wrong"))
    store.close()
    assert sweep(store, KEEPING, OLD).captures == 0
    assert store.load(row) == kept


def test_every_revision_of_an_item_keeps_its_capture(store: CaptureStore) -> None:
    first, _ = _kept(store, "first words")
    _item_on(first, "first words")
    second, _ = _kept(store, "second words")
    reports.keep_report(samples.lead_id(1), second, samples.changed(report(1, "first words"), "second words"), NOW)
    store.close()
    assert sweep(store, KEEPING, OLD).captures == 0


def test_an_origin_stays_while_a_revisit_needs_it(store: CaptureStore) -> None:
    first, _ = _kept(store, "same words")
    again, revisit = _kept(store, "same words", minutes=40 * 24 * 60)
    assert revisit.origin is not None
    store.close()
    assert sweep(store, KEEPING, OLD).captures == 0, "the revisit is young"
    assert store.load(again) == revisit
    assert sweep(store, KEEPING, later(days=99)).captures == 2, "nothing stands on either"
    _, fresh = _kept(store, "same words", minutes=100 * 24 * 60)
    assert fresh.origin is None, "a swept record is nothing to lean on"
    assert CaptureRow.objects.filter(id=first, swept_at__isnull=False).exists()


def test_an_item_on_a_revisit_keeps_the_origin(store: CaptureStore) -> None:
    _kept(store, "same words")
    again, revisit = _kept(store, "same words", minutes=1)
    _item_on(again, "same words")
    store.close()
    sweep(store, KEEPING, later(days=99))
    assert store.load(again) == revisit


def test_feeds_go_sooner(store: CaptureStore) -> None:
    row, _ = _kept(store, "<rss/>", feed=True)
    page, _ = _kept(store, "page")
    store.close()
    assert sweep(store, KEEPING, later(days=8)).captures == 1
    with pytest.raises(NotInArchive):
        store.load(row)
    assert store.load(page)


def test_a_file_that_is_being_written_is_left_alone(store: CaptureStore) -> None:
    row, kept = _kept(store, "old")
    swept = sweep(store, KEEPING, OLD)
    assert (swept.captures, swept.files_deleted) == (1, 0)
    assert (store.folder / kept.place.file).exists()
    _, later_kept = _kept(store, "new", minutes=31 * 24 * 60)
    store.close()
    assert sweep(store, KEEPING, OLD).files_holed == 1, "the next sweep goes on where this one stopped"
    with pytest.raises(NotInArchive):
        store.load(row)
    assert later_kept.place.file == kept.place.file


def test_a_sweep_that_was_cut_short_is_taken_up(store: CaptureStore) -> None:
    row, kept = _kept(store, "old")
    store.close()
    CaptureRow.objects.filter(id=row).update(swept_at=NOW)  # marked, and then the process was killed
    assert sweep(store, KEEPING, later(days=1)).files_deleted == 1
    assert not (store.folder / kept.place.file).exists()
    CaptureRow.objects.filter(id=row).update(freed=False)  # deleted, and then killed
    assert sweep(store, KEEPING, later(days=1)).files_deleted == 0
    assert CaptureRow.objects.get(id=row).freed


def test_files_of_which_nothing_was_said_go_when_they_are_old(store: CaptureStore) -> None:
    row, _ = _kept(store, "kept")
    orphan, fresh = (store.folder / f"dead-00000{number}.warc.gz" for number in (1, 2))
    for path, days in ((orphan, 0), (fresh, 9)):
        path.write_bytes(b"x")
        os.utime(path, (later(days=days).timestamp(),) * 2)
    store.close()
    sweep(store, KEEPING, later(days=10))
    assert (orphan.exists(), fresh.exists()) == (False, True)
    assert store.load(row)


def test_the_disk_is_looked_at(tmp_path: Path) -> None:
    assert not disk(tmp_path, Keeping(disk_alarm=0, disk_stop=0)).alarm
    told = disk(tmp_path, Keeping(disk_alarm=2**62, disk_stop=0))
    assert (told.alarm, told.stop, told.free > 0) == (True, False, True)
