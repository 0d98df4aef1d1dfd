"""Following a log from one key to the next: what each change of keys publishes, and what a reader concludes from it.

A change of keys is an entry of the log that names both keys, sealed by a checkpoint that both have signed. It is
published as a proof file (`tlog_proof`) whose extra data is the entry itself. Who trusts one of the keys, and sees its
signature over a log that holds this entry, knows the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from mediawire.model.errors import ProofError
from mediawire.proof.entry import EntryKind
from mediawire.proof.merkle import leaf_hash, root_from_inclusion
from mediawire.proof.note import Verifier, open_checkpoint
from mediawire.proof.tlog_proof import TlogProof


def rotation_path(number: int) -> str:
    """Where the proof of a wire's change of keys stands below the public root; the first is number 1."""
    return f"rotation/{number}.tlog-proof"


def followed(keys: Sequence[Verifier], changes: Iterable[str]) -> tuple[Verifier, ...]:
    """The keys, and all that changes of keys lead to from them, in either direction.

    `changes` are published proof files. One that none of the keys has signed says nothing. Raises ProofError where one
    that is signed does not prove what it says.
    """
    known, waiting = list(keys), [TlogProof.from_text(each) for each in changes]
    while True:
        later = []
        for proof in waiting:
            if _is_signed(proof, known):
                known += [each for each in _named(proof, known) if each not in known]
            else:
                later.append(proof)
        if len(later) == len(waiting):
            return tuple(known)
        waiting = later


def _is_signed(proof: TlogProof, keys: Sequence[Verifier]) -> bool:
    try:
        open_checkpoint(proof.checkpoint, keys, keys[0].name)
    except ProofError:
        return False
    return True


def _named(proof: TlogProof, keys: Sequence[Verifier]) -> list[Verifier]:
    """Both keys of a change that the log holds."""
    head = open_checkpoint(proof.checkpoint, keys, keys[0].name)
    if root_from_inclusion(proof.index, head.size, leaf_hash(proof.extra), proof.hashes) != head.root:
        raise ProofError("a change of keys is published that the log does not hold", where=f"entry {proof.index}")
    try:
        told = json.loads(proof.extra)
        texts = [told["key"], told["after"]] if told["kind"] == EntryKind.KEY.value else []
    except (ValueError, KeyError, TypeError) as fault:
        raise ProofError("what is published as a change of keys is none", where=f"entry {proof.index}") from fault
    named = [Verifier.from_text(each) for each in texts]
    return [each for each in named if each.name == head.origin]
