"""Printing as the archive sees it: what is to be printed, its sealing in the log, and what was printed.

    to_print(limit)                        items whose printed form is not what was decided
    prepare(ids, moment, slug)             the items as their next printing will be
    seal_and_mark([Draft], seal, moment)   one transaction: log entries, checkpoint, manifests, outbox, items; on disk
    record_all, printed_files, mark_printed

Sealing is apart from preparing, so that manifests are made while nobody waits for the database. An item that was
decided anew in between is left out and comes again: `version` counts decisions.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence

from django.db.models import Q

from mediawire.archive import log, pictures
from mediawire.archive.database import chunks, durable, writes
from mediawire.archive.itemvalues import items_of, no_item
from mediawire.archive.models import ItemRow, OutboxRow, PrintedFileRow
from mediawire.archive.packing import pack, short, unpack
from mediawire.model.headline import Headline
from mediawire.model.item import Item, ItemState, Recent
from mediawire.model.log import Seal

Slug = Callable[[str, int], str]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An item as its next printing will be. `sealed`: the log has it already, only its files are to be written."""

    item: Item
    version: int
    sealed: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A printing that is to be sealed: the prepared item and version, the log entry's kind and bytes, the manifest.

    `recent` is the line that lists carry for the item; none for what is taken back.
    """

    item: Item
    version: int
    kind: str
    data: bytes
    salt: bytes
    manifest: bytes
    recent: Recent | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """An edition that stands in the public folder: its files, each by path and SHA-256; none where it was withdrawn."""

    item_id: int
    revision: int
    files: tuple[tuple[str, str], ...] = ()


def to_print(limit: int, moment: dt.datetime | None = None) -> list[int]:
    """Items whose printed form is not what was decided: new, revised, withheld, killed; the oldest first.

    With a moment, without those that are to go live and still wait for their pictures.
    """
    rows = ItemRow.objects.filter(stale=True)
    if moment is not None:
        rows = rows.exclude(Q(state=ItemState.LIVE.value) & Q(id__in=pictures.waiting(moment)))
    return list(rows.order_by("id").values_list("id", flat=True)[:limit])


def to_take_down(limit: int) -> list[int]:
    """Items that were decided to leave the wire and still have files in the public folder."""
    rows = ItemRow.objects.filter(stale=True).exclude(state=ItemState.LIVE.value)
    return list(rows.order_by("id").values_list("id", flat=True)[:limit])


def prepare(item_ids: Sequence[int], moment: dt.datetime, slug: Slug | None = None) -> list[Prepared]:
    """Items as their next printing will be: revision counted up, path fixed, times and earlier headlines set.

    `slug(headline, id)` gives the last part of a path. Nothing is written; what nobody is to print is left out.
    """
    rows = ItemRow.objects.filter(stale=True).in_bulk(item_ids)
    chosen = [rows[item_id] for item_id in item_ids if item_id in rows]
    return [
        Prepared(
            item=item if row.sealed else _next(item, row, moment, slug or _number),
            version=row.version,
            sealed=row.sealed,
        )
        for row, item in zip(chosen, items_of(chosen), strict=True)
    ]


def _number(_headline: str, item_id: int) -> str:
    return str(item_id)


def _next(item: Item, row: ItemRow, moment: dt.datetime, slug: Slug) -> Item:
    path = item.path or f"{moment:%Y/%m/%d}/{slug(item.headline.text, item.id)}"
    item = dataclasses.replace(item, revision=row.revision + 1, path=path, log_index=None)
    if item.state is not ItemState.LIVE:
        return item
    if item.printed_at is None:
        return dataclasses.replace(item, printed_at=moment, revised_at=None)
    return dataclasses.replace(item, revised_at=moment, earlier=_earlier(item, row))


def _earlier(item: Item, row: ItemRow) -> tuple[Headline, ...]:
    if not row.printed_headline:
        return item.earlier
    last = unpack(Headline, row.printed_headline)
    return item.earlier if last.text == item.headline.text else (*item.earlier, last)


def seal_and_mark(drafts: Sequence[Draft], seal: Seal, moment: dt.datetime) -> list[Item]:
    """Seal printings in one transaction that is on disk when this returns; gives the sealed items, as printed.

    Left out: what was decided anew since it was prepared, and what is sealed already. Raises StorageFailed, and what
    the sealing function raises; then nothing is sealed.
    """
    with durable():
        locked = ItemRow.objects.select_for_update().filter(id__in=[draft.item.id for draft in drafts])
        rows = {row.id: row for row in locked.order_by("id")}
        sound = [draft for draft in drafts if _still(draft, rows.get(draft.item.id))]
        if not sound:
            return []
        first = log.append([_entry(draft) for draft in sound], seal, moment)
        done = [_marked(draft, rows[draft.item.id], first + at) for at, draft in enumerate(sound)]
        # An upsert of rows that are there: one statement, where bulk_update costs a CASE for each field and row.
        ItemRow.objects.bulk_create(
            [rows[item.id] for item in done], update_conflicts=True, unique_fields=["id"], update_fields=_SEALED
        )
        OutboxRow.objects.bulk_create(
            [OutboxRow(kind=each.kind, item=each.item.id, revision=each.item.revision, at=moment) for each in sound],
            ignore_conflicts=True,
        )
    return done


_SEALED = (
    "path", "revision", "sealed", "printed_at", "revised_at", "printed_headline", "earlier", "recent", "log_index",
    "first_index",
)  # fmt: skip


def _still(draft: Draft, row: ItemRow | None) -> bool:
    if row is None:
        raise no_item(draft.item.id)
    return not row.sealed and row.version == draft.version and row.revision + 1 == draft.item.revision


def _entry(draft: Draft) -> log.Entered:
    return log.Entered(
        kind=draft.kind,
        item=draft.item.id,
        revision=draft.item.revision,
        data=draft.data,
        salt=draft.salt,
        manifest=draft.manifest,
    )


def _marked(draft: Draft, row: ItemRow, log_index: int) -> Item:
    item = draft.item
    row.path, row.revision, row.sealed, row.log_index = item.path, item.revision, True, log_index
    row.printed_at, row.revised_at = item.printed_at, item.revised_at
    if row.first_index is None:
        row.first_index = log_index
    if item.state is ItemState.LIVE:
        row.printed_headline = pack(item.headline)
        row.earlier = pack(item.earlier)
        row.recent = pack(draft.recent) if draft.recent else ""
    return dataclasses.replace(item, log_index=log_index)


def printed_files(item_id: int) -> list[str]:
    """The files of an item's edition in the public folder, by path."""
    return list(PrintedFileRow.objects.filter(item_id=item_id).order_by("path").values_list("path", flat=True))


