"""Finding a source's doors: the feeds that a page names, the news sitemaps that robots.txt names, and good guesses."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit

from lxml import etree

from mediawire.intake.feeds.charset import as_utf8
from mediawire.intake.feeds.markup import is_web

_FEED_TYPES = {
    "application/rss+xml": "rss",
    "application/atom+xml": "atom",
    "application/rdf+xml": "rdf",
    "application/feed+json": "json",
    "application/json": "json",
    "text/xml": "rss",
    "application/xml": "rss",
}
_ANCHOR = re.compile(r"(?:^|[/._\-?=])(?:rss|atom|feed|feeds|rdf)(?:$|[/._\-?=&])|\.(?:rss|atom|rdf)$", re.IGNORECASE)
_LINK_HEADER = re.compile(r"<([^<>]{1,2000})>\s*((?:;\s*[\w*\-]+\s*=\s*(?:\"[^\"]*\"|[^\s,;\"]+)\s*)+)")
_PARAMETER = re.compile(r";\s*([\w*\-]+)\s*=\s*(?:\"([^\"]*)\"|([^\s,;\"]+))")
_SITEMAP = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
_GUESSES = ("/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/feeds/posts/default")
_SITEMAP_GUESSES = ("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap.xml")
READ_AT_MOST = 2 * 1024 * 1024


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A door that may be there. `how` says where it was named: "link", "header", "anchor", or "guess" where nowhere.

    `kind` is "rss", "atom", "rdf", "json", "feed" (not said) or "sitemap".
    """

    url: str
    kind: str
    how: str
    title: str = ""


def feeds_of(html: bytes, url: str, headers: Mapping[str, str]) -> tuple[Candidate, ...]:
    """The feeds of a page, best first: those it names in its head, in its headers, in links; last the usual places."""
    tree = page(html, headers)
    base = base_of(tree, url)
    found: dict[str, Candidate] = {}
    for candidate in (*_named(tree, base), *_in_header(headers, url), *_anchors(tree, base), *_guessed(url)):
        if is_web(candidate.url):
            found.setdefault(candidate.url, candidate)
    return tuple(found.values())


def sitemaps_of(robots: bytes, url: str) -> tuple[Candidate, ...]:
    """The sitemaps that robots.txt names, those for news first; the usual places of one where it names none."""
    text = robots[:READ_AT_MOST].decode("utf-8", "replace")
    named = [urljoin(url, address) for address in _SITEMAP.findall(text)]
    named = [address for address in dict.fromkeys(named) if is_web(address)]
    named.sort(key=lambda address: "news" not in address.lower())
    if named:
        return tuple(Candidate(url=address, kind="sitemap", how="link") for address in named)
    return tuple(Candidate(url=urljoin(url, place), kind="sitemap", how="guess") for place in _SITEMAP_GUESSES)


def page(html: bytes, headers: Mapping[str, str]) -> etree._Element:
    """A page as a tree, of its first two megabytes; an empty one where there is none. Nothing is fetched for it."""
    try:
        root = etree.fromstring(as_utf8(html[:READ_AT_MOST], headers), _parser())
    except etree.ParserError:
        root = None
    except etree.XMLSyntaxError:
        root = None
    return etree.Element("html") if root is None else root


@functools.lru_cache(maxsize=1)
def _parser() -> etree.HTMLParser:
    # One for all pages: to make one takes a tenth of the time in which a page is parsed.
    return etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)


def base_of(tree: etree._Element, url: str) -> str:
    """The address that a page's relative links are resolved against."""
    for element in tree.iter("base"):
        if href := element.get("href"):
            return _joined(url, href)
    return url


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""


def _named(tree: etree._Element, base: str) -> Iterator[Candidate]:
    for element in tree.iter("link"):
        kind = _kind(element.get("rel", ""), element.get("type", ""))
        href = element.get("href")
        if kind and href:
            yield Candidate(url=_joined(base, href), kind=kind, how="link", title=(element.get("title") or "").strip())


def _kind(rel: str, media_type: str) -> str:
    rels = rel.lower().split()
    kind = _FEED_TYPES.get(media_type.partition(";")[0].strip().lower(), "")
    if "feed" in rels:
        return kind or "feed"
    return kind if "alternate" in rels else ""


def _in_header(headers: Mapping[str, str], url: str) -> Iterator[Candidate]:
    for address, parameters in links(headers):
        if kind := _kind(parameters.get("rel", ""), parameters.get("type", "")):
            yield Candidate(url=_joined(url, address), kind=kind, how="header", title=parameters.get("title", ""))


def links(headers: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """The addresses of a Link header (RFC 8288) with their parameters."""
    for found in _LINK_HEADER.finditer(headers.get("link", "")[:65536]):
        told = {name.lower(): quoted or bare for name, quoted, bare in _PARAMETER.findall(found[2])}
        yield found[1], told


def _anchors(tree: etree._Element, base: str) -> Iterator[Candidate]:
    for element in tree.iter("a"):
        href = element.get("href") or ""
        if not href or not _ANCHOR.search(href):
            continue
        address = _joined(base, href)
        if is_web(address) and urlsplit(address).netloc == urlsplit(base).netloc:
            title = " ".join("".join(map(str, element.itertext())).split())[:200]
            yield Candidate(url=address, kind="feed", how="anchor", title=title)


def _guessed(url: str) -> Iterator[Candidate]:
    for place in _GUESSES:
        yield Candidate(url=_joined(url, place), kind="feed", how="guess")
