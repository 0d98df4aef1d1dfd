"""From a push to the printed page: an outlet and a hub on loopback, and `mediawire run` as a user starts it.

    python -m benchmarks.push [--times 10] [--door websub|documents]

Each time the outlet brings a report, its hub pushes the feed, signed, to the wire's callback; the clock stops when the
report's headline stands in the printed list. With `--door documents` the outlet pushes each report itself, as ninjs,
with its token, and twice: it must not come twice. Each time and the median are printed, in seconds. The pace between
requests to one site is the house's default, one second.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import http.server
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>The harbour office said on Monday that pier {number} opens to ferries, the first in a year.</p>
<p>Engineers had closed pier {number} after a storm; repairs took {number} months longer than had been planned.</p>
<p>Ferries to the island leave from pier {number} every hour from the morning on, the office said.</p>
</article></body></html>"""
FEED = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Pier News</title><id>{base}feed</id>
<link rel="self" href="{base}feed"/><link rel="hub" href="{base}hub"/><updated>2026-03-05T10:00:00Z</updated>
{entries}</feed>"""
ENTRY = """<entry><title>{title}</title><id>{base}report/{number}</id><link href="{base}report/{number}"/>
<updated>2026-03-05T10:00:00Z</updated></entry>"""


class Outlet:
    """An outlet whose feed names a hub, and that hub: it verifies each subscription and pushes what is `told`."""

    def __init__(self) -> None:
        outlet = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outlet._get(self)

            def do_POST(self) -> None:
                outlet._post(self)

            def log_message(self, *args: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self._server.server_port}/"
        self.reports = 1
        self.polls = 0
        self.subscription: dict[str, str] = {}
        self.verified = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def feed(self) -> bytes:
        """The feed as it stands, the newest first."""
        numbers = range(self.reports, 0, -1)
        entries = "".join(ENTRY.format(base=self.base, number=each, title=title(each)) for each in numbers)
        return FEED.format(base=self.base, entries=entries).encode()

    def push(self, secret: str = "") -> int:
        """Push the feed to the subscriber, signed by its secret or by another; gives the status of its answer."""
        body = self.feed()
        key = (secret or self.subscription["hub.secret"]).encode()
        signed = "sha256=" + hmac.new(key, body, hashlib.sha256).hexdigest()
        headers = {"X-Hub-Signature": signed, "Content-Type": "application/atom+xml"}
        with urllib.request.urlopen(
            urllib.request.Request(self.subscription["hub.callback"], body, headers), timeout=20
        ) as answer:
            return int(answer.status)

    def _get(self, request: http.server.BaseHTTPRequestHandler) -> None:
        path = request.path.strip("/")
        if path == "feed":
            self.polls += 1
            return _send(request, 200, "application/atom+xml", self.feed())
        if path.startswith("report/"):
            number = int(path.partition("/")[2])
            return _send(request, 200, "text/html", PAGE.format(title=title(number), number=number).encode())
        return _send(request, 404, "text/plain", b"")

    def _post(self, request: http.server.BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers["Content-Length"])).decode()
        self.subscription = dict(urllib.parse.parse_qsl(body))
        _send(request, 202, "text/plain", b"")
        threading.Thread(target=self._verify, daemon=True).start()

    def _verify(self) -> None:
        asked = {"hub.mode": "subscribe", "hub.topic": self.subscription["hub.topic"], "hub.challenge": "chal-1"}
        query = urllib.parse.urlencode(asked | {"hub.lease_seconds": "864000"})
        with urllib.request.urlopen(f"{self.subscription['hub.callback']}?{query}", timeout=20) as answer:
            if answer.read() == b"chal-1":
                self.verified.set()


def title(number: int) -> str:
    """A headline of its own for each report."""
    return f"Pier {number} opens to ferries after a year of repairs"


def _send(request: http.server.BaseHTTPRequestHandler, status: int, kind: str, body: bytes) -> None:
    request.send_response(status)
    request.send_header("Content-Type", kind)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


def wire_toml(outlet: Outlet, port: int) -> str:
    """A wire on the outlet that never polls by itself within an hour."""
    return f"""[house]
