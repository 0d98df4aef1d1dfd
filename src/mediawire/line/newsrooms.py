"""The agencies and outlets that a wire knows by name."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from mediawire.house import Wire
from mediawire.house.shelf import Shelf
from mediawire.model.sourcing import Gazetteer, Outlet, SourceKind
from mediawire.sourcing import extended, gazetteer_of


def gazetteer_for(wire: Wire, known: Shelf) -> Gazetteer:
    """The agencies and outlets that ship with mediawire, those of wire.toml, and the wire's own sources."""
    return extended(gazetteer_of(known.outlets), (*wire.outlets, *_outlets(wire)))


def _outlets(wire: Wire) -> Iterator[Outlet]:
    """The wire's own sources, by the names that the house has for them."""
    for source in wire.sources:
        kind = SourceKind.AGENCY if source.kind == "agency" else SourceKind.OUTLET
        host = urlsplit(source.home).hostname or ""
        yield Outlet(id=source.id, name=source.name, kind=kind, domains=(host,) if host else ())
