"""Changes between two tellings: what is one, what is none, and where each stands."""

from collections.abc import Callable

import pytest

from mediawire import stories
from mediawire.model.story import Change, ChangeKind, Telling

Tell = Callable[..., Telling]
AROUND = (
    "The northern harbour of Ardal was built by the grandfather of the present mayor.",
    "Its two cranes have stood idle since the closing of the mill.",
    "Boats from Norland come here for shelter in the autumn storms.",
)


@pytest.fixture
def compare(telling: Tell) -> Callable[..., list[Change]]:
    """Compare two versions of one paragraph amid others that stay."""

    def between(a: str, b: str, **more: object) -> list[Change]:
        first = telling("a", AROUND[0], a, *AROUND[1:], source="morrow")
        second = telling("b", AROUND[0], *([b] if b else []), *AROUND[1:], source="gazette", hours=1, **more)
        return stories.changes(first, second)

    return between


def typed(changes: list[Change]) -> list[tuple[str, str, str, str]]:
    return [(each.kind.value, each.detail, each.a_text, each.b_text) for each in changes]


@pytest.mark.parametrize(
    ("a", "b", "detail", "old", "new"),
    [
        (
            "The storm sank 59,300 crates of fish.",
            "The storm sank nearly 60,000 crates of fish.",
            "rounded",
            "59,300",
            "60,000",
        ),
        (
            "The storm sank 6.89 million crates.",
            "The storm sank 6.98 million crates.",
            "digits swapped",
            "6.89 million",
            "6.98 million",
        ),
        ("The storm sank 21,400 crates.", "The storm sank 24,100 crates.", "digits swapped", "21,400", "24,100"),
        ("The storm sank 15 boats of the fleet.", "The storm sank 65 boats of the fleet.", "changed", "15", "65"),
        (
            "The storm sank two boats of the fleet.",
            "The storm sank three boats of the fleet.",
            "changed",
            "two",
            "three",
        ),
        ("The storm sank at least 12 boats there.", "The storm sank 12 boats there.", "qualifier dropped", "12", "12"),
    ],
)
def test_figures(compare: Callable[..., list[Change]], a: str, b: str, detail: str, old: str, new: str) -> None:
    [change] = compare(a, b)
    assert (change.kind, change.detail) == (ChangeKind.FIGURE, detail)
    assert (old in change.a_text, new in change.b_text) == (True, True)
    assert change.why


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The storm sank 40 percent of the fleet.", "The storm sank 40% of the fleet."),
        ("The storm sank 1,376 crates of fish.", "The storm sank 1376 crates of fish."),
        ("The storm sank ten boats of the fleet.", "The storm sank 10 boats of the fleet."),
        ("The loss is $3.1 million, Mr. Brandt said.", "The loss is $3.1m, Brandt said."),
        ("The U.S. fleet was spared by the storm.", "The US fleet was spared by the storm."),
        ("“The gates are shut for good,” Brandt said.", '"The gates are shut for good," Brandt said.'),
        ("“It isn’t over for any of us,” Brandt said.", "“It isn't over for any of us,” Brandt said."),
        ("“We lost $8 million in the storm,” Brandt said.", "“We lost $8m in the storm,” Brandt said."),
    ],
)
def test_house_style_is_no_change(compare: Callable[..., list[Change]], a: str, b: str) -> None:
    assert compare(a, b) == []


def test_moved_and_joined_paragraphs_are_no_change(telling: Tell) -> None:
    a = telling("a", *AROUND)
    b = telling("b", AROUND[2], f"{AROUND[0]} {AROUND[1]}", source="gazette")
    assert stories.changes(a, b) == []


def test_a_reworded_quotation(compare: Callable[..., list[Change]]) -> None:
    [change] = compare(
        "“We are short of the answer to one bad harvest,” Brandt said.",
        "“We are short of an answer to a bad harvest,” Brandt said.",
    )
    assert (change.kind, change.detail) == (ChangeKind.QUOTATION, "reworded")
    assert change.a_text == "We are short of the answer to one bad harvest,"
    assert change.b_text == "We are short of an answer to a bad harvest,"


