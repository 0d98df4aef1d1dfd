"""JSON Feed 1.0 and 1.1 (jsonfeed.org), and RSS that was put into JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from mediawire.intake.feeds.draft import Draft, Worded
from mediawire.intake.feeds.limits import Limits
from mediawire.intake.feeds.markup import absolute, resolve
from mediawire.model.errors import UnreadableFeed
from mediawire.model.feed import Enclosure, FeedDocument, FeedEntry

_ITEMS = re.compile(r'"items?"\s*:\s*\[')
_HALVES = re.compile("[\ud800-\udfff]")  # JSON may escape half a character
_GAP = re.compile(r"[\s,]*")
Members = Mapping[str, Any]


def read(text: str, url: str, limits: Limits) -> FeedDocument:
    """The feed in a JSON text; of one that breaks off, the whole entries. Raises UnreadableFeed."""
    try:
        data, complete = json.loads(text), True
    except (ValueError, RecursionError) as error:
        data, complete = _broken_off(text), False
        if not data["items"]:
            raise UnreadableFeed("this is not JSON", where=url, remedy="Ask the source what it serves here.") from error
    channel = _channel(data)
    if channel is None:
        raise UnreadableFeed(
            "this JSON has no list of items, so it is not a feed", where=url, remedy="Look for the source's feed."
        )
    items = [each for each in channel["items"] if isinstance(each, dict)]
    flags = ("more-entries",) if len(items) > limits.entries else ()
    language = _text(channel, "language")
    author = channel.get("authors") or channel.get("author")
    return FeedDocument(
        title=_text(channel, "title"),
        link=_link(channel, url, "home_page_url", "link"),
        language=language,
        entries=tuple(_entry(each, url, author) for each in items[: limits.entries]),
        kind="json",
        reader="fast",
        hubs=tuple(_hubs(channel)),
        self_url=_link(channel, url, "feed_url"),
        next_url=_link(channel, url, "next_url"),
        complete=complete,
        flags=flags,
    )


def _broken_off(text: str) -> dict[str, Any]:
    """The whole members of the list of items in a text that is not whole."""
    items: list[Any] = []
    found = _ITEMS.search(text)
    decoder = json.JSONDecoder()
    at = found.end() if found else len(text)
    while at < len(text):
        at = _GAP.match(text, at).end()  # type: ignore[union-attr]
        try:
            item, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        items.append(item)
    return {"items": items}


def _channel(data: Any) -> dict[str, Any] | None:
    """The object that holds the list of items: the document, or the channel of an RSS in JSON."""
    for _ in range(3):
        if not isinstance(data, dict):
            return None
        items = data.get("items", data.get("item"))
        if isinstance(items, list):
            return {**data, "items": items}
        data = data.get("rss") or data.get("channel") or data.get("feed")
    return None


def _hubs(channel: Members) -> Iterator[str]:
    for hub in channel.get("hubs") or ():
        if isinstance(hub, dict) and isinstance(hub.get("url"), str) and hub.get("type") in (None, "WebSub"):
            yield hub["url"]


def _text(members: Members, *keys: str) -> str | None:
    """The first of some members that is text or a number, as text."""
    for key in keys:
        value = members.get(key)
        if isinstance(value, dict):
            value = value.get("#text") or value.get("#value")
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            return _HALVES.sub("\ufffd", str(value).strip())
    return None


def _link(members: Members, base: str, *keys: str) -> str | None:
    stated = _text(members, *keys)
    return resolve(base, stated) if stated else None


def _entry(item: Members, url: str, author: Any) -> FeedEntry:
    draft = Draft()
    draft.id = _text(item, "id", "guid")
    draft.link = _link(item, url, "url", "link", "external_url")
    if external := _link(item, url, "external_url"):
        draft.also.append(external)
    draft.language = _text(item, "language")
    for key, names in (("published", ("date_published", "pubDate")), ("updated", ("date_modified",))):
        if wording := _text(item, *names):
            draft.offer_time(key, wording)
    _texts(draft, item, url)
    _people(draft, item.get("authors") or item.get("author") or author)
    for tag in item.get("tags") or ():
        draft.offer_category(str(tag))
    for file in item.get("attachments") or ():
        if isinstance(file, dict) and isinstance(file.get("url"), str):
            size = file.get("size_in_bytes")
            draft.enclosures.append(
                Enclosure(
                    url=resolve(url, file["url"]),
                    type=str(file.get("mime_type") or ""),
                    length=size if isinstance(size, int) else None,
                )
            )
    return draft.entry()


def _texts(draft: Draft, item: Members, url: str) -> None:
    title = _text(item, "title")
    draft.title = Worded(title, None, "text/plain") if title is not None else None
    summary = _text(item, "summary", "description")
    draft.summary = Worded(absolute(summary, url)) if summary is not None else None
    html = _text(item, "content_html")
    text = _text(item, "content_text")
    if html:
        draft.contents.append(Worded(absolute(html, url), None, "text/html"))
    elif text is not None:
        draft.contents.append(Worded(text, None, "text/plain"))


def _people(draft: Draft, stated: Any) -> None:
    for person in stated if isinstance(stated, list) else [stated]:
        name = person.get("name") if isinstance(person, dict) else person
        if isinstance(name, str):
            draft.offer_author(name)
