"""The log's files against its entries: whatever a crash or a growing log leaves is sound, whatever was changed is not."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediawire import proof
from mediawire.archive import log
from mediawire.line.logfiles import LogFiles, Published
from mediawire.proof import tree
from tests.contract.samples import NOW
from tests.unit.proof.samples import KEY, ORIGIN, SIGNER, STRANGER

SEAL = proof.sealer(SIGNER, ORIGIN)


def grow(by: int) -> None:
    """More entries in the log of the database, each a printing of another item, under one checkpoint."""
    from mediawire.archive.database import durable

    size = log.log_state().size
    new = [
        log.Entered(kind="print", item=number, revision=1, data=b'{"item":%d}' % number)
        for number in range(size, size + by)
    ]
    with durable():
        log.append(new, SEAL, NOW)


def publish(public: Path, old: int, *, head: bool = True) -> None:
    """The log's files from a size on, as the line writes them: tiles and bundles, and then the checkpoint."""
    now = log.checkpoint()
    assert now is not None
    files = dict(tree.tiles_for(old, now.size, log.leaf_hashes, lambda path: (public / path).read_bytes(), now.root))
    files |= dict(tree.bundles_for(old, now.size, log.entries))
    if head:
        files |= {"checkpoint": now.note.encode(), "log.pub": f"{KEY.text}\n".encode()}
    for path, body in files.items():
        (public / path).parent.mkdir(parents=True, exist_ok=True)
        (public / path).write_bytes(body)


@pytest.fixture
def public(database: None, tmp_path: Path) -> Path:
    """A log that was published at 3, 250 and 300 entries."""
    folder = tmp_path / "public"
    folder.mkdir()
    old = 0
    for size in (3, 250, 300):
        grow(size - old)
        publish(folder, old)
        old = size
    return folder


def faults(public: Path) -> list[str]:
    told = Published(public=public, captures=public, ledger=public.parent / "printed", keys=(KEY,), origin=ORIGIN)
    return [f"{each.where}: {each.what}" for each in LogFiles(told, contextlib.nullcontext).findings()]


def partial() -> Iterator[str]:
    yield from ("tile/0/000.p/3", "tile/0/000.p/250", "tile/entries/000.p/3", "tile/entries/000.p/250")


def test_it_is_sound_and_keeps_what_it_had(public: Path) -> None:
    assert all((public / path).is_file() for path in partial())
    assert faults(public) == []


def test_a_wire_killed_between_tiles_and_checkpoint_is_sound(public: Path) -> None:
    grow(40)
    assert faults(public) == [], "sealed, and nothing of it published yet"
    publish(public, 300, head=False)
    assert (public / "tile/0/001.p/84").is_file()
    assert faults(public) == []


@pytest.mark.parametrize("path", [*partial(), "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000"])
def test_a_flipped_bit_in_any_file_is_named_also_of_an_earlier_size(public: Path, path: str) -> None:
    body = bytearray((public / path).read_bytes())
    body[-1] ^= 1
    (public / path).write_bytes(bytes(body))
    found = faults(public)
    assert any(each.startswith((f"{path}:", "tile/entries: the published", "checkpoint:")) for each in found), found


@pytest.mark.parametrize("change", [b"\x00" * 32, b""], ids=["longer", "cut"])
@pytest.mark.parametrize("path", list(partial()))
def test_a_file_of_another_length_is_named(public: Path, path: str, change: bytes) -> None:
    body = (public / path).read_bytes()
    (public / path).write_bytes(body + change if change else body[:-1])
    assert [each for each in faults(public) if each.startswith(path)]


def test_more_entries_in_a_bundle_than_the_log_has_are_named(public: Path) -> None:
    path = public / "tile/entries/001.p/44"
    path.write_bytes(path.read_bytes() + tree.bundled([b'{"item":999}']))
    assert [each for each in faults(public) if each.startswith("tile/entries/001.p/44")]


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/002",
        "tile/0/000.p/256",
        "tile/0/000.p/0",
        "tile/0/x000/000",
        "tile/9/000",
        "tile/entries/002.p/1",
        "tile/entries/x",
        "tile/readme.txt",
    ],
)
def test_nothing_else_may_stand_among_the_tiles(public: Path, path: str) -> None:
    (public / path).parent.mkdir(parents=True, exist_ok=True)
    (public / path).write_bytes((public / "tile/0/000").read_bytes())
    assert faults(public) == [f"{path}: this file below the log's tiles is not what the log's entries give"]


@pytest.mark.parametrize("path", ["tile/0/000", "tile/1/000.p/1", "tile/0/001.p/44"])
def test_a_tile_that_is_due_may_not_be_missing(public: Path, path: str) -> None:
    (public / path).unlink()
    assert faults(public) == [f"{path}: a tile of the log is missing"]


def test_an_entry_bundle_that_is_due_may_not_be_missing(public: Path) -> None:
    (public / "tile/entries/000").unlink()
    assert "tile/entries/000" in " ".join(faults(public))


@pytest.mark.parametrize("told", ["", f"{STRANGER.verifier.text}\n", f"{KEY.text}\n{STRANGER.verifier.text}\n"])
def test_another_key_may_not_be_published(public: Path, told: str) -> None:
    (public / "log.pub").write_text(told)
    assert faults(public) == ["log.pub: the published keys are not the wire's own"]


def test_a_change_of_keys_that_the_log_does_not_have(public: Path) -> None:
    (public / "rotation").mkdir()
    (public / "rotation/1.tlog-proof").write_text("c2sp.org/tlog-proof@v1\nextra AAAA\nindex 7\n\nx")
    assert faults(public) == ["rotation/1.tlog-proof: it is not a change of keys that stands in the log"]


def test_the_checkpoint_may_not_be_missing_or_anothers(public: Path) -> None:
    note = (public / "checkpoint").read_text()
    (public / "checkpoint").write_text(note.replace("300", "299"))
    assert [each for each in faults(public) if each.startswith("checkpoint:")]
    (public / "checkpoint").unlink()
    assert faults(public) == ["checkpoint: the published checkpoint is missing"]


def test_a_wire_killed_between_its_first_seal_and_its_first_checkpoint_is_sound(database: None, tmp_path: Path) -> None:
    """Nothing is published yet; that it never was, the printer's ledger tells."""
    public, printed = tmp_path / "public", tmp_path / "printed"
    public.mkdir()
    assert faults(public) == [], "a wire that has not begun"
    grow(3)
    printed.write_text("")
    assert faults(public) == []
    printed.write_text(f"? {'0' * 64} checkpoint\n")
    assert faults(public) == [], "killed after the note, before the file"
    printed.write_text(f"! {'0' * 64} checkpoint\n")
    assert faults(public) == ["checkpoint: the published checkpoint is missing"]
    printed.unlink()
    assert faults(public) == ["checkpoint: the published checkpoint is missing"]
