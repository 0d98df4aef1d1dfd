"""The reading of a feed, from bytes to a FeedDocument: the fast way first, then repairs, then feedparser."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import cast

from lxml import etree

from mediawire.intake.feeds import fallback, jsonfeed, pieces
from mediawire.intake.feeds.charset import decode
from mediawire.intake.feeds.limits import Limits
from mediawire.intake.feeds.oddities import may_hold_controls
from mediawire.intake.feeds.prolog import expand, without_doctype
from mediawire.intake.feeds.repair import repaired, without_controls
from mediawire.intake.feeds.tree import Served, Tree, is_page, whole_items
from mediawire.intake.feeds.xmltext import DECLARATION, OPTIONS, parser
from mediawire.model.errors import UnreadableFeed
from mediawire.model.feed import FeedDocument

_JSON = re.compile(r"\s*[{\[]")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FEED = re.compile(r"<(?:\w{1,20}:)?(?:rss|feed|rdf|channel|item|entry)\b", re.IGNORECASE)
_TAG = re.compile(r"<(/?)[A-Za-z_][^\s/>]*(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(/?)>")


def parse(body: bytes, headers: Mapping[str, str], url: str, limits: Limits | None = None) -> FeedDocument:
    """A feed read from the payload of a response.

    `headers` have lower-case names; `url` is the address that answered (a `content-location` header goes before it).
    Entries stand in the order of the document. Nothing is fetched, nothing sanitised, nothing trusted. Raises
    UnreadableFeed for what is not a feed: a page of HTML, other XML, nested beyond the limit, or empty.
    """
    limits = limits or Limits()
    decoded = decode(body, headers)
    text = decoded.text.lstrip("\ufeff")
    base = headers.get("content-location") or url
    if not text.strip():
        raise UnreadableFeed("the body is empty", where=url, remedy="Ask again later; tell the source if it lasts.")
    if _JSON.match(text):
        document = jsonfeed.read(text, base, limits)
    else:
        document = _Xml(text, headers, base, limits).document()
    return dataclasses.replace(document, charset=decoded.charset, flags=(*decoded.flags, *document.flags))


class _Xml:
    """One XML feed on its way through the attempts to read it."""

    def __init__(self, text: str, headers: Mapping[str, str], url: str, limits: Limits) -> None:
        self.headers = headers
        self.url = url
        self.limits = limits
        self.controls = True
        text = DECLARATION.sub("", text, count=1)
        self.text, self.entities, self.flags = without_doctype(text)

    def document(self) -> FeedDocument:
        """Strictly; else repaired; else as far as it goes; else as feedparser sees it."""
        text = expand(self.text, self.entities) if self.entities else self.text
        root = self._strict(text)
        if root is None:
            root = self._strict(self._repaired())
        if root is not None:
            return self._read(root, complete=True)
        return self._wounded()

    def _strict(self, text: str) -> etree._Element | None:
        try:
            data = text.encode("utf-8")
            self.controls = may_hold_controls(data)
            return etree.fromstring(data, parser())
        except UnicodeEncodeError:
            return None  # lone surrogates: the repair takes them out
        except etree.XMLSyntaxError as error:
            if "xcessive depth" in str(error):
                raise self._too_deep() from error
            return None

    def _repaired(self) -> str:
        text, had_controls = without_controls(self.text)
        if had_controls:
            self.flags = (*self.flags, "control-characters")
        if len(text) > self.limits.entry_size:
            text = self._without_giants(text)
        self.text = repaired(text, self.entities)
        return self.text

    def _without_giants(self, text: str) -> str:
        giants = [(start, end) for start, end in pieces.spans(text) if end - start > self.limits.entry_size]
        for start, end in reversed(giants):
            self.flags = (*self.flags, "entry-too-large")
            text = text[:start] + text[end:]
        return text

    def _wounded(self) -> FeedDocument:
        """Broken off, or broken in the middle."""
        root, broken_off = self._as_far_as_it_goes()
        if root is not None and broken_off:
            return self._read(root, complete=False)
        self._refuse_page()
        if root is None and broken_off:
            raise self._no_feed()
        if self._depth() > self.limits.depth:
            raise self._too_deep()
        if len(self.text) <= self.limits.slow_size:
            try:
                document = fallback.read(self.text, self.headers, self.url)
            except fallback.FAULTS:
                return self._by_pieces()
            if not document.entries and not _FEED.search(self.text):
                raise self._no_feed()
            return dataclasses.replace(document, flags=(*self.flags, *document.flags))
        return self._by_pieces()

    def _by_pieces(self) -> FeedDocument:
        root = pieces.assembled(self.text)
        if root is None:
            raise self._no_feed()
        self.flags = (*self.flags, "malformed")
        return self._read(root, complete=not fallback.broken_off(self.text))

    def _as_far_as_it_goes(self) -> tuple[etree._Element | None, bool]:
        """The root with what was whole before the fault, and whether the fault is that the document ends."""
        pull = etree.XMLPullParser(events=("start", "end"), **OPTIONS)
        broken_off = True
        try:
            pull.feed(self.text.encode("utf-8"))
        except etree.XMLSyntaxError:
            broken_off = False
        return whole_items(cast("Iterator[tuple[str, etree._Element]]", pull.read_events())), broken_off

    def _depth(self) -> int:
        """How deep the tags nest, as far as that can be said of malformed text."""
        depth = deepest = 0
        for closing, empty in _TAG.findall(self.text):
            depth += -1 if closing else (0 if empty else 1)
            deepest = max(deepest, depth)
        return deepest

    def _read(self, root: etree._Element, *, complete: bool) -> FeedDocument:
        if is_page(root):
            raise self._page()
        tree = Tree(root, Served(self.headers, self.url, self.controls), self.limits)
        document = tree.document()
        if not tree.is_feed:
            raise self._no_feed()
        return dataclasses.replace(document, complete=complete, flags=(*self.flags, *document.flags))

    def _refuse_page(self) -> None:
        page = _PAGE.search(self.text, 0, 4096)
        feed = _FEED.search(self.text)
        if page and not (feed and feed.start() < page.start()):
            raise self._page()

    def _page(self) -> UnreadableFeed:
        return UnreadableFeed(
            "a page of HTML stands where the feed should be",
            where=self.url,
            remedy="Open the address: a log-in, a consent wall or a moved feed are the usual reasons.",
        )

    def _no_feed(self) -> UnreadableFeed:
        return UnreadableFeed(
            "this is neither RSS, Atom nor JSON Feed", where=self.url, remedy="Look for the source's feed."
        )

    def _too_deep(self) -> UnreadableFeed:
        return UnreadableFeed(
            "the document nests deeper than any feed", where=self.url, remedy="Tell the source; nothing was read."
        )
