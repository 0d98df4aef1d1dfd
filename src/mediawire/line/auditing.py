"""The audit: everything that is served is read again and computed anew, from the published files and the captures.

    Auditor(Published(...)).findings() -> Iterator[Fault]

    checkpoint, entries   the checkpoint is signed by the wire's key; every entry bundle is read, and gives its root
    tiles                 every tile in the folder has the hashes that the entries give; none is missing
    history               every checkpoint that was ever signed is the head of the log at its size
    items                 whose last entry is a printing has its page, and no other page stands there; for each page the
                          whole checklist of the verifier with the capture, and the digests written down at printing
    captures              every record that is kept has its length and digest; in place of an erased one is a tombstone
    assets                every style and script has the digest in its name

The public folder changes while the audit reads. So an item is found at fault only where nothing was decided about it,
and nothing was being printed of it, from before it was read to after.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from mediawire.archive import items, log
from mediawire.archive.evidence import records, unsound
from mediawire.model.capture import sha256
from mediawire.model.errors import WireError
from mediawire.press.assets import FOLDER
from mediawire.proof import merkle, note, tree
from mediawire.proof.entry import EntryKind
from mediawire.verifier import Options, run

Quiet = Callable[[], contextlib.AbstractContextManager[object]]
PAGES = "[0-9]*/*/*/*"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something served that is not as it was sealed: where it stands, and what is wrong with it."""

    where: str
    what: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What is audited: the public folder, the folder of captures, the wire's keys, the name of its log."""

    public: Path
    captures: Path
    keys: tuple[note.Verifier, ...]
    origin: str


@dataclasses.dataclass(slots=True)
class Account:
    """How much an audit has looked at."""

    entries: int = 0
    tiles: int = 0
    items: int = 0
    captures: int = 0

    def __str__(self) -> str:
        return f"{self.entries} entries, {self.tiles} tiles, {self.items} items, {self.captures} captures"


