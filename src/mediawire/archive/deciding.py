"""Taking reports as items, deciding about them, and following what their sources change.

The state machine, in full:

    queued    publish→live  hold→held  withhold→withheld  kill→killed  correct
    held      publish→live  take→queued  withhold→withheld  kill→killed  correct
    live      correct  withhold→withheld  kill→killed
    withheld  publish→live  hold→held  kill→killed  correct
    killed    erase (everything that is kept of it; from any other state too)

A decision is written beside those before it and never changed. The same decision (kind, by, at, why) twice is once.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.db import IntegrityError, transaction
from django.db.models import Q

from mediawire.archive import pictures
from mediawire.archive.database import writes
from mediawire.archive.indexing import index, index_all, leave
from mediawire.archive.itemvalues import items_of, no_item
from mediawire.archive.models import DecisionRow, ItemRow, PendingRow, ReportRow
from mediawire.archive.packing import pack, plain, short, unpack
from mediawire.archive.quotas import Month, Quota
from mediawire.model.errors import DecisionRefused, NotInArchive
from mediawire.model.headline import Headline
from mediawire.model.item import Decision, DecisionKind, Item, ItemState
from mediawire.model.permission import Permission
from mediawire.model.settings import Rule
from mediawire.model.source import Extent, Source

MOVES: dict[ItemState, dict[DecisionKind, ItemState]] = {
    ItemState.QUEUED: {
        DecisionKind.PUBLISH: ItemState.LIVE,
        DecisionKind.HOLD: ItemState.HELD,
        DecisionKind.WITHHOLD: ItemState.WITHHELD,
        DecisionKind.KILL: ItemState.KILLED,
        DecisionKind.ERASE: ItemState.KILLED,
        DecisionKind.CORRECT: ItemState.QUEUED,
    },
    ItemState.HELD: {
        DecisionKind.PUBLISH: ItemState.LIVE,
        DecisionKind.TAKE: ItemState.QUEUED,
        DecisionKind.WITHHOLD: ItemState.WITHHELD,
        DecisionKind.KILL: ItemState.KILLED,
        DecisionKind.ERASE: ItemState.KILLED,
        DecisionKind.CORRECT: ItemState.HELD,
    },
    ItemState.LIVE: {
        DecisionKind.CORRECT: ItemState.LIVE,
        DecisionKind.WITHHOLD: ItemState.WITHHELD,
        DecisionKind.KILL: ItemState.KILLED,
        DecisionKind.ERASE: ItemState.KILLED,
    },
    ItemState.WITHHELD: {
        DecisionKind.PUBLISH: ItemState.LIVE,
        DecisionKind.HOLD: ItemState.HELD,
        DecisionKind.KILL: ItemState.KILLED,
        DecisionKind.ERASE: ItemState.KILLED,
        DecisionKind.CORRECT: ItemState.WITHHELD,
    },
    ItemState.KILLED: {DecisionKind.ERASE: ItemState.KILLED},
}
_ARRIVALS = {
    DecisionKind.TAKE: ItemState.QUEUED,
    DecisionKind.HOLD: ItemState.HELD,
    DecisionKind.PUBLISH: ItemState.LIVE,
    DecisionKind.WITHHOLD: ItemState.WITHHELD,
}
# Shorter texts may stand in two reports of one source that are not the same ("Live now."): then headlines count.
_TELLING = 200


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """A report that is to become an item."""

    row_id: int
    source: Source
    headline: Headline
    permission: Permission
    decision: Decision
    quota: Quota | None = None


def take(row_id: int, source: Source, headline: Headline, permission: Permission, decision: Decision) -> int | None:
    """Make the item of a report revision; see `take_all`."""
    taking = Taking(row_id=row_id, source=source, headline=headline, permission=permission, decision=decision)
    return take_all([taking])[0]


@writes
def take_all(takings: Sequence[Taking]) -> list[int | None]:
    """Make items, in the state that their decisions say; gives their ids in order.

    Where the report, or the same words from the same source, are an item already, in whatever state, that one's id is
    given and nothing is changed. None: the terms permit nothing of it, and the decision was to print.
    """
    rows = ReportRow.objects.defer("data").in_bulk([each.row_id for each in takings])
    for taking in takings:
        if taking.row_id not in rows:
            raise NotInArchive("no such report is kept", where=f"report row {taking.row_id}", remedy="Look at its id.")
    known, month = _Known(rows.values()), Month()
    new: list[tuple[ItemRow, Taking]] = []
    taken: list[ItemRow | int | None] = []
    for taking in takings:
        row = rows[taking.row_id]
        item = known.of(row)
        if item is None and (item := _taken(taking, row, month)) is not None:
            known.add(row, item)
            new.append((item, taking))
        taken.append(item)
    _entered(new, rows)
    return [each.id if isinstance(each, ItemRow) else each for each in taken]


class _Known:
    """Items of these reports, or of the same words from the same source; also those that are being made."""

    def __init__(self, rows: Iterable[ReportRow]) -> None:
        ids = [row.report_id for row in rows]
        digests = [row.content_digest for row in rows]
        found = ItemRow.objects.filter(Q(report_id__in=ids) | Q(content_digest__in=digests)).order_by("-id")
        self._reports: dict[str, ItemRow | int] = {}
        self._words: dict[tuple[str, ...], ItemRow | int] = {}
        columns = ("id", "report_id", "source_id", "content_digest", "row__headline")
        for item_id, report_id, source_id, digest, headline in found.values_list(*columns):
            self._reports[report_id] = item_id
            self._words[source_id, digest] = self._words[source_id, digest, headline] = item_id

    def of(self, row: ReportRow) -> ItemRow | int | None:
        """The item of this report, or of its words."""
        same = self._reports.get(row.report_id)
        if same is not None or not row.text:
            return same
        words = (row.source_id, row.content_digest)
        return self._words.get(words if len(row.text) >= _TELLING else (*words, row.headline))

    def add(self, row: ReportRow, item: ItemRow) -> None:
        """Know an item that is being made."""
        words = (row.source_id, row.content_digest)
        self._reports[row.report_id] = self._words[words] = self._words[(*words, row.headline)] = item


def _taken(taking: Taking, row: ReportRow, month: Month) -> ItemRow | None:
    state = _ARRIVALS.get(taking.decision.kind)
    if state is None:
        raise DecisionRefused(
            f"a report cannot arrive by {taking.decision.kind.value}", where=row.url, remedy="Take, hold or publish it."
        )
    if state is ItemState.LIVE and taking.permission.extent is Extent.NOTHING:
        return None
    item = _new_item(taking, row, state)
    if state is ItemState.LIVE:
        _permit(item, month.within(row.source_id, taking.permission, taking.quota, taking.decision.at))
        _refuse_unattributed(item)
    return item


def _entered(new: Sequence[tuple[ItemRow, Taking]], rows: Mapping[int, ReportRow]) -> None:
    ItemRow.objects.bulk_create([item for item, _ in new])
    for item, taking in new:
        if item.state == ItemState.LIVE.value:
            pictures.want(item, taking.decision.at)
    DecisionRow.objects.bulk_create([_decision_row(item, taking.decision) for item, taking in new])
    usable = [item for item, _ in new if item.state != ItemState.WITHHELD.value]
    index_all([(item, rows[item.row_id].text) for item in usable])


def _new_item(taking: Taking, row: ReportRow, state: ItemState) -> ItemRow:
    live = state is ItemState.LIVE
    item = ItemRow(
        source_id=row.source_id,
        report_id=row.report_id,
        source_name=plain(taking.source.name),
        state=state.value,
        stale=live,
        live_at=taking.decision.at if live else None,
        release_at=_release(taking) if state is ItemState.QUEUED else None,
    )
    _stand_on(item, row)
    _permit(item, taking.permission)
    _head(item, taking.headline)
    return item


def _release(taking: Taking) -> dt.datetime | None:
    """When a report that its source's rule would print may be printed, where its terms have it wait."""
    begins = taking.permission.not_before
    waits = taking.source.rule is Rule.PUBLISH and begins is not None and begins > taking.decision.at
    return begins if waits else None


