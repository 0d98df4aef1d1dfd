"""NITF 3.x: a news text with its head, as an entry and as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from mediawire.intake.agency.shape import embargo, status, titled
from mediawire.intake.feeds.draft import Draft, Worded
from mediawire.intake.feeds.markup import resolve
from mediawire.intake.feeds.xmltext import local, words
from mediawire.model.feed import FeedEntry

_KEPT: Final = {
    "p": "p", "hl1": "h2", "hl2": "h3", "bq": "blockquote", "block": "div", "ul": "ul", "ol": "ol", "li": "li",
    "dl": "dl", "dt": "dt", "dd": "dd", "table": "table", "tr": "tr", "td": "td", "th": "th", "thead": "thead", "tbody": "tbody",
    "tfoot": "tfoot", "caption": "caption", "pre": "pre", "em": "em", "q": "q", "sub": "sub", "sup": "sup",
    "br": "br", "hr": "hr", "a": "a", "strong": "strong", "b": "b", "i": "i", "blockquote": "blockquote", "h2": "h2", "h3": "h3",
    "h4": "h4", "div": "div", "credit": "p",
}  # fmt: skip
_LEFT_OUT: Final = frozenset(
    {"media", "note", "nitf-table-metadata", "datasource", "nitf-table", "classifier", "style", "script"}
)
_VOID: Final = ("br", "hr")


def item(root: etree._Element, draft: Draft | None = None) -> FeedEntry:
    """The entry of an `nitf` element; `draft` holds what an envelope has said already."""
    draft = draft or Draft()
    gather(root, draft)
    draft.medium = draft.medium or "text"
    return draft.entry()


def gather(root: etree._Element, draft: Draft) -> None:
    """Add what an `nitf` element says to a draft; what the draft has already stays."""
    draft.language = draft.language or _language(root)
    _head(root, draft)
    for title in (first(root, "hl1"), first(root, "hedline"), first(root, "title")):
        titled(draft, words(title))
    for line in _all(root, "byline"):
        _byline(line, draft)
    if (summary := first(root, "abstract")) is not None and draft.summary is None:
        draft.offer_summary(Worded(html(summary), draft.language), 0)
    body = first(root, "body.content")
    if body is not None and (text := html(body)):
        draft.contents.append(Worded(text, draft.language, "text/html"))


def _language(root: etree._Element) -> str | None:
    return root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("baselang") or None


def _head(root: etree._Element, draft: Draft) -> None:
    data = first(root, "docdata")
    if data is not None:
        status(draft, data.get("management-status", ""))
    if draft.id is None and (identifier := first(root, "doc-id")) is not None:
        draft.id = identifier.get("id-string") or words(identifier) or None
    for name, key in (("date.issue", "published"), ("date.release", "published")):
        if (date := first(root, name)) is not None and key not in draft.times:
            draft.offer_time(key, date.get("norm") or words(date))
    if (publication := first(root, "pubdata")) is not None and "published" not in draft.times:
        draft.offer_time("published", publication.get("date.publication") or "")
    if data is not None and data.get("management-status") == "embargoed":
        released = first(root, "date.release")
        embargo(draft, (released.get("norm") if released is not None else "") or "no date given")
    for subject in _all(root, "tobject.subject"):
        draft.offer_category(subject.get("tobject.subject.matter") or subject.get("tobject.subject.type"))
    for holder in _all(root, "doc.copyright"):
        draft.licences.append(" ".join(filter(None, (holder.get("holder"), holder.get("year")))))
    for rights in _all(root, "doc.rights"):
        draft.licences.append(" ".join(str(value) for value in rights.attrib.values()))


def _byline(line: etree._Element, draft: Draft) -> None:
    people = list(_all(line, "person"))
    for person in people:
        draft.offer_author(words(person))
    if not people:
        title = first(line, "byttl")
        text = words(line)
        name = text.removesuffix(words(title)).strip(" ,") if title is not None else text
        draft.offer_author((name or text).removeprefix("By ").removeprefix("by "))


def first(root: etree._Element, name: str) -> etree._Element | None:
    """The first element of a name, whatever its namespace."""
    return next(_all(root, name), None)


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (each for each in root.iter() if local(each) == name)


def html(element: etree._Element) -> str:
    """The inside of an element as HTML: paragraphs, headings, lists, tables, emphasis and links; no media."""
    pieces: list[str] = [_escaped(element.text)]
    skipped: etree._Element | None = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node is element:
            continue
        if event == "start" and skipped is None:
            if local(node) in _LEFT_OUT:
                skipped = node
            else:
                pieces.append(_opened(node))
        elif event == "end":
            if skipped is None:
                pieces.append(_closed(node))
            if skipped is None or skipped is node:
                skipped = None
                pieces.append(_escaped(node.tail))
    return "".join(pieces).strip()


def _opened(node: etree._Element) -> str:
    name = _KEPT.get(local(node), "")
    if name in _VOID:
        return f"<{name}>"
    link = node.get("href") if name == "a" else None
    mark = f'<a href="{_escaped(resolve("", link))}">'.replace("\n", "") if link else (f"<{name}>" if name else "")
    return mark + _escaped(node.text)


def _closed(node: etree._Element) -> str:
    name = _KEPT.get(local(node), "")
    return f"</{name}>" if name and name not in _VOID else ""


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
