"""Stories: the reports of one event, in a stream."""

import datetime as dt
from collections.abc import Callable

from mediawire import stories
from mediawire.model.report import Report
from mediawire.model.story import Candidate
from mediawire.stories.features import Rarity, cosine, terms, vector
from mediawire.stories.grouping import new_story

Make = Callable[..., Report]
As = Callable[..., Candidate]

FERRY = (
    ("Ferry runs aground off Cape Merrow", "The ferry Saint Orla ran aground in fog off Cape Merrow with 241 aboard."),
    (
        "All safe on Saint Orla ferry",
        "Everybody aboard the ferry Saint Orla is safe after it ran aground off Cape Merrow.",
    ),
    ("Saint Orla: tugs wait for the tide", "Two tugs stand by the ferry Saint Orla, aground in fog off Cape Merrow."),
)
GRAIN = (
    (
        "Grain reserve falls by 40 percent",
        "The grain reserve of Tervia has fallen below the level that the law requires.",
    ),
    ("Tervia's grain stocks plunge", "Grain stocks in Tervia plunge, and the law's reserve level is no longer met."),
)


def stream(
    report: Make, candidate: As, window: stories.Window, items: list[tuple[str, str, str, float]]
) -> dict[str, str]:
    """Group reports (id, headline, text, hours) one after the other."""
    found: dict[str, str] = {}
    for name, headline, text, hours in items:
        mine = report(name, text, headline=headline, hours=hours, source=name)
        assignment = stories.group(mine, window.near(mine))
        found[name] = assignment.story_id
        window.add(candidate(mine, assignment.story_id))
        window.merge(assignment.story_id, assignment.merged)
    return found


def items(hours: float = 1.0) -> list[tuple[str, str, str, float]]:
    mixed = [FERRY[0], GRAIN[0], FERRY[1], GRAIN[1], FERRY[2]]
    return [(f"r{at}", headline, text, at * hours) for at, (headline, text) in enumerate(mixed)]


def test_reports_of_one_event_are_one_story(report: Make, candidate: As) -> None:
    found = stream(report, candidate, stories.Window(days=3), items())
    assert found["r0"] == found["r2"] == found["r4"]
    assert found["r1"] == found["r3"] != found["r0"]


def test_a_story_is_named_by_the_report_that_opens_it(report: Make, candidate: As) -> None:
    found = stream(report, candidate, stories.Window(days=3), items())
    assert found["r0"] == new_story("r0")
    assert len(found["r0"]) == 16


def test_a_story_ends_in_silence(report: Make, candidate: As) -> None:
    found = stream(report, candidate, stories.Window(days=1), items(hours=30))
    assert len(set(found.values())) == 5


def test_plain_candidates_group_too(report: Make, candidate: As) -> None:
    first = report("a", FERRY[0][1], headline=FERRY[0][0])
    other = report("b", GRAIN[0][1], headline=GRAIN[0][0])
    near = [candidate(first, "ferry"), candidate(other, "grain")]
    later = report("c", FERRY[1][1], headline=FERRY[1][0], hours=2)
    assignment = stories.group(later, near)
    assert (assignment.story_id, assignment.new, assignment.report_id) == ("ferry", False, "c")
    assert 0 < assignment.nearness <= 1


def test_without_candidates_a_story_is_new(report: Make) -> None:
    assignment = stories.group(report("c", FERRY[1][1], headline=FERRY[1][0]), [])
    assert assignment.new
    assert assignment.story_id == new_story("c")


def test_stories_that_a_report_is_near_to_are_merged(report: Make, candidate: As) -> None:
    window = stories.Window(days=3)
    for name, story, (headline, text) in (("a", "one", FERRY[0]), ("b", "two", FERRY[1])):
        window.add(candidate(report(name, text, headline=headline), story))
    late = report("c", FERRY[0][1] + " " + FERRY[1][1], headline=FERRY[0][0], hours=1)
    assignment = stories.group(late, window.near(late))
    assert {assignment.story_id, *assignment.merged} == {"one", "two"}
    window.add(candidate(late, assignment.story_id))
    window.merge(assignment.story_id, assignment.merged)
    assert {each.story_id for each in window.near(report("d", FERRY[0][1], headline=FERRY[0][0]))} == {
        assignment.story_id
    }


def test_a_later_revision_takes_the_place_of_the_first(report: Make, candidate: As) -> None:
    window = stories.Window(days=3)
    window.add(candidate(report("a", FERRY[0][1], headline=FERRY[0][0]), "one"))
    window.add(candidate(report("a", GRAIN[0][1], headline=GRAIN[0][0]), "two"))
    assert len(window) == 1
    [only] = window.near(report("b", GRAIN[1][1], headline=GRAIN[1][0]))
    assert (only.story_id, only.headline) == ("two", GRAIN[0][0])


def test_an_editor_may_move_a_report_to_another_story(report: Make, candidate: As) -> None:
    window = stories.Window(days=3)
    mine = report("a", FERRY[0][1], headline=FERRY[0][0])
    window.add(candidate(mine, "one"))
    window.add(candidate(mine, "two"))
    assert (
        stories.group(report("b", FERRY[1][1], headline=FERRY[1][0]), window.near(report("b", FERRY[1][1]))).story_id
        == "two"
    )


