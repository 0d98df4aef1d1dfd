"""From an XML tree to a feed: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, and CDF."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping

from lxml import etree

from mediawire.intake.feeds.dates import moment
from mediawire.intake.feeds.draft import Draft
from mediawire.intake.feeds.elements import READERS, Scope, read_children, text_of
from mediawire.intake.feeds.limits import Limits
from mediawire.intake.feeds.markup import resolve
from mediawire.intake.feeds.names import name_of
from mediawire.model.feed import FeedDocument, FeedEntry

_ENTRIES = frozenset({"item", "entry"})
_FEEDS = frozenset({"channel", "feed", "rss", "rdf:rdf", "rdf"})
_CLOSED = frozenset(
    {"image", "textinput", "contributor", "author", "itunes:owner", "skiphours", "skipdays", "category"}
)
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_DATES = frozenset({"pubdate", "published", "issued", "dc:date", "updated", "modified", "dcterms:issued"})
_PERIODS = {"hourly": 3600.0, "daily": 86400.0, "weekly": 604800.0, "monthly": 2592000.0, "yearly": 31536000.0}


@dataclasses.dataclass(frozen=True, slots=True)
class Served:
    """How a document came: its headers, its address, and whether its text may hold C1 controls."""

    headers: Mapping[str, str]
    url: str
    controls: bool = True


class Tree:
    """One reading of one tree. `root` may lack its end: what is not whole has been taken out of it."""

    def __init__(self, root: etree._Element, served: Served, limits: Limits) -> None:
        self.root = root
        self.limits = limits
        self.draft = Draft()
        self.names: dict[tuple[str, str | None], str] = {}
        self.seen: set[str] = set()
        self.items: list[tuple[etree._Element, Scope]] = []
        self.hubs: list[str] = []
        self.links: dict[str, str] = {}
        self.pace: dict[str, str] = {}
        self.flags: list[str] = []
        language = served.headers.get("content-language") or None
        self.draft.language = language
        wraps = not str(root.tag).startswith("{http://purl.org/atom/ns#}")
        self.scope = Scope(served.url, language, 0, self.name(root) == "feed", served.controls, wraps)

    def name(self, element: etree._Element) -> str:
        """The name of an element as feeds mean it; looked up once for each spelling."""
        tag = element.tag
        if not isinstance(tag, str):
            return ""
        key = (tag, element.prefix)
        found = self.names.get(key)
        if found is None:
            found = self.names[key] = name_of(tag, element.prefix)
        return found

    def document(self) -> FeedDocument:
        """The feed, its newest entries in the order of the document."""
        self._walk()
        chosen = self._newest()
        entries = tuple(self._entry(element, scope) for element, scope in chosen)
        published, _ = self.draft.time("published")
        updated, _ = self.draft.time("updated")
        return FeedDocument(
            title=self.draft.title.text if self.draft.title else None,
            title_language=self.draft.title.language if self.draft.title else None,
            link=self.draft.address(),
            published=published,
            updated=updated,
            language=self.draft.language,
            entries=entries,
            kind=self._kind(),
            reader="fast",
            hubs=tuple(dict.fromkeys(self.hubs)),
            self_url=self.links.get("self"),
            next_url=self.links.get("next"),
            ttl_seconds=self._ttl(),
            licences=tuple(dict.fromkeys(self.draft.licences)),
            flags=tuple(dict.fromkeys(self.flags)),
        )

    @property
    def is_feed(self) -> bool:
        """Was there anything that only feeds have?"""
        return bool(self.items) or bool(self.seen & _FEEDS)

    def _walk(self) -> None:
        """Sort what is below the root into items, to be read later, and words about the feed."""
        stack = [(self.root, self.scope)]
        while stack:
            element, outer = stack.pop()
            name = self.name(element)
            scope = outer.inside(element)
            if name in _ENTRIES:
                self.items.append((element, scope))
            elif name in _FEEDS:
                self._container(element, name, scope)
                stack.extend((child, scope) for child in reversed(element))
            elif name not in _CLOSED and not self._about_feed(element, name, scope) and len(element):
                stack.extend((child, scope) for child in reversed(element))

    def _container(self, element: etree._Element, name: str, scope: Scope) -> None:
        self.seen.add(name)
        if name != "channel" and scope.language and scope.language != self.scope.language:
            self.draft.language = scope.language
        _common(self.draft, element, scope)

    def _about_feed(self, element: etree._Element, name: str, scope: Scope) -> bool:
        if name == "link":
            self._feed_link(element, scope)
        if name in ("ttl", "sy:updateperiod", "sy:updatefrequency"):
            self.pace[name] = text_of(element).lower()
            return True
        reader = READERS.get(name)
        if reader is not None:
            reader(self.draft, element, scope)
        return reader is not None

    def _feed_link(self, element: etree._Element, scope: Scope) -> None:
        rel = element.get("rel", "").lower()
        href = element.get("href")
        if not href or not rel:
            return
        if rel == "hub":
            self.hubs.append(resolve(scope.base, href))
        else:
            self.links.setdefault(rel, resolve(scope.base, href))

    def _newest(self) -> list[tuple[etree._Element, Scope]]:
        """The newest items by date where most have one, else the first; in the order of the document."""
        most = self.limits.entries
        if len(self.items) <= most:
            return self.items
        self.flags.append("more-entries")
        dated = [(self._date(element), -at) for at, (element, _) in enumerate(self.items)]
        known = sum(date is not None for date, _ in dated)
        if known * 2 < len(dated):
            return self.items[:most]
        oldest = dt.datetime.min.replace(tzinfo=dt.UTC)
        order = sorted(range(len(dated)), key=lambda at: (dated[at][0] or oldest, -at), reverse=True)
        return [self.items[at] for at in sorted(order[:most])]

    def _date(self, item: etree._Element) -> dt.datetime | None:
        found = (moment(child.text) for child in item if self.name(child) in _DATES)
        return next((date for date in found if date), None)

    def _entry(self, element: etree._Element, scope: Scope) -> FeedEntry:
        draft = Draft()
        about = element.get(_RDF_ABOUT)
        draft.id = about.strip() if about else None
        _common(draft, element, scope)
        read_children(draft, element, scope, self.name)
        if draft.language is None and (language := element.get("{http://www.w3.org/XML/1998/namespace}lang")):
            draft.language = language.replace("_", "-")
        return draft.entry()

    def _kind(self) -> str:
        if "feed" in self.seen or (not self.seen and self.name(self.root) == "entry"):
            return "atom"
        return "rdf" if self.seen & {"rdf:rdf", "rdf"} else "rss"

    def _ttl(self) -> float | None:
        """Seconds that the feed asks to be left alone: `ttl` in minutes, or the syndication module's period."""
        ttl = self.pace.get("ttl", "")
        if ttl.isdecimal() and len(ttl) < 8:
            return float(ttl) * 60
        if "sy:updateperiod" not in self.pace and "sy:updatefrequency" not in self.pace:
            return None
        frequency = self.pace.get("sy:updatefrequency", "")
        times = int(frequency) if frequency.isdecimal() and 0 < len(frequency) < 6 and int(frequency) else 1
        return _PERIODS.get(self.pace.get("sy:updateperiod", "daily"), 86400.0) / times


def _common(draft: Draft, element: etree._Element, scope: Scope) -> None:
    """What CDF puts into attributes of channel and item."""
    for key, value in element.attrib.items():
        lowered = str(key).lower()
        if lowered == "lastmod":
            draft.offer_time("updated", str(value))
        elif lowered == "href":
            draft.link = resolve(scope.base, str(value))


def whole_items(events: Iterator[tuple[str, etree._Element]]) -> etree._Element | None:
    """The root of a tree that broke off, without the elements that never ended, their containers excepted.

    `events` are the "start" and "end" events of everything that was read.
    """
    open_: list[etree._Element] = []
    root: etree._Element | None = None
    for event, element in events:
        if event == "start":
            root = element if root is None else root
            open_.append(element)
        else:
            open_.pop()
    for element in open_[1:]:
        name = name_of(str(element.tag), element.prefix)
        parent = element.getparent()
        if name not in _FEEDS and parent is not None:
            parent.remove(element)
            break
    return root


def is_page(root: etree._Element) -> bool:
    """Is this a page of HTML?"""
    return isinstance(root.tag, str) and root.tag.rpartition("}")[2].lower() == "html"
