"""The log's files, every one that stands in the public folder, against the entries that they themselves hold.

    LogFiles(published, quiet).findings() -> Iterator[Fault]     then `.entries`, `.size` and `.root_at(size)`

    checkpoint    signed by the wire's key; the entry bundles that it speaks of give its root
    tiles         of levels and of entries: each file has what the entries give for its place, also those of earlier
                  sizes; none is missing, and nothing else stands there
    history       every checkpoint that was ever signed is the head of the log at its size
    keys          every key that is published is the wire's; every published change of keys is the log's own entry

Tiles are written before the checkpoint: files beyond it are held against what is sealed and not published yet.
"""

from __future__ import annotations

import contextlib
import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from mediawire.archive import log
from mediawire.model.errors import ProofError, WireError
from mediawire.press import ledger
from mediawire.proof import merkle, note, rotation, tlog_proof, tree

Quiet = Callable[[], contextlib.AbstractContextManager[object]]
KEY = "log.pub"
CHECKPOINT = "checkpoint"
FOLDER = "tile"
_PATH = re.compile(r"tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([0-9]{1,3}))?")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something served that is not as it was sealed: where it stands, and what is wrong with it."""

    where: str
    what: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What is audited: the public folder, the captures, the printer's ledger, the wire's keys, the log's name."""

    public: Path
    captures: Path
    ledger: Path
    keys: tuple[note.Verifier, ...]
    origin: str


class LogFiles:
    """One look at the log's files. After `findings`, `entries` are those of the published checkpoint."""

    def __init__(self, published: Published, quiet: Quiet) -> None:
        self._published = published
        self._public = published.public
        self._quiet = quiet
        self._leaves: list[bytes] = []
        self.entries: list[bytes] = []
        self.tiles = 0

    def findings(self) -> Iterator[Fault]:
        """Every fault, as it is met."""
        path = self._public / CHECKPOINT
        if not path.exists():
            if self._was_published():
                yield Fault(where=CHECKPOINT, what="the published checkpoint is missing")
            return
        try:
            head = note.open_checkpoint(path.read_text("utf-8"), self._published.keys, self._published.origin)
            self.entries = list(self._read_entries(head.size))
        except (WireError, OSError, UnicodeDecodeError) as error:
            yield Fault(where=CHECKPOINT, what=str(error))
            return
        self._leaves = [merkle.leaf_hash(each) for each in self.entries]
        if self.root_at(head.size) != head.root:
            yield Fault(where=f"{FOLDER}/entries", what="the published entries do not give the root that was signed")
            return
        yield from self._tiles()
        yield from self._history()
        yield from self._keys()

    def _was_published(self) -> bool:
        """Whether there was a checkpoint: as the ledger says, or without one, as there must have been for a log."""
        try:
            return ledger.GONE not in ledger.read(self._published.ledger).may_be(CHECKPOINT)
        except OSError:
            return log.log_state().size > 0

    def root_at(self, size: int) -> bytes:
        """The root of the log's first `size` entries."""
        return merkle.Edge(0, ()).append(self._leaves[:size]).root

    def _read_entries(self, size: int) -> Iterator[bytes]:
        """All entries of the log, from the bundles that are served."""
        for index, width in _widths(size):
            yield from tree.unbundled((self._public / tree.bundle_path(index, width)).read_bytes())[:width]

    # -- tiles and bundles --

    def _tiles(self) -> Iterator[Fault]:
        here = {each.relative_to(self._public).as_posix() for each in _files(self._public / FOLDER)}
        due = set(_due(len(self.entries)))
        self.tiles = len(here)
        yield from (Fault(where=path, what="a tile of the log is missing") for path in sorted(due - here))
        wrong = self._wrong(here)
        if wrong:
            with self._quiet():  # the log may have grown while its files were read
                wrong = self._wrong(wrong)
        for path in sorted(wrong):
            yield Fault(where=path, what="this file below the log's tiles is not what the log's entries give")

    def _wrong(self, paths: Iterable[str]) -> list[str]:
        """Those of some files that are not what the log gives, as far as it is sealed now."""
        size = len(self.entries)
        entries = self.entries + log.entries(size, log.log_state().size)
        leaves = self._leaves + [merkle.leaf_hash(each) for each in entries[size:]]
        tiles = dict(tree.tiles_for(0, len(leaves), lambda start, end: leaves[start:end]))
        whole = {path.partition(".p/")[0]: body for path, body in tiles.items()}
        return [path for path in paths if not self._sound(path, entries, whole)]

    def _sound(self, path: str, entries: Sequence[bytes], whole: Mapping[str, bytes]) -> bool:
        found = _PATH.fullmatch(path)
        if found is None or (self._public / path).is_symlink():
            return False
        body = (self._public / path).read_bytes()
        index, width = int(found[2].replace("x", "").replace("/", "")), int(found[3] or tree.TILE_WIDTH)
        if found[1] != "entries":
            due = whole.get(path.partition(".p/")[0], b"")[: width * merkle.HASH_SIZE]
            whole_width = len(due) == width * merkle.HASH_SIZE
            return body == due and whole_width and path == tree.tile_path(int(found[1]), index, width)
        told = entries[index * tree.TILE_WIDTH : index * tree.TILE_WIDTH + width]
        return len(told) == width and body == tree.bundled(told) and path == tree.bundle_path(index, width)

    # -- what was signed, and by whom --

    def _history(self) -> Iterator[Fault]:
        """Every checkpoint that was ever signed, against the entries that are served."""
        edge, at = merkle.Edge(0, ()), 0
        for size, root in log.signed_roots(len(self._leaves)):
            edge, at = edge.append(self._leaves[at:size]), size
            if edge.root != root:
                yield Fault(where=CHECKPOINT, what=f"the checkpoint signed at {size} entries is of another history")
                return

    def _keys(self) -> Iterator[Fault]:
        known = {each.text for each in self._published.keys}
        path = self._public / KEY
        told = set(path.read_text("utf-8", "replace").splitlines()) if path.exists() else set()
        if not told or told - known:
            yield Fault(where=KEY, what="the published keys are not the wire's own")
        for file in _files((self._public / rotation.rotation_path(1)).parent):
            place = file.relative_to(self._public).as_posix()
            try:
                proof = tlog_proof.TlogProof.from_text(file.read_text("utf-8"))
                sound = self.entries[proof.index] == proof.extra
            except (ProofError, UnicodeDecodeError, IndexError):
                sound = False
            if not sound:
                yield Fault(where=place, what="it is not a change of keys that stands in the log")


def _due(size: int) -> Iterator[str]:
    """The paths of all tiles and entry bundles that a log of `size` entries has."""
    yield from (tree.bundle_path(index, width) for index, width in _widths(size))
    level = 0
    while size:
        yield from (tree.tile_path(level, index, width) for index, width in _widths(size))
        level, size = level + 1, size // tree.TILE_WIDTH


def _widths(count: int) -> Iterator[tuple[int, int]]:
    """How many hashes or entries each tile of a level of `count` has: index and width."""
    for index in range(-(-count // tree.TILE_WIDTH)):
        yield index, min(tree.TILE_WIDTH, count - index * tree.TILE_WIDTH)


def _files(folder: Path) -> list[Path]:
    return [each for each in sorted(folder.rglob("*")) if not each.is_dir()]
