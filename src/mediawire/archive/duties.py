"""What the house owes sources for what it prints: due when, done by whom. Nothing is forgotten across restarts.

asked(items)                            duties that come before printing, of items that have just been taken
incur(items, moment)                    duties that printing brings, of items that have just been printed
done(duty_id, by, note, moment)         a person, or the line, has done it; what comes again is due again
rechecked(lead_id, moment)              the original of what a lead led to has been looked at
before_printing(item_id) -> bool        whether everything that comes before printing is done
open_duties(), latest(limit), overdue(moment)
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from mediawire.archive.database import writes
from mediawire.archive.itemvalues import item_for_lead
from mediawire.archive.models import DutyRow, ItemRow
from mediawire.archive.packing import plain
from mediawire.model.errors import NotInArchive
from mediawire.model.item import Item, ItemState
from mediawire.model.permission import Duty, Permission

BEFORE = "notify-before"
RECHECK = "recheck"
# Hours after printing within which a duty is to be done that names no time; what is none of these is no task.
_WITHIN = {"notify-after": 24, "notify-asked": 72, "readership": 30 * 24, RECHECK: 24}
_GONE = (ItemState.KILLED.value, ItemState.WITHHELD.value)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A duty of an item: `due_at` None where it comes before printing; `done_at` None where it is still owed."""

    id: int
    item_id: int
    source: str
    headline: str
    kind: str
    what: str
    due_at: dt.datetime | None = None
    done_at: dt.datetime | None = None
    done_by: str = ""
    note: str = ""


def owes_before(permission: Permission) -> bool:
    """Whether the source must be told before printing."""
    return any(each.kind == BEFORE for each in permission.duties)


@writes
def asked(item_ids: Iterable[int], permission: Permission) -> None:
    """Write down what comes before printing; the same twice is once."""
    told = [each for each in permission.duties if each.kind == BEFORE]
    DutyRow.objects.bulk_create(
        [DutyRow(item_id=item_id, kind=each.kind, what=each.what) for item_id in item_ids for each in told[:1]],
        ignore_conflicts=True,
    )


@writes
def incur(items: Iterable[Item], moment: dt.datetime) -> None:
    """Write down what printing brings; a later printing of the same item brings nothing anew."""
    rows = [row for item in items for row in _incurred(item, moment)]
    if rows:
        DutyRow.objects.bulk_create(rows, ignore_conflicts=True)


def _incurred(item: Item, moment: dt.datetime) -> Iterator[DutyRow]:
    by_kind: dict[str, list[Duty]] = {}
    for each in item.permission.duties:
        if each.kind in _WITHIN:
            by_kind.setdefault(each.kind, []).append(each)
    for kind, told in by_kind.items():
        hours = min(each.hours or _WITHIN[kind] for each in told)
        what = " ".join(dict.fromkeys(each.what for each in told))
        due = (item.printed_at or moment) + dt.timedelta(hours=hours)
        yield DutyRow(item_id=item.id, kind=kind, what=plain(what), due_at=due)


@writes
def done(duty_id: int, by: str, note: str, moment: dt.datetime) -> Owed:
    """Write down that a duty was done; the first who says so stands. Raises NotInArchive."""
    row = DutyRow.objects.select_for_update().filter(id=duty_id).first()
    if row is None:
        raise NotInArchive("there is no such duty", where=f"duty {duty_id}", remedy="Look at the list again.")
    if row.done_at is None:
        row.done_at, row.done_by, row.note = moment, plain(by), plain(note)
        row.save(force_update=True)
    return next(_owed(DutyRow.objects.filter(id=duty_id)))


@writes
def rechecked(lead_id: int, hours: int, moment: dt.datetime) -> None:
    """The line has looked at the original again: that turn is done, and the next is due so many hours from now."""
    item_id = item_for_lead(lead_id)
    if item_id is None:
        return
    rows = DutyRow.objects.select_for_update().filter(item_id=item_id, kind=RECHECK, done_at=None)
    row = rows.order_by("-turn").first()
    if row is None:
        return
    row.done_at, row.done_by = moment, "the line"
    row.save(force_update=True)
    again = moment + dt.timedelta(hours=hours)
    DutyRow.objects.create(item_id=item_id, kind=RECHECK, what=row.what, turn=row.turn + 1, due_at=again)
    DutyRow.objects.filter(item_id=item_id, kind=RECHECK, turn__lt=row.turn).delete()  # the latest two tell enough


def before_printing(item_id: int) -> bool:
    """Whether a person has said that the source was told before printing."""
    return DutyRow.objects.filter(item_id=item_id, kind=BEFORE).exclude(done_at=None).exists()


def open_duties() -> list[Owed]:
    """What is still owed: what comes before printing first, then by when it is due."""
    return list(_owed(_still_owed().order_by("due_at", "id")))


def latest(limit: int) -> list[Owed]:
    """What was done, the latest first."""
    return list(_owed(DutyRow.objects.exclude(done_at=None).order_by("-done_at", "-id")[:limit]))


def overdue(moment: dt.datetime) -> list[Owed]:
    """What should have been done by now."""
    return list(_owed(_still_owed().filter(due_at__lt=moment).order_by("due_at", "id")))


def of_item(item_id: int) -> list[Owed]:
    """All duties of an item, those still owed first."""
    return sorted(
        _owed(DutyRow.objects.filter(item_id=item_id).order_by("due_at", "id")), key=lambda each: bool(each.done_at)
    )


def _still_owed() -> QuerySet[DutyRow]:
    """Open duties. What left the wire is not looked at again, and nobody need be told that it will be printed."""
    rows = DutyRow.objects.filter(done_at=None)
    return rows.exclude(kind__in=(RECHECK, BEFORE), item__state__in=_GONE)


def _owed(rows: QuerySet[DutyRow]) -> Iterator[Owed]:
    for row in rows.select_related("item").only(
        "id", "item_id", "kind", "what", "due_at", "done_at", "done_by", "note", "item__source_name",
        "item__headline_text",
    ):  # fmt: skip
        item: ItemRow = row.item
        yield Owed(
            id=row.id, item_id=row.item_id, source=item.source_name, headline=item.headline_text, kind=row.kind,
            what=row.what, due_at=row.due_at, done_at=row.done_at, done_by=row.done_by, note=row.note,
        )  # fmt: skip
