"""Pictures of an article: figures between its title and its last block, with the words that stand in them.

A figure without an image of the web, inside a teaser's link or in an aside is passed over. The credit is what the page
marks as such (a class, `itemprop`), else what the caption calls a photograph's; what cannot be told is left empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mediawire.model.report import Block, Form, Picture, Span
from mediawire.reading.page import Page
from mediawire.reading.tree import Node

MOST = 5
_EXAMINED = 40
_ELSEWHERE = frozenset({"a", "aside", "nav", "footer", "form", "button"})
_CREDIT = re.compile(
    r"credit|copyright|photographer|byline|bild-?quelle|image-?source|(?:^|[-_ ])source(?:$|[-_ ])", re.I
)
_LED = re.compile(
    r"(?:©|\(c\)|\b(?:photo(?:graph)?(?: credit)?|picture|image|foto|bild|crédit photo|illustration|фото)s?\s*"
    r"(?::|/|by\b|von\b|par\b|de\b))\s*(?P<name>[^()|]{2,120}?)\s*[).|]*\s*$",
    re.I,
)
_DEED = "creativecommons.org/"


def of(page: Page, blocks: Sequence[Block]) -> tuple[Picture, ...]:
    """The pictures of an article whose blocks these are, in the order of the page, each address once."""
    if not page.figures or not blocks:
        return ()
    start = next((node.start for node in page.headings), blocks[0].span.start)
    end = blocks[-1].span.end
    found: dict[str, Picture] = {}
    for node in page.figures[:_EXAMINED]:
        if start <= node.start <= end and not _is_elsewhere(node):
            for picture in _picture(page, node):
                found.setdefault(picture.url, picture)
    return tuple(found.values())[:MOST]


def _is_elsewhere(node: Node) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag in _ELSEWHERE:
            return True
        parent = parent.parent
    return False


def _picture(page: Page, figure: Node) -> Iterator[Picture]:
    image, caption = figure.first("img"), figure.first("figcaption")
    url = _address(page, image) if image is not None else ""
    if image is None or not url:
        return
    text = page.text(caption) if caption is not None else ""
    yield Picture(
        url=url,
        caption=text,
        span=Span(caption.inner, caption.close, Form.HTML) if caption is not None and text else None,
        credit=_credit(page, figure, text),
        licence=_licence(figure),
        alt=" ".join(image.get("alt").split()),
    )


def _address(page: Page, image: Node) -> str:
    """Where the picture is: what a browser would load, or what a script would put in its place."""
    for name in ("src", "data-src", "data-original"):
        told = image.get(name)
        if told and not told.startswith("data:"):
            return page.absolute(told)
    return ""


def _credit(page: Page, figure: Node, caption: str) -> str:
    for node in figure.walk():
        told = f"{node.get('class')} {node.get('itemprop')}" if node.raw else ""
        if node is not figure and node.tag != "img" and _CREDIT.search(told):
            text = page.text(node)
            if 1 < len(text) < 200:
                return text
    led = _LED.search(caption)
    return led["name"].strip() if led else ""


def _licence(figure: Node) -> str:
    for node in figure.walk():
        if node.tag in ("a", "link") and ("license" in node.get("rel").lower().split() or _DEED in node.get("href")):
            return node.get("href")
    return ""
