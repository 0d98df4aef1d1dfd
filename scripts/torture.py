#!/usr/bin/env python3
"""Kill the whole wire at random moments and check after each kill that nothing is lost and nothing is printed twice.

    python scripts/torture.py --kills 20 --seed 1 [--pages 300] [--keep DIR] [--faults 4]

A press of its own (this process) serves PAGES reports by ten outlets over HTTP. `mediawire run` reads and prints them
as a process tree of its own, which is killed with SIGKILL as a whole at a random moment, again and again; what stands
on disk then is checked without any code of the line, and by `mediawire audit`, which must not be alarmed. At the end
the wire runs until every report is printed.

With --faults the wire runs as many times more under `fiu-run` (Debian's fiu-utils): writes, syncs or renames fail now
and then, or the disk says that it is full. A wire may end by itself under that; nothing may be lost or half published.

    I1  what was once acknowledged as published still is        I4  checkpoints only grow, consistent with the log
    I2  one live item for each (source, address, content)       I7  nothing that was printed is removed or rewritten
    I3  every page's proof verifies: the wire's own audit
    I5  every page in the public folder is of a live item       I8  every restart succeeds without hand work
"""

from __future__ import annotations

import argparse
import base64
import collections
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
BUSY = 0.8  # seconds that a wire retrieves between its start and its end, about
WORDS = [
    "harbour",
    "council",
    "bridge",
    "storm",
    "engineers",
    "ferry",
    "school",
    "winter",
    "budget",
    "tram",
    "river",
    "market",
    "hospital",
    "road",
    "library",
    "village",
    "minister",
    "survey",
    "grain",
    "tunnel",
    "orchard",
    "signal",
    "witness",
    "festival",
    "timetable",
    "lighthouse",
    "quarry",
    "pension",
]


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
    # The figures of the headline stand in the body too: a wire holds a headline that its report does not bear out.
    body = f"<p>This is report {number} of outlet {outlet}. {sentence(chance)} {sentence(chance)}</p>"
    body += "".join(f"<p>{sentence(chance)} {sentence(chance)}</p>" for _ in range(chance.randint(4, 9)))
    head = f'<meta charset="utf-8"><title>{title}</title>'
    page = f"<body><article><h1>{title}</h1>{body}</article></body>"
    return title, f"<!doctype html><html lang='en'><head>{head}</head>{page}</html>"


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
        start = '<?xml version="1.0"?><rss version="2.0"><channel>'
        return f"{start}<title>Outlet {self.outlet}</title>{items}</channel></rss>".encode()

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


class Press(http.server.ThreadingHTTPServer):
    """A server whose takers die in the middle of a request, as is the purpose here."""

    def handle_error(self, *_: Any) -> None:
        """Say nothing of it."""


