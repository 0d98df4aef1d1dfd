#!/usr/bin/env python3
"""Kill the whole wire at random moments and check after each kill that nothing is lost and nothing is printed twice.

    python scripts/torture.py --kills 20 --seed 1 [--pages 300] [--keep DIR]

A press of its own (this process) serves PAGES reports by ten outlets over HTTP. `mediawire run` reads and prints them as
a process tree of its own, which is killed with SIGKILL as a whole at a random moment, again and again; what stands on
disk then is checked without any code of the line. At the end the wire runs until every report is printed.

    I1  what was once acknowledged as published still is          I4  checkpoints only grow, each consistent with the last
    I2  one live item for each (source, address, content)         I7  nothing that was printed is removed or rewritten
    I5  every page in the public folder belongs to a live item    I8  every restart succeeds without hand work
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import http.server
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

OUTLETS = 10
WORDS = (
    "harbour council bridge storm engineers ferry school winter budget tram river market hospital road library "
    "village minister survey grain tunnel orchard signal witness festival timetable lighthouse quarry pension"
).split()


class Failure(Exception):
    """An invariant does not hold."""


# ---------------------------------------------------------------- the press


def sentence(chance: random.Random) -> str:
    """A sentence of invented words."""
    words = [chance.choice(WORDS) for _ in range(chance.randint(8, 18))]
    return f"The {' '.join(words)} numbered {chance.randint(2, 9000)} on that day."


def article(outlet: int, number: int) -> tuple[str, str]:
    """Title and page of one report, always the same for the same numbers."""
    chance = random.Random(outlet * 1000 + number)  # noqa: S311
    title = f"Report {number} of outlet {outlet}: the {chance.choice(WORDS)} and the {chance.choice(WORDS)}"
    body = "".join(f"<p>{sentence(chance)} {sentence(chance)}</p>" for _ in range(chance.randint(4, 9)))
    head = f'<meta charset="utf-8"><title>{title}</title><meta property="article:published_time" content="2026-11-20T08:00:00Z">'
    return (
        title,
        f"<!doctype html><html lang='en'><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>",
    )


class Outlet(http.server.BaseHTTPRequestHandler):
    """Answers for one outlet: its feed and its pages."""

    protocol_version = "HTTP/1.1"
    outlet = 0
    pages = 0

    def do_GET(self) -> None:
        """Feed, page or 404, with an ETag."""
        body = self._body()
        if body is None:
            self._answer(404, b"not here", "")
            return
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == tag:
            self._answer(304, b"", tag)
        else:
            self._answer(200, body, tag)

    def _body(self) -> bytes | None:
        if self.path == "/feed.xml":
            return self._feed()
        found = re.fullmatch(r"/report/(\d+)", self.path)
        if found and int(found[1]) < self.pages:
            return article(self.outlet, int(found[1]))[1].encode()
        return None

    def _feed(self) -> bytes:
        base = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
        items = "".join(
            f"<item><title>{article(self.outlet, number)[0]}</title><link>{base}/report/{number}</link>"
            f"<guid>{base}/report/{number}</guid></item>"
            for number in range(self.pages)
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Outlet {self.outlet}</title>{items}</channel></rss>'.encode()

    def _answer(self, status: int, body: bytes, tag: str) -> None:
        self.send_response(status)
        self.send_header(
            "Content-Type", "application/rss+xml" if self.path == "/feed.xml" else "text/html; charset=utf-8"
        )
        self.send_header("Content-Length", str(len(body)))
        if tag:
            self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@contextlib.contextmanager
def press(pages: int) -> Any:
    """Ten outlets on loopback; yields their base addresses."""
    servers = []
    for number in range(OUTLETS):
        handler = type(f"Outlet{number}", (Outlet,), {"outlet": number, "pages": pages // OUTLETS})
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
    try:
        yield [f"http://127.0.0.1:{server.server_port}" for server in servers]
    finally:
        for server in servers:
            server.shutdown()


# ---------------------------------------------------------------- the wire


def found_wire(folder: Path, outlets: list[str]) -> None:
    """Make a wire that reads the outlets as fast as it can."""
    command = [
        sys.executable,
        "-m",
        "mediawire",
        "init",
        str(folder),
        "--name",
        "Torture",
        "--contact",
        "desk@torture.example",
    ]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    path = folder / "wire.toml"
    text = path.read_text(encoding="utf-8").replace("port = 8750", "port = 0")
    text = text.replace("[manners]", '[manners]\npace = 0.02\npoll_floor = 1\nlocal = ["127.0.0.0/8"]')
    for number, base in enumerate(outlets):
        text += (
            f'\n[[source]]\nid = "outlet-{number}"\nname = "Outlet {number}"\nhome = "{base}/"\nfeed = "{base}/feed.xml"\n'
            'rule = "publish"\npoll_seconds = 1\n[source.terms]\nextent = "full"\nheadline_may_change = "yes"\n'
        )
    path.write_text(text, encoding="utf-8")


def start(folder: Path) -> subprocess.Popen[bytes]:
    """Start `mediawire run` as a process group of its own."""
    log = (folder / "torture.log").open("ab")
    command = [sys.executable, "-m", "mediawire", "run", "--wire", str(folder)]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)


def tree(pid: int) -> list[int]:
    """A process and all its descendants, as the kernel lists them."""
    found = [pid]
    for each in found:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            for task in Path(f"/proc/{each}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
    return found


def kill(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL to the whole tree at once."""
    pids = tree(process.pid)
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in pids[1:]) and time.monotonic() < deadline:
        threading.Event().wait(0.05)
