"""A report that stands only in the page's data: the page shows it by script, from a string of JSON.

The string's bytes are unescaped once into a text of their own, which is read like a page; each block's span then goes
back to the bytes as served, in the form json-html. The source of the escapes is RFC 8259 section 7. It is read only
where the page itself shows no article, and not where it says that the article is not free to read.
"""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterator

from mediawire.model.report import Block, Form, Gap, Omission, Span
from mediawire.reading import tree
from mediawire.reading.assembly import blocks_of
from mediawire.reading.page import Page
from mediawire.reading.runs import Run, Walker
from mediawire.reading.words import text_of

_VALUE = re.compile(
    rb'"(articleBody|article_?body|body_?[hH]tml|content_?[hH]tml|html_?[tT]ext|story_?[bB]ody|body|content|html|text)"'
    rb'\s*:\s*"((?>[^"\\]|\\.)*)"',
    re.DOTALL,
)
_ESCAPE = re.compile(
    rb"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL
)
_NAMES = {b"b": "\b", b"f": "\f", b"n": "\n", b"r": "\r", b"t": "\t"}
_MARKUP = re.compile(rb"<(?:p|br|div|h[1-6]|li)\b", re.IGNORECASE)
_LINE = re.compile(rb"[^\r\n]+")
_LEAST = 300  # bytes of a string that may be an article
_PART = 40  # bytes of one that may be a paragraph, where each has its own
_PARTS = 3


@dataclasses.dataclass(frozen=True, slots=True)
class _Text:
    """A string of JSON unescaped: `data`, and where each stretch of it stands in the payload.

    A stretch is as long in the payload as in `data`, or it is one escape.
    """

    data: bytes
    starts: tuple[int, ...]  # of the stretches, in `data`
    places: tuple[int, ...]  # of the same, in the payload, and the end of the string

    def place(self, at: int) -> int:
        """The offset in the payload of an offset in `data`."""
        stretch = bisect.bisect_right(self.starts, at) - 1
        return min(self.places[stretch] + at - self.starts[stretch], self.places[stretch + 1])

    def span(self, span: Span) -> Span:
        """A span of `data` as one of the payload."""
        gaps = tuple(Gap(self.place(gap.start), self.place(gap.end), gap.reason) for gap in span.gaps)
        return Span(self.place(span.start), self.place(span.end), Form.JSON_HTML, gaps)


def read(
    page: Page, titles: frozenset[str], authors: tuple[str, ...], depth: int
) -> tuple[tuple[Block, ...], tuple[Omission, ...]]:
    """Blocks and omissions of the article in the page's data; none where there is none, or in a charset not UTF-8."""
    if page.charset != "utf-8":
        return (), ()
    blocks: list[Block] = []
    omissions: list[Omission] = []
    for start, end in _strings(page):
        text = _unescaped(page.payload, start, end)
        root = tree.build(text.data, depth)
        inner = dataclasses.replace(page, payload=text.data, root=root)
        found, left = blocks_of(inner, root, _runs(inner, root), titles, authors)
        omissions += [
            dataclasses.replace(each, span=text.span(each.span), after=each.after + len(blocks)) for each in left
        ]
        blocks += [dataclasses.replace(each, span=text.span(each.span)) for each in found]
    return tuple(blocks), tuple(omissions)


def _strings(page: Page) -> list[tuple[int, int]]:
    """Where the article's strings stand: the longest one, or the many of one key that are longer together."""
    told: dict[tuple[int, bytes], list[tuple[int, int]]] = {}
    for script in page.scripts:
        for found in _VALUE.finditer(page.payload, script.inner, script.close):
            told.setdefault((script.inner, found[1]), []).append(found.span(2))
    whole = [span for spans in told.values() for span in spans if span[1] - span[0] >= _LEAST]
    longest = max(whole, key=_length, default=None)
    parts = [
        [span for span in spans if _length(span) >= _PART] for (_, key), spans in told.items() if key == b"content"
    ]
    many = max((spans for spans in parts if len(spans) >= _PARTS), key=_together, default=[])
    if longest is None or _together(many) > 2 * _length(longest):
        return many if _together(many) >= _LEAST else []
    return [longest]


def _length(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def _together(spans: list[tuple[int, int]]) -> int:
    return sum(map(_length, spans))


def _unescaped(payload: bytes, start: int, end: int) -> _Text:
    pieces: list[bytes] = []
    starts: list[int] = []
    places: list[int] = []
    length = 0
    for piece, place in _stretches(payload, start, end):
        pieces.append(piece)
        starts.append(length)
        places.append(place)
        length += len(piece)
    return _Text(b"".join(pieces), tuple(starts or [0]), (*(places or [start]), end))


def _stretches(payload: bytes, start: int, end: int) -> Iterator[tuple[bytes, int]]:
    at = start
    for found in _ESCAPE.finditer(payload, start, end):
        if found.start() > at:
            yield payload[at : found.start()], at
        high, low, single, name = found.groups()
        if high:
            character = (bytes.fromhex((high + low).decode())).decode("utf-16-be")
        elif single:
            character = chr(int(single, 16)).encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace")
        else:
            character = _NAMES.get(name, name.decode("latin-1"))
        yield character.encode(), found.start()
        at = found.end()
    if end > at:
        yield payload[at:end], at


def _runs(page: Page, root: tree.Node) -> list[Run]:
    """The runs of a string; where it has no markup, its lines."""
    if _MARKUP.search(page.payload):
        return Walker(page.payload, page.charset, root).runs(root)
    told = [Run(found.start(), found.end(), root) for found in _LINE.finditer(page.payload)]
    for run in told:
        run.text = text_of(page.payload, run.pieces, page.charset)
    return [run for run in told if run.text]
