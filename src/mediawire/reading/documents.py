"""`read_document`: an item of an agency document into a report, its blocks anchored in the document's bytes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator

from mediawire.model.capture import Capture
from mediawire.model.errors import PageBeyondLimits, UnreadablePage
from mediawire.model.feed import FeedEntry
from mediawire.model.report import Block, Omission, Reason, Report, Stated, StatedTime, report_id
from mediawire.model.settings import ReadingLimits
from mediawire.reading import charset, textplaces
from mediawire.reading.assembly import block_of, omission_of
from mediawire.reading.page import Page
from mediawire.reading.reader import doubts, opening
from mediawire.reading.region import squeezed
from mediawire.reading.runs import Run, Walker
from mediawire.reading.tree import Node
from mediawire.reading.unwrapped import Unwrapped
from mediawire.reading.words import text_of

READER = "document/1"
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_BLANK_LINE = re.compile(rb"(?:\r?\n[ \t]*){2,}")
_LINE = re.compile(rb"\r?\n")
_TAG_LIKE = re.compile(rb"<[A-Za-z/!?]")
Parts = tuple[tuple[Block, ...], tuple[Omission, ...]]


def read_document(capture: Capture, entry: FeedEntry, limits: ReadingLimits | None = None) -> Report:
    """The report that the captured document holds under `entry.id`; what the document says of it is `entry`.

    The text is the document's own, word for word: HTML before NITF before plain text, where it gives several. Raises
    PageBeyondLimits, and UnreadablePage where the item has no headline or no text.
    """
    allowed = limits or ReadingLimits()
    payload, where = capture.payload, capture.url
    if len(payload) > allowed.payload:
        raise PageBeyondLimits(f"the document has {len(payload)} bytes", where=where, remedy="It is kept as a capture.")
    name = charset.of(payload, _stated(capture))
    if textplaces.is_json(payload) and (name != "utf-8" or not charset.is_utf8(payload)):
        raise UnreadablePage(
            "this JSON is not in UTF-8, so its words cannot be known", where=where, remedy="It is kept as a capture."
        )
    title = " ".join((entry.title or "").split())
    blocks, omissions = _parts(capture, entry, name, allowed.depth)
    if not blocks or not title:
        lacking = "text" if title else "headline"
        raise UnreadablePage(
            f"this item of the document has no {lacking}", where=where, remedy="It is kept as a capture."
        )
    return _report(capture, entry, Stated(value=title, origin="document"), (blocks, omissions), name)


def _stated(capture: Capture) -> str:
    """What header or XML declaration say of the charset; JSON is UTF-8 (RFC 8259)."""
    told = capture.exchange.header("content-type") or ""
    declared = _DECLARED.match(capture.payload.lstrip(b"\xef\xbb\xbf \t\r\n"))
    if "charset" in told.lower() or declared is None:
        return told if "charset" in told.lower() else "charset=utf-8"
    return f"charset={declared[1].decode('ascii')}"


def _parts(capture: Capture, entry: FeedEntry, name: str, depth: int) -> Parts:
    """Blocks and omissions of the first text that has any."""
    titles = frozenset({squeezed(entry.title or "")})
    for text, markup in textplaces.texts(capture.payload, name, entry.id, depth):
        page = Page(text.payload, _tree(text, depth, markup=markup), name, capture.url)
        blocks, omissions = _judged(page, text, titles, markup=markup)
        if blocks:
            return blocks, omissions
    return (), ()


def _tree(text: Unwrapped, depth: int, *, markup: bool) -> Node:
    if not markup:
        return Node("#root", b"", 0, 0, None)
    root = textplaces.xml(text.payload, depth)
    return root.first("body.content") or root.first("body") or root


def _judged(page: Page, text: Unwrapped, titles: frozenset[str], *, markup: bool) -> Parts:
    runs = Walker(page.payload, page.charset, page.root).runs(page.root) if markup else _plain(page)
    blocks: list[Block] = []
    omissions: list[Omission] = []
    for run in runs:
        reason = run.reason or _left_out(run) or (Reason.TITLE if not blocks and _title(run, titles) else None)
        if reason is None and not markup and _TAG_LIKE.search(page.payload, run.start, run.end):
            reason = Reason.UNANCHORED  # read as HTML, as its span says, it would lose words
        span = text.span(run.start, run.end, run.gaps)
        if reason is None:
            blocks.append(dataclasses.replace(block_of(page, run), span=span))
        else:
            omissions.append(dataclasses.replace(omission_of(run, reason, len(blocks)), span=span))
    return tuple(blocks), tuple(omissions)


def _title(run: Run, titles: frozenset[str]) -> bool:
    return run.node.tag in ("h1", "h2") and squeezed(run.text) in titles


def _left_out(run: Run) -> Reason | None:
    node: Node | None = run.node
    while node is not None:
        if node.tag in textplaces.LEFT_OUT:
            return Reason.PICTURE if node.tag == "media" else Reason.FURNITURE
        node = node.parent
    return None


def _plain(page: Page) -> Iterator[Run]:
    """The paragraphs of a plain text: by blank lines where there are any, else by line."""
    payload = page.payload
    parted = _BLANK_LINE if _BLANK_LINE.search(payload.strip()) else _LINE
    at = 0
    for start, end in (*(found.span() for found in parted.finditer(payload)), (len(payload), len(payload))):
        if text := text_of(payload, [(at, start)], page.charset):
            yield Run(at, start, page.root, text=text)
        at = end


def _report(capture: Capture, entry: FeedEntry, title: Stated, parts: Parts, name: str) -> Report:
    blocks, omissions = parts
    credit, dateline = opening(blocks)
    names = entry.authors
    return Report(
        id=report_id(capture.source_id, entry.id or capture.url),
        source_id=capture.source_id,
        url=capture.url,
        capture=capture.digest,
        retrieved_at=capture.retrieved_at,
        headline=title,
        headlines=(title,),
        blocks=blocks,
        omissions=omissions,
        byline=Stated(value=", ".join(names), origin="document") if names else None,
        authors=names,
        published=_time(entry.published, entry.published_text),
        modified=_time(entry.updated, entry.updated_text) if entry.updated != entry.published else None,
        language=entry.language or "",
        charset=name,
        agency_credit=credit,
        dateline=dateline,
        remarks=doubts(Page(capture.payload, Node("#root", b"", 0, 0, None), name, capture.url), blocks),
        reader=READER,
    )


def _time(moment: dt.datetime | None, wording: str) -> StatedTime | None:
    return StatedTime(moment=moment, wording=wording, origin="document") if moment else None
