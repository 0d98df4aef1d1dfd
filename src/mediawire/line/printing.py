"""Printing: what was decided is sealed in the log, rendered, and put into the public folder; then it is announced.

Order (DESIGN.md section 5): captures are on disk -> one transaction (log entry, checkpoint, item, outbox) -> tiles ->
checkpoint -> pages -> lists and feeds -> announcements. Every part can be run again: rows say what is still to be done.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence

from mediawire import press
from mediawire.archive import alarms, duties, erasing, items, moving, outbox, pictures, workers
from mediawire.archive.items import Printed
from mediawire.line import keys, terming
from mediawire.line.logbook import Logbook
from mediawire.line.rendering import rendered
from mediawire.line.storyroom import StoryRoom
from mediawire.line.tools import Tools, log
from mediawire.model.errors import ProofError
from mediawire.model.item import Edition, Item, ItemState, PrintedFile, Surroundings
from mediawire.proof.entry import Entry, EntryKind

BATCH = 50
AT_ONCE = 4 << 20  # bytes of rendered items that are written together
FEEDS = ("feed.xml", "feed.json")
LOCK = "printer"
HALTS = ("audit",)  # an open alarm of these kinds stops the press
LOG_ALARM = "log"
LOCK_SECONDS = 60.0


class PressRoom:
    """Prints what is to be printed, while this worker holds the printer's lock."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._logbook = Logbook(tools)
        self._stories = StoryRoom(tools)
        self._busy = threading.Lock()
        self._opened = False
        self.erased = False  # something was erased, of which the engine's tables may still hold a trace

    def print(self, *, patient: bool = True) -> list[int]:
        """Print every item whose printed form is not what was decided. Gives their ids; none where another prints.

        What waits for its pictures is printed when they are there; where this is not `patient`, now and without them.
        """
        with self._busy:
            if not self._may_print():
                return []
            # Nothing is sealed or set beside others whose time is over.
            terming.end_permissions(self._tools.clock())
            done: list[int] = []
            if not patient:
                pictures.give_up()
            while batch := items.to_print(BATCH, self._tools.clock()):
                done += self._print(batch)
            if moves := moving.unprinted():
                self._stories.follow(moves, self._surroundings())
            for item_id in erasing.waiting():
                self._erase(item_id)
            return done

    @contextlib.contextmanager
    def quiet(self) -> Iterator[None]:
        """While this is held, nothing is printed by this process."""
        with self._busy:
            yield

    def _may_print(self) -> bool:
        """Whether this worker may print now; raises an alarm where log or key are not what they were."""
        if not self._holds_lock():
            return False
        if alarms.is_open(*HALTS):
            self._take_down()
            return False
        try:
            self._sure_of_key()
            if not self._opened:
                self._open()
        except ProofError as error:
            log.error("printing has stopped: %s", error)
            alarms.raise_alarm(LOG_ALARM, error.where, f"{error.what}. {error.remedy}", self._tools.clock())
            self._take_down()
            return False
        self._opened = True
        return True

    def _sure_of_key(self) -> None:
        """The key file is looked at again before each printing: it may be lost or changed while the wire runs."""
        keys.load(self._tools.wire)
        if not self._opened:
            for alarm in (each for each in alarms.open_alarms() if each.kind == LOG_ALARM):
                alarms.clear(LOG_ALARM, alarm.where)

    def _take_down(self) -> None:
        """Where nothing may be sealed, what was withheld or killed still leaves the public folder at once."""
        self._opened = False
        printer = self._tools.printer
        for item in items.load_items(items.to_take_down(BATCH)):
            standing = printer.standing(item.path) if item.path else []
            printer.remove({*standing, *items.printed_files(item.id)})

    def _holds_lock(self) -> bool:
        if not workers.hold(LOCK, self._tools.worker, self._tools.clock(), LOCK_SECONDS):
            self._opened = False
            return False
        return True

    def _open(self) -> None:
        """Whatever an earlier printer left half done: log files, lists, and pages that nothing live stands in."""
        self._tools.printer.take_over()
        self._logbook.refuse_rewind()
        self._logbook.publish()
        self._logbook.publish_standing()
        if erasing.overwrite(self._tools.captures.folder):
            erasing.scrub()
        self._tools.printer.remove(self._stray())
        self._stories.open()
        self._tools.printer.write(press.render_lists(self._surroundings()))

    def _stray(self) -> list[str]:
        """Files of item pages that no live item has (I5): left by a crash between two steps of a withdrawal.

        What a live item has on disk stays (I7), also where a crash came before its files were written down.
        """
        known = items.live_paths()
        public = self._tools.printer.public
        found = (path.relative_to(public) for path in public.glob("[0-9]*/*/*/*/*") if path.is_file())
        return sorted(path.as_posix() for path in found if path.parent.as_posix() not in known)

    def _print(self, batch: Sequence[int]) -> list[int]:
        sealed = self._logbook.seal(batch, self._surroundings())
        self._logbook.publish()
        surroundings = self._surroundings()
        withdrawn = [item for item in sealed if item.state is not ItemState.LIVE]
        live = self._stories.standing(item for item in sealed if item.state is ItemState.LIVE)
        items.record_all(self._print_items(live, surroundings))
        duties.incur((item for item in live if item.permission.duties), surroundings.moment)
        self._fill_lists(sealed, surroundings)
        for item in withdrawn:
            self._withdraw(item, surroundings)
        self._stories.print(sealed, surroundings)
        self._tools.printer.write(press.render_lists(surroundings))
        items.mark_printed([(item.id, item.revision) for item in sealed], surroundings.moment)
        return [item.id for item in sealed]

    def _print_items(self, live: Sequence[Item], surroundings: Surroundings) -> list[Printed]:
        """Render items and put them into the public folder, some at a time: pictures and captures may be large."""
        done: list[Printed] = []
        waiting: list[tuple[Item, Edition]] = []
        size = 0
        for item in live:
            edition = self._edition(item, surroundings)
            waiting.append((item, edition))
            size += sum(len(file.body) for file in edition.files)
            if size >= AT_ONCE:
                done += self._put(waiting)
                waiting, size = [], 0
        return done + self._put(waiting)

    def _put(self, rendered_items: Sequence[tuple[Item, Edition]]) -> list[Printed]:
        printer = self._tools.printer
        for item, edition in rendered_items:
            if item.revision > 1:  # a picture may have gone since
                printer.remove(set(items.printed_files(item.id)) - {file.path for file in edition.files})
        digests = dict(printer.write_all(edition for _, edition in rendered_items))
        done = []
        for item, edition in rendered_items:
            files = {file.path: digests[file.path] for file in edition.files}
            # What an earlier printing had and this one may not: a capture that terms no longer let us serve.
            printer.remove(path for path in printer.standing(item.path) if path not in files)
            log.info("printed: %s (%s)", item.headline.text, item.source.name)
            done.append(Printed(item_id=item.id, revision=item.revision, files=tuple(files.items())))
        return done

    def _edition(self, item: Item, surroundings: Surroundings) -> Edition:
        forms = (rendered(item, surroundings), press.render_ninjs(item, surroundings))
        return _joined(*forms, self._pictured(item), self._logbook.proofs(item))

    def _pictured(self, item: Item) -> Edition:
        """The item's pictures, out of their captures: the bytes that were retrieved."""
        return Edition(
            files=tuple(
                PrintedFile(
                    path=f"{item.path}/{each.name}",
                    media_type=each.media_type,
                    body=self._tools.captures.load(each.capture).payload,
                )
                for each in press.shown_pictures(item)
            )
        )

    def _fill_lists(self, sealed: Sequence[Item], surroundings: Surroundings) -> None:
        """While a wire is young its first pages have few recent posts beside them: print those pages anew."""
        recent = surroundings.recent
        if len(recent) > 2 * surroundings.house.recent:
            return
        now = {item.id for item in sealed}
        others = items.load_items([each.item_id for each in recent if each.item_id not in now])
        for other in self._stories.standing(others):
            items.record_again(self._tools.printer.write(rendered(other, surroundings)))

    def _withdraw(self, item: Item, surroundings: Surroundings) -> None:
        """Take an item's files away, and print anew the pages that list it among recent posts (I5)."""
        printer = self._tools.printer
        if item.path:
            others = [path.removesuffix("/index.html") for path in printer.mentioning(item.path)]
            for other in self._stories.standing(items.load_items(items.ids_by_path(others))):
                items.record_again(printer.write(rendered(other, surroundings)))
            printer.remove(printer.standing(item.path))
        printer.remove(items.printed_files(item.id))
        items.record_all([Printed(item_id=item.id, revision=item.revision)])
        log.info("withdrawn: %s (%s)", item.headline.text, item.source.name)

    def _erase(self, item_id: int) -> None:
        """Take every word of an item away. Its page is gone by now; what is left to do after a crash, `_open` does."""
        moment = self._tools.clock()

        def entered(revision: int) -> bytes:
            return Entry(kind=EntryKind.ERASE, item=item_id, revision=revision, at=moment).data

        erased = erasing.erase(item_id, self._tools.captures, entered, self._tools.seal, moment)
        erasing.overwrite(self._tools.captures.folder)
        erasing.scrub()
        self._tools.printer.take_over()  # its ledger begins anew: addresses hold words of headlines
        self._logbook.publish()
        self._tools.printer.write(press.render_lists(self._surroundings()))
        self.erased = True
        kept = f"; captures {erased.kept} stay, since other reports stand on them" if erased.kept else ""
        log.info("erased: item %d, %d revisions, %d captures%s", item_id, erased.revisions, erased.captures, kept)
        if erased.kept:
            what = f"Item {item_id} was erased, but captures {erased.kept} hold other reports too and were left."
            alarms.raise_alarm("erasing", f"item {item_id}", what, moment)

    def announce(self) -> list[int]:
        """Announce what was printed: tell those who subscribed. Gives the ids of the announcements made."""
        waiting = outbox.waiting(BATCH)
        hub = self._tools.wire.house.hub
        if waiting and hub:
            for feed in FEEDS:
                self._tools.courier.publish(hub, f"{self._tools.public_url}{feed}")
        told = [each.id for each in waiting]
        outbox.announced(told, self._tools.clock())
        return told

    def _surroundings(self) -> Surroundings:
        house = self._tools.wire.house
        return Surroundings(
            house=house,
            public_url=self._tools.public_url.rstrip("/"),
            recent=tuple(items.recent(max(house.front, house.feed, house.recent + 1))),
            moment=self._tools.clock(),
            checkpoint=self._logbook.head_note(),
        )


def _joined(*editions: Edition) -> Edition:
    return Edition(files=tuple(file for edition in editions for file in edition.files))
