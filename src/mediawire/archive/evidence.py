"""Captures as evidence: every record that is kept, against its own bytes on disk; in place of an erased one, nothing.

records() -> Iterator[Kept]           what should stand where, file by file
unsound(folder, kept) -> str          what is wrong with the bytes there; "" where nothing is
"""

from __future__ import annotations

import dataclasses
import zlib
from collections.abc import Iterator
from pathlib import Path

from mediawire.archive.models import CaptureRow
from mediawire.model.capture import sha256

ERASED = "erased"  # stands where the digests of an erased capture stood


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A record's place, and the digest of its bytes as they were written; `erased`: nothing of it may be left."""

    id: int
    file: str
    offset: int
    length: int
    digest: str
    erased: bool


def records() -> Iterator[Kept]:
    """Records that are kept, and erased ones whose place is overwritten, in the order in which they lie on the disk."""
    columns = ("id", "file", "offset", "length", "record_digest", "digest", "swept_at", "freed")
    for row in CaptureRow.objects.order_by("file", "offset").values_list(*columns).iterator(2000):
        row_id, file, offset, length, record_digest, digest, swept_at, freed = row
        erased = digest == ERASED
        if swept_at is None or (erased and freed):
            yield Kept(id=row_id, file=file, offset=offset, length=length, digest=record_digest, erased=erased)


def unsound(folder: Path, kept: Kept) -> str:
    """What is wrong with a record's bytes, in a sentence; "" where they are those that were written."""
    path = folder / kept.file
    if kept.erased and not path.exists():
        return ""
    try:
        with path.open("rb") as file:
            file.seek(kept.offset)
            data = file.read(kept.length)
    except OSError as error:
        return _unless_given_up(kept, f"the capture's file cannot be read ({error.strerror})")
    if kept.erased:
        return "" if is_tombstone(data) else "the capture was erased, but its bytes are still there"
    if len(data) != kept.length:
        return _unless_given_up(kept, f"the file ends {kept.length - len(data)} bytes before the record does")
    if sha256(data) != kept.digest:
        return _unless_given_up(kept, "the record's bytes are not those that were written")
    return ""


def _unless_given_up(kept: Kept, what: str) -> str:
    """A fault, unless the capture's time has ended since it was listed."""
    still = CaptureRow.objects.filter(id=kept.id, swept_at=None).exists()
    return what if still else ""


def is_tombstone(data: bytes) -> bool:
    """Whether bytes are what `holes` lays in a record's place: no record of its own, and zeros where its block was."""
    member = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        plain = member.decompress(data)
    except zlib.error:
        return False
    head, _, block = plain.partition(b"\r\n\r\n")
    return not plain or (b"WARC-Type: metadata" in head and not block.strip(b"\x00\r\n"))
