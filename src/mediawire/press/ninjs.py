"""An item as IPTC ninjs 2.1 with its rights: `PATH/ninjs.json` beside the item page.

Schema: https://www.iptc.org/std/ninjs/ninjs-schema_2.1.json. The body stands in it only where a public licence lets
anybody print it and no duty of the page (counter, closing text, "as of" line, an end) would be lost on the way; else
it is marked as partial and carries the excerpt that our lists carry.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from markupsafe import Markup, escape

from mediawire.model.item import Edition, Item, ItemState, PrintedFile, PrintedPicture, Surroundings
from mediawire.model.source import Extent, Place
from mediawire.press import crediting, metadata, pages, rights
from mediawire.press.extent import Carried, carried
from mediawire.press.figures import shown_pictures
from mediawire.press.markup import body, formed, web
from mediawire.press.words import plain

MEDIA_TYPE = "application/json"
_SCHEMA = "https://www.iptc.org/std/ninjs/ninjs-schema_2.1.json"


def render_ninjs(item: Item, surroundings: Surroundings) -> Edition:
    """The ninjs object of a live item; an edition without files for any other, so that no preview is printed.

    Raises NotPermitted as `render` does.
    """
    pages.refuse_unprintable(item, surroundings.moment)
    if item.state is not ItemState.LIVE:
        return Edition(files=())
    told = {name: value for name, value in _object(item, surroundings).items() if value}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    file = PrintedFile(
        path=f"{item.path}/ninjs.json", media_type=MEDIA_TYPE, body=f"{text}\n".encode("utf-8", "replace")
    )
    return Edition(files=(file,))


def _object(item: Item, surroundings: Surroundings) -> dict[str, Any]:
    report, printed = item.report, carried(item, surroundings.house)
    whole = _travels(item, printed)
    return {
        "uri": metadata.page_url(item.path, surroundings),
        "standard": {"name": "ninjs", "version": "2.1", "schema": _SCHEMA},
        "type": "text",
        "representationtype": "full" if whole else "partial",
        "version": str(item.revision),
        "firstcreated": _moment(item.printed_at),
        "versioncreated": _moment(item.revised_at or item.printed_at),
        "contentcreated": _moment(report.published.moment) if report.published and report.published.zoned else "",
        "pubstatus": "usable",
        "expires": _moment(item.permission.until),
        "language": report.language,
        "headlines": _headlines(item),
        "by": plain(report.byline.value) if report.byline else "",
        "bodies": _bodies(item, printed) if whole else [],
        "descriptions": [] if whole else _descriptions(printed),
        "infosources": [_source(item)],
        "associations": [_picture(item, each, surroundings) for each in shown_pictures(item)],
        "altids": [{"role": "original", "value": report.url}],
        **_rights(item),
    }


def _rights(item: Item) -> dict[str, Any]:
    linked = web(item.permission.licence_url) or rights.usage_url(item)
    return {
        "usageterms": rights.usage_terms(item),
        "copyrightholder": rights.copyright_holder(item),
        "copyrightnotice": rights.copyright_notice(item),
        "rightsinfo": {"linkedrights": linked} if linked else {},
    }


def _travels(item: Item, printed: Carried) -> bool:
    """Whether the whole text may leave the page: by a licence for everybody, without a duty that it would shed."""
    permission = item.permission
    bound = permission.counter or permission.closing or permission.as_of_line or permission.until
    return printed.extent is Extent.FULL and bool(web(permission.licence_url)) and not bound


def _headlines(item: Item) -> list[dict[str, str]]:
    shown, original = pages.shown_headline(item), plain(item.report.headline.value)
    told = [{"role": "main", "value": shown}]
    return told if shown == original else [*told, {"role": "original", "value": original}]


def _bodies(item: Item, printed: Carried) -> list[dict[str, str]]:
    """The text with every credit that the terms ask for, and source and address at the bottom (P4)."""
    top = [*crediting.placed(item, Place.TOP), *crediting.placed(item, Place.BYLINE)]
    top += crediting.placed(item, Place.FIRST_PARAGRAPH)
    address = formed('<a href="{0}">{0}</a>', item.report.url)
    bottom = [*crediting.placed(item, Place.BOTTOM), escape(plain(item.source.name)) + Markup(": ") + address]
    above, below = (Markup("").join(formed("<p>{}</p>", each) for each in lines) for lines in (top, bottom))
    return [{"contenttype": "text/html", "value": str(above + body(printed.blocks) + below)}]


def _descriptions(printed: Carried) -> list[dict[str, str]]:
    excerpt = pages.beginning(printed)
    return [{"role": "summary", "contenttype": "text/plain", "value": excerpt}] if excerpt else []


def _picture(item: Item, printed: PrintedPicture, surroundings: Surroundings) -> dict[str, Any]:
    """A picture as an associated object, with the credit and the terms that it is printed under."""
    address = f"{metadata.page_url(item.path, surroundings)}{printed.name}"
    rendition = {
        "name": "main",
        "href": address,
        "contenttype": printed.media_type,
        "width": printed.width,
        "height": printed.height,
        "sizeinbytes": printed.size,
    }
    told = {
        "name": printed.name.partition(".")[0],
        "uri": address,
        "type": "picture",
        "descriptions": [{"role": "caption", "value": plain(printed.picture.caption)}]
        if printed.picture.caption
        else [],
        "copyrightholder": plain(printed.picture.credit),
        "usageterms": "With this report alone, and with its credit.",
        "renditions": [rendition],
    }
    return {name: value for name, value in told.items() if value}


def _source(item: Item) -> dict[str, str]:
    told = {"name": plain(item.source.name), "role": "originator", "uri": web(item.source.home)}
    return {name: value for name, value in told.items() if value}


def _moment(moment: dt.datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment is not None else ""
