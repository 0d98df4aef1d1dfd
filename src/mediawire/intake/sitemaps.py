"""Sitemaps (sitemaps.org 0.9), their indexes and Google's news extension, as leads."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from lxml import etree

from mediawire.intake.feeds.dates import moment
from mediawire.intake.feeds.markup import is_web, resolve
from mediawire.intake.feeds.oddities import title_flags
from mediawire.intake.feeds.xmltext import local, tree, words
from mediawire.model.errors import UnreadableFeed
from mediawire.model.feed import FeedDocument, FeedEntry

UNPACKED_LIMIT = 50 * 1024 * 1024  # the size that sitemaps.org allows
_GZIP = b"\x1f\x8b"


def parse(body: bytes, url: str, headers: Mapping[str, str] | None = None) -> FeedDocument:
    """A sitemap's pages, or an index's sitemaps, as entries in the order of the document.

    `kind` is "sitemap" or "sitemap-index". Of a news sitemap the entries have title, language, publication date and
    keywords. `lastmod` is the time of change. A list of addresses, one a line, is a sitemap too. Raises UnreadableFeed.
    """
    headers = headers or {}
    if body.startswith(_GZIP):
        body = _unpacked(body, url)
    if not body.lstrip().removeprefix(b"\xef\xbb\xbf").startswith(b"<"):
        return _lines(body, url)
    root = tree(body, headers, url)
    kind = local(root)
    if kind not in ("urlset", "sitemapindex"):
        raise UnreadableFeed(f"this is no sitemap but <{kind}>", where=url, remedy="Look into the site's robots.txt.")
    entries = tuple(_entry(each, url) for each in root if local(each) in ("url", "sitemap"))
    return FeedDocument(
        entries=tuple(entry for entry in entries if entry.link and is_web(entry.link)),
        kind="sitemap" if kind == "urlset" else "sitemap-index",
        reader="fast",
    )


def _unpacked(body: bytes, url: str) -> bytes:
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        text = unpacker.decompress(body, UNPACKED_LIMIT)
    except zlib.error as error:
        raise UnreadableFeed(f"the gzip is damaged ({error})", where=url, remedy="Ask again later.") from error
    if unpacker.unconsumed_tail:
        raise UnreadableFeed("unpacked it is larger than a sitemap may be", where=url, remedy="Name its parts instead.")
    return text


def _lines(body: bytes, url: str) -> FeedDocument:
    addresses = [line.strip() for line in body.decode("utf-8", "replace").splitlines()]
    found = tuple(FeedEntry(id=each, link=each, flags=("no-title", "no-date")) for each in addresses if is_web(each))
    if not found:
        raise UnreadableFeed("this holds no addresses", where=url, remedy="Look into the site's robots.txt.")
    return FeedDocument(entries=found, kind="sitemap", reader="fast")


def _entry(element: etree._Element, url: str) -> FeedEntry:
    told: dict[str, str] = {}
    for child in element:
        if local(child) == "news":
            told.update({f"news:{local(each)}": words(each) for each in child.iterdescendants()})
        else:
            told.setdefault(local(child), words(child))
    link = resolve(url, told.get("loc", ""))
    date = told.get("news:publication_date", "")
    title = told.get("news:title") or None
    return FeedEntry(
        id=link,
        link=link,
        title=title,
        published=moment(date),
        published_text=date,
        updated=moment(told.get("lastmod")),
        updated_text=told.get("lastmod", ""),
        language=told.get("news:language"),
        categories=tuple(word for each in told.get("news:keywords", "").split(",") if (word := each.strip())),
        origin_title=told.get("news:name"),
        title_type="text/plain" if title else "",
        flags=(*title_flags(title or ""), *(() if title else ("no-title",))),
    )
