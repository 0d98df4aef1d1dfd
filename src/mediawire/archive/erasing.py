"""Erasing: of a report that must go, nothing stays but that it was erased.

    waiting() -> [item id]                                decided to be erased, not yet done
    erase(item_id, store, entry, seal, moment) -> Erased  one transaction: words out of every table, an entry in the log
    overwrite(folder) -> int                              the captures' records, in place; also what a crash left undone
    scrub()                                               the places on the database's disk where the words stood

Taken away: text and findings of all revisions, manifests with their salts, headlines, reasons and wordings, the lead's
entry, the words in the full-text index, and the captures of the page with whatever repeats them. What stays says
nothing of the text: numbers, times, who decided what, and the log's keyed digests, whose keys are gone. The lead's keys
stay, as digests, so that the report never comes again.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import html
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from django.db import connection
from django.db.models import Q

from mediawire.archive import holes, log
from mediawire.archive.captures import CaptureStore
from mediawire.archive.database import durable
from mediawire.archive.evidence import ERASED
from mediawire.archive.indexing import leave
from mediawire.archive.itemvalues import no_item
from mediawire.archive.models import (
    CaptureRow,
    DecisionRow,
    DutyRow,
    GrantRow,
    ItemRow,
    JudgementRow,
    LeadRow,
    LogEntryRow,
    ManifestRow,
    NoticeKeyRow,
    NoticeRow,
    PendingRow,
    PictureRow,
    PrintedFileRow,
    QuarantineRow,
    ReportRow,
    RequestRow,
    StoryMoveRow,
)
from mediawire.archive.packing import pack
from mediawire.model.errors import ArchiveError, StorageFailed
from mediawire.model.feed import FeedEntry
from mediawire.model.headline import Headline
from mediawire.model.item import ItemState
from mediawire.model.log import Seal
from mediawire.model.report import Report, Stated

KIND = "erase"
TITLE = "(erased)"
_TABLES = (
    "report",
    "item",
    "judgement",
    "lead",
    "manifest",
    "decision",
    "search_text",
    "capture",
    "request",
    "grant",
    "duty",
    "picture",
    "story_move",
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was taken away, and captures that stay because other reports stand on them: their ids."""

    revisions: int = 0
    captures: int = 0
    kept: tuple[int, ...] = ()


def waiting() -> list[int]:
    """Items that were decided to be erased and are out of the public folder, but of which words are still kept."""
    decided = DecisionRow.objects.filter(kind=KIND).values("item_id")
    done = LogEntryRow.objects.filter(kind=KIND).values("item")
    rows = ItemRow.objects.filter(id__in=decided, stale=False).exclude(id__in=done)
    return list(rows.order_by("id").values_list("id", flat=True))


def done(item_id: int) -> bool:
    """Whether an item is erased, its captures overwritten too."""
    left = CaptureRow.objects.filter(digest=ERASED, freed=False).exists()
    return LogEntryRow.objects.filter(kind=KIND, item=item_id).exists() and not left


def erase(item_id: int, store: CaptureStore, entry: Callable[[int], bytes], seal: Seal, moment: dt.datetime) -> Erased:
    """Take every word of an item out of every table and mark its captures, in one transaction that is on disk.

    `entry(revision)` gives the bytes of the log entry. Raises NotInArchive, StorageFailed, and what `seal` raises.
    """
    if connection.vendor == "sqlite":
        _pragma("secure_delete=ON")
    with durable():
        item = ItemRow.objects.select_for_update().filter(id=item_id).first()
        if item is None:
            raise no_item(item_id)
        reports = list(ReportRow.objects.filter(report_id=item.report_id).order_by("id"))
        leads = [row.lead_id for row in reports if row.lead_id is not None]
        captures, kept = _captures(item, reports, leads, store)
        captures |= _pictures(item)
        erased = Erased(revisions=len(reports), captures=_mark(captures, moment), kept=tuple(sorted(kept)))
        _blank_reports(reports)
        _blank_leads(leads)
        _blank_item(item)
        new = log.Entered(kind=KIND, item=item.id, revision=item.revision, data=entry(item.revision))
        log.append([new], seal, moment)
    return erased


# -- captures --


def _captures(
    item: ItemRow, reports: Sequence[ReportRow], leads: Sequence[int], store: CaptureStore
) -> tuple[set[int], set[int]]:
    """Captures that hold the report, and those among them on which other items stand."""
    urls = {
        item.url,
        *(row.url for row in reports),
        *LeadRow.objects.filter(id__in=leads).values_list("url", flat=True),
    }
    told = {row.capture_id for row in reports} | set(
        LeadRow.objects.filter(id__in=leads, capture__isnull=False).values_list("capture_id", flat=True)
    )
    rows = CaptureRow.objects.exclude(digest=ERASED)
    own = rows.filter(Q(id__in=told) | Q(source_id=item.source_id, url__in=urls - {""}))
    found = set(own.values_list("id", flat=True)) | _feeds(item, reports, urls, store)
    # A record that repeats another's payload, or whose payload is repeated, goes with it.
    found |= set(rows.filter(revisits__id__in=found).values_list("id", flat=True))
    found |= set(rows.filter(origin_id__in=found).values_list("id", flat=True))
    others = ReportRow.objects.filter(capture_id__in=found).exclude(report_id=item.report_id)
    standing = others.filter(report_id__in=ItemRow.objects.exclude(headline_text=TITLE).values("report_id"))
    kept = set(standing.values_list("capture_id", flat=True))
    kept |= set(rows.filter(revisits__id__in=kept).values_list("id", flat=True))
    return found - kept, kept


