"""The guide to the demo says what the demo does."""

from __future__ import annotations

import re
from pathlib import Path

from mediawire import demo
from mediawire.demo import planted, reports
from mediawire.demo.outlets import outlets

GUIDE = (Path(__file__).resolve().parents[3] / "docs" / "guides" / "demo.md").read_text(encoding="utf-8")


def test_every_outlet_stands_in_the_guide():
    for outlet in outlets():
        assert f"| {outlet.name} " in GUIDE


def test_the_events_stand_there_with_their_seconds():
    for event in (*planted.corrections(), *planted.silent_edits(), *planted.withdrawals()):
        assert f"| {event.at:g} | **" in GUIDE


def test_pages_worth_opening_are_there():
    titles = re.findall(r"\*([A-Z][^*]{20,})\* \(", GUIDE)
    assert len(titles) >= 4
    for title in titles:
        assert any(report.title.startswith(title.rstrip(" …")) for report in reports()), title


def test_the_names_in_the_guide_exist():
    for name in re.findall(r"`(\w+)\(\w*\)`", GUIDE):
        assert hasattr(planted, name) or hasattr(demo, name), name
