"""`read`: a capture into a report."""

from __future__ import annotations

import dataclasses
import functools
import re

from mediawire.model.capture import Capture
from mediawire.model.errors import PageBeyondLimits, UnreadablePage
from mediawire.model.report import (
    Block,
    BlockKind,
    Omission,
    OutletRule,
    Reason,
    Remark,
    Report,
    Stated,
    StatedTime,
    report_id,
)
from mediawire.model.settings import ReadingLimits
from mediawire.reading import cards, charset, embedded, jsonld, metadata, outlets, pictures, region, tree, wrongpages
from mediawire.reading.assembly import blocks_of
from mediawire.reading.page import Page, taken_apart
from mediawire.reading.region import squeezed
from mediawire.reading.runs import Run, Walker
from mediawire.reading.titles import headline, titles
from mediawire.reading.tree import Node

READER = "general/1"
_MEDIA = ("image/", "video/", "audio/", "application/pdf", "application/zip", "application/octet-stream")
_CREDIT = re.compile(r"\((Reuters|AP|AFP|dpa|ANSA|EFE|TASS|Xinhua|Bloomberg|UPI|PTI|ANI|PA|AAP|[A-Z][A-Za-z]{3,20})\)")
_DATELINE = re.compile(r"^([A-ZÀ-Þ][A-ZÀ-Þ .,'/-]{2,40}(?:, [A-Z][a-z]+\.? \d{1,2})?)\s*(?:\([A-Za-z ]+\))?\s*[-–—]\s")
_ON_EVERY_PAGE = frozenset({Reason.NAVIGATION, Reason.NOTICE})
_LINKS = 0.8  # share of a run's text that is links, from which it leads elsewhere
_BELIEVED, _DOUBTED = 0.3, 0.1
_SUMMARY = 600  # letters below which structured data holds no more than a summary
_TITLED, _LINES, _SHORT, _LONG = 300, 7, 120, 160  # characters of a title; lines below it; characters of one; of prose
_LEAST = 80  # characters of text without which a page is no report


def read(capture: Capture, outlet_rule: OutletRule | None = None, limits: ReadingLimits | None = None) -> Report:
    """The report that a capture holds, every block anchored in the payload's bytes.

    Raises PageBeyondLimits (size, depth), WrongPage (another kind of page), UnreadablePage (no article, or not HTML).
    With an outlet's rule the rule is tried first; where its expectations fail, the general reader reads and says so.
    """
    allowed = limits or ReadingLimits()
    payload, where = capture.payload, capture.url
    _refuse_unlike_a_page(capture, allowed)
    name = charset.of(payload, capture.exchange.header("content-type") or "")
    with tree.lent(payload, allowed.depth) as root:
        return _read(capture, taken_apart(payload, root, name, where), outlet_rule, allowed.depth)


def _read(capture: Capture, page: Page, outlet_rule: OutletRule | None, depth: int) -> Report:
    runs = _runs(page)
    named = titles(page)
    _refuse_wrong(page, runs)
    title = headline(named, page.url, functools.partial(_printed, runs))
    if title is None:
        raise UnreadablePage("the page has no title", where=page.url, remedy="It is kept as a capture.")
    known = frozenset(squeezed(each.value) for each in named if len(each.value) > 5)
    cards.announce(page, runs, known)
    below = _below(runs, known)
    authors = metadata.authors(page, below)
    blocks, omissions, reader, remarks = _body(page, runs, (known, authors), outlet_rule, depth)
    body = (blocks, omissions, reader, (*remarks, *doubts(page, blocks)))
    return _report(capture, page, named, _Said(title, authors, metadata.published(page, below)), body)


@dataclasses.dataclass(frozen=True, slots=True)
class _Said:
    """What the page says of itself and more than one step asks."""

    title: Stated
    authors: tuple[str, ...]
    published: StatedTime | None


def _printed(runs: list[Run]) -> frozenset[str]:
    """The lines that readers see, squeezed, as far as they are short enough for a title or its kicker."""
    return frozenset(squeezed(run.text) for run in runs if len(run.text) < _TITLED and run.reason is not Reason.HIDDEN)


