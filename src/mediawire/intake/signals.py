"""Machine-readable words about rights and identity on a page, kept with its capture: what permission later weighs.

`rel=license` and ccREL, schema.org (license, usageInfo, copyrightNotice, isBasedOn, ...), TDM reservation (W3C TDMRep),
robots directives, canonical, AMP and alternate addresses, hubs. A licence inside a figure is the picture's, not the
text's; what stands inside a quoted embed or a comment is nobody's. Nothing is decided here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from lxml import etree

from mediawire.intake.discovery import links, page
from mediawire.intake.feeds.xmltext import local, words
from mediawire.model.report import Signal

_FIGURES: Final = frozenset({"figure", "figcaption", "picture", "video", "audio"})
_FIGURE_WORDS = re.compile(r"\b(?:wp-caption|caption|figure|image|photo|picture|gallery|media-credit|credit)\b", re.I)
_META: Final = {
    "robots": "robots",
    "googlebot": "robots",
    "googlebot-news": "robots",
    "tdm-reservation": "tdm-reservation",
    "tdm-policy": "tdm-policy",
    "copyright": "copyright-notice",
    "rights": "rights",
    "dc.rights": "rights",
    "dcterms.rights": "rights",
    "dcterms.license": "license",
    "dc.rights.license": "license",
    "rights-standard": "rights",
    "syndication-source": "syndication-source",
    "original-source": "original-source",
    "og:url": "og-url",
}
_LINKS: Final = {
    "license": "license",
    "canonical": "canonical",
    "amphtml": "amp",
    "hub": "hub",
    "copyright": "copyright-page",
    "syndication": "syndication",
    "shortlink": "shortlink",
}
_HEADERS: Final = {
    "tdm-reservation": "tdm-reservation",
    "tdm-policy": "tdm-policy",
    "x-robots-tag": "robots",
    "content-signal": "content-signal",
}
_SCHEMA: Final = {
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
_PICTURES: Final = frozenset({"ImageObject", "VideoObject", "AudioObject", "Photograph", "MediaObject"})
_PAGES: Final = frozenset({"WebSite", "Organization", "NewsMediaOrganization"})
_PROPERTY = re.compile(r"(?:^|[:/#])(license|rights|attributionName|attributionURL|useGuidelines|usageInfo)$")
_DEEPEST: Final = 12
_MOST: Final = 200
_LONGEST: Final = 2000


def of(payload: bytes, headers: Mapping[str, str]) -> tuple[Signal, ...]:
    """All signals of a page and its headers, each once, in the order found. `headers` have lower-case names."""
    tree = page(payload, headers)
    found: dict[Signal, None] = {}
    for signal in (*_in_headers(headers), *_in_links(tree), *_in_meta(tree), *_in_json(tree), *_in_markup(tree)):
        if signal.value and len(found) < _MOST:
            found.setdefault(signal)
    return tuple(found)


def _signal(kind: str, value: str, scope: str, where: str) -> Signal:
    return Signal(kind=kind, value=" ".join(value.split())[:_LONGEST], scope=scope, where=where)


def _in_headers(headers: Mapping[str, str]) -> Iterator[Signal]:
    for name, kind in _HEADERS.items():
        if name in headers:
            yield _signal(kind, headers[name], "page", name)
    for address, parameters in links(headers):
        for rel in parameters.get("rel", "").lower().split():
            if rel in _LINKS:
                yield _signal(_LINKS[rel], address, "page", "link header")


def _in_links(tree: etree._Element) -> Iterator[Signal]:
    for element in tree.iter("link", "a"):
        href = element.get("href") or ""
        rels = (element.get("rel") or "").lower().split()
        is_anchor = local(element) == "a"
        for rel in rels:
            if rel in _LINKS and (not is_anchor or rel in ("license", "syndication")):
                yield _signal(_LINKS[rel], href, _scope(element), f"rel={rel}")
        if not is_anchor and "alternate" in rels and element.get("hreflang"):
            yield _signal("alternate", f"{element.get('hreflang')} {href}", "page", "rel=alternate")


def _scope(element: etree._Element) -> str:
    """ "figure" within a picture's box, else "page"."""
    for around in (element, *element.iterancestors()):
        if local(around) in _FIGURES or _FIGURE_WORDS.search(around.get("class") or ""):
            return "figure"
        if local(around) in ("article", "main", "body"):
            break
    return "page"


