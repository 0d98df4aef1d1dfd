"""The gate: one request at a time to a registrable domain, and a least time between their starts, exactly.

It holds among all requests of a process, and with a `SharedPace` among all processes of a machine.

A registrable domain is the public suffix and one label (publicsuffix.org, its ICANN section: the customers of a hosting
service share the service's machines, so they share its pace). An IP literal is its own domain with its port.

The time between starts is counted from the moment at which an answer's headers are here, not from ours of asking: the
source has then seen the request, so that by its own clock, too, the next one starts no earlier.
"""

from __future__ import annotations

import asyncio
import collections
import contextlib
import dataclasses
import functools
from collections.abc import AsyncIterator

import idna
import tld

from mediawire.intake.shared import Known, SharedPace
from mediawire.intake.targets import Target
from mediawire.model.errors import SourceFault

SWEEP = 20_000  # domains remembered before those that lie idle are forgotten
IDLE = 3600.0  # seconds after which a domain lies idle: longer than any pace
RETRY = 0.02  # seconds after which a domain that another process has is tried again
PATIENCE = 60.0  # seconds that a request waits for a gate to open again; beyond them it is refused at once


@functools.lru_cache(maxsize=65_536)
def registrable(host: str) -> str:
    """The registrable domain of a host name in ASCII; the name itself where it has none."""
    try:
        shown = idna.decode(host)
    except (idna.IDNAError, UnicodeError):
        shown = host
    found = tld.get_fld(f"http://{shown}/", fail_silently=True, search_private=False)
    if not found:
        # The default rule of publicsuffix.org: a suffix that the list does not know is one label.
        return ".".join(host.split(".")[-2:])
    return ".".join(host.split(".")[-len(found.split(".")) :])


def lane_of(wanted: Target) -> str:
    """The name under which requests to a target are paced."""
    if ":" in wanted.host or wanted.host.rpartition(".")[2].isdigit():
        return f"{wanted.host}:{wanted.port}"
    return registrable(wanted.host)


@dataclasses.dataclass(slots=True)
class _Lane:
    """What the gate knows of one domain. Times are the event loop's, in seconds."""

    busy: bool = False
    answered: float = float("-inf")
    closed_until: float = float("-inf")
    closed_by: int = 0
    waiting: collections.deque[asyncio.Future[None]] = dataclasses.field(default_factory=collections.deque)


class Turn:
    """A request's turn at the gate."""

    def __init__(self, lane: _Lane) -> None:
        self._lane = lane
        self.seen = False

    def answered(self) -> None:
        """Say that the source has seen the request: the time to the next start runs from now."""
        self.seen = True
        self._lane.answered = asyncio.get_running_loop().time()

    def close_gate(self, seconds: float, status: int) -> None:
        """Let nobody through for so many seconds, because the source answered with this status."""
        self._lane.closed_until = max(self._lane.closed_until, asyncio.get_running_loop().time() + seconds)
        self._lane.closed_by = status


class Gate:
    """One lane for each registrable domain."""

    def __init__(self, shared: SharedPace | None = None, *, sweep: int = SWEEP, idle: float = IDLE) -> None:
        self._shared = shared
        self._lanes: dict[str, _Lane] = {}
        self._sweep = self._sweep_at = sweep
        self._idle = idle

    @contextlib.asynccontextmanager
    async def turn(self, name: str, pace: float, *, first: bool = False) -> AsyncIterator[Turn]:
        """Wait until this domain may be asked, and keep every other request to it out meanwhile.

        `pace` is the least time since the last start in seconds. `first` goes before all who wait: the next step of a
        request that has had its turn. Raises SourceFault where the source has asked us to wait for longer than that.
        """
        lane = self._lane(name)
        await self._entered(lane, first)
        turn = Turn(lane)
        try:
            await self._opened(lane, name, pace)
            try:
                yield turn
            finally:
                # A request that came to nothing may still have reached the source.
                if not turn.seen:
                    turn.answered()
                self._share(lane, name)
        finally:
            self._left(lane)

    def __len__(self) -> int:
        """Domains remembered."""
        return len(self._lanes)

    def __contains__(self, name: object) -> bool:
        """Whether a domain is remembered."""
        return name in self._lanes

    def _lane(self, name: str) -> _Lane:
        if len(self._lanes) > self._sweep_at:
            self._forget_idle()
        return self._lanes.setdefault(name, _Lane())

    async def _entered(self, lane: _Lane, first: bool) -> None:
        if not lane.busy:
            lane.busy = True
            return
        ticket = asyncio.get_running_loop().create_future()
        (lane.waiting.appendleft if first else lane.waiting.append)(ticket)
        try:
            await ticket
        except asyncio.CancelledError:
            if ticket.done() and not ticket.cancelled():
                self._left(lane)
            raise

    async def _opened(self, lane: _Lane, name: str, pace: float) -> None:
        """Wait until the domain may be asked, then hold it against other processes.

        It is not held while waiting for the pace: they are to have their turn as well.
        """
        while True:
            wait = RETRY
            if self._learned(lane, name):
                try:
                    wait = self._wait(lane, name, pace)
                except SourceFault:
                    self._share(lane, name)
                    raise
                if wait <= 0.0:
                    return
                self._share(lane, name)
            await asyncio.sleep(wait)

    def _learned(self, lane: _Lane, name: str) -> bool:
        """Take the domain among all processes, and learn what they know of it; False while another has it."""
        if self._shared is None:
            return True
        if not self._shared.enter(name):
            return False
        known = self._shared.known(name, asyncio.get_running_loop().time())
        lane.answered = max(lane.answered, known.answered)
        if known.closed_until > lane.closed_until:
            lane.closed_until, lane.closed_by = known.closed_until, known.closed_by
        return True

    def _share(self, lane: _Lane, name: str) -> None:
        if self._shared is not None:
            self._shared.leave(name, Known(lane.answered, lane.closed_until, lane.closed_by))

    @staticmethod
    def _wait(lane: _Lane, name: str, pace: float) -> float:
        """Seconds until the domain may be asked; raises SourceFault where it has asked for more than our patience."""
        now = asyncio.get_running_loop().time()
        closed = lane.closed_until - now
        if closed > PATIENCE:
            raise SourceFault(
                f"the source asked us to wait ({lane.closed_by}), {closed:.0f} seconds from now",
                status=lane.closed_by,
                retry_after=closed,
                where=name,
                remedy="Nothing was sent. It is asked again after that.",
            )
        return max(lane.answered + pace - now, closed)

    @staticmethod
    def _left(lane: _Lane) -> None:
        while lane.waiting:
            ticket = lane.waiting.popleft()
            if not ticket.done():
                ticket.set_result(None)
                return
        lane.busy = False

    def _forget_idle(self) -> None:
        now = asyncio.get_running_loop().time()
        horizon = now - self._idle
        self._lanes = {
            name: lane
            for name, lane in self._lanes.items()
            if lane.busy or lane.closed_until > now or lane.answered > horizon
        }
        self._sweep_at = max(self._sweep, 2 * len(self._lanes))
