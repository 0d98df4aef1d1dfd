"""`mediawire erase`: of an erased report no word is left anywhere, and every other proof stays valid."""

from __future__ import annotations

import gzip
import html
import json
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from mediawire.demo import reports
from tests.commands.wires import item_folders, mediawire, printed, wire

pytestmark = pytest.mark.slow
__all__ = ["printed", "wire"]
WHY = "A court has asked for it."


def manifest_of(place: Path) -> dict[str, object]:
    return dict(json.loads((place / "manifest.json").read_bytes()))


def whole(wire: Path) -> Path:
    """The folder of an item that is printed with several paragraphs of its own, from a page of its own."""
    for place in item_folders(wire):
        told = manifest_of(place)
        whole = len(told["paragraphs"]) > 2 and all(each["span"]["form"] == "html" for each in told["paragraphs"])  # type: ignore[arg-type,union-attr]
        if whole and len(own_words(told)) > 2:
            return place
    raise AssertionError("no such item")


def own_words(told: dict[str, object]) -> list[str]:
    """The address, and the paragraphs that no other report of the demo repeats: agencies' words stand in many, headlines in links."""
    exact = [each["selector"]["exact"] for each in told["paragraphs"]]  # type: ignore[index,union-attr]
    everyone = [" ".join((each.title, each.summary, *each.body)) for each in reports()]
    mine = [each for each in exact if sum(each in text for text in everyone) <= 1]
    return [*mine, str(told["url"])]


def bodies(path: Path) -> Iterator[bytes]:
    """A file's bytes, and what its gzip members unpack to, the content coding inside them undone too."""
    body = path.read_bytes()
    yield body
    while body.startswith(b"\x1f\x8b"):
        member = zlib.decompressobj(31)
        plain = member.decompress(body)
        yield plain
        inner = plain.find(b"\x1f\x8b\x08")
        if inner >= 0:
            yield zlib.decompressobj(31).decompress(plain[inner:])
        body = member.unused_data


def places_of(folder: Path, words: list[str]) -> list[str]:
    """Files below a folder in which some of these words still stand, in whatever escape."""
    needles = {form.encode() for each in words for form in (each, html.escape(each), json.dumps(each)[1:-1])}
    return [
        f"{path.relative_to(folder)}: {needle!r}"
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".txt"
        for body in bodies(path)
        for needle in needles
        if needle in body
    ]


def test_no_word_is_left_and_all_other_proofs_hold(wire: Path) -> None:
    place = whole(wire)
    told = manifest_of(place)
    words = own_words(told)
    others = [each for each in item_folders(wire) if each != place]
    assert places_of(wire, words), "the words must be found before, or the search is worth nothing"

    answer = mediawire("erase", str(told["item"]), "--why", WHY, "--wire", str(wire))
    assert answer.returncode == 0, answer.stderr
    assert not place.exists()
    assert not places_of(wire, words)

    audit = mediawire("audit", "--wire", str(wire))
    assert audit.returncode == 0, audit.stdout
    key = (wire / "data/log.pub").read_text("utf-8").strip()
    checked = mediawire("verify", str(others[0]), "--key", key, "--captures", str(wire / "data/captures"))
    assert checked.returncode == 0, checked.stdout


def test_the_log_says_that_it_was_erased_and_nothing_else(wire: Path) -> None:
    told = manifest_of(whole(wire))
    mediawire("erase", str(told["item"]), "--why", WHY, "--wire", str(wire))
    database = sqlite3.connect(wire / "data/wire.sqlite3")
    leaves = [
        json.loads(bytes(row[0])) for row in database.execute('SELECT leaf FROM archive_log_entry ORDER BY "index"')
    ]
    mine = [each for each in leaves if each["item"] == told["item"]]
    assert [each["kind"] for each in mine][-2:] == ["kill", "erase"]
    assert set(mine[-1]) == {"item", "kind", "revision", "time"}
    assert all(set(each) <= {"hmac", "item", "kind", "revision", "time"} for each in mine)
    assert not database.execute("SELECT * FROM archive_manifest WHERE item = ?", (told["item"],)).fetchall()


def test_the_warc_file_stays_readable_and_every_other_record_keeps_its_place(wire: Path) -> None:
    told = manifest_of(whole(wire))
    record = told["capture"]["record"]  # type: ignore[index]
    path = wire / "data/captures" / record["file"]
    before = path.read_bytes()
    mediawire("erase", str(told["item"]), "--why", WHY, "--wire", str(wire))
    after = path.read_bytes()
    assert len(after) == len(before)
    start, end = record["offset"], record["offset"] + record["length"]
    assert after[start:end] != before[start:end]
    with path.open("rb") as file:
        kinds = [each.rec_type for each in ArchiveIterator(file)]
    assert "metadata" in kinds
    assert "response" in kinds


def test_an_erased_report_does_not_come_again(wire: Path) -> None:
    told = manifest_of(whole(wire))
    mediawire("erase", str(told["item"]), "--why", WHY, "--wire", str(wire))
    database = sqlite3.connect(wire / "data/wire.sqlite3")
    states = database.execute(
        "SELECT DISTINCT lead.state FROM archive_lead lead JOIN archive_report report ON report.lead_id = lead.id "
        "JOIN archive_item item ON item.report_id = report.report_id WHERE item.id = ?",
        (told["item"],),
    ).fetchall()
    assert states == [("erased",)]


def test_erasing_twice_or_what_is_not_there(wire: Path) -> None:
    told = manifest_of(whole(wire))
    for _ in range(2):
        assert mediawire("erase", str(told["item"]), "--why", WHY, "--wire", str(wire)).returncode == 0
    unknown = mediawire("erase", "99999", "--why", WHY, "--wire", str(wire))
    assert unknown.returncode == 1
    assert "there is no such item" in unknown.stderr
    silent = mediawire("erase", "1", "--why", " ", "--wire", str(wire))
    assert "erasing needs a reason" in silent.stderr


def test_the_search_would_find_a_word_in_a_packed_file(tmp_path: Path) -> None:
    """The search for left words is itself worth something: it looks into gzip inside gzip."""
    inside = gzip.compress(b"HTTP/1.1 200 OK\r\n\r\n" + gzip.compress("a tram called “Ada”".encode()))
    (tmp_path / "x.warc.gz").write_bytes(gzip.compress(b"first") + inside)
    assert places_of(tmp_path, ["a tram called “Ada”"])
