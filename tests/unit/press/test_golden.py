"""Printed files beside what they should be: a change of any page shows as a difference in tests/golden/press.

After a wanted change: `MEDIAWIRE_GOLDEN=write python -m pytest tests/unit/press/test_golden.py`, then read the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from mediawire.press import render, render_lists
from tests.unit.press import samples

GOLDEN = Path(__file__).parents[2] / "golden" / "press"
# A changed style sheet changes every page's link to it; that is no change of the page.
DIGEST = re.compile(rb"(static/\w+\.)[0-9a-f]{12}(\.\w+)")


def printed() -> dict[str, bytes]:
    surroundings = samples.surroundings(recent=samples.RECENT[:3])
    items = {
        "everything.html": samples.rich(),
        "right-to-left.html": samples.persian(),
        "opinion-excerpt.html": samples.opinion(),
        "headline-and-link.html": samples.linked(),
    }
    told = {name: render(item, surroundings).files[0].body for name, item in items.items()}
    lists = {file.path: file.body for file in render_lists(surroundings).files}
    told |= {"front.html": lists["index.html"], "about.html": lists["about/index.html"]}
    told |= {name: lists[name] for name in ("404.html", "feed.xml", "feed.json", "recent.json", "sitemap.xml")}
    return {name: DIGEST.sub(rb"\1DIGEST\2", body) for name, body in told.items()}


@pytest.mark.parametrize("name", sorted(printed()))
def test_what_is_printed_is_what_was_agreed(name: str):
    body = printed()[name]
    if os.environ.get("MEDIAWIRE_GOLDEN") == "write":
        (GOLDEN / name).write_bytes(body)
    assert body.decode("utf-8").splitlines() == (GOLDEN / name).read_text(encoding="utf-8").splitlines()


def test_no_golden_file_is_left_over():
    assert {path.name for path in GOLDEN.iterdir()} == set(printed())
