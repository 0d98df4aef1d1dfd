"""The demo's planted changes and chains: all of them are found, and no others."""

import dataclasses
import tomllib
from importlib import resources

import pytest

from mediawire import sourcing, stories
from mediawire.demo import planted
from mediawire.demo.texts import FURNITURE, DemoReport, PartKind, reports
from mediawire.model.report import Block, BlockKind, Report, Span, Stated
from mediawire.model.sourcing import Outlet, SourceKind
from mediawire.model.story import Candidate, Change, Telling

KINDS = {
    PartKind.PARAGRAPH: BlockKind.PARAGRAPH,
    PartKind.HEADING: BlockKind.HEADING,
    PartKind.QUOTATION: BlockKind.QUOTATION,
    PartKind.ITEM: BlockKind.LIST_ITEM,
    PartKind.ROW: BlockKind.TABLE_ROW,
    PartKind.NOTE: BlockKind.CORRECTION,
}


@pytest.fixture(scope="module")
def tellings(report: object) -> dict[str, Telling]:
    listed = tomllib.loads((resources.files("mediawire.demo") / "outlets.toml").read_text("utf-8"))["outlet"]
    outlets = [Outlet(id=each["id"], name=each["name"], kind=SourceKind(each.get("kind", "outlet"))) for each in listed]
    shipped = sourcing.gazetteer_of((resources.files("mediawire.sourcing") / "data" / "outlets.tsv").read_text("utf-8"))
    gazetteer = sourcing.extended(shipped, outlets)
    languages = {each["id"]: each.get("language", "en") for each in listed}
    found = {}
    for each in reports():
        outlet = each.key.split("/")[0]
        made = dataclasses.replace(read(each, report), source_id=outlet, language=languages[outlet])
        found[each.key] = Telling(report=made, chain=sourcing.trace(made, gazetteer))
    return found


def read(each: DemoReport, report: object) -> Report:
    """A report of the demo in its last state, without its furniture."""
    blocks = tuple(
        Block(kind=KINDS[part.kind], text=corrected(each, part.text), span=Span(0, 0))
        for part in each.parts
        if part.kind not in FURNITURE
    )
    made = report(each.key, headline=corrected(each, each.title), blocks=blocks)  # type: ignore[operator]
    assert isinstance(made, Report)
    credit = Stated(value=each.credit, origin="text") if each.credit else None
    return dataclasses.replace(made, agency_credit=credit)


def corrected(each: DemoReport, text: str) -> str:
    for before, after in each.replacements:
        text = text.replace(before, after)
    return text


def pairs() -> list[tuple[str, str]]:
    told = [(change.a, change.b) for change in planted.changes()] + [(trap.a, trap.b) for trap in planted.not_changes()]
    told += [(story.origins[0], other) for story in planted.stories() for other in story.tellings[1:]]
    return list(dict.fromkeys(told))


def touches(one: str, other: str) -> bool:
    """Do two passages share a sentence or one the other?"""
    if not one or not other:
        return False
    return one in other or other in one or any(len(each) > 12 and each in other for each in one.split(". "))


@pytest.mark.parametrize(("a", "b"), pairs())
def test_all_planted_changes_are_found_and_no_others(tellings: dict[str, Telling], a: str, b: str) -> None:
    found = stories.changes(tellings[a], tellings[b])
    for wanted in (change for change in planted.changes() if (change.a, change.b) == (a, b)):
        hit = next((each for each in found if is_it(each, wanted)), None)
        assert hit is not None, (wanted, found)
        found.remove(hit)
    assert found == []


def is_it(found: Change, wanted: planted.Change) -> bool:
    if (found.kind, found.detail) != (wanted.kind, wanted.detail):
        return False
    return touches(found.a_text, wanted.a_text) or touches(found.b_text, wanted.b_text)


@pytest.mark.parametrize("key", list(planted.chains()))
def test_the_chains(tellings: dict[str, Telling], key: str) -> None:
    links = tellings[key].chain.links
    assert tuple((link.name, link.kind) for link in links) == planted.chains()[key]


def test_the_copies(tellings: dict[str, Telling]) -> None:
    window = stories.Window(days=3)
    found = []
    for telling in tellings.values():
        copies = stories.copies(telling.report, window.near(telling.report))
        found += [(copy.b, copy.a) for copy in copies if copy.containment > 0.99]
        window.add(candidate_of(telling.report))
    assert {frozenset(pair) for pair in found} == {frozenset(pair) for pair in planted.copies()}


def candidate_of(report: Report) -> Candidate:
    return Candidate(
        report_id=report.id,
        source_id=report.source_id,
        published=report.retrieved_at,
        headline=report.headline.value,
        text=report.text,
    )
