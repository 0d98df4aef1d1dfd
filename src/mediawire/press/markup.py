"""Blocks to HTML: built from text and character ranges alone, so nothing of a source's markup passes through.

Each printed block's text stands in one element with `data-span="N"`, N counting printed blocks from 0, and that element
holds the text and nothing else; where an excerpt cuts the block, it holds the beginning and carries `data-cut`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias
from urllib.parse import urlsplit

from markupsafe import Markup

from mediawire.model.report import BlockKind, Mark, MarkKind
from mediawire.press.extent import PrintedBlock
from mediawire.press.words import ELLIPSIS

Numbered: TypeAlias = tuple[int, PrintedBlock]
Html: TypeAlias = str  # markup of our own around escaped text; put together as text, and Markup when it is whole
NOTHING = Markup("")
_PLAIN = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/[A-Za-z0-9_.%+~/-]*")  # as most addresses are written
_DEEPEST_LIST = 6
_WRAPPING = {
    BlockKind.PARAGRAPH: ("<p>", "</p>"),
    BlockKind.QUOTATION: ("<blockquote><p>", "</p></blockquote>"),
    BlockKind.PREFORMATTED: ("<pre>", "</pre>"),
    BlockKind.CAPTION: ('<p class="caption">', "</p>"),
    BlockKind.STANDFIRST: ('<p class="standfirst">', "</p>"),
    BlockKind.CORRECTION: ('<div class="correction" role="note"><p>', "</p></div>"),
}


def formed(pattern: str, *values: object) -> Markup:
    """`pattern`, markup of our own, each value escaped in its place: as `Markup.format`, in a third of its time."""
    return Markup(pattern.format(*map(_escaped, values)))  # noqa: S704


def _escaped(value: object) -> Html:
    return value if isinstance(value, Markup) else letters(str(value))


def body(blocks: Sequence[PrintedBlock], opening: Markup = NOTHING) -> Markup:
    """The printed blocks as HTML, in order. `opening` stands at the start of the first paragraph, outside its text."""
    pieces: list[Html] = []
    numbered = list(enumerate(blocks))
    first = next((number for number, each in numbered if each.block.kind is BlockKind.PARAGRAPH), -1)
    for kind, run in itertools.groupby(numbered, key=lambda each: each[1].block.kind):
        if kind is BlockKind.LIST_ITEM:
            pieces.extend(_list(list(run)))
        elif kind is BlockKind.TABLE_ROW:
            pieces.append(_table(list(run)))
        else:
            pieces.extend(_block(each, opening if each[0] == first else "") for each in run)
    return Markup("\n".join(pieces))  # noqa: S704 - all pieces are ours, or escaped


def _block(numbered: Numbered, opening: Html) -> Html:
    _, printed = numbered
    kind = printed.block.kind
    if kind is BlockKind.HEADING:
        level = min(max(printed.block.level, 2), 6)
        return f"<h{level}>{_text(numbered)}</h{level}>"
    if kind is BlockKind.EMBED:
        return _embed(numbered)
    begin, end = _WRAPPING[kind]
    return f"{begin}{opening}{' ' if opening else ''}{_text(numbered)}{end}"


def _embed(numbered: Numbered) -> Html:
    """Something that the source shows inside its page, as a link: nothing of it is loaded here."""
    link = numbered[1].block.link
    label = ""
    if is_web(link):
        host = urlsplit(link).hostname or link
        label = f' <a href="{letters(link)}" rel="noopener nofollow">Shown at {letters(host)}</a>'
    return f'<p class="embed">{_text(numbered)}{label}</p>'


def _text(numbered: Numbered) -> Html:
    number, printed = numbered
    told = inline(printed.text, printed.block.marks)
    cut, rest = (" data-cut", ELLIPSIS) if printed.cut else ("", "")
    return f'<span data-span="{number}"{cut}>{told}</span>{rest}'


def _list(run: Sequence[Numbered]) -> Iterator[Html]:
    """Consecutive list items as nested lists, by depth and kind."""
    open_lists: list[tuple[int, str]] = []
    for numbered in run:
        block = numbered[1].block
        level, tag = min(max(block.level, 0), _DEEPEST_LIST), "ol" if block.ordered else "ul"
        while open_lists and (open_lists[-1][0] > level or (open_lists[-1][0] == level and open_lists[-1][1] != tag)):
            yield f"</li></{open_lists.pop()[1]}>"
        if open_lists and open_lists[-1][0] == level:
            yield "</li>"
        else:
            open_lists.append((level, tag))
            yield f"<{tag}>"
        yield f"<li>{_text(numbered)}"
    while open_lists:
        yield f"</li></{open_lists.pop()[1]}>"


def _table(run: Sequence[Numbered]) -> Html:
    rows = "\n".join(_row(numbered) for numbered in run)
    around = '<div class="table" tabindex="0" role="group" aria-label="Table">'
    return f"{around}<table><tbody>\n{rows}\n</tbody></table></div>"


def _row(numbered: Numbered) -> Html:
    """A table row. White space between cells stays, so that the row's text is the block's."""
    number, printed = numbered
    text, marks = printed.text, printed.block.marks
    cells = [(start, min(end, len(text))) for start, end in printed.block.cells if start < len(text)]
    pieces: list[Html] = []
    at = 0
    for start, end in cells or [(0, len(text))]:
        between = text[at:start]
        start = start if between.isspace() or not between else at
        pieces.append(letters(text[at:start]))
        pieces.append(f"<td>{inline(text, marks, start, end)}</td>")
        at = end
    if at < len(text):
        pieces[-1] = f"<td>{inline(text, marks, start, len(text))}</td>"
    cut = " data-cut" if printed.cut else ""
    return f'<tr data-span="{number}"{cut}>{"".join(pieces)}</tr>'


def inline(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> Html:
    """Characters `start` to `end` of a text with its links and emphasis. Of overlapping links the first stands."""
    end = len(text) if end is None else end
    marks = [mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end]
    if not marks:
        return letters(text[start:end])
    links = sorted((mark for mark in marks if mark.kind is MarkKind.LINK and is_web(mark.href)), key=_order)
    pieces: list[Html] = []
    at = start
    for link in links:
        if link.start < at and at > start:
            continue
        opens, closes = max(link.start, start), min(link.end, end)
        pieces.append(_styled(text, marks, at, opens))
        pieces.append(f'<a href="{letters(link.href)}" rel="noopener">{_styled(text, marks, opens, closes)}</a>')
        at = closes
    pieces.append(_styled(text, marks, at, end))
    return "".join(pieces)


def _order(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def _styled(text: str, marks: Sequence[Mark], start: int, end: int) -> Html:
    """A stretch without links, cut wherever emphasis begins or ends."""
    styles = [mark for mark in marks if mark.kind is not MarkKind.LINK and mark.start < end and mark.end > start]
    if not styles:
        return letters(text[start:end])
    edges = {start, end} | {edge for mark in styles for edge in (mark.start, mark.end) if start < edge < end}
    pieces = []
    for a, b in itertools.pairwise(sorted(edges)):
        told = letters(text[a:b])
        here = [mark.kind for mark in styles if mark.start <= a and mark.end >= b]
        if MarkKind.EMPHASIS in here:
            told = f"<em>{told}</em>"
        if MarkKind.STRONG in here:
            told = f"<strong>{told}</strong>"
        pieces.append(told)
    return "".join(pieces)


def letters(text: str) -> Html:
    """Text with HTML's special characters escaped. NUL, which no HTML can carry, shows as U+FFFD as browsers do."""
    told = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return told.replace('"', "&#34;").replace("'", "&#39;").replace("\x00", "\ufffd")


def web(address: str) -> str:
    """The address, or nothing where it may not stand in a link."""
    return address if is_web(address) else ""


def is_web(address: str) -> bool:
    """Whether an address is http or https with a host and may stand in a link."""
    if _PLAIN.fullmatch(address):
        return True
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, address))
