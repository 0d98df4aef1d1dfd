"""Captures: on disk before anything is said, whole when read again, small when nothing is new."""

from __future__ import annotations

import dataclasses
import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from mediawire.archive import captures
from mediawire.archive.captures import CaptureStore
from mediawire.archive.models import CaptureRow, ItemRow
from mediawire.model.capture import sha256
from mediawire.model.errors import CaptureDamaged, NotInArchive, StorageFailed
from mediawire.verifier.warc import payload_of
from tests.contract.samples import NOW, WORDS, exchange, kept_report, later, report, taken


def test_a_capture_comes_back_as_it_was(store: CaptureStore) -> None:
    told = exchange(redirects=("http://courier.example/1", "https://courier.example/old"))
    row, kept = store.keep(told, "courier")
    assert kept.exchange == told
    assert store.load(row) == kept
    assert kept.digest == sha256(WORDS.encode())
    assert captures.capture_url(row) == told.final_url


@pytest.mark.parametrize(
    "changed",
    [
        {"headers": (), "body": b"", "payload": b"", "status": 204, "reason": ""},
        {"headers": (("x", ""), ("y", " two  spaces ")), "body": b"\x00\xff\r\n\r\n", "payload": b"\x00\xff\r\n\r\n"},
        {"headers": (("x-name", "Gr\udcfc\udcdfe"),), "body": b"a", "payload": b"a"},
        {"peer": "", "certificate": "", "robots": ""},
    ],
)
def test_odd_exchanges_come_back_as_they_were(store: CaptureStore, changed: dict[str, object]) -> None:
    told = exchange(**changed)
    row, _ = store.keep(told, "courier")
    assert store.load(row).exchange == told


def test_a_header_cannot_break_out_of_its_line(store: CaptureStore) -> None:
    told = exchange(headers=(("x", "a\r\nWARC-Type: response\r\n\r\nfalse"),), body=b"true", payload=b"true")
    row, _ = store.keep(told, "courier")
    assert store.load(row).payload == b"true"


def test_other_readers_read_what_we_write(store: CaptureStore, tmp_path: Path) -> None:
    told = exchange()
    _, kept = store.keep(told, "courier")
    store.keep(exchange(requested_at=later(5), received_at=later(5)), "courier")
    path = tmp_path / "captures" / kept.place.file
    with path.open("rb") as file:
        records = [
            (record.rec_type, record.rec_headers.get_header("WARC-Payload-Digest"), record.content_stream().read())
            for record in ArchiveIterator(file)
        ]
    digest = f"sha256:{sha256(told.body)}"
    assert records[1:] == [("response", digest, WORDS.encode()), ("revisit", digest, b"")]
    with path.open("rb") as file:
        fast = [
            (str(record.record_type).rpartition(".")[2], record.verify_block_digest())
            for record in FastIterator(file, parse_http=False)
        ]
    assert fast == [("warcinfo", True), ("response", True), ("revisit", True)]
    assert Checker(type("Asked", (), {"inputs": [str(path)], "verbose": False})).process_all() in (0, None)


def test_an_unchanged_body_is_a_small_revisit(store: CaptureStore) -> None:
    body = os.urandom(60_000)
    told = exchange(body=body, payload=body, headers=())
    first, kept = store.keep(told, "courier")
    second, again = store.keep(dataclasses.replace(told, received_at=later(9)), "courier")
    assert again.place.length < 1000
    assert again.origin == kept.place
    assert store.load(second) == again
    assert store.load(second).payload == body
    _, third = store.keep(told, "post")
    assert third.origin is None, "another source's record is nothing to lean on"
    assert first != second


def test_the_same_payload_in_other_bytes_is_kept_as_served(store: CaptureStore) -> None:
    store.keep(exchange(), "courier")
    plain = exchange(headers=(), body=WORDS.encode())
    row, kept = store.keep(plain, "courier")
    assert kept.origin is None
    assert store.load(row).exchange.body == WORDS.encode()


def test_many_are_kept_with_one_sync(store: CaptureStore) -> None:
    told = [(exchange(f"words {number}"), "courier") for number in range(20)]
    kept = store.keep_all(told)
    loaded = store.load_all([row for row, _ in kept])
    assert [each.payload.decode() for each in loaded] == [f"words {number}" for number in range(20)]
    assert store.keep_all([]) == []


def test_files_roll_over(database: None, tmp_path: Path) -> None:
    small = CaptureStore(tmp_path, "worker one", roll_over=2500)
    kept = [small.keep(exchange(os.urandom(900).hex()), "courier")[1] for _ in range(4)]
    small.close()
    assert [each.place.file for each in kept[::3]] == [
        "worker-one-20261125T120000-000001.warc.gz",
        "worker-one-20261125T120000-000002.warc.gz",
    ]


