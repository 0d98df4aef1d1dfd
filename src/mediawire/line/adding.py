"""`mediawire add`: find the doors of a page and append a source to wire.toml."""

from __future__ import annotations

import asyncio
import dataclasses
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from mediawire import permission
from mediawire.house import FILE, Wire, load, parse, template
from mediawire.house.catalogue import catalogue
from mediawire.intake import discovery, feeds
from mediawire.intake.fetcher import Ask, Fetcher
from mediawire.line.clock import system_clock
from mediawire.line.doors import FEEDS, PAGES
from mediawire.line.naming import agent, outside
from mediawire.model.capture import Exchange
from mediawire.model.catalogue import Entry
from mediawire.model.errors import ConfigurationError, UnreadableFeed, WireError
from mediawire.model.feed import FeedDocument
from mediawire.model.source import Door, Source, Terms

CANDIDATES = 8


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What stands behind an address: the site's own name, and the feeds that could be read."""

    url: str
    name: str
    language: str
    feeds: tuple[tuple[str, FeedDocument], ...]


def look(folder: Path, url: str) -> Found:
    """Fetch the page at URL and read the feeds that it names. Raises RetrievalError where the page cannot be had."""
    return asyncio.run(_look(load(folder), url if "://" in url else f"https://{url}"))


async def _look(wire: Wire, url: str) -> Found:
    async with Fetcher(wire.manners, agent(wire), system_clock, outside(wire)) as fetcher:
        page = await fetcher.fetch(Ask(url=url, accept=f"{PAGES}, {FEEDS}"))
        own = _as_feed(page)
        if own is not None:
            return _found(url, [(page.final_url, own)])
        candidates = discovery.feeds_of(page.payload, page.final_url, page.header_map)
        read = [await _read(fetcher, each.url) for each in candidates[:CANDIDATES]]
        return _found(page.final_url, [each for each in read if each is not None])


async def _read(fetcher: Fetcher, url: str) -> tuple[str, FeedDocument] | None:
    """A candidate's document; None where there is none to be read, which a guess may well come to."""
    try:
        answer = await fetcher.fetch(Ask(url=url, accept=FEEDS))
        return answer.final_url, feeds.parse(answer.payload, answer.header_map, answer.final_url)
    except WireError:
        return None


def _as_feed(exchange: Exchange) -> FeedDocument | None:
    try:
        document = feeds.parse(exchange.payload, exchange.header_map, exchange.final_url)
    except UnreadableFeed:
        return None
    return document if document.entries and document.kind in ("rss", "rdf", "atom", "json") else None


def _found(url: str, read: Sequence[tuple[str, FeedDocument]]) -> Found:
    unique = tuple({address: (address, document) for address, document in read if document.entries}.values())
    first = unique[0][1] if unique else FeedDocument()
    return Found(
        url=url, name=first.title or urlsplit(url).hostname or url, language=first.language or "", feeds=unique
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the editor gives for a new source: id and name where not our own, and who confirms the catalogue's terms."""

    source_id: str = ""
    name: str = ""
    confirmed_by: str = ""
    dry_run: bool = False


def known(found: Found) -> Entry | None:
    """The outlet in the shipped catalogue, where it is there."""
    return next(iter(permission.recognise(catalogue(), found.url)), None)


def add(folder: Path, found: Found, wish: Wish) -> Iterator[str]:
    """Append the source to wire.toml (or, with `dry_run`, only show it) and say what was done."""
    if not found.feeds:
        raise ConfigurationError(
            "no feed was found there",
            where=found.url,
            remedy="Give the address of a feed, or write a source with `listing` and `pattern` into wire.toml.",
        )
    wire = load(folder)
    source = _source(wire, found, wish)
    for address, document in found.feeds:
        title = document.title or "without a title"
        yield f"feed: {address} ({document.kind}, {len(document.entries)} entries: {title})"
    _refuse_known(wire, source)
    text = template.source(source)
    if wish.dry_run:
        yield text
        return
    append(folder / FILE, text, folder)
    yield f'Added "{source.id}" to {folder / FILE}.'
    if not source.terms.layers:
        yield "Its terms are not known: headline and link are printed, until you enter them there."
    elif not wish.confirmed_by:
        yield "Its terms are the catalogue's: headline and link are printed until confirmed_by names a reader."


def _terms(found: Found, confirmed_by: str) -> Terms:
    """The catalogue's terms of the outlet, with the name of whoever confirms them; none where it is not there."""
    entry = known(found)
    if entry is None:
        return Terms()
    terms = permission.terms_of(entry)
    layers = (
        dataclasses.replace(layer, basis=dataclasses.replace(layer.basis, confirmed_by=confirmed_by))
        for layer in terms.layers
    )
    return dataclasses.replace(terms, layers=tuple(layers))


def _source(wire: Wire, found: Found, wish: Wish) -> Source:
    parts = urlsplit(found.url)
    # The first feed the page names is its main one; others (comments, sections) are shown and left to the editor.
    return Source(
        id=wish.source_id or _free_id(wire, parts.hostname or "source"),
        name=wish.name or found.name,
        home=f"{parts.scheme}://{parts.netloc}/",
        doors=((Door.FEED, found.feeds[0][0]),),
        language=found.language,
        terms=_terms(found, wish.confirmed_by),
    )


def _free_id(wire: Wire, host: str) -> str:
    base = re.sub(r"[^a-z0-9]+", "-", host.lower().removeprefix("www.")).strip("-")[:36] or "source"
    taken = {source.id for source in wire.sources}
    return next(each for each in (base, *(f"{base}-{number}" for number in range(2, 1000))) if each not in taken)


def _refuse_known(wire: Wire, new: Source) -> None:
    known = {url for source in wire.sources for _, url in source.doors}
    for _, url in new.doors:
        if url in known:
            raise ConfigurationError("this feed is a source already", where=url, remedy="Nothing was changed.")


def append(path: Path, text: str, folder: Path) -> None:
    """Append to wire.toml, all or nothing, and only what leaves it a sound wire."""
    whole = f"{path.read_text(encoding='utf-8').rstrip()}\n\n{text.strip()}\n"
    parse(whole, folder)
    beside = path.with_suffix(".toml.new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(whole)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
