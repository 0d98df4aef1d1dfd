"""The figures of sourcing, copies, stories and changes may rise, not fall: measured on data beside the checkout.

The data is pinned by digest; a clone without it steps aside and says so. Samples keep the run short. Floors lie a
little under what the samples gave when they were set.
"""

import gzip
import hashlib
import importlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks import _language

FOLDER = Path(__file__).resolve().parents[3] / "../shared/language"
PINNED: dict[str, str] = {
    "sourcing": "7c805f14da174830ddbe7448dd7d23263785711d117812934f5865435c5dad11",
    "same_report": "b7907cb6166eda41f92accf330132dbeb34a5a105521b7508c0f2363794a0b68",
    "same_story": "6ec9578c4281978256437a2c28834d6382dc38aa6909dc2ba479f016a4401759",
    "drift": "f9b259aaa2cf8502a867a9e1c1426e4b1ce891aaa6e63778f0fecc80969b0c21",
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FOLDER.exists(), reason="the development data lies in ../shared, which this checkout lacks"),
]


@pytest.fixture
def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run a scorer on every n-th record of its data."""

    def measure(name: str, callable_: Any, every: int, **more: Any) -> dict[str, Any]:
        packed = (FOLDER / "data" / f"{name}.jsonl.gz").read_bytes()
        if hashlib.sha256(packed).hexdigest() != PINNED[name]:
            pytest.skip(f"{name} is not the data that the floors were measured on; measure again and pin it")
        lines = gzip.decompress(packed).decode("utf-8").splitlines()
        if name == "sourcing":
            lines = [line for line in lines if json.loads(line)["part"] == "dev"]
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as sample:
            sample.write("\n".join(lines[::every]) + "\n")
        monkeypatch.setattr(sys, "path", [str(FOLDER), *sys.path])
        result: dict[str, Any] = importlib.import_module(f"score_{name}").evaluate(callable_, tmp_path, **more)
        return result

    return measure


def test_sourcing(measured: Any) -> None:
    result = measured("sourcing", _language.sourcing, 1)
    assert result["attributions"]["F1"] >= 0.79
    assert result["content characters"]["F1"] >= 0.835
    assert result["direct quotations"]["recall"] >= 0.98
    assert result["source"]["accuracy"] >= 0.88
    assert result["outlets cited"]["P"] >= 0.86
    assert result["outlets cited"]["R"] >= 0.94


def test_copies(measured: Any) -> None:
    result = measured("same_report", _language.same_report, 1)
    assert result["pairs"]["F1"] >= 0.995
    assert result["recall by kind"]["edited"] >= 0.98
    assert result["shared spans"]["equal"] == 1.0


def test_stories(measured: Any) -> None:
    result = measured("same_story", _language.same_story, 1, sets=("basil", "fnc", "neus_dated", "stream-2000"))
    floors = {"basil": 0.97, "fnc": 0.95, "neus_dated": 0.91, "stream-2000": 0.905}
    assert {name: result[name]["BCubed F1"] >= floor for name, floor in floors.items()} == dict.fromkeys(floors, True)


def test_changes(measured: Any) -> None:
    result = measured("drift", _language.drift, 4)
    for kind, precision, recall in (
        ("figure", 0.97, 0.95),
        ("quote", 0.96, 0.97),
        ("caveat_dropped", 0.98, 0.95),
        ("attribution_dropped", 0.98, 0.95),
    ):
        assert result["by kind"][kind]["P"] >= precision
        assert result["by kind"][kind]["R"] >= recall
    assert result["unaltered packs"]["nothing found"] >= 0.97
