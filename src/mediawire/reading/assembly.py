"""From runs to blocks and omissions: everything between the first and the last block is one or the other."""

from __future__ import annotations

import collections
import dataclasses
import re
from collections.abc import Iterator, Sequence

from mediawire.model.report import Block, BlockKind, Form, Mark, MarkKind, Omission, Reason, Span
from mediawire.reading.boxes import (
    belongs,
    box,
    is_pulled,
    is_source,
    with_lines_of_lists,
    without_captions,
    without_lists_of_links,
)
from mediawire.reading.furniture import closing, is_address, reason_for
from mediawire.reading.page import Page
from mediawire.reading.region import prose, squeezed
from mediawire.reading.runs import Run
from mediawire.reading.signs import is_lead
from mediawire.reading.tree import Node
from mediawire.reading.words import loose, spaced

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
_SENTENCE = re.compile(r"[.!?…。！？؟][»”’\"')]*\s*$")
_NEVER = frozenset({Reason.HIDDEN, Reason.COMMENT, Reason.FORM, Reason.NAVIGATION, Reason.ADVERTISEMENT})
_TOGETHER = 2  # paragraphs side by side that are no furniture
_LAST = 4  # blocks at the end among which an outlet speaks to its readers
_HEADING = 200  # characters of a heading
_WHOLE = 80  # characters of a paragraph
_TERSE = 15  # characters of a standfirst that its element calls so
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
    leads = _leads(page, runs[: within[0]], titles, frozenset(map(squeezed, authors)))
    inside = [*(runs[leads[0] : within[0]] if leads else ()), *(runs[place] for place in within)]
    found = without_lists_of_links([(run, reason_for(run, titles, authors)) for run in inside])
    if leads:
        found = _only_leads(found, within[0] - leads[0], {id(runs[place]) for place in leads})
    found = _without_loose_ends(_with_short_lines(without_captions(found)), {id(runs[place]) for place in leads})
    return _without_farewells(with_lines_of_lists(_without_repeats(found)))


def told(page: Page, found: Sequence[tuple[Run, Reason | None]]) -> tuple[tuple[Block, ...], tuple[Omission, ...]]:
    """Blocks and omissions of judged runs."""
    blocks: list[Block] = []
    omissions: list[Omission] = []
    for run, reason in found:
        if reason is None:
            blocks.append(block_of(page, run))
        else:
            omissions.append(omission_of(run, reason, len(blocks)))
    kept = tuple(each for each in omissions if each.after > 0 or each.reason is not Reason.NAVIGATION)
    return tuple(blocks), kept


def _leads(page: Page, above: Sequence[Run], titles: frozenset[str], names: frozenset[str]) -> list[int]:
    """Where the standfirst is among the runs above the region: below the title, a sentence or the description, and
    close to the title, or called so. Paragraphs that stand there together open the article."""
    titled = [
        place
        for place, run in enumerate(above)
        if (run.node.tag == "h1" or squeezed(run.text) in titles) and squeezed(run.text) not in names
    ]
    if not titled:
        return []
    start = titled[-1] + 1
    heading = above[titled[-1]].node
    described = [squeezed(page.first(name)) for name in ("og:description", "description", "twitter:description")]
    fit = [place for place in range(start, len(above)) if _may_lead(above[place], titles, described, heading)]
    first = next((place for place in fit if place < start + _NEAR or is_lead(above[place].node)), None)
    plain = [place for place in fit if prose(above[place]) and not above[place].node.raw]
    together = collections.Counter(id(above[place].node.parent) for place in plain)
    told = {place for place in plain if together[id(above[place].node.parent)] >= _TOGETHER}
    if first is not None:
        around = above[first].node.parent
        told |= {first, *(at for at in fit if is_lead(above[at].node) and above[at].node.parent is around)}
    return sorted(told)


def _may_lead(run: Run, titles: frozenset[str], described: Sequence[str], heading: Node) -> bool:
    figures = sum(map(str.isdigit, run.text))
    named = is_lead(run.node)
    beside = heading.tag == "h1" and run.node.parent is heading.parent and run.node.tag in ("p", "h2")
    if run.reason in _NEVER or len(run.text) <= (_TERSE if named or beside else 40) or 4 * figures >= len(run.text):
        return False
    if run.reason is not None and not (named and run.density < 0.5):
        return False
    strapline = (named or (beside and len(run.text) > 80)) and run.node.tag == "p" and not run.linked
    why = reason_for(dataclasses.replace(run, reason=None), titles, ())
    if why is not None and not (strapline and why is Reason.FURNITURE):
        return False
    key = squeezed(run.text)
    told = strapline or _SENTENCE.search(run.text) is not None
    return told or any(each and (key[:50] in each or each[:50] in key) for each in described)


def _only_leads(
    judged: list[tuple[Run, Reason | None]], above: int, leads: set[int]
) -> list[tuple[Run, Reason | None]]:
    """What stands between the first of the standfirst and the region and is none of it is left out."""
    told = [(run, None if id(run) in leads else reason or Reason.FURNITURE) for run, reason in judged[:above]]
    return [*told, *judged[above:]]


