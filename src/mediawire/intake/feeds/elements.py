"""What each element of RSS, RDF, Atom and CDF adds to a draft: one small function a kind, found by name."""

from __future__ import annotations

import base64
import dataclasses
import re
from collections.abc import Callable
from typing import Final

from lxml import etree

from mediawire.intake.feeds.draft import Draft, Worded
from mediawire.intake.feeds.markup import absolute, escaped, inner, resolve, unwrapped
from mediawire.intake.feeds.oddities import mended
from mediawire.model.feed import Enclosure

XML_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
RDF_RESOURCE: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
_TYPES = {"text": "text/plain", "plain": "text/plain", "html": "text/html", "xhtml": "application/xhtml+xml"}
_READABLE = frozenset({"", "text/plain", "text/html", "application/xhtml+xml"})
_HTML = ("text/html", "application/xhtml+xml")
_AMPERSAND = re.compile(r"&amp;")


@dataclasses.dataclass(frozen=True, slots=True)
class Scope:
    """What holds at an element: base address, language, depth, whether the feed is Atom, and whether it is Atom 1.0,
    where a single `div` around XHTML is no part of it (RFC 4287 section 3.1.1.3)."""

    base: str
    language: str | None
    depth: int = 0
    atom: bool = False
    controls: bool = True  # may its text hold C1 controls?
    wraps: bool = True

    def inside(self, element: etree._Element) -> Scope:
        """The scope within an element."""
        if not len(element.attrib):
            return self.deeper()
        base = element.get(XML_BASE) or element.get("base")
        language = element.get(XML_LANG, element.get("lang"))
        return Scope(
            _base(self.base, base) if base else self.base,
            self.language if language is None else (language.strip().replace("_", "-") or None),
            self.depth + 1,
            self.atom,
            self.controls,
            self.wraps,
        )

    def deeper(self) -> Scope:
        """The scope within an element that has no attributes."""
        return Scope(self.base, self.language, self.depth + 1, self.atom, self.controls, self.wraps)


def _base(outer: str, stated: str) -> str:
    joined = resolve(outer, stated)
    scheme = joined.partition(":")[0].lower()
    return joined if scheme in ("http", "https", "ftp", "file", "feed") or ":" not in joined else outer


def text_of(element: etree._Element) -> str:
    """All text in an element, ends trimmed."""
    text = element.text if len(element) == 0 else "".join(map(str, element.itertext()))
    return mended(text.strip()) if text else ""


def worded(element: etree._Element, scope: Scope, default_type: str) -> Worded:
    """A text construct: text, escaped HTML, inline XHTML or Base64, as its type and mode say and as it really is."""
    stated = element.get("type", default_type).strip().lower()
    kind = _TYPES.get(stated, stated)
    if len(element):
        holder = unwrapped(element) if scope.wraps and (scope.atom or not kind.endswith("xml")) else element
        scope = scope if holder is element else scope.inside(holder)
        text = inner(holder).strip()
        kind = "application/xhtml+xml"
    else:
        text = (element.text or "").strip()
        if _is_base64(element, kind):
            text = _unbased(text)
        elif kind == "application/xhtml+xml" and element.get("mode") != "escaped":
            text = escaped(text)
    text = mended(text, controls=scope.controls)
    if kind != "text/plain" or not scope.atom:
        text = absolute(text, scope.base)
    return Worded(text, scope.language, kind if scope.atom else "")


def _is_base64(element: etree._Element, kind: str) -> bool:
    if element.get("mode") == "base64":
        return True
    return "/" in kind and not kind.startswith("text/") and not kind.endswith(("+xml", "/xml"))


def _unbased(text: str) -> str:
    try:
        return base64.b64decode(text, validate=False).decode("utf-8").strip()
    except ValueError:  # not Base64, not ASCII, or not a text
        return text


