"""Reports in their revisions, and what the stages found out about them. Rows are named by their ids.

    keep_reports([Reading], moment) -> [row]      a new revision where words or headline differ from the latest
    load_reports(rows), latest(report_id), revisions(report_id), lead_states(rows)
    keep_chains, keep_corroborations, keep_copies_all, keep_stories, keep_proposals; load_judgements(rows)
    candidates(report, window, limit)             recent reports that a new one may be a copy of, or of one story with
    quarantine(...), quarantined(limit)           captures that could not become reports

Verbs in the singular are the plural ones for one row.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from mediawire.archive import leads
from mediawire.archive.database import writes
from mediawire.archive.finding import address_key
from mediawire.archive.gathering import candidates
from mediawire.archive.judgements import (
    Judgement,
    Proposal,
    judgement_of_item,
    keep_chain,
    keep_chains,
    keep_copies,
    keep_copies_all,
    keep_corroboration,
    keep_corroborations,
    keep_proposal,
    keep_proposals,
    keep_stories,
    keep_story,
    load_judgement,
    load_judgements,
    story,
    telling_of_item,
)
from mediawire.archive.models import CaptureRow, LeadKeyRow, LeadRow, QuarantineRow, ReportRow
from mediawire.archive.packing import pack_lately, plain, unpack, unpack_lately
from mediawire.model.errors import NotInArchive, WireError
from mediawire.model.report import Report

__all__ = [
    "Judgement",
    "Proposal",
    "Quarantined",
    "Reading",
    "candidates",
    "judgement_of_item",
    "keep_chain",
    "keep_chains",
    "keep_copies",
    "keep_copies_all",
    "keep_corroboration",
    "keep_corroborations",
    "keep_proposal",
    "keep_proposals",
    "keep_report",
    "keep_reports",
    "keep_stories",
    "keep_story",
    "latest",
    "lead_states",
    "load_judgement",
    "load_judgements",
    "load_report",
    "load_reports",
    "quarantine",
    "quarantined",
    "quarantined_count",
    "revisions",
    "story",
    "telling_of_item",
]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A report as read from a capture of a lead."""

    lead_id: int | None
    capture_id: int
    report: Report


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """A page that did not become a report, with the reason."""

    id: int
    lead_id: int
    capture_id: int | None
    source_id: str
    url: str
    code: str
    reason: str
    at: dt.datetime


def keep_report(lead_id: int | None, capture_id: int, report: Report, moment: dt.datetime) -> int:
    """Keep one reading; gives the row of its revision, which is the latest one's where nothing differs."""
    return keep_reports([Reading(lead_id=lead_id, capture_id=capture_id, report=report)], moment)[0]


@writes
def keep_reports(readings: Sequence[Reading], moment: dt.datetime) -> list[int]:
    """Keep readings; gives a row for each, in order. Words and headline as in the latest revision: that one's row."""
    known = _latest([each.report.id for each in readings])
    fresh: list[tuple[int, ReportRow]] = []
    for place, reading in enumerate(readings):
        before = known.get(reading.report.id)
        if before is None or _differs(before, reading.report):
            row = _row(reading, before.revision + 1 if before else 1, moment)
            known[reading.report.id] = row
            fresh.append((place, row))
    ReportRow.objects.bulk_create([row for _, row in fresh])
    _settle(readings)
    made = {place: row.id for place, row in fresh}
    return [made.get(place, known[each.report.id].id) for place, each in enumerate(readings)]


def _latest(report_ids: Sequence[str]) -> dict[str, ReportRow]:
    rows = ReportRow.objects.filter(report_id__in=report_ids).order_by("revision")
    light = rows.only("id", "report_id", "revision", "content_digest", "headline")
    return {row.report_id: row for row in light}


def _differs(before: ReportRow, report: Report) -> bool:
    return before.content_digest != report.content_digest or before.headline != plain(report.headline.value)


def _row(reading: Reading, revision: int, moment: dt.datetime) -> ReportRow:
    report = reading.report
    return ReportRow(
        report_id=report.id,
        revision=revision,
        source_id=report.source_id,
        lead_id=reading.lead_id,
        capture_id=reading.capture_id,
        url=plain(report.url),
        headline=plain(report.headline.value),
        content_digest=report.content_digest,
        published=report.published.moment if report.published else report.retrieved_at,
        retrieved_at=report.retrieved_at,
        language=report.language[:64],
        view=report.view,
        text=plain(report.text),
        data=pack_lately(dataclasses.replace(report, revision=revision)),
        made_at=moment,
    )