def _stand_on(item: ItemRow, row: ReportRow) -> None:
    item.row_id = row.id
    item.url = row.url
    item.url_digest = short(row.url)
    item.content_digest = row.content_digest
    item.retrieved_at = row.retrieved_at


def _permit(item: ItemRow, permission: Permission) -> None:
    item.permission = pack(permission)
    item.permission_until = permission.until


def _head(item: ItemRow, headline: Headline) -> None:
    item.headline = pack(headline)
    item.headline_text = plain(headline.text)


def _refuse_unattributed(item: ItemRow) -> None:
    """P4 in words; the table's own constraint refuses it too."""
    missing = [
        word
        for word, text in (
            ("source name", item.source_name),
            ("URL", item.url),
            ("headline", item.headline_text),
        )
        if not text.strip()
    ]
    if missing:
        raise DecisionRefused(
            f"nothing is printed without its {', '.join(missing)}",
            where=f"item {item.id}" if item.id else item.url,
            remedy="Complete the source in wire.toml, or read the page again.",
        )


def _decision_row(item: ItemRow, decision: Decision) -> DecisionRow:
    return DecisionRow(
        item=item,
        kind=decision.kind.value,
        by=plain(decision.by),
        at=decision.at,
        why=plain(decision.why),
        headline=pack(decision.headline) if decision.headline else "",
    )


@writes
def decide(item_id: int, decision: Decision, permission: Permission | None = None, quota: Quota | None = None) -> Item:
    """Carry out a decision; raises DecisionRefused where the item's state does not let it, NotInArchive.

    A permission handed in takes the place of the one that the item had, within the quota.
    """
    item = _locked(item_id)
    if not _decided_before(item, decision):
        state = _next_state(item, decision)
        if permission is not None:
            _permit(item, Month().within(item.source_id, permission, quota, decision.at, item_id))
        if decision.headline is not None:
            _head(item, decision.headline)
        _move(item, state, decision)
    return items_of([item])[0]


