"""What the lists say of printed items: front page, feeds, stories and ninjs, read back from the files that are served.

    listings(path, body) -> [Listing]      what a file names; none for a file that names no items
    passages(path, body) -> [Passage]      words that a story page quotes from its tellings
    disagreement(listing, claims, ...)     in which respect a line is not what the manifest says; "" where it is

The files are read by other parsers than those that wrote them, and held against manifests, which the log vouches for.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import email.utils
import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from mediawire.model.errors import ProofError
from mediawire.proof.claims import Claims
from mediawire.proof.html import fold

_PLACE = re.compile(r"\d{4}/\d{2}/\d{2}/[^/?#]+(?=/(?:index\.html)?$)")
_DC = "{http://purl.org/dc/elements/1.1/}"
_LOG = "{https://c2sp.org/tlog-checkpoint}"
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_VIEW = "Opinion: "
_QUOTED = frozenset({"figure", "quotation", "caveat", "added", "dropped"})  # changes whose words are the reports'


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A line of a list. `place` is the item's folder; what the list does not say is empty. Times are in UTC."""

    place: str
    headline: str = ""
    source: str = ""
    url: str = ""
    text: str = ""
    printed: dt.datetime | None = None
    revised: dt.datetime | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words that a story page quotes from the item at a place."""

    place: str
    words: str


def listings(path: str, body: bytes) -> list[Listing]:
    """The lines of a list, by its path. Raises ProofError where it is not the list that its name says."""
    reader = _READERS.get(path) or next((each for ends, each in _INSIDE if ends.fullmatch(path)), None)
    try:
        return list(reader(body)) if reader else []
    except (ValueError, KeyError, TypeError, AttributeError, etree.LxmlError) as error:
        raise ProofError(f"the list is damaged ({error})", where=path) from error


def checkpoint_of(path: str, body: bytes) -> str:
    """The log's checkpoint that a feed carries; "" for what is no feed, and where there is none."""
    if path == "feed.json":
        return str(json.loads(body).get("_log", {}).get("checkpoint", ""))
    return (_xml(body).findtext(f"channel/{_LOG}checkpoint") or "") if path == "feed.xml" else ""


# -- reading --


def _front(body: bytes) -> Iterator[Listing]:
    for line in _html(body).xpath('//ol[contains(@class,"front-list")]/li'):
        yield Listing(
            place=_place(line.xpath("string(h3/a/@href)")),
            headline=line.xpath("string(h3/a)"),
            source=line.xpath('string(p[@class="meta"]/bdi)'),
            text=line.xpath('string(p[@class="excerpt"])'),
            printed=_moment(line.xpath('string(p[@class="meta"]/time/@datetime)')),
        )


def _recent(body: bytes) -> Iterator[Listing]:
    for each in json.loads(body)["items"]:
        yield Listing(
            place=each["path"],
            headline=each["headline"],
            source=each["source"],
            text=each["excerpt"],
            printed=_moment(each["printed_at"]),
        )


def _rss(body: bytes) -> Iterator[Listing]:
    for item in _xml(body).iterfind("channel/item"):
        yield Listing(
            place=_place(item.findtext("link")),
            headline=item.findtext("title").removeprefix(_VIEW),
            source=item.findtext("source") or item.findtext(f"{_DC}publisher"),
            url=item.findtext(f"{_DC}source") or "",
            text=html.unescape(item.findtext("description") or ""),
            printed=email.utils.parsedate_to_datetime(item.findtext("pubDate")),
        )


def _json_feed(body: bytes) -> Iterator[Listing]:
    for each in json.loads(body)["items"]:
        yield Listing(
            place=_place(each["url"]),
            headline=each["title"],
            url=each["external_url"],
            text="" if each["content_text"] == each["title"] else each["content_text"],
            printed=_moment(each["date_published"]),
            revised=_moment(each["date_modified"]) if "date_modified" in each else None,
        )


def _sitemap(body: bytes) -> Iterator[Listing]:
    for each in _xml(body).iterfind(f"{_SITEMAP}url"):
        address = each.findtext(f"{_SITEMAP}loc")
        if _PLACE.search(address):
            yield Listing(place=_place(address))


def _story(body: bytes) -> Iterator[Listing]:
    for line in _html(body).xpath('//ol[@class="tellings"]/li'):
        yield Listing(
            place=_place(line.xpath("string(h3/a/@href)")),
            headline=line.xpath("string(h3/a)"),
            source=line.xpath('string(p[@class="meta"]/span[@class="from"])'),
        )


def _story_data(body: bytes) -> Iterator[Listing]:
    for each in json.loads(body)["tellings"]:
        yield Listing(
            place=_place(each["page"]),
            headline=each["headline"],
            source=each["source"],
            url=each["url"],
            printed=_moment(each["printed"]) if each["printed"] else None,
        )


