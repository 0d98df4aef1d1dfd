"""From runs to blocks and omissions: everything between the first and the last block is one or the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mediawire.model.report import Block, BlockKind, Form, Mark, MarkKind, Omission, Reason, Span
from mediawire.reading.furniture import reason_for
from mediawire.reading.page import Page
from mediawire.reading.region import prose, squeezed
from mediawire.reading.runs import Run
from mediawire.reading.tree import Node
from mediawire.reading.words import loose

_KINDS = {
    "li": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTATION,
    "q": BlockKind.QUOTATION,
    "tr": BlockKind.TABLE_ROW,
    "td": BlockKind.TABLE_ROW,
    "th": BlockKind.TABLE_ROW,
    "pre": BlockKind.PREFORMATTED,
    "h1": BlockKind.HEADING,
    "h2": BlockKind.HEADING,
    "h3": BlockKind.HEADING,
    "h4": BlockKind.HEADING,
    "h5": BlockKind.HEADING,
    "h6": BlockKind.HEADING,
}
_NOTE = re.compile(
    r"^(?:correction|clarification|editor'?s? note|update|this (?:article|story) (?:has been|was) "
    r"(?:corrected|updated|amended)|korrektur|anmerkung der redaktion|correctif|corrección)\b\s*[::\-–—(]?",
    re.IGNORECASE,
)
_FOLD = re.compile("[\t-\r \u00a0]+")
_SENTENCE = re.compile(r"[.!?…。！？؟][»”\"')]*\s*$")
_NEAR = 3  # runs below the title among which a standfirst is looked for
_SHOWN = 200


def blocks_of(
    page: Page, region: Node, runs: Sequence[Run], titles: frozenset[str], authors: tuple[str, ...]
) -> tuple[tuple[Block, ...], tuple[Omission, ...]]:
    """The blocks of the region and what is left out of it, both in the order of the page."""
    return told(page, judged(page, region, runs, titles, authors))


def judged(
    page: Page, region: Node, runs: Sequence[Run], titles: frozenset[str], authors: tuple[str, ...]
) -> list[tuple[Run, Reason | None]]:
    """The runs of the region and of a standfirst above it, each with why it is not published, or None where it is."""
    within = [place for place, run in enumerate(runs) if region.start <= run.start and run.end <= region.end]
    if not within:
        return []
    lead = _lead(page, runs[: within[0]], titles)
    inside = [*(runs[lead : within[0]] if lead is not None else ()), *(runs[place] for place in within)]
    found = [(run, reason_for(run, titles, authors)) for run in inside]
    if lead is not None:
        found = _only_lead(found, within[0] - lead)
    return _without_repeats(_without_loose_ends(found, leads=lead is not None))


def told(page: Page, found: Sequence[tuple[Run, Reason | None]]) -> tuple[tuple[Block, ...], tuple[Omission, ...]]:
    """Blocks and omissions of judged runs."""
    blocks: list[Block] = []
    omissions: list[Omission] = []
    for run, reason in found:
        if reason is None:
            blocks.append(_block(page, run))
        else:
            omissions.append(_omission(run, reason, len(blocks)))
    kept = tuple(each for each in omissions if each.after > 0 or each.reason is not Reason.NAVIGATION)
    return tuple(blocks), kept


def _lead(page: Page, above: Sequence[Run], titles: frozenset[str]) -> int | None:
    """Where the standfirst is among the runs above the region: close below the title, a sentence or the description."""
    titled = [place for place, run in enumerate(above) if run.node.tag == "h1" or squeezed(run.text) in titles]
    if not titled:
        return None
    described = [squeezed(page.first(name)) for name in ("og:description", "description", "twitter:description")]
    for place in range(titled[-1] + 1, min(titled[-1] + 1 + _NEAR, len(above))):
        run = above[place]
        figures = sum(map(str.isdigit, run.text))
        if (
            run.reason is None
            and len(run.text) > 40
            and 4 * figures < len(run.text)
            and reason_for(run, titles, ()) is None
        ):
            key = squeezed(run.text)
            if _SENTENCE.search(run.text) or any(each and (key[:50] in each or each[:50] in key) for each in described):
                return place
    return None


def _only_lead(judged: list[tuple[Run, Reason | None]], above: int) -> list[tuple[Run, Reason | None]]:
    """The first run is the standfirst; whatever else stands between it and the region is left out."""
    first = [(judged[0][0], None)]
    between = [(run, reason or Reason.FURNITURE) for run, reason in judged[1:above]]
    return [*first, *between, *judged[above:]]


def _without_loose_ends(judged: list[tuple[Run, Reason | None]], *, leads: bool) -> list[tuple[Run, Reason | None]]:
    """Scraps before the first and behind the last prose are no part of the article, nor are headings of nothing."""
    anchors = [place for place, (run, reason) in enumerate(judged) if reason is None and prose(run)]
    if not anchors:
        return judged
    first, last = anchors[0], anchors[-1]
    told = []
    lead = judged[0][0] if leads else None
    for place, (run, reason) in enumerate(judged):
        if (reason is None and place < first and run is not lead and not _opens(run)) or (
            reason is None and place > last and not _closes(run)
        ):
            reason = Reason.FURNITURE
        told.append((run, reason))
    return _without_empty_headings(told)


def _opens(run: Run) -> bool:
    return (
        _KINDS.get(run.node.tag) in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.QUOTATION)
        and len(run.text) > 20
    )


def _closes(run: Run) -> bool:
    return run.node.tag in ("p", "li", "tr", "td", "blockquote") and run.density < 0.5 and len(run.text) > 15


def _without_empty_headings(judged: list[tuple[Run, Reason | None]]) -> list[tuple[Run, Reason | None]]:
    told = list(judged)
    for place, (run, reason) in enumerate(judged):
        if reason is None and _kind(run) is BlockKind.HEADING:
            following = next((why for _, why in judged[place + 1 :]), Reason.RELATED)
            rest = any(why is None for _, why in judged[place + 1 :])
            if not rest or (
                following is not None and following in (Reason.RELATED, Reason.NEWSLETTER, Reason.COMMENT, Reason.TAGS)
            ):
                told[place] = (run, following or Reason.RELATED)
    return told


def _without_repeats(judged: list[tuple[Run, Reason | None]]) -> list[tuple[Run, Reason | None]]:
    """A longer text that stands there twice (a pull quote, a second copy for phones) is published once."""
    seen: set[str] = set()
    told = []
    for run, reason in judged:
        key = squeezed(run.text)
        if reason is None and len(key) > 40:
            if key in seen:
                reason = Reason.DUPLICATE
            seen.add(key)
        told.append((run, reason))
    return told


def _kind(run: Run) -> BlockKind:
    node: Node | None = run.node
    for _ in range(4):
        if node is None:
            break
        if node.tag in _KINDS:
            return _KINDS[node.tag]
        node = node.parent
    return BlockKind.CORRECTION if _NOTE.match(run.text) and len(run.text) < 600 else BlockKind.PARAGRAPH


def _block(page: Page, run: Run) -> Block:
    kind = _kind(run)
    item = _ancestor(run.node, "li") if kind is BlockKind.LIST_ITEM else None
    return Block(
        kind=kind,
        text=run.text,
        span=Span(run.start, run.end, Form.HTML, run.gaps),
        marks=_marks(page, run),
        level=int(run.node.tag[1]) if kind is BlockKind.HEADING and run.node.tag[1:].isdigit() else _depth(item),
        ordered=item is not None and item.parent is not None and item.parent.tag == "ol",
    )


def _ancestor(node: Node | None, tag: str) -> Node | None:
    while node is not None and node.tag != tag:
        node = node.parent
    return node


def _depth(node: Node | None) -> int:
    depth = 0
    while node is not None:
        depth += node.tag in ("ul", "ol")
        node = node.parent
    return depth


def _omission(run: Run, reason: Reason, after: int) -> Omission:
    return Omission(
        span=Span(run.start, run.end, Form.HTML, run.gaps), reason=reason, after=after, text=run.text[:_SHOWN]
    )


def _marks(page: Page, run: Run) -> tuple[Mark, ...]:
    """Links and emphasis as ranges over the folded text."""
    places = _places(page, run)
    marks = []
    for node in run.inline if places else ():
        start, end = places[node.inner], places[node.close]
        if start < end <= len(run.text):
            start += run.text[start] == " "
            if node.tag == "a":
                href = page.absolute(node.get("href"))
                if href:
                    marks.append(Mark(MarkKind.LINK, start, end, href))
            else:
                marks.append(Mark(MarkKind.STRONG if node.tag in ("b", "strong") else MarkKind.EMPHASIS, start, end))
    return tuple(mark for mark in marks if mark.start < mark.end)


def _places(page: Page, run: Run) -> dict[int, int]:
    """By edge of an inner element, as an offset of bytes: how many characters of the run's text come before it.

    One pass over the run, however many elements it has. Empty where the text between the edges does not add up to the
    run's text (tags that cross one another in ways that no browser reads alike): no mark is better than one that
    points at other words.
    """
    edges = sorted({edge for node in run.inline for edge in (node.inner, node.close)})
    told: dict[int, int] = {}
    length, parted = 0, True  # parted: a space here would fold into what stands before it
    for edge, data in zip((*edges, run.end), _segments(page.payload, run.pieces, (*edges, run.end)), strict=True):
        text = _FOLD.sub(" ", loose(data, page.charset))
        text = text.removeprefix(" ") if parted else text
        length += len(text)
        parted = text.endswith(" ") if text else parted
        told[edge] = min(length, len(run.text))
    told[run.end] = len(run.text)
    return told if length - (parted and length > 0) == len(run.text) else {}


def _segments(payload: bytes, pieces: Sequence[tuple[int, int]], edges: Sequence[int]) -> Iterator[bytes]:
    """The bytes of the pieces, cut at each edge. Edges ascend, as pieces do."""
    place = 0
    at = pieces[0][0]
    for edge in edges:
        kept = []
        while place < len(pieces) and pieces[place][1] <= edge:
            kept.append(payload[max(at, pieces[place][0]) : pieces[place][1]])
            place += 1
        if place < len(pieces):
            kept.append(payload[max(at, pieces[place][0]) : edge])
        at = max(at, edge)
        yield b"".join(kept)
