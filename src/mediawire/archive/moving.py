"""Reports that change their story: parted from it, or brought into another, by an editor or by a rule.

move(report_ids, story_id, ...)      give reports to a story; one that was merged away comes back under its old name
join(story_id, into, ...)            an editor's word that two stories are one
moves(after) -> [Move] ; moves_of(report_id)   in the order made; whoever groups reports follows them
last() -> id                         of the latest move
heeded(assignment) -> assignment     an editor's word goes before a rule's
bridged(report_ids) -> {story}       stories that reports joined, which may hang together by them alone
members_of(story, but) -> [Candidate]
unprinted() -> [Move] ; mark_printed(ids) ; parted({story}) -> {story: [story]}
"""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Q, QuerySet

from mediawire.archive.database import writes
from mediawire.archive.judgements import merge, story
from mediawire.archive.models import ReportRow, StoryMergeRow, StoryMoveRow
from mediawire.archive.packing import plain
from mediawire.model.story import Candidate, StoryAssignment

RULE = "rule:"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A report that went from one story to another: by whom ("rule:..." for a rule), when, and why."""

    report_id: str
    was: str
    story_id: str
    by: str
    at: dt.datetime
    why: str = ""
    id: int = 0


@writes
def move(report_ids: Sequence[str], story_id: str, by: str, why: str, moment: dt.datetime) -> None:
    """Give reports, in all their revisions, to a story. What stands there already is left alone."""
    rows = ReportRow.objects.filter(report_id__in=report_ids).exclude(story_id=story_id)
    was = dict(rows.order_by("revision").values_list("report_id", "story_id"))
    StoryMergeRow.objects.filter(story_id=story_id).delete()
    rows.update(story_id=story_id)
    _keep([(name, was[name]) for name in report_ids if name in was], story_id, (by, why), moment)


@writes
def join(story_id: str, into: str, by: str, why: str, moment: dt.datetime) -> None:
    """Make two stories one, under the name of the second; the first one's page leads there."""
    kept = story(into)
    if story_id == kept:
        return
    names = list(ReportRow.objects.filter(story_id=story_id).values_list("report_id", flat=True).distinct())
    merge({story_id: kept})
    _keep([(name, story_id) for name in names], kept, (by, why), moment)


def _keep(moved: Iterable[tuple[str, str]], story_id: str, told: tuple[str, str], moment: dt.datetime) -> None:
    by, why = map(plain, told)
    StoryMoveRow.objects.bulk_create(
        StoryMoveRow(report_id=name, was=was, story_id=story_id, by=by, why=why, at=moment) for name, was in moved
    )


def moves(after: int = 0) -> list[Move]:
    """What was moved since the move of that id."""
    return _told(StoryMoveRow.objects.filter(id__gt=after))


def last() -> int:
    """The id of the latest move; 0 where nothing was ever moved."""
    return StoryMoveRow.objects.order_by("-id").values_list("id", flat=True).first() or 0


def moves_of(report_id: str) -> list[Move]:
    """How a report has been moved."""
    return _told(StoryMoveRow.objects.filter(report_id=report_id))


def _told(rows: QuerySet[StoryMoveRow]) -> list[Move]:
    return [
        Move(id=row.id, report_id=row.report_id, was=row.was, story_id=row.story_id, by=row.by, at=row.at, why=row.why)
        for row in rows.order_by("id")
    ]


def heeded(assignment: StoryAssignment) -> StoryAssignment:
    """What a rule says of a report's story, less what an editor has said otherwise.

    A report that an editor moved stays, and stories that an editor parted are not merged again.
    """
    said = StoryMoveRow.objects.exclude(by__startswith=RULE)
    placed = said.filter(report_id=assignment.report_id).order_by("-id").first()
    if placed is not None:
        name = story(placed.story_id)
        return dataclasses.replace(assignment, story_id=name, new=False, merged=())
    if not assignment.merged:
        return assignment
    names = (assignment.story_id, *assignment.merged)
    pairs = said.filter(was__in=names, story_id__in=names).values_list("was", "story_id")
    kept = {frozenset(pair) for pair in pairs}
    merged = tuple(each for each in assignment.merged if frozenset((each, assignment.story_id)) not in kept)
    return dataclasses.replace(assignment, merged=merged)


def bridged(report_ids: Collection[str]) -> set[str]:
    """The stories into which others were merged because one of these reports was near to both."""
    rows = StoryMergeRow.objects.filter(bridge__in=report_ids).exclude(bridge="")
    return set(rows.values_list("into", flat=True))


def members_of(story_id: str, but: str = "") -> list[Candidate]:
    """The reports of a story, each in its latest revision, oldest first; one of them left out."""
    columns = ("report_id", "source_id", "published", "headline", "text", "story_id")
    rows = ReportRow.objects.filter(story_id=story_id).exclude(report_id=but).order_by("revision")
    latest = {values[0]: Candidate(**dict(zip(columns, values, strict=True))) for values in rows.values_list(*columns)}
    return sorted(latest.values(), key=lambda each: (each.published, each.report_id))


def unprinted() -> list[Move]:
    """Moves that no page tells yet."""
    return _told(StoryMoveRow.objects.filter(printed=False))


@writes
def mark_printed(move_ids: Sequence[int]) -> None:
    """The pages of their stories tell these moves."""
    StoryMoveRow.objects.filter(id__in=move_ids).update(printed=True)


def parted(story_ids: Collection[str]) -> Mapping[str, list[str]]:
    """For each story those that reports were parted from it into, or that its own reports were parted from."""
    rows = StoryMoveRow.objects.filter(Q(was__in=story_ids) | Q(story_id__in=story_ids)).order_by("id")
    found: dict[str, dict[str, None]] = collections.defaultdict(dict)
    for was, now in rows.values_list("was", "story_id"):
        for mine, other in ((was, now), (now, was)):
            if mine in story_ids and other:
                found[mine][other] = None
    return {each: list(others) for each, others in found.items()}
