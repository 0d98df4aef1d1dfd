"""What a page says of itself: authors, times, language, section, canonical address; each with where it stood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from mediawire.model.report import Signal, Stated, StatedTime
from mediawire.reading import dates, jsonld
from mediawire.reading.page import Page, site
from mediawire.reading.region import squeezed
from mediawire.reading.titles import PARTED, site_names
from mediawire.reading.words import fold
from mediawire.text.references import decoded

_BY = re.compile(
    r"^\s*(?:(?:written |reported |story |text |words |posted |edited )?by|von|par|por|di|door|av|af|autor(?:en)?|auteurs?|"
    r"автор|текст|από|بقلم)\s*[::]?\s+",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|;|\||/|&|\band\b|\bund\b|\bet\b|\bog\b|\boch\b|\by\b|\be\b|\bи\b|\bmit\b|\bwith\b)\s*")
_APIECE = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+")
_NAMED = re.compile(r"[^\W\d_a-zß-ÿ][\w.'’-]*(?: [^\W\d_a-zß-ÿ][\w.'’-]*){1,3}")
_IN_DATA = re.compile(
    rb'"(?:date_?[pP]ublished|published(?:At|Date|On|_at|_date|_time)?|publish(?:Date|Time|_date|_time)|publicationDate|'
    rb'firstPublished\w*|deployDt|createdDate)"\s*:\s*"([^"\\]{8,40})"'
)
_APART = 3000  # bytes from one author's name to the next beyond which they sign other reports
_BRACKETED = re.compile(r"\s*\([^()]{1,40}\)")
_NO_NAME = re.compile(
    r"https?\b|enter your|www\.|@|(?<![^\W\d_])\d{2}|^(?:admin|administrator|staff|editor(?:s|ial)?(?: team| board)?|redaktion|newsroom|guest|"
    r"unknown|none|null|twitter|facebook|instagram|linkedin|name|web ?desk|online|follow|share|updated?|published|read more|min read|author|authors|columnist|sponsored|reporter|"
    r"correspondent|twitter facebook)$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r",?\s+(?:(?:senior |chief |staff |political |foreign |national |science |health |business |technology |sports? )*"
    r"(?:correspondent|reporter|editor|writer|columnist|producer|journalist|analyst|contributor))\b.*$|\s기자$",
    re.IGNORECASE,
)
_IS_ROLE = re.compile(
    r"^head of\b|\b(?:reporter|correspondent|editor|writer|columnist|producer|journalist|analyst|contributor|officer|consultant|"
    r"manager)$",
    re.IGNORECASE,
)


def authors(page: Page, below: Sequence[str] = ()) -> tuple[str, ...]:
    """The authors' names, by the first place that names any. `below`: the short lines below the title."""
    outlet = site_names(page)
    places = (_from_data(page), _from_meta(page), _from_markup(page), _from_lines(below))
    found = [_alone(names) for names in places]
    persons = (tuple(name for name in names if squeezed(name) not in outlet) for names in found)
    # An outlet that signs as such is named only where nobody else is.
    return next((names for names in persons if names), next((names for names in found if names), ()))


def _alone(names: Iterable[str]) -> tuple[str, ...]:
    """Names without roles beside them, and without those that are another one and more ("Ada Quay Feb 6")."""
    told = tuple(dict.fromkeys(names))
    persons = dict.fromkeys(name for name in told if not _IS_ROLE.search(name)) or dict.fromkeys(told)
    return tuple(name for name in persons if not any(start in persons for start in _starts(name)))


def _starts(name: str) -> Iterator[str]:
    """What of a name could be a whole one: its first words, two or more."""
    words = name.split(" ")
    return (" ".join(words[:end]) for end in range(2, len(words)))


def _from_data(page: Page) -> Iterator[str]:
    for key in ("author", "creator"):
        for value in jsonld.persons(page.article.get(key)):
            yield from _names(value)


def _from_meta(page: Page) -> Iterator[str]:
    for key in (
        "author",
        "article:author",
        "articleauthor",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "byl",
    ):
        for value in page.meta.get(key, ()):
            if not value.startswith("http"):
                yield from _names(value)
        if any(page.meta.get(key, ())) and not any(v.startswith("http") for v in page.meta[key]):
            return


def _from_markup(page: Page) -> Iterator[str]:
    last = -1
    for node in page.marked:
        if 0 <= last < node.start - _APART:
            return
        told = f"{node.get('itemprop')} {node.get('rel')} {node.get('class')}".lower()
        if re.search(r"\bauthor(?:[-_]?name)?s?\b|\bbyline\b", told):
            text = page.text(node)
            if 3 < len(text) < 120 and (names := list(_names(text))):
                last = node.end
                yield from names


def _from_lines(below: Sequence[str]) -> Iterator[str]:
    """Names in the first line below the title that is a byline: "By Ada Quay", or a name beside a date."""
    for line in below:
        parts = _APIECE.split(line)
        dated = any(dates.parse(part, "page") for part in parts)
        named = [part for part in parts if _BY.match(part) or (dated and len(parts) > 1 and _NAMED.fullmatch(part))]
        if named:
            for part in named:
                yield from _names(part)
            return


def _names(value: str) -> Iterator[str]:
    text = _BRACKETED.sub("", fold(decoded(value)))
    if text.startswith(","):  # the place of the name is empty: what follows is role or outlet
        return
    text = _BY.sub("", text)
    for part in _AND.split(text):
        whole = _BY.sub("", part).strip(" .,·•|-–—:")
        bare = _ROLE.sub("", whole).strip(" .,·•|-–—:")
        name = bare if " " in bare or not bare.isascii() else whole  # "Courier staff reporter" is nobody's name
        if (
            (2 < len(name) < 60 or (len(name) == 2 and name.isupper()))
            and not _NO_NAME.search(name)
            and len(name.split()) <= 6
        ):
            yield name


