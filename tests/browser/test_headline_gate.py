"""The gate before the press: what a report does not bear is printed under an editor's name and reason, or not at all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_desk_day import comes_to
from tests.running import Running, running, until

pytestmark = pytest.mark.browser
WAIT = 120_000
REASON = "the harbour office gave the figure by telephone"


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("demo")
    with running(folder, "demo", "--folder", str(folder), "--port", "0") as started:
        until(lambda: len(started.recent()) >= 3, 120, "three reports are printed")
        yield started


def waiting_item(page: Page, wire: Running) -> str:
    """Log in and open a report that waits at the desk; gives its address."""
    page.goto(f"{wire.address}desk/")
    page.get_by_label("Name").fill("editor")
    page.get_by_label("Password").fill("demonstration")
    page.get_by_role("button", name="Log in", exact=True).click()

    def listed() -> bool:
        page.goto(f"{wire.address}desk/?show=queued")
        return page.locator("li", has_text="Marktbote").count() > 0

    until(listed, 120, "a report of the Marktbote waits at the desk")
    page.locator("li", has_text="Marktbote").locator("a.headline").first.click()
    return page.url


def test_without_a_script_a_button_asks_for_the_judgement(browser: Browser, wire: Running) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(WAIT)
    page = context.new_page()
    waiting_item(page, wire)
    untrue = page.locator("h1").inner_text() + " 7413"
    page.get_by_label("House headline").fill(untrue)
    page.get_by_role("button", name="Check headline").click()
    expect(page.locator("mark.block")).to_have_text("7413")
    expect(page.get_by_label("House headline")).to_have_value(untrue)
    context.close()


def test_an_untrue_headline_needs_a_name_and_a_reason(page: Page, wire: Running) -> None:
    item = waiting_item(page, wire)
    original = page.locator("h1").inner_text()
    untrue = f"{original} 7413"
    page.get_by_label("House headline").fill(untrue)
    expect(page.locator("mark.block")).to_have_text("7413", timeout=WAIT)  # while typing, nothing pressed

    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("says what the report does not")
    page.goto(item)
    expect(page.locator(".state.queued")).to_be_visible()

    page.get_by_label("House headline").fill(untrue)
    page.get_by_label("Reason for overriding objections").fill(REASON)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("the line is at it")).to_have_count(0, timeout=WAIT)
    comes_to(page, item, "live")
    expect(page.locator(".history")).to_contain_text(f"objections overridden: {REASON}")

    until(lambda: any(each["headline"] == untrue for each in wire.recent()), 120, "it is printed")
    path = next(each["path"] for each in wire.recent() if each["headline"] == untrue)
    until(lambda: REASON in wire.get(f"{path}/index.html"), 120, "its page gives the reason")
    assert re.search(r"Headlines of this report", wire.get(f"{path}/index.html"))
    manifest = next(Path(wire.folder, "public", path).glob("manifest*.json"))
    house = json.loads(manifest.read_text(encoding="utf-8"))["headline"]["house"]
    assert (house["author"], house["override"]) == ("editor", REASON)
