"""Leads from a listing page: the links that fit a pattern, for sources without a feed.

A pattern is a path as it stands in an address bar, with `*` for anything within one step of the path, `**` for
anything, and `#` for one or more digits: "/news/#/#/*", "https://example.org/**/article-#". Without a host it is
about the page's own. Nothing else is special, so that no pattern can be slow.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from lxml import etree

from mediawire.intake.addresses import reduced, site_of
from mediawire.intake.discovery import base_of, page
from mediawire.intake.feeds.dates import moment
from mediawire.intake.feeds.markup import is_web, resolve
from mediawire.intake.feeds.oddities import title_flags
from mediawire.intake.feeds.xmltext import words
from mediawire.model.errors import ConfigurationError
from mediawire.model.feed import FeedEntry

_SPECIAL = re.compile(r"\*\*|\*|#|[^*#]+")
_WILD: Final = frozenset({"**", "*", "#"})
_STEPS: Final = {"*": re.compile(r"[^/?]*"), "#": re.compile(r"\d*")}
_LONGEST: Final = 2000
_MOST_SPECIAL = 12
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A link of a listing page, for the preview: is it taken, and why or why not, in a few words."""

    url: str
    title: str
    taken: bool
    why: str


@dataclasses.dataclass(frozen=True, slots=True)
class Pattern:
    """A link pattern, as its literal pieces and wildcards in order; `anywhere` lets any host stand before the path."""

    pieces: tuple[str, ...]
    anywhere: bool

    def fits(self, bare: str) -> bool:
        """Does a whole address without scheme fit, with or without a final slash?

        Each piece moves the set of places that the pieces before it can end at, so that time grows with the address
        and the pattern and never with the ways of matching them.
        """
        slash = bare.find("/")
        if self.anywhere and slash < 1:
            return False
        places = {slash if self.anywhere else 0}
        for piece in self.pieces:
            places = _moved(bare, piece, places)
        return not places.isdisjoint({len(bare), len(bare) - 1 if bare.endswith("/") else len(bare)})


def _moved(bare: str, piece: str, places: set[int]) -> set[int]:
    """Where a piece of a pattern can end that begins at one of some places."""
    if piece == "**":
        return set(range(min(places), len(bare) + 1)) if places else set()
    if piece in _STEPS:
        wild = _STEPS[piece]
        return {end for at in places for end in range(at + (piece == "#"), wild.match(bare, at).end() + 1)}  # type: ignore[union-attr]
    return {at + len(piece) for at in places if bare.startswith(piece, at)}


def compiled(pattern: str) -> Pattern:
    """The pattern of a source's setting; raises ConfigurationError."""
    bare = re.sub(r"^https?://", "", pattern.strip())
    pieces = _SPECIAL.findall(bare)
    if not bare or sum(piece in _WILD for piece in pieces) > _MOST_SPECIAL:
        raise ConfigurationError(
            f"{pattern!r} is no link pattern",
            where="pattern",
            remedy=f"Write a path such as /news/#/*, with at most {_MOST_SPECIAL} of *, ** and #.",
        )
    return Pattern(tuple(pieces), bare.startswith("/"))


def leads(html: bytes, url: str, pattern: str, headers: Mapping[str, str] | None = None) -> tuple[FeedEntry, ...]:
    """The reports that a listing page links to, in its order, each once, titled by the longest text of its links."""
    taken: dict[str, FeedEntry] = {}
    expression = compiled(pattern)
    for address, title, date in _links(html, url, headers or {}):
        if _judged(address, url, expression):
            continue
        name = reduced(address)
        before = taken.get(name)
        if before is None or len(title) > len(before.title or ""):
            taken[name] = _entry(before.link if before and before.link else address, title, date)
    return tuple(taken.values())


def preview(html: bytes, url: str, pattern: str, headers: Mapping[str, str] | None = None) -> tuple[Row, ...]:
    """Every link of a listing page with what the pattern does to it, so that an editor sees it before saving it."""
    rows: list[Row] = []
    seen: set[str] = set()
    expression = compiled(pattern)
    for address, title, _ in _links(html, url, headers or {}):
        objection = _judged(address, url, expression)
        again = not objection and reduced(address) in seen
        seen.add(reduced(address))
        why = objection or ("the same page again" if again else "fits the pattern")
        rows.append(Row(url=address, title=title, taken=not objection and not again, why=why))
    return tuple(rows)


def _judged(address: str, url: str, pattern: Pattern) -> str:
    """Why a link is not taken, "" where it is."""
    if pattern.anywhere and site_of(address) != site_of(url):
        return "on another site"
    if reduced(address) == reduced(url):
        return "this page itself"
    parts = urlsplit(address)
    short = parts.netloc + parts.path
    whole = f"{short}?{parts.query}" if parts.query else short
    if len(whole) > _LONGEST:
        return "too long an address"
    return "" if pattern.fits(whole) or pattern.fits(short) else "does not fit the pattern"


def _links(html: bytes, url: str, headers: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Address, text and date of each link."""
    tree = page(html, headers)
    base = base_of(tree, url)
    for element in tree.iter("a"):
        href = (element.get("href") or "").strip()
        address = resolve(base, href).partition("#")[0] if href and not href.startswith("#") else ""
        if is_web(address):
            yield address, _title(element), _date(element)


def _title(element: etree._Element) -> str:
    """The heading within the link, else its text, else what it says of itself."""
    heading = next(element.iter(*_HEADINGS), None)
    title = words(heading) or words(element) or element.get("title") or element.get("aria-label") or ""
    return " ".join(title.split())[:500]


def _date(element: etree._Element) -> str:
    """The `time` nearest to a link: within it, or within the box that holds it alone."""
    box: etree._Element | None = element
    for _ in range(4):
        if box is None:
            break
        if (stamp := next(box.iter("time"), None)) is not None:
            return stamp.get("datetime") or words(stamp)
        box = box.getparent()
        if box is not None and len({link.get("href") for link in box.iter("a")}) > 2:
            break
    return ""


def _entry(address: str, title: str, date: str) -> FeedEntry:
    found = moment(date)
    flags = [*title_flags(title), *(() if title else ("no-title",)), *(() if found else ("no-date",))]
    return FeedEntry(
        id=address,
        link=address,
        title=title or None,
        title_type="text/plain" if title else "",
        published=found,
        published_text=date,
        flags=tuple(flags),
    )
