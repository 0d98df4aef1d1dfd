"""A day at the first desk: log in, hold, change a headline, publish, see it printed, kill, see it gone everywhere."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.running import Running, running, until

pytestmark = pytest.mark.browser
WAIT = 120_000
PASSWORD = "demonstration"


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("demo")
    with running(folder, "demo", "--folder", str(folder), "--port", "0") as started:
        until(lambda: len(started.recent()) >= 3, 120, "three reports are printed")
        yield started


def log_in(page: Page, wire: Running, password: str = PASSWORD) -> None:
    page.goto(f"{wire.address}desk/")
    page.get_by_label("Name").fill("editor")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()


def asked(page: Page, button: str, why: str = "") -> None:
    """Press a button of the desk and wait until the line has carried it out."""
    if why:
        page.get_by_label("Why").fill(why)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text("the line is at it")).to_have_count(0, timeout=WAIT)


def comes_to(page: Page, item: str, state: str) -> None:
    """Open an item's page at the desk until it is in this state."""

    def is_so() -> bool:
        page.goto(item)
        return page.locator(f".state.{state}").count() > 0

    until(is_so, 120, f"the item is {state}")


def test_nobody_reads_the_desk_without_logging_in(page: Page, wire: Running) -> None:
    page.goto(f"{wire.address}desk/?show=live")
    expect(page).to_have_url(re.compile("/desk/login/"))
    log_in(page, wire, "not the password")
    expect(page.get_by_role("alert")).to_contain_text("do not fit")


def test_a_day_at_the_desk(page: Page, wire: Running) -> None:
    log_in(page, wire)
    until(lambda: queue(page, wire), 120, "a report of the Marktbote waits at the desk")
    page.locator("li", has_text="Marktbote").locator("a.headline").first.click()
    item = page.url

    asked(page, "Hold", "waiting for a second source")
    comes_to(page, item, "held")
    expect(page.locator(".decisions")).to_contain_text("hold by editor")
    expect(page.locator(".decisions")).to_contain_text("waiting for a second source")

    headline = page.locator("h1").inner_text()
    changed = f"{headline} (Wire)"
    page.get_by_label("House headline").fill(changed)
    asked(page, "Publish", "worth it")
    comes_to(page, item, "live")
    printed = until(lambda: printed_at(page, item), 120, "the desk says where it is printed")
    until(lambda: not wire.gone(printed), 120, "the page is printed")
    page.goto(wire.address + printed.lstrip("/"))
    expect(page.locator("h1")).to_have_text(changed)
    until(lambda: listed(wire, changed), 120, "front page and feeds list it")

    page.goto(item)
    asked(page, "Kill", "the town denies it")
    comes_to(page, item, "killed")
    until(lambda: wire.gone(printed), 120, "the page is gone")
    until(lambda: not listed(wire, changed), 120, "nothing lists it any more")
    until(lambda: changed not in everything(wire), 120, "it stands in no file")


def printed_at(page: Page, item: str) -> str:
    """Where the desk says that an item is printed; empty before."""
    page.goto(item)
    link = page.get_by_role("link", name="as printed")
    return (link.get_attribute("href") or "") if link.count() else ""


def queue(page: Page, wire: Running) -> bool:
    page.goto(f"{wire.address}desk/?show=queued")
    return page.locator("li", has_text="Marktbote").count() > 0


def listed(wire: Running, headline: str) -> bool:
    feed = json.loads(wire.get("feed.json"))
    front = wire.get("/")
    return (
        any(each["title"] == headline for each in feed["items"])
        and headline in front
        and headline in wire.get("feed.xml")
    )


def everything(wire: Running) -> str:
    """All that stands in the public folder, but the log's own files."""
    public = wire.folder / "public"
    told = []
    for path in public.rglob("*"):
        with contextlib.suppress(FileNotFoundError):  # printed anew while we look
            told.append(path.read_text(encoding="utf-8") if path.suffix in (".html", ".xml", ".json") else "")
    return "\n".join(told)


def test_a_decision_needs_the_form_and_not_a_link(page: Page, wire: Running) -> None:
    log_in(page, wire)
    answer = page.request.get(f"{wire.address}desk/item/1/decide?kind=kill&why=x")
    assert answer.status == 405
    forged = page.request.post(f"{wire.address}desk/item/1/decide", form={"kind": "kill", "why": "x"})
    assert forged.status == 403
    assert wire.recent()


def test_a_reason_is_asked_for(page: Page, wire: Running) -> None:
    log_in(page, wire)
    page.goto(f"{wire.address}desk/?show=live")
    page.locator("a.headline").first.click()
    page.get_by_role("button", name="Kill", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("needs a reason")
    expect(page.locator(".state.live")).to_be_visible()


def test_search_finds_what_is_printed(page: Page, wire: Running) -> None:
    def found() -> bool:
        title = wire.recent()[0]["headline"]  # which may be corrected or withdrawn while one searches
        word = max(re.findall(r"\w+", title), key=len)
        page.goto(f"{wire.address}search")
        page.get_by_role("searchbox").fill(word)
        page.get_by_role("button", name="Search").click()
        return title in " ".join(page.locator("main").inner_text().split())

    until(found, 120, "the newest report is found by a word of its headline")
    page.goto(f"{wire.address}search?q=%22%20OR%20NEAR(")
    expect(page.get_by_role("heading", name="Search")).to_be_visible()
