"""What a feed, sitemap or listing says: leads to reports, nothing trusted and nothing sanitised yet."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that an entry names."""

    url: str
    type: str = ""
    length: int | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry. Text fields are HTML or text as served, URLs inside the HTML made absolute.

    Times are aware and in UTC; the original wording stands beside each. Languages of single texts are those that
    `xml:lang` gives them. `flags` name what was odd about the entry (two
    titles, a NUL in the title, a date in the future, ...), one word each.
    """

    id: str | None = None
    link: str | None = None
    title: str | None = None
    author: str | None = None  # the name alone
    published: dt.datetime | None = None
    published_text: str = ""
    updated: dt.datetime | None = None
    updated_text: str = ""
    summary: str | None = None
    content: str | None = None
    language: str | None = None
    title_language: str | None = None
    summary_language: str | None = None
    content_language: str | None = None
    title_type: str = ""  # media type where the feed says it (Atom): "text/plain" is text, all else may hold HTML
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    licences: tuple[str, ...] = ()  # addresses or wordings of licences, of the text alone
    feed_licences: tuple[str, ...] = ()  # of the feed that the entry came in, where the feed states one
    origin: str | None = None  # the feed named by RSS `source` or Atom `source`
    origin_title: str | None = None
    also: tuple[str, ...] = ()  # further addresses given for the same report: canonical, via, related, before a proxy
    medium: str = ""  # of agency documents: "text", "picture", "video", "package", "event", ...
    status: str = ""  # of agency documents: "usable", "withheld", "canceled"
    version: str = ""  # of agency documents
    embargo: dt.datetime | None = None  # not to be published before; datetime.max (UTC) where the date cannot be read
    note: str = ""  # to editors, not for print
    flags: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """A feed as read: its own description, its entries in document order, and what it asks of those who poll it."""

    title: str | None = None
    title_language: str | None = None  # by `xml:lang`
    link: str | None = None
    published: dt.datetime | None = None
    updated: dt.datetime | None = None
    language: str | None = None
    entries: tuple[FeedEntry, ...] = ()
    kind: str = ""  # "rss", "rdf", "atom", "json", "sitemap", "sitemap-index", "listing"
    reader: str = ""  # "fast" or "feedparser"
    charset: str = ""
    hubs: tuple[str, ...] = ()  # WebSub
    self_url: str | None = None
    next_url: str | None = None  # RFC 5005 paging
    ttl_seconds: float | None = None
    licences: tuple[str, ...] = ()
    complete: bool = True  # False: the document broke off and only whole entries were taken
    flags: tuple[str, ...] = ()


class NoticeKind(enum.Enum):
    """What a source tells its takers about a report that it sent earlier."""

    KILL = "kill"
    HOLD = "hold"
    RELEASE = "release"
    CORRECTION = "correction"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A kill, hold, release or correction. `target` is the address or id it names, or None where it names none."""

    kind: NoticeKind
    target: str | None
    wording: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A report that a source has told us of and that is still to be fetched or checked again.

    `keys` are the names under which the same report may come again (see intake.identity), the strongest first, each as
    "kind:value". `entry` is what the door said of it.
    """

    source_id: str
    url: str
    keys: tuple[str, ...]
    entry: FeedEntry = dataclasses.field(default_factory=FeedEntry)
    door: str = ""  # the address of the feed, sitemap or listing
