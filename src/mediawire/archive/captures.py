"""Captures: responses as served, in WARC files that are on disk before anything is said of them.

    CaptureStore(folder, writer).keep(exchange, source_id) -> (id, Capture)
    .keep_all([...], feed=...)     one sync for all
    .load(id) -> Capture           checked by our own length and digests; raises CaptureDamaged, NotInArchive
    capture_url(id)                row access without payload

A body that is stored already, byte for byte and from the same source, becomes a revisit record (profile
identical-payload-digest) of some hundred bytes. `Capture.digest` is that of the payload, content coding taken off.
"""

from __future__ import annotations

import collections
import dataclasses
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from django.db.models import Q

from mediawire.archive import warc
from mediawire.archive.database import answers, marks, writes
from mediawire.archive.decoding import decoded
from mediawire.archive.files import RecordFile
from mediawire.archive.models import CaptureRow, ItemRow, ReportRow
from mediawire.archive.packing import plain
from mediawire.archive.warc import Original, Record
from mediawire.model.capture import Capture, Exchange, Place, sha256
from mediawire.model.errors import ArchiveError, NotInArchive

ROLL_OVER = 64 * 1024 * 1024  # bytes after which a file is closed and another begun
_PAYLOADS = "SELECT id FROM archive_capture WHERE digest IN ({}) AND origin_id IS NULL AND swept_at IS NULL"
REMEMBERED = 256  # captures that were read and checked lately, without their bytes


@dataclasses.dataclass(frozen=True, slots=True)
class _Kept:
    """An exchange on its way into the archive."""

    exchange: Exchange
    source_id: str
    digest: str
    body_digest: str
    origin: CaptureRow | None
    record: Record


