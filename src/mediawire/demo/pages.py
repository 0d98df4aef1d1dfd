"""The pages of the demo, one family of templates for each habit of marking up."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Sequence
from html import escape

from mediawire.demo.markup import body
from mediawire.demo.outlets import Habit, Outlet
from mediawire.demo.texts import PartKind
from mediawire.demo.timeline import Shown

PRIVATE = ("/account/", "/private/")
_WALLED = frozenset({PartKind.PAYWALL})


@dataclasses.dataclass(frozen=True, slots=True)
class Site:
    """An outlet at its address: `base` without a slash at its end."""

    outlet: Outlet
    base: str

    @property
    def direction(self) -> str:
        """The base direction of the site's text."""
        return "rtl" if self.outlet.language in ("ar", "fa", "he", "ur") else "ltr"


def article(site: Site, page: Shown) -> str:
    """The page of one report as its outlet marks it up."""
    family = {
        Habit.SEMANTIC: _semantic,
        Habit.SOUP: _soup,
        Habit.BREAKS: _breaks,
        Habit.MICRODATA: _microdata,
        Habit.OPEN_GRAPH: _open_graph,
    }[site.outlet.habit]
    return family(site, page)


def front(site: Site, pages: Sequence[Shown]) -> str:
    """The front page: what is new, links to the feeds, the terms and a part that robots are asked to stay out of."""
    items = "\n".join(
        f'<li><a href="{escape(page.path)}">{escape(page.report.title)}</a> <span>{page.published:%H:%M}</span></li>'
        for page in pages
    )
    feeds = " ".join(f'<a href="{kind.value}">{kind.name}</a>' for kind in site.outlet.feeds)
    return _document(site, site.outlet.name, "", f'<ul class="latest">\n{items}\n</ul>\n<p>{feeds}</p>')


def terms(site: Site) -> str:
    """The page that says what others may do with the reports."""
    words = site.outlet.terms or "All rights reserved."
    title = site.outlet.label("republish")
    return _document(site, f"{title} – {site.outlet.name}", "", f"<h1>{escape(title)}</h1>\n<p>{escape(words)}</p>")


def gone(site: Site) -> str:
    """What stands where a report was withdrawn."""
    return _document(site, "Withdrawn", "", "<h1>Withdrawn</h1>\n<p>This report has been withdrawn.</p>")


def missing(site: Site) -> str:
    """What stands where nothing is."""
    return _document(site, "Not found", "", "<h1>Not found</h1>\n<p>There is no such page here.</p>")


def style(site: Site) -> str:
    """The site's style sheet; each outlet has a colour of its own, drawn from its name."""
    hue = sum(site.outlet.id.encode()) * 37 % 360
    return f"""body {{ margin: 0 auto; max-width: 44rem; padding: 0 1rem 3rem; }}
body {{ font: 1.05rem/1.6 Georgia, serif; color: #222; }}
.masthead {{ border-bottom: 4px solid hsl({hue} 55% 38%); padding: 1.2rem 0 .6rem; font-family: sans-serif; }}
.masthead > a {{ font-size: 1.5rem; font-weight: 700; color: hsl({hue} 55% 28%); text-decoration: none; }}
.masthead span, .site-footer, time, figcaption {{ color: #666; font-size: .85rem; }}
.masthead nav a {{ margin-inline-end: 1rem; font-size: .85rem; }}
h1 {{ line-height: 1.2; }}
aside, .newsletter-signup, .ad, .paywall {{ background: hsl({hue} 30% 95%); padding: .6rem 1rem; margin: 1rem 0; }}
.c-txt__p {{ margin: 1em 0; }}
td, th {{ padding: .2rem .8rem .2rem 0; text-align: start; vertical-align: top; }}
"""


def robots() -> str:
    """robots.txt: everything but two folders may be asked for."""
    return "User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in PRIVATE)


