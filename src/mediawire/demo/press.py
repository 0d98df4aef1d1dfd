"""The press itself: invented outlets that publish, correct and withdraw over real HTTP while a wire watches."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from types import TracebackType

from mediawire.demo import feeds, pages, painting
from mediawire.demo.outlets import FeedKind, Outlet, outlets
from mediawire.demo.pages import Site
from mediawire.demo.server import Answer, Servers
from mediawire.demo.texts import reports
from mediawire.demo.timeline import Shown, Timeline, shown, withdrawn

Clock = Callable[[], dt.datetime]
HEAD_START = 5.0  # seconds of the demo that have passed, at most, when a wire first asks a waiting press for a feed
# The smallest transparent GIF, for pictures and the page counter.
_DOT = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DemoOutlet:
    """An outlet of the running press. `feed` is its main feed, `feeds` all of them; `terms` what its own page says."""

    id: str
    name: str
    home: str
    feed: str
    language: str
    terms: str
    kind: str = "outlet"
    feeds: tuple[str, ...] = ()


class Press:
    """A press of invented outlets, each on a free port of the loopback interface.

    `clock` gives aware times; reports appear, change and vanish at seconds counted from `start`, `speed` of them in
    one second of the clock. Addresses are known after `start`. A press that is `waiting` lets a slow wire miss nothing:
    however long it takes until a feed is first asked for, no more than `HEAD_START` seconds have then passed, and no
    report is changed or withdrawn before its page was fetched.
    """

    def __init__(self, clock: Clock, speed: float = 1.0, *, host: str = "127.0.0.1", waiting: bool = False) -> None:
        if speed <= 0:
            raise ValueError(f"the demo's speed must be above 0, not {speed}")
        self._clock = clock
        self._speed = speed
        self._host = host
        self._waiting = waiting
        self._servers: Servers | None = None
        self._sites: tuple[Site, ...] = ()
        self._seen: dict[str, dt.datetime] | None = {} if waiting else None
        self.started = clock()

    def start(self) -> None:
        """Open the ports and begin at second 0."""
        servers = Servers(self._host)
        self.started = self._clock()
        sites = []
        for outlet in outlets():
            outlet_site = _Outlet(self, outlet)
            outlet_site.site = Site(outlet, servers.open(outlet_site.answer))
            sites.append(outlet_site.site)
        self._sites = tuple(sites)
        self._servers = servers
        servers.serve()

    def stop(self) -> None:
        """Free the ports; a press that does not run is left as it is."""
        if self._servers is not None:
            self._servers.close()
            self._servers = None

    def __enter__(self) -> Press:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def asked(self) -> None:
        """A feed is asked for: a press that waited for it waits no longer."""
        if self._waiting:
            self._waiting = False
            self.started = max(self.started, self._clock() - dt.timedelta(seconds=HEAD_START / self._speed))

    def fetched(self, page: Shown) -> None:
        """A report's page is fetched."""
        if self._seen is not None:
            self._seen.setdefault(page.report.key, self._clock())

    @property
    def outlets(self) -> list[DemoOutlet]:
        """The outlets with their addresses; none before `start`."""
        return [_described(site) for site in self._sites]

    @property
    def timeline(self) -> Timeline:
        """Start, speed, the present moment, and what was seen."""
        return Timeline(self.started, self._speed, self._clock(), self._seen)

    def address(self, key: str) -> str:
        """The address of a report's page by its name in `planted`, whether it has appeared or not."""
        outlet_id, _, slug = key.partition("/")
        site = next(each for each in self._sites if each.outlet.id == outlet_id)
        report = next(each for each in reports() if each.key == f"{outlet_id}/{slug}")
        return site.base + site.outlet.path(report)


def _described(site: Site) -> DemoOutlet:
    outlet = site.outlet
    addresses = tuple(site.base + kind.value for kind in outlet.feeds)
    return DemoOutlet(
        id=outlet.id,
        name=outlet.name,
        home=f"{site.base}/",
        feed=addresses[0],
        feeds=addresses,
        language=outlet.language,
        terms=outlet.terms,
        kind=outlet.kind,
    )


class _Outlet:
    """One outlet's answers."""

    site: Site

    def __init__(self, press: Press, outlet: Outlet) -> None:
        self._press = press
        self._outlet = outlet

    def answer(self, path: str) -> Answer:
        """What this outlet says to a path now."""
        if any(path == kind.value for kind in self._outlet.feeds):
            self._press.asked()
        line = self._press.timeline
        visible = shown(self._outlet, reports(), line)
        newest = max((page.changed for page in visible), default=line.started)
        if fixed := self._fixed(path, line.started):
            return fixed
        if path == "/":
            return _text(pages.front(self.site, visible), newest)
        for kind in self._outlet.feeds:
            if path == kind.value:
                return self._feed(kind, visible, newest)
        return self._page(path, visible, withdrawn(self._outlet, reports(), line), line)

    def _fixed(self, path: str, started: dt.datetime) -> Answer | None:
        """What never changes while the press runs; None for anything else."""
        if path == "/robots.txt":
            return Answer(media_type="text/plain; charset=utf-8", body=pages.robots().encode(), changed=started)
        if path == "/republish":
            return _text(pages.terms(self.site), started)
        if path == "/style.css":
            return Answer(media_type="text/css; charset=utf-8", body=pages.style(self.site).encode(), changed=started)
        if path == "/picture.png":
            return Answer(media_type="image/png", body=painting.png(), changed=started)
        if path.endswith(".gif"):
            return Answer(media_type="image/gif", body=_DOT, changed=started)
        return None

    def _feed(self, kind: FeedKind, visible: Sequence[Shown], newest: dt.datetime) -> Answer:
        body = feeds.feed(kind, self.site, visible).encode("utf-8")
        return Answer(media_type=f"{kind.media_type}; charset=utf-8", body=body, changed=newest)

    def _page(self, path: str, visible: Sequence[Shown], gone: frozenset[str], line: Timeline) -> Answer:
        for page in visible:
            if page.path == path:
                self._press.fetched(page)
                return _text(pages.article(self.site, page), page.changed)
        if path in gone:
            return _text(pages.gone(self.site), line.now, 410)
        return _text(pages.missing(self.site), line.now, 404)


def _text(document: str, changed: dt.datetime, status: int = 200) -> Answer:
    return Answer(status=status, body=document.encode("utf-8"), changed=changed)
