"""Agency documents onto the line: from watched folders and the HTTP endpoint's spool to captured leads.

One process of a wire takes documents at a time, in the order in which they came. All that it does may be done again
after a crash: a document leaves the spool when its capture and rows are written.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import datetime as dt
import fcntl
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from mediawire.archive import alarms, documents
from mediawire.archive.documents import Standing, Told
from mediawire.house import Wire
from mediawire.intake import agency, identity, notices
from mediawire.intake.feeds.markup import is_web
from mediawire.intake.spool import SPOOL, Brought, Spool, adopt
from mediawire.line.doors import DOCUMENTS
from mediawire.line.following import Follower
from mediawire.line.rounds import Signals
from mediawire.line.tools import Ledger, Tools, log
from mediawire.model.capture import Exchange
from mediawire.model.errors import ConfigurationError, StorageFailed, UnreadableDocument
from mediawire.model.feed import FeedEntry, Lead, Notice, NoticeKind
from mediawire.model.source import Door, Source

LOOK = 0.25  # seconds between looks at folders and spool
_USABLE = frozenset({"", "usable", "embargoed"})
_TEXT = frozenset({"", "text", "article", "story", "composite"})


def folders(wire: Wire, source: Source) -> Iterator[Path]:
    """The watched folders of a source: those that it names, and its own below [doors] folder."""
    named = [url for door, url in source.doors if door is Door.DOCUMENTS]
    yield from (wire.folder / each for each in named if each)
    if wire.doors.folder and named:
        yield wire.folder / wire.doors.folder / source.id


def refuse_unsound(body: bytes, content_type: str, where: str) -> tuple[FeedEntry, ...]:
    """The items of a document that is whole; raises UnreadableFeed with the reason."""
    agency.refuse_cut(body, content_type, where)
    return agency.parse(body, content_type, where)


class Documents:
    """Takes what was brought. `turn` is called on the ledger's thread."""

    def __init__(self, tools: Tools, follower: Follower) -> None:
        self._tools = tools
        self._follower = follower
        self._spool = Spool(tools.wire.data / SPOOL)
        self._sources = [each for each in tools.wire.sources if any(door is Door.DOCUMENTS for door, _ in each.doors)]

    async def run(self, ledger: Ledger, signals: Signals, *, once: bool = False) -> None:
        """Look again and again until stopped; with `once`, once."""
        if not self._sources:
            return
        for source in self._sources:
            for folder in folders(self._tools.wire, source):
                folder.mkdir(parents=True, exist_ok=True)
        while not signals.stopped.is_set():
            if await ledger(self.turn):
                signals.news.set()
            if once:
                return
            await asyncio.sleep(LOOK)

    def turn(self) -> int:
        """Take what is there now. Gives how many items are to be carried."""
        with _alone(self._tools.wire.data) as mine:
            if not mine:
                return 0
            for source in self._sources:
                for folder in folders(self._tools.wire, source):
                    try:
                        self._adopt(source, folder)
                    except (OSError, StorageFailed) as error:
                        self._refused(source.id, f"{folder} cannot be worked in: {error}")
            return self._take_all()

    def _take_all(self) -> int:
        carried = 0
        for path in self._spool.due(self._tools.clock()):
            try:
                carried += self._take(path)
            except StorageFailed as error:
                self._refused(path.parent.name, str(error))
                break
        return carried

    def _refused(self, source_id: str, why: str) -> None:
        """The disk or a folder refuses: what was brought stays where it is, and the next turn tries again."""
        alarms.raise_alarm("document", source_id, why, self._tools.clock())

    def _adopt(self, source: Source, folder: Path) -> None:
        limit = self._tools.wire.manners.body_limit
        now = self._tools.clock()
        for name, reason in adopt(
            folder, source.id, self._spool, lambda body, name: _judge(body, folder / name), limit, now
        ):
            if reason:
                self._bad(source.id, reason)
            else:
                log.info("%s: taken from %s: %s", source.name, folder, name)

    def _bad(self, source_id: str, reason: str) -> None:
        log.warning("a document of %s is set aside: %s", source_id, reason)
        alarms.raise_alarm("document", source_id, f"a document was set aside: {reason}", self._tools.clock())

    def _take(self, path: Path) -> int:
        """One document: its items onto the line, and the file where it belongs now."""
        try:
            brought = self._spool.load(path)
            source = self._tools.source(brought.source_id)
            entries = agency.parse(brought.body, brought.content_type, brought.origin)
        except (UnreadableDocument, ConfigurationError) as error:
            self._spool.refuse(path, str(error))
            self._bad(path.parent.name, str(error))
            return 0
        taken = _Taking(self._tools, self._follower, source, brought)
        waited = self._spool.waits(path)
        for entry in entries:
            taken.item(entry, waited=waited)
        if taken.waits:
            self._spool.wait(path, min(taken.waits))
        else:
            self._spool.done(path)
        return taken.carried


