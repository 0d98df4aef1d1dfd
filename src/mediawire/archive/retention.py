"""Retention: captures that carry no item are given up when their time is over, and their bytes are freed.

A capture is needed while it is young, and for good when an item stands on it: on any revision of the item's report, or
on a revisit record that refers to it. Manifests name file, offset and length of a record, so nothing that is needed
ever moves: a file without needed records is deleted, in others the dead records become holes of the same length
(`holes`). Rows are marked first, bytes freed after; a sweep that was cut short is taken up by the next one.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import fcntl
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.db.models import Q, QuerySet

from mediawire.archive import holes
from mediawire.archive.captures import CaptureStore
from mediawire.archive.database import chunks, writes
from mediawire.archive.files import SUFFIX
from mediawire.archive.models import CaptureRow, ItemRow, PictureRow, ReportRow
from mediawire.model.errors import StorageFailed
from mediawire.model.settings import Keeping

_BATCH = 2000  # captures looked at in one transaction
# A file without a row may be one into which somebody is writing: only old ones are orphans.
_ORPHAN_AGE = dt.timedelta(days=2)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What a sweep came to: captures given up, files deleted, files with new holes, bytes freed on the disk."""

    captures: int = 0
    files_deleted: int = 0
    files_holed: int = 0
    bytes_freed: int = 0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DiskAlarm:
    """How full the disk is: `stop` says that retrieval must stop."""

    free: int
    alarm: bool
    stop: bool


def disk(folder: Path, keeping: Keeping) -> DiskAlarm:
    """How much room the folder's disk has, against what the house asks for."""
    room = os.statvfs(folder)
    free = room.f_bavail * room.f_frsize
    return DiskAlarm(free=free, alarm=free < keeping.disk_alarm, stop=free < keeping.disk_stop)


def sweep(store: CaptureStore, keeping: Keeping, moment: dt.datetime) -> Swept:
    """Give up captures whose time is over and free their bytes. Raises StorageFailed."""
    given_up = 0
    last = 0
    while True:
        looked_at, marked, last = _give_up(keeping, moment, last)
        given_up += marked
        if not looked_at:
            break
    try:
        freed = list(_freed(store.folder, moment))
    except OSError as error:
        raise StorageFailed(
            f"the sweep could not free space ({error.strerror or error})",
            where=str(store.folder),
            remedy="Look after the disk; the next sweep goes on where this one stopped.",
        ) from error
    return Swept(
        captures=given_up,
        files_deleted=sum(each.deleted for each in freed),
        files_holed=sum(not each.deleted for each in freed),
        bytes_freed=sum(each.size for each in freed),
    )


# -- rows --


@writes
def _give_up(keeping: Keeping, moment: dt.datetime, after: int) -> tuple[int, int, int]:
    """Mark the old captures of one batch that nothing needs: how many were looked at and marked, and the last id."""
    pages = Q(feed=False, received_at__lt=moment - dt.timedelta(days=keeping.unprinted_days))
    feeds = Q(feed=True, received_at__lt=moment - dt.timedelta(days=keeping.feeds_days))
    old = CaptureRow.objects.filter(pages | feeds, swept_at=None, id__gt=after).order_by("id")
    ids = list(old.select_for_update().values_list("id", flat=True)[:_BATCH])
    if not ids:
        return 0, 0, after
    # Asked after the rows are locked, so that a revisit entered meanwhile is seen.
    alive = CaptureRow.objects.filter(origin_id__in=ids, swept_at=None).exclude(_dead_revisit(pages | feeds))
    needed = _carried(ids) | _pictured(ids) | set(alive.values_list("origin_id", flat=True))
    dead = [each for each in ids if each not in needed]
    CaptureRow.objects.filter(id__in=dead).update(swept_at=moment)
    return len(ids), len(dead), ids[-1]


def _dead_revisit(old: Q) -> Q:
    """Revisits that are old themselves and carry no item and no picture."""
    pictures = PictureRow.objects.exclude(capture=None).values("capture_id")
    return old & ~Q(id__in=_standing().values("capture_id")) & ~Q(id__in=pictures)


def _standing() -> QuerySet[ReportRow]:
    return ReportRow.objects.filter(report_id__in=ItemRow.objects.values("report_id"))


def _carried(ids: Sequence[int]) -> set[int]:
    return set(_standing().filter(capture_id__in=ids).values_list("capture_id", flat=True))


def _pictured(ids: Sequence[int]) -> set[int]:
    return set(PictureRow.objects.filter(capture_id__in=ids).values_list("capture_id", flat=True))


# -- bytes --


@dataclasses.dataclass(frozen=True, slots=True)
class _Freed:
    size: int
    deleted: bool


def _freed(folder: Path, moment: dt.datetime) -> Iterator[_Freed]:
    names = CaptureRow.objects.filter(freed=False, swept_at__isnull=False).values_list("file", flat=True)
    for name in sorted(set(names.order_by())):
        yield from _free_file(folder / name)
    yield from _orphans(folder, moment)


def _free_file(path: Path) -> Iterator[_Freed]:
    if not path.exists():
        _mark_freed(path.name)
        return
    with path.open("rb") as file:
        if not _unused(file.fileno()):
            return  # still being written: another time
        size = _on_disk(path)
        living = CaptureRow.objects.filter(file=path.name, swept_at=None).exists()
        if living:
            dead = CaptureRow.objects.filter(file=path.name, swept_at__isnull=False).order_by("offset")
            holes.dig(path, list(dead.values_list("offset", "length")))
        else:
            path.unlink()
        _mark_freed(path.name)
        yield _Freed(size - (_on_disk(path) if living else 0), deleted=not living)


def _mark_freed(name: str) -> None:
    CaptureRow.objects.filter(file=name, swept_at__isnull=False, freed=False).update(freed=True)


def _on_disk(path: Path) -> int:
    return path.stat().st_blocks * 512


def _unused(descriptor: int) -> bool:
    """Whether no writer holds the file, in whatever process."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _orphans(folder: Path, moment: dt.datetime) -> Iterator[_Freed]:
    """Files of which no row speaks: what a crash left before anything was said of it."""
    border = (moment - _ORPHAN_AGE).timestamp()
    old = [path for path in sorted(folder.glob(f"*{SUFFIX}")) if path.stat().st_mtime < border]
    for some in chunks(old, 500):
        known = set(CaptureRow.objects.filter(file__in=[path.name for path in some]).values_list("file", flat=True))
        for path in some:
            if path.name not in known and _idle(path):
                size = _on_disk(path)
                path.unlink()
                yield _Freed(size, deleted=True)


def _idle(path: Path) -> bool:
    with path.open("rb") as file:
        return _unused(file.fileno())
