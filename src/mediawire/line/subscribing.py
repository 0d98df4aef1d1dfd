"""`mediawire preview`, `import` and `export`: sources that a person brings by hand. They need no archive."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

from mediawire.house import FILE, Wire, load, template
from mediawire.intake import listing, opml
from mediawire.intake.fetcher import Ask, Fetcher
from mediawire.line.adding import append
from mediawire.line.clock import system_clock
from mediawire.line.doors import PAGES
from mediawire.line.naming import agent, outside
from mediawire.model.capture import Exchange
from mediawire.model.errors import ConfigurationError
from mediawire.model.source import Source


def preview(folder: Path, url: str, pattern: str) -> Iterator[str]:
    """Every link of a listing page, with what the pattern does to it."""
    page = asyncio.run(_fetched(load(folder), url))
    rows = listing.preview(page.payload, page.final_url, pattern, page.header_map)
    for row in rows:
        yield f"{'take' if row.taken else '  --'}  {row.url}  ({row.title or 'without a title'}): {row.why}"
    yield f"{sum(row.taken for row in rows)} of {len(rows)} links are taken."
    yield f'To keep it, write into the source\'s table: listing = "{url}" and pattern = "{pattern}"'


async def _fetched(wire: Wire, url: str) -> Exchange:
    async with Fetcher(wire.manners, agent(wire), system_clock, outside(wire)) as fetcher:
        return await fetcher.fetch(Ask(url=url, accept=PAGES))


def bring(folder: Path, file: Path, *, dry_run: bool) -> Iterator[str]:
    """Append the feeds of an OPML file to wire.toml as sources; those that are there already are left alone."""
    wire = load(folder)
    try:
        body = file.read_bytes()
    except OSError as error:
        raise ConfigurationError(
            f"the file cannot be read ({error.strerror})", where=str(file), remedy="Give an OPML file."
        ) from error
    listed = opml.read(body, str(file))
    known = {url for source in wire.sources for _, url in source.doors}
    fresh = opml.sources([each for each in listed if each.feed not in known], [source.id for source in wire.sources])
    for source in fresh:
        yield f"{source.id}: {source.name} ({source.doors[0][1]})"
    if fresh and not dry_run:
        append(folder / FILE, "".join(template.source(source) for source in fresh), folder)
    yield f"{len(fresh)} sources {'would be ' if dry_run else ''}added; {len(listed) - len(fresh)} were there already."


def export(folder: Path) -> bytes:
    """The wire's feeds as OPML."""
    wire = load(folder)
    return opml.write(_with_feeds(wire), wire.house.name)


def _with_feeds(wire: Wire) -> Iterator[Source]:
    return (source for source in wire.sources if any(door.value == "feed" for door, _ in source.doors))
