"""The words of a page of terms, so that a change of them is seen and a change of menus, dates and numbers is not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from mediawire.intake.discovery import page
from mediawire.intake.feeds.xmltext import local

_SILENT: Final = frozenset(
    {"script", "style", "template", "noscript", "nav", "header", "footer", "aside", "form", "svg"}
)
_BLOCKS: Final = frozenset(
    {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "td", "th", "div", "section", "br"}
)
_LEAST = 200  # letters without which <main> or <article> is not where the terms stand


def terms_text(payload: bytes, headers: Mapping[str, str]) -> str:
    """A page's words, one paragraph a line, white space folded: those of <main> or <article> where it has one.

    `payload` is the body after content coding, `headers` have lower-case names. Plain text is taken as it is.
    """
    if headers.get("content-type", "").lower().startswith("text/plain"):
        return _folded(payload.decode("utf-8", "replace"))
    tree = page(payload, headers)
    for name in ("main", "article"):
        parts = [_folded("".join(_words(found))) for found in tree.iter(name)]
        told = max(parts, key=len, default="")
        if len(told) >= _LEAST:
            return told
    return _folded("".join(_words(tree)))


def _words(root: etree._Element) -> list[str]:
    """Text in the order of the page, without recursion: pages may be nested deeply."""
    told: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        gap = "\n" if local(element) in _BLOCKS else ""
        if event == "end":
            told += (gap, "" if element is root else _flat(element.tail))
        elif local(element) in _SILENT and element is not root:
            walk.skip_subtree()
        else:
            told += (gap, _flat(element.text))
    return told


def _flat(text: str | None) -> str:
    """Text of the source without its line breaks: those of a page are its blocks."""
    return (text or "").replace("\n", " ").replace("\r", " ")


def _folded(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
