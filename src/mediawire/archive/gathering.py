"""Candidates: recent reports that a new one may be a copy of, or of one story with.

Words do not change once they are stored, so a process keeps those that it has read; only which rows they are and
their stories are asked for each time.
"""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
import threading
from collections.abc import Sequence

from mediawire.archive.models import ReportRow
from mediawire.model.report import Report
from mediawire.model.story import Candidate

_HELD = 2000  # reports of which a process holds the text, some kilobytes each
Key = tuple[int, str]


@dataclasses.dataclass(frozen=True, slots=True)
class _Held:
    """A report row as a candidate, with its revision; its story is the one that it had when it was read."""

    revision: int
    candidate: Candidate


class _Readings:
    """Report rows as candidates, read once. The digest in the key keeps apart what a database counts anew."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._held: collections.OrderedDict[Key, _Held] = collections.OrderedDict()
        self._lock = threading.Lock()

    def of(self, keys: Sequence[Key]) -> dict[Key, _Held]:
        """What is held or read under these keys."""
        with self._lock:
            found = {key: self._held[key] for key in keys if key in self._held}
        missing = [row for row, digest in keys if (row, digest) not in found]
        if missing:
            read = _read(missing)
            self._keep(read)
            found |= read
        return found

    def _keep(self, read: dict[Key, _Held]) -> None:
        with self._lock:
            self._held.update(read)
            while len(self._held) > self._size:
                self._held.popitem(last=False)

    def forget(self) -> None:
        """Hold nothing."""
        with self._lock:
            self._held.clear()


def _read(rows: Sequence[int]) -> dict[Key, _Held]:
    columns = (
        "id",
        "content_digest",
        "revision",
        "report_id",
        "source_id",
        "published",
        "headline",
        "text",
        "story_id",
    )
    return {
        (row, digest): _Held(
            revision,
            Candidate(
                report_id=report_id,
                source_id=source_id,
                published=published,
                headline=headline,
                text=text,
                story_id=story_id,
            ),
        )
        for row, digest, revision, report_id, source_id, published, headline, text, story_id in (
            ReportRow.objects.filter(id__in=rows).values_list(*columns)
        )
    }


_readings = _Readings(_HELD)


def candidates(report: Report, window: dt.timedelta, limit: int) -> list[Candidate]:
    """The latest revisions of other reports published around this one, the newest first, at most `limit`."""
    moment = report.published.moment if report.published else report.retrieved_at
    rows = ReportRow.objects.filter(published__gte=moment - window, published__lte=moment + window)
    rows = rows.exclude(report_id=report.id).order_by("-published", "-id")
    # Earlier revisions fall out below: some more are asked for than are wanted.
    light = list(rows.values_list("id", "content_digest", "story_id")[: limit + limit // 4 + 8])
    held = _readings.of([(row, digest) for row, digest, _ in light])
    latest: dict[str, int] = {}
    for each in held.values():
        latest[each.candidate.report_id] = max(latest.get(each.candidate.report_id, 0), each.revision)
    found = ((held[row, digest], story_id) for row, digest, story_id in light if (row, digest) in held)
    return [
        _as_of_now(each.candidate, story_id)
        for each, story_id in found
        if each.revision == latest[each.candidate.report_id]
    ][:limit]


def _as_of_now(candidate: Candidate, story_id: str) -> Candidate:
    return candidate if candidate.story_id == story_id else dataclasses.replace(candidate, story_id=story_id)


def forget_texts() -> None:
    """Let go of the texts that this process holds: after an erasure."""
    _readings.forget()
