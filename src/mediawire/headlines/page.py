"""Audits a page of any wire against its promises: headline, spelling, source and URL, disclaimer, citations.

The page is taken as a reader has it: text, or HTML whose blocks become lines. A line of four words or more without a
final stop is a headline; the first one that a paragraph follows is the report's, those further down are recent posts.
"""

from __future__ import annotations

import dataclasses
import html.parser
import re
from collections.abc import Sequence

from mediawire.headlines.body import Body, body_of
from mediawire.headlines.characters import character_objections
from mediawire.headlines.figuring import figure_objections
from mediawire.headlines.quoting import quotation_objections
from mediawire.headlines.spelling import spelling_objections
from mediawire.model.headline import Objection, Severity
from mediawire.model.style import Lexicon
from mediawire.text.references import shortened

_AGE = re.compile(r"^(?:\d+|an?|one) (?:second|minute|hour|day|week|month|year)s? ago$", re.I)
_STOPPED = re.compile(r"[.…!”\"»]$|\.\.\.$|[.!?]['’]$")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.I)
_SOURCE = re.compile(
    r"^\s*(?:source|via|originally (?:published|appeared)|first published|read (?:the )?original)\b", re.I
)
_DISCLAIMER = re.compile(
    r"not (?:necessarily )?(?:reflect|represent|express)\w*"
    r"|views? (?:expressed )?(?:are|is) (?:those|that) of|disclaimer",
    re.I,
)
_LAST = 2  # paragraphs among which a disclaimer may stand that comes before the source line
_NAME = r"(?:The )?[A-Z][\w’'&.-]{0,40}(?: (?:[A-Z][\w’'&.-]{0,40}|of|de|la|el|al)){0,6}"
_CITED = re.compile(
    rf"(?P<a>{_NAME}),? (?:has |had )?(?:reported|reports)\b|\b(?:told|tells) (?P<b>{_NAME})"
    rf"|\b(?:according to|citing|quoted by|reported by|seen by|interview with) (?P<c>{_NAME})"
    rf"|\b(?:to|by) (?P<d>{_NAME}) (?:news agency|newspaper|television|TV|radio)\b"
)
_NOT_OUTLETS = re.compile(
    r"^(?:President|Prime|Minister|Foreign|Secretary|Senator|General|King|Mr|Mrs|Ms|Dr"
    r"|Congress|Parliament|He|She|They|It"
    r"|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PageFindings:
    """What the audit of a page found.

    `misspelt` are words of its headlines; `arithmetic` the workings behind the headline's figures, holding or not;
    `missing` promises that the page does not keep ("headline", "source-name", "source-url", "disclaimer");
    `citations` the newsrooms that the report leans on. `objections` are all to its headlines, each with its headline.
    """

    headline: str
    misspelt: tuple[str, ...] = ()
    arithmetic: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    objections: tuple[tuple[str, Objection], ...] = ()

    @property
    def faulty(self) -> bool:
        """Is a promise broken, a word misspelt, or a headline blocked by its own report?"""
        blocked = any(each.severity is Severity.BLOCK for _, each in self.objections)
        return blocked or bool(self.missing)

    def as_json(self) -> dict[str, list[str]]:
        """The four lists, as `mediawire check --json` prints them."""
        return {
            "misspelt": list(self.misspelt),
            "arithmetic": list(self.arithmetic),
            "missing": list(self.missing),
            "citations": list(self.citations),
        }


@dataclasses.dataclass(frozen=True, slots=True)
class _Page:
    """The parts of a page: the report's headline and paragraphs, what stands below them, the other headlines."""

    headline: str
    paragraphs: tuple[str, ...]
    below: tuple[str, ...]
    others: tuple[str, ...]
    links: tuple[str, ...]


def check_page(document: str, lexicon: Lexicon, outlets: Sequence[str] = (), language: str = "en") -> PageFindings:
    """The findings about one page, HTML or plain text. `outlets` are names that count as newsrooms
    besides the cited."""
    page = _parted(document)
    body = body_of("\n\n".join(page.paragraphs), language)
    excerpts = [line for line in page.below if _STOPPED.search(line)]
    everything = body_of("\n\n".join([*page.paragraphs, *excerpts]), language)
    objections = _all_objections(page, body, everything, lexicon)
    return PageFindings(
        headline=page.headline,
        misspelt=_misspelt(objections),
        arithmetic=tuple(each.why for _, each in objections if each.kind in ("arithmetic", "figure", "percentage")),
        missing=_missing(page),
        citations=_citations(page, outlets),
        objections=tuple(objections),
    )


def report_lines(document: str) -> list[str]:
    """The headline and the paragraphs of a page's report, as `check_page` parts it; empty where it has none."""
    page = _parted(document)
    return [page.headline, *page.paragraphs] if page.headline else []


def _misspelt(objections: Sequence[tuple[str, Objection]]) -> tuple[str, ...]:
    wrong = [(headline, each) for headline, each in objections if each.kind == "misspelt"]
    return tuple(headline[each.start : each.end] for headline, each in wrong if each.severity is Severity.BLOCK)


def _all_objections(page: _Page, body: Body, everything: Body, lexicon: Lexicon) -> list[tuple[str, Objection]]:
    headline = page.headline
    found = [(headline, each) for each in [*figure_objections(headline, body), *quotation_objections(headline, body)]]
    for line in dict.fromkeys([headline, *page.others]):
        found += [(line, each) for each in character_objections(line)]
        found += [(line, each) for each in spelling_objections(line, everything, lexicon)]
    return found


def _missing(page: _Page) -> tuple[str, ...]:
    """The promises that a reader can see kept: who is the source, where the report stands, whose the views are."""
    sources = [line for line in page.below if _SOURCE.match(line)]
    addresses = [line for line in page.below if _URL.search(line)] + list(page.links)
    told = {
        "headline": bool(page.headline),
        "source-name": bool(sources),
        "source-url": bool(addresses),
        "disclaimer": any(_DISCLAIMER.search(line) for line in (*page.paragraphs[-_LAST:], *page.below)),
    }
    return tuple(name for name, kept in told.items() if not kept)


def _citations(page: _Page, outlets: Sequence[str]) -> tuple[str, ...]:
    """The newsrooms that the report names where it says who reported or was told something, in order."""
    found: dict[str, None] = {}
    for paragraph in page.paragraphs:
        for match in _CITED.finditer(paragraph):
            name = next(group for group in match.groups() if group).rstrip(".,’'")
            if not _NOT_OUTLETS.match(name):
                found.setdefault(name)
        for outlet in outlets:
            known = any(_bare(outlet) in each or _bare(each) in outlet for each in found)
            if not known and re.search(rf"(?<!\w){re.escape(outlet)}(?!\w)", paragraph):
                found.setdefault(outlet)
    return tuple(found)


def _bare(name: str) -> str:
    return name.removeprefix("The ")


def _parted(document: str) -> _Page:
    lines, links = _lines(document)
    start = next((at for at in range(len(lines) - 1) if _is_headline(lines[at]) and _is_text(lines[at + 1])), None)
    if start is None:
        heads = tuple(line for line in lines if _is_headline(line))
        return _Page("", tuple(filter(_is_text, lines)), tuple(lines), heads, tuple(links))
    end = start + 1
    while end < len(lines) and _is_text(lines[end]):
        end += 1
    return _Page(
        headline=lines[start],
        paragraphs=tuple(lines[start + 1 : end]),
        below=tuple(lines[end:]),
        others=tuple(line for line in lines[end:] if _is_headline(line)),
        links=tuple(links),
    )


def _is_headline(line: str) -> bool:
    return (
        len(line.split()) >= 4 and len(line) <= 200 and not (_is_text(line) or _AGE.match(line) or _SOURCE.match(line))
    )


def _is_text(line: str) -> bool:
    """A paragraph: words with a full stop, an ellipsis or a closing quotation at the end."""
    return len(line.split()) >= 4 and _STOPPED.search(line) is not None


def _lines(document: str) -> tuple[list[str], list[str]]:
    """The page's lines, and the addresses of links that call themselves source or original."""
    if not re.search(r"<(?:html|body|p|div|article)\b", document, re.I):
        return [line.strip() for line in document.splitlines() if line.strip()], []
    reader = _Blocks()
    reader.feed(shortened(document))
    reader.close()
    return reader.done(), reader.links


class _Blocks(html.parser.HTMLParser):
    """HTML as lines, one a block element; scripts and styles left out."""

    _BLOCKS = frozenset(
        {
            "p",
            "div",
            "li",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "br",
            "tr",
            "td",
            "section",
            "article",
            "aside",
            "footer",
        }
        | {"header", "blockquote", "figcaption", "time", "ul", "ol", "main", "nav", "title", "body"}
    )
    _UNSEEN = frozenset({"script", "style", "template", "noscript", "title"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self._line: list[str] = []
        self._found: list[str] = []
        self._hidden = 0
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a line; a link is remembered until its words are known."""
        if tag in self._UNSEEN:
            self._hidden += 1
        if tag in self._BLOCKS:
            self._end_line()
        if tag == "a":
            self._href = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        """A block ends its line."""
        if tag in self._UNSEEN:
            self._hidden = max(0, self._hidden - 1)
        if tag in self._BLOCKS:
            self._end_line()
        if tag == "a":
            self._href = ""

    def handle_data(self, data: str) -> None:
        """Words of the current line; of a link to elsewhere on a source line, its address too."""
        if self._hidden:
            return
        self._line.append(data)
        if self._href.startswith(("http://", "https://")) and _SOURCE.match("".join(self._line).strip()):
            self.links.append(self._href)

    def done(self) -> list[str]:
        """The lines, in order."""
        self._end_line()
        return self._found

    def _end_line(self) -> None:
        line = " ".join("".join(self._line).split())
        self._line = []
        if line:
            self._found.append(line)
