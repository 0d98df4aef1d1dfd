"""The one fetcher: everything that leaves the machine goes through here.

    ask -> leave of robots.txt -> turn at the domain's gate -> checked connection -> bounded body -> Exchange
             ^                                                                        |
             +----------------- redirect: the next address, checked anew <------------+

It decides nothing about what is worth fetching. It raises the RetrievalError tree and returns only what arrived whole:
2xx, and 304 where we had sent what the source gave us for that.
"""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import aiohttp
from yarl import URL

from mediawire.intake import connection, targets
from mediawire.intake.bodies import Bounds, read_body
from mediawire.intake.headers import location, readable, retry_after, served_headers
from mediawire.intake.pace import Gate, Turn, lane_of
from mediawire.intake.robots import LIMIT as ROBOTS_LIMIT
from mediawire.intake.robots import Robots
from mediawire.intake.shared import SharedPace
from mediawire.intake.targets import Target
from mediawire.model.capture import Exchange
from mediawire.model.errors import (
    RedirectRefused,
    ResponseRefused,
    SourceFault,
    SourceUnreachable,
)
from mediawire.model.settings import Manners

REDIRECTS = frozenset((301, 302, 303, 307, 308))
BUSY = 60.0  # seconds that a domain is left alone after a 429 that names no time
ANY = "*/*"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing to fetch.

    `etag` and `last_modified` are what the source gave with the version that we have; `limit` is the largest body in
    bytes, the house's where None. `robots` is False only for what a source itself asked us to call (its WebSub hub).
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    accept: str = ""
    robots: bool = True
    limit: int | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Outside:
    """What the fetcher shares with the machine: names and trusted authorities, the system's where None.

    `pace` is the file through which all workers of a wire keep one pace; None where there is but one process.
    """

    resolve: connection.Resolve | None = None
    trust: ssl.SSLContext | None = None
    pace: Path | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class _Order:
    """An Ask with how it is to be sent."""

    ask: Ask
    body: bytes | None = None
    content_type: str = ""
    cut: bool = False  # cut the body at its limit instead of refusing it
    reload: bool = False  # ask caches on the way to ask the source

    @property
    def method(self) -> str:
        return "GET" if self.body is None else "POST"

    @property
    def conditional(self) -> bool:
        return readable(self.ask.etag) or readable(self.ask.last_modified)

    def headers(self) -> dict[str, str]:
        named = {"Accept": self.ask.accept or ANY}
        if readable(self.ask.etag):
            named["If-None-Match"] = self.ask.etag
        if readable(self.ask.last_modified):
            named["If-Modified-Since"] = self.ask.last_modified
        if self.reload:
            named["Cache-Control"] = "no-cache"
        if self.content_type:
            named["Content-Type"] = self.content_type
        return named


@dataclasses.dataclass(slots=True)
class _Trip:
    """One request on its way over redirects."""

    order: _Order
    asked_at: dt.datetime
    left: float  # seconds of the deadline; waiting at a gate does not count
    passed: list[str] = dataclasses.field(default_factory=list)
    leave: str = ""
    tried: bool = False  # a connection that was kept open has already turned out to be dead


@dataclasses.dataclass(frozen=True, slots=True)
class _Step:
    """What one address answered."""

    status: int
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    payload: bytes = b""
    peer: str = ""
    certificate: str = ""

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")