def _below(runs: list[Run], known: frozenset[str]) -> list[str]:
    """The short lines between the title and the text: where a byline and a date stand on pages without metadata."""
    last = next((place for place in range(len(runs) - 1, -1, -1) if _is_title(runs[place], known)), len(runs))
    told: list[str] = []
    for run in runs[last + 1 :]:
        if len(told) == _LINES or (region.prose(run) and not told) or region.prose(run) > _LONG:
            break
        if len(run.text) < _SHORT and run.reason is not Reason.HIDDEN:
            told.append(run.text)
    return told


def _is_title(run: Run, known: frozenset[str]) -> bool:
    return len(run.text) < _TITLED and run.reason is not Reason.HIDDEN and region.is_among(run.text, known)


@dataclasses.dataclass(frozen=True, slots=True)
class Looked:
    """A page as the general reader sees it: its runs, the titles and authors it names, and where the article stands."""

    page: Page
    runs: list[Run]
    known: tuple[frozenset[str], tuple[str, ...]]
    region: Node | None


def looked(payload: bytes, url: str, content_type: str = "") -> Looked:
    """A page that an editor confirmed, seen as `read` sees it. Raises PageBeyondLimits."""
    page = taken_apart(payload, tree.build(payload, ReadingLimits().depth), charset.of(payload, content_type), url)
    runs = _runs(page)
    known = frozenset(squeezed(each.value) for each in titles(page) if len(each.value) > 5)
    cards.announce(page, runs, known)
    first = list(region.first_article(runs, known, page.headings))
    return Looked(
        page,
        runs,
        (known, metadata.authors(page, _below(runs, known))),
        region.find(page.root, first, _told(page, first)),
    )


def _runs(page: Page) -> list[Run]:
    """The page's runs. Where hardly anything of its prose is left once furniture has said that it is that, less is
    believed: some outlets call their article an advertisement."""
    body = page.root.first("body") or page.root
    strict = Walker(page.payload, page.charset, page.root)
    runs = strict.runs(body)
    found = sum(map(region.prose, runs))
    if found >= _BELIEVED * strict.whole:
        return runs
    lenient = strict.believing(_DOUBTED).runs(body)
    return lenient if sum(map(region.prose, lenient)) > 2 * found else runs


def _told(page: Page, runs: list[Run]) -> str:
    """The body as the page's own data tells it, squeezed; nothing where that is a summary or another text."""
    told = region.squeezed(next(iter(jsonld.texts(page.article.get("articleBody"))), ""))
    if len(told) < _SUMMARY:
        return ""
    here = sum(len(run.text) for run in runs if len(run.text) >= 25 and region.squeezed(run.text) in told)
    found = region.find(page.root, runs)
    inside = [run for run in runs if found is not None and found.start <= run.start and run.end <= found.end]
    return told if here >= 0.6 * sum(region.prose(run) for run in inside) else ""


def _refuse_unlike_a_page(capture: Capture, limits: ReadingLimits) -> None:
    payload, where = capture.payload, capture.url
    if len(payload) > limits.payload:
        raise PageBeyondLimits(f"the page has {len(payload)} bytes", where=where, remedy="It is kept as a capture.")
    told = (capture.exchange.header("content-type") or "").lower()
    if told.startswith(_MEDIA) or payload[:4] in (b"%PDF", b"\x89PNG", b"GIF8", b"PK\x03\x04"):
        raise UnreadablePage(f"this is no page but {told or 'another file'}", where=where, remedy="It is kept.")
    if b"\x00" in payload[:1024] and not payload.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadablePage("this is not text", where=where, remedy="It is kept as a capture.")


def _refuse_wrong(page: Page, runs: list[Run]) -> None:
    """The menus and footers of a site are on its wrong pages too: they make no report of one."""
    text = "\n".join(run.text for run in runs if run.reason not in _ON_EVERY_PAGE and run.density < _LINKS)
    articled = bool(page.article) or page.first("og:type").lower() == "article"
    wrongpages.refuse(page.title, text, page.url, articled=articled)


