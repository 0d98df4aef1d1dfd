"""The tree's hashes against values that others computed, and what its proofs refuse."""

from __future__ import annotations

import base64

import pytest

from mediawire.model.errors import ProofError
from mediawire.proof import merkle

# The leaves and roots of Certificate Transparency's reference test (certificate-transparency, merkletree).
LEAVES = [
    bytes.fromhex(each)
    for each in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
HASHES = [merkle.leaf_hash(each) for each in LEAVES]


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_of_the_reference(size: int) -> None:
    assert merkle.Edge().append(HASHES[:size]).root.hex() == ROOTS[size - 1]


def test_the_empty_tree() -> None:
    assert base64.b64encode(merkle.Edge().root) == b"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="


def test_the_edge_is_the_complete_subtrees() -> None:
    edge = merkle.Edge().append(HASHES[:7])
    assert len(edge.hashes) == 3
    assert edge.hashes[2] == HASHES[6]
    assert merkle.Edge(7, edge.hashes).append(HASHES[7:]).root.hex() == ROOTS[7]


@pytest.mark.parametrize(("size", "hashes"), [(1, ()), (0, (bytes(32),)), (-1, ()), (3, (bytes(32),)), (1, (b"x",))])
def test_an_edge_that_cannot_be(size: int, hashes: tuple[bytes, ...]) -> None:
    with pytest.raises(ProofError):
        merkle.Edge(size, hashes)


@pytest.mark.parametrize(("size", "split"), [(2, 1), (3, 2), (4, 2), (5, 4), (8, 4), (9, 8), (256, 128), (257, 256)])
def test_where_a_tree_parts(size: int, split: int) -> None:
    assert merkle.split_point(size) == split


@pytest.mark.parametrize(
    ("index", "size", "proof", "words"),
    [
        (1, 1, [], "no entry 1 among 1"),
        (-1, 1, [], "no entry"),
        (0, 2, [], "too short"),
        (0, 1, [bytes(32)], "too long"),
        (0, 2, [b"x"], "not 32 bytes"),
        (6, 7, [bytes(32)], "too short"),
        (2, 3, [bytes(32)] * 2, "too long"),
    ],
)
def test_inclusion_that_cannot_be(index: int, size: int, proof: list[bytes], words: str) -> None:
    with pytest.raises(ProofError, match=words):
        merkle.root_from_inclusion(index, size, bytes(32), proof)


def test_inclusion_at_the_right_edge() -> None:
    # The last of seven has one sibling: the root over the first six, in two steps.
    left = merkle.Edge().append(HASHES[:4]).root
    pair = merkle.node_hash(HASHES[4], HASHES[5])
    assert merkle.root_from_inclusion(6, 7, HASHES[6], [pair, left]).hex() == ROOTS[6]


@pytest.mark.parametrize(
    ("older", "newer", "proof", "words"),
    [
        (0, 1, [], "cannot continue"),
        (3, 2, [], "cannot continue"),
        (2, 2, [bytes(32)], "too long"),
        (3, 4, [], "too short"),
        (3, 7, [bytes(32)], "too short"),
        (4, 8, [bytes(32)] * 3, "too long"),
        (4, 8, [b"x"], "not 32 bytes"),
    ],
)
def test_consistency_that_cannot_be(older: int, newer: int, proof: list[bytes], words: str) -> None:
    with pytest.raises(ProofError, match=words):
        merkle.roots_from_consistency(older, newer, bytes(32), proof)


def test_a_tree_continues_itself() -> None:
    root = bytes.fromhex(ROOTS[4])
    assert merkle.roots_from_consistency(5, 5, root, []) == (root, root)