def _document(site: Site, title: str, head: str, content: str) -> str:
    outlet = site.outlet
    home, republish, archive = (escape(outlet.label(word)) for word in ("home", "republish", "archive"))
    feeds = "\n".join(
        f'<link rel="alternate" type="{kind.media_type}" title="{escape(outlet.name)}" href="{kind.value}">'
        for kind in outlet.feeds
    )
    return f"""<!DOCTYPE html>
<html lang="{outlet.language}" dir="{site.direction}">
<head>
<meta charset="utf-8">
<title>{escape(title, quote=False)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/style.css">
{feeds}
{head}
</head>
<body>
<header class="masthead"><a href="/">{escape(outlet.name)}</a> <span>{escape(outlet.motto)}</span>
<nav><a href="/">{home}</a> <a href="/republish">{republish}</a> <a href="/private/archive">{archive}</a></nav></header>
{content}
<footer class="site-footer"><p>© {escape(outlet.name)}. <a href="/republish">{republish}</a></p></footer>
</body>
</html>
"""


def _title(site: Site, page: Shown) -> str:
    return f"{page.report.title} – {site.outlet.name}"


def _graph(site: Site, page: Shown) -> str:
    """Open Graph and article metadata."""
    tags = {
        "og:type": "article",
        "og:title": page.report.title,
        "og:site_name": site.outlet.name,
        "og:url": site.base + page.path,
        "og:description": page.report.summary,
        "article:published_time": page.published.isoformat(timespec="seconds"),
        "article:modified_time": page.changed.isoformat(timespec="seconds") if page.is_corrected else "",
        "article:author": page.report.byline,
        "article:section": _section(site, page),
    }
    return "\n".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in tags.items() if value)


def _canonical(site: Site, page: Shown) -> str:
    return f'<link rel="canonical" href="{escape(site.base + page.path)}">'


def _linked_data(site: Site, page: Shown) -> str:
    """JSON-LD; the less-than sign is escaped so that no text can end the script element."""
    report = page.report
    data = {
        "@context": "https://schema.org",
        "@type": "OpinionNewsArticle" if report.kind == "view" else "NewsArticle",
        "headline": report.title,
        "description": report.summary,
        "url": site.base + page.path,
        "mainEntityOfPage": site.base + page.path,
        "datePublished": page.published.isoformat(timespec="seconds"),
        "dateModified": page.changed.isoformat(timespec="seconds"),
        "inLanguage": site.outlet.language,
        "articleSection": _section(site, page),
        "author": {"@type": "Person", "name": report.byline} if report.byline else None,
        "publisher": {"@type": "NewsMediaOrganization", "name": site.outlet.name, "url": site.base + "/"},
        "isAccessibleForFree": not _WALLED & {part.kind for part in report.parts},
    }
    told = json.dumps({key: value for key, value in data.items() if value not in ("", None)}, ensure_ascii=False)
    return '<script type="application/ld+json">' + told.replace("<", "\\u003c") + "</script>"


def _time(page: Shown, attributes: str = "") -> str:
    stated = page.published.isoformat(timespec="seconds")
    return f'<time{attributes} datetime="{stated}">{page.published:%d.%m.%Y %H:%M} UTC</time>'


def _spelled(moment: dt.datetime) -> str:
    return f"{moment:%B} {moment.day}, {moment:%Y %H:%M} UTC"


def _section(site: Site, page: Shown) -> str:
    return site.outlet.label(page.report.section)


def _optional(pattern: str, words: str) -> str:
    return pattern.format(escape(words, quote=False)) if words else ""


def _semantic(site: Site, page: Shown) -> str:
    report = page.report
    content = f"""<main>
<article>
<header>
<p class="kicker">{escape(_section(site, page))}</p>
<h1>{escape(report.title, quote=False)}</h1>
{_optional('<p class="standfirst">{}</p>', report.summary)}
<p class="byline">{_optional('<span rel="author">{}</span>', report.byline)} {_time(page)}</p>
</header>
{body(report.parts, lambda words: f"<p>{words}</p>")}
{_optional('<p class="credit">{}</p>', report.credit)}
</article>
</main>"""
    head = "\n".join((_canonical(site, page), _graph(site, page), _linked_data(site, page)))
    return _document(site, _title(site, page), head, content)


