"""Teaching at the desk, as an editor does it: marks, two pages, and the rule that the line learned from them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.running import Running, running, until

pytestmark = pytest.mark.browser
OUTLET = "Harbour Courier"


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("demo")
    with running(folder, "demo", "--folder", str(folder), "--port", "0", "--speed", "3") as started:
        until(lambda: len(courier(started)) >= 2, 120, f"two reports of the {OUTLET} are printed")
        yield started


def courier(wire: Running) -> list[str]:
    """The numbers of the outlet's printed reports."""
    return [each["path"] for each in wire.recent() if OUTLET in each["source"]]


def log_in(page: Page, wire: Running) -> None:
    page.goto(f"{wire.address}desk/")
    page.get_by_label("Name").fill("editor")
    page.get_by_label("Password").fill("demonstration")
    page.get_by_role("button", name="Log in", exact=True).click()


def to_teach(page: Page, wire: Running, nth: int) -> None:
    """The teaching page of the outlet's nth report on the wire, the first that came in being the 0th."""
    page.goto(f"{wire.address}desk/?show=live")
    links = page.locator("li", has_text=OUTLET).locator("a.headline").all()
    # By their numbers, lest a report that comes in meanwhile moves them.
    items = sorted({int(re.findall(r"item/(\d+)", link.get_attribute("href") or "")[0]) for link in links})
    page.goto(f"{wire.address}desk/item/{items[nth]}/")
    page.get_by_role("link", name="Teach the reader this outlet's pages").click()
    expect(page.get_by_role("heading", name="What of this page is the report?")).to_be_visible()


def picture(page: Page, name: str) -> None:
    """A picture to look at, where MEDIAWIRE_PICTURES names a folder."""
    if folder := os.environ.get("MEDIAWIRE_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_two_confirmed_pages_make_a_rule(page: Page, wire: Running) -> None:
    log_in(page, wire)
    to_teach(page, wire, 0)
    picture(page, "teach-before")
    expect(page.get_by_role("checkbox").first).to_be_visible()
    assert page.locator("input[name=published]:checked").count() >= 2
    page.get_by_role("button", name="Confirm this page").click()
    expect(page.get_by_role("status")).to_contain_text("1 more page")
    to_teach(page, wire, 1)
    page.get_by_role("button", name="Confirm this page").click()
    expect(page.get_by_role("status")).to_contain_text("2 pages")

    def learned() -> bool:
        page.reload()
        return page.locator("section.rule").count() > 0

    until(learned, 120, "the line has learned the rule")
    expect(page.locator("section.rule")).to_contain_text("2 confirmed pages as confirmed")
    page.get_by_text("The rule as a file").click()
    expect(page.locator("section.rule pre")).to_contain_text("articles = ")
    picture(page, "teach-rule")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_fit_a_phone_and_work_by_keyboard(browser: Browser, wire: Running, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="dark" if scheme == "dark" else "light"
    )
    context.set_default_timeout(120_000)
    page = context.new_page()
    log_in(page, wire)
    to_teach(page, wire, 0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    mark = page.get_by_role("checkbox").first
    mark.focus()
    page.keyboard.press("Space")
    expect(mark).not_to_be_checked()
    picture(page, f"teach-phone-{scheme}")
    context.close()
