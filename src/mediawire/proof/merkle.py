"""The Merkle tree of RFC 6962 section 2.1: hashes, the right edge that it grows from, and what a proof's hashes give.

A hash is 32 bytes of SHA-256. Leaves are hashed behind a zero byte, nodes behind a one, so that neither passes for the
other. `root_from_inclusion` and `roots_from_consistency` follow RFC 9162 sections 2.1.3.2 and 2.1.4.2, which check
the proofs of both editions; they give what the proof says, and the caller compares.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Sequence

from mediawire.model.errors import ProofError

HASH_SIZE = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of an entry's bytes."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def split_point(size: int) -> int:
    """Where a tree of `size` leaves (two or more) parts: the largest power of two below it."""
    return 1 << ((size - 1).bit_length() - 1)


@dataclasses.dataclass(frozen=True, slots=True)
class Edge:
    """A tree by its right edge: the roots of the complete subtrees that `size` is made of, the largest first.

    This is all that appending needs. Raises ProofError where the hashes do not fit the size.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.hashes) != self.size.bit_count():
            raise ProofError(
                f"a log of {self.size} entries cannot have {len(self.hashes)} hashes at its right edge",
                where="log",
                remedy="The stored state of the log is damaged; restore it before anything is signed.",
            )
        if any(len(each) != HASH_SIZE for each in self.hashes):
            raise ProofError("a hash of the right edge is not 32 bytes long", where="log", remedy="Restore the log.")

    def append(self, leaf_hashes: Iterable[bytes]) -> Edge:
        """The edge after some leaves more, by their hashes."""
        stack, size = list(self.hashes), self.size
        for carried in leaf_hashes:
            complete = size
            while complete & 1:
                carried = node_hash(stack.pop(), carried)
                complete >>= 1
            stack.append(carried)
            size += 1
        return Edge(size, tuple(stack))

    @property
    def root(self) -> bytes:
        """The tree's hash."""
        return folded(self.hashes)


def folded(hashes: Sequence[bytes]) -> bytes:
    """The root over complete subtrees that shrink from left to right."""
    if not hashes:
        return EMPTY_ROOT
    root = hashes[-1]
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root


def root_from_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes]) -> bytes:
    """The root that a tree of `size` leaves has if `leaf` (a hash) stands at `index` and the proof is true.

    `proof` runs from the leaf's sibling up to the root's child. Raises ProofError where it cannot belong to them.
    """
    if not 0 <= index < size:
        raise ProofError(f"there is no entry {index} among {size}", where="inclusion proof")
    _refuse_odd_hashes([leaf, *proof], "inclusion proof")
    at, last, root = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise ProofError("the proof is too long for its tree", where="inclusion proof")
        if at & 1 or at == last:
            root = node_hash(sibling, root)
            at, last = _past_zeros(at, last)
        else:
            root = node_hash(root, sibling)
        at, last = at >> 1, last >> 1
    if last:
        raise ProofError("the proof is too short for its tree", where="inclusion proof")
    return root


def _past_zeros(at: int, last: int) -> tuple[int, int]:
    """Up past the levels on which the node at the right edge has no sibling."""
    while at and not at & 1:
        at, last = at >> 1, last >> 1
    return at, last


def roots_from_consistency(older: int, newer: int, root: bytes, proof: Sequence[bytes]) -> tuple[bytes, bytes]:
    """What the roots of the first `older` and of all `newer` leaves are, if the proof is true.

    `root` is the older root as signed; it is the first hash of the proof where `older` is a power of two, which the
    proof then leaves out. Raises ProofError where the proof cannot belong to these sizes.
    """
    if not 0 < older <= newer:
        raise ProofError(f"a log of {newer} entries cannot continue one of {older}", where="consistency proof")
    _refuse_odd_hashes([root, *proof], "consistency proof")
    if older == newer:
        if proof:
            raise ProofError("the proof is too long for its tree", where="consistency proof")
        return root, root
    hashes = [root, *proof] if older & (older - 1) == 0 else list(proof)
    if not hashes:
        raise ProofError("the proof is too short for its tree", where="consistency proof")
    return _both_roots(older - 1, newer - 1, hashes)


def _both_roots(at: int, last: int, hashes: Sequence[bytes]) -> tuple[bytes, bytes]:
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            raise ProofError("the proof is too long for its tree", where="consistency proof")
        if at & 1 or at == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            at, last = _past_zeros(at, last)
        else:
            new = node_hash(new, sibling)
        at, last = at >> 1, last >> 1
    if last:
        raise ProofError("the proof is too short for its tree", where="consistency proof")
    return old, new


def _refuse_odd_hashes(hashes: Iterable[bytes], where: str) -> None:
    if any(len(each) != HASH_SIZE for each in hashes):
        raise ProofError("a hash is not 32 bytes long", where=where)