def byline(page: Page, names: tuple[str, ...]) -> Stated | None:
    """The byline as given: the element that holds it, else the names."""
    for node in page.marked:
        told = f"{node.get('class')} {node.get('itemprop')} {node.get('rel')}".lower()
        if "byline" in told or "author" in told:
            text = page.text(node)
            if names and 3 < len(text) < 160 and names[0].split()[-1] in text:
                return Stated(value=text, origin="page")
    return Stated(value=", ".join(names), origin="metadata") if names else None


def _times(page: Page, data: tuple[str, ...], meta: tuple[str, ...], prop: str) -> Iterable[StatedTime | None]:
    for key in data:
        yield from (dates.parse(value, "json-ld") for value in jsonld.texts(page.article.get(key)))
    for key in meta:
        yield from (dates.parse(value, key) for value in page.meta.get(key, ()))
    for node in page.marked:
        if node.get("itemprop").lower() == prop.lower():
            yield dates.parse(node.get("datetime") or node.get("content") or page.text(node), f"itemprop {prop}")


def published(page: Page, below: Sequence[str] = ()) -> StatedTime | None:
    """When the report was published, by the page's data, its metadata, its time elements, the lines below the title
    (`below`), other dated elements, then what its scripts call a time of publication."""
    meta = (
        "article:published_time", "og:article:published_time", "article:published", "datepublished", "parsely-pub-date",
        "pubdate", "publishdate", "publish-date", "publication_date", "sailthru.date", "date", "dc.date", "dc.date.issued",
        "dcterms.created", "dcterms.date", "cxenseparse:recs:publishtime", "og:published_time",
    )  # fmt: skip
    for each in _times(page, ("datePublished", "dateCreated"), meta, "datePublished"):
        if each is not None:
            return each
    for node in page.times:
        if each := dates.parse(node.get("datetime") or page.text(node), "time"):
            return each
    near = (
        part for title in (page.first("og:title"), page.title) for part in PARTED.split(title)[1:] if len(part) < 20
    )
    for wording in (*near, *below):
        if each := dates.parse(wording, "page"):
            return each
    for node in page.dated():
        if node.end - node.start < 600 and (each := dates.parse(page.text(node)[:90], "page")):
            return each
    told = [found[1].decode("latin-1") for found in _IN_DATA.finditer(page.payload)][:1]
    told += page.meta.get("last-modified", ())
    return next((each for value in told if (each := dates.parse(value, "data"))), None)


def modified(page: Page) -> StatedTime | None:
    """When the report was last changed, where the page says so."""
    meta = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified")
    return next((each for each in _times(page, ("dateModified",), meta, "dateModified") if each is not None), None)


def canonical(page: Page) -> str:
    """The address that the page names as its own, absolute; nothing where it names none."""
    return page.absolute(page.links.get("canonical", "")) if page.links.get("canonical") else ""


def address(page: Page) -> str:
    """The report's address: the canonical one where it is on the same site and not its front page, else that asked."""
    named = canonical(page)
    if not named:
        return page.url
    ours, theirs = urlsplit(page.url), urlsplit(named)
    same = site(ours.hostname or "") == site(theirs.hostname or "") and ours.port == theirs.port
    front = theirs.path in ("", "/") and ours.path not in ("", "/")
    return named.split("#")[0] if same and not front else page.url


def language(page: Page) -> str:
    """The language that the page says it is in, as a BCP 47 tag."""
    told = page.language or page.first("og:locale", "content-language", "language")
    if not told:
        told = next(iter(jsonld.texts(page.article.get("inLanguage"))), "")
    found = re.match(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", told)
    return found[0].replace("_", "-") if found else ""


def section(page: Page) -> Stated | None:
    """The section that the report stands in."""
    for value in jsonld.texts(page.article.get("articleSection")):
        if value:
            return Stated(value=fold(decoded(value)), origin="json-ld")
    told = page.first("article:section", "section", "parsely-section")
    return Stated(value=told, origin="article:section") if told else None


def is_view(page: Page, part: Stated | None) -> bool:
    """Whether the report is opinion, by its type, its section or its address."""
    if any("Opinion" in kind or "Review" in kind for kind in jsonld.kinds(page.article)):
        return True
    told = f"{part.value if part else ''} {page.first('og:type', 'article:tag')}"
    path = urlsplit(page.url).path
    words = r"opinion|opinions|op-?ed|editorials?|columns?|columnists?|comment|commentary|meinung|kommentar|tribune|opinião|мнение|views?"
    return bool(
        re.search(rf"\b(?:{words})\b", told, re.IGNORECASE) or re.search(rf"/(?:{words})/", path, re.IGNORECASE)
    )


def signals(page: Page) -> tuple[Signal, ...]:
    """Machine-readable words about rights that stand in the head or the article's data."""
    told = [Signal(kind=f"schema.org {key}", value=str(page.article[key])[:300], scope="item", where="json-ld")
            for key in ("license", "copyrightNotice", "usageInfo", "creditText") if page.article.get(key)]  # fmt: skip
    if page.links.get("license"):
        told.append(Signal(kind="rel=license", value=page.links["license"], where="link"))
    for name in ("tdm-reservation", "tdm-policy", "robots"):
        told += [Signal(kind=name, value=value, where="meta") for value in page.meta.get(name, ())[:1] if value]
    return tuple(told)


def paywalled(page: Page) -> bool:
    """Whether the page says that it is not free to read."""
    told = page.article.get("isAccessibleForFree")
    return str(told).lower() in ("false", "no") if told is not None else False
