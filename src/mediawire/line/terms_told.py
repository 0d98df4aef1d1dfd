"""`mediawire terms`: what may be done with a source's reports, and why, in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from mediawire import permission
from mediawire.house import Wire, load
from mediawire.house.catalogue import catalogue
from mediawire.line import looking
from mediawire.line.clock import Clock, system_clock
from mediawire.model.catalogue import Entry
from mediawire.model.errors import ConfigurationError
from mediawire.model.permission import Used
from mediawire.model.report import Report, Stated, StatedTime
from mediawire.model.source import Source


def of(target: str, folder: Path, clock: Clock = system_clock) -> Iterator[str]:
    """The lines about a source of the wire by its id, a report by its URL, or an outlet of the catalogue by its URL."""
    wire = load(folder)
    if "://" not in target:
        source = wire.source(target)
        yield from _of_source(wire, source, _any_report(source, clock), clock)
        return
    known = _source_at(wire, target)
    if known is not None:
        yield from _of_source(wire, known, looking.read(target, folder), clock)
        return
    entries = permission.recognise(catalogue(), target)
    if not entries:
        raise ConfigurationError(
            "neither this wire nor the catalogue knows the outlet", where=target, remedy="Add it: mediawire add URL"
        )
    for entry in entries:
        yield from of_entry(entry)


def of_entry(entry: Entry) -> Iterator[str]:
    """What the catalogue knows of an outlet's terms, and where that was read."""
    yield f"{entry.name} is in the catalogue ({entry.confidence.replace('_', ' ')}, looked up on {entry.seen})."
    yield f"Its terms: {entry.terms_url or 'no page known'}; read at {entry.read_at or 'its own page'}."
    yield from permission.described(permission.terms_of(entry))
    yield "What was not seen is not permitted by that: open the page and read it."


def _of_source(wire: Wire, source: Source, report: Report, clock: Clock) -> Iterator[str]:
    yield f"{source.name} ({source.id}), a report: {report.headline.value}"
    yield from permission.explained(permission.permitted(report, source, wire.house, Used(), clock()))
    yield ""
    yield from permission.described(source.terms) or ("No terms are entered.",)


def _source_at(wire: Wire, url: str) -> Source | None:
    host = urlsplit(url).netloc
    return next((each for each in wire.sources if host and urlsplit(each.home).netloc == host), None)


def _any_report(source: Source, clock: Clock) -> Report:
    """A report as the source's usually are: of today, in its language."""
    moment = clock()
    return Report(
        id="0" * 16,
        source_id=source.id,
        url=source.home,
        capture="",
        retrieved_at=moment,
        headline=Stated(value="any of today's", origin=""),
        blocks=(),
        published=StatedTime(moment=moment, wording="", origin=""),
        language=source.language,
    )
