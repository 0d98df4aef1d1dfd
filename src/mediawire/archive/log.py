"""The log as it is stored: entries, checkpoints, manifests. What a leaf means and who signs is not known here.

log_state() -> LogState ; leaf_hashes(start, end) ; entries(start, end) ; checkpoint() -> Checkpointed | None
manifest(item_id, revision) -> Manifested ; append(...) inside the transaction of whoever seals
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence

from django.db import IntegrityError, transaction

from mediawire.archive.database import durable
from mediawire.archive.models import CheckpointRow, LogEntryRow, ManifestRow
from mediawire.model.errors import LogRewound, NotInArchive
from mediawire.model.log import LogState, Seal, Sealed

__all__ = [
    "Change",
    "Checkpointed",
    "Entered",
    "LogState",
    "Manifested",
    "Seal",
    "Sealed",
    "append",
    "append_alone",
    "changes_of_keys",
    "checkpoint",
    "entries",
    "leaf_hashes",
    "log_state",
    "manifest",
    "signed_roots",
]
_HASH = 32


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """An entry that is to join the log: what it is about, its bytes, its manifest and salt (empty: it has none)."""

    kind: str
    item: int
    revision: int
    data: bytes
    salt: bytes = b""
    manifest: bytes = b""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Checkpointed:
    """The newest signed head of the log."""

    size: int
    root: bytes
    edge: tuple[bytes, ...]
    note: str
    at: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Manifested:
    """The manifest of a sealed revision, its salt, and the index of its entry."""

    index: int
    salt: bytes
    manifest: bytes


def checkpoint() -> Checkpointed | None:
    """The newest checkpoint; None where nothing was sealed yet."""
    row = CheckpointRow.objects.order_by("-size").first()
    if row is None:
        return None
    edge = bytes(row.edge)
    hashes = tuple(edge[at : at + _HASH] for at in range(0, len(edge), _HASH))
    return Checkpointed(size=row.size, root=bytes(row.root), edge=hashes, note=row.note, at=row.at)


def log_state() -> LogState:
    """How far the log has grown."""
    head = checkpoint()
    return LogState(head.size, head.edge) if head else LogState()


def signed_roots(size: int) -> Iterator[tuple[int, bytes]]:
    """Every size at which the log was signed, up to this one, with the root that was signed; the smallest first."""
    rows = CheckpointRow.objects.filter(size__lte=size).order_by("size")
    for at, root in rows.values_list("size", "root").iterator(2000):
        yield at, bytes(root)


def leaf_hashes(start: int, end: int) -> list[bytes]:
    """The hashes of entries start to end (excluded), in order."""
    rows = LogEntryRow.objects.filter(index__gte=start, index__lt=end).order_by("index")
    return [bytes(each) for each in rows.values_list("leaf_hash", flat=True)]


def entries(start: int, end: int) -> list[bytes]:
    """The bytes of entries start to end (excluded), in order."""
    rows = LogEntryRow.objects.filter(index__gte=start, index__lt=end).order_by("index")
    return [bytes(each) for each in rows.values_list("leaf", flat=True)]


def manifest(item_id: int, revision: int) -> Manifested:
    """The manifest of a sealed revision; raises NotInArchive where there is none, or where it was erased."""
    row = ManifestRow.objects.filter(item=item_id, revision=revision).first()
    if row is None:
        raise NotInArchive(
            "no manifest is kept", where=f"item {item_id}, revision {revision}", remedy="It was not sealed, or erased."
        )
    return Manifested(index=row.index, salt=bytes(row.salt), manifest=bytes(row.manifest))


def append(new: Sequence[Entered], seal: Seal, moment: dt.datetime) -> int:
    """Add entries and the checkpoint that seals them; gives the index of the first.

    To be called inside a transaction. Raises LogRewound where another sealer was first.
    """
    state = log_state()
    sealed = seal(state.size, state.edge, [each.data for each in new])
    try:
        with transaction.atomic():
            _store(new, state.size, sealed, moment)
    except IntegrityError as error:
        raise LogRewound(
            f"entries beyond {state.size} are there already, or one of these is",
            where="log",
            remedy="Another printer was at work: only one may hold the printer's lock. Try again.",
        ) from error
    return state.size


def append_alone(new: Entered, seal: Seal, moment: dt.datetime) -> int:
    """Add one entry that is about no item, in a transaction that is on disk when this returns; gives its index."""
    with durable():
        return append([new], seal, moment)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of keys: the index and bytes of its entry, and the checkpoint that sealed it, as a signed note."""

    index: int
    data: bytes
    note: str


def changes_of_keys() -> list[Change]:
    """Every change of keys, the first one first."""
    rows = list(LogEntryRow.objects.filter(kind="key").order_by("index"))
    notes = dict(CheckpointRow.objects.filter(size__in=[row.index + 1 for row in rows]).values_list("size", "note"))
    return [Change(index=row.index, data=bytes(row.leaf), note=notes[row.index + 1]) for row in rows]


def _store(new: Sequence[Entered], start: int, sealed: Sealed, moment: dt.datetime) -> None:
    LogEntryRow.objects.bulk_create(
        LogEntryRow(
            index=start + at,
            kind=each.kind,
            item=each.item,
            revision=each.revision,
            at=moment,
            leaf=each.data,
            leaf_hash=leaf_hash,
        )
        for at, (each, leaf_hash) in enumerate(zip(new, sealed.leaf_hashes, strict=True))
    )
    CheckpointRow.objects.create(
        size=sealed.size, root=sealed.root, edge=b"".join(sealed.edge), note=sealed.note, at=moment
    )
    ManifestRow.objects.bulk_create(
        ManifestRow(item=each.item, revision=each.revision, index=start + at, salt=each.salt, manifest=each.manifest)
        for at, each in enumerate(new)
        if each.manifest
    )
