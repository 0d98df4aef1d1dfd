"""P7: verifiers that we did not write accept our log, and refuse it once it was tampered with.

Go's checksum database code (golang.org/x/mod/sumdb, from Debian) through `tests/go/checklog.go`, and the Python package
metamorphic-log, which is written in Rust.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import metamorphic_log
import pytest

from mediawire import proof
from mediawire.proof import merkle
from tests.unit.proof import samples

SOURCE = Path(__file__).resolve().parents[1] / "go" / "checklog.go"
GOPATH = Path("/usr/share/gocode")
STEPS = (1, 2, 130, 255, 256, 257, 700)
OTHER_STEPS = (3, 700)


def histories(folder: Path, signer: proof.Signer, steps: tuple[int, ...], word: bytes) -> samples.Log:
    """A log grown in steps, its files below `folder`, each checkpoint kept as checkpoint.SIZE."""
    log = samples.Log(signer)
    for size in steps:
        log.add(*(b"%s %d" % (word, number) for number in range(len(log.entries), size)))
        (folder / f"checkpoint.{size}").write_text(log.checkpoint, encoding="utf-8")
    for path, body in {**log.files, "checkpoint": log.checkpoint.encode()}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(body)
    return log


@pytest.fixture
def published(tmp_path: Path) -> Path:
    folder = tmp_path / "public"
    folder.mkdir()
    log = histories(folder, samples.SIGNER, STEPS, b"entry")
    index = 299
    hashes = log.tree.inclusion(index)
    text = proof.TlogProof(index=index, hashes=hashes, checkpoint=log.checkpoint, extra=samples.SALT).text
    (folder / "item.tlog-proof").write_text(text, encoding="utf-8")
    (folder / "entry").write_bytes(log.entries[index])
    return folder


Checker = Callable[..., str]


@pytest.fixture(scope="module")
def go(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    if shutil.which("go") is None or not (GOPATH / "src/golang.org/x/mod/sumdb").is_dir():
        pytest.skip("Go or golang-golang-x-mod-dev is not installed (packages.txt names them)")
    folder = tmp_path_factory.mktemp("go")
    program = folder / "checklog"
    environment = {**os.environ, "GO111MODULE": "off", "GOPATH": str(GOPATH)}
    if "HOME" not in environment:
        environment["GOCACHE"] = str(folder / "cache")
    subprocess.run(["go", "build", "-o", str(program), str(SOURCE)], env=environment, check=True, timeout=300)

    def check(folder: Path, *more: str | Path, key: str = samples.KEY.text) -> str:
        done = subprocess.run(
            [str(program), str(folder), key, *(str(each) for each in more)],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        return done.stdout.strip()

    return check


def test_go_accepts_the_log(go: Checker, published: Path) -> None:
    assert go(published) == "ok"


@pytest.mark.parametrize("size", STEPS)
def test_go_sees_that_it_continues_each_older_checkpoint(go: Checker, published: Path, size: int) -> None:
    assert go(published, published / f"checkpoint.{size}") == "ok"


def test_go_accepts_the_proof_file_for_its_entry_alone(go: Checker, published: Path) -> None:
    assert go(published, "", published / "item.tlog-proof", published / "entry") == "ok"
    (published / "entry").write_bytes(b"entry 300")
    assert "the proof file" in go(published, "", published / "item.tlog-proof", published / "entry")


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("tile", ["tile/0/000", "tile/0/001", "tile/0/002.p/188", "tile/1/000.p/2"])
@pytest.mark.parametrize("at", [0, -1])
def test_go_refuses_a_flipped_byte_of_a_tile(go: Checker, published: Path, tile: str, at: int) -> None:
    flip(published / tile, at)
    assert go(published) not in ("ok", "")


def test_go_refuses_a_changed_entry(go: Checker, published: Path) -> None:
    flip(published / "tile/entries/001", 100)
    assert "entry" in go(published)


@pytest.mark.parametrize(
    ("old", "new"), [("\n700\n", "\n699\n"), ("harbour.example", "harbor.example"), ("700", "0700")]
)
def test_go_refuses_an_edited_checkpoint(go: Checker, published: Path, old: str, new: str) -> None:
    text = (published / "checkpoint").read_text(encoding="utf-8")
    (published / "checkpoint").write_text(text.replace(old, new, 1), encoding="utf-8")
    assert go(published) not in ("ok", "")


def test_go_refuses_a_rewritten_history_signed_again(go: Checker, published: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    histories(other, samples.SIGNER, OTHER_STEPS, b"another entry")
    assert go(other) == "ok", "by itself the other history is sound"
    assert "does not continue" in go(other, published / "checkpoint.257")


def test_go_refuses_another_key(go: Checker, published: Path) -> None:
    assert "no verifiable signatures" in go(published, key=samples.STRANGER.verifier.text)


@pytest.fixture(scope="module")
def log() -> samples.Log:
    log = samples.Log()
    log.add(*(b"entry %d" % number for number in range(700)))
    return log


KEYS = [samples.KEY.text]


def test_metamorphic_accepts_the_checkpoint(log: samples.Log) -> None:
    head = metamorphic_log.checkpoint_verify(log.checkpoint, KEYS)
    assert (head.origin, head.size, head.root) == (samples.ORIGIN, 700, log.tree.root())


@pytest.mark.parametrize("index", [0, 1, 255, 256, 511, 698, 699])
def test_metamorphic_accepts_inclusion(log: samples.Log, index: int) -> None:
    leaf, hashes = merkle.leaf_hash(log.entries[index]), list(log.tree.inclusion(index))
    metamorphic_log.checkpoint_verify_inclusion(log.checkpoint, KEYS, index, leaf, hashes)
    with pytest.raises(metamorphic_log.VerifyError):
        metamorphic_log.checkpoint_verify_inclusion(log.checkpoint, KEYS, index, merkle.leaf_hash(b"x"), hashes)


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 699, 700])
def test_metamorphic_accepts_consistency_and_refuses_a_rewritten_history(log: samples.Log, size: int) -> None:
    seal = proof.sealer(samples.SIGNER, samples.ORIGIN)
    older, hashes = seal(0, (), log.entries[:size]).note, list(log.tree.consistency(size))
    metamorphic_log.checkpoint_verify_consistency(older, log.checkpoint, KEYS, hashes)
    forged = seal(0, (), [b"another entry", *log.entries[1:size]]).note
    with pytest.raises(metamorphic_log.VerifyError):
        metamorphic_log.checkpoint_verify_consistency(forged, log.checkpoint, KEYS, hashes)


def test_metamorphic_refuses_an_edited_checkpoint_and_another_key(log: samples.Log) -> None:
    with pytest.raises(metamorphic_log.VerifyError):
        metamorphic_log.checkpoint_verify(log.checkpoint.replace("700", "701"), KEYS)
    with pytest.raises(metamorphic_log.VerifyError):
        metamorphic_log.checkpoint_verify(log.checkpoint, [samples.STRANGER.verifier.text])


def test_metamorphic_counts_further_signatures(log: samples.Log) -> None:
    witness = proof.generate("witness.example", bytes(32))
    note = proof.cosign(log.checkpoint, witness)
    assert metamorphic_log.verify_signed_note(note, [*KEYS, witness.verifier.text]) == 2
