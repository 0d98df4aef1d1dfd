"""What the stages found out about a report's revision: each keeps its own part beside the others'."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from mediawire.archive.database import rewrite, writes
from mediawire.archive.models import ItemRow, JudgementRow, ReportRow, StoryMergeRow
from mediawire.archive.packing import pack, pack_lately, unpack, unpack_all, unpack_lately
from mediawire.model.errors import NotInArchive
from mediawire.model.headline import Headline, Objection
from mediawire.model.report import Corroboration, Report
from mediawire.model.sourcing import Chain
from mediawire.model.story import Copy, StoryAssignment, Telling


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was found out about a revision so far; what no stage has said yet is empty."""

    chain: Chain = dataclasses.field(default_factory=Chain)
    corroboration: Corroboration | None = None
    copies: tuple[Copy, ...] = ()
    story_id: str = ""
    assignment: StoryAssignment | None = None
    proposals: tuple[Headline, ...] = ()
    objections: tuple[Objection, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """House headlines that were proposed, the first one first, and what speaks against that."""

    headlines: tuple[Headline, ...] = ()
    objections: tuple[Objection, ...] = ()


@writes
def _keep(parts: Mapping[int, Mapping[str, str]]) -> None:
    _store(parts)


def _store(parts: Mapping[int, Mapping[str, str]]) -> None:
    """Write the same columns of several judgements in one statement."""
    if parts:
        columns = sorted(next(iter(parts.values())))
        JudgementRow.objects.bulk_create(
            [JudgementRow(report_id=row, **told) for row, told in parts.items()],
            update_conflicts=True,
            unique_fields=["report"],
            update_fields=columns,
        )


def keep_chain(row: int, chain: Chain) -> None:
    """Keep who a report leans on."""
    keep_chains({row: chain})


def keep_chains(chains: Mapping[int, Chain]) -> None:
    """Keep who reports lean on, by row."""
    _keep({row: {"chain": pack_lately(chain)} for row, chain in chains.items()})


def keep_corroboration(row: int, corroboration: Corroboration) -> None:
    """Keep how well a reading is borne out."""
    keep_corroborations({row: corroboration})


def keep_corroborations(corroborations: Mapping[int, Corroboration]) -> None:
    """Keep how well readings are borne out, by row."""
    _keep({row: {"corroboration": pack(each)} for row, each in corroborations.items()})


def keep_copies(row: int, copies: Sequence[Copy]) -> None:
    """Keep whose text a report carries."""
    keep_copies_all({row: copies})


def keep_copies_all(copies: Mapping[int, Sequence[Copy]]) -> None:
    """Keep whose text reports carry, by row."""
    _keep({row: {"copies": pack(tuple(each))} for row, each in copies.items()})


def keep_proposal(row: int, headlines: Sequence[Headline], objections: Sequence[Objection]) -> None:
    """Keep the house headlines proposed, and what speaks against the first."""
    keep_proposals({row: Proposal(headlines=tuple(headlines), objections=tuple(objections))})


def keep_proposals(proposals: Mapping[int, Proposal]) -> None:
    """Keep house headlines and objections, by row."""
    _keep(
        {
            row: {"proposals": pack(each.headlines), "objections": pack(each.objections)}
            for row, each in proposals.items()
        }
    )


def keep_story(row: int, assignment: StoryAssignment) -> None:
    """Keep which story a report belongs to."""
    keep_stories({row: assignment})


@writes
def keep_stories(assignments: Mapping[int, StoryAssignment]) -> None:
    """Keep which stories reports belong to, by row. Merged stories are one from here on, for all their reports."""
    if not assignments:
        return
    for each in assignments.values():
        merge({old: each.story_id for old in each.merged if old != each.story_id}, bridge=each.report_id)
    into = _followed({each.story_id for each in assignments.values()})
    stories = {row: into.get(each.story_id, each.story_id) for row, each in assignments.items()}
    rewrite(ReportRow, {row: {"story_id": story_id} for row, story_id in stories.items()})
    _store({row: {"assignment": pack(each)} for row, each in assignments.items()})


def merge(merges: Mapping[str, str], bridge: str = "") -> None:
    """Make stories one, by the old name of each; `bridge` is the report that is near to them all."""
    if not merges:
        return
    into = _followed(set(merges.values()))
    for old, new in merges.items():
        kept = into.get(new, new)
        if kept == old:
            continue  # merged the other way before: both names are one already
        ReportRow.objects.filter(story_id=old).update(story_id=kept)
        StoryMergeRow.objects.filter(into=old).update(into=kept)
        StoryMergeRow.objects.update_or_create(story_id=old, defaults={"into": kept, "bridge": bridge})


def _followed(story_ids: set[str]) -> dict[str, str]:
    return dict(StoryMergeRow.objects.filter(story_id__in=story_ids).values_list("story_id", "into"))


def story(story_id: str) -> str:
    """The name that a story goes by now, after merges."""
    return _followed({story_id}).get(story_id, story_id)


def load_judgement(row: int) -> Judgement:
    """What was found out about one revision."""
    return load_judgements([row])[row]


def load_judgements(rows: Sequence[int]) -> dict[int, Judgement]:
    """What was found out about revisions, by row; an empty judgement where no stage has said anything."""
    stories = dict(ReportRow.objects.filter(id__in=rows).values_list("id", "story_id"))
    kept = JudgementRow.objects.in_bulk(rows)
    return {row: _judgement(kept.get(row), stories.get(row, "")) for row in rows}


def _judgement(row: JudgementRow | None, story_id: str) -> Judgement:
    if row is None:
        return Judgement(story_id=story_id)
    return Judgement(
        chain=unpack_lately(Chain, row.chain) if row.chain else Chain(),
        corroboration=unpack(Corroboration, row.corroboration) if row.corroboration else None,
        copies=unpack_all(Copy, row.copies),
        story_id=story_id,
        assignment=unpack(StoryAssignment, row.assignment) if row.assignment else None,
        proposals=unpack_all(Headline, row.proposals),
        objections=unpack_all(Objection, row.objections),
    )


def judgement_of_item(item_id: int) -> Judgement:
    """What was found out about the revision that an item carries; raises NotInArchive."""
    return load_judgement(_row_of_item(item_id))


def telling_of_item(item_id: int) -> Telling:
    """The report that an item carries, with its chain; raises NotInArchive."""
    row = _row_of_item(item_id)
    data = ReportRow.objects.values_list("data", flat=True).get(id=row)
    return Telling(report=unpack(Report, data), chain=load_judgement(row).chain)


def _row_of_item(item_id: int) -> int:
    row = ItemRow.objects.filter(id=item_id).values_list("row_id", flat=True).first()
    if row is None:
        raise NotInArchive("there is no such item", where=f"item {item_id}", remedy="Look at its number.")
    return row