def _body(
    page: Page, runs: list[Run], known: tuple[frozenset[str], tuple[str, ...]], rule: OutletRule | None, depth: int
) -> tuple[tuple[Block, ...], tuple[Omission, ...], str, tuple[Remark, ...]]:
    remarks: tuple[Remark, ...] = ()
    first = list(region.first_article(runs, known[0], page.headings))
    found = region.find(page.root, first, _told(page, first))
    if rule is not None:
        taken = outlets.apply(rule, page, runs, found, known)
        if taken is not None and taken[2]:
            return (taken[0], taken[1], f"rule:{rule.source_id}:{rule.learned_at.isoformat()}", ())
        what = "The outlet's pages look otherwise than when its rule was learned; the general reader was used."
        remarks = (Remark(code="outlet-rule-failed", severity="warn", what=what),)
        if taken is not None and sum(len(block.text) for block in taken[0]) >= _LEAST:
            return (taken[0], taken[1], READER, remarks)
    blocks, omissions = blocks_of(page, found, first, *known) if found else ((), ())
    if sum(len(block.text) for block in blocks) >= _LEAST:
        return blocks, omissions, READER, remarks
    blocks, omissions = embedded.read(page, *known, depth) if not metadata.paywalled(page) else ((), ())
    if sum(len(block.text) for block in blocks) < _LEAST:
        raise UnreadablePage("no article was found on the page", where=page.url, remedy="It is kept as a capture.")
    what = "The page shows its text by script only; it was read from the page's data."
    return blocks, omissions, READER, (*remarks, Remark(code="from-data", severity="note", what=what))


def doubts(page: Page, blocks: tuple[Block, ...]) -> tuple[Remark, ...]:
    """What the desk must know: characters that the charset did not give."""
    broken = next((block for block in blocks if "\ufffd" in block.text), None)
    if broken is None or "\ufffd".encode() in page.payload:
        return ()
    what = f"The page says that it is in {page.charset}, but has bytes that are not: a block is not readable whole."
    return (Remark(code="charset", severity="block", what=what, span=broken.span),)


def _later(modified: StatedTime | None, published: StatedTime | None) -> StatedTime | None:
    """A time of change, where it is one: many pages state that of publication twice."""
    if modified is None or published is None or (modified.moment - published.moment).total_seconds() >= 60:
        return modified
    return None


def opening(blocks: tuple[Block, ...]) -> tuple[Stated | None, str]:
    """The agency that the first paragraph credits, and its dateline."""
    first = next((block.text for block in blocks if block.kind is BlockKind.PARAGRAPH), "")
    credit = _CREDIT.search(first[:120])
    dateline = _DATELINE.match(first)
    stated = Stated(value=credit[1], origin="first paragraph") if credit else None
    return stated, dateline[1].strip() if dateline else ""


def _report(
    capture: Capture,
    page: Page,
    named: list[Stated],
    said: _Said,
    body: tuple[tuple[Block, ...], tuple[Omission, ...], str, tuple[Remark, ...]],
) -> Report:
    blocks, omissions, reader, remarks = body
    address = metadata.address(page)
    part = metadata.section(page)
    credit, dateline = opening(blocks)
    return Report(
        id=report_id(capture.source_id, address),
        source_id=capture.source_id,
        url=address,
        capture=capture.digest,
        retrieved_at=capture.retrieved_at,
        headline=said.title,
        headlines=tuple(named),
        blocks=blocks,
        omissions=omissions,
        byline=metadata.byline(page, said.authors),
        authors=said.authors,
        published=said.published,
        modified=_later(metadata.modified(page), said.published),
        section=part,
        language=metadata.language(page),
        charset=page.charset,
        agency_credit=credit,
        dateline=dateline,
        view=metadata.is_view(page, part),
        paywalled=metadata.paywalled(page),
        signals=metadata.signals(page),
        canonical=metadata.canonical(page),
        remarks=remarks,
        pictures=pictures.of(page, blocks),
        reader=reader,
    )
