"""A report's title: every place where a page names itself, and which of them is the headline that readers see.

An h1 is believed most, where it is the headline. As the last member of a path of links ("Home > Politics > ...") it is
a title for search engines, and the headline is the heading below. A kicker that a heading marks as such is taken off,
unless a colon or the page's own data makes one title of the two. Places in the head vote; what was cut off there for
its length votes for the whole title. The address has half a vote: it mostly is the title that the newsroom gave first.
"""

from __future__ import annotations

import collections
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote, urlsplit

from mediawire.model.report import Stated
from mediawire.reading import jsonld
from mediawire.reading.page import Page, site
from mediawire.reading.region import squeezed
from mediawire.reading.tree import Node
from mediawire.reading.words import fold
from mediawire.text.references import decoded

# What stands between the parts of a title: kicker, headline, section, site.
PARTED = re.compile(r"\s+[|–—\-·•»:/]+\s+|\s*[|ㅣ]\s*|\s+::\s+")
_MARKS = " |ㅣ–—-·•»:/"
_KICKER = re.compile(r"[«„“\"'‘]?[^\W_][^.!?]{0,60}\s?[:|–—-]\s+$")
_BEHIND = re.compile(r"\s*[|ㅣ]\s*\S|\s+[–—-]\s+\S|-[^\W\d_]{1,12}(?:[|ㅣ]|$)")
_MARKUP = re.compile(r"<[^>]{1,200}>")
_COLON = (":", "\uff1a")
_TITLE = 20  # characters of a title that can stand without its kicker
_LONGEST = 500  # characters of a title

# How much a place is believed about the title; equal titles add up.
_WEIGHT = {
    "h2": 5.0, "h1": 3.0, "page": 3.0, "og:title": 1.9, "json-ld": 1.8, "title": 0.9, "twitter:title": 0.9,
    "headline": 0.8, "breadcrumb": 0.7,
}  # fmt: skip
_ADDRESS = 0.5
_PRINTED = ("h1", "h2", "page")  # places that readers see
_OWN = (*_PRINTED, "json-ld", "headline")  # places where outlets write a title and nothing behind it
_SHORT = ("og:title", "json-ld")  # places where outlets leave the kicker away
_FOR_MACHINES = ("headline", "sailthru.title", "parsely-title", "citation_title")

_PATH = re.compile(rb"crumb", re.IGNORECASE)
_IS_KICKER = re.compile(
    r"kicker|overline|eyebrow|dachzeile|spitzmarke|roof-?line|rubri[ck]|surtitre|occhiello|antetitulo|volanta|cintillo|"
    r"pre-?title|top-?line",
    re.IGNORECASE,
)
_IS_TITLE = re.compile(r"headline|title", re.IGNORECASE)
_TEXT = re.compile(rb">[^<]*[^\s<]")
_HEADINGS, _DATA, _WITHIN = 40, 4, 12  # h1 elements, headlines in the data, elements of a heading that are looked at
_BYTES = 60_000  # of a heading, pictures drawn in it included
_UP = 5  # elements above a heading that say what it stands in
_NEAR = 8000  # bytes from the end of a path of links to the headline below
_WORD = re.compile(r"[^\W_]{4,}|[^\x00-\x7f\W_]{2,}")
_SHARED = 2  # words that two titles of one report have in common
_SAID = 20  # letters of a title by which an address names it


def titles(page: Page) -> list[Stated]:
    """Every title that the page gives itself, folded, the site's name taken off; what readers see first."""
    names = site_names(page)
    told = [(value, "json-ld") for value in jsonld.texts(page.article.get("headline"))[:_DATA]]
    told += [(page.first(name), name) for name in ("og:title", "twitter:title")]
    told += [(page.title, "title"), (page.first(*_FOR_MACHINES), "headline")]
    meta = [
        Stated(value=_bare(text, names), origin=origin)
        for value, origin in told
        if (text := _plain(value)) and len(text) < _LONGEST
    ]
    return [*_headings(page, meta, names), *meta]


def site_names(page: Page) -> set[str]:
    """What the site calls itself, and its host; squeezed."""
    names = {squeezed(page.first("og:site_name")), squeezed(page.first("application-name"))}
    for each in jsonld.texts(page.article.get("publisher")):
        names.add(squeezed(each))
    host = site(urlsplit(page.url).hostname or "")
    names.add(squeezed(host.rsplit(".", 1)[0]))
    names.add(squeezed(host))
    return {name for name in names if name}


def _plain(value: str) -> str:
    """A title without markup that found its way into it."""
    return fold(decoded(_MARKUP.sub("", value)))


