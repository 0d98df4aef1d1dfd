"""Sealing: entries join the tree, and its new head is signed. The archive calls it inside its transaction."""

from __future__ import annotations

from collections.abc import Sequence

from mediawire.model.errors import LogRewound
from mediawire.model.log import Seal, Sealed
from mediawire.proof.merkle import Edge, leaf_hash
from mediawire.proof.note import Checkpoint, Signer, Verifier, open_checkpoint, sign


def sealer(signer: Signer, origin: str, *further: Signer) -> Seal:
    """The sealing function of a log: `seal(size, edge, leaves) -> Sealed`.

    `size` and `edge` are the log's state, `leaves` the new entries' bytes in order. Nothing is read or written. Further
    signers sign the same text below: a key that is being retired beside its successor. The function raises
    ProofError where the edge does not fit the size.
    """

    def seal(size: int, edge: tuple[bytes, ...], leaves: Sequence[bytes]) -> Sealed:
        hashes = tuple(leaf_hash(each) for each in leaves)
        grown = Edge(size, edge).append(hashes)
        note = sign(Checkpoint(origin, grown.size, grown.root).text, signer, *further)
        return Sealed(grown.size, grown.root, note, hashes, grown.hashes)

    return seal


def refuse_rewind(published: str, verifiers: Sequence[Verifier], origin: str, size: int, root_at: bytes) -> None:
    """Raise LogRewound where the published checkpoint is ahead of the database, or of another history.

    `published` is the note found in the public folder; `size` the number of entries in the database, `root_at` the root
    that the database gives for the first entries up to the published size (only looked at where it has that many).
    To be asked before anything is signed: a database restored from an older backup must not sign a second history.
    """
    checkpoint = open_checkpoint(published, verifiers, origin)
    if checkpoint.size > size:
        raise LogRewound(
            f"the published checkpoint has {checkpoint.size} entries, the database only {size}",
            where="checkpoint",
            remedy="The database was restored from an older backup. Bring back the newest one.",
        )
    if checkpoint.root != root_at:
        raise LogRewound(
            f"the published checkpoint of {checkpoint.size} entries has another root than the database gives",
            where="checkpoint",
            remedy="Two histories exist. Bring back the database that belongs to the published log.",
        )