def _settle(readings: Sequence[Reading]) -> None:
    """Names under which a notice may speak of these reports; and what was in quarantine before is read now."""
    names = [
        LeadKeyRow(source_id=each.report.source_id, key=address_key(url), lead_id=each.lead_id)
        for each in readings
        if each.lead_id is not None
        for url in dict.fromkeys((each.report.url, each.report.canonical))
        if url
    ]
    LeadKeyRow.objects.bulk_create(names, ignore_conflicts=True)
    read = [each.lead_id for each in readings if each.lead_id is not None]
    QuarantineRow.objects.filter(lead_id__in=read, resolved=False).update(resolved=True)


def load_reports(rows: Sequence[int]) -> dict[int, Report]:
    """Reports by row; raises NotInArchive for a row that is not there."""
    found = dict(ReportRow.objects.filter(id__in=rows).values_list("id", "data"))
    for row in rows:
        if row not in found:
            raise NotInArchive("no such report is kept", where=f"report row {row}", remedy="Look at its id.")
    return {row: unpack_lately(Report, found[row]) for row in rows}


def load_report(row: int) -> Report:
    """One report; raises NotInArchive."""
    return load_reports([row])[row]


def recent_of(source_id: str, limit: int) -> list[Report]:
    """The last reports of a source, the latest first."""
    rows = ReportRow.objects.filter(source_id=source_id).order_by("-id").values_list("data", flat=True)
    return [unpack(Report, data) for data in rows[:limit]]


def latest(report_id: str) -> tuple[int, Report] | None:
    """The newest revision of a report and its row; None where there is none."""
    found = revisions(report_id)
    return found[-1] if found else None


def revisions(report_id: str) -> list[tuple[int, Report]]:
    """All revisions of a report with their rows, the oldest first."""
    rows = ReportRow.objects.filter(report_id=report_id).order_by("revision").values_list("id", "data")
    return [(row, unpack(Report, data)) for row, data in rows]


def lead_states(rows: Sequence[int]) -> dict[int, leads.LeadState]:
    """The leads of reports by report row, each with the capture that the report was read from."""
    found = ReportRow.objects.filter(id__in=rows, lead__isnull=False).values_list("id", "lead_id", "capture_id")
    pairs = {row: (lead_id, capture_id) for row, lead_id, capture_id in found if lead_id is not None}
    states = {state.id: state for state in leads.states([lead_id for lead_id, _ in pairs.values()])}
    return {
        row: dataclasses.replace(states[lead_id], capture_id=capture_id) for row, (lead_id, capture_id) in pairs.items()
    }


def capture_of(row: int) -> int:
    """The capture that a report was read from; raises NotInArchive."""
    found = ReportRow.objects.filter(id=row).values_list("capture_id", flat=True).first()
    if found is None:
        raise NotInArchive("no such report is kept", where=f"report row {row}", remedy="Look at its id.")
    return found


def captures_of(rows: Sequence[int]) -> dict[int, int]:
    """The captures that reports were read from, by report row."""
    return dict(ReportRow.objects.filter(id__in=rows).values_list("id", "capture_id"))


@writes
def quarantine(lead_id: int, capture_id: int | None, error: WireError, moment: dt.datetime) -> int:
    """Keep the reason why a capture did not become a report; once for each capture."""
    lead = LeadRow.objects.only("source_id", "url").get(id=lead_id)
    address = CaptureRow.objects.filter(id=capture_id or 0).values_list("url", flat=True).first()
    told = {"code": error.code, "reason": plain(str(error)), "at": moment, "resolved": False}
    row, _ = QuarantineRow.objects.update_or_create(
        lead_id=lead_id,
        capture_id=capture_id,
        defaults=told | {"source_id": lead.source_id, "url": address or lead.url},
    )
    return row.id


def quarantined_count() -> int:
    """How many pages did not become reports."""
    return QuarantineRow.objects.filter(resolved=False).count()


def quarantined(limit: int) -> list[Quarantined]:
    """Pages that did not become reports, the latest first; those read well later are left out."""
    rows = QuarantineRow.objects.filter(resolved=False).order_by("-at", "-id")[:limit]
    return [
        Quarantined(
            id=row.id,
            lead_id=row.lead_id,
            capture_id=row.capture_id,
            source_id=row.source_id,
            url=row.url,
            code=row.code,
            reason=row.reason,
            at=row.at,
        )
        for row in rows
    ]
