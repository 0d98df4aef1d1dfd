"""Subscription lists (OPML 2.0), in and out."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Iterator

from lxml import etree

from mediawire.intake.feeds.markup import is_web
from mediawire.intake.feeds.xmltext import local, tree
from mediawire.model.errors import UnreadableFeed
from mediawire.model.source import Door, Source


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A feed of a subscription list. `folders` are the outlines around it, outermost first."""

    title: str
    feed: str
    home: str = ""
    language: str = ""
    folders: tuple[str, ...] = ()


def read(body: bytes, where: str = "OPML") -> tuple[Subscription, ...]:
    """The feeds of a list, each address once, in its order; raises UnreadableFeed for what is not OPML."""
    root = tree(body, {}, where)
    if local(root) not in ("opml", "outlinedocument"):
        raise UnreadableFeed(f"this is no OPML but <{local(root)}>", where=where, remedy="Export the list once more.")
    found: dict[str, Subscription] = {}
    for each in _outlines(root):
        found.setdefault(each.feed, each)
    return tuple(found.values())


def _outlines(root: etree._Element) -> Iterator[Subscription]:
    stack: list[tuple[etree._Element, tuple[str, ...]]] = [(root, ())]
    while stack:
        element, folders = stack.pop()
        told = {str(key).lower(): str(value).strip() for key, value in element.attrib.items()}
        title = told.get("title") or told.get("text") or ""
        feed = told.get("xmlurl") or (told.get("url", "") if told.get("type", "").lower() in ("rss", "atom") else "")
        if feed.startswith("feed:"):
            feed = f"http:{feed[5:]}" if feed.startswith("feed://") else feed[5:]
        if is_web(feed):
            home = told.get("htmlurl", "")
            yield Subscription(
                title=title or feed,
                feed=feed,
                home=home if is_web(home) else "",
                language=told.get("language", ""),
                folders=folders,
            )
        inner = (*folders, title) if local(element) == "outline" and title and not feed else folders
        stack.extend((child, inner) for child in reversed(element))


def sources(subscriptions: Iterable[Subscription], taken: Iterable[str] = ()) -> tuple[Source, ...]:
    """Sources for a list, one a feed, with ids that are not in `taken`; nothing is known of their terms."""
    used = set(taken)
    made = []
    for each in subscriptions:
        name = _id(each.title, used)
        used.add(name)
        made.append(
            Source(
                id=name,
                name=each.title,
                home=each.home or each.feed,
                doors=((Door.FEED, each.feed),),
                language=each.language,
                section=each.folders[-1] if each.folders else "",
            )
        )
    return tuple(made)


def _id(title: str, used: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:34].strip("-") or "source"
    name, number = stem, 1
    while name in used:
        number += 1
        name = f"{stem}-{number}"
    return name


def write(listed: Iterable[Source], title: str) -> bytes:
    """The feeds of some sources as OPML 2.0, in UTF-8, grouped by section."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    folders: dict[str, etree._Element] = {"": body}
    for source in listed:
        if source.section not in folders:
            folders[source.section] = etree.SubElement(body, "outline", text=source.section, title=source.section)
        for door, address in source.doors:
            if door is Door.FEED:
                _outline(folders[source.section], source, address)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _outline(folder: etree._Element, source: Source, address: str) -> None:
    outline = etree.SubElement(folder, "outline", type="rss", text=source.name, title=source.name)
    outline.set("xmlUrl", address)
    outline.set("htmlUrl", source.home)
    if source.language:
        outline.set("language", source.language)
