"""What a crash leaves in the public folder: pages of live items stay (I7), those of withdrawn ones go (I5)."""

from __future__ import annotations

import types
from pathlib import Path

from mediawire.archive import items
from mediawire.archive.captures import CaptureStore
from mediawire.line.printing import PressRoom
from mediawire.model.item import DecisionKind
from mediawire.press.printer import Printer
from tests.contract.samples import decision, printed, taken


def test_pages_that_were_not_yet_written_down_stay_and_withdrawn_ones_go(store: CaptureStore, tmp_path: Path) -> None:
    live, withheld = taken(store, number=1), taken(store, number=2)
    printed([live, withheld])
    public = tmp_path / "public"
    for each in (live, withheld):
        folder = public / items.load_item(each).path
        folder.mkdir(parents=True)
        (folder / "index.html").write_text("as printed", encoding="utf-8")
    items.decide(withheld, decision(DecisionKind.WITHHOLD, 5, "out"))
    room = PressRoom(types.SimpleNamespace(printer=Printer(public)))  # type: ignore[arg-type]
    assert room._stray() == [f"{items.load_item(withheld).path}/index.html"]
