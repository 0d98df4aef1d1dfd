"""A real `mediawire` process tree for tests: started as a user would, watched by what it prints and serves."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any


class Running:
    """A started command that has said where its wire is."""

    def __init__(self, process: subprocess.Popen[str], address: str, folder: Path) -> None:
        self.process = process
        self.address = address
        self.folder = folder

    def get(self, path: str) -> str:
        """A page's text; raises HTTPError for 404 and the like."""
        with urllib.request.urlopen(self.address + path.lstrip("/"), timeout=300) as answer:
            return str(answer.read().decode("utf-8"))

    def recent(self) -> list[dict[str, Any]]:
        """What the front page lists."""
        with contextlib.suppress(urllib.error.HTTPError):
            return list(json.loads(self.get("recent.json"))["items"])
        return []

    def gone(self, path: str) -> bool:
        """Whether a page answers 404."""
        try:
            self.get(path)
        except urllib.error.HTTPError as error:
            return error.code == 404
        return False


def until(holds: Callable[[], Any], seconds: float, what: str) -> Any:
    """Wait until something is so; gives what it came to."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while time.monotonic() < deadline:
        if result := holds():
            return result
        pause.wait(0.2)
    raise AssertionError(f"after {seconds:.0f} s still not so: {what}")


@contextlib.contextmanager
def running(folder: Path, *arguments: str) -> Iterator[Running]:
    """Start `mediawire ARGUMENTS`, wait for its `wire:` line, and stop it at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    log = (folder / "log.txt").open("w", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "mediawire", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if line.startswith("wire: "):
                threading.Thread(target=process.stdout.read, daemon=True).start()
                yield Running(process, line.split()[1], folder)
                return
        raise AssertionError(f"no wire was started:\n{(folder / 'log.txt').read_text()}")
    finally:
        process.terminate()
        process.wait(300)
        log.close()