def _with_short_lines(judged: list[tuple[Run, Reason | None]]) -> list[tuple[Run, Reason | None]]:
    """A few words in a line or paragraph of their own, among paragraphs of the same make or lines of the same element,
    are a subhead, a name or a result."""
    among: dict[tuple[int, str], tuple[int, int]] = {}
    for place, (run, reason) in enumerate(judged):
        if reason is None and prose(run):
            for make in _makes(run):
                among[make] = (among.get(make, (place,))[0], place)
    told = []
    for place, (run, reason) in enumerate(judged):
        if reason is Reason.FURNITURE and run.reason is None and run.density < 0.5:
            spans = [among[make] for make in _makes(run) if make in among]
            tells = any(map(str.isalnum, run.text)) and not is_address(run.text)
            reason = None if tells and any(first < place < last for first, last in spans) else reason
        told.append((run, reason))
    return told


def _makes(run: Run) -> Iterator[tuple[int, str]]:
    """What a run is alike to others by: the element that it is a line of, and the make of its paragraph."""
    yield id(run.node), ""
    if run.node.tag == "p":
        yield _make(run)


def _make(run: Run) -> tuple[int, str]:
    return id(run.node.parent), run.node.get("class")


def _without_loose_ends(judged: list[tuple[Run, Reason | None]], leads: set[int]) -> list[tuple[Run, Reason | None]]:
    """Scraps before the first and behind the last prose are no part of the article, nor are headings of nothing."""
    anchors = [at for at, (run, reason) in enumerate(judged) if reason is None and prose(run) and not is_pulled(run)]
    if not anchors:
        return judged
    first, last = anchors[0], anchors[-1]
    makes = {_make(judged[place][0]) for place in anchors if judged[place][0].node.tag == "p"}
    boxes = {box(judged[place][0].node.parent) for place in anchors if judged[place][0].node.tag == "p"}
    told = []
    for place, (run, reason) in enumerate(judged):
        if (
            reason is None
            and place < first
            and id(run) not in leads
            and not _opens(run)
            and not (_make(run) in makes and _is_whole(run))
        ) or (
            reason is None
            and place > last
            and not _closes(run)
            and not belongs(run, boxes)
            and not (_make(run) in makes and _is_whole(run))
        ):
            reason = Reason.FURNITURE
        told.append((run, reason))
    return _without_empty_headings(told, leads)


def _is_whole(run: Run) -> bool:
    """Whether a paragraph full of links is one all the same."""
    return len(run.text) >= _WHOLE and run.density < 0.8 and _SENTENCE.search(run.text) is not None


def _opens(run: Run) -> bool:
    told = (
        _KINDS.get(run.node.tag) in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.QUOTATION)
        and len(run.text) > 20
        and not is_pulled(run)
    )
    return told or is_source(run) or (len(run.text) > 40 and is_lead(run.node))


def _closes(run: Run) -> bool:
    return run.node.tag in ("p", "li", "tr", "td", "blockquote") and run.density < 0.5 and len(run.text) > 15


def _without_empty_headings(
    judged: list[tuple[Run, Reason | None]], leads: set[int]
) -> list[tuple[Run, Reason | None]]:
    told = list(judged)
    for place, (run, reason) in enumerate(judged):
        if reason is None and _is_subhead(run) and id(run) not in leads and not is_lead(run.node):
            following = next((why for _, why in judged[place + 1 :]), Reason.RELATED)
            rest = any(why is None for _, why in judged[place + 1 :])
            if not rest or (
                following is not None and following in (Reason.RELATED, Reason.NEWSLETTER, Reason.COMMENT, Reason.TAGS)
            ):
                told[place] = (run, following or Reason.RELATED)
    return told


def _is_subhead(run: Run) -> bool:
    """Whether it is a heading and no paragraph that is set as one, as some standfirsts are."""
    return _kind(run) is BlockKind.HEADING and len(run.text) < _HEADING


def _without_farewells(judged: list[tuple[Run, Reason | None]]) -> list[tuple[Run, Reason | None]]:
    """What the outlet says to its readers below the article, among the last texts."""
    kept = [place for place, (_, reason) in enumerate(judged) if reason is None]
    last = set(kept[len(kept) // 2 :][-_LAST:])
    told = [(run, closing(run) if place in last else reason) for place, (run, reason) in enumerate(judged)]
    return _without_empty_headings(told, {id(run) for run, _ in judged[: kept[0] + 1]} if kept else set())


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


def block_of(page: Page, run: Run) -> Block:
    """A run as a block, with its marks."""
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


def omission_of(run: Run, reason: Reason, after: int) -> Omission:
    """A run that is left out, and why; `after` counts the blocks before it."""
    return Omission(
        span=Span(run.start, run.end, Form.HTML, run.gaps), reason=reason, after=after, text=run.text[:_SHOWN]
    )


def _marks(page: Page, run: Run) -> tuple[Mark, ...]:
    """Links and emphasis as ranges over the folded text."""
    if not run.inline:
        return ()
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
        text = spaced(loose(data, page.charset))
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
