"""The durable engine: finished steps are not run again, and what a dead process began is taken up."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import json, os, signal, sys
from pathlib import Path
from mediawire.line.engine import Engine

folder, die_in = Path(sys.argv[1]), sys.argv[2]

def note(word):
    with (folder / "steps").open("a") as file:
        file.write(word + "\\n")

def first(key): note("first"); return [1, 2]
def second(ids):
    if die_in == "second": os.kill(os.getpid(), signal.SIGKILL)
    note("second " + json.dumps(ids)); return [each + 1 for each in ids]
def third(ids): note("third " + json.dumps(ids)); return ids

def flow(do, key):
    do(third, do(second, do(first, key)))

engine = Engine("sqlite://", folder, "line")
engine.register("carry", flow)
engine.start()
engine.run("carry", "batch-1")
note("done")
print(json.dumps(engine.finished(10)))
engine.stop()
"""


def run(folder: Path, die_in: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, str(folder), die_in]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def steps(folder: Path) -> list[str]:
    return (folder / "steps").read_text().splitlines()


def test_a_flow_goes_on_behind_the_step_that_had_finished(tmp_path: Path) -> None:
    assert run(tmp_path, "second").returncode == -9
    assert steps(tmp_path) == ["first"]
    again = run(tmp_path, "")
    assert again.returncode == 0, again.stderr
    assert steps(tmp_path) == ["first", "second [1, 2]", "third [2, 3]", "done"]
    assert json.loads(again.stdout) == ["carry:batch-1"]


def test_the_same_flow_again_does_nothing_again(tmp_path: Path) -> None:
    for _ in range(2):
        assert run(tmp_path, "").returncode == 0
    assert steps(tmp_path) == ["first", "second [1, 2]", "third [2, 3]", "done", "done"]


def test_the_engines_tables_hold_ids_and_no_pickles(tmp_path: Path) -> None:
    run(tmp_path, "")
    raw = (
        (tmp_path / "line.sqlite3").read_bytes() + (tmp_path / "line.sqlite3-wal").read_bytes()
        if (tmp_path / "line.sqlite3-wal").exists()
        else (tmp_path / "line.sqlite3").read_bytes()
    )
    assert b"gAS" not in raw
    assert b"batch-1" in raw
