"""Tiles and bundles as tlog-tiles lays them out."""

from __future__ import annotations

import pytest

from mediawire import proof
from mediawire.model.errors import ProofError
from mediawire.proof import merkle, tree
from tests.unit.proof import samples


def hashes(start: int, end: int) -> list[bytes]:
    return [merkle.leaf_hash(b"%d" % number) for number in range(start, end)]


@pytest.mark.parametrize(
    ("level", "index", "width", "path"),
    [
        (0, 0, 256, "tile/0/000"),
        (0, 999, 256, "tile/0/999"),
        (0, 1000, 256, "tile/0/x001/000"),
        (3, 1234067, 256, "tile/3/x001/x234/067"),
        (1, 5, 17, "tile/1/005.p/17"),
        (0, 1234, 1, "tile/0/x001/234.p/1"),
    ],
)
def test_where_a_tile_stands(level: int, index: int, width: int, path: str) -> None:
    assert tree.tile_path(level, index, width) == path


def test_where_a_bundle_stands() -> None:
    assert tree.bundle_path(1234, 7) == "tile/entries/x001/234.p/7"


def test_the_specifications_own_example() -> None:
    """A tree of 70,000: 273 full tiles and one of 112 below, one full and one of 17 above, one of 1 on top."""
    paths = [path for path, _ in proof.tiles_for(0, 70_000, hashes)]
    assert paths[:273] == [tree.tile_path(0, index) for index in range(273)]
    assert paths[273:] == ["tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"]


def test_a_tree_of_one_full_tile_has_one_hash_above() -> None:
    tiles = dict(proof.tiles_for(0, 256, hashes))
    assert {path: len(body) for path, body in tiles.items()} == {"tile/0/000": 8192, "tile/1/000.p/1": 32}
    assert tiles["tile/1/000.p/1"] == merkle.Edge().append(hashes(0, 256)).root


@pytest.mark.parametrize("size", [0, 5, 256])
def test_nothing_new_writes_nothing(size: int) -> None:
    assert proof.tiles_for(size, size, hashes) == []
    assert proof.bundles_for(size, size, hashes) == []
    assert proof.superseded(size, size) == []


def test_one_entry_more_reads_little() -> None:
    read: list[tuple[int, int]] = []

    def counted(start: int, end: int) -> list[bytes]:
        read.append((start, end))
        return hashes(start, end)

    assert [path for path, _ in proof.tiles_for(5_000, 5_001, counted)] == ["tile/0/019.p/137"]
    assert read == [(4_864, 5_001)]


def test_an_upper_tile_is_built_on_the_published_one() -> None:
    files = dict(proof.tiles_for(0, 1_000, hashes))
    asked: list[str] = []

    def read(path: str) -> bytes:
        asked.append(path)
        return files[path]

    tiles = dict(proof.tiles_for(1_000, 1_100, hashes, read))
    assert asked == ["tile/1/000.p/3"]
    assert tiles == dict(proof.tiles_for(1_000, 1_100, hashes))


def test_a_damaged_tile_is_not_built_upon() -> None:
    files = dict(proof.tiles_for(0, 1_000, hashes))
    root = merkle.Edge().append(hashes(0, 1_100)).root
    assert proof.tiles_for(1_000, 1_100, hashes, files.__getitem__, root)
    files["tile/1/000.p/3"] = bytes(96)
    with pytest.raises(ProofError, match="do not give the sealed root"):
        proof.tiles_for(1_000, 1_100, hashes, files.__getitem__, root)


def test_without_a_reader_the_root_is_checked_as_far_as_it_goes() -> None:
    root = merkle.Edge().append(hashes(0, 300)).root
    assert proof.tiles_for(0, 300, hashes, root=root)
    with pytest.raises(ProofError, match="no reader gives"):
        proof.tiles_for(257, 300, hashes, root=root)


@pytest.mark.parametrize("verb", [proof.tiles_for, proof.bundles_for])
@pytest.mark.parametrize(("old", "new"), [(2, 1), (-1, 3)])
def test_a_log_does_not_shrink(verb: object, old: int, new: int) -> None:
    with pytest.raises(ProofError, match="cannot go from"):
        verb(old, new, hashes)  # type: ignore[operator]


def test_bundles() -> None:
    entries = [b"a", b"", b"ccc"]
    assert tree.bundled(entries) == b"\x00\x01a\x00\x00\x00\x03ccc"
    told = proof.bundles_for(0, 258, lambda start, end: [b"e"] * (end - start))
    assert [(path, len(body)) for path, body in told] == [("tile/entries/000", 768), ("tile/entries/001.p/2", 6)]


@pytest.mark.parametrize("bundle", [b"\x00", b"\x00\x02a", b"\x00\x01a\x01"])
def test_a_bundle_that_ends_inside_an_entry(bundle: bytes) -> None:
    with pytest.raises(ProofError, match="ends inside"):
        tree.unbundled(bundle)


def test_an_entry_too_long_for_a_bundle() -> None:
    with pytest.raises(ProofError, match="longer than 65535"):
        tree.bundled([bytes(65_536)])


@pytest.mark.parametrize(
    ("old", "new", "folders"),
    [
        (0, 255, []),
        (255, 256, ["tile/entries/000.p", "tile/0/000.p"]),
        (256, 511, []),
        (65_535, 65_536, ["tile/entries/255.p", "tile/0/255.p", "tile/1/000.p"]),
    ],
)
def test_partial_files_that_may_go(old: int, new: int, folders: list[str]) -> None:
    assert proof.superseded(old, new) == folders


def test_a_tree_reads_each_tile_once() -> None:
    log = samples.Log()
    log.add(*(b"%d" % number for number in range(600)))
    asked: list[str] = []

    def read(path: str) -> bytes:
        asked.append(path)
        return log.files[path]

    seen = proof.TiledTree(600, read)
    for index in range(600):
        seen.inclusion(index)
    assert sorted(asked) == ["tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2"]


@pytest.mark.parametrize("index", [-1, 3, 10**9])
def test_an_entry_that_is_not_there(index: int) -> None:
    log = samples.Log()
    log.add(b"1", b"2", b"3")
    for verb in (log.tree.inclusion, log.tree.leaf):
        with pytest.raises(ProofError, match="no entry"):
            verb(index)


def test_a_tree_does_not_continue_a_longer_one() -> None:
    log = samples.Log()
    log.add(b"1", b"2", b"3")
    with pytest.raises(ProofError, match="cannot continue"):
        log.tree.consistency(4)
    assert log.tree.consistency(0) == ()
    assert log.tree.consistency(3) == ()


def test_a_tile_of_another_length_is_refused() -> None:
    with pytest.raises(ProofError, match="a tile of 3 hashes has 95 bytes"):
        proof.TiledTree(3, lambda path: bytes(95)).root()


def test_the_empty_log_has_a_root() -> None:
    assert samples.Log().tree.root() == merkle.EMPTY_ROOT
