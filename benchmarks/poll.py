"""Polls 10,000 sources on 200 hosts of loopback with the fetcher of the wire, and says how fast and how politely.

    python benchmarks/poll.py [--sources 10000] [--hosts 200]

Each host is a registrable domain with three names (www, feeds, media), which lead to one address of 127.0.0.0/8 under
a server of ours in a process of its own; it counts for each domain, by its own clock. Four rounds:

1. cold: robots.txt of every name and every feed whole, at no pace
2. warm: every feed again, with its validators; one in ten has changed
3. paced: fifty feeds of each of forty hosts at a pace of 50 ms
4. failure: a twentieth of the hosts answer 503 to everything, come back, and are polled when `next_poll` says so

The wire reads no feeds here: benchmarks/feeds.py measures that.
"""

from __future__ import annotations

import argparse
import asyncio
import collections
import dataclasses
import datetime as dt
import heapq
import itertools
import json
import random
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from mediawire.intake.fetcher import Ask, Fetcher, Outside
from mediawire.intake.headers import fresh_for
from mediawire.intake.manners import PollOutcome, PollState, conditional, next_poll
from mediawire.model.errors import RetrievalError, SourceFault
from mediawire.model.settings import Manners
from mediawire.model.source import Source

SERVED_AFTER = 0.002  # seconds: what stands for a network, so that requests can overlap
ENTRY = "<item><title>Report {0}</title><link>http://outlet.example/{0}</link><guid>{0}</guid></item>"
PACE = 0.05
BIN = 0.5


# The server


class Counts:
    """What the server saw, by its own clock: for each host the starts, and how many were under way at once."""

    def __init__(self) -> None:
        self.starts: dict[str, list[float]] = collections.defaultdict(list)
        self.now: dict[str, int] = collections.defaultdict(int)
        self.most = 0
        self.failing: frozenset[str] = frozenset()
        self.version = 0

    def told(self) -> dict[str, object]:
        """The counts as plain data; the next ones start anew."""
        gaps = [later - earlier for starts in self.starts.values() for earlier, later in itertools.pairwise(starts)]
        told = {"starts": dict(self.starts), "most": self.most, "least_gap": min(gaps, default=0.0)}
        self.starts, self.most = collections.defaultdict(list), 0
        return told


