"""NewsML 1.x (IPTC, 2000 to 2005), which agencies still send: news items with a text as NITF, XHTML or plain."""

from __future__ import annotations

from lxml import etree

from mediawire.intake.agency import nitf
from mediawire.intake.agency.shape import body_of, embargo, html_of, status, titled, xhtml_of
from mediawire.intake.feeds.draft import Draft, Worded
from mediawire.intake.feeds.xmltext import local, words
from mediawire.model.feed import Enclosure, FeedEntry

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(root: etree._Element) -> tuple[FeedEntry, ...]:
    """The news items of a `NewsML` element, in the order of the document."""
    return tuple(_item(each) for each in root.iter() if local(each) == "newsitem")


def _item(element: etree._Element) -> FeedEntry:
    draft = Draft()
    identifier = nitf.first(element, "publicidentifier")
    draft.id = words(identifier) or words(nitf.first(element, "newsitemid")) or None
    language = nitf.first(element, "language")
    draft.language = (language.get("FormalName") if language is not None else None) or element.get(_XML_LANG)
    _management(element, draft)
    _lines(element, draft)
    for part in element.iter():
        if local(part) == "contentitem":
            _content(part, draft)
    draft.medium = "text" if draft.contents else "other"
    return draft.entry()


def _management(element: etree._Element, draft: Draft) -> None:
    for name, key in (("firstcreated", "published"), ("thisrevisioncreated", "updated")):
        if (date := nitf.first(element, name)) is not None:
            draft.offer_time(key, words(date))
    stated = nitf.first(element, "status")
    state = (stated.get("FormalName") or "").lower() if stated is not None else ""
    status(draft, state)
    change = nitf.first(element, "statuswillchange")
    if state == "embargoed":
        embargo(draft, words(nitf.first(change, "dateandtime")) if change is not None else "no date given")


def _lines(element: etree._Element, draft: Draft) -> None:
    for each in element.iter():
        name = local(each)
        if name == "headline":
            titled(draft, words(each))
        elif name == "byline":
            draft.offer_author(words(each).removeprefix("By ").removeprefix("by "))
        elif name in ("copyrightline", "rightsline", "usagerights"):
            draft.licences.append(words(each))
        elif name == "keywordline":
            draft.offer_category(words(each))
        elif name == "property" and each.get("FormalName") == "Keyword" and not each.get("Role"):
            draft.offer_category(each.get("Value"))


def _content(part: etree._Element, draft: Draft) -> None:
    data = nitf.first(part, "datacontent")
    if part.get("Href"):
        draft.enclosures.append(Enclosure(url=part.get("Href", "")))
    if data is None:
        return
    article = nitf.first(data, "nitf")
    if article is not None:
        nitf.gather(article, draft)
    elif len(data):
        draft.contents.append(Worded(xhtml_of(data), draft.language, "text/html"))
    elif text := (data.text or "").strip():
        markup = body_of(text) if text.startswith("<") else html_of(text)
        draft.contents.append(Worded(markup, draft.language, "text/html"))
