"""What the desk or the command line asks of the line.

ask(request) -> id ; load(ids) ; open_requests(limit) ; open_looks(limit)
open_for(item_id) ; answer(id, outcome, refused, moment)
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from mediawire.archive.database import any_row, writes
from mediawire.archive.models import RequestRow
from mediawire.archive.packing import pack, plain

LOOK = "preview"
"""The kind of request that decides nothing: a look at a page, for which no decision is to wait."""

# Asked several times a second, and almost always in vain: a short question before the long one.
_OPEN = "SELECT 1 FROM archive_request WHERE state = 'open' AND kind <> %s LIMIT 1"
_LOOKS = "SELECT 1 FROM archive_request WHERE state = 'open' AND kind = %s LIMIT 1"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A wish: what kind, about which item, by whom, when and why. `state` is open, done or refused."""

    kind: str
    by: str
    at: dt.datetime
    item_id: int | None = None
    why: str = ""
    details: Mapping[str, str] = dataclasses.field(default_factory=dict)
    id: int = 0
    state: str = "open"
    outcome: str = ""


@writes
def ask(request: Request) -> int:
    """Keep a request until the line carries it out; gives its id."""
    row = RequestRow.objects.create(
        kind=request.kind,
        item_id=request.item_id,
        by=plain(request.by),
        at=request.at,
        why=plain(request.why),
        details=pack(dict(request.details)),
    )
    return row.id


def load(request_ids: Sequence[int]) -> list[Request]:
    """Requests by their ids, in the order asked."""
    return _told(RequestRow.objects.filter(id__in=request_ids))


def open_requests(limit: int) -> list[Request]:
    """What waits to be carried out, the oldest first; looks at pages aside."""
    if not any_row(_OPEN, LOOK):
        return []
    rows = RequestRow.objects.filter(state="open").exclude(kind=LOOK).order_by("id")
    return [_request(row) for row in rows[:limit]]


def open_looks(limit: int) -> list[Request]:
    """The looks at pages that were asked for, the oldest first."""
    if not any_row(_LOOKS, LOOK):
        return []
    return [_request(row) for row in RequestRow.objects.filter(state="open", kind=LOOK).order_by("id")[:limit]]


def open_for(item_id: int) -> list[Request]:
    """What waits to be carried out about one item."""
    return _told(RequestRow.objects.filter(item_id=item_id, state="open"))


def _told(rows: QuerySet[RequestRow]) -> list[Request]:
    return [_request(row) for row in rows.order_by("id")]


def _request(row: RequestRow) -> Request:
    return Request(
        id=row.id,
        kind=row.kind,
        item_id=row.item_id,
        by=row.by,
        at=row.at,
        why=row.why,
        details=json.loads(row.details),
        state=row.state,
        outcome=row.outcome,
    )


@writes
def answer(request_id: int, outcome: str, refused: bool, moment: dt.datetime) -> None:
    """Close a request, done or refused, with what came of it; the first answer stands."""
    RequestRow.objects.filter(id=request_id, state="open").update(
        state="refused" if refused else "done", outcome=plain(outcome), answered_at=moment
    )