class CaptureStore:
    """WARC files in one folder. `writer` names the process: no two processes may write under one name at a time.

    Threads may share a store.
    """

    def __init__(self, folder: Path, writer: str, roll_over: int = ROLL_OVER) -> None:
        self.folder = folder
        self._file = RecordFile(folder, writer, roll_over)
        self._lock = threading.Lock()
        self._checked: collections.OrderedDict[int, Capture] = collections.OrderedDict()

    def keep(self, exchange: Exchange, source_id: str, *, feed: bool = False) -> tuple[int, Capture]:
        """Store one exchange, synced to disk, and give its id and capture. Raises StorageFailed."""
        return self.keep_all([(exchange, source_id)], feed=feed)[0]

    def keep_all(self, exchanges: Sequence[tuple[Exchange, str]], *, feed: bool = False) -> list[tuple[int, Capture]]:
        """Store exchanges with one sync, and give their ids and captures in order. Raises StorageFailed."""
        if not exchanges:
            return []
        with self._lock:
            kept = self._drawn_up([(_with_body(exchange), source_id) for exchange, source_id in exchanges])
            places = self._file.append([each.record.data for each in kept], kept[0].exchange.received_at)
            rows = [_row(each, place, feed) for each, place in zip(kept, places, strict=True)]
            if not _entered(rows):  # an origin was swept meanwhile: store in full
                return self._kept_in_full(kept, feed)
        return [(row.id, _capture(row, each.exchange)) for row, each in zip(rows, kept, strict=True)]

    def _kept_in_full(self, kept: Sequence[_Kept], feed: bool) -> list[tuple[int, Capture]]:
        whole = [
            dataclasses.replace(each, origin=None, record=warc.record(each.exchange, each.body_digest)) for each in kept
        ]
        places = self._file.append([each.record.data for each in whole], whole[0].exchange.received_at)
        rows = [_row(each, place, feed) for each, place in zip(whole, places, strict=True)]
        _entered(rows)
        return [(row.id, _capture(row, each.exchange)) for row, each in zip(rows, whole, strict=True)]

    def _drawn_up(self, exchanges: Sequence[tuple[Exchange, str]]) -> list[_Kept]:
        digests = [_digests(exchange) for exchange, _ in exchanges]
        origins = self._origins({digest for digest, _ in digests})
        kept = []
        for (exchange, source_id), (digest, body_digest) in zip(exchanges, digests, strict=True):
            origin = origins.get((source_id, digest, body_digest)) if exchange.body else None
            original = (
                Original(record_id=origin.record_id, url=origin.url, received_at=origin.received_at) if origin else None
            )
            record = warc.record(exchange, body_digest, original)
            kept.append(_Kept(exchange, source_id, digest, body_digest, origin, record))
        return kept

    def _origins(self, digests: Collection[str]) -> dict[tuple[str, str, str], CaptureRow]:
        ids = [row[0] for row in answers(_PAYLOADS.format(marks(len(digests))), *digests)]
        rows = CaptureRow.objects.filter(id__in=ids, swept_at=None) if ids else ()
        return {(row.source_id, row.digest, row.body_digest): row for row in rows if (self.folder / row.file).exists()}

    def load(self, capture_id: int) -> Capture:
        """A capture with its payload. Raises NotInArchive where its time is over, CaptureDamaged for other bytes."""
        return self.load_all([capture_id])[0]

    def load_all(self, capture_ids: Sequence[int]) -> list[Capture]:
        """Captures with their payloads, in the order asked. Raises as `load` does, for the first that is not sound."""
        rows = CaptureRow.objects.select_related("origin").in_bulk(capture_ids)
        return [self._loaded(rows.get(capture_id), capture_id) for capture_id in capture_ids]

    def load_each(self, capture_ids: Sequence[int]) -> Iterator[Capture | ArchiveError]:
        """As `load_all`, each read when its turn comes; in place of one that is not sound stands its error."""
        rows = CaptureRow.objects.select_related("origin").in_bulk(capture_ids)
        for capture_id in capture_ids:
            try:
                yield self._loaded(rows.get(capture_id), capture_id)
            except ArchiveError as error:
                yield error

    def of_item(self, item_id: int) -> Capture:
        """The capture that an item's present revision stands on, read and checked. Raises as `load` does."""
        return self.load(_stands_on([item_id])[item_id])

    def evidence(self, item_ids: Sequence[int]) -> dict[int, Capture]:
        """The captures that items stand on, by item, without their bytes: `size` says how many there are.

        Each was read and checked by this process a short while ago, or is now. Raises as `load` does.
        """
        return {item_id: self._light(capture_id) for item_id, capture_id in _stands_on(item_ids).items()}

    def alone(self, item_ids: Sequence[int]) -> frozenset[int]:
        """Items whose payload was captured for them alone: a page from which no other report was read."""
        stands_on = _stands_on(item_ids)
        rows = CaptureRow.objects.select_related("origin").in_bulk(stands_on.values())
        bearers = {item_id: rows[each].origin or rows[each] for item_id, each in stands_on.items()}
        told = collections.Counter(_reports_of([each.id for each in bearers.values()]))
        return frozenset(item for item, row in bearers.items() if not row.feed and told[row.id] == 1)

    def record_of_item(self, item_id: int) -> bytes:
        """The record with the payload that an item's present revision stands on, as it lies in its file.

        Raises NotInArchive where its time is over, CaptureDamaged for other bytes than were written.
        """
        row = CaptureRow.objects.select_related("origin").get(id=_stands_on([item_id])[item_id])
        return self._bytes(row.origin or row)

    def _light(self, capture_id: int) -> Capture:
        known = self._checked.get(capture_id)
        return known if known is not None else self._remember(self.load(capture_id), capture_id)

    def _loaded(self, row: CaptureRow | None, capture_id: int) -> Capture:
        if row is None or row.swept_at is not None:
            raise NotInArchive(
                "no such capture is kept" if row is None else "this capture's time is over, it was swept",
                where=f"capture {capture_id}",
                remedy="Fetch the page again.",
            )
        exchange = self._read(row)
        bearer = self._read(row.origin) if row.origin else exchange
        where = _where(row)
        payload = decoded(bearer.body, bearer.header("content-encoding") or "", where)
        if sha256(payload) != row.digest:
            raise warc.damaged("the payload is not the one that was stored", where)
        capture = _capture(row, dataclasses.replace(exchange, body=bearer.body, payload=payload))
        self._remember(capture, row.id)
        return capture

    def _remember(self, capture: Capture, capture_id: int) -> Capture:
        bare = dataclasses.replace(capture.exchange, body=b"", payload=b"")
        light = dataclasses.replace(capture, exchange=bare, size=len(capture.payload))
        self._checked[capture_id] = light
        while len(self._checked) > REMEMBERED:
            self._checked.popitem(last=False)
        return light

    def _read(self, row: CaptureRow) -> Exchange:
        return warc.exchange_of(self._bytes(row), _where(row))

    def _bytes(self, row: CaptureRow) -> bytes:
        """A record's bytes, checked by its own length and digest."""
        where = _where(row)
        try:
            with (self.folder / row.file).open("rb") as file:
                file.seek(row.offset)
                data = file.read(row.length)
        except OSError as error:
            raise warc.damaged(f"the file cannot be read ({error.strerror})", where) from error
        if len(data) != row.length:
            raise warc.damaged(f"the file ends {row.length - len(data)} bytes before the record does", where)
        if sha256(data) != row.record_digest:
            raise warc.damaged("the record's bytes are not those that were written", where)
        return data

    def close(self) -> None:
        """Close the file that is being written; another is begun when something is to be kept."""
        with self._lock:
            self._file.close()


