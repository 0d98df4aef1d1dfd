"""`trace` and `compare` at the terminal, on files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mediawire.line import lineage
from mediawire.model.errors import ConfigurationError

AGENCY = """Lock at Nordholm to stay shut until Friday, port official says

NORDHOLM (Reuters) - The second lock at Nordholm has lost 59,300 tonnes of water, a port official told Reuters on Monday.

"We will hold the gate for as long as the river lets us," the official said.

Reuters could not independently verify the figure.
"""
OUTLET = """Lock at Nordholm to stay shut until Friday

The second lock at Nordholm has lost nearly 60,000 tonnes of water, a port official told Reuters on Monday.

"We will hold the gate for as long as the river lets us," the official said.
"""


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    made = []
    for name, text in (("agency.txt", AGENCY), ("outlet.txt", OUTLET)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        made.append(str(tmp_path / name))
    return made


def test_the_chain_ends_with_whoever_said_it_first(files: list[str], tmp_path: Path) -> None:
    told = lineage.telling(files[0], tmp_path)
    data = lineage.chain_data(told)
    assert [each["name"] for each in data["chain"]] == ["agency.txt", "Reuters", "a port official"]
    assert any("hold the gate" in words for each in data["citations"] for words in each["content"])
    lines = list(lineage.chain_lines(told))
    assert "      └─ a port official (official)" in lines
    json.dumps(data)


def test_what_differs_stands_side_by_side(files: list[str], tmp_path: Path) -> None:
    tellings = [lineage.telling(each, tmp_path) for each in files]
    (pair,) = compared = lineage.compare(tellings)
    assert (pair.a, pair.b) == (0, 1)
    assert {(each.kind.value, each.detail) for each in pair.changes} == {
        ("figure", "rounded"),
        ("caveat", "dropped"),
        ("headline", "attribution dropped"),
    }
    lines = list(lineage.compared_lines(tellings, compared))
    assert any("either may be right" in line for line in lines)
    assert "    B  (does not have this)" in lines
    data = json.loads(json.dumps(lineage.compared_data(tellings, compared)))
    assert data["compared"][0]["changes"][0]["kind"]


def test_the_same_text_twice_has_no_difference(files: list[str], tmp_path: Path) -> None:
    tellings = [lineage.telling(files[0], tmp_path)] * 2
    assert list(lineage.compared_lines(tellings, lineage.compare(tellings)))[-1] == "B beside A: no difference found."


def test_a_report_that_cites_nobody_says_so(tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text("Fog\n\nFog lay on the harbour.\n", encoding="utf-8")
    assert "plain.txt names nobody in front of it." in list(lineage.chain_lines(lineage.telling(str(path), tmp_path)))


def test_what_cannot_be_read_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        lineage.telling(str(tmp_path / "none.txt"), tmp_path)
    (tmp_path / "short.txt").write_bytes(b"caf\xe9")
    with pytest.raises(ConfigurationError, match="a headline and a body are needed"):
        lineage.telling(str(tmp_path / "short.txt"), tmp_path)
