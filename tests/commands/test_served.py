"""A capture that terms let the wire serve: readers check the words against it; it goes when the report goes."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from mediawire.house import load
from mediawire.verifier.warc import payload_of
from tests.commands.wires import item_folders, mediawire, printed, wire
from tests.promises.recompute import text_of
from tests.unit.verifier.sites import serving

pytestmark = pytest.mark.slow
__all__ = ["printed", "wire"]


def served(wire: Path) -> list[Path]:
    return sorted(each.parent for each in (wire / "public").rglob("capture.warc.gz"))


def manifest_of(place: Path) -> dict[str, dict[str, str]]:
    return dict(json.loads((place / "manifest.json").read_bytes()))


def test_one_outlet_of_the_demo_lets_its_captures_be_served_and_no_other_has_one(printed: Path) -> None:
    allowed = {
        source.id for source in load(printed).sources if any(layer.serve_capture for layer in source.terms.layers)
    }
    assert allowed == {"fieldnotes"}
    assert served(printed)
    assert {manifest_of(each)["source"]["id"] for each in served(printed)} == allowed
    for place in item_folders(printed):
        assert ("served" in manifest_of(place)["capture"]) is (place in served(printed))


@pytest.mark.parametrize("where", ["disk", "web"])
def test_a_reader_checks_every_word_from_published_files_alone(printed: Path, where: str) -> None:
    key = (printed / "public/log.pub").read_text("utf-8").strip()
    place = served(printed)[0].relative_to(printed / "public").as_posix()
    with serving(printed / "public") as address:
        target = f"{address}{place}/" if where == "web" else str(printed / "public" / place)
        answer = mediawire("verify", target, "--key", key)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    told = answer.stdout.splitlines()
    assert [line[:8] for line in told if line.startswith(("shown", "  -  "))] == [f"shown {n:>2}" for n in range(1, 13)]


def test_the_words_are_there_for_a_hand_that_is_not_ours(printed: Path) -> None:
    """From the served record to each printed paragraph with Python's own html.parser."""
    for place in served(printed):
        told = json.loads((place / "manifest.json").read_bytes())
        payload = payload_of((place / "capture.warc.gz").read_bytes())
        assert told["paragraphs"]
        for each in told["paragraphs"]:
            assert text_of(payload, each["span"], told["capture"]["charset"]) == each["selector"]["exact"]


def test_another_word_in_the_served_page_is_found(wire: Path) -> None:
    place = served(wire)[0]
    body = bytearray((place / "capture.warc.gz").read_bytes())
    body[len(body) // 2] ^= 1
    (place / "capture.warc.gz").write_bytes(bytes(body))
    answer = mediawire("verify", str(place), "--key", (wire / "public/log.pub").read_text("utf-8").strip())
    assert answer.returncode in (1, 2), answer.stdout


WITHHELD = "UPDATE archive_item SET state = 'withheld', stale = 1, sealed = 0, version = version + 1 WHERE id = ?"
KILLED = WITHHELD.replace("withheld", "killed")
NARROWED = (
    "UPDATE archive_item SET permission = json_remove(permission, '$.serve_capture'), "
    "stale = 1, sealed = 0, version = version + 1 WHERE id = ?"
)
EXPIRED = (
    "UPDATE archive_item SET permission = json_set(permission, '$.until', '2026-01-01T00:00:00+00:00'), "
    "permission_until = '2026-01-01 00:00:00' WHERE id = ?"
)


@pytest.mark.parametrize(
    "decided", [WITHHELD, KILLED, NARROWED, EXPIRED], ids=["withheld", "killed", "narrowed", "over"]
)
def test_it_goes_when_it_may_no_longer_stand(wire: Path, decided: str) -> None:
    place = served(wire)[0]
    with sqlite3.connect(wire / "data/wire.sqlite3") as database:
        changed = database.execute(decided, (manifest_of(place)["item"],)).rowcount
    assert changed == 1
    assert mediawire("rotate-key", "--wire", str(wire)).returncode == 0, "it prints what is to be printed"
    assert not (place / "capture.warc.gz").exists()
    assert place.exists() is (decided is NARROWED), (
        "the report itself stays, without it, where only that was taken back"
    )
    if place.exists():
        assert "served" not in manifest_of(place)["capture"]
    assert mediawire("audit", "--wire", str(wire)).returncode == 0


def test_it_goes_with_the_report(wire: Path) -> None:
    """Erasing takes the served record away as well as the wire's own, and its address out of the printer's ledger."""
    place = served(wire)[0]
    item = str(manifest_of(place)["item"])
    answer = mediawire("erase", item, "--why", "The author asks for it.", "--wire", str(wire))
    assert answer.returncode == 0, answer.stderr
    assert not place.exists()
    assert place.name not in (wire / "data/printed").read_text("utf-8")
    assert mediawire("audit", "--wire", str(wire)).returncode == 0
