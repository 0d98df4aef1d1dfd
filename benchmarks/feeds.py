"""Feeds a processor second, the wire's reader beside feedparser, and every difference between what they read.

    python benchmarks/feeds.py FOLDER [--rounds 3] [--differences]

FOLDER holds feeds, one a file, gzipped or not (and may hold an `index.jsonl`, which is left out). Each feed is read by
both readers in one run, turn about, so that a busy machine slows both. feedparser reads with its defaults. Entries are
compared in order: count, link, title and date (within a second); the wire's known and wanted departures are named, all
others are listed as they are.
"""

from __future__ import annotations

import argparse
import calendar
import collections
import dataclasses
import datetime as dt
import gzip
import html
import io
import re
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser

from mediawire.intake import feeds
from mediawire.model.errors import UnreadableFeed
from mediawire.model.feed import FeedDocument, FeedEntry

SECOND = dt.timedelta(seconds=1)


@dataclasses.dataclass
class Tally:
    """Both readers' processor seconds, what was compared, and what differed."""

    ours: float = 0.0
    theirs: float = 0.0
    feeds: int = 0
    size: int = 0
    readers: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    same: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    differences: list[tuple[str, str, str]] = dataclasses.field(default_factory=list)


def documents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each feed in a folder."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix not in (".jsonl", ".md"):
            data = path.read_bytes()
            yield path.name, gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def read(data: bytes) -> FeedDocument:
    """The feed as the wire reads it, an empty one where it is refused."""
    try:
        return feeds.parse(data, {}, "")
    except UnreadableFeed:
        return FeedDocument(complete=False, reader="refused")


def measure(folder: Path, rounds: int) -> Tally:
    """Read every feed with both, turn about, and compare in the last round."""
    tally = Tally()
    for name, data in documents(folder):
        for _ in range(rounds):
            start = time.process_time()
            ours = read(data)
            between = time.process_time()
            theirs = feedparser.parse(io.BytesIO(data))
            tally.ours += between - start
            tally.theirs += time.process_time() - between
        tally.feeds += 1
        tally.size += len(data)
        tally.readers[ours.reader + ("" if ours.complete else ", broken off")] += 1
        compare(tally, name, ours, theirs)
    tally.ours /= rounds
    tally.theirs /= rounds
    return tally


def compare(tally: Tally, name: str, ours: FeedDocument, theirs: Any) -> None:
    """Count what is the same in both and list what is not."""
    if ours.kind == "json":
        tally.same["JSON feeds, which feedparser does not read"] += 1
        return
    if len(ours.entries) != len(theirs.entries):
        right = "ours: the last entry is not whole" if not ours.complete else "to be looked at"
        tally.differences.append((f"{name} count", f"{len(ours.entries)} / {len(theirs.entries)}", right))
        return
    tally.same["count"] += 1
    for at, (entry, other) in enumerate(zip(ours.entries, theirs.entries, strict=True)):
        for field, mine, its, right in differing(entry, other):
            if mine == its:
                tally.same[field] += 1
            else:
                tally.differences.append((f"{name} [{at}] {field}", f"{mine!r} / {its!r}", right))


def differing(entry: FeedEntry, other: Any) -> Iterator[tuple[str, Any, Any, str]]:
    """Field, our value and theirs, and which is right where they differ."""
    mine, its = folded(entry.title), folded(other.get("title"))
    yield "title", mine, its, "to be looked at"
    link, theirs = entry.link or "", (other.get("link") or "").strip()
    yield "link", link.strip(), theirs, judged_link(link, theirs)
    for field in ("published", "updated"):
        value, parsed = getattr(entry, field), dict.get(other, f"{field}_parsed")
        date = dt.datetime.fromtimestamp(calendar.timegm(parsed), dt.UTC) if parsed else None
        near = value is not None and date is not None and abs(value - date) <= SECOND
        yield field, date if near else value, date, judged_date(value, date, getattr(entry, f"{field}_text"))


def folded(title: str | None) -> str:
    """A title as readers see it: feedparser's sanitizer rewrites attributes and entities, not words."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", "", html.unescape(title or ""))).split())


def judged_link(ours: str, theirs: str) -> str:
    """Why links differ."""
    if not ours and not theirs.startswith("http"):
        return "ours: an identifier that is no web address is no link"
    if ours and theirs.endswith(".php"):
        return "ours: feedparser resolves an empty link to the feed's own address"
    return "to be looked at"


def judged_date(ours: dt.datetime | None, theirs: dt.datetime | None, wording: str) -> str:
    """Why dates differ."""
    if theirs is None:
        return f"ours: feedparser cannot read {wording!r}"
    if ours is not None and (ours - theirs) % dt.timedelta(hours=12) == dt.timedelta(0) and "m" in wording.lower():
        return f"ours: feedparser passes over am and pm in {wording!r}"
    if re.match(r"\d{4}/", wording):
        return f"ours: feedparser reads {wording!r} as another day, without its time"
    return f"to be looked at: {wording!r}"


def main() -> None:
    """Print the measurement."""
    parser = argparse.ArgumentParser(description="Feeds a processor second beside feedparser, and the differences.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--differences", action="store_true", help="list every difference, not one a kind and feed")
    given = parser.parse_args()
    warnings.simplefilter("ignore", DeprecationWarning)
    tally = measure(given.folder, given.rounds)
    print(f"{tally.feeds} feeds, {tally.size / 1e6:.1f} MB, {given.rounds} rounds; read by {dict(tally.readers)}")
    print(f"mediawire  {tally.feeds / tally.ours:8.1f} feeds a CPU second")
    print(f"feedparser {tally.feeds / tally.theirs:8.1f} feeds a CPU second ({feedparser.__version__})")
    print(f"           {tally.theirs / tally.ours:8.1f} times")
    print("the same in both:", dict(tally.same))
    print(f"different: {len(tally.differences)} (ours / feedparser's: which is right)")
    seen = set()
    for place, values, right in tally.differences:
        kind = (place.split(" ")[0], place.split(" ")[-1], right.split(":")[0])
        if given.differences or kind not in seen:
            print(f"  {place}: {values}: {right}")
        seen.add(kind)


if __name__ == "__main__":
    main()