def _title(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.offer_title(worded(element, scope, "text/plain"), scope.depth)


def _media_title(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.offer_title(worded(element, scope, "text/plain"), scope.depth, media=True)


def _description(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.offer_summary(worded(element, scope, "text/html"), scope.depth)


def _summary(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.offer_summary(worded(element, scope, "text/plain"), scope.depth)


def _media_summary(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.offer_summary(worded(element, scope, "text/plain"), scope.depth, media=True)


def _content(draft: Draft, element: etree._Element, scope: Scope) -> None:
    words = worded(element, scope, "text/plain")
    if words.text or not element.get("src"):
        if words.type not in _READABLE:
            draft.flags.append("content-type")
        draft.contents.append(words)


def _encoded(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.contents.append(worded(element, scope, "text/html"))


def _body(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.contents.append(worded(element, scope, "application/xhtml+xml"))


def _link(draft: Draft, element: etree._Element, scope: Scope) -> None:
    href = element.get("href") or element.get("url") or element.get("uri")
    if href is None:
        text = _AMPERSAND.sub("&", text_of(element))
        if text:
            draft.link = resolve(scope.base, text)
        return
    address = resolve(scope.base, href)
    rel = element.get("rel", "alternate").lower()
    kind = element.get("type", "text/html").lower()
    if rel == "alternate" and _TYPES.get(kind, kind) in _HTML:
        draft.link = address
    elif rel == "enclosure":
        draft.enclosures.append(Enclosure(url=address, type=element.get("type", ""), length=_size(element)))
    elif rel == "license" and "rsl" not in (element.get("type") or ""):
        draft.licences.append(address)
    elif rel in ("canonical", "via", "related"):
        draft.also.append(address)


def _size(element: etree._Element) -> int | None:
    size = element.get("length") or element.get("fileSize") or ""
    return int(size) if size.isdecimal() and len(size) < 16 else None


def _guid(draft: Draft, element: etree._Element, scope: Scope) -> None:
    value = text_of(element)
    permalink = next((v for k, v in element.attrib.items() if str(k).lower() == "ispermalink"), "true") == "true"
    if not value:
        return
    draft.id = resolve(scope.base, value) if permalink else value
    draft.identifier_link = draft.id if permalink else ""


def _identifier(draft: Draft, element: etree._Element, scope: Scope) -> None:
    if not draft.id:
        draft.id = text_of(element) or None


def _time(key: str) -> Reader:
    def read(draft: Draft, element: etree._Element, scope: Scope) -> None:
        draft.offer_time(key, text_of(element))

    return read


def _author(draft: Draft, element: etree._Element, scope: Scope) -> None:
    names = [child for child in element.iterdescendants() if str(child.tag).rpartition("}")[2].lower() == "name"]
    if names:
        draft.offer_author(text_of(names[0]))
    elif len(element) == 0:
        draft.offer_author(text_of(element))


def _language(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.language = text_of(element) or draft.language


def _category(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.offer_category(element.get("label") or element.get("term") or element.get("text") or text_of(element))


def _keywords(draft: Draft, element: etree._Element, scope: Scope) -> None:
    for word in text_of(element).split(","):
        draft.offer_category(word)


def _enclosure(draft: Draft, element: etree._Element, scope: Scope) -> None:
    address = element.get("url") or element.get("href")
    if address:
        kind = element.get("type") or element.get("medium") or ""
        draft.enclosures.append(Enclosure(url=resolve(scope.base, address), type=kind, length=_size(element)))


def _licence(draft: Draft, element: etree._Element, scope: Scope) -> None:
    stated = element.get(RDF_RESOURCE) or element.get("resource") or text_of(element)
    if stated:
        draft.licences.append(stated)


def _original_link(draft: Draft, element: etree._Element, scope: Scope) -> None:
    if address := text_of(element):
        draft.also.append(resolve(scope.base, address))


def _source(draft: Draft, element: etree._Element, scope: Scope) -> None:
    """RSS names the feed in an attribute, Atom holds its description."""
    draft.origin = element.get("url") or draft.origin
    if len(element) == 0:
        draft.origin_title = text_of(element) or draft.origin_title
        return
    for child in element:
        name = str(child.tag).rpartition("}")[2].lower()
        if name == "title":
            draft.origin_title = text_of(child) or draft.origin_title
        elif name == "link" and child.get("rel", "alternate") == "self" and child.get("href"):
            draft.origin = resolve(scope.base, child.get("href", ""))
        elif name == "id" and draft.origin is None:
            draft.origin = text_of(child) or None


def _nothing(draft: Draft, element: etree._Element, scope: Scope) -> None:
    """An element whose inside says nothing about the report."""


Reader = Callable[[Draft, "etree._Element", Scope], None]

READERS: Final[dict[str, Reader]] = {
    "title": _title,
    "dc:title": _title,
    "media:title": _media_title,
    "description": _description,
    "dc:description": _description,
    "media:description": _media_summary,
    "abstract": _summary,
    "dcterms:abstract": _summary,
    "summary": _summary,
    "itunes:summary": _media_summary,
    "content": _content,
    "content:encoded": _encoded,
    "fullitem": _encoded,
    "body": _body,
    "xhtml:body": _body,
    "link": _link,
    "guid": _guid,
    "id": _guid,
    "dc:identifier": _identifier,
    "published": _time("published"),
    "issued": _time("published"),
    "pubdate": _time("published"),
    "dcterms:issued": _time("published"),
    "updated": _time("updated"),
    "modified": _time("updated"),
    "lastbuilddate": _time("updated"),
    "dc:date": _time("updated"),
    "dcterms:modified": _time("updated"),
    "created": _time("created"),
    "dcterms:created": _time("created"),
    "author": _author,
    "dc:creator": _author,
    "dc:author": _author,
    "itunes:author": _author,
    "language": _language,
    "dc:language": _language,
    "category": _category,
    "dc:subject": _category,
    "media:category": _category,
    "itunes:category": _category,
    "keywords": _keywords,
    "itunes:keywords": _keywords,
    "media:keywords": _keywords,
    "enclosure": _enclosure,
    "cc:license": _licence,
    "creativecommons:license": _licence,
    "rights": _licence,
    "dc:rights": _licence,
    "dcterms:license": _licence,
    "dcterms:rights": _licence,
    "copyright": _licence,
    "feedburner:origlink": _original_link,
    "source": _source,
    "image": _nothing,
    "textinput": _nothing,
    "contributor": _nothing,
    "dc:contributor": _nothing,
    "managingeditor": _nothing,
    "webmaster": _nothing,
    "itunes:owner": _nothing,
    "subtitle": _nothing,
    "tagline": _nothing,
    "info": _nothing,
    "generator": _nothing,
    "xhtml:link": _nothing,
}
"""What reads the element of each name; an element that is not here is looked into."""


def read_children(draft: Draft, element: etree._Element, scope: Scope, name: Callable[[etree._Element], str]) -> None:
    """Add to the draft what the children of an element say; unknown ones are looked into."""
    plain = scope.deeper()
    stack = [(child, scope, plain) for child in reversed(element)]
    while stack:
        child, outer, within = stack.pop()
        called = name(child)
        reader = READERS.get(called)
        if called == "media:content":
            _enclosure(draft, child, outer)
        if len(child.attrib):
            within = outer.inside(child)
        if reader is not None:
            reader(draft, child, within)
        elif len(child):
            deeper = within.deeper()
            stack.extend((grandchild, within, deeper) for grandchild in reversed(child))
