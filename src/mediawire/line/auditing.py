"""The audit: everything that is served is read again and computed anew, from the published files and the captures.

    Auditor(Published(...)).findings() -> Iterator[Fault]

    log           checkpoint, entries, tiles, keys: `logfiles`
    items         whose last entry in the log is a printing have their page, and no other page stands there; each is of
                  the revision that was printed last, and passes the whole checklist of the verifier: with the capture
                  in the wire's own file, and once more with the capture that is served
    lists         front page, feeds, sitemap, stories and ninjs: what they say of an item is what its manifest says, and
                  the times are those in the log; none of the newest is passed over; the checkpoint that travels in a
                  feed is of this log
    files         every file of the public folder has the digest that the printer's ledger allows; none is missing, and
                  none stands there that the press has not written
    captures      every record that is kept has its length and digest; in place of an erased one is a tombstone
    assets        every style and script has the digest in its name

What is believed comes from the log, the ledger and the files. The database only says which records are kept, names an
item in a message, and tells what is being printed just now: the public folder changes while the audit reads. So an item
or list is found at fault only where nothing was decided about it, and nothing was being printed of it, from before it
was read to after; and a file only where the ledger says the same before and after.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import functools
import json
from collections.abc import Callable, Iterable, Iterator

from mediawire.archive import items
from mediawire.archive.evidence import records, unsound
from mediawire.line.listfiles import ListFiles, Logged
from mediawire.line.logfiles import FOLDER as LOG_FOLDER
from mediawire.line.logfiles import Fault, LogFiles, Published, Quiet
from mediawire.model.capture import sha256
from mediawire.model.errors import ProofError, WireError
from mediawire.press import ledger
from mediawire.press.assets import FOLDER
from mediawire.proof.claims import Claims, read
from mediawire.proof.entry import EntryKind
from mediawire.verifier import Options, run

__all__ = ["Account", "Auditor", "Fault", "Published", "Quiet"]
PAGES = "[0-9]*/*/*/*"
_LOOKS = 5  # at a file that is found changed while it is being printed


@dataclasses.dataclass(slots=True)
class Account:
    """How much an audit has looked at."""

    entries: int = 0
    tiles: int = 0
    items: int = 0
    lists: int = 0
    files: int = 0
    captures: int = 0

    def __str__(self) -> str:
        told = f"{self.entries} entries, {self.tiles} tiles, {self.items} items, {self.lists} lists and stories"
        return f"{told}, {self.files} files, {self.captures} captures"


class Auditor:
    """One audit. `account` says afterwards how much was read; while `quiet()` is held nothing is printed."""

    def __init__(self, published: Published, quiet: Quiet = contextlib.nullcontext) -> None:
        self._published = published
        self._public = published.public
        self._quiet = quiet
        self._log = LogFiles(published, quiet)
        self._logged: dict[int, Logged] = {}
        self._standing: dict[str, int] = {}  # places of printed items, as their manifests say
        self._named: set[str] = set()  # what a fault was found in
        self.account = Account()

    def findings(self) -> Iterator[Fault]:
        """Every fault, as it is met. Nothing is changed."""
        for part in (self._log.findings, self._items, self._lists, self._files, self._captures, self._assets):
            for fault in part():
                self._named.add(fault.where)
                yield fault
            self.account.entries, self.account.tiles = len(self._log.entries), self._log.tiles

    # -- items --

    def _items(self) -> Iterator[Fault]:
        self._logged = _by_item(self._log.entries)
        places = {path.parent.relative_to(self._public).as_posix() for path in self._public.glob(f"{PAGES}/*")}
        for place in sorted(places):
            self.account.items += 1
            yield from self._surely(functools.partial(self._item, place), place)
        due = {item for item, told in self._logged.items() if told.printed} - set(self._standing.values())
        for place, item in sorted(items.paths_of(sorted(due)).items()):
            yield from self._surely(functools.partial(self._page_is_there, place, item), place)

    def _surely(self, look: Callable[[], Fault | None], place: str) -> Iterator[Fault]:
        """A fault of an item, if it is there on a second look too, and nothing was decided or printed meanwhile."""
        fault = look()
        if fault is not None and self._at_rest(place):
            with self._quiet():  # it may have been printed just while it was read
                fault = look()
                if fault is not None and self._at_rest(place):
                    yield fault

    def _at_rest(self, place: str) -> bool:
        return items.at_rest(place, len(self._log.entries))

    def _page_is_there(self, place: str, item: int) -> Fault | None:
        if (self._public / place / "manifest.json").exists():
            return None
        return Fault(where=place, what=f"the log says that item {item} was printed, and its page is missing")

    def _item(self, place: str) -> Fault | None:
        keys = "\n".join(each.text for each in self._published.keys)
        page = str(self._public / place)
        try:
            claims = self._claims(place)
            told = self._logged.get(claims.item)
            if claims.path != place or told is None or not told.printed:
                return Fault(where=place, what="files stand here, but no entry of the log says that they were printed")
            self._standing[place] = claims.item
            if claims.revision != told.revision:
                return Fault(
                    where=place, what=f"revision {claims.revision} stands here, {told.revision} was printed last"
                )
            run(page, keys, Options(captures=self._published.captures), tell=_nobody)
            if claims.capture.served:
                run(page, keys, tell=_nobody)
        except WireError as error:
            return Fault(where=place, what=str(error))
        except OSError as error:
            return Fault(where=place, what=f"it cannot be read ({error.strerror})")
        return None

    def _claims(self, place: str) -> Claims:
        file = self._public / place / "manifest.json"
        if not file.exists():
            raise ProofError("files stand here without a manifest", where=place)
        return read(file.read_bytes())

    def _lists(self) -> Iterator[Fault]:
        printed = {place: self._logged[item].first for place, item in self._standing.items()}
        lists = ListFiles(self._published, self._log, self._logged, printed)
        for path, found in lists.findings():
            self.account.lists += 1
            if any(self._speaks(place) for place, _ in found):
                with self._quiet():  # the list may have been printed just while it was read
                    again = lists.look(path)
                yield from (Fault(where=path, what=what) for place, what in again if self._speaks(place))

    def _speaks(self, place: str) -> bool:
        """Whether what a list says of an item counts: not while it is being printed, nor where its page is false."""
        return place not in self._named and self._at_rest(place)

    # -- files --

    def _files(self) -> Iterator[Fault]:
        """Every file against the ledger. The log's tiles are not asked for there: the log itself judges them."""
        try:
            told = ledger.read(self._published.ledger)
        except OSError as error:
            if self._log.entries:
                what = f"the list of what was printed cannot be read ({error.strerror})"
                yield Fault(where=str(self._published.ledger), what=what)
            return
        for line in told.damaged:
            yield Fault(where=f"{self._published.ledger}, line {line}", what="the list of what was printed is damaged")
        due = {path for path in told.allowed if not path.startswith(f"{LOG_FOLDER}/")}
        here = {path for path in ledger.standing(self._public) if not path.startswith(f"{LOG_FOLDER}/")}
        self.account.files = len(here)
        wrong = self._unlike(sorted(here | due), told)
        for _ in range(_LOOKS):
            if not wrong:
                return
            with self._quiet():
                told = ledger.read(self._published.ledger)
                wrong = self._unlike(wrong, told)
                after = ledger.read(self._published.ledger)
            sure = [path for path in wrong if told.may_be(path) == after.may_be(path)]
            news = [path for path in sure if not {path, path.rpartition("/")[0]} & self._named]
            yield from (self._strange(path, told) for path in news)
            wrong = {path: now for path, now in wrong.items() if path not in sure}

    def _unlike(self, paths: Iterable[str], told: ledger.Told) -> dict[str, bytes]:
        """Files, with their digests, that are not what a ledger allows."""
        now = ((path, ledger.digest_of(self._public, path)) for path in paths)
        return {path: digest for path, digest in now if digest not in told.may_be(path)}

    def _strange(self, path: str, told: ledger.Told) -> Fault:
        if path not in told.allowed:
            return Fault(where=path, what="nobody has printed this file")
        if not (self._public / path).exists():
            return Fault(where=path, what="a file that was printed is missing")
        return Fault(where=path, what="the file is not the one that was printed")

    # -- captures and assets --

    def _captures(self) -> Iterator[Fault]:
        for record in records():
            self.account.captures += 1
            what = unsound(self._published.captures, record)
            if what:
                yield Fault(where=f"{record.file} at byte {record.offset}", what=what)

    def _assets(self) -> Iterator[Fault]:
        for path in sorted((self._public / FOLDER).glob("*.*.*")):
            if sha256(path.read_bytes())[:12] != path.name.rsplit(".", 2)[1]:
                yield Fault(where=f"{FOLDER}/{path.name}", what="its bytes are not those that its name tells")


def _by_item(entries: Iterable[bytes]) -> dict[int, Logged]:
    """Of each item that was ever printed what the log says of it. Item 0 is none: a change of keys."""
    found: dict[int, Logged] = {}
    for told in map(json.loads, entries):
        item, printed = told["item"], told["kind"] == EntryKind.PRINT.value
        if not printed and item not in found:
            continue
        at = dt.datetime.fromisoformat(told["time"])
        before = found.get(item, Logged(printed=True, revision=0, first=at, last=at))
        last = at if printed else before.last
        found[item] = Logged(printed=printed, revision=told["revision"], first=before.first, last=last)
    return found


def _nobody(_words: str) -> None:
    """Tell nobody: an audit speaks of faults alone."""
