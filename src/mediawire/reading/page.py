"""A page taken apart once: tree, metadata elements and structured data, for those who read from it."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from mediawire.reading import jsonld
from mediawire.reading.tree import Node
from mediawire.reading.words import text_of

# An address of the web that to make absolute changes nothing, as are most.
_PLAIN = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[A-Za-z0-9_%+~-][A-Za-z0-9_.%+~-]*)+/?")
_ROOTED = re.compile(r"(?:/[A-Za-z0-9_%+~-][A-Za-z0-9_.%+~-]*)+/?")  # and a path that needs but the site before it
_LINKED = re.compile(rb"canonical|license|&", re.IGNORECASE)
_DATED = re.compile(rb"(?:class|id)\s*=\s*[\"'][^\"']*(?:date|time|publish|posted|datum|fecha)", re.IGNORECASE)


@dataclasses.dataclass(slots=True)
class Page:
    """A payload with its tree, charset and address."""

    payload: bytes
    root: Node
    charset: str
    url: str
    meta: dict[str, list[str]] = dataclasses.field(default_factory=dict)
    links: dict[str, str] = dataclasses.field(default_factory=dict)  # by rel: canonical and license
    headings: list[Node] = dataclasses.field(default_factory=list)
    times: list[Node] = dataclasses.field(default_factory=list)
    marked: list[Node] = dataclasses.field(default_factory=list)  # with itemprop or rel=author
    scripts: list[Node] = dataclasses.field(default_factory=list)
    figures: list[Node] = dataclasses.field(default_factory=list)
    articles: int = 0  # elements of that name
    title: str = ""
    language: str = ""
    base: str = ""
    data: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    article: dict[str, Any] = dataclasses.field(default_factory=dict)  # the structured data about the article

    def dated(self) -> Iterator[Node]:
        """Elements whose class speaks of a date, the first forty."""
        return itertools.islice((node for node in self.root.walk() if node.raw and _DATED.search(node.raw)), 40)

    def text(self, node: Node) -> str:
        """The text of an element."""
        return text_of(self.payload, [(node.inner, node.close)], self.charset)

    def first(self, *names: str) -> str:
        """The first metadata value of these names that says something."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), "")

    def absolute(self, address: str) -> str:
        """An address made absolute, where it is one of the web; else nothing."""
        if _PLAIN.fullmatch(address):
            return address
        if _ROOTED.fullmatch(address) and (root := _site(self.base or self.url)):
            return root + address
        try:
            whole = urljoin(self.base or self.url, address.strip())
            parts = urlsplit(whole)
        except ValueError:
            return ""
        return whole if parts.scheme in ("http", "https") and parts.hostname else ""


def taken_apart(payload: bytes, root: Node, charset: str, url: str) -> Page:
    """Look through a tree once."""
    page = Page(payload, root, charset, url)
    for node in root.walk():
        looker = _LOOKERS.get(node.tag)
        if looker is not None:
            looker(page, node)
        raw = node.raw
        if raw and node.tag != "meta" and (b"itemprop" in raw or b"author" in raw):
            page.marked.append(node)
    page.data = jsonld.objects(payload, page.scripts, charset)
    page.article = jsonld.article(page.data)
    return page


def _meta(page: Page, node: Node) -> None:
    told = node.attributes
    for key in ("property", "name", "itemprop", "http-equiv"):
        if key in told and (name := told[key].strip().lower()):
            page.meta.setdefault(name, []).append(" ".join(told.get("content", "").split()))


def _link(page: Page, node: Node) -> None:
    if _LINKED.search(node.raw):
        for rel in node.get("rel").lower().split():
            page.links.setdefault(rel, node.get("href"))


def _html(page: Page, node: Node) -> None:
    page.language = page.language or node.get("lang") or node.get("xml:lang")


def _title(page: Page, node: Node) -> None:
    if not page.title and node.parent is not None and node.parent.tag in ("head", "html", "#root"):
        page.title = page.text(node)


def _base(page: Page, node: Node) -> None:
    page.base = page.base or (urljoin(page.url, node.get("href")) if node.get("href") else "")


def _heading(page: Page, node: Node) -> None:
    page.headings.append(node)


def _time(page: Page, node: Node) -> None:
    page.times.append(node)


def _script(page: Page, node: Node) -> None:
    page.scripts.append(node)


def _figure(page: Page, node: Node) -> None:
    page.figures.append(node)


def _article(page: Page, _node: Node) -> None:
    page.articles += 1


_LOOKERS = {
    "article": _article,
    "script": _script,
    "meta": _meta,
    "link": _link,
    "html": _html,
    "title": _title,
    "base": _base,
    "h1": _heading,
    "figure": _figure,
    "time": _time,
}


@functools.lru_cache(maxsize=64)
def _site(address: str) -> str:
    """The address up to its path, where it is one of the web; else nothing."""
    try:
        parts = urlsplit(address)
        return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


@functools.lru_cache(maxsize=1024)
def site(host: str) -> str:
    """The host without the first label that is mere decoration: for asking whether two addresses are one site."""
    for prefix in ("www.", "m.", "amp.", "mobile.", "edition."):
        host = host.removeprefix(prefix)
    return host
