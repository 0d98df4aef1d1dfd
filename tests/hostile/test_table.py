"""The table of hostile inputs names a test for every one of them, and every test that it names is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| (\d+) \| [^|]+ \| `([^`:]+)::(\w+)` \|$", re.MULTILINE)
GROUPS = {*range(1, 25), *range(39, 69)}  # network, structure of feeds, encodings


def rows() -> list[tuple[int, str, str]]:
    text = (ROOT / "docs/reference/hostile.md").read_text(encoding="utf-8")
    return [(int(number), file, test) for number, file, test in ROW.findall(text)]


def test_every_fault_has_its_row_once() -> None:
    numbers = [number for number, _, _ in rows()]
    assert sorted(numbers) == sorted(GROUPS)


def test_every_test_that_is_named_is_there() -> None:
    for _, file, test in rows():
        source = (ROOT / file).read_text(encoding="utf-8")
        assert re.search(rf"^(?:async )?def {test}\(", source, re.MULTILINE), f"{file}::{test}"