def test_a_report_is_not_near_itself(report: Make, candidate: As) -> None:
    window = stories.Window(days=3)
    mine = report("a", FERRY[0][1], headline=FERRY[0][0])
    window.add(candidate(mine, "one"))
    assert len(window.near(mine)) == 0


def test_the_window_forgets_what_is_older(report: Make, candidate: As) -> None:
    window = stories.Window(days=2)
    for day in range(30):
        window.add(
            candidate(
                report(f"r{day}", f"The bridge number {day} of Ardal.", headline=f"Bridge {day}", hours=24.0 * day)
            )
        )
    assert len(window) == 3


def test_late_reports_join_and_do_not_move_the_window_back(report: Make, candidate: As) -> None:
    window = stories.Window(days=2)
    window.add(candidate(report("new", FERRY[0][1], headline=FERRY[0][0], hours=240)))
    window.add(candidate(report("old", FERRY[1][1], headline=FERRY[1][0], hours=0)))
    assert [each.report_id for each in window.near(report("x", FERRY[2][1], headline=FERRY[2][0], hours=240))] == [
        "new"
    ]


def test_near_is_a_sequence(report: Make, candidate: As) -> None:
    window = stories.Window(days=3)
    window.add(candidate(report("a", FERRY[0][1], headline=FERRY[0][0]), "one"))
    near = window.near(report("b", FERRY[1][1], headline=FERRY[1][0]))
    assert near[0] == next(iter(near))
    assert near[:1] == (near[0],)


def test_the_number_of_candidates_does_not_grow(report: Make, candidate: As) -> None:
    window = stories.Window(days=30)
    for number in range(300):
        window.add(
            candidate(
                report(f"r{number}", FERRY[number % 3][1], headline=FERRY[number % 3][0], hours=number / 10),
                f"s{number}",
            )
        )
    near = window.near(report("x", FERRY[0][1], headline=FERRY[0][0], hours=31))
    assert 0 < len(near) <= 36


def test_names_and_headlines_weigh_more() -> None:
    found = terms("Ardal", "the bridge of Norland")
    assert found["ardal"] > found["norland"] > found["bridge"]
    assert "the" not in found


def test_rarity_counts_and_forgets() -> None:
    rarity = Rarity()
    before = rarity("bridge")
    rarity.count({"bridge": 1.0})
    assert rarity("bridge") < before
    rarity.forget(["bridge"])
    assert rarity("bridge") == before
    assert rarity("governm") < rarity("harbour")


def test_what_was_counted_long_ago_fades() -> None:
    rarity = Rarity()
    for number in range(Rarity.FADING - 1):
        rarity.count(["bridge", f"once{number}"])
    often = rarity("bridge")
    rarity.count(["ferry"])
    assert rarity("once7") == rarity("never counted")
    for _ in range(4 * Rarity.FADING):
        rarity.count(["ferry"])
    assert rarity("bridge") > often


def test_a_word_is_known_after_its_reports_have_left_the_window(report: Make, candidate: As) -> None:
    used, fresh = stories.Window(days=3), stories.Window(days=3)
    for number in range(40):
        used.add(candidate(report(f"o{number}", "The ferry is late.", headline="Ferry late", hours=number), "old"))
    for window in (used, fresh):
        window.add(candidate(report("a", FERRY[0][1], headline=FERRY[0][0], hours=400), "one"))
    assert len(used) == 1
    again = report("b", FERRY[1][1], headline=FERRY[1][0], hours=401)
    assert used.near(again).likeness["one"] < fresh.near(again).likeness["one"]


def test_older_reports_tell_which_words_are_rare_and_nothing_else(report: Make, candidate: As) -> None:
    taught, plain = stories.Window(days=3), stories.Window(days=3)
    for number in range(40):
        taught.learn(candidate(report(f"o{number}", "The ferry is late.", headline="Ferry late"), "old"))
    assert len(taught) == 0
    for window in (taught, plain):
        window.add(candidate(report("a", FERRY[0][1], headline=FERRY[0][0]), "one"))
    again = report("b", FERRY[1][1], headline=FERRY[1][0], hours=1)
    assert taught.near(again).likeness["one"] < plain.near(again).likeness["one"]


def test_a_revision_counts_once(report: Make, candidate: As) -> None:
    window, other = stories.Window(days=3), stories.Window(days=3)
    for text in ("The ferry is late.", "The ferry is lost.", "The ferry ran aground off Tove."):
        window.add(candidate(report("a", text, headline="Ferry"), "one"))
    other.add(candidate(report("a", "The ferry ran aground off Tove.", headline="Ferry"), "one"))
    new = report("b", FERRY[1][1], headline=FERRY[1][0], hours=1)
    assert window.near(new).likeness == other.near(new).likeness


def test_vectors_have_length_one() -> None:
    rarity = Rarity()
    one = vector(terms("Ferry aground", "The ferry ran aground."), rarity)
    assert abs(cosine(one, one) - 1.0) < 1e-9
    assert cosine(one, vector(terms("Grain", "Grain falls."), rarity)) == 0.0
    assert vector({}, rarity) == {}


def test_time_of_retrieval_counts_where_none_is_stated(report: Make, candidate: As) -> None:
    window = stories.Window(days=3)
    window.add(candidate(report("a", FERRY[0][1], headline=FERRY[0][0]), "one"))
    bare = report("b", FERRY[1][1], headline=FERRY[1][0], published=None)
    assert stories.group(bare, window.near(bare)).story_id == "one"
    assert bare.retrieved_at == dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
