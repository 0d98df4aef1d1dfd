"""Reports: revisions, what the stages add, stories that merge, candidates, quarantine."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from mediawire.archive import items, leads, reports
from mediawire.archive.captures import CaptureStore
from mediawire.model.errors import NotInArchive, PageBeyondLimits
from mediawire.model.headline import Headline, Objection, Severity
from mediawire.model.item import DecisionKind
from mediawire.model.report import Block, BlockKind, Corroboration, Span, Stated
from mediawire.model.sourcing import Chain, Link, SourceKind
from mediawire.model.story import Copy, StoryAssignment
from tests.contract import samples
from tests.contract.samples import (
    DAY,
    FULL,
    NOW,
    OTHER,
    SOURCE,
    changed,
    decision,
    exchange,
    kept_report,
    later,
    report,
)


def test_a_report_comes_back_whole(store: CaptureStore) -> None:
    told = report(language="en", headline=Stated(value="NUL \x00 and \ud800", origin="h1"))
    row = kept_report(store, told)
    assert reports.load_report(row) == told
    assert reports.latest(told.id) == (row, told)


def test_a_revision_is_made_where_words_or_headline_differ(store: CaptureStore) -> None:
    told = report()
    row = kept_report(store, told)
    assert kept_report(store, dataclasses.replace(told, retrieved_at=later(5))) == row
    second = kept_report(store, changed(told, "Other words."))
    third = kept_report(
        store, dataclasses.replace(changed(told, "Other words."), headline=Stated(value="Other", origin="h1"))
    )
    assert [(known, each.revision) for known, each in reports.revisions(told.id)] == [(row, 1), (second, 2), (third, 3)]
    back = kept_report(store, told)
    assert reports.load_report(back).revision == 4, "what goes back is a revision too"


def test_many_are_kept_at_once(store: CaptureStore) -> None:
    ids = leads.found([samples.lead(number) for number in range(5)], NOW).new
    kept = store.keep_all([(exchange(f"{number}"), SOURCE.id) for number in range(5)])
    told = [report(number) for number in range(5)]
    readings = [
        reports.Reading(lead_id=lead_id, capture_id=capture_id, report=each)
        for lead_id, (capture_id, _), each in zip(ids, kept, told, strict=True)
    ]
    rows = reports.keep_reports([*readings, readings[0]], NOW)
    assert rows[5] == rows[0]
    assert list(reports.load_reports(rows).values()) == told
    assert reports.keep_reports(readings, later(1)) == rows[:5], "a step that is run again makes nothing new"
    states = reports.lead_states(rows)
    assert [states[row].id for row in rows[:5]] == list(ids)
    assert [states[row].capture_id for row in rows[:5]] == [capture_id for capture_id, _ in kept]
    assert reports.captures_of(rows) == {row: reports.capture_of(row) for row in rows}


def test_what_the_stages_found_out(store: CaptureStore) -> None:
    row = kept_report(store)
    assert reports.load_judgement(row) == reports.Judgement()
    chain = Chain(links=(Link(name="Reuters", kind=SourceKind.AGENCY),))
    objection = Objection(kind="figure", severity=Severity.BLOCK, start=0, end=4, why="is not in the body")
    reports.keep_chain(row, chain)
    reports.keep_corroboration(row, Corroboration(degree=0.75))
    reports.keep_copies(row, [Copy(a="a", b="b", containment=0.5)])
    reports.keep_story(row, StoryAssignment(report_id="a", story_id="s1", new=True))
    for _ in range(2):
        reports.keep_proposal(row, [Headline(text="Lock shut")], [objection])
    judged = reports.load_judgement(row)
    assert judged.chain == chain
    assert judged.corroboration == Corroboration(degree=0.75)
    assert judged.copies == (Copy(a="a", b="b", containment=0.5),)
    assert (judged.story_id, judged.assignment.new) == ("s1", True)
    assert (judged.proposals, judged.objections) == ((Headline(text="Lock shut"),), (objection,))


def test_stories_merge_for_all_their_reports_and_keep_their_names(store: CaptureStore) -> None:
    rows = [kept_report(store, number=number) for number in range(4)]
    for row, story in zip(rows[:3], ("s1", "s2", "s3"), strict=True):
        reports.keep_story(row, _story(story))
    reports.keep_story(rows[3], _story("s2", "s3"))
    assert _stories(rows) == ["s1", "s2", "s2", "s2"]
    for _ in range(2):
        reports.keep_story(rows[3], _story("s1", "s2"))
    assert _stories(rows) == ["s1"] * 4
    assert [reports.story(name) for name in ("s1", "s2", "s3", "s9")] == ["s1", "s1", "s1", "s9"]
    reports.keep_story(rows[0], _story("s3"))
    assert _stories(rows) == ["s1"] * 4, "who still uses an old name means the merged story"
    reports.keep_story(rows[0], _story("s2", "s1"))
    assert _stories(rows) == ["s1"] * 4, "merged the other way: one already"


def _story(name: str, *merged: str) -> StoryAssignment:
    return StoryAssignment(report_id="r", story_id=name, new=False, merged=merged)


def _stories(rows: list[int]) -> list[str]:
    return [each.story_id for each in reports.load_judgements(rows).values()]


def test_an_item_names_whose_text_it_carries(store: CaptureStore) -> None:
    theirs = report(1, source=OTHER)
    kept_report(store, theirs, source=OTHER)
    ours = report(2)
    row = kept_report(store, ours, 2)
    reports.keep_copies(
        row, [Copy(a=ours.id, b=theirs.id, containment=1.0), Copy(a=theirs.id, b=ours.id, containment=1.0)]
    )
    reports.keep_chain(row, Chain(links=(Link(name="dpa", kind=SourceKind.AGENCY),)))
    item_id = items.take(row, SOURCE, samples.headline(), FULL, decision(DecisionKind.TAKE))
    item = items.load_item(item_id)
    assert (item.copy_of, item.chain.links[0].name) == (("Lerna Post",), "dpa")
    assert reports.judgement_of_item(item_id).chain == item.chain
    assert reports.telling_of_item(item_id) == reports.telling_of_item(item_id)
    assert reports.telling_of_item(item_id).report == item.report


def test_candidates_are_recent_latest_and_others(store: CaptureStore) -> None:
    old = report(1, published=samples.StatedTime(moment=NOW - 5 * DAY, wording="", origin="feed"))
    near = report(2)
    for each, number in ((old, 1), (near, 2)):
        kept_report(store, each, number)
    kept_report(store, changed(near, "The second reading."), 2)
    me = report(3)
    row = kept_report(store, me, 3)
    reports.keep_story(row, _story("mine"))
    [found] = reports.candidates(me, dt.timedelta(days=3), 10)
    assert (found.report_id, found.text, found.published) == (near.id, "The second reading.", near.published.moment)
    assert [each.report_id for each in reports.candidates(me, dt.timedelta(days=9), 10)] == [near.id, old.id]
    assert [each.report_id for each in reports.candidates(me, dt.timedelta(days=9), 1)] == [near.id]
    [seen] = [each for each in reports.candidates(near, dt.timedelta(days=3), 9) if each.report_id == me.id]
    assert (seen.story_id, seen.headline, seen.source_id) == ("mine", me.headline.value, SOURCE.id)


def test_quarantine_keeps_the_reason_until_the_page_can_be_read(store: CaptureStore) -> None:
    lead_id = samples.found_one()
    capture_id, _ = store.keep(exchange(url="https://courier.example/moved"), SOURCE.id)
    error = PageBeyondLimits("deeper than 400 elements", where="https://courier.example/moved")
    for minutes in (1, 2):
        reports.quarantine(lead_id, capture_id, error, later(minutes))
    [told] = reports.quarantined(9)
    assert (told.url, told.code, told.reason) == ("https://courier.example/moved", "beyond-limits", str(error))
    assert (told.at, reports.quarantined_count()) == (later(2), 1)
    reports.quarantine(lead_id, None, error, later(3))
    assert reports.quarantined_count() == 2
    reports.keep_report(lead_id, capture_id, report(), later(4))
    assert reports.quarantined(9) == []


def test_what_is_not_there_is_named(database: None) -> None:
    for call in (reports.load_report, reports.capture_of, reports.telling_of_item, reports.judgement_of_item):
        with pytest.raises(NotInArchive):
            call(4711)
    assert reports.latest("nothing") is None


def test_long_texts_and_many_blocks(store: CaptureStore) -> None:
    blocks = tuple(
        Block(kind=BlockKind.PARAGRAPH, text=f"صفحة {number} " * 20, span=Span(number, number + 1))
        for number in range(300)
    )
    told = report(blocks=blocks)
    assert reports.load_report(kept_report(store, told)) == told