@writes
def release(item_id: int, decision: Decision, permission: Permission, quota: Quota | None = None) -> bool:
    """Carry out what became of an item whose terms have begun; once, whoever asks. False: it was settled before.

    Only a decision to publish moves it; any other leaves it with the desk.
    """
    item = _locked(item_id)
    if item.state != ItemState.QUEUED.value or item.release_at is None:
        return False
    if decision.kind is DecisionKind.PUBLISH:
        _permit(item, Month().within(item.source_id, permission, quota, decision.at, item_id))
        _move(item, ItemState.LIVE, decision)
    else:
        item.release_at = None
        _saved(item)
    return True


@writes
def permit(item_id: int, permission: Permission) -> None:
    """Let a new permission stand for an item that is not on the wire; one that is keeps what it was printed under."""
    item = _locked(item_id)
    if item.state not in (ItemState.LIVE.value, ItemState.KILLED.value):
        _permit(item, permission)
        _saved(item)


def _locked(item_id: int) -> ItemRow:
    item = ItemRow.objects.select_for_update().filter(id=item_id).first()
    if item is None:
        raise no_item(item_id)
    return item


def _decided_before(item: ItemRow, decision: Decision) -> bool:
    last = DecisionRow.objects.filter(item=item).order_by("-id").values_list("kind", "by", "at", "why").first()
    return last == (decision.kind.value, plain(decision.by), decision.at, plain(decision.why))


def _next_state(item: ItemRow, decision: Decision) -> ItemState:
    state = MOVES[ItemState(item.state)].get(decision.kind)
    if state is None:
        raise DecisionRefused(
            f"an item that is {item.state} cannot be decided so ({decision.kind.value})",
            where=f"item {item.id}",
            remedy="Somebody may have decided meanwhile: look at its state.",
        )
    return state


def _move(item: ItemRow, state: ItemState, decision: Decision) -> None:
    """Write a decision, the item's new state, what is to be printed for it, and what may be found."""
    was = item.state
    item.state = state.value
    item.release_at = None
    if state is ItemState.LIVE:
        _refuse_unattributed(item)
        item.live_at = item.live_at or decision.at
    item.revised_why = decision.why if decision.kind is DecisionKind.CORRECT else item.revised_why
    if "live" in (was, item.state) or (state is ItemState.KILLED and item.revision > 0 and was != item.state):
        _to_print(item)
    _saved(item)
    if state is ItemState.LIVE:
        pictures.want(item, decision.at)
    _decision_row(item, decision).save(force_insert=True)
    if state in (ItemState.WITHHELD, ItemState.KILLED):
        leave(item.id)
    else:
        index(item)


def _to_print(item: ItemRow) -> None:
    """What is printed is not what was decided any more; an item that was never sealed has nothing to take back."""
    item.version += 1
    item.sealed = False
    item.stale = item.state == ItemState.LIVE.value or item.revision > 0


def _saved(item: ItemRow) -> None:
    try:
        with transaction.atomic():
            item.save(force_update=True)
    except IntegrityError as error:
        raise DecisionRefused(
            "the same words from the same address are on the wire already",
            where=f"item {item.id}",
            remedy="Withhold the other item first, or leave this one.",
        ) from error


@writes
def revise(item_id: int, row_id: int, decision: Decision, headline: Headline | None = None) -> Item:
    """Let an item carry a newer revision of its report; a change that waited for the desk is settled by it.

    Without a headline a source's headline becomes the new revision's, a house headline stays. Raises DecisionRefused
    for a killed item, NotInArchive.
    """
    item = _locked(item_id)
    if item.row_id == row_id and _decided_before(item, decision):
        return items_of([item])[0]
    row = ReportRow.objects.defer("data").filter(id=row_id, report_id=item.report_id).first()
    if row is None:
        raise NotInArchive("no such revision of its report is kept", where=f"item {item_id}", remedy="Look at its id.")
    state = _next_state(item, decision)
    _stand_on(item, row)
    _head(item, headline or decision.headline or _following(item, row))
    _move(item, state, decision)
    PendingRow.objects.filter(item=item, row_id__lte=row_id).delete()
    return items_of([item])[0]


def _following(item: ItemRow, row: ReportRow) -> Headline:
    before = unpack(Headline, item.headline)
    return dataclasses.replace(before, text=row.headline) if before.author == "source" else before


@writes
def pending_revision(item_id: int, row_id: int, moment: dt.datetime) -> None:
    """Keep a source's change for the desk; a later change takes the place of an earlier one."""
    PendingRow.objects.update_or_create(
        item_id=item_id, defaults={"row_id": row_id}, create_defaults={"row_id": row_id, "at": moment}
    )


@writes
def drop_pending(item_id: int) -> None:
    """The desk keeps what is printed: nothing waits any more."""
    PendingRow.objects.filter(item_id=item_id).delete()