class _Taking:
    """One document on its way onto the line. `waits` are the ends of its items' embargoes."""

    def __init__(self, tools: Tools, follower: Follower, source: Source, brought: Brought) -> None:
        self._tools = tools
        self._follower = follower
        self._source = source
        self._brought = brought
        self.waits: list[dt.datetime] = []
        self.carried = 0

    def item(self, entry: FeedEntry, *, waited: bool) -> None:
        """Take one item: by its status, its embargo, and how it stands to the versions before it."""
        keys = identity.keys(entry, self._source)
        now = self._tools.clock()
        told = self._told(entry, keys[0], now)
        standing = documents.weigh(told)
        name = entry.title or entry.id or "an item without a name"
        if standing is Standing.OLDER or (waited and standing is not Standing.SAME):
            log.info("%s: passed over, a newer version is known: %s", self._source.name, name)
            return
        if entry.embargo is not None and entry.embargo > now:
            self.waits.append(entry.embargo)
            log.info("%s: under embargo until %s: %s", self._source.name, entry.embargo, name)
        else:
            self._free(entry, keys, standing)
        documents.keep(told)

    def _told(self, entry: FeedEntry, name: str, now: dt.datetime) -> Told:
        return Told(
            source_id=self._source.id,
            name=name,
            digest=self._brought.digest,
            moment=now,
            version=entry.version,
            updated=entry.updated or entry.published,
            status=entry.status,
            until=entry.embargo,
        )

    def _free(self, entry: FeedEntry, keys: tuple[str, ...], standing: Standing) -> None:
        """An item that is under no embargo: a notice to be followed, or a report to be carried."""
        notice = _notice(entry, self._source, standing)
        if notice is not None:
            self._follower.notice(self._source, notice, keys)
        if notice is not None and notice.kind in (NoticeKind.KILL, NoticeKind.HOLD):
            self._tools.captures.keep(self._exchange(entry), self._source.id, feed=True)
        elif entry.content and entry.medium.lower() in _TEXT:
            self._carry(entry, keys)
        else:
            log.info("%s: passed over, no text: %s (%s)", self._source.name, entry.title or entry.id, entry.medium)

    def _carry(self, entry: FeedEntry, keys: tuple[str, ...]) -> None:
        url = address(entry, self._source)
        lead = Lead(source_id=self._source.id, url=url, keys=keys, entry=entry, door=DOCUMENTS)
        if documents.erased(lead):
            log.info("%s: passed over, it was erased here: %s", self._source.name, url)
            return
        capture_id, _ = self._tools.captures.keep(self._exchange(entry), self._source.id)
        self.carried += documents.bring(lead, capture_id, self._tools.clock())

    def _exchange(self, entry: FeedEntry) -> Exchange:
        url = address(entry, self._source)
        body = self._brought.body
        told = (("content-type", self._brought.content_type), ("x-mediawire-brought", self._brought.origin))
        return Exchange(
            url=url,
            final_url=url,
            requested_at=self._brought.received_at,
            received_at=self._brought.received_at,
            status=200,
            reason="Brought",
            headers=tuple((name, _header(value)) for name, value in told if value),
            body=body,
            payload=body,
            robots="not asked: the source brought the document itself",
        )


def address(entry: FeedEntry, source: Source) -> str:
    """Where a reader finds the report: at its own address, else at the source's home, the item named behind #."""
    if entry.link and is_web(entry.link):
        return entry.link
    return f"{source.home}#{quote(entry.id or identity.wording(entry)[:16], safe=':')}"


def _notice(entry: FeedEntry, source: Source, standing: Standing) -> Notice | None:
    """What the item says of an earlier version of itself, with the version, so that it can be said again later."""
    notice = notices.recognise(entry, source)
    if notice is None and entry.status not in _USABLE:
        notice = Notice(kind=NoticeKind.HOLD, target=None, wording=f"{entry.title or entry.id} ({entry.status})")
    if notice is None and standing is Standing.RESTORED:
        notice = Notice(kind=NoticeKind.RELEASE, target=None, wording=f"usable again: {entry.title or entry.id}")
    if notice is not None and entry.version:
        notice = dataclasses.replace(notice, wording=f"{notice.wording} (version {entry.version})")
    return notice


def _judge(body: bytes, path: Path) -> None:
    refuse_unsound(body, "", str(path))


def _header(value: str) -> str:
    return value.encode("ascii", "replace").decode("ascii").replace("\r", " ").replace("\n", " ")


@contextlib.contextmanager
def _alone(data: Path) -> Iterator[bool]:
    """Whether this process is the one that takes documents now. The kernel lets go of it when the process ends."""
    with (data / "documents.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