def test_a_quotation_given_in_part_is_no_change_of_words(compare: Callable[..., list[Change]]) -> None:
    found = compare(
        "“The gates are shut and nobody has a key to them now,” Brandt said.",
        "“Nobody has a key to them now,” Brandt said.",
    )
    assert ChangeKind.QUOTATION not in {each.kind for each in found}


def test_a_figure_inside_a_quotation_is_a_figure(compare: Callable[..., list[Change]]) -> None:
    [change] = compare(
        "“We have lost four men in the storm,” Brandt said.", "“We have lost ten men in the storm,” Brandt said."
    )
    assert (change.kind, change.a_text, change.b_text) == (ChangeKind.FIGURE, "four", "ten")


def test_a_dropped_caveat(compare: Callable[..., list[Change]]) -> None:
    caveat = "Morrow Press could not independently verify the figures."
    [change] = compare(caveat, "")
    assert typed([change]) == [("caveat", "dropped", caveat, "")]
    assert change.b is None


def test_a_caveat_of_another_kind(compare: Callable[..., list[Change]]) -> None:
    [change] = compare(
        "The Grain Office did not immediately respond to a request for comment.",
        "The Grain Office declined to comment.",
    )
    assert (change.kind, change.detail) == (ChangeKind.CAVEAT, "changed")


def test_a_kept_caveat_is_none(compare: Callable[..., list[Change]]) -> None:
    assert compare("It could not be independently verified.", "It could not be independently verified.") == []


@pytest.mark.parametrize(
    ("a", "b", "gone"),
    [
        (
            "The strike would stop 1,100 trains a day, according to the unions.",
            "The strike would stop 1,100 trains a day.",
            "according to the unions",
        ),
        (
            "According to the unions, the strike would stop 1,100 trains.",
            "The strike would stop 1,100 trains.",
            "According to the unions",
        ),
        (
            "The mill will be closed in May, harbour officials said Friday.",
            "The mill will be closed in May.",
            "harbour officials said Friday",
        ),
    ],
)
def test_a_dropped_attribution(compare: Callable[..., list[Change]], a: str, b: str, gone: str) -> None:
    [change] = compare(a, b)
    assert (change.kind, change.detail, change.a_text) == (ChangeKind.ATTRIBUTION, "dropped", gone)


def test_one_of_two_attributions_is_dropped(compare: Callable[..., list[Change]]) -> None:
    [change] = compare(
        "The Post reported that the mill will not open again, according to three clerks.",
        "The Post reported that the mill will not open again.",
    )
    assert change.a_text == "according to three clerks"


def test_another_wording_of_the_same_attribution_is_none(compare: Callable[..., list[Change]]) -> None:
    found = compare(
        "The mill will be closed in May, the unions said.", "The mill will be closed in May, according to the unions."
    )
    assert found == []


def test_an_attribution_moved_to_another_kind_of_source(compare: Callable[..., list[Change]]) -> None:
    [change] = compare(
        "The reserve of the port would last 18 weeks, a source in the harbour office said.",
        "The reserve of the port would last 18 weeks, harbour office officials said.",
    )
    assert typed([change]) == [("attribution", "moved", "a source in the harbour office", "harbour office officials")]


def test_added_and_dropped_passages(compare: Callable[..., list[Change]]) -> None:
    [change] = compare("Bakers in Rope Street have flour until the new year.", "")
    assert (change.kind, change.detail, change.b) == (ChangeKind.DROPPED, "passage", None)
    [change] = compare("", "Bakers in Rope Street have flour until the new year. Loaves cost as much as ever.")[-1:]
    assert (change.kind, change.detail, change.a) == (ChangeKind.ADDED, "background", None)
    assert change.b_text == "Bakers in Rope Street have flour until the new year. Loaves cost as much as ever."
    [change] = compare("", "Bakers in Rope Street said they had flour until the new year.")[-1:]
    assert change.detail == "own reporting"


def test_of_a_telling_that_is_cut_off_nothing_is_missing(compare: Callable[..., list[Change]]) -> None:
    assert compare("Morrow Press could not independently verify the figures.", "", paywalled=True) == []


