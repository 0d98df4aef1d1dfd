"""Candidates: recent reports that a new one may be a copy of, or of one story with.

Words do not change once they are stored, so a process keeps those that it has read; only names and stories are asked
for again.
"""

from __future__ import annotations

import collections
import datetime as dt
import threading
from collections.abc import Sequence

from mediawire.archive.models import ReportRow
from mediawire.model.report import Report
from mediawire.model.story import Candidate

_HELD = 2000  # texts a process holds, of some kilobytes each


class _Texts:
    """Headline and text of report rows, read once. The digest in the key keeps apart what a database counts anew."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._held: collections.OrderedDict[tuple[int, str], tuple[str, str]] = collections.OrderedDict()
        self._lock = threading.Lock()

    def of(self, keys: Sequence[tuple[int, str]]) -> dict[int, tuple[str, str]]:
        """Headline and text by row."""
        with self._lock:
            found = {key: self._held[key] for key in keys if key in self._held}
        missing = [key for key in keys if key not in found]
        if missing:
            rows = ReportRow.objects.filter(id__in=[row for row, _ in missing])
            read = {
                (row, digest): (headline, text)
                for row, digest, headline, text in rows.values_list("id", "content_digest", "headline", "text")
            }
            self._keep(read)
            found |= read
        return {row: told for (row, _), told in found.items()}

    def _keep(self, read: dict[tuple[int, str], tuple[str, str]]) -> None:
        with self._lock:
            self._held.update(read)
            while len(self._held) > self._size:
                self._held.popitem(last=False)

    def forget(self) -> None:
        """Hold nothing: after an erasure."""
        with self._lock:
            self._held.clear()


_texts = _Texts(_HELD)


def candidates(report: Report, window: dt.timedelta, limit: int) -> list[Candidate]:
    """The latest revisions of other reports published around this one, the newest first, at most `limit`."""
    moment = report.published.moment if report.published else report.retrieved_at
    rows = ReportRow.objects.filter(published__gte=moment - window, published__lte=moment + window)
    rows = rows.exclude(report_id=report.id).order_by("-published", "-id")
    light = list(
        rows.values_list("id", "report_id", "source_id", "published", "content_digest", "story_id", "revision")[
            : 2 * limit
        ]
    )
    latest: dict[str, tuple[int, int]] = {}
    for row, report_id, *_, revision in light:
        latest[report_id] = max(latest.get(report_id, (0, 0)), (revision, row))
    chosen = [each for each in light if latest[each[1]][1] == each[0]][:limit]
    texts = _texts.of([(row, digest) for row, _, _, _, digest, _, _ in chosen])
    return [
        Candidate(
            report_id=report_id,
            source_id=source_id,
            published=published,
            headline=texts[row][0],
            text=texts[row][1],
            story_id=story_id,
        )
        for row, report_id, source_id, published, _, story_id, _ in chosen
        if row in texts
    ]


def forget_texts() -> None:
    """Let go of the texts that this process holds: after an erasure."""
    _texts.forget()
