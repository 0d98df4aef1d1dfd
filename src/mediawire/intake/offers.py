"""Offers to republish, and plain links to licences and terms: what no vocabulary marks but every reader sees.

They propose that a person look at the outlet's terms; none of them says by itself what is permitted.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from mediawire.intake import scopes
from mediawire.intake.feeds.xmltext import elements
from mediawire.text.wordlists import holds_any

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
# By identifier, which libxml2 has at hand: to look at every element of a page for it costs more than all else here.
_WIDGET: Final = etree.XPath(
    "(id('republication-tracker-tool-modal-content') | id('republication-tracker-tool-shareable-content'))"
    "[self::div or self::textarea]"
)
# Two quick looks, since nearly all links of a page are of no interest here: no address that fits a pattern above is
# without one of these pieces, and no offer begins otherwise.
_PIECES: Final = (
    *("republi", "repost", "steal-our", "nachdruck", "perepechatka"),
    *("terms", "copyright", "reprint", "licen", "permissions", "creativecommons"),
)
_BEGINNINGS: Final = frozenset({"rep", "ste", "nac", "übe", "пер", "إعا"})

Told = tuple[str, str, str, str]


def offers(tree: etree._Element) -> Iterator[Told]:
    """Republish controls, the tracker tool's widget, terms pages, and links to licences without rel=license."""
    for element in elements(_WIDGET, tree):
        yield "republish-widget", "Republication Tracker Tool", scopes.WIDGET, f"#{element.get('id')}"
    controls = [(element, element.get("href") or "") for element in tree.iter("a", "button")]
    lowered = "\n".join([href for _, href in controls]).lower()
    pieces = [piece for piece in _PIECES if piece in lowered]
    for element, href in controls:
        is_offer = _may_offer(_beginning(element)) and _OFFER.search(scopes.beginning(element, 80)[:80]) is not None
        is_telling = bool(pieces) and holds_any(href.lower(), pieces)
        if not (is_telling or is_offer):
            continue
        if element.tag == "a":
            yield from _anchor(element, href, is_telling=is_telling, is_offer=is_offer)
        elif is_offer:
            yield "republish-offer", "", scopes.PAGE, f"button {scopes.beginning(element, 40)[:40]}"


def _anchor(element: etree._Element, href: str, *, is_telling: bool, is_offer: bool) -> Iterator[Told]:
    if is_telling and _LICENCE.match(href):
        if "license" not in (element.get("rel") or "").lower().split():
            scope = scopes.scope_of(element)
            if scope != scopes.ITEM or _speaks_of_itself(element):
                yield "licence-link", href, scope, "link to a licence"
    elif is_offer or (is_telling and _OFFER_PATH.search(href)):
        yield "republish-offer", href, scopes.PAGE, f"link {scopes.beginning(element, 40)[:40]}"
    elif is_telling and _TERMS_PATH.search(href):
        yield "terms-link", href, scopes.SITE, f"link {scopes.beginning(element, 40)[:40]}"


@functools.lru_cache(maxsize=1024)  # links begin alike
def _may_offer(first: str) -> bool:
    """Whether words that begin with these letters may be an offer."""
    return bool(first) and (not first.isalnum() or len(first) < 3 or first.casefold() in _BEGINNINGS)


def _beginning(element: etree._Element) -> str:
    """The first three letters of an element's words."""
    first = (element.text or "").lstrip()[:3]
    return first or next((told[:3] for piece in element.itertext() if (told := str(piece).lstrip())), "")


def _speaks_of_itself(element: etree._Element) -> bool:
    """Whether the line of a link to a licence is about the article, and not a sentence of a report on licences."""
    told = scopes.block_words(element)
    return len(told) <= scopes.LONG and bool(_SELF.search(told))
