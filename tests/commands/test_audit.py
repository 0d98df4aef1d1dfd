"""`mediawire audit`: whatever is changed in what is served is found and named, stops printing, and stays stopped."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.wires import item_folders, mediawire, printed, revision_of, told_from, wire

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
    word = max(re.findall(r"\w+", shown), key=len)
    before, text, after = path.read_text("utf-8").rpartition(word)
    assert text != text[::-1], "take another word"
    path.write_text(before + text[::-1] + after, "utf-8")
    return place.name


def disclaimer(folder: Path) -> str:
    path = item_folders(folder)[0] / "index.html"
    path.write_text(path.read_text("utf-8").replace("necessarily", "actually"), "utf-8")
    return f"{path.parent.name}/index.html"


def manifest(folder: Path) -> str:
    place = item_folders(folder)[0]
    swap(place / "manifest.json", f'"revision":{revision_of(place)}', f'"revision":{revision_of(place) + 1}')
    return place.name


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


def swap(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1), "utf-8")


def headlined(folder: Path) -> tuple[str, str]:
    """A headline that the front page lists, of letters that HTML and JSON leave as they are; and with another word."""
    every = [str(each["headline"]) for each in json.loads((folder / "public/recent.json").read_bytes())["items"]]
    told = next(each for each in every if each.isascii() and not set(each) & set("&<>'\"\\"))
    return told, told.replace(max(told.split(), key=len), "Nothing")


def front(folder: Path) -> str:
    swap(folder / "public/index.html", *headlined(folder))
    return "index.html"


def front_words(folder: Path) -> str:
    swap(folder / "public/index.html", "word for word", "more or less")
    return "index.html"


def recent(folder: Path) -> str:
    swap(folder / "public/recent.json", *headlined(folder))
    return "recent.json"


def rss(folder: Path) -> str:
    swap(folder / "public/feed.xml", "<dc:source>http", "<dc:source>https")
    return "feed.xml"


def json_feed(folder: Path) -> str:
    swap(folder / "public/feed.json", '"content_text": "', '"content_text": "Not ')
    return "feed.json"


def sitemap(folder: Path) -> str:
    swap(folder / "public/sitemap.xml", "<loc>", "<loc>https://elsewhere.example/")
    return "sitemap.xml"


def about(folder: Path) -> str:
    (folder / "public/about/index.html").unlink()
    return "about/index.html: a file that was printed is missing"


def story(folder: Path) -> str:
    path = told_from(folder)[0]
    swap(path, 'class="from"><bdi>', 'class="from"><bdi>Not ')
    return path.parent.name


def story_data(folder: Path) -> str:
    path = next((folder / "public/story").glob("*/story.json"))
    swap(path, '"origins": ', '"origins": 1')
    return f"{path.parent.name}/story.json"


def ninjs(folder: Path) -> str:
    path = item_folders(folder)[0] / "ninjs.json"
    swap(path, '"pubstatus":"usable"', '"pubstatus":"canceled"')
    return f"{path.parent.name}/ninjs.json"


def schema(folder: Path) -> str:
    flip(folder / "public/schema/manifest.schema.json")
    return "schema/manifest.schema.json"


def key(folder: Path) -> str:
    swap(folder / "public/log.pub", "+", "+0")
    return "log.pub"


def stranger(folder: Path) -> str:
    (folder / "public/static/extra.js").write_text("alert(1)", "utf-8")
    return "static/extra.js: nobody has printed this file"


def stranger_hidden(folder: Path) -> str:
    (folder / "public/.htaccess").write_text("Options +Indexes", "utf-8")
    return ".htaccess: nobody has printed this file"


def link(folder: Path) -> str:
    page = item_folders(folder)[0] / "index.html"
    page.rename(folder / "elsewhere.html")
    page.symlink_to(folder / "elsewhere.html")
    return f"{page.parent.name}/index.html"


def tile_more(folder: Path) -> str:
    path = folder / "public/tile/0/001"
    path.write_bytes(bytes(256 * 32))
    return "tile/0/001"


def entries_before(folder: Path) -> str:
    """An entry bundle of an earlier size, which a reader with an older checkpoint would still read."""
    assert mediawire("rotate-key", "--wire", str(folder)).returncode == 0, "it adds an entry: there is an earlier size"
    bundles = sorted((folder / "public/tile/entries").rglob("*.p/*"), key=lambda each: int(each.name))
    assert len(bundles) > 1
    flip(bundles[0])
    return bundles[0].relative_to(folder / "public").as_posix()


def capture_served(folder: Path) -> str:
    path = next((folder / "public").glob("[0-9]*/*/*/*/capture.warc.gz"))
    flip(path)
    return path.parent.name


CHANGES: list[Change] = [
    tile, entry, checkpoint, word, disclaimer, manifest, page_gone, page_more, capture, torn, script,
    front, front_words, recent, rss, json_feed, sitemap, about, story, story_data, ninjs, schema, key, stranger,
    stranger_hidden, link, tile_more, entries_before, capture_served,
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


def believed(folder: Path, path: str) -> None:
    """Tell the printer's ledger, too, that a file is as it stands now: whoever does this writes to the data folder."""
    digest = hashlib.sha256((folder / "public" / path).read_bytes()).hexdigest()
    with (folder / "data/printed").open("a", encoding="utf-8") as ledger:
        ledger.write(f"! {digest} {path}\n")


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (front, "where “"),
        (recent, "where “"),
        (rss, "gives the address"),
        (json_feed, "do not begin a paragraph that was logged"),
        (story, "as the source, where"),
    ],
    ids=lambda each: each.__name__ if callable(each) else "",
)
def test_a_list_that_the_ledger_vouches_for_must_still_be_what_was_logged(
    wire: Path, change: Change, what: str
) -> None:
    name = change(wire)
    path = f"story/{name}/index.html" if change is story else name
    believed(wire, path)
    faults = faults_of(wire)
    assert [fault for fault in faults if path in fault and what in fault], faults


