"""Where an agency document keeps the text of one of its items: ninjs, NewsML-G2, NewsML 1.x, NITF (IPTC)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from mediawire.reading import jsonplaces
from mediawire.reading.tree import BLOCKS, Node, build
from mediawire.reading.unwrapped import Unwrapped, of_json, of_xml, whole

LEFT_OUT: Final = frozenset({"media", "note", "nitf-table", "nitf-table-metadata", "datasource", "classifier"})
"""Elements of NITF that are no text of the report."""
_HTML: Final = {"hl1": "h2", "hl2": "h3", "bq": "blockquote", "block": "div", "credit": "p"}
_ITEMS: Final = ("newsitem", "packageitem", "conceptitem", "planningitem", "knowledgeitem")
_INLINE_END: Final = re.compile(rb"</(?:[A-Za-z_][\w.-]*:)?(?:inlineData|DataContent)\s*>", re.IGNORECASE)
_CDATA: Final = re.compile(rb"\s*<!\[CDATA\[(.*?)\]\]>\s*", re.DOTALL)


def texts(payload: bytes, charset: str, item_id: str | None, depth: int) -> Iterator[tuple[Unwrapped, bool]]:
    """The texts of the item of that identifier, the best first, each with whether it is markup (else plain text).

    Where one item alone is there, it is meant. Raises PageBeyondLimits for documents nested more deeply than `depth`.
    """
    if is_json(payload):
        yield from _of_json(payload, item_id, depth)
    else:
        yield from _of_xml(payload, charset, item_id, depth)


def is_json(payload: bytes) -> bool:
    """Whether a document is JSON and not XML, by its first character."""
    return payload.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def _of_json(payload: bytes, item_id: str | None, depth: int) -> Iterator[tuple[Unwrapped, bool]]:
    data = jsonplaces.places(payload, depth)
    held = data.get("items", [data]) if isinstance(data, dict) else data
    items = [each for each in held if isinstance(each, dict)] if isinstance(held, list) else []
    item = _meant(items, item_id, lambda each: jsonplaces.text(payload, each.get("uri")).strip())
    found = sorted(_bodies(payload, item or {}), key=lambda each: each[0])
    return ((of_json(payload, *place), rank < 2) for rank, place in found)


def _meant(items: list[Any], item_id: str | None, name: Any) -> Any:
    if len(items) == 1:
        return items[0]
    return next((each for each in items if item_id and name(each) == item_id), None)


def _bodies(payload: bytes, item: dict[str, Any]) -> Iterator[tuple[int, jsonplaces.Place]]:
    """Bodies of an item: 0 for HTML, 1 for other markup, 2 for plain text. ninjs 1.x: body_html; 2.x on: bodies."""
    for name, value in item.items():
        if name.startswith("body") and isinstance(value, jsonplaces.Place) and value.end > value.start:
            yield _rank(name), value
    listed = item.get("bodies")
    for each in listed if isinstance(listed, list) else ():
        value = each.get("value") if isinstance(each, dict) else None
        if isinstance(value, jsonplaces.Place):
            told = [jsonplaces.text(payload, each.get(key)) for key in ("contenttype", "role")]
            yield _rank(" ".join(told).lower()), value


def _rank(stated: str) -> int:
    return 0 if "html" in stated else 1 if "xml" in stated or "nitf" in stated else 2


def _of_xml(payload: bytes, charset: str, item_id: str | None, depth: int) -> Iterator[tuple[Unwrapped, bool]]:
    root = xml(payload, depth)
    items = [node for node in root.walk() if node.tag in _ITEMS]
    item = _meant(items, item_id, lambda each: _identifier(payload, each)) if items else root
    if item is None:
        return
    for node in item.walk():
        if node.tag in ("inlinexml", "body.content", "datacontent") and (region := _region(node)) is not None:
            yield whole(payload, region.inner, region.close), True
            return
    for node in item.walk():
        if node.tag in ("inlinedata", "datacontent") and not node.get("encoding"):
            yield _data(payload, charset, node)


def _identifier(payload: bytes, item: Node) -> str:
    """A G2 item's guid, or the public identifier of a NewsML 1.x item."""
    if item.get("guid"):
        return item.get("guid")
    named = item.first("publicidentifier", "newsitemid")
    return payload[named.inner : named.close].decode("utf-8", "replace").strip() if named else ""


def _region(node: Node) -> Node | None:
    """The body of an inline article: NITF's content before a page's body before an article."""
    if node.tag == "body.content":
        return node
    return node.first("body.content") or node.first("body") or node.first("article", "html")


def _data(payload: bytes, charset: str, node: Node) -> tuple[Unwrapped, bool]:
    """Inline data: as it is in a CDATA section, else escaped once."""
    closes = _INLINE_END.search(payload, node.inner)
    start, end = node.inner, closes.start() if closes else node.close
    section = _CDATA.fullmatch(payload, start, end)
    if section is not None:
        text = whole(payload, *section.span(1))
    else:
        text = of_xml(payload, start, end, charset)
    return text, "html" in node.get("contenttype").lower() or text.payload.lstrip().startswith(b"<")


def xml(payload: bytes, depth: int) -> Node:
    """The tree of an XML text with the names of HTML: no prefixes, NITF's headings and blocks as HTML has them."""
    root = build(payload, depth)
    for node in root.walk():
        name = node.tag.rpartition(":")[2]
        node.tag = _HTML.get(name, name)
        if node.tag in BLOCKS or node.tag in LEFT_OUT:
            parent: Node | None = node
            while parent is not None and not (parent.is_block and parent is not node):
                parent.is_block = True
                parent = parent.parent
    return root
