"""ninjs 1.0 to 3.x (IPTC): news in JSON. Names are read without regard to case and underscores across versions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from lxml import etree

from mediawire.intake.agency import nitf
from mediawire.intake.agency.shape import body_of, embargo, html_of, status, titled, whole
from mediawire.intake.feeds.draft import Draft, Worded
from mediawire.intake.feeds.xmltext import tree
from mediawire.model.errors import UnreadableFeed
from mediawire.model.feed import Enclosure, FeedEntry

_NAMES: Final = frozenset({"uri", "type", "headline", "headlines", "bodies", "versioncreated", "pubstatus", "name"})
Members = Mapping[str, Any]


def read(text: str, where: str) -> tuple[FeedEntry, ...]:
    """The items of a JSON text: one, a list, or a list under "items"; raises UnreadableFeed."""
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise UnreadableFeed(
            f"this is not JSON ({error})", where=where, remedy="Ask the agency to send it again."
        ) from error
    found = data.get("items", [data]) if isinstance(data, dict) else data
    items = [_folded(each) for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    items = [each for each in items if _NAMES & each.keys() or any(name.startswith("body") for name in each)]
    if not items:
        raise UnreadableFeed(
            "this JSON holds no news item", where=where, remedy="Ask the agency which format it sends."
        )
    return tuple(_item(each) for each in items)


def _folded(members: Members) -> dict[str, Any]:
    return {str(key).lower().replace("_", ""): value for key, value in members.items()}


def _item(members: Members) -> FeedEntry:
    draft = Draft()
    draft.id = _text(members.get("uri")) or None
    draft.language = _text(members.get("language")) or None
    _management(members, draft)
    _lines(members, draft)
    _bodies(members, draft)
    _subjects(members, draft)
    _files(members, draft)
    return draft.entry()


def _text(value: Any) -> str:
    """A string or number as text, of other things nothing."""
    return whole(str(value)).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a list, or of a map from names (associations of ninjs 1.x)."""
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return (_folded(each) for each in members if isinstance(each, dict))


def _management(members: Members, draft: Draft) -> None:
    for key, names in (
        ("published", ("firstcreated", "contentcreated")),
        ("updated", ("versioncreated", "contentmodified")),
    ):
        for name in names:
            if key not in draft.times and (wording := _text(members.get(name))):
                draft.offer_time(key, wording)
    status(draft, _text(members.get("pubstatus")))
    embargo(draft, _text(members.get("embargoed")))
    draft.medium = _text(members.get("type")) or "text"
    draft.version = _text(members.get("version"))
    draft.note = _text(members.get("ednote"))
    for name in ("copyrightnotice", "usageterms", "copyrightholder"):
        if stated := _text(members.get(name)):
            draft.licences.append(stated)
    rights = members.get("rightsinfo")
    for each in _dicts([rights] if isinstance(rights, dict) else rights):
        draft.licences.extend(filter(None, (_text(each.get("linkedrights")), _text(each.get("encodedrights"))[:500])))


def _lines(members: Members, draft: Draft) -> None:
    headlines = sorted(_dicts(members.get("headlines")), key=lambda each: each.get("role") not in ("main", None, ""))
    for title in (
        _text(members.get("headline")),
        *(_text(each.get("value")) for each in headlines),
        *(_text(value) for name, value in members.items() if name.startswith("headline")),
        _text(members.get("title")),
        _text(members.get("name")),
        _text(members.get("slugline")),
    ):
        titled(draft, title)
    for name in ("byline", "by"):
        draft.offer_author(_text(members.get(name)).removeprefix("By ").removeprefix("by "))
    for person in (*_dicts(members.get("infosource")), *_dicts(members.get("infosources"))):
        if person.get("role") in ("author", "writer", "byline"):
            draft.offer_author(_text(person.get("name")))
    for text in (
        *(_text(value) for name, value in members.items() if name.startswith("description") and isinstance(value, str)),
        *(_text(each.get("value")) for each in _dicts(members.get("descriptions"))),
    ):
        if text and draft.summary is None:
            draft.offer_summary(Worded(text, draft.language), 0)


def _bodies(members: Members, draft: Draft) -> None:
    """The text, as HTML where there is one, else from NITF, else from plain text."""
    bodies = [*_old_bodies(members), *_new_bodies(members)]
    bodies.sort(key=lambda each: (("html" not in each[0]), ("xml" not in each[0])))
    for kind, value in bodies:
        markup = _markup(kind, value)
        if markup:
            draft.contents.append(Worded(markup, draft.language, "text/html"))


def _old_bodies(members: Members) -> Iterator[tuple[str, str]]:
    """body_text, body_html, body_xhtml, ... of ninjs 1.x."""
    for name, value in members.items():
        if name.startswith("body") and isinstance(value, str):
            kind = name.removeprefix("body")
            yield ("html" if "html" in kind else "xml" if "nitf" in kind or "xml" in kind else "plain"), value


def _new_bodies(members: Members) -> Iterator[tuple[str, str]]:
    for each in _dicts(members.get("bodies")):
        value = each.get("value")
        if isinstance(value, str):
            stated = f"{_text(each.get('contenttype'))} {_text(each.get('role'))}".lower()
            yield ("html" if "html" in stated else "xml" if "xml" in stated or "nitf" in stated else "plain"), value


def _markup(kind: str, value: str) -> str:
    value = whole(value)
    if kind == "html":
        return body_of(value)
    if kind == "plain":
        return html_of(value)
    try:
        root: etree._Element = tree(value.encode("utf-8", "replace"), {"content-type": "charset=utf-8"}, "body")
    except UnreadableFeed:
        return ""  # another of the bodies says the same
    holder = nitf.first(root, "body.content")
    return nitf.html(holder) if holder is not None else ""


def _subjects(members: Members, draft: Draft) -> None:
    for name in ("subject", "subjects", "genre", "genres", "keyword", "keywords"):
        value = members.get(name)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                draft.offer_category(_text(each.get("name")) or _text(each.get("literal")))
            else:
                draft.offer_category(_text(each))


def _files(members: Members, draft: Draft) -> None:
    holders = [members, *_dicts(members.get("associations"))]
    for rendition in (each for holder in holders for each in _dicts(holder.get("renditions"))):
        if address := _text(rendition.get("href")):
            size = rendition.get("sizeinbytes")
            kind = _text(rendition.get("contenttype")) or _text(rendition.get("mimetype"))
            length = size if isinstance(size, int) and not isinstance(size, bool) else None
            draft.enclosures.append(Enclosure(url=address, type=kind, length=length))