def _soup(site: Site, page: Shown) -> str:
    report = page.report
    content = f"""<div id="wrap"><div class="col col-8"><div class="c-story">
<div class="c-story__rubric">{escape(_section(site, page))}</div>
<div class="c-story__head"><h1 class="c-story__title">{escape(report.title, quote=False)}</h1></div>
{_optional('<div class="c-story__lead">{}</div>', report.summary)}
<div class="c-story__meta"><span class="c-story__author">{escape(report.byline)}</span> {_time(page)}</div>
<div class="c-story__share"><a href="/account/share">{escape(site.outlet.label("share"))}</a></div>
<div class="c-story__body">
{body(report.parts, lambda words: f'<div class="c-txt"><div class="c-txt__p">{words}</div></div>')}
</div>
{_optional('<div class="c-story__credit">{}</div>', report.credit)}
</div></div><div class="col col-4"><div class="c-most"><h4>{escape(site.outlet.label("most read"))}</h4>
<ol><li><a href="/">{escape(site.outlet.label("front page"))}</a></li></ol></div></div></div>"""
    return _document(site, _title(site, page), _canonical(site, page) + "\n" + _graph(site, page), content)


def _breaks(site: Site, page: Shown) -> str:
    """Paragraphs as runs of text cut by pairs of breaks; only what cannot be text stands between the runs."""
    report = page.report
    content = f"""<table width="100%"><tr><td class="main">
<h1>{escape(report.title, quote=False)}</h1>
<div class="info">{_optional("By {} | ", report.byline)}{_spelled(page.published)}</div>
{_optional("<h2>{}</h2>", report.summary)}
<div class="txt">
{body(report.parts, lambda words: f"{words}<br><br>")}
</div>
{_optional("<i>{}</i>", report.credit)}
</td><td class="side"><b>Latest</b><br><a href="/">Front page</a></td></tr></table>"""
    stated = f'<meta name="date" content="{page.published.isoformat(timespec="seconds")}">'
    return _document(site, _title(site, page), _canonical(site, page) + "\n" + stated, content)


def _microdata(site: Site, page: Shown) -> str:
    report = page.report
    kind = "OpinionNewsArticle" if report.kind == "view" else "NewsArticle"
    content = f"""<div class="page" itemscope itemtype="https://schema.org/{kind}">
<meta itemprop="mainEntityOfPage" content="{escape(site.base + page.path)}">
<meta itemprop="dateModified" content="{page.changed.isoformat(timespec="seconds")}">
<div class="rubric" itemprop="articleSection">{escape(_section(site, page))}</div>
<h1 itemprop="headline">{escape(report.title, quote=False)}</h1>
{_optional('<p itemprop="description">{}</p>', report.summary)}
<div class="by"><span itemprop="author">{escape(report.byline, quote=False)}</span>
{_time(page, ' itemprop="datePublished"')}</div>
<section itemprop="articleBody">
{body(report.parts, lambda words: f"<p>{words}</p>")}
</section>
{_optional('<p class="agency">{}</p>', report.credit)}
</div>"""
    return _document(site, _title(site, page), _canonical(site, page), content)


def _open_graph(site: Site, page: Shown) -> str:
    report = page.report
    content = f"""<div id="content">
<h1>{escape(report.title, quote=False)}</h1>
{_optional("<p><b>{}</b></p>", report.summary)}
{body(report.parts, lambda words: f"<p>{words}</p>")}
{_optional("<p><small>{}</small></p>", report.credit)}
</div>"""
    return _document(site, _title(site, page), _graph(site, page), content)
