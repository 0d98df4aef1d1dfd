"""Reports that change their story, by an editor or because what joined two stories is gone, on both databases."""

from __future__ import annotations

import datetime as dt
import types

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from mediawire.archive import items, moving, reports, requests, tellings
from mediawire.archive.captures import CaptureStore
from mediawire.archive.models import ReportRow
from mediawire.archive.requests import Request
from mediawire.desk.context import DeskContext, install
from mediawire.line.errands import Errands
from mediawire.line.judge import Judge
from mediawire.model.errors import DecisionRefused, NotInArchive
from mediawire.model.item import DecisionKind
from mediawire.model.report import Report, Stated
from mediawire.model.settings import House
from mediawire.model.story import StoryAssignment
from tests.contract import samples
from tests.contract.samples import FULL, NOW, OTHER, SOURCE, decision, headline, printed
from tests.contract.test_judging import judge
from tests.unit.stories.test_parting import FERRY, MINE


def kept(store: CaptureStore, number: int, words: str, source: samples.Source = SOURCE) -> tuple[int, Report]:
    subjects = [
        subject for subject, text in (("Ferry aground at Ardal", FERRY), ("Kolm miners strike", MINE)) if text in words
    ]
    told = samples.report(number, words, source, headline=Stated(value=" and ".join(subjects), origin="h1"))
    row = samples.kept_report(store, told, number, source)
    return row, told


def story_of(report: Report) -> str:
    return str(
        ReportRow.objects.filter(report_id=report.id).order_by("-revision").values_list("story_id", flat=True)[0]
    )


def carried(store: CaptureStore, number: int, words: str, story: str, source: samples.Source = SOURCE) -> int:
    """A printed item of a story."""
    row, told = kept(store, number, words, source)
    reports.keep_story(row, StoryAssignment(report_id=told.id, story_id=story, new=True))
    item_id = items.take(row, source, headline(), FULL, decision(DecisionKind.PUBLISH))
    printed([item_id])
    return item_id


def errands() -> Errands:
    bench: Judge = judge()
    return Errands(types.SimpleNamespace(clock=lambda: NOW), bench)  # type: ignore[arg-type]


def wish(kind: str, item_id: int, **details: str) -> Request:
    return Request(kind=kind, by="ada", at=NOW, item_id=item_id, why="another pier", details=details)


def test_an_editor_parts_a_report_and_both_stories_are_to_be_printed(store: CaptureStore) -> None:
    first, second = carried(store, 1, FERRY, "ferry"), carried(store, 2, FERRY, "ferry", OTHER)
    errands()._decide(wish("apart", second), second)
    assert tellings.members(["ferry"]) == {"ferry": [first]}
    [move] = moving.unprinted()
    assert (move.was, move.by, move.why) == ("ferry", "ada", "another pier")
    assert items.load_item(second).story_id == move.story_id != "ferry"
    assert moving.parted({"ferry"}) == {"ferry": [move.story_id]}
    moving.mark_printed([move.id])
    assert moving.unprinted() == []
    assert moving.moves_of(move.report_id) == moving.moves(0)


def test_a_report_alone_cannot_be_parted(store: CaptureStore) -> None:
    only = carried(store, 1, FERRY, "ferry")
    with pytest.raises(DecisionRefused, match="no other report"):
        errands()._decide(wish("apart", only), only)


def test_an_editor_joins_two_stories_and_the_old_name_leads_to_the_new(store: CaptureStore) -> None:
    first, second = carried(store, 1, FERRY, "ferry"), carried(store, 2, MINE, "mine", OTHER)
    errands()._decide(wish("join", second, **{"with": str(first)}), second)
    assert set(tellings.members(["ferry"])["ferry"]) == {first, second}
    assert tellings.absorbed(["ferry"]) == {"mine": "ferry"}
    with pytest.raises(DecisionRefused, match="one story already"):
        errands()._decide(wish("join", second, **{"with": str(first)}), second)
    with pytest.raises(NotInArchive):
        errands()._decide(wish("join", second, **{"with": "99"}), second)


def test_what_an_editor_parted_no_rule_joins_again(store: CaptureStore) -> None:
    _, second = carried(store, 1, FERRY, "ferry"), carried(store, 2, FERRY, "ferry", OTHER)
    errands()._decide(wish("apart", second), second)
    own = items.load_item(second)
    again = StoryAssignment(report_id=own.report.id, story_id="ferry", new=False, merged=(own.story_id,))
    assert moving.heeded(again) == StoryAssignment(report_id=own.report.id, story_id=own.story_id, new=False)
    newcomer = StoryAssignment(report_id="third", story_id="ferry", new=False, merged=(own.story_id, "pier"))
    assert moving.heeded(newcomer).merged == ("pier",)


def test_a_new_report_joins_what_an_editor_parted_where_it_is_nearer(store: CaptureStore) -> None:
    bench = judge()
    rows = [kept(store, 1, FERRY)[0], kept(store, 2, FERRY, OTHER)[0]]
    bench.group(rows)
    second = reports.load_report(rows[1])
    moving.move([second.id], "parted", "ada", "another pier", NOW)
    third = kept(store, 3, f"{FERRY} {MINE}", OTHER)[0]
    bench.group([third])
    revised, _ = kept(store, 2, f"{FERRY} It was floated at noon.", OTHER)
    bench.group([revised])
    assert story_of(second) == "parted", "an editor's word holds for a later revision too"


