"""Which telling leans on which: by name, by copied words, by outlet; and how many origins that leaves."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from mediawire import stories
from mediawire.model.story import Teller

START = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)


def teller(name: str, minute: int, **more: object) -> Teller:
    return Teller(report_id=f"{name}-{minute}", name=name, published=START + dt.timedelta(minutes=minute), **more)  # type: ignore[arg-type]


def test_a_telling_leans_on_the_outlet_that_it_names() -> None:
    told = stories.ancestry([teller("Wire", 0), teller("Post", 5, named=("Wire", "a source")), teller("Notes", 9)])
    assert told.bases == {"Post-5": "Wire-0"}
    assert told.count == 2


def test_the_nearest_named_comes_first() -> None:
    told = stories.ancestry([teller("Wire", 0), teller("Post", 5), teller("Echo", 9, named=("Post", "Wire"))])
    assert told.bases == {"Echo-9": "Post-5"}


def test_an_agency_may_be_later_by_its_clock_than_who_names_it() -> None:
    told = stories.ancestry([teller("Post", 0, named=("Wire",)), teller("Wire", 1)])
    assert told.bases == {"Post-0": "Wire-1"}


def test_copied_words_alone_make_the_earlier_one_the_base() -> None:
    told = stories.ancestry([teller("Wire", 3), teller("Post", 5, carries=("Wire-3",))])
    assert told.bases == {"Post-5": "Wire-3"}


def test_whoever_is_copied_later_is_no_base() -> None:
    """The copy is found from the agency's side when that is retrieved last; its own words do not become the copy's."""
    copy = teller("Courier", 1, named=("Wire",), carries=("Wire-0",))
    told = stories.ancestry([teller("Wire", 0, carries=("Courier-1",)), copy])
    assert told.bases == {"Courier-1": "Wire-0"}
    assert told.count == 1


def test_two_that_name_an_agency_which_we_do_not_carry_have_one_origin() -> None:
    told = stories.ancestry([teller(name, 1, named=("Reuters",), newsroom="Reuters") for name in ("Post", "Echo")])
    assert told.bases == {}
    assert set(told.origins.values()) == {"Reuters"}


def test_two_that_name_a_ministry_are_two_counts() -> None:
    """Three counts of the same papers are three sources."""
    told = stories.ancestry([teller(name, 1, named=("the ministry",)) for name in ("Post", "Echo")])
    assert told.count == 2


def test_a_later_report_of_the_same_outlet_is_no_new_origin() -> None:
    assert stories.ancestry([teller("Wire", 0), teller("Wire", 60)]).count == 1


names = st.sampled_from(["Wire", "Post", "Echo", "Notes"])


@given(
    st.lists(st.tuples(names, st.integers(0, 5), st.lists(names, max_size=3)), max_size=9, unique_by=lambda t: t[:2])
)
def test_descent_ends_whoever_names_whom(told: list[tuple[str, int, list[str]]]) -> None:
    tellers = [teller(name, minute, named=tuple(named)) for name, minute, named in told]
    descent = stories.ancestry(tellers)
    assert set(descent.origins) == {each.report_id for each in tellers}
    for report in descent.bases:
        seen = [report]
        while seen[-1] in descent.bases:
            seen.append(descent.bases[seen[-1]])
            assert seen.count(seen[-1]) == 1
    assert 0 <= descent.count <= len(tellers)
    assert descent == stories.ancestry(list(reversed(tellers)))


def test_what_cannot_be_read_is_no_further_origin() -> None:
    start = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    first = Teller(report_id="a", name="A", published=start)
    foreign = Teller(report_id="b", name="B", published=start, untraced=True)
    assert stories.ancestry([first, foreign]).count == 1
    assert stories.ancestry([foreign]).count == 1
