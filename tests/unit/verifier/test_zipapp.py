"""The verifier as one file: it runs with Python, cryptography, and nothing else of this environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.proof import samples
from tests.unit.verifier.sites import published

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "build_verifier.sh"
LISTING = """
import runpy, sys
sys.argv = sys.argv[1:]
sys.path.insert(0, sys.argv[0])
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
except SystemExit as done:
    assert done.code == 0, done.code
for name, module in sorted(sys.modules.items()):
    if "site-packages" in (getattr(module, "__file__", None) or "") and "." not in name:
        print("FROM SITE", name)
    if name.startswith(("mediawire", "rfc8785")):
        assert sys.argv[0] in module.__file__, module.__file__
"""


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("packed") / "verify.pyz"
    environment = {**os.environ, "PYTHON": sys.executable}
    subprocess.run([str(SCRIPT), str(target)], check=True, capture_output=True, env=environment, timeout=60)
    return target


def test_it_runs_by_itself(packed: Path, tmp_path: Path) -> None:
    published(tmp_path)
    done = subprocess.run(
        [sys.executable, "-I", str(packed), str(tmp_path / samples.ITEM.path), "--key", samples.KEY.text],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "Everything that could be checked holds." in done.stdout


def test_it_needs_cryptography_alone(packed: Path, tmp_path: Path) -> None:
    published(tmp_path)
    done = subprocess.run(
        [sys.executable, "-I", "-c", LISTING, str(packed), str(tmp_path / samples.ITEM.path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    others = {line.split()[-1] for line in done.stdout.splitlines() if line.startswith("FROM SITE")}
    # An editable installation leaves a finder of its own; cffi is cryptography's.
    assert {each for each in others if not each.startswith(("_", "cffi"))} == {"cryptography"}
