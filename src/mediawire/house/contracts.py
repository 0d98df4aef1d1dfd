"""`[[contract]]`: what the house has agreed with an agency, as a layer that holds wherever its copy stands.

[[contract]]
agency = "Reuters"
basis = "Contract 2026-118 of 3 January 2026, text service for one site"
extent = "full"
valid_until = 2026-12-31
scope = { languages = ["en"] }
"""

from __future__ import annotations

import dataclasses

from mediawire.house.tables import Table
from mediawire.house.termstables import layer_of
from mediawire.model.source import Contract, LayerKind, Source

_OWN = ("agency", "names", "sources")
# "All rights reserved" below an agency's copy is what the contract lifts.
_LIFTS = "reservation"


def with_contracts(sources: tuple[Source, ...], tables: list[Table]) -> tuple[Source, ...]:
    """The sources, each with the contracts that hold on its pages."""
    contracts = tuple(_contract(table, {source.id for source in sources}) for table in tables)
    return tuple(
        dataclasses.replace(
            source,
            contracts=tuple(each for each in contracts if not each.sources or source.id in each.sources),
        )
        for source in sources
    )


def _contract(table: Table, known: set[str]) -> Contract:
    agency = table.value("agency", str)
    if not agency.strip():
        table.complain("agency", "agency is empty", 'Name it as its copy is signed: agency = "Reuters".')
    sources: tuple[str, ...] = table.value("sources", tuple[str, ...], ())
    for each in sources:
        if each not in known:
            table.complain("sources", f'there is no source "{each}"', "Name sources of this file by their id.")
    own = Table(table.text, table.path, {key: each for key, each in table.data.items() if key not in _OWN})
    layer = layer_of(own, LayerKind.PERMISSION)
    if not layer.basis.stated.strip():
        table.complain("basis", "it is not said what the contract is", 'Add basis = "number, date, what it covers".')
    if layer.extent is None and layer.excerpt is None:
        table.complain("extent", "it is not said how much may be printed", 'Add extent = "full".')
    if layer.per_month is not None:
        table.complain("per_month", "reports are counted by source, not by contract", "Set it in a source's terms.")
    settles = tuple(dict.fromkeys((*layer.settles, _LIFTS)))
    return Contract(
        agency=agency,
        names=table.value("names", tuple[str, ...], ()),
        sources=sources,
        layer=dataclasses.replace(layer, kind=LayerKind.PERMISSION, settles=settles),
    )