class Host(asyncio.Protocol):
    """One connection. Paths: /robots.txt, /feed/N, and /control?... for the benchmark itself."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember which of the addresses was connected to."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._host = transport.get_extra_info("sockname")[0]

    def data_received(self, data: bytes) -> None:
        """Gather a request and answer it a little later."""
        self._buffer += data
        if not self._buffer.endswith(b"\r\n\r\n"):
            return
        request, self._buffer = self._buffer.decode("latin-1"), b""
        path = request.split(" ", 2)[1]
        if path.startswith("/control"):
            self._transport.write(self._control(path))
            return
        counts = self._counts
        counts.starts[self._host].append(time.monotonic())
        counts.now[self._host] += 1
        counts.most = max(counts.most, counts.now[self._host])
        asyncio.get_running_loop().call_later(SERVED_AFTER, self._answer, path, request)

    def _answer(self, path: str, request: str) -> None:
        self._counts.now[self._host] -= 1
        if not self._transport.is_closing():
            self._transport.write(self._said(path, request))

    def _said(self, path: str, request: str) -> bytes:
        if path == "/robots.txt":
            return _whole("200 OK", b"User-agent: *\nDisallow: /private/\n")
        if self._host in self._counts.failing:
            return _whole("503 Service Unavailable", b"")
        number = int(path.rpartition("/")[2])
        version = self._counts.version if number % 10 == 0 else 0
        etag = f'ETag: "{number}-{version}"'
        if f'"{number}-{version}"' in request:
            return f"HTTP/1.1 304 Not Modified\r\n{etag}\r\n\r\n".encode("ascii")
        items = "".join(ENTRY.format(f"{number}-{version}-{item}") for item in range(30))
        feed = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
        return _whole("200 OK", feed.encode("ascii"), etag)

    def _control(self, path: str) -> bytes:
        counts = self._counts
        if found := re.search(r"failing=(\d+)", path):
            counts.failing = frozenset(address(number) for number in range(int(found[1])))
        if found := re.search(r"version=(\d+)", path):
            counts.version = int(found[1])
        return _whole("200 OK", json.dumps(counts.told()).encode("ascii"))


def _whole(status: str, body: bytes, *headers: str) -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers])
    return head.encode("ascii") + b"\r\n\r\n" + body


async def serve() -> None:
    """Serve on all addresses of loopback until the benchmark closes our standard input; print the port."""
    counts = Counts()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Host(counts), "0.0.0.0", 0, backlog=1024)  # noqa: S104 all of 127/8
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


# The wire


def address(number: int) -> str:
    """The address of a host."""
    return f"127.{10 + number // 250}.{number % 250}.1"


@dataclasses.dataclass(slots=True)
class Polled:
    """A source of the benchmark."""

    source: Source
    url: str
    state: PollState = dataclasses.field(default_factory=PollState)
    next_at: dt.datetime | None = None


@dataclasses.dataclass(slots=True)
class Round:
    """What came of one round."""

    name: str
    seconds: float = 0.0
    cpu: float = 0.0
    statuses: collections.Counter[int] = dataclasses.field(default_factory=collections.Counter)

    def line(self, told: dict[str, object]) -> str:
        """The figures of the round, with what the server counted."""
        count = self.statuses.total()
        return (
            f"{self.name:<8} {count:>6} polls {self.seconds:>6.1f} s {count / self.seconds:>7.0f}/s "
            f"{count / self.cpu:>7.0f}/CPU-s  304: {self.statuses[304] / count:>4.0%}  "
            f"at once on a host: {told['most']}  least gap: {1000 * float(str(told['least_gap'])):>6.2f} ms  "
            f"{dict(sorted(self.statuses.items()))}"
        )


def name(source: int, hosts: int) -> str:
    """The host name of a source: one of three of its domain."""
    return f"{('www', 'feeds', 'media')[source // hosts % 3]}.outlet{source % hosts}.example"


async def resolve(host: str, port: int) -> list[str]:
    """The address of a host name."""
    return [address(int(host.split(".")[1].removeprefix("outlet")))]


def now() -> dt.datetime:
    """The moment."""
    return dt.datetime.now(dt.UTC)


async def poll(fetcher: Fetcher, polled: Polled, manners: Manners) -> int:
    """One poll with its decision, as the line makes it; the status that was answered."""
    state = polled.state
    validators = conditional(state, now())
    ask = Ask(
        url=polled.url,
        etag=state.etag if validators else "",
        last_modified=state.last_modified if validators else "",
    )
    try:
        exchange = await fetcher.fetch(ask)
        status = exchange.status
        outcome = PollOutcome(
            at=now(),
            news=int(status == 200),
            unchanged=status == 304,
            etag=exchange.header("etag") or "",
            least=fresh_for(exchange) or 0.0,
        )
    except RetrievalError as error:
        status = error.status if isinstance(error, SourceFault) else 0
        outcome = PollOutcome(at=now(), failed=True, retry_after=getattr(error, "retry_after", None))
    decided = next_poll(state, outcome, polled.source, manners, random.random())  # noqa: S311 not a secret
    polled.state, polled.next_at = decided.state, decided.at
    return status


async def round_of(name: str, fetcher: Fetcher, sources: Sequence[Polled], manners: Manners) -> Round:
    """Poll all sources once, as many at a time as the house allows and each host takes."""
    result = Round(name)
    queue = iter(sources)

    async def work() -> None:
        for polled in queue:
            result.statuses[await poll(fetcher, polled, manners)] += 1

    started, cpu = time.monotonic(), time.process_time()
    await asyncio.gather(*(work() for _ in range(4 * manners.concurrency)))
    result.seconds, result.cpu = time.monotonic() - started, time.process_time() - cpu
    return result


async def failure(fetcher: Fetcher, sources: Sequence[Polled], manners: Manners, control: str) -> None:
    """All sources of some hosts fail at once; then they are polled when they are due. Prints when they started."""
    await round_of("fail", fetcher, sources, manners)
    await fetcher.fetch(Ask(url=f"{control}?failing=0", robots=False))
    began = time.monotonic()
    due = [(polled.next_at, number) for number, polled in enumerate(sources) if polled.next_at]
    heapq.heapify(due)
    tasks = []
    while due:
        at, number = heapq.heappop(due)
        await asyncio.sleep(max(0.0, (at - now()).total_seconds()))
        tasks.append(asyncio.create_task(poll(fetcher, sources[number], manners)))
    await asyncio.gather(*tasks)
    told = json.loads((await fetcher.fetch(Ask(url=control, robots=False))).payload)
    print_histogram(told, began)


def print_histogram(told: dict[str, dict[str, list[float]]], began: float) -> None:
    """Starts after the failure, by half seconds, over all hosts that had failed."""
    starts = sorted(at - began for times in told["starts"].values() for at in times if at > began)
    bins = collections.Counter(int(at / BIN) for at in starts)
    print(f"\nstarts after the failure ({len(starts)} sources on {len(told['starts'])} hosts), a line each {BIN} s")
    for number in range(min(bins), max(bins) + 1):
        print(f"{number * BIN:>6.1f} s {bins[number]:>5} {'#' * (60 * bins[number] // max(bins.values()))}")
    print(f"most in one bin: {max(bins.values()) / len(starts):.0%}  least gap: {1000 * told['least_gap']:.2f} ms")


async def measure(port: int, sources: int, hosts: int) -> None:
    """The four rounds against a server on this port."""
    control = f"http://127.0.0.1:{port}/control"
    base = Manners(local=("127.0.0.0/8",), pace=0.0, concurrency=128)
    polled = [
        Polled(Source(id=f"s{number}", name="", home=""), f"http://{name(number, hosts)}:{port}/feed/{number // hosts}")
        for number in range(sources)
    ]
    async with Fetcher(base, "mediawire/benchmark", now, Outside(resolve)) as fetcher:

        async def told(query: str = "") -> dict[str, object]:
            answer = json.loads((await fetcher.fetch(Ask(url=control + query, robots=False))).payload)
            assert isinstance(answer, dict)
            return answer

        cold = await round_of("cold", fetcher, polled, base)
        print(cold.line(await told("?version=1")))
        warm = await round_of("warm", fetcher, polled, base)
        print(warm.line(await told()))
    memory = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    paced = dataclasses.replace(base, pace=PACE)
    async with Fetcher(paced, "mediawire/benchmark", now, Outside(resolve)) as fetcher:
        few = polled[: 50 * hosts]
        result = await round_of("paced", fetcher, [each for each in few if _host(each) < 40], paced)
        print(result.line(json.loads((await fetcher.fetch(Ask(url=control, robots=False))).payload)))
    print(f"peak memory of the wire after two rounds: {int(memory[1]) // 1024 if memory else 0} MiB")
    failing = max(1, hosts // 20)
    quick = dataclasses.replace(base, poll_floor=2.0, pace=0.01)
    burst = [dataclasses.replace(each, state=PollState(interval=8.0)) for each in polled if _host(each) < failing]
    async with Fetcher(quick, "mediawire/benchmark", now, Outside(resolve)) as fetcher:
        await fetcher.fetch(Ask(url=f"{control}?failing={failing}", robots=False))
        await failure(fetcher, burst, quick, control)


def _host(polled: Polled) -> int:
    return int(polled.url.split(".")[1].removeprefix("outlet"))


async def main(arguments: argparse.Namespace) -> None:
    """Start the server and measure."""
    server = await asyncio.create_subprocess_exec(
        sys.executable, __file__, "--serve", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        await measure(int(await server.stdout.readline()), arguments.sources, arguments.hosts)
    finally:
        server.stdin.close()
        await server.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sources", type=int, default=10_000)
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    asyncio.run(serve() if chosen.serve else main(chosen))
