"""XML documents that are not feeds (sitemaps, OPML, agency documents), read under the same guard."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from lxml import etree

from mediawire.intake.feeds.charset import decode
from mediawire.intake.feeds.prolog import expand, without_doctype
from mediawire.intake.feeds.repair import repaired, without_controls
from mediawire.model.errors import UnreadableFeed

DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "strip_cdata": True,
}
"""No entity, no document type, no network, and libxml2's own limits on depth and size."""


def parser() -> etree.XMLParser:
    """A parser for UTF-8 that follows nothing."""
    return etree.XMLParser(encoding="utf-8", **OPTIONS)


def tree(body: bytes, headers: Mapping[str, str], where: str) -> etree._Element:
    """The root of an XML document, mended where that takes no guessing; raises UnreadableFeed."""
    text = decode(body, headers).text.lstrip("\ufeff").strip()
    text, entities, _ = without_doctype(DECLARATION.sub("", text, count=1))
    try:
        return etree.fromstring(expand(text, entities).encode("utf-8", "replace"), parser())
    except etree.XMLSyntaxError:
        return _mended(text, entities, where)


def _mended(text: str, entities: dict[str, str], where: str) -> etree._Element:
    text, _ = without_controls(text)
    try:
        return etree.fromstring(repaired(text, entities).encode("utf-8"), parser())
    except etree.XMLSyntaxError as error:
        raise UnreadableFeed(
            f"this is not XML ({error.msg})", where=where, remedy="Ask the source what it serves here."
        ) from error


def elements(query: etree.XPath, tree: etree._Element) -> list[etree._Element]:
    """The elements that an XPath expression finds in a document, in their order there."""
    return cast("list[etree._Element]", query(tree))


def local(element: etree._Element) -> str:
    """The name of an element without its namespace, in small letters; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def words(element: etree._Element | None) -> str:
    """All text in an element, white space folded; "" where there is none."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())