class Auditor:
    """One audit. `account` says afterwards how much was read; while `quiet()` is held nothing is printed."""

    def __init__(self, published: Published, quiet: Quiet = contextlib.nullcontext) -> None:
        self._published = published
        self._public = published.public
        self._quiet = quiet
        self._entries: list[bytes] = []
        self.account = Account()

    def findings(self) -> Iterator[Fault]:
        """Every fault, as it is met. Nothing is changed."""
        yield from self._log()
        yield from self._items()
        yield from self._lists()
        yield from self._captures()
        yield from self._assets()

    # -- the log --

    def _log(self) -> Iterator[Fault]:
        path = self._public / "checkpoint"
        if not path.exists():
            if log.log_state().size:
                yield Fault(where="checkpoint", what="the published checkpoint is missing")
            return
        try:
            text = path.read_text(encoding="utf-8")
            head = note.open_checkpoint(text, self._published.keys, self._published.origin)
            self._entries = list(self._read_entries(head.size))
        except (WireError, OSError, UnicodeDecodeError) as error:
            yield Fault(where="checkpoint", what=str(error))
            return
        leaves = [merkle.leaf_hash(each) for each in self._entries]
        self.account.entries = head.size
        edge = merkle.Edge(0, ()).append(leaves)
        if edge.root != head.root:
            yield Fault(where="tile/entries", what="the published entries do not give the root that was signed")
            return
        yield from self._tiles(leaves)
        yield from self._history(leaves)

    def _read_entries(self, size: int) -> Iterator[bytes]:
        """All entries of the log, from the bundles that are served."""
        for index in range(-(-size // tree.TILE_WIDTH)):
            width = min(tree.TILE_WIDTH, size - index * tree.TILE_WIDTH)
            yield from tree.unbundled(self._bundle(index, width))[:width]

    def _bundle(self, index: int, width: int) -> bytes:
        return (self._public / tree.bundle_path(index, width)).read_bytes()

    def _tiles(self, leaves: list[bytes]) -> Iterator[Fault]:
        """Tiles as the entries give them, against those in the folder; partial ones of earlier sizes are beginnings."""
        size = len(leaves)
        due = dict(tree.tiles_for(0, size, lambda start, end: leaves[start:end]))
        for path, body in due.items():
            self.account.tiles += 1
            file = self._public / path
            if not file.is_file():
                yield Fault(where=path, what="a tile of the log is missing")
            elif file.read_bytes() != body:
                yield Fault(where=path, what="a tile of the log has other hashes than its entries give")
        yield from self._beginnings(due)

    def _beginnings(self, due: Mapping[str, bytes]) -> Iterator[Fault]:
        """Partial tiles of earlier sizes: each is the beginning of the tile that stands there now."""
        whole = {path.partition(".p/")[0]: body for path, body in due.items()}
        for file in sorted((self._public / "tile").rglob("*.p/*")):
            path = file.relative_to(self._public).as_posix()
            base, _, width = path.partition(".p/")
            if base.startswith("tile/entries/") or path in due or not width.isdigit():
                continue
            self.account.tiles += 1
            if file.read_bytes() != whole.get(base, b"")[: int(width) * merkle.HASH_SIZE]:
                yield Fault(where=path, what="a tile of an earlier size has other hashes than its entries give")

    def _history(self, leaves: list[bytes]) -> Iterator[Fault]:
        """Every checkpoint that was ever signed, against the entries that are served."""
        edge, at = merkle.Edge(0, ()), 0
        for size, root in log.signed_roots(len(leaves)):
            edge, at = edge.append(leaves[at:size]), size
            if edge.root != root:
                yield Fault(where="checkpoint", what=f"the checkpoint signed at {size} entries is of another history")
                return

    # -- items --

    def _items(self) -> Iterator[Fault]:
        standing = items.paths_of(self._printed_last())
        places = {path.parent.relative_to(self._public).as_posix() for path in self._public.glob(f"{PAGES}/*")}
        for place in sorted(places | set(standing)):
            self.account.items += 1
            fault = self._item(place, standing)
            if fault is not None and self._at_rest(place):
                with self._quiet():  # it may have been printed just while it was read
                    fault = self._item(place, standing)
                    if fault is not None and self._at_rest(place):
                        yield fault

    def _at_rest(self, place: str) -> bool:
        return items.at_rest(place, self.account.entries)

    def _printed_last(self) -> list[int]:
        """Items whose last entry in the log, as it is served, is a printing."""
        last: dict[int, str] = {}
        for data in self._entries:
            told = json.loads(data)
            last[told["item"]] = told["kind"]  # item 0: a change of keys
        return [item for item, kind in last.items() if kind == EntryKind.PRINT.value]

    def _item(self, place: str, standing: Mapping[str, int]) -> Fault | None:
        if place not in standing:
            return Fault(where=place, what="files stand here, but no entry of the log says that they were printed")
        keys = "\n".join(each.text for each in self._published.keys)
        try:
            run(str(self._public / place), keys, Options(captures=self._published.captures), tell=_nobody)
            return self._digests(place, standing[place])
        except WireError as error:
            return Fault(where=place, what=str(error))
        except OSError as error:
            return Fault(where=place, what=f"it cannot be read ({error.strerror})")

    def _digests(self, place: str, item: int) -> Fault | None:
        """The files of an item against the digests that were written down when they were printed."""
        due = items.printed_digests(item)
        for path, digest in due.items():
            if sha256((self._public / path).read_bytes()) != digest:
                return Fault(where=path, what="the file is not the one that was printed")
        for file in (self._public / place).iterdir():
            if f"{place}/{file.name}" not in due:
                return Fault(where=f"{place}/{file.name}", what="nobody has printed this file")
        return None

    def _lists(self) -> Iterator[Fault]:
        """The list that the front page fills from: what it names stands there."""
        file = self._public / "recent.json"
        try:
            named = [each["path"] for each in json.loads(file.read_bytes())["items"]] if file.exists() else []
        except (ValueError, KeyError, TypeError) as error:
            yield Fault(where=file.name, what=f"the list is damaged ({error})")
            return
        for place in named:
            if not (self._public / place / "index.html").exists() and self._at_rest(place):
                yield Fault(where=file.name, what=f"it names {place}, which is not there")

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


def _nobody(_words: str) -> None:
    """Tell nobody: an audit speaks of faults alone."""
