"""The verifier as one file: it runs with Python, cryptography, and nothing else of this environment."""

from __future__ import annotations

import dataclasses
import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mediawire.model.capture import sha256
from tests.unit.proof import samples
from tests.unit.verifier.sites import published

HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + samples.PAYLOAD
RECORD = gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(HTTP), HTTP))
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
    subprocess.run([str(SCRIPT), str(target)], check=True, capture_output=True, env=environment, timeout=300)
    return target


def test_it_runs_by_itself(packed: Path, tmp_path: Path) -> None:
    published(tmp_path)
    done = subprocess.run(
        [sys.executable, "-I", str(packed), str(tmp_path / samples.ITEM.path), "--key", samples.KEY.text],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
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
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    others = {line.split()[-1] for line in done.stdout.splitlines() if line.startswith("FROM SITE")}
    # An editable installation leaves a finder of its own; cffi is cryptography's.
    assert {each for each in others if not each.startswith(("_", "cffi"))} == {"cryptography"}


@pytest.mark.parametrize(("change", "status"), [("", 0), ("a word", 1), ("gone", 2)])
def test_it_reads_the_capture_that_is_served(packed: Path, tmp_path: Path, change: str, status: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(samples, "CAPTURE", dataclasses.replace(samples.CAPTURE, record_digest=sha256(RECORD)))
        published(tmp_path, served=RECORD)
    file = tmp_path / samples.ITEM.path / "capture.warc.gz"
    if change == "a word":
        told = gzip.decompress(RECORD)
        file.write_bytes(gzip.compress(told.replace(b"eleven months", b"twelve months")))
    elif change == "gone":
        file.unlink()
    done = subprocess.run(
        [sys.executable, "-I", str(packed), str(tmp_path / samples.ITEM.path), "--key", samples.KEY.text],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == status, done.stdout + done.stderr
    if not status:
        assert "shown 11 P3" in done.stdout
        assert "  -   11" not in done.stdout
    if status == 1:
        assert "FALSE 10" in done.stdout
