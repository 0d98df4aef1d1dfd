"""Pictures of pages: phone and desktop, light and dark, by the system's Chromium.

    python scripts/screenshots.py FOLDER URL [URL ...] [--whole]

Writes FOLDER/NAME-{phone,desktop}-{light,dark}.png for each address, NAME from its path; `--whole` takes the whole page
and not the first screen alone. Pages are taken once they have loaded and their fonts are ready.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ViewportSize, sync_playwright

CHROMIUM = "/usr/bin/chromium"
SCREENS: dict[str, ViewportSize] = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
SCHEMES = ("light", "dark")


def picture(browser: Browser, url: str, folder: Path, *, whole: bool = False) -> list[Path]:
    """Four pictures of one page."""
    taken = []
    for screen, size in SCREENS.items():
        for scheme in SCHEMES:
            context = browser.new_context(viewport=size, color_scheme="dark" if scheme == "dark" else "light")
            page = context.new_page()
            page.goto(url, wait_until="load")
            page.evaluate("document.fonts.ready")
            path = folder / f"{name_of(url)}-{screen}-{scheme}.png"
            page.screenshot(path=path, full_page=whole)
            taken.append(path)
            context.close()
    return taken


def name_of(url: str) -> str:
    """A file name from an address: its path's last words, "front" for the root."""
    words = re.findall(r"[A-Za-z0-9-]+", urlsplit(url).path.replace("index.html", ""))
    return words[-1] if words else "front"


def main(arguments: list[str]) -> int:
    """Take the pictures; gives the exit status."""
    parser = argparse.ArgumentParser(description="Pictures of pages in four variants.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("urls", nargs="+")
    parser.add_argument("--whole", action="store_true", help="the whole page, not the first screen alone")
    given = parser.parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        # Chromium's own sandbox cannot be set up by root inside a container.
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for url in given.urls:
            for path in picture(browser, url, given.folder, whole=given.whole):
                print(path)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
