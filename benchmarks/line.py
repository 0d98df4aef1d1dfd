"""The line on real pages: reports per processor second, memory, disk, and the time from reveal to print.

    python -m benchmarks.line [--shared ../shared] [--sets ft,fe,sh,aed,wx] [--outlets N]
    python -m benchmarks.line --reveal 120 --seconds 180        the time from reveal to print, at 120 reports a minute

Serves the stored pages of ../shared as live outlets on loopback (its pressbox) and runs `mediawire run` against them as
any user would, with a one-off permission for the benchmark: full text, also of agency copy and of pages that reserve
their rights, which otherwise wait at the desk. Where ../shared is missing it says so and ends.

Machines differ, and so do the hours of one machine: beside the line's own figure stands what trafilatura, which only
extracts the text, needs for every fifth of these pages right after the run.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import datetime as dt
import gzip
import json
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from benchmarks.processes import Watch

ROOT = Path(__file__).resolve().parents[1]
PORT = 8100
# The stored pages are served to nobody but this machine. The permission says what it covers, and the wire keeps to it:
# without `settles`, agency copy and pages that reserve their rights would wait at the desk, as in a newsroom.
PERMISSION = """[source.terms]
kind = "permission"
extent = "full"
settles = ["agency-copy", "reservation", "contradiction", "licence"]
basis = "One-off permission of this house, for this benchmark on this machine alone: full text"
"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The command line."""

    shared: Path
    sets: str
    outlets: int
    reveal: int
    seconds: int
    keep: Path | None
    pace: float


def asked() -> Asked:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--sets", default="ft,fe,sh,aed,wx")
    parser.add_argument("--outlets", type=int, default=0, help="only the first N publishers")
    parser.add_argument("--reveal", type=int, default=0, help="reports that appear a minute; 0: all at once")
    parser.add_argument("--seconds", type=int, default=600, help="stop after so many")
    parser.add_argument("--keep", type=Path, default=None, help="keep the wire in this folder")
    parser.add_argument("--pace", type=float, default=1.0, help="seconds between requests to one outlet")
    return Asked(**vars(parser.parse_args()))