class Fetcher:
    """Fetches politely and safely. An async context manager; one for a process.

    `agent` is the whole User-Agent with a contact; `manners.agent` the name by which robots.txt speaks to us.
    """

    def __init__(
        self, manners: Manners, agent: str, clock: Callable[[], dt.datetime], outside: Outside | None = None
    ) -> None:
        self._manners = manners
        self._agent = agent
        self._clock = clock
        self._outside = outside or Outside()
        self._ground = targets.Ground(manners)
        self._downgrade = frozenset(host.lower() for host in manners.downgrade)
        self._shared = SharedPace(self._outside.pace) if self._outside.pace else None
        self._gate = Gate(self._shared)
        self._slots = asyncio.Semaphore(manners.concurrency)
        self.robots = Robots(manners.agent, self._robots_text, clock)
        self._names: connection.SystemNames | None = None
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Open: from now on requests can be made."""
        resolve = self._outside.resolve
        if resolve is None:
            resolve = self._names = connection.SystemNames()
        connector = connection.CheckedConnector(
            resolve, self._ground, limit=self._manners.concurrency, trust=self._outside.trust
        )
        self._session = connection.open_session(connector, self._agent)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close all connections."""
        await self.robots.close()
        if self._session is not None:
            await self._session.close()
        if self._names is not None:
            self._names.close()
        if self._shared is not None:
            self._shared.close()

    async def fetch(self, ask: Ask) -> Exchange:
        """GET; raises the RetrievalError tree (module docstring)."""
        order = _Order(ask)
        answer = await self._exchange(order)
        if answer.status == 304 and not order.conditional:
            answer = await self._exchange(dataclasses.replace(order, reload=True))
            if answer.status == 304:
                raise ResponseRefused(
                    "the source says that nothing changed (304), twice, although we named no version that we have",
                    where=ask.url,
                    remedy="Nothing was kept. Tell the source.",
                )
        return answer

    async def send(self, ask: Ask, body: bytes, content_type: str = "application/x-www-form-urlencoded") -> Exchange:
        """POST, through the very same checks; a redirect that would make a GET of it is refused."""
        return await self._exchange(_Order(ask, body=body, content_type=content_type))

    async def _exchange(self, order: _Order) -> Exchange:
        """One request with its redirects."""
        trip = _Trip(order, self._clock(), self._manners.deadline)
        place = targets.target(order.ask.url)
        while True:
            step = await self._step(trip, place)
            if step.status not in REDIRECTS:
                return self._told(trip, place, step)
            trip.passed.append(place.url)
            place = self._next(trip, place, step)

    def _told(self, trip: _Trip, place: Target, step: _Step) -> Exchange:
        return Exchange(
            url=trip.order.ask.url,
            final_url=place.url,
            redirects=tuple(trip.passed),
            requested_at=trip.asked_at,
            received_at=self._clock(),
            status=step.status,
            reason=step.reason,
            headers=step.headers,
            body=step.body,
            payload=step.payload,
            peer=step.peer,
            certificate=step.certificate,
            robots=trip.leave,
        )

    def _next(self, trip: _Trip, place: Target, step: _Step) -> Target:
        """Where a redirect leads; raises RedirectRefused, or AddressRefused for an address that is none."""
        where_to = location(step.header("location"))
        if not where_to:
            raise _turned(place.url, f"the source redirects ({step.status}) without saying where to")
        to = targets.target(where_to, place.url)
        if to.url in trip.passed:
            raise _turned(place.url, f"the source redirects in a circle, back to {to.url}")
        if len(trip.passed) > self._manners.redirects:
            raise _turned(place.url, f"more than {self._manners.redirects} redirects, the next one to {to.url}")
        if place.scheme == "https" and to.scheme == "http" and place.host not in self._downgrade:
            raise _turned(
                place.url, f"the source redirects from https to {to.url}, where anybody could change the text"
            )
        if trip.order.body is not None and step.status not in (307, 308):
            raise _turned(place.url, f"the source answers a POST with a redirect ({step.status}) to {to.url}")
        return to

    async def _step(self, trip: _Trip, place: Target) -> _Step:
        """Ask one address; once more where a connection that was kept open turns out to be dead."""
        self._ground.check(place)
        pace = self._manners.pace
        if trip.order.ask.robots:
            leave = await self.robots.leave(place)
            trip.leave = leave.basis
            pace = max(pace, min(leave.delay, self._manners.crawl_delay_cap))
        trip.tried = False
        try:
            return await self._turn(trip, place, pace)
        except _Stale:
            trip.tried = True
            return await self._turn(trip, place, pace)

    async def _turn(self, trip: _Trip, place: Target, pace: float) -> _Step:
        again = bool(trip.passed)
        async with self._gate.turn(lane_of(place), pace, first=again) as turn, self._slots:
            started = asyncio.get_running_loop().time()
            seen = connection.Meeting()
            connection.meeting.set(seen)
            try:
                async with asyncio.timeout(trip.left):
                    return await self._asked(trip, place, turn, seen)
            except connection.FAULTS as error:
                raise self._translated(error, trip, place, seen) from error
            finally:
                trip.left -= asyncio.get_running_loop().time() - started

    def _translated(self, error: Exception, trip: _Trip, place: Target, seen: connection.Meeting) -> Exception:
        if not trip.tried and connection.was_dead(error, seen):
            return _Stale()
        if isinstance(error, TimeoutError) and not isinstance(error, aiohttp.ClientError):
            return SourceUnreachable(
                f"the source was not done within {self._manners.deadline:g} seconds",
                where=place.url,
                remedy="It is asked again.",
            )
        return connection.translated(error, place.url)

    async def _asked(self, trip: _Trip, place: Target, turn: Turn, seen: connection.Meeting) -> _Step:
        async with self._answer(trip.order, place) as answer:
            turn.answered()
            step = _Step(
                answer.status,
                answer.reason or "",
                served_headers(answer.raw_headers, self._manners.header_limit, place.url),
                peer=seen.peer,
                certificate=seen.certificate,
            )
            self._judge(step, place, turn)
            if step.status in REDIRECTS or step.status == 304:
                return step
            served = await read_body(answer.content, step.header, place.url, self._bounds(trip.order))
            if served.whole and seen.protocol is not None and seen.protocol.surplus:
                raise connection.surplus(place.url)
            return dataclasses.replace(step, body=served.body, payload=served.payload)

    def _bounds(self, order: _Order) -> Bounds:
        limit = self._manners.body_limit if order.ask.limit is None else order.ask.limit
        return Bounds(limit, self._manners.ratio_limit, self._manners.least_rate, cut=order.cut)

    @asynccontextmanager
    async def _answer(self, order: _Order, place: Target) -> AsyncIterator[aiohttp.ClientResponse]:
        if self._session is None:
            raise RuntimeError("the fetcher is not open: use `async with`")
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=self._manners.connect)
        answer = await self._session.request(
            order.method,
            URL(place.url, encoded=True),
            headers=order.headers(),
            data=order.body,
            allow_redirects=False,
            timeout=timeout,
        )
        try:
            yield answer
        finally:
            answer.release() if answer.content.at_eof() else answer.close()

    def _judge(self, step: _Step, place: Target, turn: Turn) -> None:
        """Raise SourceFault for an error status, ResponseRefused for one that answers no question of ours."""
        if step.status in REDIRECTS or step.status == 304 or (200 <= step.status < 300 and step.status != 206):
            return
        if step.status < 400:
            raise ResponseRefused(
                f"the source answered with {step.status}, which is no answer to what we asked",
                where=place.url,
                remedy="Nothing was kept. Tell the source.",
            )
        wait = retry_after(step.header("retry-after"), self._clock(), self._manners.retry_after_cap)
        if step.status in (429, 503) and (wait or step.status == 429):
            turn.close_gate(wait or BUSY, step.status)
        raise SourceFault(
            f"the source answered {step.status} {step.reason}".rstrip(),
            status=step.status,
            retry_after=wait,
            where=place.url,
            remedy="It is asked again later." if step.status not in (404, 410) else "Look whether it has moved.",
        )

    async def _robots_text(self, place: Target) -> tuple[int, bytes]:
        ask = Ask(url=place.url, accept="text/plain, */*;q=0.1", robots=False, limit=ROBOTS_LIMIT)
        answer = await self._exchange(_Order(ask, cut=True))
        return answer.status, answer.payload


class _Stale(Exception):
    """A connection that was kept open turned out to be dead before anything was answered."""


def _turned(url: str, what: str) -> RedirectRefused:
    return RedirectRefused(what, where=url, remedy="Nothing was kept. Give the address that it should lead to.")
