"""The tellings of a story that the wire carries.

members(story_ids) -> {story id: [item id]}     printed, live items of each, the oldest report first
stories_of(report_ids) -> {story id}            the stories that reports belong to, in any revision
absorbed(story_ids) -> {old id: story id}       stories that turned out to be one of these
items_of_story(item_ids) -> [Item], [Teller]    items, with what `stories.ancestry` is told of each
known_tellers(story_id) -> [Teller]             also of what is not printed
told() -> {story id}                            stories with two printed, live items or more
"""

from __future__ import annotations

import collections
import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Count, Q

from mediawire.archive.database import chunks
from mediawire.archive.itemvalues import items_of
from mediawire.archive.judgements import load_judgements
from mediawire.archive.models import ItemRow, ReportRow, StoryMergeRow
from mediawire.model.item import Item
from mediawire.model.sourcing import Chain, SourceKind
from mediawire.model.story import Teller


def members(story_ids: Iterable[str]) -> dict[str, list[int]]:
    """Printed, live items of stories, the report published first ahead. Views comment on a story and tell none.

    What was decided anew and is not sealed yet is left out: it comes with its own printing.
    """
    found: dict[str, list[int]] = collections.defaultdict(list)
    told = _reports_of(story for story in story_ids if story)
    live = ItemRow.objects.filter(state="live", printed_at__isnull=False).exclude(Q(stale=True) & Q(sealed=False))
    rows = [row for some in chunks(list(told)) for row in live.filter(row_id__in=some).values_list("row_id", "id")]
    for row_id, item_id in sorted(rows, key=lambda row: (told[row[0]][1], row[1])):
        found[told[row_id][0]].append(item_id)
    return dict(found)


def _reports_of(story_ids: Iterable[str]) -> dict[int, tuple[str, dt.datetime]]:
    """The revisions of reports in stories, views left out: story and time of publication by row.

    Asked for apart from their items, by story: a join would begin with all items that are live.
    """
    columns = ("id", "story_id", "published")
    return {
        row: (story, published)
        for some in chunks(list(story_ids))
        for row, story, published in ReportRow.objects.filter(story_id__in=some, view=False).values_list(*columns)
    }


def stories_of(report_ids: Sequence[str]) -> set[str]:
    """The stories that reports belong to in any of their revisions."""
    found = {
        story
        for some in chunks(report_ids)
        for story in ReportRow.objects.filter(report_id__in=some).values_list("story_id", flat=True)
    }
    return found - {""}


def absorbed(story_ids: Iterable[str]) -> dict[str, str]:
    """Stories that were merged into these."""
    return {
        old: kept
        for some in chunks(list(story_ids))
        for old, kept in StoryMergeRow.objects.filter(into__in=some).values_list("story_id", "into")
    }


def told() -> set[str]:
    """Stories that a page tells: those of which two items or more are printed and live."""
    rows = ItemRow.objects.filter(state="live", printed_at__isnull=False, row__view=False).exclude(row__story_id="")
    counted = rows.values("row__story_id").annotate(tellings=Count("id")).filter(tellings__gte=2).order_by()
    return set(counted.values_list("row__story_id", flat=True))


def items_of_story(item_ids: Sequence[int]) -> tuple[list[Item], list[Teller]]:
    """Items whole, and the teller that each is, in the order asked; those that are gone are left out."""
    rows = ItemRow.objects.in_bulk(item_ids)
    there = [rows[item_id] for item_id in item_ids if item_id in rows]
    judgements = load_judgements([row.row_id for row in there])
    items = items_of(there)
    return items, [
        teller_of(item, [copy.b for copy in judgements[row.row_id].copies])
        for item, row in zip(items, there, strict=True)
    ]


def teller_of(item: Item, carries: Iterable[str]) -> Teller:
    """The teller that an item is; `carries` are ids of the reports whose text it has."""
    report = item.report
    published = report.published.moment if report.published else report.retrieved_at
    return _teller((report.id, item.source.name, report.language), published, item.chain, carries)


def _teller(told: tuple[str, str, str], published: dt.datetime, chain: Chain, carries: Iterable[str]) -> Teller:
    report_id, name, language = told
    behind = chain.links[1:]
    newsrooms = [link.name for link in behind[:1] if link.kind in (SourceKind.AGENCY, SourceKind.OUTLET)]
    return Teller(
        report_id=report_id,
        name=name,
        published=published,
        named=tuple(link.name for link in behind),
        newsroom="".join(newsrooms),
        carries=tuple(carries),
        untraced=not behind and language[:2].lower() not in ("", "en"),
    )


def known_tellers(story_id: str) -> list[Teller]:
    """The tellings of a story that the archive holds, printed or not, each in its latest revision."""
    latest: dict[str, ReportRow] = {}
    for row in ReportRow.objects.filter(story_id=story_id, view=False).select_related("source").order_by("revision"):
        latest[row.report_id] = row
    judgements = load_judgements([row.id for row in latest.values()])
    return [
        _teller(
            (row.report_id, row.source.name, row.language),
            row.published,
            judgements[row.id].chain,
            [copy.b for copy in judgements[row.id].copies],
        )
        for row in latest.values()
    ]
