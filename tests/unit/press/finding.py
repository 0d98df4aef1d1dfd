"""Finding elements of a printed page by tag, class and attribute: `css(tree, "header p.credit a[href]")`."""

from __future__ import annotations

import re
from typing import Any

_PART = re.compile(r"\.(?P<name>[\w-]+)|\[(?P<attribute>[\w-]+)\]")


def css(tree: Any, selector: str) -> list[Any]:
    """The elements that a selector of tags, classes, attributes and descendants names, in document order."""
    path = "."
    for step in selector.split():
        tag = re.match(r"[\w-]*", step)
        path += f"//{tag[0] if tag and tag[0] else '*'}"
        for part in _PART.finditer(step):
            if part["name"]:
                path += f"[contains(concat(' ', normalize-space(@class), ' '), ' {part['name']} ')]"
            else:
                path += f"[@{part['attribute']}]"
    return list(tree.xpath(path))


def said(tree: Any, selector: str) -> str:
    """The text of all that a selector finds, white space folded."""
    return " ".join(" ".join(element.text_content() for element in css(tree, selector)).split())
