"""Pictures beside a report: figures with caption and credit, from copies in the item's own folder; no hotlink."""

from __future__ import annotations

from typing import Any

from mediawire.model.item import Item, PrintedPicture
from mediawire.model.source import Extent
from mediawire.press.markup import web
from mediawire.press.words import plain


def shown_pictures(item: Item) -> tuple[PrintedPicture, ...]:
    """The pictures that an item is printed with: beside the full text alone, and those that its permission covers."""
    covered = {each.url for each in item.permission.printable}
    full = item.permission.extent is Extent.FULL
    return tuple(each for each in item.pictures if full and each.picture.url in covered and each.picture.credit)


def figures(item: Item) -> list[dict[str, Any]]:
    """What the page's figures are filled with."""
    return [
        {
            "file": each.name,
            "width": each.width,
            "height": each.height,
            "alt": plain(each.picture.alt) or plain(each.picture.caption),
            "caption": plain(each.picture.caption),
            "credit": plain(each.picture.credit),
            "licence": web(each.picture.licence),
        }
        for each in shown_pictures(item)
    ]
