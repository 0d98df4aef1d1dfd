#!/usr/bin/env python3
"""Pictures of the demo for README and documents: items, a story, the desk; phone and desktop, light and dark.

    python scripts/pictures.py [FOLDER]            default: docs/pictures

Starts the demo, waits until it has printed enough, and drives the system's Chromium.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.running import Running, running, until  # noqa: E402

CHROMIUM = "/usr/bin/chromium"
SCREENS = {"desktop": (1280, 900), "phone": (390, 844)}
SCHEMES = ("light", "dark")


def take(browser: Browser, wire: Running, public: Path, folder: Path) -> None:
    """All pages in all variants."""
    pictured = next(path for path in public.glob("[0-9]*/*/*/*/index.html") if "<figure" in path.read_text("utf-8"))
    story = max(public.glob("story/*/index.html"), key=lambda path: path.stat().st_size)
    others = [(name, path.relative_to(public).as_posix()) for name, path in (("pictured", pictured), ("story", story))]
    item = next(each["path"] for each in wire.recent() if "grain reserve falls" in each["headline"].lower())
    for screen, (width, height) in SCREENS.items():
        for scheme in SCHEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
            )
            page = context.new_page()
            for name, path in (("front", ""), ("item", f"{item}/index.html"), ("search", "search?q=grain")):
                page.goto(wire.address + path)
                shot(page, folder / f"{name}-{screen}-{scheme}.png", whole=name == "item")
            for name, path in others:
                page.goto(wire.address + path)
                shot(page, folder / f"{name}-{screen}-{scheme}.png", whole=True)
            desk(page, wire, folder, f"{screen}-{scheme}")
            context.close()


def desk(page: Page, wire: Running, folder: Path, variant: str) -> None:
    """The desk: log-in, queue, one report."""
    page.goto(f"{wire.address}desk/")
    shot(page, folder / f"login-{variant}.png")
    page.get_by_label("Name").fill("editor")
    page.get_by_label("Password").fill("demonstration")
    page.get_by_role("button", name="Log in", exact=True).click()
    page.goto(f"{wire.address}desk/?show=live")
    shot(page, folder / f"queue-{variant}.png")
    page.locator("li", has_text="Harbour Courier").locator("a.headline").first.click()
    shot(page, folder / f"desk-{variant}.png", whole=True)
    page.goto(f"{page.url.rstrip('/')}/teach")
    shot(page, folder / f"teach-{variant}.png", whole=True)
    for name in ("duties", "sources"):
        page.goto(f"{wire.address}desk/{name}/")
        shot(page, folder / f"{name}-{variant}.png", whole=True)


def shot(page: Page, path: Path, *, whole: bool = False) -> None:
    """One picture, once the fonts are there."""
    page.evaluate("document.fonts.ready")
    page.screenshot(path=path, full_page=whole)
    print(path)


def main() -> None:
    """Run the demo and take the pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        wire_folder = Path(temporary)
        with running(wire_folder, "demo", "--folder", str(wire_folder), "--port", "0", "--speed", "3") as wire:
            until(lambda: len(wire.recent()) >= 16, 120, "sixteen reports are printed")
            until(lambda: any("grain reserve falls" in each["headline"].lower() for each in wire.recent()), 60, "grain")
            sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=sandbox)
            take(browser, wire, wire_folder / "public", folder)
            browser.close()


if __name__ == "__main__":
    main()