name = "Push"
url = "http://localhost/"
contact = "desk@push.example"
[web]
port = {port}
[doors]
token_file = "data/tokens"
callback = "http://127.0.0.1:{port}/"
[manners]
poll_floor = 3600
local = ["127.0.0.0/8"]
[[source]]
id = "pier"
name = "Pier News"
home = "{outlet.base}"
feed = "{outlet.base}feed"
rule = "publish"
documents = ""
[source.terms]
extent = "full"
"""


def printed(port: int) -> str:
    """What the wire lists, as text; empty before the first printing."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/recent.json", timeout=20) as answer:
            return json.dumps(json.load(answer))
    except (urllib.error.URLError, ConnectionError):
        return ""


def until(holds: Callable[[], Any], seconds: float, what: str) -> float:
    """Wait until something is so; gives how long that took, in seconds."""
    begun = time.perf_counter()
    pause = threading.Event()
    while not holds():
        if time.perf_counter() - begun > seconds:
            raise SystemExit(f"after {seconds:.0f} s still not so: {what}")
        pause.wait(0.02)
    return time.perf_counter() - begun


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--door", choices=("websub", "documents"), default="websub")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="push-") as place, Outlet() as outlet:
        took = measure(outlet, Path(place), chosen.times, documents=chosen.door == "documents")
    print(" ".join(f"{each:.2f}" for each in took))
    print(f"push to printed page: median {statistics.median(took):.2f} s, slowest {max(took):.2f} s, of {len(took)}")


def measure(outlet: Outlet, place: Path, times: int, port: int = 8759, *, documents: bool = False) -> list[float]:
    """Run a wire, and give how long each report took from the push to the printed list."""
    folder = place / "wire"
    command = [sys.executable, "-m", "mediawire"]
    folder.mkdir()
    (folder / "wire.toml").write_text(wire_toml(outlet, port), encoding="utf-8")
    subprocess.run([*command, "init", str(folder), "--editor", "ada"], check=True, capture_output=True, text=True)
    token = subprocess.run(
        [*command, "token", "pier", "--wire", str(folder)], check=True, capture_output=True, text=True
    ).stdout.strip()
    with (place / "log.txt").open("w") as log:
        process = subprocess.Popen([*command, "run", "--wire", str(folder)], stdout=log, stderr=log)
        try:
            until(outlet.verified.is_set, 60, "the hub has verified the subscription")
            until(lambda: title(1) in printed(port), 60, "the first report is printed")
            return [_document(100 + at, token, port) if documents else _one(outlet, port) for at in range(times)]
        finally:
            process.terminate()
            process.wait(60)


def _one(outlet: Outlet, port: int) -> float:
    outlet.reports += 1
    begun = time.perf_counter()
    outlet.push()
    until(lambda: title(outlet.reports) in printed(port), 60, "the pushed report is printed")
    took = time.perf_counter() - begun
    threading.Event().wait(1.5)  # so that the pace of the last time does not count against the next
    return took


def _document(number: int, token: str, port: int) -> float:
    """Push a report as ninjs, twice; seconds until it is printed."""
    paragraphs = PAGE.partition("</h1>")[2].partition("</article>")[0].format(number=number)
    told = {"uri": f"urn:pier:{number}", "type": "text", "version": "1", "headline": title(number)}
    body = json.dumps(told | {"pubstatus": "usable", "body_html": paragraphs}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/documents/pier", body, headers)
    begun = time.perf_counter()
    for _ in range(2):
        with urllib.request.urlopen(asked, timeout=20) as answer:
            if answer.status != 202:
                raise SystemExit(f"the push was answered with {answer.status}")
    until(lambda: title(number) in printed(port), 60, "the pushed document is printed")
    took = time.perf_counter() - begun
    if printed(port).count(title(number)) != 1:
        raise SystemExit("a document that was pushed twice came twice")
    return took


if __name__ == "__main__":
    main()
