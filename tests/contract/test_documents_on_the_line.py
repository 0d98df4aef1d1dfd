"""A folder or a disk that refuses costs the documents their time, never the worker its life."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediawire.archive import alarms
from mediawire.line.documents import Documents
from mediawire.line.following import Follower
from mediawire.line.worker import Workbench
from mediawire.model.source import Door
from tests.contract.benches import bench_for
from tests.contract.samples import SOURCE

OUTLET = dataclasses.replace(SOURCE, doors=((Door.DOCUMENTS, "incoming"),))
BODY = json.dumps({"uri": "urn:1", "headline": "Lock two opens", "body_text": "The lock opens on Monday."}).encode()


@pytest.fixture
def bench(committed: None, tmp_path: Path) -> Iterator[Workbench]:
    with bench_for(OUTLET, tmp_path, lambda: dt.datetime.now(dt.UTC) + dt.timedelta(minutes=5)) as told:
        yield told


def test_a_folder_that_cannot_be_worked_in_is_an_alarm_and_is_tried_again(bench: Workbench, tmp_path: Path) -> None:
    documents = Documents(bench._tools, Follower(bench._tools))
    folder = tmp_path / "incoming"
    folder.mkdir()
    (folder / "one.json").write_bytes(BODY)
    (folder / "taken").write_text("a file where a folder should be")
    documents.turn()
    assert [each.where for each in alarms.open_alarms() if "cannot be worked in" in each.what] == [OUTLET.id]
    (folder / "taken").unlink()
    documents.turn()
    assert (folder / "taken/one.json").read_bytes() == BODY


def test_a_disk_that_refuses_leaves_what_was_brought_where_it_is(bench: Workbench, tmp_path: Path) -> None:
    documents = Documents(bench._tools, Follower(bench._tools))
    folder = tmp_path / "incoming"
    folder.mkdir()
    (folder / "one.json").write_bytes(BODY)
    spool = bench._tools.wire.data / "documents"
    spool.write_text("no folder can be made here")
    assert documents.turn() == 0
    assert (folder / "one.json").exists()
    spool.unlink()
    assert documents.turn() == 1
