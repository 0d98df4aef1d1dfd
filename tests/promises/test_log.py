"""P7, I4: the log only grows, and every proof from it holds for what was logged and for nothing else."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire import proof
from mediawire.model.errors import ProofError
from mediawire.proof import merkle, tree

ENTRIES = [b"entry %d" % number for number in range(900)]
HASHES = [merkle.leaf_hash(each) for each in ENTRIES]


def reference(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962 section 2.1, as the document defines it."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + reference(leaves[:split]) + reference(leaves[split:])).digest()


def grown(*sizes: int) -> dict[str, bytes]:
    """The tiles of a log that was published at each of these sizes."""
    files: dict[str, bytes] = {}
    old = 0
    for size in sizes:
        files.update(proof.tiles_for(old, size, lambda start, end: HASHES[start:end], files.__getitem__))
        old = size
    return files


def tree_of(size: int) -> proof.TiledTree:
    return proof.TiledTree(size, grown(size).__getitem__)


sizes = st.integers(0, len(ENTRIES))
several = st.lists(sizes, min_size=1, max_size=6).map(sorted)


@given(sizes)
@settings(max_examples=40)
def test_the_edge_gives_the_root_that_the_standard_defines(size: int) -> None:
    assert merkle.Edge().append(HASHES[:size]).root == reference(ENTRIES[:size])


@given(several)
@settings(max_examples=60)
def test_in_however_many_steps_a_log_grows_its_tiles_are_the_same(steps: list[int]) -> None:
    at_once, stepwise = grown(steps[-1]), grown(*steps)
    assert {path: stepwise[path] for path in at_once} == at_once
    assert tree_of(steps[-1]).root() == merkle.Edge().append(HASHES[: steps[-1]]).root


@given(several)
@settings(max_examples=60)
def test_with_and_without_published_tiles_the_same_is_written(steps: list[int]) -> None:
    files = grown(*steps)
    old = steps[-1]
    new = min(len(ENTRIES), old + 300)
    alone = proof.tiles_for(old, new, lambda start, end: HASHES[start:end])
    assert alone == proof.tiles_for(old, new, lambda start, end: HASHES[start:end], files.__getitem__)


@given(st.data())
@settings(max_examples=80)
def test_an_inclusion_proof_holds_for_its_entry_and_place_alone(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(ENTRIES)))
    index = data.draw(st.integers(0, size - 1))
    log = tree_of(size)
    hashes = log.inclusion(index)
    assert log.leaf(index) == HASHES[index]
    assert merkle.root_from_inclusion(index, size, HASHES[index], hashes) == log.root()
    other = data.draw(st.integers(0, size - 1).filter(lambda each: each != index)) if size > 1 else 0
    if size > 1:
        assert root_or_nothing(other, size, HASHES[index], hashes) != log.root()
        assert root_or_nothing(index, size, HASHES[other], hashes) != log.root()
        assert root_or_nothing(index, size, HASHES[index], hashes[1:]) != log.root()
    assert root_or_nothing(index, size, HASHES[index], (*hashes, bytes(32))) != log.root()


def root_or_nothing(index: int, size: int, leaf: bytes, hashes: tuple[bytes, ...]) -> bytes:
    try:
        return merkle.root_from_inclusion(index, size, leaf, hashes)
    except ProofError:
        return b""


@given(st.data())
@settings(max_examples=80)
def test_a_consistency_proof_holds_for_its_two_trees_alone(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(ENTRIES)))
    older = data.draw(st.integers(1, size))
    log, before = tree_of(size), merkle.Edge().append(HASHES[:older]).root
    hashes = log.consistency(older)
    assert merkle.roots_from_consistency(older, size, before, hashes) == (before, log.root())
    changed = [bytes([each[0] ^ 1]) + each[1:] for each in hashes]
    for place in range(len(hashes)):
        bent = (*hashes[:place], changed[place], *hashes[place + 1 :])
        assert merkle.roots_from_consistency(older, size, before, bent) != (before, log.root())
    if older < size:
        with pytest.raises(ProofError):
            merkle.roots_from_consistency(older, size, before, (*hashes, bytes(32)))


@given(several)
@settings(max_examples=30)
def test_sealing_in_batches_seals_the_same_history(steps: list[int]) -> None:
    signer = proof.generate("harbour.example/wire", bytes(32))
    seal = proof.sealer(signer, "harbour.example/wire")
    state = proof.LogState()
    for size in steps:
        sealed = seal(state.size, state.edge, ENTRIES[state.size : size])
        assert list(sealed.leaf_hashes) == HASHES[state.size : size]
        state = sealed.state
        head = proof.open_checkpoint(sealed.note, [signer.verifier], "harbour.example/wire")
        assert (head.size, head.root) == (sealed.size, reference(ENTRIES[:size]))


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_a_bundle_gives_its_entries_back(entries: list[bytes]) -> None:
    assert tree.unbundled(tree.bundled(entries)) == entries
