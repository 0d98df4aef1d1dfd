"""robots.txt as RFC 9309 has it: read at most once in 24 hours for each origin, and every decision with its basis.

    2xx                     its rules hold (Protego reads them; the first 500 KiB count)
    redirects               followed like any other; more of them than allowed: as if there were none
    4xx but 429             there is none: everything may be asked for
    5xx, 429, no answer     nothing may be asked for, for some minutes; where an older copy is known, its rules go on

Copies are held in memory. `Robots.copies` hands them out and `Robots.adopt` takes them in, for a restart.
"""

from __future__ import annotations

import asyncio
import collections
import dataclasses
import datetime as dt
import enum
import hashlib
import re
from collections.abc import Awaitable, Callable, Iterable

from protego import Protego

from mediawire.intake.targets import Target, target
from mediawire.model.errors import (
    AddressRefused,
    RedirectRefused,
    RetrievalError,
    RobotsRefused,
    SourceFault,
    SourceUnreachable,
)

LIMIT = 500 * 1024  # bytes of robots.txt that count, RFC 9309 section 2.5
FRESH = dt.timedelta(hours=24)  # RFC 9309 section 2.4
RETRY = dt.timedelta(minutes=10)  # after which one that could not be read is asked for again
HELD = 48 * 1024 * 1024  # bytes of all copies together
QUICK = 16 * 1024  # bytes of text that are parsed at once, within a few milliseconds
_LICENCE = re.compile(rb"(?mi)^[ \t]*license[ \t]*:[ \t]*(https?://[!-:<-~]{1,300})")
_MOST_LICENCES = 5
PARSED = 4 * 1024 * 1024  # bytes of text of which the rules are held parsed


