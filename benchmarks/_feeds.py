"""`parse_feed` for adapters.py: the wire's feed reader under the contract of a feed parser's test suite."""

from __future__ import annotations

import dataclasses
from typing import Any

from mediawire.intake import feeds
from mediawire.model.errors import UnreadableFeed
from mediawire.model.feed import FeedDocument, FeedEntry


def parse_feed(data: bytes, headers: dict[str, str]) -> dict[str, Any]:
    """The wire's fields of a feed: {"feed": {...}, "entries": [...]}; both empty for what is not a feed.

    `headers` have lower-case names; `content-location` is the document's own address. Where an entry has no summary
    its text stands for one, and a missing time of change is the time of publication, as feed parsers have it.
    """
    try:
        document = feeds.parse(data, headers, headers.get("content-location", ""))
    except UnreadableFeed:
        return {"feed": {}, "entries": []}
    return {
        "feed": _feed(document),
        "entries": [_entry(entry, last=document.kind == "atom") for entry in document.entries],
    }


def _feed(document: FeedDocument) -> dict[str, Any]:
    return {
        "title": document.title,
        "title_language": document.title_language,
        "link": document.link,
        "published": document.published,
        "updated": document.updated or document.published,
        "language": document.language,
    }


def _entry(entry: FeedEntry, *, last: bool) -> dict[str, Any]:
    """An entry by the contract, which knows what was stated alone: no address or date that the wire falls back on.

    Of several authors a feed parser gives the `last` of Atom, of RSS the first.
    """
    if "date-of-creation" in entry.flags:
        entry = dataclasses.replace(entry, published=None)
    if "link-from-id" in entry.flags:
        entry = dataclasses.replace(entry, link=None)
    if "content-type" in entry.flags:
        entry = dataclasses.replace(entry, summary=entry.summary or "")
    return {
        "title": entry.title,
        "link": entry.link,
        "id": entry.id,
        "published": entry.published,
        "updated": entry.updated or entry.published,
        "author": entry.authors[-1] if last and entry.authors else entry.author,
        "summary": entry.summary if entry.summary is not None else entry.content,
        "content": entry.content,
        "language": entry.language,
        "title_language": entry.title_language,
        "summary_language": entry.summary_language or (entry.content_language if entry.summary is None else None),
        "content_language": entry.content_language,
    }
