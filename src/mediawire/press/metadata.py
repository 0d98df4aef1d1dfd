"""What the head of an item page tells machines: schema.org JSON-LD.

Properties: https://schema.org/NewsArticle and https://schema.org/isBasedOn. Nothing is stated that the source does not
state: a report without a publication time has no `datePublished`.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from mediawire.model.item import Item, PrintedPicture, Surroundings
from mediawire.press import rights
from mediawire.press.figures import shown_pictures
from mediawire.press.markup import web
from mediawire.press.words import machine, plain

# Inside a script element only these could end it or open another; JSON carries them escaped.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def article(item: Item, surroundings: Surroundings, headline: str, description: str) -> Markup:
    """The NewsArticle (or OpinionNewsArticle) of an item, as JSON fit for a script element."""
    report, house = item.report, surroundings.house
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "OpinionNewsArticle" if report.view else "NewsArticle",
        "headline": headline,
        "description": description,
        "url": page_url(item.path, surroundings),
        "mainEntityOfPage": report.url,
        "isBasedOn": report.url,
        "author": _authors(item),
        "publisher": _organisation(house.name, house.url),
        "sourceOrganization": _organisation(plain(item.source.name), web(item.source.home)),
        "inLanguage": report.language,
        "datePublished": machine(report.published) if report.published else "",
        "dateModified": machine(report.modified) if report.modified else "",
        "license": web(item.permission.licence_url),
        "usageInfo": rights.usage_url(item),
        "copyrightNotice": rights.copyright_notice(item),
        "copyrightHolder": _holder(rights.copyright_holder(item)),
        "creditText": plain(item.source.name),
        "alternativeHeadline": _other_headline(item, headline),
        "image": [_image(item, each, surroundings) for each in shown_pictures(item)],
    }
    return safe_json({name: value for name, value in told.items() if value})


def _image(item: Item, printed: PrintedPicture, surroundings: Surroundings) -> dict[str, Any]:
    picture = printed.picture
    told = {
        "@type": "ImageObject",
        "contentUrl": f"{page_url(item.path, surroundings)}{printed.name}",
        "width": printed.width,
        "height": printed.height,
        "caption": plain(picture.caption),
        "creditText": plain(picture.credit),
        "license": web(picture.licence),
    }
    return {name: value for name, value in told.items() if value}


def safe_json(value: object) -> Markup:
    """JSON that may stand in an HTML script element of a data type."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter, escaped in _ESCAPES.items():
        text = text.replace(letter, escaped)
    return Markup(text)  # noqa: S704 - every character that HTML reads is escaped above


def page_url(path: str, surroundings: Surroundings) -> str:
    """The public address of an item page."""
    return f"{surroundings.public_url.rstrip('/')}/{path}/"


def _authors(item: Item) -> list[dict[str, str]]:
    names = [plain(name) for name in item.report.authors]
    if names:
        return [{"@type": "Person", "name": name} for name in names if name]
    return [_organisation(plain(item.source.name), web(item.source.home))]


def _organisation(name: str, url: str) -> dict[str, str]:
    return {"@type": "NewsMediaOrganization", "name": name, **({"url": url} if url else {})}


def _holder(name: str) -> dict[str, str]:
    """Whoever the page names; whether that is a person or an organisation is not said."""
    return {"name": name} if name else {}


def _other_headline(item: Item, headline: str) -> str:
    original = plain(item.report.headline.value)
    return original if original != headline else ""