def _stands_on(item_ids: Sequence[int]) -> dict[int, int]:
    rows = dict(ItemRow.objects.filter(id__in=item_ids).values_list("id", "row__capture_id"))
    for item_id in item_ids:
        if item_id not in rows:
            raise NotInArchive("there is no such item", where=f"item {item_id}", remedy="Look at its number.")
    return rows


def _reports_of(capture_ids: Iterable[int]) -> list[int]:
    """For each report that was read from one of these captures, or from a later one with the same payload, its id."""
    ids = set(capture_ids)
    read = ReportRow.objects.filter(Q(capture_id__in=ids) | Q(capture__origin_id__in=ids))
    told = set(read.values_list("report_id", "capture_id", "capture__origin_id"))
    return [bearer for _, bearer in {(report, origin or capture) for report, capture, origin in told}]


def _with_body(exchange: Exchange) -> Exchange:
    """A document that did not come over HTTP has a payload alone: that is its body."""
    return exchange if exchange.body or not exchange.payload else dataclasses.replace(exchange, body=exchange.payload)


def _digests(exchange: Exchange) -> tuple[str, str]:
    digest = sha256(exchange.payload)
    return digest, digest if exchange.body == exchange.payload else sha256(exchange.body)


def _where(row: CaptureRow) -> str:
    return f"{row.file} at byte {row.offset}"


def _row(kept: _Kept, place: Place, feed: bool) -> CaptureRow:
    exchange = kept.exchange
    return CaptureRow(
        source_id=kept.source_id,
        url=plain(exchange.final_url),
        status=exchange.status,
        received_at=exchange.received_at,
        digest=kept.digest,
        body_digest=kept.body_digest,
        file=place.file,
        offset=place.offset,
        length=place.length,
        record_digest=kept.record.digest,
        record_id=kept.record.id,
        origin=kept.origin,
        etag=plain(exchange.header("etag") or ""),
        last_modified=plain(exchange.header("last-modified") or ""),
        feed=feed,
    )


@writes
def _entered(rows: Sequence[CaptureRow]) -> bool:
    """Enter rows, unless a record that one of them refers to is no longer kept."""
    origins = {row.origin_id for row in rows if row.origin_id is not None}
    if origins:
        still = CaptureRow.objects.filter(id__in=origins, swept_at=None).select_for_update()
        if len(list(still.values_list("id", flat=True))) < len(origins):
            return False
    CaptureRow.objects.bulk_create(rows)
    return True


def _place(row: CaptureRow) -> Place:
    return Place(file=row.file, offset=row.offset, length=row.length)


def _capture(row: CaptureRow, exchange: Exchange) -> Capture:
    return Capture(
        exchange=exchange,
        digest=row.digest,
        place=_place(row),
        record_digest=row.record_digest,
        origin=_place(row.origin) if row.origin else None,
        source_id=row.source_id,
    )


def capture_url(capture_id: int) -> str:
    """The address that answered, without reading the payload. Raises NotInArchive."""
    url = CaptureRow.objects.filter(id=capture_id).values_list("url", flat=True).first()
    if url is None:
        raise NotInArchive("no such capture is kept", where=f"capture {capture_id}", remedy="Look at its id.")
    return url