class Outcome(enum.Enum):
    """What came of asking for robots.txt."""

    READ = "read"
    ABSENT = "absent"
    UNREACHABLE = "unreachable"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RobotsCopy:
    """The robots.txt of one origin as it was when asked for: what decisions rest on.

    `text` holds the bytes that count; for UNREACHABLE those of the copy before it, if any, which was read at `text_at`.
    """

    origin: str
    outcome: Outcome
    asked_at: dt.datetime
    status: int = 0  # 0: no HTTP answer
    reason: str = ""
    text: bytes | None = None
    text_at: dt.datetime | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the text, as 64 hexadecimal digits; of nothing where there is none."""
        return hashlib.sha256(self.text or b"").hexdigest()

    def stale(self, moment: dt.datetime) -> bool:
        """Whether it is to be asked for again."""
        age = moment - self.asked_at
        return age >= (RETRY if self.outcome is Outcome.UNREACHABLE else FRESH) or age < dt.timedelta(0)


@dataclasses.dataclass(frozen=True, slots=True)
class Leave:
    """Leave to ask: on what basis, and the least time in seconds between requests that robots.txt names."""

    basis: str
    delay: float = 0.0


Fetch = Callable[[Target], Awaitable[tuple[int, bytes]]]  # status and payload, cut at LIMIT; raises RetrievalError


class Robots:
    """The robots.txt of every origin that is asked."""

    def __init__(self, agent: str, fetch: Fetch, clock: Callable[[], dt.datetime]) -> None:
        self._agent = agent
        self._fetch = fetch
        self._clock = clock
        self._copies: collections.OrderedDict[str, RobotsCopy] = collections.OrderedDict()
        self._size = 0
        self._asking: dict[str, asyncio.Task[RobotsCopy]] = {}
        self._rules = _Rules()

    async def close(self) -> None:
        """Give up what is being asked for."""
        for task in tuple(self._asking.values()):
            task.cancel()

    async def leave(self, wanted: Target) -> Leave:
        """Leave to fetch this; raises RobotsRefused where it is disallowed, SourceUnreachable where nobody can say."""
        copy = self._copies.get(wanted.origin)
        if copy is None or copy.stale(self._clock()):
            copy = await self._asked_once(wanted.origin)
        else:
            self._copies.move_to_end(wanted.origin)
        return decision(copy, await self._rules.of(copy.text), wanted, self._agent)

    def copies(self) -> tuple[RobotsCopy, ...]:
        """All copies held, those used last at the end."""
        return tuple(self._copies.values())

    def adopt(self, copies: Iterable[RobotsCopy]) -> None:
        """Take in copies handed out earlier; those that are too old are asked for again when they are needed."""
        for copy in copies:
            self._hold(copy)

    async def _asked_once(self, origin: str) -> RobotsCopy:
        """Ask, or wait for the answer to whoever is asking already."""
        task = self._asking.get(origin)
        if task is None:
            task = asyncio.create_task(self._ask(origin))
            self._asking[origin] = task
            task.add_done_callback(lambda _: self._asking.pop(origin, None))
        # Shielded: that one who waits has given up must not take the answer away from the others.
        return await asyncio.shield(task)

    async def _ask(self, origin: str) -> RobotsCopy:
        asked_at = self._clock()
        try:
            status, text = await self._fetch(target(f"{origin}/robots.txt"))
            copy = RobotsCopy(
                origin=origin,
                outcome=Outcome.READ,
                asked_at=asked_at,
                status=status,
                text=text[:LIMIT],
                text_at=asked_at,
            )
        except RetrievalError as error:
            before = self._copies.get(origin)
            if isinstance(error, AddressRefused) or (isinstance(error, SourceUnreachable) and before is None):
                # The page itself stands behind the same door: this is what the caller should hear.
                raise
            copy = failed(origin, asked_at, error, before)
        self._hold(copy)
        return copy

    def _hold(self, copy: RobotsCopy) -> None:
        before = self._copies.pop(copy.origin, None)
        self._size += _weight(copy) - (_weight(before) if before else 0)
        self._copies[copy.origin] = copy
        while self._size > HELD and len(self._copies) > 1:
            _, dropped = self._copies.popitem(last=False)
            self._size -= _weight(dropped)


def _weight(copy: RobotsCopy) -> int:
    return len(copy.text or b"") + 500


def failed(origin: str, asked_at: dt.datetime, error: RetrievalError, before: RobotsCopy | None) -> RobotsCopy:
    """What it means that asking for robots.txt came to this error."""
    status = error.status if isinstance(error, SourceFault) else 0
    absent = (400 <= status < 500 and status != 429) or isinstance(error, RedirectRefused)
    known = before if before and not absent else None
    return RobotsCopy(
        origin=origin,
        outcome=Outcome.ABSENT if absent else Outcome.UNREACHABLE,
        asked_at=asked_at,
        status=status,
        reason=error.what,
        text=known.text if known else None,
        text_at=known.text_at if known else None,
    )


def decision(copy: RobotsCopy, rules: Protego | None, wanted: Target, agent: str) -> Leave:
    """What a copy and its rules (None where it has no text) say of an address; pure."""
    if rules is None:
        return _without_text(copy, wanted)
    at = (copy.text_at or copy.asked_at).astimezone(dt.UTC)
    basis = f"robots.txt of {at:%Y-%m-%dT%H:%M:%SZ} sha256:{copy.digest}"
    if not rules.can_fetch(wanted.url, agent):
        raise RobotsRefused(
            f"disallowed to {agent} by {basis}",
            where=wanted.url,
            remedy="Ask the source for leave, or take its text from the feed (`read_feed`).",
        )
    delay = rules.crawl_delay(agent) or 0.0
    return Leave("; ".join((f"allowed by {basis}", *(f"License: {url}" for url in licences(copy.text)))), delay)


def licences(text: bytes | None) -> tuple[str, ...]:
    """The addresses of RSL documents that a robots.txt names (`License:`, RSL 1.0): terms for machines."""
    if not text or b"license" not in text.lower():
        return ()
    found = (each.decode("ascii", "replace") for each in _LICENCE.findall(text))
    return tuple(dict.fromkeys(found))[:_MOST_LICENCES]


def _without_text(copy: RobotsCopy, wanted: Target) -> Leave:
    at = f"{copy.asked_at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
    if copy.outcome is Outcome.ABSENT:
        return Leave(f"allowed, no robots.txt at {at} ({copy.status or copy.reason})")
    raise SourceUnreachable(
        f"robots.txt could not be read at {at} ({copy.reason}), and until it can, nothing may be asked for",
        where=wanted.url,
        remedy="It is tried again by itself.",
    )


def parsed(text: bytes) -> Protego:
    """The rules of a robots.txt."""
    return Protego.parse(text.decode("utf-8", errors="replace").removeprefix("\ufeff"))


class _Rules:
    """Rules held parsed, within a bound: they take some ten times the memory of their text."""

    def __init__(self) -> None:
        self._held: collections.OrderedDict[bytes, Protego] = collections.OrderedDict()
        self.size = 0

    async def of(self, text: bytes | None) -> Protego | None:
        """The rules of a text, None for None."""
        if text is None:
            return None
        if text in self._held:
            self._held.move_to_end(text)
            return self._held[text]
        # The largest take a third of a second, in which all other requests would stand still.
        rules = parsed(text) if len(text) < QUICK else await asyncio.to_thread(parsed, text)
        self._hold(text, rules)
        return rules

    def _hold(self, text: bytes, rules: Protego) -> None:
        self.size += 0 if text in self._held else len(text) + 500
        self._held[text] = rules
        while self.size > PARSED and len(self._held) > 1:
            dropped, _ = self._held.popitem(last=False)
            self.size -= len(dropped) + 500
