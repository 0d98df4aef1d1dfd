"""Notices: what a source says of an earlier report, matched with the leads, reports and items that it is about."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence

from mediawire.archive.database import answers, chunks, marks, writes
from mediawire.archive.finding import address_key, key_of
from mediawire.archive.models import ItemRow, LeadKeyRow, NoticeKeyRow, NoticeRow, ReportRow
from mediawire.archive.packing import plain, short
from mediawire.model.feed import Notice, NoticeKind

# Asked of every report that comes in, and almost always without an answer: not through the mapper.
_ABOUT = """
    SELECT DISTINCT r.id, n.id, n.kind, n.target, n.wording
    FROM archive_report r
    JOIN archive_lead_key k ON k.lead_id = r.lead_id
    JOIN archive_notice_key a ON a.source_id = k.source_id AND a.key = k.key
    JOIN archive_notice n ON n.id = a.notice_id
    WHERE r.id IN ({}) ORDER BY n.id
"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A notice that came in: whether it is new, and the item that it is about, if we carry one."""

    new: bool
    item_id: int | None = None


@writes
def notice(source_id: str, notice: Notice, moment: dt.datetime, keys: Sequence[str] = ()) -> Heard:
    """Keep a notice, once, and find the item that it is about.

    `keys` are further names of the report meant ("guid:...", "url:..."), as identity has them; the target itself counts
    as an address and as an identifier.
    """
    names = _names(notice, keys)
    digest = short(notice.kind.value, notice.target or "", notice.wording, *sorted(keys))
    item_id = _item(source_id, names)
    if NoticeRow.objects.filter(source_id=source_id, digest=digest).exists():
        return Heard(new=False, item_id=item_id)
    row = NoticeRow.objects.create(
        source_id=source_id,
        kind=notice.kind.value,
        target=None if notice.target is None else plain(notice.target),
        wording=plain(notice.wording),
        digest=digest,
        heard_at=moment,
    )
    NoticeKeyRow.objects.bulk_create([NoticeKeyRow(source_id=source_id, key=name, notice=row) for name in names])
    return Heard(new=True, item_id=item_id)


def _names(notice: Notice, keys: Iterable[str]) -> list[str]:
    names = [key_of(key) for key in keys]
    if notice.target:
        names += [address_key(notice.target), key_of(f"guid:{notice.target}"), key_of(f"url:{notice.target}")]
    return list(dict.fromkeys(names))


def _item(source_id: str, names: Sequence[str]) -> int | None:
    leads = list(LeadKeyRow.objects.filter(source_id=source_id, key__in=names).values_list("lead_id", flat=True))
    reports = ReportRow.objects.filter(lead_id__in=leads).values("report_id")
    return ItemRow.objects.filter(report_id__in=reports).order_by("-id").values_list("id", flat=True).first()


def notices_about(row_ids: Sequence[int]) -> dict[int, list[Notice]]:
    """What sources have said of reports so far, the oldest first, by row; also what was said before we had a report.

    Of what nothing was said there is no entry.
    """
    found: dict[int, list[Notice]] = {}
    for some in chunks(row_ids):
        for row_id, _, kind, target, wording in answers(_ABOUT.format(marks(len(some))), *some):
            found.setdefault(row_id, []).append(Notice(kind=NoticeKind(kind), target=target, wording=wording))
    return found
