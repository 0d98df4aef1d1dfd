"""Reads one hostile feed and prints what came of it, how long it took, and by how much memory grew at its highest.

Run as a process of its own, with the feed on standard input: python tests/hostile/feed_probe.py
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

from mediawire.intake import feeds
from mediawire.model.errors import UnreadableFeed


def highest() -> int:
    """The most memory that this process has held, in bytes: unlike getrusage it starts anew with exec."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    assert found
    return int(found[1]) * 1024


def main() -> None:
    body = sys.stdin.buffer.read()
    feeds.parse(b"<rss><channel><item><title>One<b></title></item></channel></rss>", {}, "")  # feedparser is loaded too
    before, started = highest(), time.process_time()
    try:
        document = feeds.parse(body, {}, "https://outlet.example/feed")
        told: dict[str, object] = {"titles": [entry.title for entry in document.entries][:5], "flags": document.flags}
    except UnreadableFeed as error:
        told = {"refused": error.what}
    print(json.dumps({**told, "seconds": time.process_time() - started, "growth": highest() - before}))


if __name__ == "__main__":
    main()