def pressbox(options: Asked, folder: Path) -> tuple[subprocess.Popen[str], list[dict[str, Any]]]:
    """Start the press on the stored pages; gives its process and the outlets."""
    command = [sys.executable, str(options.shared / "tools/pressbox.py"), "--pages", str(options.shared / "pages")]
    command += [
        "--port",
        str(PORT),
        "--sets",
        options.sets,
        "--own-canonical",
        "--sources",
        str(folder / "sources.json"),
    ]
    command += ["--reveal-per-minute", str(options.reveal), "--dates", "reveal" if options.reveal else "truth"]
    if options.outlets:
        command += ["--outlets", str(options.outlets)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    while not (line := process.stdout.readline()).startswith("ready"):
        if not line:
            raise SystemExit("the pressbox did not start")
    told = json.loads((folder / "sources.json").read_text())
    return process, told


def found_wire(folder: Path, outlets: list[dict[str, Any]], options: Asked) -> None:
    """A wire that takes everything of every outlet in full."""
    command = [
        sys.executable,
        "-m",
        "mediawire",
        "init",
        str(folder),
        "--name",
        "Benchmark",
        "--contact",
        "bench@localhost",
    ]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    path = folder / "wire.toml"
    text = path.read_text(encoding="utf-8").replace("port = 8750", "port = 0")
    floor = 2 if options.reveal else 900
    text = text.replace("[manners]", f'[manners]\npace = {options.pace}\npoll_floor = {floor}\nlocal = ["127.0.0.0/8"]')
    for outlet in outlets:
        name = re.sub(r"[^a-z0-9]+", "-", outlet["publisher"].lower()).strip("-")[:40]
        text += (
            f'\n[[source]]\nid = "{name}"\nname = {json.dumps(outlet["publisher"])}\nhome = "{outlet["home"]}"\n'
            f'feed = "{outlet["url"]}"\nrule = "publish"\npoll_seconds = {floor}\non_change = "print"\n'
            f"{PERMISSION}"
        )
    path.write_text(text, encoding="utf-8")


def run_wire(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """Start `mediawire run`; gives its process and address."""
    log = (folder / "run.log").open("w")
    command = [sys.executable, "-m", "mediawire", "run", "--wire", str(folder)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("wire: "):
            threading.Thread(target=process.stdout.read, daemon=True).start()
            return process, line.split()[1]
    raise SystemExit(f"the wire did not start; see {folder / 'run.log'}")


def reveal_to_print(printed: dict[str, float], items: list[dict[str, Any]]) -> list[float]:
    """Seconds from an item's appearance to its printing, sorted."""
    shown = {item["url"]: dt.datetime.fromisoformat(item["revealed"]).timestamp() for item in items if item["revealed"]}
    return sorted(printed[url] - shown[url] for url in printed if url in shown)


def get(url: str) -> Any:
    """JSON from a loopback address."""
    with urllib.request.urlopen(url, timeout=10) as answer:
        return json.load(answer)


def status(folder: Path) -> dict[str, Any]:
    """What `mediawire status --json` says."""
    command = [sys.executable, "-m", "mediawire", "status", "--json", "--wire", str(folder)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return dict(json.loads(told))


def finished(folder: Path, expected: int, deadline: float) -> dict[str, Any]:
    """Wait until every page is an item or in quarantine, or time is up; gives the last status."""
    before = 0
    while True:
        seen = status(folder)
        done = sum(seen["items"].values()) + seen["quarantined"]
        print(f"  {done} of {expected}: {seen['items']}, {seen['quarantined']} in quarantine", file=sys.stderr)
        settled = done == before and not seen["waiting"] and done >= expected * 0.9
        if done >= expected or settled or time.monotonic() > deadline:
            return seen
        before = done
        threading.Event().wait(3.0)


def size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def throughput(options: Asked, folder: Path) -> None:
    """All pages at once: what a report costs."""
    box, outlets = pressbox(options, folder)
    wire = folder / "wire"
    try:
        expected = len(get(f"http://127.0.0.1:{PORT}/__items"))
        found_wire(wire, outlets, options)
        process, _ = run_wire(wire)
        watch = Watch(process.pid)
        before = watch.sample()
        started = time.monotonic()
        seen = finished(wire, expected, started + options.seconds)
        wall = time.monotonic() - started
        watch.stop()
        told = get(f"http://127.0.0.1:{PORT}/__stats")
        rate = tell(seen, expected, wall, watch.cpu - before.cpu, before.cpu, watch.peak_memory, wire, told)
        process.terminate()
        process.wait(30)
        box.terminate()
        box.wait(10)
        pace = peer(options.shared / "pages")
        print(f"trafilatura, same run   {pace:.1f} pages per CPU-second; the whole line {rate / pace:.2f} times that")
    finally:
        box.terminate()
        box.wait(10)


def peer(pages: Path) -> float:
    """Pages per processor second of trafilatura alone, on every fifth stored page."""
    import trafilatura

    payloads = [gzip.decompress(path.read_bytes()) for path in sorted(pages.glob("*.html.gz"))[::5]]
    trafilatura.extract(payloads[0], favor_precision=True, include_comments=False)  # what it loads at first use
    before = time.process_time()
    for payload in payloads:
        trafilatura.extract(payload, favor_precision=True, include_comments=False)
    return len(payloads) / (time.process_time() - before)


def tell(
    seen: dict[str, Any],
    expected: int,
    wall: float,
    cpu: float,
    start: float,
    memory: int,
    wire: Path,
    told: dict[str, Any],
) -> float:
    """Print the figures; gives the reports per processor second."""
    done = sum(seen["items"].values()) + seen["quarantined"]
    print(f"pages revealed          {expected}")
    print(f"items / in quarantine   {sum(seen['items'].values())} / {seen['quarantined']}")
    print(
        f"reports per CPU-second  {done / cpu:.1f}   ({cpu:.1f} s in {wall:.0f} s; the start took {start:.1f} s more)"
    )
    print(f"peak memory             {memory / 2**20:.0f} MiB, all processes together")
    data, public = (size(wire / part) / done / 1024 for part in ("data", "public"))
    print(f"on disk per report      {data:.0f} KiB data, {public:.0f} KiB public")
    peaks = [outlet["in_flight_peak"] for outlet in told["outlets"].values()]
    total = told["total"]
    print(f"requests                {total['requests']} {total['status']}, at most {max(peaks)} at a time an outlet")
    print(f"disallowed / too early  {total['disallowed']} / {total['too_early']}")
    return done / cpu


def latency(options: Asked, folder: Path) -> None:
    """Reports that appear one by one: the time until each is printed."""
    box, outlets = pressbox(options, folder)
    wire = folder / "wire"
    try:
        found_wire(wire, outlets, options)
        process, address = run_wire(wire)
        printed: dict[str, float] = {}
        end = time.time() + options.seconds
        while time.time() < end:
            # Until the press has opened there is no feed.
            with contextlib.suppress(urllib.error.HTTPError):
                for entry in get(f"{address}feed.json")["items"]:
                    printed.setdefault(entry["external_url"], time.time())
            threading.Event().wait(0.2)
        waits = reveal_to_print(printed, get(f"http://127.0.0.1:{PORT}/__items"))
        print(f"reports seen printed    {len(waits)}")
        late = waits[int(len(waits) * 0.99)]
        print(f"reveal to print         median {statistics.median(waits):.1f} s, 99th percentile {late:.1f} s")
        process.terminate()
        process.wait(30)
    finally:
        box.terminate()
        box.wait(10)


def main() -> None:
    """Run what was asked for."""
    options = asked()
    if not (options.shared / "tools/pressbox.py").exists():
        print("skipped: this benchmark reads the stored pages of ../shared, which is not there")
        return
    with tempfile.TemporaryDirectory(prefix="mediawire-bench-") as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        (latency if options.reveal else throughput)(options, folder)


if __name__ == "__main__":
    main()
