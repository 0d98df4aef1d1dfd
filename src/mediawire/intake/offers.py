"""Offers to republish, and plain links to licences and terms: what no vocabulary marks but every reader sees.

They propose that a person look at the outlet's terms; none of them says by itself what is permitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from mediawire.intake import scopes
from mediawire.intake.feeds.xmltext import local, words

_LICENCE = re.compile(r"^(?:https?:)?//(?:www\.)?creativecommons\.org/(?:licenses|publicdomain)/", re.I)
_OFFER = re.compile(
    r"^\W*(?:republish\b|steal (?:our|this)\b|republier\b|republicar\b|reproducir\b|nachdruck\w*|übernehmen\b"
    r"|перепечат\w*|إعادة (?:ال)?نشر)",
    re.I,
)
_OFFER_PATH = re.compile(
    r"/(?:republish\w*|republication\w*|steal-our-stor\w+|repost\w*|nachdruck|perepechatka)\b", re.I
)
_TERMS_PATH = re.compile(
    r"/(?:terms(?:-of-use|-and-conditions)?|copyright|reprints?|licen[cs]ing|permissions)(?:/|$)", re.I
)
_SELF = re.compile(
    r"\b(?:this (?:article|story|work|text|page|report|essay|site|website)"
    r"|our (?:articles|stories|content|texts)|content"
    r"|dieser? (?:artikel|text|beitrag|werk)|este (?:art[ií]culo|texto|artigo)|esta obra|cet article|ce texte"
    r"|cette œuvre|эта статья|этот (?:текст|материал))\b",
    re.I,
)
_TRACKER: Final = "republication-tracker-tool"
_LONG = 300

Told = tuple[str, str, str, str]


def offers(tree: etree._Element) -> Iterator[Told]:
    """Republish controls, the tracker tool's widget, terms pages, and links to licences without rel=license."""
    for element in tree.iter("a", "button", "div", "textarea"):
        yield from _widget(element)
        if local(element) == "button" and _OFFER.search(words(element)[:80]):
            yield "republish-offer", "", scopes.PAGE, f"button {words(element)[:40]}"
        if local(element) == "a":
            yield from _anchor(element, element.get("href") or "")


def _widget(element: etree._Element) -> Iterator[Told]:
    name = element.get("id") or ""
    if name in (f"{_TRACKER}-modal-content", f"{_TRACKER}-shareable-content"):
        yield "republish-widget", "Republication Tracker Tool", scopes.WIDGET, f"#{name}"


def _anchor(element: etree._Element, href: str) -> Iterator[Told]:
    if _LICENCE.match(href):
        if "license" not in (element.get("rel") or "").lower().split():
            scope = scopes.scope_of(element)
            if scope != scopes.ITEM or _speaks_of_itself(element):
                yield "licence-link", href, scope, "link to a licence"
        return
    if _OFFER_PATH.search(href) or _OFFER.search(words(element)[:80]):
        yield "republish-offer", href, scopes.PAGE, f"link {words(element)[:40]}"
    elif _TERMS_PATH.search(href):
        yield "terms-link", href, scopes.SITE, f"link {words(element)[:40]}"


def _speaks_of_itself(element: etree._Element) -> bool:
    """Whether the line of a link to a licence is about the article, and not a sentence of a report on licences."""
    told = scopes.block_words(element)
    return len(told) <= _LONG and bool(_SELF.search(told))
