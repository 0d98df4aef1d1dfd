"""Pictures that items are printed with: wanted when an item goes live, fetched once, kept as captures.

want(item, permission, moment)          an item goes live under a permission that covers pictures
due(moment, limit, lease)               claimed until the lease ends
kept(row_id, image, capture, moment)    it is there, in time; refused(row_id, why): it will not be
waiting(moment)                         items that wait for theirs, as a query
of_items(items)                         what is printed with each
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from mediawire.archive.database import writes
from mediawire.archive.models import ItemRow, PictureRow
from mediawire.archive.packing import pack, plain, unpack
from mediawire.model.item import PrintedPicture
from mediawire.model.permission import Permission
from mediawire.model.report import Picture
from mediawire.model.source import Extent

PATIENCE = dt.timedelta(minutes=2)  # that an item waits for its pictures
MOST = 3
_COVERED = '"printable":'


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A picture to be fetched: its row, its item's source, and where it is."""

    id: int
    source_id: str
    url: str
    place: int


def want(item: ItemRow, moment: dt.datetime) -> None:
    """Write down the pictures of an item that goes live; those of an earlier time that it still has stay."""
    if _COVERED not in item.permission:
        return
    permission = unpack(Permission, item.permission)
    if permission.extent is not Extent.FULL:
        return
    known = set(PictureRow.objects.filter(item=item).values_list("url", flat=True))
    new = [each for each in permission.printable[:MOST] if plain(each.url) not in known]
    PictureRow.objects.bulk_create(
        [
            PictureRow(item=item, place=place, url=plain(each.url), picture=pack(each), until=moment + PATIENCE)
            for place, each in enumerate(new, start=len(known) + 1)
        ],
        ignore_conflicts=True,
    )


@writes
def due(moment: dt.datetime, limit: int, lease: dt.datetime) -> list[Wanted]:
    """Pictures to be fetched now; they are not handed out again before the lease ends."""
    open_rows = PictureRow.objects.filter(state="due", until__gt=moment).exclude(leased_until__gt=moment)
    rows = list(open_rows.select_for_update(skip_locked=True, of=("self",)).order_by("id")[:limit])
    if not rows:
        return []
    PictureRow.objects.filter(id__in=[row.id for row in rows]).update(leased_until=lease)
    sources = dict(ItemRow.objects.filter(id__in=[row.item_id for row in rows]).values_list("id", "source_id"))
    return [Wanted(id=row.id, source_id=sources[row.item_id], url=row.url, place=row.place) for row in rows]


@writes
def kept(row_id: int, image: PrintedPicture, capture_id: int, moment: dt.datetime) -> bool:
    """A picture is there. False where its item has not waited for it: what is printed does not change by itself."""
    in_time = PictureRow.objects.filter(id=row_id, state="due", until__gt=moment)
    packed = pack(dataclasses.replace(image, picture=Picture(url=image.picture.url), capture=capture_id))
    return bool(in_time.update(state="kept", capture_id=capture_id, image=packed))


@writes
def refused(row_id: int, why: str) -> None:
    """A picture will not be there."""
    PictureRow.objects.filter(id=row_id, state="due").update(state="refused", reason=plain(why)[:500])


def waiting(moment: dt.datetime) -> QuerySet[PictureRow, Any]:
    """Items that wait for their pictures."""
    return PictureRow.objects.filter(state="due", until__gt=moment).values("item_id")


def of_items(rows: Iterable[ItemRow]) -> dict[int, tuple[PrintedPicture, ...]]:
    """The pictures that each item is printed with: those that its present permission covers, beside the full text."""
    covered = {row.id: row for row in rows if _COVERED in row.permission}
    if not covered:
        return {}
    told: dict[int, tuple[PrintedPicture, ...]] = {}
    for row in PictureRow.objects.filter(item_id__in=covered, state="kept").order_by("item_id", "place"):
        permission = unpack(Permission, covered[row.item_id].permission)
        picture = next((each for each in permission.printable if plain(each.url) == row.url), None)
        if picture is not None and permission.extent is Extent.FULL:
            image = dataclasses.replace(unpack(PrintedPicture, row.image), picture=picture)
            told[row.item_id] = (*told.get(row.item_id, ()), image)
    return told


@writes
def give_up() -> None:
    """Nothing waits for its pictures any longer."""
    PictureRow.objects.filter(state="due").update(state="refused", reason="not waited for")