def _bare(title: str, names: set[str]) -> str:
    """A title without the site's name behind or before it."""
    parts = PARTED.split(title)
    if len(parts) < 2:
        return title
    last = squeezed(parts[-1])
    if any(last == name or (len(last) > 3 and (last in name or name in last)) for name in names):
        cut = title.rfind(parts[-1])
        return title[:cut].rstrip(_MARKS)
    first = squeezed(parts[0])
    if first in names:
        return title[len(parts[0]) :].lstrip(_MARKS)
    return title


def _headings(page: Page, meta: list[Stated], names: set[str]) -> list[Stated]:
    """The titles that the page prints. `meta`: those that it names in its head; `names`: what the site calls itself."""
    told: list[Stated] = []
    path: Node | None = None
    for node in page.headings[:_HEADINGS]:
        text = _heading(page, node, meta)
        origin = _place(node, page.payload) if text and squeezed(text) not in names else ""
        if origin:
            told.append(Stated(value=text, origin=origin))
        if origin == "breadcrumb":
            path = path or node
    known = _words(meta)
    if path is None or any(each.origin == "h1" and len(known & _words([each])) >= _SHARED for each in told):
        return told
    return [*_below_the_path(page, path, [*told, *meta]), *told]


def _heading(page: Page, node: Node, meta: list[Stated]) -> str:
    """A heading's text; without the kicker that it marks, where neither a colon nor the head makes one of the two."""
    text = _plain(page.text(node)) if node.close - node.inner < _BYTES else ""
    if not text or len(text) > _LONGEST:
        return ""
    kicker, rest = _parts(page, node, text)
    short = rest.lstrip(_MARKS)
    if not kicker or not short:
        return text
    said = {squeezed(each.value): each.value for each in meta if each.origin in _SHORT}
    if squeezed(short) in said:
        return short
    joined = kicker.endswith(_COLON) or rest.startswith(_COLON)
    return said.get(squeezed(text)) or (text if joined else short)


def _parts(page: Page, node: Node, text: str) -> tuple[str, str]:
    """Kicker and title of a heading, by what one of its elements calls itself; no kicker where none does."""
    for kid in itertools.islice(node.walk(), 1, _WITHIN):
        told = f"{kid.get('class')} {kid.get('id')}"
        if _IS_KICKER.search(told) and text.startswith(part := page.text(kid)):
            return part, text[len(part) :].lstrip()
        if _IS_TITLE.search(told) and text.endswith(part := page.text(kid)):
            return text[: len(text) - len(part)].rstrip(), part
    return "", text


def _place(node: Node, payload: bytes) -> str:
    """What an h1 is: "breadcrumb" at the end of a path of links to the page, nothing in a menu or footer, else "h1"."""
    if _PATH.search(node.raw):
        return "breadcrumb"
    above = node.parent
    for _ in range(_UP):
        if above is None or above.tag in ("article", "main", "body"):
            break
        if above.tag == "nav" or _PATH.search(above.raw):
            linked = payload.find(b"<a", above.inner, node.start) >= 0
            if linked and not _TEXT.search(payload, node.end, above.close):
                return "breadcrumb"
        if above.tag in ("nav", "footer", "dialog"):
            return ""
        above = above.parent
    return "h1"


def _below_the_path(page: Page, path: Node, others: list[Stated]) -> Iterator[Stated]:
    """The heading below a path of links: that is the headline, if it is about the same as the page's other titles."""
    below = itertools.dropwhile(lambda node: node.start < path.end, page.root.walk())
    near = itertools.takewhile(lambda node: node.start < path.end + _NEAR, below)
    heading = next((node for node in near if node.tag == "h2"), None)
    text = _heading(page, heading, others) if heading else ""
    if len(_words(others).intersection(_WORD.findall(text.lower()))) >= _SHARED:
        yield Stated(value=text, origin="h2")


def _words(told: Sequence[Stated]) -> set[str]:
    return {word for each in told for word in _WORD.findall(each.value.lower())}


