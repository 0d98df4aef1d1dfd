"""Printing: what was decided is sealed in the log, rendered, and put into the public folder; then it is announced.

Order (DESIGN.md section 5): captures are on disk -> one transaction (log entry, checkpoint, item, outbox) -> tiles ->
checkpoint -> pages -> lists and feeds -> announcements. Every part can be run again: rows say what is still to be done.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

from mediawire import press
from mediawire.archive import items, outbox, workers
from mediawire.line.logbook import Logbook
from mediawire.line.storyroom import StoryRoom
from mediawire.line.tools import Tools, log
from mediawire.model.item import Edition, Item, ItemState, Surroundings

BATCH = 50
FEEDS = ("feed.xml", "feed.json")
LOCK = "printer"
LOCK_SECONDS = 60.0


class PressRoom:
    """Prints what is to be printed, while this worker holds the printer's lock."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._logbook = Logbook(tools)
        self._stories = StoryRoom(tools)
        self._busy = threading.Lock()
        self._opened = False

    def print(self) -> list[int]:
        """Print every item whose printed form is not what was decided. Gives their ids; none where another prints."""
        with self._busy:
            if not self._may_print():
                return []
            done: list[int] = []
            while batch := items.to_print(BATCH):
                done += self._print(batch)
            return done

    def _may_print(self) -> bool:
        if not workers.hold(LOCK, self._tools.worker, self._tools.clock(), LOCK_SECONDS):
            self._opened = False
            return False
        if not self._opened:
            self._open()
            self._opened = True
        return True

    def _open(self) -> None:
        """Whatever an earlier printer left half done: log files, lists, and pages that nothing live stands in."""
        self._logbook.refuse_rewind()
        self._logbook.publish()
        self._tools.printer.remove(self._stray())
        self._stories.open()
        self._tools.printer.write(press.render_lists(self._surroundings()))

    def _stray(self) -> list[str]:
        """Files of item pages that no printed item has (I5): left by a crash between two steps of a withdrawal."""
        known = items.live_files()
        public = self._tools.printer.public
        found = (path.relative_to(public).as_posix() for path in public.glob("[0-9]*/*/*/*/*") if path.is_file())
        return sorted(path for path in found if path not in known)

    def _print(self, batch: Sequence[int]) -> list[int]:
        sealed = self._logbook.seal(batch, self._surroundings())
        self._logbook.publish()
        surroundings = self._surroundings()
        withdrawn = [item for item in sealed if item.state is not ItemState.LIVE]
        for item in self._stories.standing(each for each in sealed if each.state is ItemState.LIVE):
            self._print_item(item, surroundings)
        self._fill_lists(sealed, surroundings)
        for item in withdrawn:
            self._withdraw(item, surroundings)
        self._stories.print(sealed, surroundings)
        self._tools.printer.write(press.render_lists(surroundings))
        items.mark_printed([(item.id, item.revision) for item in sealed], surroundings.moment)
        return [item.id for item in sealed]

    def _print_item(self, item: Item, surroundings: Surroundings) -> None:
        edition = _joined(press.render(item, surroundings), self._logbook.proofs(item))
        items.record_files(item.id, item.revision, self._tools.printer.write(edition))
        log.info("printed: %s (%s)", item.headline.text, item.source.name)

    def _fill_lists(self, sealed: Sequence[Item], surroundings: Surroundings) -> None:
        """While a wire is young its first pages have few recent posts beside them: print those pages anew."""
        recent = surroundings.recent
        if len(recent) > 2 * surroundings.house.recent:
            return
        now = {item.id for item in sealed}
        others = items.load_items([each.item_id for each in recent if each.item_id not in now])
        for other in self._stories.standing(others):
            self._tools.printer.write(press.render(other, surroundings))

    def _withdraw(self, item: Item, surroundings: Surroundings) -> None:
        """Take an item's files away, and print anew the pages that list it among recent posts (I5)."""
        printer = self._tools.printer
        if item.path:
            others = [path.removesuffix("/index.html") for path in printer.mentioning(item.path)]
            for other in self._stories.standing(items.load_items(items.ids_by_path(others))):
                printer.write(press.render(other, surroundings))
        printer.remove(items.printed_files(item.id))
        items.record_files(item.id, item.revision, [])
        log.info("withdrawn: %s (%s)", item.headline.text, item.source.name)

    def announce(self) -> list[int]:
        """Announce what was printed: tell those who subscribed. Gives the ids of the announcements made."""
        waiting = outbox.waiting(BATCH)
        hub = self._tools.wire.house.hub
        if waiting and hub:
            for feed in FEEDS:
                self._tools.courier.publish(hub, f"{self._tools.public_url}{feed}")
        for each in waiting:
            outbox.announced(each.id, self._tools.clock())
        return [each.id for each in waiting]

    def _surroundings(self) -> Surroundings:
        house = self._tools.wire.house
        return Surroundings(
            house=house,
            public_url=self._tools.public_url.rstrip("/"),
            recent=tuple(items.recent(max(house.front, house.feed, house.recent + 1))),
            moment=self._tools.clock(),
        )


def _joined(*editions: Edition) -> Edition:
    return Edition(files=tuple(file for edition in editions for file in edition.files))
