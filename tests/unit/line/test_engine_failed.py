"""A flow that failed is begun anew when it is asked for again, and goes on behind nothing that had failed."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
from pathlib import Path
from mediawire.line.engine import Engine

folder = Path(sys.argv[1])
tries = folder / "tries"

def step(ids):
    count = len(tries.read_text()) if tries.exists() else 0
    tries.write_text("x" * (count + 1))
    if count == 0:
        raise OSError(5, "the disk")
    return ids

engine = Engine("sqlite", folder, "one")
engine.register("carry", lambda do, key: do(step, [1]) and None)
engine.start()
try:
    engine.run("carry", "batch")
    print("done")
except Exception as error:
    print("failed", type(error).__name__)
engine.stop()
"""


def test_a_failed_flow_is_begun_anew(tmp_path: Path) -> None:
    """As in HOSTILE 96 and 97: the disk refuses once; the next start carries the batch without hand work (I8)."""
    command = [sys.executable, "-c", SCRIPT, str(tmp_path)]
    first, second, third = (
        subprocess.run(command, capture_output=True, text=True, timeout=300, check=True).stdout for _ in range(3)
    )
    assert first.startswith("failed")
    assert second.startswith("done")
    assert third.startswith("done")
    assert (tmp_path / "tries").read_text() == "xx", "what was done is not done again"


def test_a_flow_whose_failure_was_not_put_down_is_begun_anew_too(tmp_path: Path) -> None:
    """The disk refused a step, and then the engine's own note that the flow had failed: only the step's outcome stands.

    The next start takes the flow up and meets that outcome again; it says nothing about the disk of now.
    """
    command = [sys.executable, "-c", SCRIPT, str(tmp_path)]
    first = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True).stdout
    with contextlib.closing(sqlite3.connect(tmp_path / "line.sqlite3")) as tables, tables:
        unsaid = "UPDATE workflow_status SET status = 'PENDING', error = NULL, output = NULL, completed_at = NULL"
        assert tables.execute(unsaid).rowcount == 1
    second = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True).stdout
    assert first.startswith("failed")
    assert second.startswith("done")
    assert (tmp_path / "tries").read_text() == "xx"
