"""Words about rights in a page's JSON-LD (schema.org), each with what it is about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from lxml import etree

from mediawire.intake import scopes

SCHEMA: Final = {
    "license": "license",
    "usageInfo": "usage-info",
    "copyrightNotice": "copyright-notice",
    "copyrightHolder": "copyright-holder",
    "copyrightYear": "copyright-year",
    "creditText": "credit-text",
    "acquireLicensePage": "acquire-license",
    "isBasedOn": "is-based-on",
    "sourceOrganization": "source-organization",
    "isAccessibleForFree": "accessible-for-free",
    "conditionsOfAccess": "conditions-of-access",
}
# Properties whose objects are other works or bodies: what those say of themselves is not the report's.
_OTHERS: Final = frozenset({"isBasedOn", "citation", "mentions", "about", "hasPart", "comment", "itemListElement"})
_SKIPPED: Final = frozenset({"copyrightHolder", "sourceOrganization", "license"})
_PICTURED: Final = frozenset({"image", "thumbnail", "video", "associatedMedia", "logo", "primaryImageOfPage"})
_DEEPEST: Final = 12

Told = tuple[str, str, str, str]  # kind, value, scope, where


def in_scripts(scripts: Iterable[etree._Element], url: str) -> Iterator[Told]:
    """All that the JSON-LD among a page's scripts says about rights. `url` is the page's address, "" where unknown."""
    for element in scripts:
        if _media_type(element) != "application/ld+json":
            continue
        try:
            data = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _in_node(data, scopes.PAGE, url, 0)


def _media_type(element: etree._Element) -> str:
    return (element.get("type") or "").partition(";")[0].strip().lower()


def _in_node(node: Any, scope: str, url: str, depth: int) -> Iterator[Told]:
    if depth > _DEEPEST:
        return
    if isinstance(node, list):
        for each in node:
            yield from _in_node(each, scope, url, depth)
        return
    if not isinstance(node, dict):
        return
    scope = _scope(node, scope, url)
    for key, value in node.items():
        name = str(key).rpartition("/")[2].rpartition(":")[2]
        if name in SCHEMA:
            for text in _values(value):
                yield SCHEMA[name], text, scope, f"json-ld {name}"
        if isinstance(value, dict | list) and name not in _SKIPPED:
            yield from _in_node(value, _inner(name, scope), url, depth + 1)


def _inner(name: str, scope: str) -> str:
    if name in _OTHERS:
        return scopes.OTHER
    if name in _PICTURED:
        return scopes.FIGURE
    return scopes.SITE if name == "isPartOf" and scope != scopes.OTHER else scope


def _scope(node: Mapping[str, Any], scope: str, url: str) -> str:
    told = scopes.scope_of_types(scopes.types_of(node))
    if scope == scopes.FIGURE or not told:
        return scope
    if told == scopes.OTHER or scope == scopes.OTHER:
        return scopes.OTHER if told != scopes.FIGURE else told
    if scope == scopes.SITE:
        return scope if told != scopes.FIGURE else told
    return scopes.OTHER if told == scopes.ITEM and _is_of_another_page(node, url) else told


def _is_of_another_page(node: Mapping[str, Any], url: str) -> bool:
    """Whether an article's object is about another address than this page: a teaser, or a list's entry."""
    if not url:
        return False
    for key in ("url", "mainEntityOfPage"):
        for address in _values(node.get(key)):
            theirs, ours = urlsplit(urljoin(url, address)), urlsplit(url)
            if theirs.scheme in ("http", "https") and address not in ("true", "false"):
                return (theirs.netloc, theirs.path.rstrip("/")) != (ours.netloc, ours.path.rstrip("/"))
    return False


def _as_list(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]


def _values(value: Any) -> Iterator[str]:
    for each in _as_list(value):
        if isinstance(each, dict):
            each = each.get("url") or each.get("@id") or each.get("name") or each.get("text") or ""
        if isinstance(each, bool):
            yield "true" if each else "false"
        elif isinstance(each, str | int | float):
            yield str(each)
