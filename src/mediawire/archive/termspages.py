"""Pages that terms were read from: which are due, what they said, and whether a person has confirmed that.

know(sources, moment)                     rows for the addresses that sources' terms name
due(moment, limit, until) -> [TermsPage]  claimed until then
seen(reading) -> bool                     writes down a reading; True where it is not what was confirmed
missed(page_id, error, moment, again)     a page that could not be read
confirm(page_id, digest, by, moment)      a person has read the page as it stands
waiting(source_id) -> TermsPage | None    a page that waits to be confirmed
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence

from django.db.models import F

from mediawire.archive import alarms
from mediawire.archive.database import writes
from mediawire.archive.models import TermsPageRow
from mediawire.archive.packing import plain, short
from mediawire.model.errors import DecisionRefused, NotInArchive
from mediawire.model.source import Source

ALARM = "terms"
_LONGEST = 200_000  # characters of a page's text that are kept to show a difference


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TermsPage:
    """A watched page. `digest` is of its words as last read, `confirmed_digest` of those that the terms rest on."""

    id: int
    source_id: str
    url: str
    digest: str = ""
    text: str = ""
    confirmed_digest: str = ""
    confirmed_text: str = ""
    confirmed_by: str = ""
    confirmed_at: dt.datetime | None = None
    checked_at: dt.datetime | None = None
    changed_at: dt.datetime | None = None
    capture_id: int | None = None
    failures: int = 0
    last_error: str = ""

    @property
    def changed(self) -> bool:
        """Whether it no longer says what the terms rest on."""
        return bool(self.confirmed_digest) and self.digest != self.confirmed_digest


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TermsReading:
    """What a look at a page came to: its words, their digest, the capture, and when to look again."""

    page_id: int
    digest: str
    text: str
    moment: dt.datetime
    again: dt.datetime
    capture_id: int | None = None


@writes
def know(sources: Sequence[Source], moment: dt.datetime) -> None:
    """Make rows for the pages that sources' terms name; one that none names any more is retired with its alarm."""
    named = {(each.id, short(url)): url for each in sources for url in _addresses(each)}
    known = {(row.source_id, row.url_digest): row for row in TermsPageRow.objects.defer("text", "confirmed_text")}
    TermsPageRow.objects.bulk_create(
        [
            TermsPageRow(source_id=source_id, url=plain(url), url_digest=digest, next_due=moment)
            for (source_id, digest), url in named.items()
            if (source_id, digest) not in known
        ],
        ignore_conflicts=True,
    )
    for key, row in known.items():
        if (key in named) == (row.retired_at is not None):
            row.retired_at, row.next_due = (None, moment) if key in named else (moment, row.next_due)
            row.save(update_fields=["retired_at", "next_due"])
    for source_id in {source_id for source_id, _ in known}:
        _tell(source_id, moment)


def _addresses(source: Source) -> Iterator[str]:
    for layer in source.terms.layers:
        if layer.basis.url.startswith(("http://", "https://")):
            yield layer.basis.url


@writes
def due(moment: dt.datetime, limit: int, until: dt.datetime) -> list[TermsPage]:
    """Pages to be looked at, the longest waiting first; they are not handed out again before `until`."""
    waiting = TermsPageRow.objects.filter(retired_at=None, next_due__lte=moment).order_by("next_due", "id")
    rows = list(waiting.select_for_update(skip_locked=True)[:limit])
    if not rows:
        return []
    TermsPageRow.objects.filter(id__in=[row.id for row in rows]).update(next_due=until)
    return [_page(row) for row in rows]


@writes
def seen(reading: TermsReading) -> bool:
    """Write down a reading. The first is the snapshot that the terms rest on; a later one may differ from it."""
    row = _row(reading.page_id)
    if row.digest != reading.digest:
        row.changed_at = reading.moment if row.digest else None
    row.digest, row.text = reading.digest, plain(reading.text)[:_LONGEST]
    if not row.confirmed_digest:
        row.confirmed_digest, row.confirmed_text = row.digest, row.text
    row.capture_id = reading.capture_id or row.capture_id
    row.checked_at, row.next_due, row.failures, row.last_error = reading.moment, reading.again, 0, ""
    row.save()
    _tell(row.source_id, reading.moment)
    return row.digest != row.confirmed_digest


@writes
def missed(page_id: int, error: str, moment: dt.datetime, again: dt.datetime) -> None:
    """Write down that a page could not be read. What it said last stands."""
    row = _row(page_id)
    row.failures += 1
    row.last_error, row.checked_at, row.next_due = plain(error), moment, again
    row.save(update_fields=["failures", "last_error", "checked_at", "next_due"])


@writes
def confirm(page_id: int, digest: str, by: str, moment: dt.datetime) -> None:
    """A person has read the page as it stands and says that the source's terms fit it.

    Raises DecisionRefused where the page has changed since they saw it, NotInArchive where there is no such page.
    """
    row = _row(page_id)
    if row.digest != digest:
        raise DecisionRefused(
            "the page of terms has changed again", where=row.url, remedy="Read it as it stands now, then confirm."
        )
    row.confirmed_digest, row.confirmed_text = row.digest, row.text
    row.confirmed_by, row.confirmed_at = plain(by), moment
    row.save(update_fields=["confirmed_digest", "confirmed_text", "confirmed_by", "confirmed_at"])
    _tell(row.source_id, moment)


def waiting(source_id: str) -> TermsPage | None:
    """A page of a source's terms that has changed and that nobody has confirmed yet; None where none has."""
    return next((page for page in pages(source_id) if page.changed), None)


def unconfirmed() -> frozenset[str]:
    """The sources of which a page of terms has changed and waits to be confirmed, in one query."""
    changed = TermsPageRow.objects.filter(retired_at=None).exclude(digest=F("confirmed_digest"))
    return frozenset(changed.exclude(confirmed_digest="").values_list("source_id", flat=True))


def pages(source_id: str = "") -> list[TermsPage]:
    """The pages watched, by source; those of one source where its id is given."""
    rows = TermsPageRow.objects.filter(retired_at=None).order_by("source_id", "id")
    return [_page(row) for row in (rows.filter(source_id=source_id) if source_id else rows)]


def _tell(source_id: str, moment: dt.datetime) -> None:
    """One alarm a source while a page of its terms waits to be confirmed."""
    page = waiting(source_id)
    if page is None:
        alarms.clear(ALARM, source_id)
    else:
        what = f"The page of its terms has changed ({page.url}). Nothing of it is printed unattended until an editor"
        alarms.raise_alarm(ALARM, source_id, f"{what} has read the page and confirmed the terms.", moment)


def _row(page_id: int) -> TermsPageRow:
    row = TermsPageRow.objects.filter(id=page_id).first()
    if row is None:
        raise NotInArchive("no such page of terms is watched", where=f"terms page {page_id}", remedy="Look at its id.")
    return row


def _page(row: TermsPageRow) -> TermsPage:
    return TermsPage(**{field.name: getattr(row, field.name) for field in dataclasses.fields(TermsPage)})
