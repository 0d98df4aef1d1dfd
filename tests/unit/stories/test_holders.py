"""An index of who has what, small where one has it: it answers as a plain one of sets does."""

from hypothesis import given
from hypothesis import strategies as st

from mediawire.stories.holders import Held, hold, holders, release

STEPS = st.lists(st.tuples(st.booleans(), st.sampled_from("xy"), st.sampled_from(["a", "b", "c"])), max_size=30)


@given(STEPS)
def test_it_holds_what_was_held_and_not_released(steps: list[tuple[bool, str, str]]) -> None:
    index: dict[str, Held] = {}
    plain: dict[str, list[str]] = {"x": [], "y": []}
    for holds, key, name in steps:
        if holds:
            hold(index, key, name)
            plain[key] += [name] if name not in plain[key] else []
        elif name in plain[key]:
            release(index, key, name)
            plain[key].remove(name)
        assert {each: list(holders(index, each)) for each in plain} == plain
    assert set(index) == {key for key, names in plain.items() if names}


def test_one_name_is_all_that_one_holder_costs() -> None:
    index: dict[str, Held] = {}
    hold(index, "x", "a report")
    assert index == {"x": "a report"}
    assert list(holders(index, "x")) == ["a report"]
