"""Machine-readable words about rights and identity on a page, kept with its capture: what permission later weighs.

`rel=license` and ccREL, schema.org (license, usageInfo, copyrightNotice, isBasedOn, ...), Dublin Core, republish
controls, feed licences; robots directives, canonical, AMP and alternate addresses, hubs. TDM reservation (W3C TDMRep)
and RSL, which reuses rel=license for a document of another media type, have kinds of their own: they concern machines,
not reprinting. Each signal says what it is about (`intake.scopes`). Nothing is decided here.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from lxml import etree

from mediawire.intake import linkeddata, offers, scopes
from mediawire.intake.discovery import links, page
from mediawire.intake.feeds.xmltext import elements, local, words
from mediawire.model.feed import FeedEntry
from mediawire.model.report import Signal

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
    "dc.license": "license",
    "dc:license": "license",
    "dcterms:license": "license",
    "dc:rights": "rights",
    "dcterms:rights": "rights",
    "dcterms.accessrights": "rights",
    "dcterms.rightsholder": "copyright-holder",
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
_DUBLIN: Final = frozenset({"dcterms.license", "dc.rights", "dcterms.rights", "dct:license", "schema.license"})
_HEADERS: Final = {
    "tdm-reservation": "tdm-reservation",
    "tdm-policy": "tdm-policy",
    "x-robots-tag": "robots",
    "content-signal": "content-signal",
}
_PROPERTY = re.compile(
    r"(?:^|[:/#])(license|rights|attributionName|attributionURL|useGuidelines|usageInfo|morePermissions)$"
)
_PROPERTY_KINDS: Final = {
    "attributionName": "attribution-name",
    "attributionURL": "attribution-url",
    "usageInfo": "usage-info",
    "useGuidelines": "usage-info",
    "morePermissions": "usage-info",
}
_RSL: Final = "application/rsl+xml"
# What is looked for by attributes is found by libxml2, from the attributes up, which costs it half of the way down: a
# page has thousands of elements, and a few say something.
_PROPERTIES: Final = etree.XPath(
    "(descendant-or-self::*/@property | descendant-or-self::*/@rel | descendant-or-self::*/@itemprop)/.."
)
_MOST: Final = 200
_EXAMINED: Final = 400  # places of one kind that are looked at: to say what each is about takes a look around it
_LONGEST: Final = 2000


def of(payload: bytes, headers: Mapping[str, str], url: str = "") -> tuple[Signal, ...]:
    """All signals of a page and its headers, each once, in the order found. `headers` have lower-case names.

    With the page's address, JSON-LD about other addresses (teasers, lists) is told apart from that about the page.
    """
    tree = page(payload, headers)
    marked = elements(_PROPERTIES, tree)
    readers = (
        _in_headers(headers),
        _in_links(marked),
        _in_meta(tree, marked),
        (_signal(*each) for each in linkeddata.in_scripts(tree.iter("script"), url)),
        _in_markup(marked),
        (_signal(*each) for each in offers.offers(tree)),
    )
    told = [signal for reader in readers for signal in itertools.islice(reader, _EXAMINED)]
    return tuple(dict.fromkeys(signal for signal in told if signal.value or signal.kind == "republish-offer"))[:_MOST]


def of_entry(entry: FeedEntry) -> tuple[Signal, ...]:
    """The licences that a feed gives an entry, and those of the feed as a whole that the entry came in."""
    own = [_signal("license", value, scopes.ITEM, "feed entry") for value in entry.licences]
    common = [_signal("license", value, scopes.FEED, "feed") for value in entry.feed_licences]
    return tuple(dict.fromkeys(signal for signal in (*own, *common) if signal.value))[:_MOST]


def of_robots(basis: str) -> tuple[Signal, ...]:
    """The RSL documents that the site's robots.txt named when the page was asked for: terms for machines."""
    named = [part.removeprefix("License: ") for part in basis.split("; ") if part.startswith("License: ")]
    return tuple(_signal("rsl", url, scopes.SITE, "robots.txt") for url in named)


def _signal(kind: str, value: str, scope: str, where: str) -> Signal:
    return Signal(kind=kind, value=" ".join(value.split())[:_LONGEST], scope=scope, where=where)


def _in_headers(headers: Mapping[str, str]) -> Iterator[Signal]:
    for name, kind in _HEADERS.items():
        if name in headers:
            yield _signal(kind, headers[name], scopes.PAGE, name)
    for address, parameters in links(headers):
        is_rsl = parameters.get("type", "").lower() == _RSL
        for rel in parameters.get("rel", "").lower().split():
            if rel in _LINKS:
                yield _signal(
                    "rsl" if is_rsl and rel == "license" else _LINKS[rel], address, scopes.PAGE, "link header"
                )


def _in_links(marked: Iterable[etree._Element]) -> Iterator[Signal]:
    for element in marked:
        rel_told = element.get("rel")
        if not rel_told or element.tag not in ("link", "a"):
            continue
        href = element.get("href") or ""
        rels = rel_told.lower().split()
        is_anchor = element.tag == "a"
        for rel in rels:
            if rel in _LINKS and (not is_anchor or rel in ("license", "syndication")):
                yield _signal(_link_kind(rel, element), href, scopes.scope_of(element), f"rel={rel}")
        if not is_anchor and "alternate" in rels and element.get("hreflang"):
            yield _signal("alternate", f"{element.get('hreflang')} {href}", scopes.PAGE, "rel=alternate")


def _link_kind(rel: str, element: etree._Element) -> str:
    if rel == "license" and (element.get("type") or "").partition(";")[0].strip().lower() == _RSL:
        return "rsl"
    return _LINKS[rel]


def _in_meta(tree: etree._Element, marked: Iterable[etree._Element]) -> Iterator[Signal]:
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        if name in _META:
            yield _signal(_META[name], element.get("content") or "", scopes.PAGE, f"meta {name}")
    for element in marked:
        name = (element.get("rel") or "").strip().lower()
        if name in _DUBLIN and element.tag == "link":
            yield _signal("license", element.get("href") or "", scopes.PAGE, f"link {name}")


def _in_markup(marked: Iterable[etree._Element]) -> Iterator[Signal]:
    """ccREL and RDFa properties, and microdata."""
    for element in marked:
        is_meta = local(element) == "meta"
        for attribute in ("itemprop",) if is_meta else ("property", "rel", "itemprop"):
            for name in (element.get(attribute) or "").split():
                kind = _kind_of(name, attribute)
                if kind:
                    value = element.get("href") or element.get("resource") or element.get("content") or words(element)
                    yield _signal(kind, value, scopes.scope_of(element), f"{attribute} {name}")


def _kind_of(name: str, attribute: str) -> str:
    if attribute == "itemprop":
        return linkeddata.SCHEMA.get(name, "")
    if attribute == "rel" and ":" not in name:
        return ""  # read with the links
    found = _PROPERTY.search(name)
    return _PROPERTY_KINDS.get(found[1], found[1]) if found else ""


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
