"""A picture from the page to the wire: waited for, fetched over loopback, printed with credit, gone with its item."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import http.server
import json
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import jsonschema
import pytest

from mediawire.archive import items, leads, pictures, requests, retention
from mediawire.archive.requests import Request
from mediawire.demo.painting import png
from mediawire.line import printing
from mediawire.line.picturing import PictureWatch
from mediawire.line.tools import Ledger
from mediawire.line.worker import Workbench
from mediawire.model.capture import sha256
from mediawire.model.errors import CaptureDamaged, NotInArchive
from mediawire.model.item import DecisionKind, Edition, Item, ItemState
from mediawire.model.settings import Keeping, Rule
from mediawire.model.source import Answer, Extent, Layer, LayerKind, Terms
from mediawire.press.printer import Printer
from tests.contract import samples
from tests.contract.benches import bench_for
from tests.contract.samples import NOW, SOURCE, later
from tests.hostile.loopback import fetcher

RULES = Layer(kind=LayerKind.HOUSE_RULES, extent=Extent.FULL, pictures=Answer.YES, pictures_only=("own",))
OUTLET = dataclasses.replace(SOURCE, rule=Rule.PUBLISH, terms=Terms(layers=(RULES,)))
CREDIT = "Photo: Harbour Courier"


class Clocked:
    """A workbench on a clock that tests turn."""

    def __init__(self) -> None:
        self.now = later(5)
        self.bench: Workbench


@pytest.fixture
def wire(committed: None, tmp_path: Path) -> Iterator[Clocked]:
    clocked = Clocked()
    with bench_for(OUTLET, tmp_path, lambda: clocked.now) as bench:
        clocked.bench = bench
        yield clocked


def arrive(wire: Clocked, url: str, credit: str = CREDIT, number: int = 1) -> Item:
    words = "".join(f"<p>{samples.WORDS} Report {number}, part {part}.</p>" for part in range(3))
    figure = f'<figure><img src="{url}" alt="A lock"><figcaption>The lock. {credit}</figcaption></figure>'
    html = f"<html lang=en><head><title>Lock {number} shut</title></head><body><main><article>"
    html += f"<h1>Lock {number} shut</h1>{figure}{words}</article></main></body></html>"
    lead = samples.lead(number, OUTLET)
    [row] = leads.found([lead], NOW).new
    capture_id, _ = wire.bench._tools.captures.keep(samples.exchange(html, lead.url), OUTLET.id)
    leads.captured(row, capture_id, NOW, None)
    [item_id] = wire.bench.decide(wire.bench.read([row]))
    return items.load_item(item_id)


@contextlib.contextmanager
def serving(body: bytes) -> Iterator[str]:
    """A server on loopback that has one picture, and no robots.txt; gives the picture's address."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/1.png" else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *told: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/1.png"
        server.shutdown()


def fetched(wire: Clocked) -> int:
    """What is due, fetched as the rounds do; gives how many that were."""
    return asyncio.run(_fetched(wire))


async def _fetched(wire: Clocked) -> int:
    ledger = Ledger()
    tools = wire.bench._tools
    async with fetcher() as asking:
        watch = PictureWatch(tools.clock, tools.captures, asking, ledger)
        wanted = await watch.due(9)
        for each in wanted:
            await watch.fetch(each)
    ledger.close()
    return len(wanted)


def public(wire: Clocked, item: Item, name: str) -> Path:
    return wire.bench._tools.printer.public / items.load_item(item.id).path / name


def test_a_picture_of_the_outlet_s_own_is_printed_with_caption_and_credit(wire: Clocked) -> None:
    with serving(png()) as url:
        item = arrive(wire, url)
        assert item.state is ItemState.LIVE
        assert wire.bench.print() == [], "it waits for its picture"
        assert fetched(wire) == 1
        assert wire.bench.print() == [item.id]
        page = public(wire, item, "index.html").read_text(encoding="utf-8")
        assert '<img src="picture-1.png" width="640" height="360" alt="A lock"' in page
        assert f"The lock. {CREDIT}" in page
        assert "<bdi>Harbour Courier</bdi>" in page
        assert url not in page.replace("manifest", ""), "no hotlink"
    assert public(wire, item, "picture-1.png").read_bytes() == png()
    folder = wire.bench._tools.printer.public
    path = items.load_item(item.id).path
    assert f"/{path}/picture-1.png" in (folder / "feed.json").read_text()
    assert "<enclosure url=" in (folder / "feed.xml").read_text()
    [object_] = json.loads(public(wire, item, "ninjs.json").read_text())["associations"]
    assert (object_["copyrightholder"], object_["renditions"][0]["width"]) == ("Harbour Courier", 640)
    manifest = json.loads(public(wire, item, "manifest.json").read_text())
    jsonschema.validate(manifest, json.loads((folder / "schema/manifest.schema.json").read_text()))
    [told] = manifest["pictures"]
    assert (told["digest"], told["file"], told["credit"]) == (sha256(png()), "picture-1.png", "Harbour Courier")


