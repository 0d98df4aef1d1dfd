"""`mediawire rotate-key`, and what happens to a wire whose key is lost, changed, or whose database is an older one."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.commands.wires import item_folders, mediawire, printed, wire

pytestmark = pytest.mark.slow
__all__ = ["printed", "wire"]


def key_of(wire: Path) -> str:
    """The present key, as it is published."""
    return (wire / "data/log.pub").read_text("utf-8").splitlines()[0]


def alarms(wire: Path) -> list[str]:
    told = json.loads(mediawire("status", "--json", "--wire", str(wire)).stdout)
    return [f"{each['kind']}: {each['what']}" for each in told["alarms"]]


def test_who_knows_either_key_follows_to_the_other(wire: Path) -> None:
    old = key_of(wire)
    assert mediawire("rotate-key", "--wire", str(wire)).returncode == 0
    assert mediawire("rotate-key", "--wire", str(wire)).returncode == 0
    new = key_of(wire)
    assert new != old
    place = item_folders(wire)[0]
    for key in (old, new):
        checked = mediawire("verify", str(place), "--key", key)
        assert checked.returncode == 0, checked.stdout + checked.stderr
    assert mediawire("audit", "--wire", str(wire)).returncode == 0
    assert len((wire / "public/log.pub").read_text("utf-8").splitlines()) == 3
    assert (wire / "data/log.key").stat().st_mode & 0o077 == 0


def test_a_change_of_keys_that_was_forged_is_not_followed(wire: Path) -> None:
    old = key_of(wire)
    for _ in range(2):  # the second checkpoint is no longer signed by the first key
        mediawire("rotate-key", "--wire", str(wire))
    path = wire / "public/rotation/1.tlog-proof"
    lines = path.read_text("utf-8").split("\n")
    lines[1] = f"extra {lines[1].removeprefix('extra ')[::-1].lstrip('=')}"
    path.write_text("\n".join(lines), "utf-8")
    checked = mediawire("verify", str(item_folders(wire)[0]), "--key", old)
    assert checked.returncode != 0
    assert "rotation/1.tlog-proof" in mediawire("audit", "--wire", str(wire)).stdout


def test_a_change_that_was_cut_short_is_finished_by_asking_again(wire: Path) -> None:
    """The worst moment: the log names the new key, but the old one still lies in its place."""
    spare = (wire / "data/log.key").read_bytes(), (wire / "data/log.pub").read_bytes()
    mediawire("rotate-key", "--wire", str(wire))
    new = key_of(wire)
    (wire / "data/log.key").rename(wire / "data/log.key.next")
    (wire / "data/log.key").write_bytes(spare[0])
    (wire / "data/log.key").chmod(0o600)
    (wire / "data/log.pub").write_bytes(spare[1])
    refused = mediawire("poll", "--once", "--wire", str(wire))
    assert refused.returncode == 1
    assert "a change of keys was cut short" in refused.stderr
    assert mediawire("rotate-key", "--wire", str(wire)).returncode == 0
    assert key_of(wire) == new
    database = sqlite3.connect(wire / "data/wire.sqlite3")
    assert database.execute("SELECT count(*) FROM archive_log_entry WHERE kind = 'key'").fetchone() == (1,)


def test_a_lost_or_foreign_key_stops_the_wire_with_a_word(wire: Path, tmp_path: Path) -> None:
    key = wire / "data/log.key"
    away = key.rename(tmp_path / "kept")
    refused = mediawire("poll", "--once", "--wire", str(wire))
    assert refused.returncode == 1
    assert "the key that signs the log is missing" in refused.stderr

    mediawire("init", str(tmp_path / "other"))
    shutil.copy(tmp_path / "other/data/log.key", key)
    key.chmod(0o600)
    refused = mediawire("poll", "--once", "--wire", str(wire))
    assert refused.returncode == 1
    assert "not the one that has signed so far" in refused.stderr

    key.write_bytes(away.read_bytes())
    key.chmod(0o644)
    assert "others may read the key" in mediawire("poll", "--once", "--wire", str(wire)).stderr


def test_an_older_database_does_not_sign_a_second_history(wire: Path) -> None:
    """HOSTILE 100: the last entries are taken out of the database, as a restored backup would be without them."""
    public = wire / "public/checkpoint"
    before = public.read_text("utf-8")
    database = sqlite3.connect(wire / "data/wire.sqlite3")
    for table in ("archive_log_entry", "archive_checkpoint"):
        database.execute(f"DROP TRIGGER {table}_no_delete")
    size = database.execute("SELECT count(*) FROM archive_log_entry").fetchone()[0]
    kept = database.execute("SELECT max(size) FROM archive_checkpoint WHERE size < ?", (size,)).fetchone()[0]
    database.execute('DELETE FROM archive_log_entry WHERE "index" >= ?', (kept,))
    database.execute("DELETE FROM archive_checkpoint WHERE size > ?", (kept,))
    database.commit()
    item = database.execute("SELECT id FROM archive_item WHERE state = 'live' LIMIT 1").fetchone()[0]
    database.close()
    refused = mediawire("erase", str(item), "--why", "To make it print.", "--wire", str(wire))
    assert "Traceback" not in refused.stderr
    assert public.read_text("utf-8") == before
    assert any("restored from an older backup" in each for each in alarms(wire))


def test_the_checkpoint_travels_in_every_feed_and_the_schema_is_published(wire: Path) -> None:
    mediawire("rotate-key", "--wire", str(wire))  # opens the press, also where the demo was stopped half way
    public = wire / "public"
    note = (public / "checkpoint").read_text("utf-8")
    assert json.loads((public / "feed.json").read_bytes())["_log"]["checkpoint"] == note
    assert note.split("\n")[2] in (public / "feed.xml").read_text("utf-8")
    schema = json.loads((public / "schema/manifest.schema.json").read_bytes())
    assert "paragraphs" in schema["properties"]
