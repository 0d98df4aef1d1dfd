"""The printed pages in the system's Chromium: nothing of a source runs, lists fill, ages stay right, all can read."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from mediawire.model.headline import Headline
from mediawire.model.item import Item
from mediawire.model.report import BlockKind, Mark, MarkKind, Stated
from mediawire.model.source import CreditSlot
from mediawire.press import recent_of, render, render_lists
from mediawire.press.printer import Printer
from mediawire.press.serving import PublicFolder
from tests.unit.press import samples

pytestmark = pytest.mark.browser
expect.set_options(timeout=120_000)  # a slow machine is no fault
CHROMIUM = Path("/usr/bin/chromium")
FRONT = ""
RICH = "2026/11/25/12-second-lock-at-nordholm/"
PERSIAN = "2026/11/25/98/"
OPINION = "2026/11/25/97-the-county-should-pay/"
LINKED = "2026/11/25/95-linked/"
ATTACK = "2026/11/25/66-attack/"
PAGES = (FRONT, RICH, PERSIAN, OPINION, LINKED, ATTACK, "about/", "nowhere/")

PAYLOADS = (
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    '"><svg/onload=window.hit=1>',
    "'><body onload=window.hit=1>",
    "</title><script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.hit=1&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=window.hit=1>">',
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "<form><button formaction=javascript:window.hit=1>X</button></form>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:window.hit=1'>",
    "<a href='jav&#x09;ascript:window.hit=1'>x</a>",
    "{{constructor.constructor('window.hit=1')()}}",
    "${window.hit=1}",
    "\u2028window.hit=1\u2029",
    "<div id=main name=main style='position:fixed;inset:0'>x</div>",
)
SCHEMES = (
    "javascript:window.hit=1",
    "JaVaScRiPt:window.hit=1",
    "data:text/html,<script>1</script>",
    "vbscript:x",
    " java\tscript:x",
)


def attack() -> Item:
    every = " ".join(PAYLOADS)
    blocks = [
        samples.paragraph(payload, kind) for payload in PAYLOADS for kind in BlockKind if kind is not BlockKind.EMBED
    ]
    blocks += [samples.paragraph(href, BlockKind.EMBED, link=href) for href in SCHEMES]
    blocks += [samples.paragraph("a link", marks=(Mark(MarkKind.LINK, 0, 6, href),)) for href in SCHEMES]
    return samples.item(
        of={
            "blocks": tuple(blocks),
            "headline": Stated(value=every, origin="feed"),
            "byline": Stated(value=every, origin="byline"),
            "authors": (every,),
            "agency_credit": Stated(value=every, origin="body"),
            "language": '"><script>window.hit=1</script>',
        },
        id=66,
        path="2026/11/25/66-attack",
        headline=Headline(text=f"House {every}", author="Eva Lund"),
        source=samples.source(name=every, home="javascript:window.hit=1"),
        permission=samples.permission(
            credits=(CreditSlot(wording=f"{every} {{source}} {{author}} {{title}}"),), closing=every, licence=every
        ),
        caveats=(every,),
        copy_of=(every,),
        revision=2,
        revised_at=samples.MOMENT,
        revised_why=every,
        earlier=(Headline(text=every),),
    )


class ThreadingServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the standard library's name
        pass


@dataclasses.dataclass
class Site:
    printer: Printer
    address: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    public = tmp_path_factory.mktemp("site") / "public"
    printer = Printer(public)
    server = make_server("127.0.0.1", 0, PublicFolder(public), ThreadingServer, Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    surroundings = samples.surroundings()
    items = (samples.rich(), samples.persian(), samples.opinion(), samples.linked(), attack())
    listed = (recent_of(attack(), surroundings), *samples.RECENT)
    around = samples.surroundings(recent=listed)
    printer.write_all([*(render(item, around) for item in items), render_lists(around)])
    yield Site(printer, f"http://127.0.0.1:{server.server_port}/")
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"Chromium is not installed at {CHROMIUM}: packages.txt names the package")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


def opened(browser: Browser, site: Site, path: str, **options: Any) -> Page:
    page = browser.new_page(**options)
    page.goto(site.address + path)
    return page


@pytest.fixture(autouse=True)
def tidy(browser: Browser) -> Iterator[None]:
    yield
    for context in browser.contexts:
        context.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_of_a_source_runs_and_nothing_is_loaded_from_elsewhere(browser: Browser, site: Site, path: str):
    page = browser.new_page()
    told: list[str] = []
    asked: list[str] = []
    page.on("dialog", lambda dialog: told.append(dialog.message))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.address + path)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.evaluate("window.hit") is None
    assert all(address.startswith(site.address) for address in asked)
    assert [each for each in told if "404" not in each] == []
    assert (
        page.evaluate("document.querySelectorAll('iframe, object, form, base, svg:not(section.chain svg)').length") == 0
    )
    assert page.evaluate("document.baseURI") == page.url


def test_every_link_leads_to_http(browser: Browser, site: Site):
    page = opened(browser, site, ATTACK)
    schemes = page.evaluate("[...new Set([...document.querySelectorAll('a')].map(a => a.protocol))]")
    assert set(schemes) <= {"http:", "https:"}


def test_json_ld_is_read_as_data(browser: Browser, site: Site):
    page = opened(browser, site, ATTACK)
    told = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
    assert told["isBasedOn"] == "https://courier.example/2026/11/second-lock"
    assert "</script>" in told["headline"]


def test_the_front_page_fills_and_withdrawn_reports_go_while_one_watches(browser: Browser, site: Site):
    page = opened(browser, site, FRONT)
    entries = page.locator(".front-list li")
    expect(entries).to_have_count(10)
    new = samples.recent(100, headline="Lock gates have arrived <b>by ship</b>", language="en")
    changed = dataclasses.replace(samples.RECENT[0], headline="Ferry runs again, and on time")
    kept = (new, changed, *samples.RECENT[2:])
    site.printer.write(render_lists(samples.surroundings(recent=kept)))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(entries.first).to_have_attribute("data-id", "100")
    shown = page.evaluate("[...document.querySelectorAll('.front-list h3')].map(h => h.textContent.trim())")
    assert shown == [each.headline for each in kept]
    expect(page.locator("[data-news]")).to_have_text("One new report")
    site.printer.write(render_lists(samples.surroundings(recent=())))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(entries).to_have_count(0)
    expect(page.locator(".empty")).to_be_visible()


def test_ages_stay_right_as_time_passes(browser: Browser, site: Site):
    site.printer.write(render_lists(samples.surroundings()))
    page = browser.new_page()
    page.clock.install(time=samples.MOMENT)
    page.goto(site.address + RICH)
    time = page.locator('.recent time[datetime^="2026-11-25T14:13"]').first
    assert time.text_content() == "17 minutes ago"
    for passed, told in (("43:00", "1 hour ago"), ("02:00:00", "3 hours ago"), ("23:00:00", "yesterday")):
        page.clock.fast_forward(passed)
        assert time.text_content() == told
    page.clock.fast_forward(7 * 86400 * 1000)
    assert time.text_content() == "25 November 2026, 14:13 UTC"


def test_a_moment_in_the_future_is_told_as_a_date(browser: Browser, site: Site):
    page = browser.new_page()
    page.clock.install(time=samples.MOMENT - dt.timedelta(days=3))
    page.goto(site.address + RICH)
    assert (
        page.locator('.recent time[datetime^="2026-11-25T14:13"]').first.text_content() == "25 November 2026, 14:13 UTC"
    )


def test_pages_are_whole_without_scripts(browser: Browser, site: Site):
    page = opened(browser, site, RICH, java_script_enabled=False)
    assert page.locator(".recent time").nth(1).inner_text() == "25 November 2026, 14:13 UTC"
    assert page.locator("dl.source").is_visible()
    page.locator("summary").click()
    assert page.locator(".omitted li").first.is_visible()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_screen(browser: Browser, site: Site, path: str):
    page = opened(browser, site, path)
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width


# WCAG 2.2, success criterion 1.4.3: relative luminance and contrast as its glossary defines them.
CONTRAST = """() => {
  const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = element => {
    for (; element; element = element.parentElement) {
      const colour = parts(getComputedStyle(element).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    const [a, b] = [parts(getComputedStyle(element).color), ground(element)].map(light).sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) low.push(element.tagName + "." + element.className);
  }
  return low;
}"""


@pytest.mark.parametrize("path", [FRONT, RICH, OPINION, LINKED, "about/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_its_ground(browser: Browser, site: Site, path: str, scheme: Any):
    assert opened(browser, site, path, color_scheme=scheme, reduced_motion="reduce").evaluate(CONTRAST) == []


def test_the_first_tab_leads_past_the_masthead(browser: Browser, site: Site):
    page = opened(browser, site, RICH)
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("element => element === document.activeElement")
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))


def test_right_to_left_reads_from_the_right(browser: Browser, site: Site):
    page = opened(browser, site, PERSIAN, viewport={"width": 390, "height": 800})
    left, right = page.evaluate(
        """() => {
          const range = document.createRange();
          range.selectNodeContents(document.querySelector('.body p:last-of-type [data-span]'));
          const lines = [...range.getClientRects()].filter(line => line.width > 1);
          const box = document.querySelector('.body').getBoundingClientRect();
          const last = lines[lines.length - 1];
          return [last.left - box.left, box.right - last.right];
        }"""
    )
    assert abs(right) < 2
    assert left > 20
