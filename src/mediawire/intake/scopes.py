"""What a signal on a page is about: the report, the page, the site, a picture, the republish widget, or something else.

A licence that stands in a caption is the picture's; in a quotation, a comment or the teaser of another report it is
theirs; in the widget of the Republication Tracker Tool it is a constant of that plug-in (its `shareable-content.php`
writes CC BY-ND whatever the site's licence), in the footer it is the site's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from lxml import etree

from mediawire.intake.feeds.xmltext import local, words

ITEM, PAGE, SITE, FEED, FIGURE, WIDGET, OTHER = "item", "page", "site", "feed", "figure", "widget", "other"

_FIGURES: Final = frozenset({"figure", "figcaption", "picture", "video", "audio"})
_FIGURE_WORDS = re.compile(r"\b(?:wp-caption|caption|figure|image|photo|picture|gallery|media-credit|credit)\b", re.I)
_TRACKER = re.compile(r"republication[-_]tracker[-_]tool", re.I)
_ELSE_WORDS = re.compile(
    r"\b(?:related|recommended|teaser|more-stories|read-next|comments?|comment-list|promo)\b", re.I
)
_BLOCKS: Final = frozenset({"p", "div", "li", "td", "section", "aside", "footer", "article", "dd", "address"})
_PICTURED = re.compile(
    r"\b(?:photo\w*|pictures?|images?|illustrations?|graphics?|videos?|charts?|maps?|foto\w*|bild\w*|im[aá]gen\w*"
    r"|fotograf\w*|imagem|ilustra\w+|zdj[eę]cie\w*|фото\w*|изображени\w*|иллюстраци\w*)\b|صورة|الصور",
    re.I,
)
_WRITTEN = re.compile(
    r"\b(?:article|story|stories|text|texts|report|content|work|site|website|essay|artikel|texte?|beitrag|inhalte?"
    r"|art[ií]culo|contenidos?|artigo|conte[uú]do|стать\w+|текст\w*|материал\w*)\b",
    re.I,
)
_PICTURE_TYPES: Final = frozenset({"ImageObject", "VideoObject", "AudioObject", "Photograph", "MediaObject"})
_SITE_TYPES: Final = frozenset({"WebSite", "Organization", "NewsMediaOrganization", "Periodical", "Newspaper"})
_ITEM_TYPES = re.compile(r"Article|Posting|Report|Review$|CreativeWork$|Liveblog|Webpage", re.I)
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|mp4|mp3)(?:$|[?#])", re.I)
_LONG = 300  # characters of a block beyond which it is prose and no credit line


def scope_of(element: etree._Element) -> str:
    """What a link or a property in the markup is about, by what stands around it."""
    if local(element) == "link" and local(element.getparent()) == "head":  # type: ignore[arg-type]
        return PAGE
    for around in (element, *element.iterancestors()):
        name = local(around)
        marks = f"{around.get('class') or ''} {around.get('id') or ''}"
        if _TRACKER.search(marks) or name == "textarea":
            return WIDGET
        if name in _FIGURES or _FIGURE_WORDS.search(around.get("class") or ""):
            return FIGURE
        if name == "blockquote" or _ELSE_WORDS.search(marks):
            return OTHER
        told = _described(around, element)
        if told:
            return told
        if name in ("article", "main"):
            break
    return FIGURE if _of_a_picture(element) else _region(element)


def _described(around: etree._Element, element: etree._Element) -> str:
    """What RDFa's subject or microdata's item around an element says that it is about; "" where there is none."""
    about = around.get("about") or ""
    if _PICTURE_FILE.search(about):
        return FIGURE
    if around is element or around.get("itemscope") is None:
        return ""
    kind = (around.get("itemtype") or "").rpartition("/")[2]
    return scope_of_types({kind}) if kind else ""


def scope_of_types(kinds: set[str]) -> str:
    """What an object of these schema.org types is: an item, a picture, the site, or something else; "" without any."""
    if not kinds:
        return ""
    if kinds & _PICTURE_TYPES:
        return FIGURE
    if kinds & _SITE_TYPES:
        return SITE
    return ITEM if any(_ITEM_TYPES.search(kind) for kind in kinds) else OTHER


def types_of(node: Mapping[str, Any]) -> set[str]:
    """The schema.org types of a JSON-LD object, without their address."""
    told = node.get("@type")
    return {str(kind).rpartition("/")[2] for kind in (told if isinstance(told, list) else [told]) if kind}


def block_words(element: etree._Element) -> str:
    """The text of the smallest block that an element stands in."""
    for around in element.iterancestors():
        if local(around) in _BLOCKS:
            return words(around)
    return words(element)


def _of_a_picture(element: etree._Element) -> bool:
    """Whether a short line speaks of pictures alone: a credit line that no figure holds."""
    told = block_words(element)
    return len(told) <= _LONG and bool(_PICTURED.search(told)) and not _WRITTEN.search(told)


def _region(element: etree._Element) -> str:
    articles = list(element.iterancestors("article"))
    if articles:
        return ITEM if _is_the_article(articles[-1]) and len(articles) == 1 else OTHER
    if any(local(around) in ("footer", "header", "nav") for around in element.iterancestors()):
        return SITE
    return PAGE


def _is_the_article(article: etree._Element) -> bool:
    """Whether this is the page's report and not one of several in a list: the only one, or the one with the title."""
    if article.find(".//h1") is not None:
        return True
    root = article.getroottree().getroot()
    others = [each for each in root.iter("article") if each is not article]
    return not others