def test_a_merged_story_comes_back_under_its_name_when_its_bridge_is_corrected(store: CaptureStore) -> None:
    bench = judge()
    ferry, first = kept(store, 1, FERRY)
    mine, second = kept(store, 2, MINE, OTHER)
    bench.group([ferry, mine])
    before = story_of(first), story_of(second)
    assert before[0] != before[1]
    bridge, both = kept(store, 3, f"{FERRY} {MINE}")
    kept_name, gone = before
    joined = StoryAssignment(report_id=both.id, story_id=kept_name, new=False, merged=(gone,))
    reports.keep_story(bridge, joined)
    assert story_of(second) == kept_name
    assert moving.bridged([both.id]) == {kept_name}
    corrected, _ = kept(store, 3, f"{FERRY} Nothing else happened.")
    bench.group([corrected])
    assert (story_of(first), story_of(second)) == before
    assert tellings.absorbed([kept_name]) == {}
    assert {each.by for each in moving.moves()} == {"rule:parted"}


def test_a_bridge_that_is_taken_back_joins_nothing(store: CaptureStore) -> None:
    first, second = carried(store, 1, FERRY, "ferry"), carried(store, 2, MINE, "mine", OTHER)
    third = carried(store, 3, f"{FERRY} {MINE}", "ferry")
    both = items.load_item(third).report
    reports.keep_story(
        items.row_of(third), StoryAssignment(report_id=both.id, story_id="ferry", new=False, merged=("mine",))
    )
    assert items.load_item(second).story_id == "ferry"
    errands()._decide(wish("kill", third), third)
    names = {items.load_item(each).story_id for each in (first, second)}
    assert len(names) == 2
    assert "ferry" in names


def test_members_are_the_latest_revisions_oldest_first(store: CaptureStore) -> None:
    carried(store, 1, FERRY, "ferry")
    second = carried(store, 2, MINE, "ferry", OTHER)
    found = moving.members_of("ferry")
    assert [each.published for each in found] == sorted(each.published for each in found)
    left = moving.members_of("ferry", but=items.load_item(second).report.id)
    assert [each.text for each in left] == [FERRY]


def test_moving_twice_is_moving_once(store: CaptureStore) -> None:
    row, told = kept(store, 1, FERRY)
    reports.keep_story(row, StoryAssignment(report_id=told.id, story_id="ferry", new=True))
    for _ in range(2):
        moving.move([told.id], "pier", "ada", "", NOW + dt.timedelta(minutes=1))
    assert len(moving.moves()) == 1
    assert moving.last() == moving.moves()[0].id


@pytest.fixture
def desk(store: CaptureStore, client: Client) -> Client:
    """A desk with an editor logged in, and two items of one story and one of another."""
    install(
        DeskContext(
            house=House(name="The Pier", url="https://pier.example/", contact="desk@pier.example"),
            sources={each.id: each for each in (SOURCE, OTHER)},
            objections=lambda _headline, _telling: [],
            proposals=lambda _telling: [],
            clock=lambda: NOW,
        )
    )
    for number, words, story, source in (
        (1, FERRY, "ferry", SOURCE),
        (2, FERRY, "ferry", OTHER),
        (3, MINE, "mine", OTHER),
    ):
        carried(store, number, words, story, source)
    user = User.objects.create_user("ada")
    user.user_permissions.set(Permission.objects.filter(codename__in=("read", "decide")))
    client.force_login(user)
    return client


def test_the_desk_offers_to_part_what_is_told_together(desk: Client) -> None:
    together, alone = (desk.get(f"/desk/item/{number}/").content.decode() for number in (1, 3))
    assert f"Told together with {OTHER.name}" in together
    assert "Tell apart" in together
    assert "Tell apart" not in alone
    assert "Join its story" in alone


def test_an_editor_asks_with_a_reason_and_it_is_shown_what_came_of_it(desk: Client) -> None:
    refused = desk.post("/desk/item/2/decide", {"kind": "apart"})
    assert "needs a reason" in refused.content.decode()
    desk.post("/desk/item/2/decide", {"kind": "apart", "why": "another <ferry>"})
    [asked] = requests.open_requests(9)
    assert (asked.kind, asked.item_id, asked.why) == ("apart", 2, "another <ferry>")
    errands().carry_out([asked.id])
    shown = desk.get("/desk/item/2/").content.decode()
    assert "another &lt;ferry&gt;" in shown
    assert 'value="apart"' not in shown


@pytest.mark.parametrize("other", ["", "2", "99", "eels", "-1", "9" * 40])
def test_a_story_to_join_must_be_one(desk: Client, other: str) -> None:
    refused = desk.post("/desk/item/2/decide", {"kind": "join", "why": "the same", "other": other})
    assert refused.status_code == 409
    assert "names no other item" in refused.content.decode()
    assert requests.open_requests(9) == []


@pytest.mark.parametrize("other", ["3", "/desk/item/3/"])
def test_a_story_is_joined_by_an_item_of_it(desk: Client, other: str) -> None:
    desk.post("/desk/item/1/decide", {"kind": "join", "why": "the same", "other": other})
    [asked] = requests.open_requests(9)
    errands().carry_out([asked.id])
    assert set(tellings.members(["mine"])["mine"]) == {1, 2, 3}
