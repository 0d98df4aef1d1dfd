"""`mediawire audit`: whatever is changed in what is served is found and named, stops printing, and stays stopped."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.wires import item_folders, mediawire, printed, wire

pytestmark = pytest.mark.slow
__all__ = ["printed", "wire"]
Change = Callable[[Path], str]


def flip(path: Path, at: int = -20) -> None:
    """Change one bit of one byte."""
    body = bytearray(path.read_bytes())
    body[at] ^= 1
    path.write_bytes(bytes(body))


def tile(folder: Path) -> str:
    path = max((folder / "public/tile/0").rglob("*"), key=lambda each: each.stat().st_mtime_ns if each.is_file() else 0)
    flip(path)
    return path.relative_to(folder / "public").as_posix()


def entry(folder: Path) -> str:
    path = max(
        (each for each in (folder / "public/tile/entries").rglob("*") if each.is_file()),
        key=lambda each: each.stat().st_size,
    )
    flip(path)
    return "tile/entries"


def checkpoint(folder: Path) -> str:
    flip(folder / "public/checkpoint")
    return "checkpoint"


def word(folder: Path) -> str:
    place = item_folders(folder)[0]
    path = place / "index.html"
    shown = json.loads((place / "manifest.json").read_bytes())["paragraphs"][0]["selector"]["exact"]
    word = max(shown.split(), key=len).strip(".,")
    before, text, after = path.read_text("utf-8").rpartition(word)
    path.write_text(before + text[::-1] + after, "utf-8")
    return place.name


def disclaimer(folder: Path) -> str:
    path = item_folders(folder)[0] / "index.html"
    path.write_text(path.read_text("utf-8").replace("necessarily", "actually"), "utf-8")
    return f"{path.parent.name}/index.html"


def manifest(folder: Path) -> str:
    path = item_folders(folder)[0] / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b'"revision":1', b'"revision":2', 1))
    return path.parent.name


def page_gone(folder: Path) -> str:
    place = item_folders(folder)[0]
    shutil.rmtree(place)
    return place.name


def page_more(folder: Path) -> str:
    place = item_folders(folder)[0]
    shutil.copytree(place, place.parent / "one-that-nobody-printed")
    return "one-that-nobody-printed"


def capture(folder: Path) -> str:
    path = next((folder / "data/captures").glob("*.warc.gz"))
    flip(path, path.stat().st_size // 2)
    return path.name


def torn(folder: Path) -> str:
    path = next((folder / "data/captures").glob("*.warc.gz"))
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 7)
    return "7 bytes before the record does"


def script(folder: Path) -> str:
    path = next((folder / "public/static").glob("check.*.js"))
    flip(path)
    return path.name


CHANGES: list[Change] = [
    tile, entry, checkpoint, word, disclaimer, manifest, page_gone, page_more, capture, torn, script,
]  # fmt: skip


def test_an_untouched_wire_holds(wire: Path) -> None:
    answer = mediawire("audit", "--wire", str(wire))
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "Everything served is what was sealed." in answer.stdout


@pytest.mark.parametrize("change", CHANGES, ids=[each.__name__ for each in CHANGES])
def test_what_was_changed_is_named(wire: Path, change: Change) -> None:
    name = change(wire)
    answer = mediawire("audit", "--wire", str(wire))
    assert answer.returncode == 1, answer.stdout
    faults = [line for line in answer.stdout.splitlines() if line.startswith("FAULT ")]
    assert any(name in line for line in faults), (name, faults)
    assert "printing has stopped" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_fault_alarms_and_stays_until_it_is_repaired(wire: Path) -> None:
    page = item_folders(wire)[0] / "index.html"
    true = page.read_bytes()
    flip(page)
    mediawire("audit", "--wire", str(wire))
    told = json.loads(mediawire("status", "--json", "--wire", str(wire)).stdout)
    assert [each["kind"] for each in told["alarms"] if page.parent.name in each["where"]] == ["audit"]

    refused = mediawire("resume", "--wire", str(wire))
    assert refused.returncode == 1
    assert page.parent.name in refused.stderr

    page.write_bytes(true)
    assert mediawire("resume", "--wire", str(wire)).returncode == 0
    told = json.loads(mediawire("status", "--json", "--wire", str(wire)).stdout)
    assert not [each for each in told["alarms"] if each["kind"] == "audit"]


def test_an_operator_may_go_on_for_a_reason_which_is_kept(wire: Path) -> None:
    flip(item_folders(wire)[0] / "index.html")
    mediawire("audit", "--wire", str(wire))
    answer = mediawire("resume", "--anyway", "The disk was changed; the page is printed anew.", "--wire", str(wire))
    assert answer.returncode == 0
    assert "The disk was changed" in (wire / "data/resumed").read_text("utf-8")