def test_a_list_may_not_pass_over_a_report(wire: Path) -> None:
    path = wire / "public/recent.json"
    told = json.loads(path.read_bytes())
    gone = told["items"].pop(1)
    path.write_text(json.dumps(told), "utf-8")
    believed(wire, "recent.json")
    assert [fault for fault in faults_of(wire) if f"leaves out {gone['path']}" in fault]


def test_an_earlier_printing_put_back_whole_is_found(wire: Path) -> None:
    """A page with its own manifest and proof, all true once, is not what was printed last."""
    place = item_folders(wire)[0]
    before = {
        name: (place / name).read_bytes() for name in ("index.html", "manifest.json", "proof.tlog-proof", "ninjs.json")
    }
    item, first = json.loads(before["manifest.json"])["item"], revision_of(place)
    with sqlite3.connect(wire / "data/wire.sqlite3") as database:
        database.execute("UPDATE archive_item SET stale = 1, sealed = 0, version = version + 1 WHERE id = ?", (item,))
    assert mediawire("rotate-key", "--wire", str(wire)).returncode == 0, "it prints what is to be printed"
    assert revision_of(place) == first + 1
    assert faults_of(wire) == []

    for name, body in before.items():
        (place / name).write_bytes(body)
        believed(wire, (place / name).relative_to(wire / "public").as_posix())
    checked = mediawire("verify", str(place), "--key", (wire / "data/log.pub").read_text("utf-8").splitlines()[0])
    assert checked.returncode == 0, "for a reader it is a true printing: that it was the last, the whole log must tell"
    assert [
        fault for fault in faults_of(wire) if f"revision {first} stands here, {first + 1} was printed last" in fault
    ]


def test_a_ledger_that_is_gone_or_damaged_is_a_fault(wire: Path) -> None:
    ledger = wire / "data/printed"
    flip(ledger, 0)
    assert [fault for fault in faults_of(wire) if "line 1" in fault and "damaged" in fault]
    ledger.unlink()
    assert [fault for fault in faults_of(wire) if "the list of what was printed cannot be read" in fault]


def faults_of(wire: Path) -> list[str]:
    answer = mediawire("audit", "--wire", str(wire))
    assert "Traceback" not in answer.stderr, answer.stderr
    return [line for line in answer.stdout.splitlines() if line.startswith("FAULT ")]


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
