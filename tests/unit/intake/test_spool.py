"""Documents on disk until they are taken: whole, in order, never half, and the bad ones with their reasons."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import pytest

from mediawire.intake import agency
from mediawire.intake.spool import Brought, Spool, adopt
from mediawire.model.errors import StorageFailed, UnreadableDocument, UnreadableFeed

NOW = dt.datetime.now(dt.UTC)
LATER = NOW + dt.timedelta(minutes=5)
BODY = json.dumps({"uri": "urn:1", "headline": "One", "body_text": "A text."}).encode()


def brought(body: bytes = BODY) -> Brought:
    return Brought(source_id="coast", body=body, received_at=NOW, content_type="application/json", origin="a test")


def judge(body: bytes, name: str) -> None:
    agency.refuse_cut(body, "", name)
    agency.parse(body, "", name)


def taken(folder: Path, spool: Spool, moment: dt.datetime = LATER, limit: int = 1000) -> list[tuple[str, str]]:
    return list(adopt(folder, "coast", spool, judge, limit, moment))


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path / "documents")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "incoming"
    made.mkdir()
    return made


def test_what_was_put_in_is_due_in_the_order_it_came_and_gone_when_done(spool: Spool) -> None:
    first, second = spool.put(brought()), spool.put(brought(b"{}"))
    assert spool.due(NOW) == [first, second]
    assert spool.load(first) == brought()
    spool.done(first)
    spool.done(first)  # as after a crash
    assert spool.due(NOW) == [second]


def test_a_document_under_embargo_is_due_when_that_is_over_and_not_a_second_before(spool: Spool) -> None:
    path = spool.put(brought())
    until = NOW + dt.timedelta(hours=1, microseconds=500)
    spool.wait(path, until)
    assert spool.due(until) == []
    [due] = spool.due(until + dt.timedelta(seconds=2))
    assert spool.waits(due)
    assert spool.load(due) == brought()


def test_an_embargo_without_an_end_never_ends(spool: Spool) -> None:
    spool.wait(spool.put(brought()), dt.datetime.max.replace(tzinfo=dt.UTC))
    assert spool.due(NOW + dt.timedelta(days=365_000)) == []


def test_what_nobody_of_ours_put_there_is_named_and_set_aside(spool: Spool) -> None:
    stray = spool.folder / "coast/stray.json"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(BODY)
    with pytest.raises(UnreadableDocument, match="not put here"):
        spool.load(stray)
    kept = spool.refuse(stray, "not ours")
    assert kept.read_bytes() == BODY
    assert "not ours" in kept.with_name("stray.json.reason.txt").read_text()
    assert spool.due(NOW) == []


def test_nothing_is_said_to_be_stored_that_is_not(tmp_path: Path) -> None:
    (tmp_path / "documents").write_text("a file where the folder should be")
    with pytest.raises(StorageFailed, match="could not be stored"):
        Spool(tmp_path / "documents").put(brought())


def test_whole_files_go_to_the_spool_and_then_to_taken(folder: Path, spool: Spool) -> None:
    (folder / "one.json").write_bytes(BODY)
    assert taken(folder, spool) == [("one.json", "")]
    assert (folder / "taken/one.json").read_bytes() == BODY
    [path] = spool.due(LATER)
    assert spool.load(path).body == BODY
    (folder / "one.json").write_bytes(BODY)  # the name again
    taken(folder, spool)
    assert len(list((folder / "taken").iterdir())) == 2


@pytest.mark.parametrize("name", ["one.json.part", "one.tmp", ".one.json", "one.json~", "one.filepart"])
def test_names_of_unfinished_files_stay(folder: Path, spool: Spool, name: str) -> None:
    (folder / name).write_bytes(BODY)
    assert taken(folder, spool) == []
    assert (folder / name).exists()


def test_a_file_that_was_just_written_stays_and_half_of_one_is_not_taken(folder: Path, spool: Spool) -> None:
    path = folder / "one.json"
    path.write_bytes(BODY[:20])
    changed = dt.datetime.fromtimestamp(path.stat().st_ctime, dt.UTC)
    assert taken(folder, spool, changed + dt.timedelta(seconds=0.5)) == []
    assert taken(folder, spool, changed + dt.timedelta(seconds=30)) == []
    assert path.exists()
    path.write_bytes(BODY)
    changed = dt.datetime.fromtimestamp(path.stat().st_ctime, dt.UTC)
    assert taken(folder, spool, changed + dt.timedelta(seconds=2)) == [("one.json", "")]


def test_a_forged_date_does_not_make_a_file_old(folder: Path, spool: Spool) -> None:
    path = folder / "one.json"
    path.write_bytes(BODY)
    os.utime(path, (0, 0))
    assert taken(folder, spool, dt.datetime.fromtimestamp(path.stat().st_ctime, dt.UTC)) == []


def test_bad_files_are_kept_with_the_reason(folder: Path, spool: Spool) -> None:
    (folder / "half.xml").write_text("<nitf><body>")
    (folder / "large.json").write_bytes(b" " * 2000)
    (folder / "page.html").write_text("<html><body>x</body></html>")
    told = dict(taken(folder, spool))
    assert "ends before" in told["half.xml"]
    assert "2000 bytes" in told["large.json"]
    assert "neither" in told["page.html"]
    assert sorted(path.name for path in (folder / "bad").iterdir()) == sorted(
        name for each in told for name in (each, f"{each}.reason.txt")
    )
    assert spool.due(LATER) == []


def test_links_and_folders_are_left_alone(folder: Path, spool: Spool, tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_bytes(BODY)
    (folder / "link.json").symlink_to(secret)
    (folder / "sub.json").mkdir()
    assert taken(folder, spool) == []


@pytest.mark.parametrize(
    "body",
    [b"<a:nitf xmlns:a='x'></a:nitf>\n<!-- end -->\n", b'{"uri": "1"}', b"\xef\xbb\xbf<nitf>x</nitf >"],
)
def test_whole_documents_are_not_cut(body: bytes) -> None:
    agency.refuse_cut(body)


@pytest.mark.parametrize(
    "body", [b"<nitf><p>x</p>", b"<nitf><p>x</nitf", b"<nitf>x</p>", b"<?xml version='1.0'?><newsItem>"]
)
def test_documents_that_end_too_early_are(body: bytes) -> None:
    with pytest.raises(UnreadableFeed, match="ends before"):
        agency.refuse_cut(body)


def test_a_file_that_its_writer_renames_while_the_folder_is_looked_through_is_taken_next_time(
    folder: Path, spool: Spool
) -> None:
    for name in ("one.json", "two.json"):
        (folder / name).write_bytes(BODY)

    def renaming(body: bytes, name: str) -> None:
        judge(body, name)
        (folder / "two.json").rename(folder / "two.json.part")

    assert list(adopt(folder, "coast", spool, renaming, 1000, LATER)) == [("one.json", "")]
    (folder / "two.json.part").rename(folder / "two.json")
    assert taken(folder, spool, LATER + dt.timedelta(minutes=5)) == [("two.json", "")]
