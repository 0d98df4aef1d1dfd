"""Every error says what, where and what to do, survives a process boundary, and stands in the drawn tree."""

from __future__ import annotations

import inspect
import pickle

import pytest

from mediawire.model import errors
from mediawire.model.errors import CheckFailed, SourceFault, WireError, WrongPage

KINDS = [each for _, each in inspect.getmembers(errors, inspect.isclass) if issubclass(each, WireError)]


def test_an_error_is_a_sentence_with_place_and_remedy() -> None:
    error = WireError("the file is not TOML", where="wire.toml, line 3", remedy="Mend the line.")
    assert str(error) == "wire.toml, line 3: the file is not TOML. Mend the line."
    assert str(WireError("it broke")) == "it broke"


@pytest.mark.parametrize(
    "error",
    [
        WireError("a", where="b", remedy="c"),
        SourceFault("busy", status=429, retry_after=5.0, where="https://a.example/"),
        WrongPage("a captcha", reason="captcha"),
        CheckFailed("the root differs", number=4),
    ],
)
def test_an_error_comes_back_whole_from_another_process(error: WireError) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (type(again), str(again), again.__dict__) == (type(error), str(error), error.__dict__)


@pytest.mark.parametrize("kind", KINDS)
def test_each_error_is_drawn_in_the_tree_and_has_a_code_of_its_own(kind: type[WireError]) -> None:
    assert kind.__name__ in (errors.__doc__ or "")
    assert [other for other in KINDS if other.code == kind.code] == [kind]
