"""A wire that has printed: the demo's, run once for all tests of a module and stopped; each test works on a copy."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import running, until


def mediawire(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a person does."""
    command = [sys.executable, "-m", "mediawire", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, stdin=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("printed")
    with running(folder, "demo", "--folder", str(folder), "--port", "0", "--speed", "6") as started:
        until(lambda: len(started.recent()) >= 12, 120, "twelve reports are printed")
        until(lambda: next((folder / "public").rglob("capture.warc.gz"), None), 120, "one with the page as captured")
        until(lambda: told_from(folder), 120, "a story whose page says from whom a telling has it")
    return folder


@pytest.fixture
def wire(printed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(printed, tmp_path / "wire"))


def told_from(wire: Path) -> list[Path]:
    """Pages of stories that say from whom a telling has its words."""
    pages = sorted((wire / "public/story").glob("*/index.html"))
    return [page for page in pages if 'class="from"><bdi>' in page.read_text("utf-8")]


def revision_of(place: Path) -> int:
    """Which printing of its item a folder holds: another than the first where the demo's correction was quicker."""
    return int(json.loads((place / "manifest.json").read_bytes())["revision"])


def item_folders(wire: Path) -> list[Path]:
    return sorted(page.parent for page in (wire / "public").glob("[0-9]*/*/*/*/index.html"))