def test_it_goes_with_its_item_and_comes_back_with_it(wire: Clocked) -> None:
    with serving(png()) as url:
        item = arrive(wire, url)
        fetched(wire)
    wire.bench.print()
    file = public(wire, item, "picture-1.png")
    for minutes, (kind, there) in enumerate((("withhold", False), ("publish", True), ("erase", False)), start=6):
        wire.now = later(minutes)
        row = requests.ask(Request(kind=kind, item_id=item.id, by="eva", at=wire.now, why="to see"))
        wire.bench.carry_out([row])
        wire.bench.print()
        assert file.exists() is there, kind
    assert fetched(wire) == 0


@pytest.mark.parametrize("credit", ["Photo: Reuters", "Photo: Jon Berg", ""])
def test_anothers_or_an_unknown_picture_is_never_asked_for(wire: Clocked, credit: str) -> None:
    item = arrive(wire, "https://courier.example/1.png", credit)
    assert pictures.due(wire.now, 9, wire.now) == []
    assert wire.bench.print() == [item.id]
    assert "<figure" not in public(wire, item, "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("body", [b"<svg onload=alert(1)></svg>", b"", b"GIF89a\x01\x00\x01\x00\x00"])
def test_what_is_no_picture_is_left_out_and_the_report_printed(wire: Clocked, body: bytes) -> None:
    with serving(body) as url:
        item = arrive(wire, url)
        fetched(wire)
    assert wire.bench.print() == [item.id]
    assert "<figure" not in public(wire, item, "index.html").read_text(encoding="utf-8")


def test_what_does_not_come_in_time_is_not_waited_for_and_never_slips_in(wire: Clocked) -> None:
    with serving(png()) as url:
        item = arrive(wire, url)
        wire.now = later(5) + pictures.PATIENCE
        assert wire.bench.print() == [item.id]
        assert fetched(wire) == 0
    assert not public(wire, item, "picture-1.png").exists()


def test_a_last_printing_waits_for_nothing(wire: Clocked) -> None:
    item = arrive(wire, "https://courier.example/1.png")
    assert wire.bench.press.print(patient=False) == [item.id]


@pytest.mark.parametrize(("at_once", "most"), [(1, 1), (1 << 30, 5)])
def test_a_batch_is_written_some_at_a_time_and_nothing_of_it_is_left_out(
    wire: Clocked, monkeypatch: pytest.MonkeyPatch, at_once: int, most: int
) -> None:
    """Items with large pictures are not all held in memory: however few are written together, all are printed."""
    written: list[int] = []
    write_all = Printer.write_all

    def counting(self: Printer, editions: Iterable[Edition]) -> list[tuple[str, str]]:
        told = list(editions)
        written.extend([len(told)] if any(file.path.startswith("2") for each in told for file in each.files) else [])
        return write_all(self, told)

    monkeypatch.setattr(printing, "AT_ONCE", at_once)
    monkeypatch.setattr(Printer, "write_all", counting)
    arrived = [arrive(wire, "", number=number) for number in range(1, 6)]
    assert wire.bench.press.print(patient=False) == [item.id for item in arrived]
    for item in arrived:
        path = items.load_item(item.id).path
        files = items.printed_files(item.id)
        assert {f"{path}/index.html", f"{path}/manifest.json", f"{path}/proof.tlog-proof"} <= set(files)
        assert all((wire.bench.press._tools.printer.public / file).is_file() for file in files)
    assert max(written) == most


def test_no_two_workers_fetch_the_same_picture(wire: Clocked) -> None:
    arrive(wire, "https://courier.example/1.png")
    assert len(pictures.due(wire.now, 9, later(9))) == 1
    assert pictures.due(wire.now, 9, later(9)) == []


def test_a_picture_s_capture_is_kept_as_long_as_its_item(wire: Clocked) -> None:
    with serving(png()) as url:
        item = arrive(wire, url)
        fetched(wire)
    wire.bench.print()
    retention.sweep(wire.bench._tools.captures, Keeping(unprinted_days=1, feeds_days=1), later(days=99))
    [picture] = items.load_item(item.id).pictures
    assert wire.bench._tools.captures.load(picture.capture).payload == png()


def test_the_bytes_of_a_picture_that_two_items_have_stay_until_both_are_erased(wire: Clocked) -> None:
    captures = wire.bench._tools.captures
    with serving(png()) as url:
        first, second = arrive(wire, url, number=1), arrive(wire, url, number=2)
        assert fetched(wire) == 2
    wire.bench.print()
    [record], [repeated] = (items.load_item(each.id).pictures for each in (first, second))
    assert captures.load(repeated.capture).origin is not None, "the second is a record that repeats the first"
    items.decide(first.id, samples.decision(DecisionKind.ERASE, 6, "A court has asked for it."))
    wire.bench.print()
    retention.sweep(captures, Keeping(unprinted_days=1, feeds_days=1), later(days=99))
    assert captures.load(repeated.capture).payload == png()
    items.decide(second.id, samples.decision(DecisionKind.ERASE, 7, "For that one too."))
    wire.bench.print()
    for gone in (record.capture, repeated.capture):
        with pytest.raises((CaptureDamaged, NotInArchive)):
            captures.load(gone)
