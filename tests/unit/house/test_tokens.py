"""Tokens for the agencies' door: told once, kept as digests, each for one source."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediawire.house import parse, tokens
from mediawire.house.tokens import Token
from mediawire.model.errors import ConfigurationError

TEXT = """
[house]
name = "Pier"
url = "http://localhost/"
contact = "desk@pier.example"
[doors]
token_file = "data/tokens"
[[source]]
id = "coast"
name = "Coast Wire"
home = "https://coast.example/"
documents = ""
[[source]]
id = "hill"
name = "Hill"
home = "https://hill.example/"
feed = "https://hill.example/feed"
"""


def test_a_token_is_its_sources_alone_and_not_in_the_file(tmp_path: Path) -> None:
    wire = parse(TEXT, tmp_path)
    assert tokens.load(wire) == ()
    first, second = tokens.make(wire, "coast"), tokens.make(wire, "coast")
    assert first != second
    kept = tokens.load(wire)
    assert tokens.holder(kept, first) == tokens.holder(kept, second) == ["coast"]
    for wrong in ("", first[:-1], first + "x", kept[0].digest, "é", "\udcff"):
        assert tokens.holder(kept, wrong) == []
    text = (tmp_path / "data/tokens").read_text()
    assert first not in text
    assert (tmp_path / "data/tokens").stat().st_mode & 0o077 == 0


def test_no_token_where_nothing_can_be_pushed(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="nothing can be pushed"):
        tokens.make(parse(TEXT, tmp_path), "hill")
    with pytest.raises(ConfigurationError, match="nothing can be pushed"):
        tokens.make(parse(TEXT.replace("token_file", "folder"), tmp_path), "coast")
    assert tokens.load(parse(TEXT.replace("token_file", "folder"), tmp_path)) == ()


def test_a_line_that_is_no_token_is_named_by_its_place(tmp_path: Path) -> None:
    file = tmp_path / "data/tokens"
    file.parent.mkdir()
    file.write_text(f"# tokens\n\ncoast sha256:{'0' * 64}\n")
    assert tokens.load(parse(TEXT, tmp_path)) == (Token("coast", "0" * 64),)
    file.write_text("coast secret-in-clear\n")
    with pytest.raises(ConfigurationError, match="line 1"):
        tokens.load(parse(TEXT, tmp_path))