def live_paths() -> frozenset[str]:
    """The folders of all items that are live, in the public folder: also of those whose files were being written."""
    return frozenset(ItemRow.objects.filter(state="live").exclude(path="").values_list("path", flat=True))


def printed_digests() -> dict[str, str]:
    """The files of all items as they were printed last: path to SHA-256."""
    return dict(PrintedFileRow.objects.values_list("path", "sha256").iterator(2000))


def paths_of(item_ids: Sequence[int]) -> dict[str, int]:
    """Items by the paths of their pages."""
    return {
        path: item_id
        for some in chunks(item_ids)
        for item_id, path in ItemRow.objects.filter(id__in=some).values_list("id", "path")
    }


def at_rest(path: str, size: int) -> bool:
    """Whether nothing is to be printed of the item at a path, and nothing was since the log had so many entries."""
    rows = ItemRow.objects.filter(path=path)
    return not rows.filter(Q(stale=True) | Q(log_index__gte=size)).exists()


@writes
def record_again(files: Sequence[tuple[str, str]]) -> None:
    """Write down the digests (path and SHA-256) of pages that were printed anew because other items came or went."""
    for path, digest in files:
        PrintedFileRow.objects.filter(path_digest=short(path), path=path).update(sha256=digest)


@writes
def record_all(printed: Sequence[Printed]) -> None:
    """Write down the files of editions, in place of those of each item's printing before."""
    kept = {(each.item_id, short(path)): (each, path, sha256) for each in printed for path, sha256 in each.files}
    before = PrintedFileRow.objects.filter(item_id__in=[each.item_id for each in printed])
    gone = [row for row, *key in before.values_list("id", "item_id", "path_digest") if tuple(key) not in kept]
    PrintedFileRow.objects.filter(id__in=gone).delete()
    PrintedFileRow.objects.bulk_create(
        [
            PrintedFileRow(item_id=item_id, path=path, path_digest=key, revision=each.revision, sha256=sha256)
            for (item_id, key), (each, path, sha256) in kept.items()
        ],
        update_conflicts=True,
        unique_fields=["item", "path_digest"],
        update_fields=["revision", "sha256"],
    )


@writes
def mark_printed(printed: Sequence[tuple[int, int]], moment: dt.datetime) -> None:
    """Say that items (id, revision) stand in the public folder as decided; those decided anew stay to be printed."""
    rows = ItemRow.objects.filter(id__in=[item_id for item_id, _ in printed], stale=True, sealed=True)
    revisions = dict(printed)
    done = [row for row, revision in rows.values_list("id", "revision") if revisions[row] == revision]
    ItemRow.objects.filter(id__in=done, sealed=True).update(stale=False)
