"""An editor says that a telling is of another event, and then that it is not: the story pages follow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_desk_day import WAIT, log_in
from tests.running import Running, running, until

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("demo")
    with running(folder, "demo", "--folder", str(folder), "--port", "0") as started:
        until(lambda: big(started), 120, "a story of three tellings is printed")
        yield started


def big(wire: Running) -> dict[str, Any]:
    """A printed story of three tellings or more."""
    found = [told(path) for path in (wire.folder / "public" / "story").glob("*/story.json") if path.exists()]
    return max(
        (each for each in found if len(each["tellings"]) >= 3), key=lambda each: len(each["tellings"]), default={}
    )


def told(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text("utf-8")))


def items(wire: Running, story: str) -> set[int]:
    path = wire.folder / "public" / "story" / story / "story.json"
    return {each["item"] for each in told(path)["tellings"]} if path.exists() else set()


def said(page: Page, button: str, reason: str, other: int = 0) -> None:
    page.get_by_text("One story or two?").click()
    page.get_by_label("Reason").fill(reason)
    if other:
        page.get_by_label("The number of an item of the other story").fill(str(other))
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text("the line is at it")).to_have_count(0, timeout=WAIT)


def test_a_telling_is_parted_from_a_story_and_brought_back(page: Page, wire: Running) -> None:
    story = big(wire)
    name, last = story["story"], story["tellings"][-1]
    log_in(page, wire)
    desk = f"{wire.address}desk/item/{last['item']}/"
    page.goto(desk)
    said(page, "Tell apart", "another event")
    until(lambda: last["item"] not in items(wire, name), 120, "the story is printed without it")
    address = last["page"].partition("://")[2].partition("/")[2]
    page_of = f"{address}index.html" if address.endswith("/") else address
    until(lambda: f"story/{name}/" not in wire.get(page_of), 120, "its page no longer leads there")

    page.goto(desk)
    expect(page.get_by_text("another event")).to_have_count(1)
    said(page, "Join its story", "the same event after all", story["tellings"][0]["item"])
    until(lambda: last["item"] in items(wire, name), 120, "the story is printed with it again")
