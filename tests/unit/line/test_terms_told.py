"""`mediawire terms` and the terms that `mediawire add` finds in the catalogue: nothing is fetched for either."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediawire.house import load, template
from mediawire.line import adding, terms_told
from mediawire.model.errors import ConfigurationError
from mediawire.model.feed import FeedDocument
from mediawire.model.permission import Used
from mediawire.model.source import Extent
from mediawire.permission import allowed
from tests.unit.permission.known import house
from tests.unit.permission.test_surprising_rules import MOMENT, REPORT

NORTH = """
[[source]]
id = "north"
name = "Northlight"
home = "https://north.example/"
feed = "https://north.example/feed"
[source.terms]
extent = "excerpt"
excerpt = { words = 50 }
credits = [{ place = "top", wording = "By [{source}]" }]
basis = "Their page"
url = "https://north.example/republish"
read_at = 2026-11-25
[[source.terms.layer]]
kind = "permission"
extent = "full"
basis = "A letter of their editor"
confirmed_by = "eva"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = template.wire(name="Quay", url="https://quay.example/", contact="desk@quay.example")
    (tmp_path / "wire.toml").write_text(text + NORTH, encoding="utf-8")
    return tmp_path


def found(url: str) -> adding.Found:
    return adding.Found(url=url, name="Rio", language="en", feeds=((f"{url}feed", FeedDocument(title="Rio")),))


def test_a_source_is_explained_with_every_rule_and_where_it_comes_from(folder: Path) -> None:
    told = "\n".join(terms_told.of("north", folder))
    assert "An excerpt of at most 50 words; headline as it is." in told
    assert "Credit (top): By [{source}]" in told
    assert "Their page: https://north.example/republish, read on 2026-11-25" in told
    assert "Permission (stated)" in told
    assert "Confirmed by eva." in told


def test_an_outlet_that_is_no_source_is_looked_up_in_the_catalogue(folder: Path) -> None:
    told = "\n".join(terms_told.of("https://rioonwatch.org/?p=1", folder))
    assert "RioOnWatch is in the catalogue (secondary, looked up on 2026-11-22)." in told
    assert "At most 1 reports a month" in told
    assert "Confirmed by nobody yet." in told


@pytest.mark.parametrize("target", ["nobody", "https://nobody.example/"])
def test_who_is_not_known_is_told_with_what_to_do(folder: Path, target: str) -> None:
    with pytest.raises(ConfigurationError):
        list(terms_told.of(target, folder))


@pytest.mark.parametrize(("by", "extent"), [("", Extent.HEADLINE), ("eva", Extent.FULL)])
def test_adding_a_known_outlet_takes_its_terms_which_hold_once_confirmed(folder: Path, by: str, extent: Extent) -> None:
    told = list(adding.add(folder, found("https://rioonwatch.org/"), adding.Wish(source_id="rio", confirmed_by=by)))
    assert any("confirmed_by" in line for line in told) is not bool(by)
    source = load(folder).source("rio")
    assert source.terms.layers[-1].per_month == 1
    assert allowed(REPORT, source.terms, house(), Used(), MOMENT).extent is extent


def test_adding_an_unknown_outlet_takes_no_terms(folder: Path) -> None:
    told = list(adding.add(folder, found("https://nobody.example/"), adding.Wish(source_id="nobody")))
    assert "not known" in told[-1]
    assert load(folder).source("nobody").terms.layers == ()


def test_a_dry_run_shows_the_table_and_changes_nothing(folder: Path) -> None:
    before = (folder / "wire.toml").read_text(encoding="utf-8")
    told = list(adding.add(folder, found("https://rioonwatch.org/"), adding.Wish(source_id="rio", dry_run=True)))
    assert "[[source.terms.layer]]" in told[-1]
    assert (folder / "wire.toml").read_text(encoding="utf-8") == before
