"""A text inside a document, its escapes undone, with the way back to the document's bytes.

A JSON string or escaped HTML in XML is read like a page of its own; what is found there is then placed in the bytes as
they were served, by the same unescaping that a span's form names (DESIGN.md section 6).
"""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Callable, Iterator

from mediawire.model.report import Form, Gap, Span
from mediawire.reading.charset import codec

_JSON_ESCAPE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL
)
_XML_REFERENCE = re.compile(rb"&(?:#x[0-9a-fA-F]{1,8}|#[0-9]{1,8}|amp|lt|gt|quot|apos);")
_JSON_NAMES = {b"b": "\b", b"f": "\f", b"n": "\n", b"r": "\r", b"t": "\t"}
_BEYOND = 1 << 62  # no document has such an offset
_XML_NAMES = {b"amp": "&", b"lt": "<", b"gt": ">", b"quot": '"', b"apos": "'"}


@dataclasses.dataclass(frozen=True, slots=True)
class Unwrapped:
    """`payload` is the text as bytes; `edges` are pairs of an offset there and the one in the document, ascending."""

    payload: bytes
    form: Form
    edges: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int, gaps: tuple[Gap, ...] = ()) -> Span:
        """The span of the document's bytes that gives this range of the text."""
        moved = tuple(Gap(self._outside(gap.start), self._outside(gap.end), gap.reason) for gap in gaps)
        return Span(self._outside(start), self._outside(end), self.form, moved)

    def _outside(self, offset: int) -> int:
        inside, outside = self.edges[bisect.bisect_right(self.edges, (offset, _BEYOND)) - 1]
        return outside + offset - inside


def whole(payload: bytes, start: int, end: int) -> Unwrapped:
    """Markup that stands in the document as it is."""
    return Unwrapped(payload[start:end], Form.HTML, ((0, start),))


def of_json(payload: bytes, start: int, end: int) -> Unwrapped:
    """The content of a JSON string; the document is in UTF-8."""
    return _undone(payload, (start, end), Form.JSON_HTML, _JSON_ESCAPE, lambda escape: _json(escape).encode("utf-8"))


def of_xml(payload: bytes, start: int, end: int, charset: str) -> Unwrapped:
    """Escaped HTML in XML: the five names and numeric references undone, once."""
    name = codec(charset)
    return _undone(
        payload,
        (start, end),
        Form.XML_HTML,
        _XML_REFERENCE,
        lambda escape: _xml(escape).encode(name, "xmlcharrefreplace"),
    )


def _undone(
    payload: bytes, place: tuple[int, int], form: Form, pattern: re.Pattern[bytes], undo: Callable[[bytes], bytes]
) -> Unwrapped:
    pieces: list[bytes] = []
    edges: list[tuple[int, int]] = []
    length = 0
    for start, piece in _pieces(payload, place, pattern, undo):
        edges.append((length, start))
        pieces.append(piece)
        length += len(piece)
    return Unwrapped(b"".join(pieces), form, (*edges, (length, place[1])))


def _pieces(
    payload: bytes, place: tuple[int, int], pattern: re.Pattern[bytes], undo: Callable[[bytes], bytes]
) -> Iterator[tuple[int, bytes]]:
    """Offsets in the document, each with what stands there: plain bytes, or what an escape stands for."""
    at, end = place
    for found in pattern.finditer(payload, *place):
        if found.start() > at:
            yield at, payload[at : found.start()]
        yield found.start(), undo(found[0])
        at = found.end()
    if at < end:
        yield at, payload[at:end]


def _json(escape: bytes) -> str:
    if escape[1:2] != b"u":
        return _JSON_NAMES.get(escape[1:2], escape[1:2].decode("latin-1"))
    units = [int(escape[at : at + 4], 16) for at in range(2, len(escape), 6)]
    return b"".join(unit.to_bytes(2, "little") for unit in units).decode("utf-16-le", "replace")


def _xml(escape: bytes) -> str:
    name = escape[1:-1]
    if name in _XML_NAMES:
        return _XML_NAMES[name]
    number = int(name[2:], 16) if name.startswith(b"#x") else int(name[1:])
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else "\ufffd"