@contextlib.contextmanager
def press(pages: int) -> Any:
    """Ten outlets on loopback; yields their base addresses."""
    servers = []
    for number in range(OUTLETS):
        handler = type(f"Outlet{number}", (Outlet,), {"outlet": number, "pages": pages // OUTLETS})
        server = Press(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
    try:
        yield [f"http://127.0.0.1:{server.server_port}" for server in servers]
    finally:
        for server in servers:
            server.shutdown()


# ---------------------------------------------------------------- the wire


def found_wire(folder: Path, outlets: list[str], pace: float) -> None:
    """Make a wire that reads the outlets at this pace."""
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
    text = text.replace("[manners]", f'[manners]\npace = {pace:.3f}\npoll_floor = 1\nlocal = ["127.0.0.0/8"]')
    for number, base in enumerate(outlets):
        text += (
            f'\n[[source]]\nid = "outlet-{number}"\nname = "Outlet {number}"\nhome = "{base}/"\n'
            f'feed = "{base}/feed.xml"\n'
            'rule = "publish"\npoll_seconds = 1\n[source.terms]\nextent = "full"\nheadline_may_change = "yes"\n'
        )
    path.write_text(text, encoding="utf-8")


# What fails, by libfiu's names of points of failure, how often, and with which errno (5 EIO, 28 ENOSPC).
FAULTS = {
    "write fails": [("posix/io/rw/write", 0.02, 5), ("posix/io/rw/pwrite", 0.02, 5)],
    "sync fails": [("posix/io/sync/fsync", 0.1, 5), ("posix/io/sync/fdatasync", 0.1, 5)],
    "rename fails": [("posix/io/dir/rename", 0.1, 5), ("posix/io/dir/renameat", 0.1, 5)],
    "disk full": [("posix/io/rw/write", 0.05, 28), ("posix/io/rw/pwrite", 0.05, 28)],
}


def start(folder: Path, fault: str = "") -> subprocess.Popen[bytes]:
    """Start `mediawire run` as a process group of its own, under a fault of the disk if one is named."""
    log = (folder / "torture.log").open("ab")
    command = [sys.executable, "-m", "mediawire", "run", "--wire", str(folder)]
    if fault:
        points = [
            f"enable_random name={name},probability={share},failinfo={errno}" for name, share, errno in FAULTS[fault]
        ]
        command = ["fiu-run", "-x", *(part for point in points for part in ("-c", point)), *command]
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


# ---------------------------------------------------------------- what must hold


class Ledger:
    """What was seen after each kill, so that the next look can tell whether anything was lost or rewritten."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notes: list[str] = []
        self.sealed: dict[int, bytes] = {}
        self.live: dict[int, tuple[str, str, str]] = {}
        self.pages: dict[str, int] = {}

    def check(self) -> str:
        """Look at disk and database; raises Failure. Gives what was found, in words."""
        database = sqlite3.connect(self.folder / "data/wire.sqlite3")
        try:
            return self._check(database)
        finally:
            database.close()

    def _check(self, database: sqlite3.Connection) -> str:
        items = database.execute(
            "SELECT id, source_id, url, content_digest, path FROM archive_item WHERE state = 'live'"
        ).fetchall()
        twice = [key for key, count in collections.Counter(row[1:4] for row in items).items() if count > 1]
        expect(not twice, f"I2: more than one live item for {twice[:3]}")
        now = {row[0]: row[1:4] for row in items}
        lost = [item for item, key in self.live.items() if now.get(item) != key]
        expect(not lost, f"I1, I7: items {lost[:5]} are gone or have become others")
        self.live = now
        leaves = dict(database.execute('SELECT "index", leaf_hash FROM archive_log_entry ORDER BY 1').fetchall())
        self._check_log(leaves, database)
        self._check_pages({row[4]: row[0] for row in items if row[4]})
        carried = database.execute("SELECT count(DISTINCT report_id) FROM archive_item").fetchone()[0]
        expect(carried == database.execute("SELECT count(*) FROM archive_item").fetchone()[0], "I2: a report twice")
        return f"{len(items)} items, log of {len(leaves)}, {len(self.pages)} pages"

    def _check_log(self, leaves: dict[int, bytes], database: sqlite3.Connection) -> None:
        expect(sorted(leaves) == list(range(len(leaves))), "I4: the log has holes")
        changed = [index for index, leaf in self.sealed.items() if leaves.get(index) != leaf]
        expect(not changed, f"I1, I4: entries {changed[:5]} of the log were lost or rewritten")
        self.sealed = leaves
        path = self.folder / "public/checkpoint"
        if path.exists():
            note = path.read_text(encoding="utf-8")
            size = int(note.split("\n")[1])
            expect(size <= len(leaves), "I4: the published checkpoint is ahead of the log")
            root = base64.b64encode(tree_hash([leaves[index] for index in range(size)])).decode()
            expect(note.split("\n")[2] == root, "I4: the published checkpoint is not of this log")
            if self.notes:
                expect(int(self.notes[-1].split("\n")[1]) <= size, "I4: the checkpoint went back")
            self.notes.append(note)

    def _check_pages(self, paths: dict[str, int]) -> None:
        public = self.folder / "public"
        here = {page.parent.relative_to(public).as_posix() for page in public.glob("[0-9]*/*/*/*/index.html")}
        stray = here - set(paths)
        expect(not stray, f"I5: pages of no live item: {sorted(stray)[:3]}")
        gone = set(self.pages) - here
        expect(not gone, f"I1, I7: printed pages are gone: {sorted(gone)[:3]}")
        for path in here:
            page = (public / path / "index.html").read_text(encoding="utf-8")
            expect(page.rstrip().endswith("</html>"), f"a page is cut off: {path}")
        self.pages = {path: paths[path] for path in here}


def audited(folder: Path) -> str:
    """The wire's own audit of the stopped wire, in words; raises Failure for a fault: a kill is none."""
    command = [sys.executable, "-m", "mediawire", "audit", "--wire", str(folder)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    expect(done.returncode == 0, f"I3: the audit is alarmed by a kill:\n{done.stdout}{done.stderr}")
    return "audit clean"


def expect(holds: bool, what: str) -> None:
    """Raise Failure unless it holds."""
    if not holds:
        raise Failure(what)


def tree_hash(leaves: list[bytes]) -> bytes:
    """The Merkle tree hash of RFC 6962 section 2.1 over leaf hashes, without any code of ours."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    while len(leaves) > 1:
        paired = [
            hashlib.sha256(b"\x01" + left + right).digest()
            for left, right in zip(leaves[::2], leaves[1::2], strict=False)
        ]
        leaves = paired + (leaves[-1:] if len(leaves) % 2 else [])
    return leaves[0]


def finished(folder: Path, expected: int, ledger: Ledger, seconds: float) -> str:
    """Run the wire to the end: every report printed once, all pages there."""
    process = start(folder)
    deadline = time.monotonic() + seconds
    try:
        while time.monotonic() < deadline:
            expect(process.poll() is None, f"I8: the wire ended by itself; see {folder / 'torture.log'}")
            told = ledger.check()
            if len(ledger.pages) == expected:
                return told
            threading.Event().wait(0.5)
        raise Failure(f"after {seconds:.0f} s only {len(ledger.pages)} of {expected} reports are printed")
    finally:
        process.terminate()
        process.wait(120)


def wait(process: subprocess.Popen[bytes], folder: Path, chance: random.Random) -> str:
    """Wait for a random moment: one in five while the wire starts, the others while it works. Gives it in words."""
    pause = threading.Event()
    if chance.random() < 0.2:
        seconds = chance.uniform(0.1, 3.0)
        pause.wait(seconds)
        return f"{seconds:4.2f} s into its start"
    begun = (folder / "torture.log").read_text(encoding="utf-8").count("wire: ")
    while (folder / "torture.log").read_text(encoding="utf-8").count("wire: ") == begun and process.poll() is None:
        pause.wait(0.05)
    seconds = chance.uniform(1.0, 8.0)
    pause.wait(seconds)
    return f"{seconds:4.2f} s into its work"


def torture(kills: int, seed: int, pages: int, folder: Path, faults: int) -> None:
    """Kill and check, again and again, then run to the end."""
    chance = random.Random(seed)  # noqa: S311
    with press(pages) as outlets:
        # So slow that the reports last until the last kill.
        found_wire(folder, outlets, OUTLETS * (kills + faults) * BUSY / pages)
        ledger = Ledger(folder)
        for number in range(1, kills + 1):
            process = start(folder)
            moment = wait(process, folder, chance)
            expect(process.poll() is None, f"I8: the wire ended by itself; see {folder / 'torture.log'}")
            kill(process)
            print(f"kill {number:2} {moment}: {ledger.check()}, {audited(folder)}: I1-I5 I7 I8 hold", flush=True)
        for number in range(1, faults + 1):
            fault = chance.choice(sorted(FAULTS))
            process = start(folder, fault)
            moment = wait(process, folder, chance)
            ended = " (it had ended by itself)" if process.poll() is not None else ""
            kill(process)
            told = f"{ledger.check()}, {audited(folder)}"
            print(f"fault {number:2} {fault}, {moment}{ended}: {told}: I1-I5 I7 hold", flush=True)
        print(f"to the end: {finished(folder, pages, ledger, 600 + pages)}: nothing lost, nothing twice", flush=True)


def main() -> None:
    """Read the command line and go."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=300, help="a multiple of ten")
    parser.add_argument("--keep", type=Path, default=None, help="keep the wire in this folder")
    parser.add_argument("--faults", type=int, default=0, help="further runs under a failing disk (needs fiu-run)")
    asked = parser.parse_args()
    if asked.faults and shutil.which("fiu-run") is None:
        print("fiu-run is missing (Debian package fiu-utils): no faults of the disk are tried", file=sys.stderr)
        asked.faults = 0
    folder = asked.keep or Path(tempfile.mkdtemp(prefix="mediawire-torture-"))
    try:
        torture(asked.kills, asked.seed, asked.pages, folder, asked.faults)
    except Failure as failure:
        print(f"FAILED: {failure}\nthe wire is kept in {folder}", file=sys.stderr)
        sys.exit(1)
    if asked.keep is None:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
