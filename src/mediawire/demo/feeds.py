"""The demo's feeds: RSS 2.0, Atom 1.0 (RFC 4287) and JSON Feed 1.1, made of what an outlet shows."""

from __future__ import annotations

import email.utils
import json
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from mediawire.demo.markup import body
from mediawire.demo.outlets import FeedKind
from mediawire.demo.pages import Site
from mediawire.demo.texts import DemoReport
from mediawire.demo.timeline import Shown


def feed(kind: FeedKind, site: Site, pages: Sequence[Shown]) -> str:
    """The feed document of a site in one format."""
    return {FeedKind.RSS: _rss, FeedKind.ATOM: _atom, FeedKind.JSON: _json}[kind](site, pages)


def _rss(site: Site, pages: Sequence[Shown]) -> str:
    outlet = site.outlet
    items = "\n".join(_rss_item(site, page) for page in pages)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>{escape(outlet.name)}</title>
<link>{site.base}/</link>
<description>{escape(outlet.motto)}</description>
<language>{outlet.language}</language>
<atom:link rel="self" type="application/rss+xml" href="{site.base}{FeedKind.RSS.value}"/>
{items}
</channel>
</rss>
"""


def _rss_item(site: Site, page: Shown) -> str:
    report = page.report
    creator = f"<dc:creator>{escape(report.byline)}</dc:creator>\n" if report.byline else ""
    updated = f"<atom:updated>{_iso(page)}</atom:updated>\n" if page.is_corrected else ""
    return f"""<item>
<title>{escape(report.title)}</title>
<link>{escape(site.base + page.path + site.outlet.tracking)}</link>
<guid isPermaLink="false">{escape(_identifier(site, page))}</guid>
<pubDate>{email.utils.format_datetime(page.published, usegmt=True)}</pubDate>
{creator}{updated}<category>{escape(site.outlet.label(report.section))}</category>
<description>{escape(_summary(site, page))}</description>
</item>"""


def _atom(site: Site, pages: Sequence[Shown]) -> str:
    outlet = site.outlet
    entries = "\n".join(_atom_entry(site, page) for page in pages)
    updated = max((_iso(page) for page in pages), default="1970-01-01T00:00:00+00:00")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.language}">
<title>{escape(outlet.name)}</title>
<subtitle>{escape(outlet.motto)}</subtitle>
<id>urn:demo:{outlet.id}</id>
<author><name>{escape(outlet.name)}</name></author>
<link rel="alternate" type="text/html" href="{site.base}/"/>
<link rel="self" type="application/atom+xml" href="{site.base}{FeedKind.ATOM.value}"/>
<updated>{updated}</updated>
{entries}
</feed>
"""


def _atom_entry(site: Site, page: Shown) -> str:
    report = page.report
    author = f"<author><name>{escape(report.byline)}</name></author>\n" if report.byline else ""
    content = f'<content type="html">{escape(_body(report))}</content>\n' if site.outlet.full_feed else ""
    return f"""<entry>
<title>{escape(report.title)}</title>
<id>{escape(_identifier(site, page))}</id>
<link rel="alternate" type="text/html" href={quoteattr(site.base + page.path)}/>
<published>{page.published.isoformat(timespec="seconds")}</published>
<updated>{_iso(page)}</updated>
{author}<category term={quoteattr(site.outlet.label(report.section))}/>
<summary>{escape(_summary(site, page))}</summary>
{content}</entry>"""


def _json(site: Site, pages: Sequence[Shown]) -> str:
    outlet = site.outlet
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "description": outlet.motto,
        "language": outlet.language,
        "home_page_url": f"{site.base}/",
        "feed_url": f"{site.base}{FeedKind.JSON.value}",
        "items": [_json_item(site, page) for page in pages],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _json_item(site: Site, page: Shown) -> dict[str, object]:
    report = page.report
    item: dict[str, object] = {
        "id": _identifier(site, page),
        "url": site.base + page.path,
        "title": report.title,
        "summary": _summary(site, page),
        "date_published": page.published.isoformat(timespec="seconds"),
        "tags": [site.outlet.label(report.section)],
    }
    if report.byline:
        item["authors"] = [{"name": report.byline}]
    if page.is_corrected:
        item["date_modified"] = _iso(page)
    words = {"content_html": _body(report)} if site.outlet.full_feed else {"content_text": _summary(site, page)}
    return item | words


def _identifier(site: Site, page: Shown) -> str:
    return f"urn:demo:{site.outlet.id}:{page.report.slug}"


def _summary(site: Site, page: Shown) -> str:
    """The standfirst, or the first words of the report; a kill notice names the address that it withdraws."""
    words = page.report.summary or page.report.body[0]
    return f"{words} Withdrawn: {site.base}{page.about}" if page.about else words


def _body(report: DemoReport) -> str:
    return body(report.parts, lambda words: f"<p>{words}</p>")


def _iso(page: Shown) -> str:
    return page.changed.isoformat(timespec="seconds")
