"""The tellings of a story as the archive holds them, on both databases."""

from __future__ import annotations

from mediawire.archive import items, reports, tellings
from mediawire.archive.captures import CaptureStore
from mediawire.model.item import DecisionKind
from mediawire.model.sourcing import Chain, Link, SourceKind
from mediawire.model.story import Copy, StoryAssignment
from tests.contract import samples
from tests.contract.samples import FULL, OTHER, SOURCE, decision, headline, printed

PUBLISH, KILL = DecisionKind.PUBLISH, DecisionKind.KILL


def carried(store: CaptureStore, number: int, story: str, source: samples.Source = SOURCE) -> tuple[int, int]:
    """A printed item of a story, and its report row."""
    told = samples.report(number, words=f"{samples.WORDS} {number}", source=source)
    row = samples.kept_report(store, told, number=number, source=source)
    reports.keep_story(row, StoryAssignment(report_id=told.id, story_id=story, new=True))
    item_id = items.take(row, source, headline(), FULL, decision(PUBLISH))
    printed([item_id])
    return item_id, row


def test_members_are_printed_and_live(store: CaptureStore) -> None:
    first, _ = carried(store, 1, "lock")
    second, _ = carried(store, 2, "lock", OTHER)
    carried(store, 3, "ferry")
    assert {name: set(ids) for name, ids in tellings.members(["lock", "none", ""]).items()} == {"lock": {first, second}}
    assert tellings.told() == {"lock"}
    items.decide(second, decision(KILL, 1, "withdrawn"))
    assert tellings.members(["lock"]) == {"lock": [first]}
    assert tellings.told() == set()


def test_merged_stories_are_one_and_the_old_name_is_known(store: CaptureStore) -> None:
    first, _ = carried(store, 1, "old")
    second, row = carried(store, 2, "kept", OTHER)
    told = reports.load_report(row)
    reports.keep_story(row, StoryAssignment(report_id=told.id, story_id="kept", new=False, merged=("old",)))
    assert set(tellings.members(["kept"])["kept"]) == {first, second}
    assert tellings.members(["old"]) == {}
    assert tellings.absorbed(["kept"]) == {"old": "kept"}
    assert tellings.stories_of([told.id]) == {"kept"}


def test_a_teller_has_the_names_of_its_chain_and_what_it_carries(store: CaptureStore) -> None:
    _, row = carried(store, 1, "lock")
    second, other = carried(store, 2, "lock", OTHER)
    names = (("Lerna Post", SourceKind.OUTLET), ("Strait", SourceKind.AGENCY), ("a clerk", SourceKind.ANONYMOUS))
    reports.keep_chain(other, Chain(links=tuple(Link(name=name, kind=kind) for name, kind in names)))
    ids = [reports.load_report(each).id for each in (other, row)]
    reports.keep_copies(other, [Copy(a=ids[0], b=ids[1], containment=0.9)])
    (item,), (teller,) = tellings.items_of_story([second])
    assert item.id == second
    assert (teller.report_id, teller.name, teller.named) == (ids[0], "Lerna Post", ("Strait", "a clerk"))
    assert (teller.newsroom, teller.carries) == ("Strait", (ids[1],))
    assert [each.name for each in tellings.known_tellers("lock")] == ["Harbour Courier", "Lerna Post"]