def headline(
    candidates: Sequence[Stated], url: str = "", printed: Callable[[], frozenset[str]] = frozenset
) -> Stated | None:
    """The title that stands over the article: the one that the weightiest places agree on, the h1 in case of doubt.

    `url`: the page's address. `printed` gives the page's visible runs, squeezed. Where there is no h1, a title is
    believed that is one of them; a kicker that is none was added for search engines, and the h1 stands without it.
    """
    candidates = [*_as_printed(candidates, printed), *candidates]
    weights = _weighed(candidates, url)
    if not weights:
        return next(iter(sorted(candidates, key=lambda each: -len(each.value))), None)
    best = max(weights, key=lambda key: weights[key])
    chosen = _spelled([each for each in candidates if squeezed(each.value) == best])
    chosen = next((each for each in candidates if each.origin in _OWN and _is_lengthened(chosen, each)), chosen)
    for each in candidates:
        if each.origin in _SHORT and _kicker(chosen, each):
            return each
        if each.origin in _PRINTED and (kicker := _kicker(chosen, each)):
            lines = printed()
            if lines and squeezed(kicker) not in lines:
                return each
    return chosen


def _as_printed(candidates: Sequence[Stated], printed: Callable[[], frozenset[str]]) -> Iterator[Stated]:
    """On a page without an h1: titles, whole or without what stands behind a mark, that the page prints as a line."""
    if any(each.origin in _PRINTED and _tells(each) for each in candidates):
        return
    lines = printed()
    for each in candidates:
        for end in (len(each.value), *(mark.start() for mark in PARTED.finditer(each.value))):
            if end >= _TITLE and squeezed(each.value[:end]) in lines:
                yield Stated(value=each.value[:end], origin="page")


def _weighed(candidates: Sequence[Stated], url: str) -> dict[str, float]:
    """How much speaks for each title, by the title squeezed."""
    weights: dict[str, float] = {}
    seen: set[tuple[str, str]] = set()
    kept = _of_the_report(candidates)
    printed = {each.value for each in kept if each.origin in _PRINTED}
    for each in kept:
        cut = () if each.value in printed else (other for other in kept if _is_cut(each, other))
        key = squeezed(next(iter(cut), each).value)
        if (key, each.origin) not in seen and _tells(each):
            weights[key] = weights.get(key, 0.0) + _WEIGHT[each.origin]
            seen.add((key, each.origin))
    if len(weights) > 1:
        address = squeezed(unquote(urlsplit(url).path))
        for key in weights:
            if len(key) > _SAID and any(slug in address for slug in _slugs(key)):
                weights[key] += _ADDRESS
    return weights


def _of_the_report(candidates: Sequence[Stated]) -> Sequence[Stated]:
    """The candidates without headings that are about something else than the head, where another heading is not."""
    headings = [each for each in candidates if each.origin in _PRINTED and _tells(each)]
    if len(headings) < 2:
        return candidates
    known = _words([each for each in candidates if each.origin not in _PRINTED])
    other = [each for each in headings if len(known & _words([each])) < _SHARED]
    return [each for each in candidates if each not in other] if len(other) < len(headings) else candidates


def _slugs(title: str) -> Iterator[str]:
    """A squeezed title as addresses write it: as it is, without accents, with the digraphs of German."""
    yield title
    if not title.isascii():
        yield "".join(each for each in unicodedata.normalize("NFKD", title) if not unicodedata.combining(each))
        yield title.translate(_DIGRAPHS)


_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def _spelled(alike: list[Stated]) -> Stated:
    """Of titles that differ in marks alone the printed one, else the one that most places write."""
    written = collections.Counter(each.value for each in alike)
    return max(alike, key=lambda each: (each.origin in _PRINTED, written[each.value]))


def _is_cut(short: Stated, long: Stated) -> bool:
    """Whether a title is the beginning of another, cut off for its length, or by a quotation mark in an attribute."""
    if not _TITLE <= len(short.value) < len(long.value):
        return False
    stem = short.value.rstrip(" .…")
    behind = long.value.removeprefix(stem)
    if behind == long.value or not behind:
        return False
    return short.value.endswith(("...", "…")) or behind[0].isalnum() or behind.lstrip().startswith('"')


def _kicker(long: Stated, short: Stated) -> str:
    """What a title has before another one, where that is a kicker ("Unrest: " of "Unrest: Five held"); else nothing."""
    before = long.value.removesuffix(short.value)
    return before if len(short.value) >= _TITLE and before != long.value and _KICKER.fullmatch(before) else ""


def _is_lengthened(long: Stated, short: Stated) -> bool:
    """Whether a title is another one with section or site behind it ("Five held | News | The Courier")."""
    behind = long.value.removeprefix(short.value)
    return len(short.value) >= _TITLE and behind != long.value and _BEHIND.match(behind) is not None


def _tells(title: Stated) -> bool:
    """Whether a title can be a headline: an h1 of one or two words is more often a section or the site."""
    return title.origin not in _PRINTED or len(title.value.split()) >= 3 or len(title.value) >= _TITLE
