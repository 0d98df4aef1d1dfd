"""feedparser, for documents so malformed that no repair makes them XML."""

from __future__ import annotations

import datetime as dt
import io
import re
import time
from collections.abc import Mapping
from typing import Any

import feedparser

from mediawire.intake.feeds.draft import Draft, Worded
from mediawire.intake.feeds.markup import is_web
from mediawire.model.feed import Enclosure, FeedDocument, FeedEntry

_OPENED = re.compile(r"<(?:\w+:)?(?:item|entry)\b", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)

FAULTS = (LookupError, ValueError, TypeError, AttributeError, AssertionError, OverflowError, RecursionError)
"""What feedparser itself stumbles with over some malformed documents."""


def read(text: str, headers: Mapping[str, str], url: str) -> FeedDocument:
    """The feed as feedparser reads it, less a last entry that never ends. Raises one of FAULTS where it stumbles."""
    told = {"content-type": "application/xml; charset=utf-8"}
    if url:
        told["content-location"] = url
    if headers.get("content-language"):
        told["content-language"] = headers["content-language"]
    found = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        response_headers=told,
        sanitize_html=False,
        resolve_relative_uris=True,
    )
    entries = [_entry(each) for each in found.entries]
    complete = not broken_off(text)
    if not complete and entries:
        entries.pop()
    feed = found.feed
    return FeedDocument(
        title=feed.get("title"),
        link=feed.get("link"),
        published=_moment(feed, "published_parsed"),
        updated=_moment(feed, "updated_parsed"),
        language=feed.get("language"),
        entries=tuple(entries),
        kind=_kind(found.get("version") or ""),
        reader="feedparser",
        hubs=tuple(each["href"] for each in feed.get("links", []) if each.get("rel") == "hub" and "href" in each),
        complete=complete,
        flags=("malformed",),
    )


def broken_off(text: str) -> bool:
    """Does the last entry begin and not end?"""
    opened = list(_OPENED.finditer(text))
    closed = list(_CLOSED.finditer(text))
    return bool(opened and closed) and opened[-1].start() > closed[-1].start()


def _kind(version: str) -> str:
    if version.startswith("atom"):
        return "atom"
    return "rdf" if version in ("rss090", "rss10") else "rss"


def _moment(holder: Mapping[str, Any], key: str) -> dt.datetime | None:
    parsed: time.struct_time | None = dict.get(holder, key)  # type: ignore[call-overload]
    if parsed is None:
        return None
    try:
        return dt.datetime(*parsed[:6], tzinfo=dt.UTC)
    except ValueError:
        return None


def _entry(found: Any) -> FeedEntry:
    draft = Draft()
    draft.id = found.get("id") or None
    draft.identifier_link = "" if found.get("guidislink") is False else draft.id
    draft.link = found.get("link") or None
    draft.language = found.get("language")
    _texts(draft, found)
    _people(draft, found)
    _links(draft, found)
    for key in ("published", "updated", "created"):
        if dict.get(found, key) or dict.get(found, f"{key}_parsed"):
            draft.times[key] = (str(dict.get(found, key) or ""), _moment(found, f"{key}_parsed"))
    source = found.get("source") or {}
    draft.origin = source.get("href") if is_web(source.get("href") or "") else None
    draft.origin_title = source.get("title")
    draft.flags.append("malformed")
    return draft.entry()


def _texts(draft: Draft, found: Any) -> None:
    draft.title = _words(found.get("title"), found.get("title_detail"))
    draft.summary = _words(found.get("summary"), found.get("summary_detail"))
    contents = (_words(each.get("value"), each) for each in found.get("content", []))
    draft.contents = [words for words in contents if words is not None]


def _people(draft: Draft, found: Any) -> None:
    for person in found.get("authors") or [{"name": found.get("author") or ""}]:
        draft.offer_author(person.get("name") or "")
    for tag in found.get("tags", []):
        draft.offer_category(tag.get("label") or tag.get("term"))


def _links(draft: Draft, found: Any) -> None:
    for link in found.get("links", []):
        if link.get("rel") == "enclosure" and link.get("href"):
            draft.enclosures.append(Enclosure(url=link["href"], type=link.get("type", "")))
        elif link.get("rel") == "license" and link.get("href"):
            draft.licences.append(link["href"])
    if original := found.get("feedburner_origlink"):
        draft.also.append(original)


def _words(value: str | None, detail: Mapping[str, Any] | None) -> Worded | None:
    if value is None:
        return None
    return Worded(value, (detail or {}).get("language"))
