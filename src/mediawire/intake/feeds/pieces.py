"""Malformed feeds too large for feedparser, read entry by entry: what is broken in one does no harm to the others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from mediawire.intake.feeds.xmltext import OPTIONS, local

_EDGE = re.compile(r"<(/?)((?:\w{1,20}:)?(?:item|entry))(?=[\s>/])", re.IGNORECASE)
_ROOT = re.compile(r"<([A-Za-z_][\w:.\-]{0,60})[^<>]{0,8192}>")
_CONTAINERS = ("channel", "feed")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each entry begins and ends, end excluded, in one pass; an entry that never ends is left out."""
    start = -1
    for edge in _EDGE.finditer(text):
        if not edge[1]:
            start = edge.start()
        elif start >= 0:
            end = text.find(">", edge.end()) + 1
            if end:
                yield start, end
            start = -1


def assembled(text: str) -> etree._Element | None:
    """One tree of a feed's head and its entries, each read strictly or, where it is broken, as far as can be."""
    places = list(spans(text))
    root_tag = _ROOT.search(text)
    if not places or root_tag is None or root_tag.start() >= places[0][0]:
        return None
    root = _lenient(text[root_tag.start() : places[0][0]])
    if root is None:
        return None
    holder = next((each for each in root.iter() if local(each) in _CONTAINERS), root)
    for start, end in places:
        entry = _entry(f"{root_tag[0]}{text[start:end]}</{root_tag[1]}>")
        if entry is not None:
            holder.append(entry)
    return root


def _entry(document: str) -> etree._Element | None:
    try:
        root = etree.fromstring(document.encode("utf-8"), etree.XMLParser(encoding="utf-8", **OPTIONS))
    except etree.XMLSyntaxError:
        root = _lenient(document)
    return next((each for each in root.iter() if local(each) in ("item", "entry")), None) if root is not None else None


def _lenient(document: str) -> etree._Element | None:
    try:
        return etree.fromstring(document.encode("utf-8"), etree.XMLParser(encoding="utf-8", recover=True, **OPTIONS))
    except etree.XMLSyntaxError:
        return None
