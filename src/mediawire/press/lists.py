"""Front page, feeds and the standing pages: what is printed once a batch, from the list of recent posts alone.

RSS 2.0: https://www.rssboard.org/rss-specification, with the RSS Best Practices Profile. JSON Feed 1.1:
https://www.jsonfeed.org/version/1.1/. Sitemaps: https://www.sitemaps.org/protocol.html. What is printed depends on the
list and the house alone, not on the moment, so that nothing is written anew while nothing has changed.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from mediawire.model.item import Edition, PrintedFile, Recent, Surroundings
from mediawire.press.metadata import page_url
from mediawire.press.pages import HTML
from mediawire.press.templating import fill, policy
from mediawire.press.words import direction

# Characters that XML 1.0 section 2.2 does not allow.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_JSON = "application/json; charset=utf-8"


def render_lists(surroundings: Surroundings) -> Edition:
    """Front page, RSS, JSON Feed, the list that the front page fills from, about, 404, robots.txt and sitemap.

    `surroundings.recent` holds live items only, newest first; `house.front` and `house.feed` say how many are taken.
    """
    return Edition(
        files=(
            _file("index.html", HTML, _page("front.html", surroundings, root="")),
            _file("recent.json", _JSON, _recent_json(surroundings)),
            _file("feed.xml", "application/rss+xml; charset=utf-8", _rss(surroundings)),
            _file("feed.json", "application/feed+json; charset=utf-8", _json_feed(surroundings)),
            _file("about/index.html", HTML, _page("about.html", surroundings, root="../")),
            _file("404.html", HTML, _page("missing.html", surroundings, root=_public_root(surroundings))),
            _file("sitemap.xml", "application/xml; charset=utf-8", _sitemap(surroundings)),
            _file("robots.txt", "text/plain; charset=utf-8", _robots(surroundings)),
        )
    )


def _file(path: str, media_type: str, body: bytes) -> PrintedFile:
    return PrintedFile(path=path, media_type=media_type, body=body)


def _page(template: str, surroundings: Surroundings, *, root: str) -> bytes:
    house = surroundings.house
    return fill(
        template,
        house=house,
        surroundings=surroundings,
        root=root,
        policy=policy(),
        recent=surroundings.recent[: house.front],
        home=f"{surroundings.public_url.rstrip('/')}/",
    )


def _public_root(surroundings: Surroundings) -> str:
    """The public folder's path: the page for what is missing is shown at any depth."""
    return f"{urlsplit(surroundings.public_url).path.rstrip('/')}/"


def _recent_json(surroundings: Surroundings) -> bytes:
    items = [
        {
            "id": each.item_id,
            "path": each.path,
            "headline": each.headline,
            "excerpt": each.excerpt,
            "source": each.source_name,
            "language": each.language,
            "dir": direction(each.language),
            "printed_at": each.printed_at.isoformat(timespec="seconds"),
            "view": each.view,
        }
        for each in surroundings.recent[: surroundings.house.front]
    ]
    return _json({"version": 1, "items": items})


def _rss(surroundings: Surroundings) -> bytes:
    house, taken = surroundings.house, surroundings.recent[: surroundings.house.feed]
    home = f"{surroundings.public_url.rstrip('/')}/"
    return fill(
        "feed.xml",
        title=rss_title(f"{house.section} – {house.name}"),
        disclaimer=_xml(house.disclaimer),
        language=house.language,
        home=home,
        version=surroundings.version,
        built=_rfc822(_newest(taken)) if taken else "",
        checkpoint=_xml(surroundings.checkpoint),
        entries=[_rss_entry(each, surroundings) for each in taken],
    )


def _rss_entry(each: Recent, surroundings: Surroundings) -> dict[str, Any]:
    return {
        "title": rss_title(f"Opinion: {each.headline}" if each.view else each.headline),
        "link": page_url(each.path, surroundings),
        # RSS reads a description as HTML: the text is escaped once as HTML and once more as XML.
        "description": str(escape(_xml(each.excerpt))),
        "published": _rfc822(each.printed_at),
        "source": _xml(each.source_name),
        "source_url": each.source_feed or each.source_home,
        "creator": _xml(each.byline),
        "picture": f"{surroundings.public_url.rstrip('/')}/{each.picture}" if each.picture else "",
        "picture_size": each.picture_size,
        "picture_type": each.picture_type,
        "url": each.url,
        "language": each.language,
    }


def rss_title(text: str) -> Markup:
    """A title as the RSS Best Practices Profile wants plain text: "&" and "<" as hexadecimal references."""
    return Markup(_xml(text).replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&#x3E;"))  # noqa: S704


def _json_feed(surroundings: Surroundings) -> bytes:
    house, home = surroundings.house, f"{surroundings.public_url.rstrip('/')}/"
    return _json(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": f"{house.section} – {house.name}",
            "home_page_url": home,
            "feed_url": f"{home}feed.json",
            "description": house.disclaimer,
            "language": house.language,
            "items": [_json_entry(each, surroundings) for each in surroundings.recent[: house.feed]],
        }
        | ({"_log": {"checkpoint": surroundings.checkpoint}} if surroundings.checkpoint else {})
    )


def _json_entry(each: Recent, surroundings: Surroundings) -> dict[str, Any]:
    link = page_url(each.path, surroundings)
    told = {
        "id": link,
        "url": link,
        "external_url": each.url,
        "title": each.headline,
        "content_text": each.excerpt or each.headline,
        "date_published": each.printed_at.isoformat(timespec="seconds"),
        "date_modified": each.revised_at.isoformat(timespec="seconds") if each.revised_at else "",
        "authors": [{"name": each.byline or each.source_name, "url": each.source_home}],
        "language": each.language,
        "tags": ["opinion"] if each.view else [],
        "image": f"{surroundings.public_url.rstrip('/')}/{each.picture}" if each.picture else "",
    }
    return {name: value for name, value in told.items() if value}


def _sitemap(surroundings: Surroundings) -> bytes:
    home = f"{surroundings.public_url.rstrip('/')}/"
    entries = [
        (page_url(each.path, surroundings), (each.revised_at or each.printed_at).isoformat(timespec="seconds"))
        for each in surroundings.recent
    ]
    return fill("sitemap.xml", home=home, entries=entries)


def _robots(surroundings: Surroundings) -> bytes:
    root = _public_root(surroundings)
    lines = ["User-agent: *", f"Disallow: {root}desk/", f"Disallow: {root}search", ""]
    lines.append(f"Sitemap: {surroundings.public_url.rstrip('/')}/sitemap.xml")
    return ("\n".join(lines) + "\n").encode("utf-8")


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _newest(taken: Sequence[Recent]) -> dt.datetime:
    return max(each.revised_at or each.printed_at for each in taken)


def _rfc822(moment: dt.datetime) -> str:
    return email.utils.format_datetime(moment.astimezone(dt.UTC))


def _xml(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
