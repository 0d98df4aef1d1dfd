"""The story page of the demo as a reader sees it: the planted changes, all of them and no others."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import http.server
import threading
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from mediawire import sourcing, stories
from mediawire.demo import planted
from mediawire.demo.texts import FURNITURE, reports
from mediawire.model.item import Item, Story, StoryTelling
from mediawire.model.report import Block, BlockKind, Report, Span, Stated
from mediawire.model.sourcing import Outlet, SourceKind
from mediawire.model.story import Teller, Telling
from mediawire.press import assets, render, render_story
from tests.unit.press import samples
from tests.unit.stories.test_demo import KINDS, corrected, touches

pytestmark = pytest.mark.browser
START = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
OUTLETS = {
    each["id"]: Outlet(id=each["id"], name=each["name"], kind=SourceKind(each.get("kind", "outlet")))
    for each in tomllib.loads((resources.files("mediawire.demo") / "outlets.toml").read_text("utf-8"))["outlet"]
}


def read(key: str) -> Report:
    """A report of the demo in its last state, with the summary that its page shows."""
    each = next(report for report in reports() if report.key == key)
    blocks = [
        Block(kind=KINDS[part.kind], text=corrected(each, part.text), span=Span(0, 0))
        for part in each.parts
        if part.kind not in FURNITURE
    ]
    if each.summary:
        blocks.insert(0, Block(kind=BlockKind.STANDFIRST, text=corrected(each, each.summary), span=Span(0, 0)))
    return Report(
        id=key,
        source_id=key.partition("/")[0],
        url=f"https://{key}",
        capture="",
        retrieved_at=START + dt.timedelta(seconds=each.at),
        headline=Stated(value=corrected(each, each.title), origin="h1"),
        blocks=tuple(blocks),
        agency_credit=Stated(value=each.credit, origin="text") if each.credit else None,
    )


@functools.cache
def items(name: str) -> tuple[Item, ...]:
    """The tellings of a planted story as items of the wire, all in English and printed in full."""
    told = next(story for story in planted.stories() if story.name == name)
    gazetteer = sourcing.extended(sourcing.gazetteer_of(""), OUTLETS.values())
    found = []
    for number, key in enumerate((key for key in told.tellings if key.split("/")[0] not in ("vestnik", "sahil")), 1):
        report = read(key)
        source = samples.source(id=report.source_id, name=OUTLETS[report.source_id].name)
        more: dict[str, Any] = {"report": report, "source": source, "path": f"2026/11/25/{number}-{name}"}
        item = samples.item(id=number, **more)
        found.append(dataclasses.replace(item, chain=sourcing.trace(report, gazetteer)))
    return tuple(found)


def story(name: str) -> Story:
    every = {item.report.id: item for item in items(name)}
    tellers = [
        Teller(
            report_id=key,
            name=item.source.name,
            published=item.report.retrieved_at,
            named=tuple(link.name for link in item.chain.links[1:]),
        )
        for key, item in every.items()
    ]
    descent = stories.ancestry(tellers)
    tellings = []
    for key, item in every.items():
        base = every.get(descent.bases.get(key, ""))
        if base is None or base.source.id == item.source.id:
            tellings.append(StoryTelling(item=item))
            continue
        a, b = (Telling(report=each.report, chain=each.chain) for each in (base, item))
        tellings.append(StoryTelling(item=item, base=base.id, changes=tuple(stories.changes(a, b))))
    return Story(id=name, path=f"story/{name}", tellings=tuple(tellings), origins=descent.count)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("public")
    names = [told.name for told in planted.stories()]
    editions = [render_story(story(name), samples.surroundings()) for name in names]
    editions += [render(item, samples.surroundings()) for name in names for item in items(name)]
    for file in (*assets.assets(), *(file for edition in editions for file in edition.files)):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.body)
    with serving(folder) as address:
        yield address


class serving:  # noqa: N801 - reads as a verb
    """A folder over loopback HTTP."""

    def __init__(self, folder: Path) -> None:
        handler = functools.partial(_Quiet, directory=str(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}/"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        return


def shown(page: Page, name: str) -> list[tuple[str, str, str, str, str, str]]:
    """What the page tells as differing: kind, detail, both reports, both texts."""
    keys = {str(item.id): item.report.id for item in items(name)}
    found = []
    for line in page.locator(".differences li").all():
        kind, detail, base, item = (
            line.get_attribute(f"data-{each}") or "" for each in ("kind", "detail", "base", "item")
        )
        texts = [" ".join(line.locator(f".{side} q").all_inner_texts()) for side in ("there", "here")]
        found.append((kind, detail, keys[base], keys[item], texts[0], texts[1]))
    return found


@pytest.mark.parametrize("name", [told.name for told in planted.stories()])
def test_the_page_shows_the_planted_changes_and_no_others(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}story/{name}/index.html")
    found = shown(page, name)
    keys = {item.report.id for item in items(name)}
    for wanted in (each for each in planted.changes() if {each.a, each.b} <= keys):
        hit = next((each for each in found if is_it(each, wanted)), None)
        assert hit is not None, (wanted, found)
        found.remove(hit)
    assert found == []


def is_it(found: tuple[str, str, str, str, str, str], wanted: planted.Change) -> bool:
    if found[:4] != (wanted.kind.value, wanted.detail, wanted.a, wanted.b):
        return False
    there, here = (text.removesuffix("…").removeprefix("… ") for text in found[4:])
    return touches(there, wanted.a_text) or touches(here, wanted.b_text)


@pytest.mark.parametrize("name", [told.name for told in planted.stories()])
def test_it_says_how_many_tellings_and_origins(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}story/{name}/index.html")
    told = next(each for each in planted.stories() if each.name == name)
    origins = len(told.origins)
    expect(page.locator(".count strong")).to_have_text(
        f"{len(items(name))} tellings, {origins} origin{'s' if origins != 1 else ''}."
    )


def test_the_chain_of_an_item_reads_as_text(page: Page, site: str) -> None:
    copy = next(item for item in items("grain-reserve") if item.source.id == "harbour-courier")
    page.goto(f"{site}{copy.path}/index.html")
    names = page.locator(".chain-picture text.name").all_text_contents()
    assert [" ".join(name.split()) for name in names][:3] == [
        "The Harbour Courier",
        "Northlight",
        "a source in the state Grain Office",
    ]
    expect(page.locator(".chain-picture a").first).to_have_attribute("href", copy.report.url)
