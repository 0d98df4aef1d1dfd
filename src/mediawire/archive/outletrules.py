"""Confirmed pages and the outlet rules that they teach.

confirm(page, moment)                  an editor confirmed a page; a later confirmation of the page takes its place
confirmed(source_id) -> [ConfirmedPage]
due() -> [source id]                   sources with pages enough that were confirmed after their rule was learned
keep(taught)                           the rule, or why there is none; forget(source_id) takes both away
state(source_id) -> RuleState | None   rules(source_ids) -> {source id: OutletRule}
read(source_id, url, moment, held=)    a page was as the rule expects, or not; of several in a row the desk is told
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable

from mediawire.archive import alarms
from mediawire.archive.database import writes
from mediawire.archive.models import CaptureRow, ConfirmedPageRow, ItemRow, OutletRuleRow
from mediawire.archive.packing import plain, short
from mediawire.model.errors import NotInArchive
from mediawire.model.report import Form, Gap, OutletRule, Reason, Span

ALARM = "redesign"
ENOUGH = 2  # confirmed pages that teach a rule
_IN_A_ROW = 2  # pages that are not as the rule expects, before the desk is told


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedPage:
    """A page whose published blocks an editor confirmed, as byte ranges of its capture's payload."""

    source_id: str
    url: str
    capture_id: int
    spans: tuple[Span, ...]
    confirmed_by: str
    confirmed_at: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RuleState:
    """A source's rule as it stands. `account` says in a sentence what it does for the pages that it was learned from.

    An empty `text`: nothing was learned, and `account` says why.
    """

    source_id: str
    text: str
    account: str
    pages: int
    learned_at: dt.datetime
    missed: int = 0


def capture_of(item_id: int) -> int:
    """The id of the capture that an item's present revision was read from. Raises NotInArchive."""
    told = ItemRow.objects.filter(id=item_id).values_list("row__capture_id", flat=True).first()
    if told is None:
        raise NotInArchive("there is no such item", where=f"item {item_id}", remedy="Look at its number.")
    return int(told)


@writes
def confirm(page: ConfirmedPage) -> None:
    """Write down what an editor confirmed."""
    ConfirmedPageRow.objects.update_or_create(
        source_id=page.source_id,
        url_digest=short(page.url),
        defaults={
            "url": plain(page.url),
            "capture_id": page.capture_id,
            "spans": json.dumps([[span.start, span.end, [[g.start, g.end] for g in span.gaps]] for span in page.spans]),
            "confirmed_by": plain(page.confirmed_by),
            "confirmed_at": page.confirmed_at,
        },
    )


def confirmed(source_id: str) -> list[ConfirmedPage]:
    """The confirmed pages of a source whose captures are still kept, the latest first."""
    rows = list(ConfirmedPageRow.objects.filter(source_id=source_id).order_by("-confirmed_at", "-id"))
    kept = set(CaptureRow.objects.filter(id__in=[row.capture_id for row in rows]).values_list("id", flat=True))
    return [_page(row) for row in rows if row.capture_id in kept]


def _page(row: ConfirmedPageRow) -> ConfirmedPage:
    return ConfirmedPage(
        source_id=row.source_id,
        url=row.url,
        capture_id=row.capture_id,
        spans=tuple(_span(*told) for told in json.loads(row.spans)),
        confirmed_by=row.confirmed_by,
        confirmed_at=row.confirmed_at,
    )


def _span(start: int, end: int, gaps: list[list[int]]) -> Span:
    return Span(start, end, Form.HTML, tuple(Gap(first, last, Reason.FURNITURE) for first, last in gaps))


def due() -> list[str]:
    """Sources with pages enough of which one was confirmed since their rule was learned, or which have none."""
    learned = dict(OutletRuleRow.objects.values_list("source_id", "learned_at"))
    pages: dict[str, list[dt.datetime]] = {}
    for source_id, moment in ConfirmedPageRow.objects.values_list("source_id", "confirmed_at"):
        pages.setdefault(source_id, []).append(moment)
    return sorted(
        source_id
        for source_id, moments in pages.items()
        if len(moments) >= ENOUGH and (source_id not in learned or max(moments) > learned[source_id])
    )


@writes
def keep(taught: RuleState) -> None:
    """Keep what was learned; an alarm about the rule before it is closed."""
    OutletRuleRow.objects.update_or_create(
        source_id=taught.source_id,
        defaults={
            "text": taught.text,
            "account": plain(taught.account),
            "pages": taught.pages,
            "learned_at": taught.learned_at,
            "missed": 0,
        },
    )
    alarms.clear(ALARM, taught.source_id)


@writes
def forget(source_id: str) -> None:
    """Read a source without a rule again: its rule and its confirmed pages are gone."""
    OutletRuleRow.objects.filter(source_id=source_id).delete()
    ConfirmedPageRow.objects.filter(source_id=source_id).delete()
    alarms.clear(ALARM, source_id)


def state(source_id: str) -> RuleState | None:
    """A source's rule as it stands, or None where nobody has taught one."""
    row = OutletRuleRow.objects.filter(source_id=source_id).first()
    return RuleState(**{each.name: getattr(row, each.name) for each in dataclasses.fields(RuleState)}) if row else None


def rules(source_ids: Iterable[str]) -> dict[str, OutletRule]:
    """The rules of sources, where they have one."""
    rows = OutletRuleRow.objects.filter(source_id__in=set(source_ids)).exclude(text="")
    return {
        row.source_id: OutletRule(source_id=row.source_id, learned_at=row.learned_at.date(), text=row.text)
        for row in rows
    }


@writes
def read(source_id: str, url: str, moment: dt.datetime, *, held: bool) -> None:
    """A page of a source with a rule was read: as the rule expects, or not. Several in a row are told to the desk."""
    row = OutletRuleRow.objects.filter(source_id=source_id).first()
    if row is None or (held and not row.missed):
        return
    row.missed = 0 if held else row.missed + 1
    row.save(update_fields=["missed"])
    if held:
        alarms.clear(ALARM, source_id)
    elif row.missed >= _IN_A_ROW:
        what = f"{row.missed} pages in a row are not as its outlet rule expects (the last: {url}). The general reader"
        alarms.raise_alarm(ALARM, source_id, f"{what} reads them. Confirm two new pages at the desk.", moment)