def test_a_flipped_byte_is_found(store: CaptureStore, tmp_path: Path) -> None:
    row, kept = store.keep(exchange(), "courier")
    path = tmp_path / "captures" / kept.place.file
    whole = path.read_bytes()
    for at in (kept.place.offset, kept.place.offset + kept.place.length // 2, len(whole) - 1):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(CaptureDamaged):
            store.load(row)
    path.write_bytes(whole)
    assert store.load(row) == kept


def test_a_torn_tail_is_found(store: CaptureStore, tmp_path: Path) -> None:
    row, kept = store.keep(exchange(), "courier")
    path = tmp_path / "captures" / kept.place.file
    os.truncate(path, path.stat().st_size - 1)
    with pytest.raises(CaptureDamaged, match="1 bytes before"):
        store.load(row)
    path.unlink()
    with pytest.raises(CaptureDamaged):
        store.load(row)


def test_a_body_beyond_the_bound_is_not_decoded(store: CaptureStore, monkeypatch: pytest.MonkeyPatch) -> None:
    row, _ = store.keep(exchange("a" * 5000), "courier")
    monkeypatch.setattr("mediawire.archive.decoding.LONGEST", 1000)
    with pytest.raises(CaptureDamaged, match="bound"):
        store.load(row)


def test_what_is_not_kept_is_named(store: CaptureStore) -> None:
    with pytest.raises(NotInArchive):
        store.load(4711)
    with pytest.raises(NotInArchive):
        captures.capture_url(4711)
    with pytest.raises(NotInArchive):
        store.of_item(4711)


# A process that may write so many bytes to a file and no more: what a full disk looks like.
_FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
import datetime as dt
from pathlib import Path
from mediawire.archive.files import RecordFile
from mediawire.model.errors import StorageFailed
moment = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
file = RecordFile(Path(sys.argv[1]), "full", 10**9)
[place] = file.append([b"x" * 100], moment)
try:
    file.append([b"y" * 100, b"z" * {limit}], moment)
except StorageFailed as error:
    print("refused", place.offset + place.length, error)
[after] = file.append([b"w" * 100], moment)
print(place.file, after.file)
"""


def test_a_full_disk_is_said_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    told = _run(_FULL.format(limit=4000), str(tmp_path))
    refused, files = told.splitlines()
    assert refused.startswith("refused")
    first, second = files.split()
    assert first != second, "after a failed write the file is not gone on with"
    assert (tmp_path / first).stat().st_size == int(refused.split()[1]), "the tail was cut"


def test_a_folder_that_takes_no_file_is_said(database: None, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StorageFailed, match="could not be stored"):
        CaptureStore(tmp_path / "file", "one").keep(exchange(), "courier")
    assert not CaptureRow.objects.exists()


_KILLED = """
import datetime as dt, os, sys
from pathlib import Path
from mediawire.archive.files import RecordFile
file = RecordFile(Path(sys.argv[1]), "killed", 10**9)
[place] = file.append([b"x" * 100], dt.datetime(2026, 11, 25, tzinfo=dt.UTC))
with (Path(sys.argv[1]) / place.file).open("ab") as torn:
    torn.write(b"half a rec")
print(place.offset + place.length, flush=True)
os.kill(os.getpid(), 9)
"""


def test_a_tail_torn_by_a_kill_stands_in_no_later_record_s_way(store: CaptureStore, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _KILLED, str(tmp_path)], env=_environment(), capture_output=True, check=False
    )
    assert ended.returncode == -signal.SIGKILL
    again = CaptureStore(tmp_path, "killed")
    row, kept = again.keep(exchange(received_at=NOW.replace(hour=0)), "courier")
    assert kept.place.file == "killed-20261125T000000-000002.warc.gz"
    assert again.load(row) == kept


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": "src"}


def _run(script: str, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments], env=_environment(), capture_output=True, check=True, text=True
    ).stdout


def test_an_origin_that_was_swept_meanwhile_is_stored_in_full(store: CaptureStore) -> None:
    first, _ = store.keep(exchange(), "courier")
    kept = store._drawn_up([(exchange(), "courier")])
    CaptureRow.objects.filter(id=first).update(swept_at=NOW)
    assert kept[0].origin is not None
    assert not captures._entered([captures._row(kept[0], captures.Place(file="f", offset=0, length=1), False)])
    [(row, again)] = store._kept_in_full(kept, False)
    assert again.origin is None
    assert store.load(row).payload == WORDS.encode()


def test_records_are_the_same_bytes_each_time() -> None:
    from mediawire.archive import warc

    one, two = (warc.record(exchange(), "00" * 32) for _ in range(2))
    assert one == two
    assert io.BytesIO(one.data).read(2) == b"\x1f\x8b"


def test_an_item_is_alone_on_its_page_unless_another_report_was_read_from_the_same_bytes(store: CaptureStore) -> None:
    first, second = taken(store, number=1), taken(store, number=2)
    assert store.alone([first, second]) == {first, second}
    kept_report(store, report(3, f"{WORDS} 1"), 3)
    assert store.alone([first, second]) == {second}
    assert store.alone([]) == frozenset()


def test_a_feed_is_nobodys_own_page(store: CaptureStore) -> None:
    item = taken(store)
    CaptureRow.objects.filter(id=_capture_of(item)).update(feed=True)
    assert store.alone([item]) == frozenset()


def test_the_record_of_an_item_is_a_warc_file_of_its_own(store: CaptureStore, tmp_path: Path) -> None:
    item = taken(store)
    record = store.record_of_item(item)
    with io.BytesIO(record) as file:
        told = [(each.rec_type, each.content_stream().read()) for each in ArchiveIterator(file)]
    assert told == [("response", f"{WORDS} 1".encode())]
    kept_report(store, report(3, f"{WORDS} 2"), 3)
    second = taken(store, number=2)
    assert store.load(_capture_of(second)).origin is not None, "its own record only points back"
    assert payload_of(store.record_of_item(second)) == f"{WORDS} 2".encode()

    path = next((tmp_path / "captures").iterdir())
    body = path.read_bytes()
    at = body.index(record) + len(record) // 2
    path.write_bytes(body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :])
    with pytest.raises(CaptureDamaged):
        store.record_of_item(item)


def _capture_of(item: int) -> int:
    return ItemRow.objects.values_list("row__capture_id", flat=True).get(id=item)
