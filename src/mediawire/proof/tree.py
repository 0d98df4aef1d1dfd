"""The log as static files, by the C2SP specification tlog-tiles: which files to write, and proofs read from them.

A tile holds 256 hashes in a row (8,192 bytes), or fewer at the right edge of the tree; level 0 holds leaf hashes, each
level above the roots of the full tiles below it. An entry bundle holds the entries of a level 0 tile, each behind its
length as two bytes, most significant first. Readers and writers of files are handed in: paths are relative to the
log's prefix, with forward slashes.

    tiles_for(old, new, leaf_hashes)     the tiles that a log that grew has to write, with their bytes
    bundles_for(old, new, entries)       the same for entry bundles
    superseded(old, new)                 folders of partial files that are no longer needed
    TiledTree(size, read)                root, inclusion and consistency proofs from tiles
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from mediawire.model.errors import ProofError
from mediawire.proof.merkle import (
    EMPTY_ROOT,
    HASH_SIZE,
    Edge,
    folded,
    leaf_hash,
    node_hash,
    root_from_inclusion,
    roots_from_consistency,
    split_point,
)

__all__ = [
    "EMPTY_ROOT",
    "HASH_SIZE",
    "TILE_WIDTH",
    "Edge",
    "HashReader",
    "TileReader",
    "TiledTree",
    "bundle_path",
    "bundled",
    "bundles_for",
    "leaf_hash",
    "node_hash",
    "root_from_inclusion",
    "roots_from_consistency",
    "superseded",
    "tile_path",
    "tiles_for",
    "unbundled",
]

TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT
_LONGEST_ENTRY = 0xFFFF

# From a path to the tile's bytes; raises an error of its own, or ProofError, where there is none.
TileReader = Callable[[str], bytes]
# From the first index and the one after the last to the leaf hashes between them, or to the entries' data.
HashReader = Callable[[int, int], Sequence[bytes]]


def tile_path(level: int, index: int, width: int = TILE_WIDTH) -> str:
    """Where a tile stands: "tile/0/x001/234", or with fewer than 256 hashes "tile/0/x001/234.p/5"."""
    return f"tile/{level}/{_numbered(index, width)}"


def bundle_path(index: int, width: int = TILE_WIDTH) -> str:
    """Where an entry bundle stands: "tile/entries/000", or in part "tile/entries/000.p/5"."""
    return f"tile/entries/{_numbered(index, width)}"


def _numbered(index: int, width: int) -> str:
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[start : start + 3] for start in range(0, len(digits), 3)]
    path = "/".join([*(f"x{each}" for each in groups[:-1]), groups[-1]])
    return path if width == TILE_WIDTH else f"{path}.p/{width}"


def tiles_for(
    old_size: int,
    new_size: int,
    leaf_hashes: HashReader,
    read_tile: TileReader | None = None,
    root: bytes | None = None,
) -> list[tuple[str, bytes]]:
    """The tiles to write when the log has grown from `old_size` to `new_size` entries: paths and bytes.

    Upper levels first need the roots of tiles that are long full: `read_tile` gives them from the tiles published for
    `old_size` (a few reads); without it they are computed again from leaf hashes. Where `root` is given, the result is
    checked against it, so that a damaged tile on disk is never built upon. Raises LogRewound or ProofError.
    """
    _refuse_shrinking(old_size, new_size)
    written: dict[str, bytes] = {}
    fresh: list[bytes] = []
    for level in itertools.count():
        old, new = old_size >> (TILE_HEIGHT * level), new_size >> (TILE_HEIGHT * level)
        if new == old:
            break
        start = old - old % TILE_WIDTH
        if level == 0:
            hashes = [*leaf_hashes(start, new)]
        else:
            hashes = [*_long_full(level, start, old, leaf_hashes, read_tile), *fresh]
        written.update(_tiles(level, start, hashes))
        fresh = [_pyramid(each)[-1][0] for each in _chunks(hashes) if len(each) == TILE_WIDTH]
        # The first tile may have been full in part before; all tiles that became full are in `hashes` whole.
    if root is not None:
        _check_root(new_size, written, read_tile, root)
    return list(written.items())


def _refuse_shrinking(old_size: int, new_size: int) -> None:
    if not 0 <= old_size <= new_size:
        raise ProofError(f"the log cannot go from {old_size} entries to {new_size}", where="log")


def _long_full(
    level: int, start: int, end: int, leaf_hashes: HashReader, read_tile: TileReader | None
) -> Sequence[bytes]:
    """Hashes `start` to `end` of a level, as they stood before the log grew."""
    if start == end:
        return []
    if read_tile is not None:
        return _hashes_of(read_tile(tile_path(level, start // TILE_WIDTH, end - start)), end - start)
    return [_complete(level, index, leaf_hashes) for index in range(start, end)]


def _complete(level: int, index: int, leaf_hashes: HashReader) -> bytes:
    """The root of the full subtree under hash `index` of a tile level."""
    below = index * TILE_WIDTH
    if level == 1:
        return _pyramid(leaf_hashes(below, below + TILE_WIDTH))[-1][0]
    return _pyramid([_complete(level - 1, each, leaf_hashes) for each in range(below, below + TILE_WIDTH)])[-1][0]


def _tiles(level: int, start: int, hashes: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    for number, chunk in enumerate(_chunks(hashes), start // TILE_WIDTH):
        yield tile_path(level, number, len(chunk)), b"".join(chunk)


def _chunks(hashes: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    return (hashes[start : start + TILE_WIDTH] for start in range(0, len(hashes), TILE_WIDTH))


def _check_root(size: int, written: dict[str, bytes], read_tile: TileReader | None, root: bytes) -> None:
    def read(path: str) -> bytes:
        if path in written:
            return written[path]
        if read_tile is None:
            raise ProofError("a tile is needed that no reader gives", where=path)
        return read_tile(path)

    if TiledTree(size, read).root() != root:
        raise ProofError(
            f"the tiles do not give the sealed root of {size} entries",
            where="tile/",
            remedy="A published tile is damaged. Write the tiles anew from the database, then run `mediawire audit`.",
        )


def bundles_for(old_size: int, new_size: int, entries: HashReader) -> list[tuple[str, bytes]]:
    """The entry bundles to write when the log has grown: paths and bytes. `entries` gives data by index."""
    _refuse_shrinking(old_size, new_size)
    if old_size == new_size:
        return []
    start = old_size - old_size % TILE_WIDTH
    data = entries(start, new_size)
    return [
        (bundle_path(number, len(chunk)), bundled(chunk))
        for number, chunk in enumerate(_chunks(data), start // TILE_WIDTH)
    ]


def bundled(entries: Sequence[bytes]) -> bytes:
    """Entries as one bundle. Raises ProofError for an entry beyond 65,535 bytes."""
    if any(len(each) > _LONGEST_ENTRY for each in entries):
        raise ProofError(f"an entry is longer than {_LONGEST_ENTRY} bytes", where="log")
    return b"".join(len(each).to_bytes(2, "big") + each for each in entries)


def unbundled(bundle: bytes) -> list[bytes]:
    """The entries of a bundle. Raises ProofError where it ends inside one."""
    entries = []
    at = 0
    while at < len(bundle):
        end = at + 2 + int.from_bytes(bundle[at : at + 2], "big")
        if at + 2 > len(bundle) or end > len(bundle):
            raise ProofError("an entry bundle ends inside an entry", where="tile/entries")
        entries.append(bundle[at + 2 : end])
        at = end
    return entries


def superseded(old_size: int, new_size: int) -> list[str]:
    """Folders ("tile/0/000.p") of partial tiles and bundles whose full one stands since the log grew to `new_size`.

    tlog-tiles lets a log delete them; readers that want one take the full file instead.
    """
    folders: list[str] = []
    level, old, new = 0, old_size, new_size
    while new > old:
        full = range(old // TILE_WIDTH, new // TILE_WIDTH)
        if level == 0:
            folders += [f"{bundle_path(each)}.p" for each in full]
        folders += [f"{tile_path(level, each)}.p" for each in full]
        level, old, new = level + 1, old // TILE_WIDTH, new // TILE_WIDTH
    return folders


class TiledTree:
    """The tree of `size` leaves, as its tiles tell it. Tiles are read when needed and kept for the next proof."""

    def __init__(self, size: int, read_tile: TileReader) -> None:
        self.size = size
        self._read = read_tile
        self._pyramids: dict[tuple[int, int], list[list[bytes]]] = {}

    def root(self) -> bytes:
        """The tree's hash."""
        return self._range(0, self.size) if self.size else EMPTY_ROOT

    def leaf(self, index: int) -> bytes:
        """The leaf hash at an index."""
        self._refuse_outside(index)
        return self._node(0, index)

    def inclusion(self, index: int) -> tuple[bytes, ...]:
        """The inclusion proof of the entry at `index`, from its sibling up to the root's child."""
        self._refuse_outside(index)
        proof = []
        low, high = 0, self.size
        while high - low > 1:
            middle = low + split_point(high - low)
            if index < middle:
                proof.append(self._range(middle, high))
                high = middle
            else:
                proof.append(self._range(low, middle))
                low = middle
        return tuple(reversed(proof))

    def consistency(self, older: int) -> tuple[bytes, ...]:
        """The proof that this tree continues that of its first `older` entries (RFC 6962 section 2.1.2)."""
        if not 0 <= older <= self.size:
            raise ProofError(f"a log of {self.size} entries cannot continue one of {older}", where="log")
        proof = []
        low, high, known = 0, self.size, True
        while 0 < older < high:
            middle = low + split_point(high - low)
            if older <= middle:
                proof.append(self._range(middle, high))
                high = middle
            else:
                proof.append(self._range(low, middle))
                low, known = middle, False
        return tuple(reversed(proof if known else [*proof, self._range(low, high)]))

    def _refuse_outside(self, index: int) -> None:
        if not 0 <= index < self.size:
            raise ProofError(f"there is no entry {index} among {self.size}", where="log")

    def _range(self, low: int, high: int) -> bytes:
        """The root over the leaves `low` to `high`, `low` being a multiple of the largest power of two that fits."""
        hashes = []
        while low < high:
            height = (high - low).bit_length() - 1
            hashes.append(self._node(height, low >> height))
            low += 1 << height
        return folded(hashes)

    def _node(self, height: int, index: int) -> bytes:
        """The root of the complete subtree of 2**height leaves that starts at leaf index * 2**height."""
        level, within = divmod(height, TILE_HEIGHT)
        first = index << within
        number, offset = divmod(first, TILE_WIDTH)
        return self._pyramid(level, number)[within][offset >> within]

    def _pyramid(self, level: int, number: int) -> list[list[bytes]]:
        pyramid = self._pyramids.get((level, number))
        if pyramid is None:
            width = min(TILE_WIDTH, (self.size >> (TILE_HEIGHT * level)) - number * TILE_WIDTH)
            pyramid = _pyramid(_hashes_of(self._read(tile_path(level, number, width)), width))
            self._pyramids[level, number] = pyramid
        return pyramid


def _hashes_of(tile: bytes, width: int) -> list[bytes]:
    if len(tile) != width * HASH_SIZE:
        raise ProofError(f"a tile of {width} hashes has {len(tile)} bytes", where="tile/")
    return [tile[at : at + HASH_SIZE] for at in range(0, len(tile), HASH_SIZE)]


def _pyramid(hashes: Sequence[bytes]) -> list[list[bytes]]:
    """The hashes of a tile and, above them, those of every complete pair, up to the last."""
    levels = [list(hashes)]
    while len(levels[-1]) > 1:
        below = levels[-1]
        levels.append([node_hash(below[at], below[at + 1]) for at in range(0, len(below) - 1, 2)])
    return levels