def _in_meta(tree: etree._Element) -> Iterator[Signal]:
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        if name in _META:
            yield _signal(_META[name], element.get("content") or "", "page", f"meta {name}")


def _in_markup(tree: etree._Element) -> Iterator[Signal]:
    """ccREL and RDFa properties, and microdata."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or local(element) == "meta":
            continue
        for attribute in ("property", "rel", "itemprop"):
            for name in (element.get(attribute) or "").split():
                kind = _kind_of(name, attribute)
                if kind:
                    value = element.get("href") or element.get("resource") or element.get("content") or words(element)
                    yield _signal(kind, value, _scope(element), f"{attribute} {name}")


def _kind_of(name: str, attribute: str) -> str:
    if attribute == "itemprop":
        return _SCHEMA.get(name, "")
    if attribute == "rel" and ":" not in name:
        return ""  # read with the links
    found = _PROPERTY.search(name)
    if found is None:
        return ""
    return {"attributionName": "attribution-name", "attributionURL": "attribution-url", "usageInfo": "usage-info"}.get(
        found[1], "usage-info" if found[1] == "useGuidelines" else found[1]
    )


def _in_json(tree: etree._Element) -> Iterator[Signal]:
    for element in tree.iter("script"):
        if (element.get("type") or "").partition(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _in_node(data, "page", 0)


def _in_node(node: Any, scope: str, depth: int) -> Iterator[Signal]:
    if depth > _DEEPEST:
        return
    if isinstance(node, list):
        for each in node:
            yield from _in_node(each, scope, depth)
        return
    if not isinstance(node, dict):
        return
    scope = _scope_of(node, scope)
    for key, value in node.items():
        name = str(key).rpartition("/")[2].rpartition(":")[2]
        if name in _SCHEMA:
            for text in _values(value):
                yield _signal(_SCHEMA[name], text, scope, f"json-ld {name}")
        if isinstance(value, dict | list) and name not in ("isBasedOn", "copyrightHolder", "sourceOrganization"):
            inner = "figure" if name in ("image", "thumbnail", "video", "associatedMedia", "logo") else scope
            yield from _in_node(value, inner, depth + 1)


def _scope_of(node: Mapping[str, Any], scope: str) -> str:
    kinds = {str(kind).rpartition("/")[2] for kind in _as_list(node.get("@type"))}
    if kinds & _PICTURES:
        return "figure"
    return "site" if kinds & _PAGES and scope == "page" else scope


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


def reserved(policy: bytes, path: str) -> tuple[Signal, ...]:
    """What /.well-known/tdmrep.json (W3C TDMRep section 6.1) says of a path: the first rule whose location fits.

    `policy` is the file; what cannot be read says nothing.
    """
    try:
        rules = json.loads(policy)
    except (ValueError, RecursionError):
        return ()
    for rule in rules if isinstance(rules, list) else ():
        if isinstance(rule, dict) and _fits(str(rule.get("location", "")), path):
            where = f"/.well-known/tdmrep.json {rule.get('location')}"
            told = (("tdm-reservation", rule.get("tdm-reservation")), ("tdm-policy", rule.get("tdm-policy")))
            return tuple(_signal(kind, str(value), "site", where) for kind, value in told if value not in (None, ""))
    return ()


def _fits(location: str, path: str) -> bool:
    """Locations are matched as in robots.txt: a prefix, `*` for anything, `$` for the end.

    The leftmost place for each piece is as good as any other, so that one pass over the path is enough.
    """
    first, *rest = location.removesuffix("$").split("*")
    if not location or not path.startswith(first):
        return False
    at = len(first)
    last = rest.pop() if rest and location.endswith("$") else None
    for piece in rest:
        at = path.find(piece, at) + len(piece)
        if at < len(piece):
            return False
    if last is not None:
        return path.endswith(last) and len(path) - len(last) >= at
    return not location.endswith("$") or at == len(path)
