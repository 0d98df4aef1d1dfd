"""`mediawire take`: a report that a person brings by its address."""

from __future__ import annotations

from collections.abc import Iterator

from mediawire.archive import requests
from mediawire.archive.requests import Request
from mediawire.house import Wire
from mediawire.line.clock import system_clock
from mediawire.model.errors import ConfigurationError
from mediawire.model.source import owner


def take(wire: Wire, url: str, source_id: str) -> Iterator[str]:
    """Ask the line for the report at an address; raises ConfigurationError where it is no source's."""
    source = wire.source(source_id) if source_id else owner(wire.sources, url)
    if source is None:
        raise ConfigurationError(
            "this address lies at no source's site",
            where=url,
            remedy="Name the source with --source, or add its outlet with: mediawire add URL",
        )
    wish = Request(kind="take", by="command line", at=system_clock(), details={"url": url, "source": source.id})
    requests.ask(wish)
    yield f"Asked for as a report of {source.name}. It is fetched while the wire runs, or by: mediawire poll --once"