def _pictures(item: ItemRow) -> set[int]:
    """Captures of the item's pictures that no other item has; their rows go.

    A picture that came twice is one record and one that repeats it: the bytes stay while any item has either.
    """
    rows = PictureRow.objects.filter(item=item)
    found = _with_origins(set(rows.exclude(capture=None).values_list("capture_id", flat=True)))
    rows.delete()
    repeating = CaptureRow.objects.filter(Q(id__in=found) | Q(origin_id__in=found))
    others = PictureRow.objects.filter(capture_id__in=repeating.values("id")).values_list("capture_id", flat=True)
    return found - _with_origins(set(others))


def _with_origins(captures: set[int]) -> set[int]:
    return captures | set(CaptureRow.objects.filter(revisits__id__in=captures).values_list("id", flat=True))


def _feeds(item: ItemRow, reports: Sequence[ReportRow], urls: set[str], store: CaptureStore) -> set[int]:
    """Captures of the source's feeds that name the report, by address or headline."""
    words = {text for text in (*urls, item.headline_text, *(row.headline for row in reports)) if len(text) > 8}
    needles = [each.encode() for text in words for each in {text, html.escape(text), html.escape(text, quote=False)}]
    feeds = CaptureRow.objects.filter(source_id=item.source_id, feed=True, origin=None, swept_at=None)
    found = set()
    for row_id in feeds.values_list("id", flat=True):
        try:
            payload = store.load(row_id).payload
        except ArchiveError:
            continue  # damaged: the audit speaks of it
        if any(needle in payload for needle in needles):
            found.add(row_id)
    return found


def _mark(captures: Iterable[int], moment: dt.datetime) -> int:
    rows = CaptureRow.objects.filter(id__in=captures)
    rows.filter(swept_at=None).update(swept_at=moment)
    return rows.update(
        url=ERASED, digest=ERASED, body_digest="", record_digest="", etag="", last_modified="", freed=False
    )


def overwrite(folder: Path) -> int:
    """Lay tombstones over the records of erased captures, in place; gives how many. Raises StorageFailed."""
    rows = CaptureRow.objects.filter(digest=ERASED, freed=False).order_by("file", "offset")
    done = 0
    for row in rows:
        path = folder / row.file
        try:
            if path.exists():
                holes.overwrite(path, row.offset, row.length)
        except OSError as error:
            raise StorageFailed(
                f"an erased capture could not be overwritten ({error.strerror or error})",
                where=str(path),
                remedy="Look after the disk; it is tried again at the next start.",
            ) from error
        CaptureRow.objects.filter(id=row.id).update(freed=True)
        done += 1
    return done


# -- words --


def _blank_reports(reports: Sequence[ReportRow]) -> None:
    for row in reports:
        empty = Report(
            id=row.report_id,
            source_id=row.source_id,
            url="",
            capture=ERASED,
            retrieved_at=row.retrieved_at,
            headline=Stated(value=TITLE, origin=ERASED),
            blocks=(),
            revision=row.revision,
        )
        row.url, row.headline, row.content_digest, row.text, row.data = "", TITLE, "", "", pack(empty)
    ReportRow.objects.bulk_update(reports, ["url", "headline", "content_digest", "text", "data"])
    JudgementRow.objects.filter(report__in=reports).delete()


def _blank_leads(leads: Sequence[int]) -> None:
    rows = LeadRow.objects.filter(id__in=leads)
    keys = set(rows.values_list("source_id", "leadkeyrow__key"))
    notices = NoticeKeyRow.objects.filter(
        key__in={key for _, key in keys}, source_id__in={source for source, _ in keys}
    )
    NoticeRow.objects.filter(id__in=list(notices.values_list("notice_id", flat=True))).update(target="", wording="")
    QuarantineRow.objects.filter(lead__in=leads).update(url="", reason=TITLE)
    rows.update(
        url="", keys="[]", entry=pack(FeedEntry()), wording="", state=LeadRow.State.ERASED, due_at=None,
        capture=None, etag="", last_modified="", error="", batch="", batch_capture=None,
    )  # fmt: skip


def _blank_item(item: ItemRow) -> None:
    item.url = item.url_digest = item.content_digest = item.path = item.revised_why = ""
    item.printed_headline = item.recent = ""
    item.earlier = "[]"
    item.headline_text, item.headline = TITLE, pack(Headline(text=TITLE))
    item.state, item.stale = ItemState.KILLED.value, False
    item.save(force_update=True)
    leave(item.id)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO archive_search(archive_search) VALUES ('optimize')")
    ManifestRow.objects.filter(item=item.id).delete()
    PendingRow.objects.filter(item=item).delete()
    GrantRow.objects.filter(item=item.id).delete()
    DutyRow.objects.filter(item=item).delete()
    PrintedFileRow.objects.filter(item=item).delete()
    DecisionRow.objects.filter(item=item).exclude(kind=KIND).update(why="", headline="")
    StoryMoveRow.objects.filter(report_id=item.report_id).update(why="")
    RequestRow.objects.filter(item_id=item.id).exclude(kind=KIND).update(why="", details="{}", outcome="")


def scrub() -> None:
    """Take the words out of what the database keeps beside its tables: its journal, or rows that are dead."""
    if connection.vendor == "sqlite":
        _pragma("wal_checkpoint(TRUNCATE)")
        return
    with connection.cursor() as cursor:
        for table in _TABLES:
            cursor.execute(f"VACUUM archive_{table}")


def _pragma(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {text}")
