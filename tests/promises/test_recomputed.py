"""P3, by a hand that is not ours: the digests in all manifests agree with what `recompute.py` makes of the WARC files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.wires import mediawire, printed, wire
from tests.promises.recompute import recomputed

pytestmark = pytest.mark.slow
__all__ = ["printed", "wire"]
ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"


def test_every_item_of_the_demo(printed: Path) -> None:
    items, blocks, wrong = recomputed(printed / "public", printed / "data/captures")
    assert not wrong, wrong
    assert items >= 12
    assert blocks > 50


def test_a_paragraph_with_another_word_is_seen(wire: Path) -> None:
    path = next((wire / "public").glob("[0-9]*/*/*/*/manifest.json"))
    told = json.loads(path.read_bytes())
    part = told["paragraphs"] or told["withheld"]
    part[0]["digest"] = part[0]["digest"][::-1]
    path.write_text(json.dumps(told), "utf-8")
    _, _, wrong = recomputed(wire / "public", wire / "data/captures")
    assert len(wrong) == 1
    assert path.parent.name in wrong[0]


def test_every_item_of_a_press_of_real_pages(tmp_path: Path) -> None:
    if not (SHARED / "tools/pressbox.py").is_file():
        pytest.skip("needs the stored pages of ../shared, which is not beside this clone")
    command = [sys.executable, "-m", "benchmarks.line", "--shared", str(SHARED), "--keep", str(tmp_path)]
    command += ["--outlets", "12", "--seconds", "60", "--pace", "0.1"]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True, timeout=300)
    items, _, wrong = recomputed(tmp_path / "wire/public", tmp_path / "wire/data/captures")
    assert not wrong, wrong
    assert items > 10
    assert mediawire("audit", "--wire", str(tmp_path / "wire")).returncode == 0