def _ninjs(body: bytes) -> Iterator[Listing]:
    told = json.loads(body)
    yield Listing(
        place=_place(told["uri"]),
        headline=next(each["value"] for each in told["headlines"] if each["role"] == "main"),
        source=told["infosources"][0]["name"],
        url=next(each["value"] for each in told["altids"] if each["role"] == "original"),
        text=next((each["value"] for each in told.get("descriptions", ())), ""),
        printed=_moment(told["firstcreated"]),
        revised=_moment(told["versioncreated"]),
    )


_READERS: dict[str, Callable[[bytes], Iterator[Listing]]] = {
    "index.html": _front,
    "recent.json": _recent,
    "feed.xml": _rss,
    "feed.json": _json_feed,
    "sitemap.xml": _sitemap,
}
_INSIDE = (
    (re.compile(r"story/[^/]+/index\.html"), _story),
    (re.compile(r"story/[^/]+/story\.json"), _story_data),
    (re.compile(r"[0-9].*/ninjs\.json"), _ninjs),
)


def passages(path: str, body: bytes) -> list[Passage]:
    """The words that a story's page quotes from reports, each with the item that they stand in; none in other lists."""
    if _INSIDE[0][0].fullmatch(path) is None:
        return []
    document = _html(body)
    places = {
        line.get("data-item"): _place(line.xpath("string(h3/a/@href)"))
        for line in document.xpath('//ol[@class="tellings"]/li')
    }
    return [
        Passage(place=places[each.get(item)], words=quoted)
        for each in document.xpath('//ul[@class="differences"]/li')
        if each.get("data-kind") in _QUOTED
        for item, side in (("data-base", "there"), ("data-item", "here"))
        if (quoted := each.xpath(f'string(div[@class="{side}"]/q)'))
    ]


def _html(body: bytes) -> Any:
    return lxml_html.document_fromstring(body, parser=lxml_html.HTMLParser(encoding="utf-8"))


def _xml(body: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(body, parser)


def _place(address: str) -> str:
    found = _PLACE.search(address)
    if found is None:
        raise ValueError(f"{address!r} is no item's address")
    return found[0]


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


# -- judging --


def disagreement(listing: Listing, claims: Claims, first: dt.datetime, last: dt.datetime) -> str:
    """Where a line is not what the item's manifest says; `first` and `last` are its printings' times in the log."""
    told = claims.headline.shown
    if listing.headline and not _same(listing.headline, told):
        return f"it gives the headline “{_short(listing.headline)}”, where “{_short(told)}” was logged"
    if listing.source and not _same(listing.source, claims.source):
        return f"it gives {_short(listing.source)} as the source, where {_short(claims.source)} was logged"
    if listing.url and listing.url != claims.url:
        return f"it gives the address {_short(listing.url)}, where {_short(claims.url)} was logged"
    if listing.text and not _begins_a_paragraph(listing.text, claims):
        return f"its words “{_short(listing.text)}” do not begin a paragraph that was logged"
    if listing.printed is not None and _seconds(listing.printed) != first:
        return f"it says printed on {listing.printed}, where the log says {first}"
    if listing.revised is not None and _seconds(listing.revised) not in (first, last):
        return f"it says revised on {listing.revised}, where the log says {last}"
    return ""


def misquoted(passage: Passage, claims: Claims) -> str:
    """What of a passage does not stand in the logged text; "" where all does, or where the text is not all printed."""
    if claims.withheld or any(each.cut is not None for each in claims.paragraphs):
        return ""
    text = _letters(" ".join(each.exact for each in claims.paragraphs))
    wrong = next((piece for piece in passage.words.split("…") if _letters(piece) not in text), "")
    return f"it quotes “{_short(wrong)}”, which does not stand in the logged text" if wrong else ""


def left_out(told: Sequence[Listing], printed: Mapping[str, dt.datetime]) -> list[str]:
    """Of printed items, each with the time of its first printing, those that a list of the newest passes over."""
    named = {each.place for each in told}
    oldest = min((printed[place] for place in named if place in printed), default=None)
    return sorted(place for place, at in printed.items() if oldest is not None and at > oldest and place not in named)


def _begins_a_paragraph(text: str, claims: Claims) -> bool:
    words = _letters(text.removesuffix("…"))
    return any(_letters(each.exact).startswith(words) for each in claims.paragraphs)


def _seconds(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC).replace(microsecond=0)


def _same(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    """A text without the characters that lists and pages leave out of names: controls, marks of direction, stacks."""
    kept = (each for each in text if unicodedata.category(each)[0] != "C" or each.isspace())
    return fold("".join(" " if each.isspace() else each for each in kept if each != "\ufffd"))


def _letters(text: str) -> str:
    return "".join(each for each in text if each.isalnum())


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
