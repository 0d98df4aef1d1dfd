"""NewsML-G2 (IPTC): news items, packages, concepts, planning and knowledge items, alone or in a news message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from mediawire.intake.agency import nitf
from mediawire.intake.agency.shape import body_of, embargo, html_of, status, titled, xhtml_of
from mediawire.intake.feeds.draft import Draft, Worded
from mediawire.intake.feeds.xmltext import local, words
from mediawire.model.feed import Enclosure, FeedEntry

_ITEMS: Final = {
    "newsitem": "", "packageitem": "package", "conceptitem": "concept", "planningitem": "planning",
    "knowledgeitem": "knowledge", "catalogitem": "catalog",
}  # fmt: skip
_PARTS: Final = frozenset(
    [
        "itemmeta",
        "contentmeta",
        "contentset",
        "groupset",
        "concept",
        "conceptset",
        "newscoverageset",
        "rightsinfo",
        "facet",
        "partmeta",
        "assert",
        "inlineref",
        "hophistory",
        "subject",
        "located",
        "anyitem",
        "catalog",
    ]
)
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def read(root: etree._Element) -> tuple[FeedEntry, ...]:
    """The items below a root, in the order of the document; a fragment of an item counts as one. Empty for other XML."""
    items = [each for each in root.iter() if local(each) in _ITEMS]
    if items:
        return tuple(_item(each) for each in items)
    return (_item(root),) if any(local(each) in _PARTS for each in root.iter()) else ()


def _item(element: etree._Element) -> FeedEntry:
    draft = Draft()
    draft.id = element.get("guid") or None
    draft.language = _language(element)
    _management(element, draft)
    _description(element, draft)
    _rights(element, draft)
    for holder in _children(element, "contentset"):
        for part in holder:
            _content(part, draft)
    _references(element, draft)
    draft.medium = _type(element)
    draft.version = element.get("version") or ""
    return draft.entry()


def _language(element: etree._Element) -> str | None:
    stated = next((each.get("tag") for each in _below(element, "language", 4) if each.get("tag")), None)
    return stated or element.get(_XML_LANG) or None


def _type(element: etree._Element) -> str:
    kind = _ITEMS.get(local(element), "fragment")
    if kind:
        return kind
    stated = next((each.get("qcode") or each.get("uri") or "" for each in _below(element, "itemclass", 3)), "")
    return stated.rpartition(":")[2].rpartition("/")[2] or "text"


def _below(element: etree._Element, name: str, depth: int) -> Iterator[etree._Element]:
    """Elements of a name, no deeper than `depth`: what describes the item stands high, what it mentions lower."""
    level = [element]
    for _ in range(depth):
        level = [child for parent in level for child in parent]
        yield from (each for each in level if local(each) == name)


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (each for each in element if local(each) == name) if local(element) != name else iter([element])


def _management(element: etree._Element, draft: Draft) -> None:
    for name, key in (("firstcreated", "published"), ("versioncreated", "updated"), ("contentcreated", "created")):
        for date in _below(element, name, 2):
            draft.offer_time(key, words(date))
            break
    for each in _below(element, "pubstatus", 2):
        status(draft, each.get("qcode") or each.get("uri") or words(each))
    for each in _below(element, "embargoed", 2):
        embargo(draft, words(each) or "no date given")
    for each in _below(element, "ednote", 2):
        draft.note = words(each)
    for each in _below(element, "link", 2):
        if each.get("residref") and "previousversion" not in (each.get("rel") or "").lower():
            draft.also.append(each.get("residref", ""))


def _description(element: etree._Element, draft: Draft) -> None:
    for title in (*_below(element, "headline", 2), *_below(element, "title", 2), *_below(element, "name", 2)):
        titled(draft, words(title))
    for line in _below(element, "by", 2):
        draft.offer_author(words(line).removeprefix("By ").removeprefix("by "))
    for creator in _below(element, "creator", 2):
        draft.offer_author(next((words(each) for each in creator if local(each) == "name"), ""))
    for text in (*_below(element, "description", 2), *_below(element, "definition", 2)):
        draft.offer_summary(Worded(words(text), draft.language, "text/plain"), 0)
    for subject in (*_below(element, "subject", 2), *_below(element, "genre", 2)):
        draft.offer_category(next((words(each) for each in subject if local(each) == "name"), subject.get("literal")))
    for word in _below(element, "keyword", 2):
        draft.offer_category(words(word))


def _rights(element: etree._Element, draft: Draft) -> None:
    for name in ("copyrightnotice", "usageterms", "rightsexpressiondata"):
        for each in _below(element, name, 2):
            draft.licences.append(words(each) or each.get("href", ""))
    draft.licences = [each for each in draft.licences if each]


def _content(part: etree._Element, draft: Draft) -> None:
    kind = local(part)
    stated = (part.get("contenttype") or "").lower()
    if kind == "inlinexml":
        _inline(part, draft)
    elif kind == "inlinedata":
        text = part.text or ""
        if part.get("encoding") or not text.strip():
            return  # bytes of a file, not a text
        markup = body_of(text) if "html" in stated or text.lstrip().startswith("<") else html_of(text)
        draft.contents.append(Worded(markup, draft.language, "text/html"))
    elif kind == "remotecontent" and part.get("href"):
        size = part.get("size") or ""
        length = int(size) if size.isdecimal() and len(size) < 16 else None
        draft.enclosures.append(Enclosure(url=part.get("href", ""), type=stated, length=length))


def _inline(part: etree._Element, draft: Draft) -> None:
    article = nitf.first(part, "nitf")
    if article is not None:
        nitf.gather(article, draft)
        return
    page = next((each for each in part.iter() if local(each) in ("html", "article", "body")), None)
    if page is not None:
        draft.contents.append(Worded(xhtml_of(page), draft.language, "text/html"))


def _references(element: etree._Element, draft: Draft) -> None:
    """A package, coverage or event names the items that it holds."""
    for each in element.iter():
        if local(each) == "itemref" and (address := each.get("href") or each.get("residref")):
            draft.enclosures.append(Enclosure(url=address, type=each.get("contenttype") or ""))