@pytest.mark.parametrize(
    ("a", "b", "detail"),
    [
        ("Reserve falls by half, office source says", "Reserve plunges as silos rot", "attribution dropped"),
        ("Reserve falls by half, office source says", "Reserve is gone, officials admit", "attribution moved"),
        ("Unions call two-day strike", "Strike to cut off Oberland", "certainty raised"),
        ("Bridge may be closed in May", "Bridge will be closed in May", "certainty raised"),
        ("Mill to close: officials", "Mill to close in May", "attribution dropped"),
    ],
)
def test_headlines(telling: Tell, a: str, b: str, detail: str) -> None:
    found = stories.changes(telling("a", *AROUND, headline=a), telling("b", *AROUND, headline=b, source="gazette"))
    assert typed(found) == [("headline", detail, a, b)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ferry runs aground off Cape Merrow", "All safe after ferry runs aground, coast guard says"),
        ("Reserve falls, office source says", "Office source says reserve has fallen"),
        ("Bridge may be closed", "Bridge could be closed"),
        ("Bridge closed", "Ardal bridge closed"),
    ],
)
def test_other_headlines_are_no_change(telling: Tell, a: str, b: str) -> None:
    assert stories.changes(telling("a", *AROUND, headline=a), telling("b", *AROUND, headline=b, source="gazette")) == []


def test_a_later_report_of_the_same_source_is_news(telling: Tell) -> None:
    a = telling("a", *AROUND, "The storm sank 12 boats.")
    b = telling("b", *AROUND, "The storm sank 15 boats.", hours=5)
    assert stories.changes(a, b) == []


def test_two_revisions_of_one_report_are_compared(telling: Tell) -> None:
    a = telling("a", *AROUND, "The storm sank 12 boats.")
    b = telling("a", *AROUND, "The storm sank 15 boats.", hours=5, revision=2)
    assert [each.detail for each in stories.changes(a, b)] == ["changed"]


def test_two_languages_are_not_compared(telling: Tell) -> None:
    a = telling("a", *AROUND, "The storm sank 12 boats.", language="en")
    b = telling("b", "Der Sturm versenkte 15 Boote.", source="gazette", language="de")
    assert stories.changes(a, b) == []


def test_an_independent_telling_adds_and_drops_nothing(telling: Tell) -> None:
    a = telling("a", "The storm sank 12 boats in the harbour of Ardal, the police said.", AROUND[0], AROUND[1])
    b = telling(
        "b",
        "We went to five villages on the coast.",
        "In Brede 12 people live.",
        "Nobody has seen a boat.",
        source="post",
    )
    assert stories.changes(a, b) == []


def test_equal_figures_for_different_things_are_no_change(telling: Tell) -> None:
    a = telling("a", *AROUND, "The storm ruined 59,300 tonnes of grain in the silos.")
    b = telling("b", *AROUND, "In the valley 59,300 people are registered for winter flour.", source="post")
    assert ChangeKind.FIGURE not in {each.kind for each in stories.changes(a, b)}


def test_figures_of_two_chains_are_no_drift(telling: Tell) -> None:
    """575 by one agency's source, almost 580 by an officer through another: different counts, not one that drifted."""
    a = telling("a", *AROUND, "About 575 boats have been lost in the north, a source in the navy told Morrow Press.")
    b = telling(
        "b",
        *AROUND,
        "In total, almost 580 vessels are missing from the registers, Tomas Veld, deputy head of the "
        "coast service, told Norland Post.",
        source="gazette",
    )
    assert ChangeKind.FIGURE not in {each.kind for each in stories.changes(a, b)}


def test_places_are_those_of_the_texts(compare: Callable[..., list[Change]]) -> None:
    a, b = "The storm sank 15 boats of the fleet.", "The storm sank 65 boats of the fleet."
    [change] = compare(a, b)
    assert change.a is not None
    assert change.b is not None
    assert a[change.a.start : change.a.end] == change.a_text
    assert b[change.b.start : change.b.end] == change.b_text
    assert (change.a.block, change.b.block) == (1, 1)


def test_nothing_differs_from_itself(telling: Tell) -> None:
    one = telling("a", *AROUND, "“We lost 12 boats,” Brandt said. It could not be verified.", headline="Boats lost")
    assert stories.changes(one, one) == []


def test_empty_tellings(telling: Tell) -> None:
    assert stories.changes(telling("a"), telling("b", source="gazette")) == []
