"""[[contract]] and one-off permissions in wire.toml: what they become, and what is refused."""

from __future__ import annotations

import datetime as dt

import pytest

from mediawire.house import parse
from mediawire.model.errors import ConfigurationError
from mediawire.model.source import Extent, LayerKind
from tests.unit.house.test_wire import FOLDER, SOUND

CONTRACT = """
[[contract]]
agency = "Reuters"
names = ["Thomson Reuters"]
sources = ["north"]
basis = "Contract 2026-118, text service"
extent = "full"
valid_until = 2026-12-31
scope = { languages = ["en"] }
credits = [{ place = "top", wording = "Reuters, in [{source}]" }]
"""


def test_a_contract_stands_with_the_sources_that_it_names() -> None:
    north, south = parse(SOUND + CONTRACT, FOLDER).sources
    (contract,) = north.contracts
    assert (contract.agency, contract.names, contract.sources) == ("Reuters", ("Thomson Reuters",), ("north",))
    layer = contract.layer
    assert (layer.kind, layer.extent, layer.valid_until) == (
        LayerKind.PERMISSION,
        Extent.FULL,
        dt.date(2026, 12, 31),
    )
    assert layer.settles == ("reservation",)
    assert layer.basis.stated == "Contract 2026-118, text service"
    assert south.contracts == ()


def test_without_sources_it_holds_on_every_page() -> None:
    sources = parse(SOUND + CONTRACT.replace('sources = ["north"]\n', ""), FOLDER).sources
    assert all(source.contracts for source in sources)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('basis = "Contract 2026-118, text service"', 'basis = ""', "what the contract is"),
        ('agency = "Reuters"', 'agency = ""', "agency is empty"),
        ('sources = ["north"]', 'sources = ["east"]', 'no source "east"'),
        ('extent = "full"', "", "how much may be printed"),
        ('extent = "full"', 'extent = "full"\nper_month = 4', "counted by source"),
        ('extent = "full"', 'extent = "full"\nsettles = ["everything"]', "settles cannot be"),
        ('extent = "full"', 'extend = "full"', "not a setting"),
    ],
)
def test_what_a_contract_leaves_open_is_asked_with_the_line(old: str, new: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        parse(SOUND + CONTRACT.replace(old, new), FOLDER)
    assert told in refused.value.what
    assert "line" in refused.value.where
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("layer", "told"),
    [
        ('settles = ["agency-copy"]\nbasis = "a letter"', "only a one-off permission"),
        ('kind = "permission"\nsettles = ["agency-copy"]', "what this rests on"),
        ('kind = "permission"\nsettles = ["agencies"]\nbasis = "a letter"', "settles cannot be"),
    ],
)
def test_what_overrides_a_page_is_a_permission_with_its_basis(layer: str, told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        parse(f"{SOUND}[source.terms]\n{layer}\n", FOLDER)


def test_a_permission_with_its_basis_is_read() -> None:
    text = (
        f'{SOUND}[source.terms]\nkind = "permission"\nsettles = ["agency-copy"]\nbasis = "a letter"\nextent = "full"\n'
    )
    (layer,) = parse(text, FOLDER).source("south").terms.layers
    assert layer.settles == ("agency-copy",)
