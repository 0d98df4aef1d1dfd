"""The judge: the promises as a numbered checklist, tree, signed notes, manifests; usable alone by any reader.

Writing (the line):
    sealer(signer, origin) -> Seal                     what the archive calls inside its transaction
    manifest_of(item, capture, printed, Printing(...)) -> dict     canonical(manifest) -> bytes
    entry_for(kind, item, revision, at, salt=..., manifest=...) -> Entry     its `.data` is the log entry
    tiles_for(old, new, leaf_hashes, read_tile=..., root=...)   bundles_for(old, new, entries)   superseded(old, new)
    TiledTree(size, read_tile).inclusion(index)        TlogProof(...).text
    generate(name, seed) -> Signer                     Signer.from_text   Verifier.from_text
    refuse_rewind(...)                                 before anything is signed
Checking (any reader; the list itself is in `checklist`):
    verify(bundle, key)                                raises CheckFailed with the number of the check
    describe(bundle, key) -> str                       what was and what was not shown
"""

from mediawire.model.log import LogState, Seal, Sealed
from mediawire.proof.checklist import LIMITS, Bundle, Finding, Older, describe, findings, verify
from mediawire.proof.entry import SALT_SIZE, Entry, EntryKind, authenticator, entry_for
from mediawire.proof.manifest import Printing, canonical, manifest_of
from mediawire.proof.merkle import EMPTY_ROOT, Edge, leaf_hash, node_hash
from mediawire.proof.note import (
    Checkpoint,
    Signer,
    Verifier,
    cosign,
    generate,
    open_checkpoint,
    open_note,
    sign,
)
from mediawire.proof.seal import refuse_rewind, sealer
from mediawire.proof.tlog_proof import TlogProof
from mediawire.proof.tree import TiledTree, bundles_for, superseded, tiles_for

__all__ = [
    "EMPTY_ROOT",
    "LIMITS",
    "SALT_SIZE",
    "Bundle",
    "Checkpoint",
    "Edge",
    "Entry",
    "EntryKind",
    "Finding",
    "LogState",
    "Older",
    "Printing",
    "Seal",
    "Sealed",
    "Signer",
    "TiledTree",
    "TlogProof",
    "Verifier",
    "authenticator",
    "bundles_for",
    "canonical",
    "cosign",
    "describe",
    "entry_for",
    "findings",
    "generate",
    "leaf_hash",
    "manifest_of",
    "node_hash",
    "open_checkpoint",
    "open_note",
    "refuse_rewind",
    "sealer",
    "sign",
    "superseded",
    "tiles_for",
    "verify",
]
