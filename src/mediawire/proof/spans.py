"""A span's text computed again from the payload's bytes, by the words of DESIGN.md section 6 and nothing else.

bytes from start to end, less the gaps
decoded from the charset                            (`charset`)
unescaped as the form says                          html, plain: not at all
                                                    xml-html: CDATA sections and XML's references, once
                                                    json-html: the escapes of a JSON string, once
markup removed, references decoded, folded          (`html`; for plain: folded alone)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from mediawire.model.errors import ProofError
from mediawire.model.report import Form, Span
from mediawire.proof import charset as charsets
from mediawire.proof import html

_CDATA = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_XML_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,8})|#([0-9]{1,8})|(amp|lt|gt|quot|apos));")
_XML_NAMES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_JSON_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_JSON_NAMES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def text_of(payload: bytes, span: Span, charset: str) -> str:
    """The text that a span of the payload gives. Raises ProofError where the span is not inside the payload."""
    refuse_outside(len(payload), span)
    kept = b"".join(payload[start:end] for start, end in ranges(span))
    decoded = charsets.decode(kept, charset)
    return _READ[span.form](decoded)


def refuse_outside(length: int, span: Span) -> None:
    """Raise ProofError where a span is not inside a payload of that many bytes, or its gaps are not inside it."""
    if not 0 <= span.start <= span.end <= length:
        raise ProofError(f"bytes {span.start} to {span.end} are not in a payload of {length}", where="span")
    at = span.start
    for gap in span.gaps:
        if not at <= gap.start <= gap.end <= span.end:
            raise ProofError(f"a gap from {gap.start} to {gap.end} does not fit its span", where="span")
        at = gap.end


def ranges(span: Span) -> Iterator[tuple[int, int]]:
    """The ranges of bytes that a span is made of, its gaps left out; none that is empty."""
    edges = [span.start, *(edge for gap in span.gaps for edge in (gap.start, gap.end)), span.end]
    return ((start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end)


def unescape_xml(text: str) -> str:
    """Character data of XML: CDATA sections give their content, the five names and numeric references one character."""
    pieces = []
    at = 0
    for section in _CDATA.finditer(text):
        pieces += [_references(text[at : section.start()]), section[1]]
        at = section.end()
    return "".join([*pieces, _references(text[at:])])


def _references(text: str) -> str:
    return _XML_REFERENCE.sub(_xml_character, text)


def _xml_character(found: re.Match[str]) -> str:
    hexadecimal, digits, name = found.groups()
    if name:
        return _XML_NAMES[name]
    number = int(hexadecimal, 16) if hexadecimal else int(digits)
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else "\ufffd"


def unescape_json(text: str) -> str:
    """The content of a JSON string (RFC 8259 section 7) unescaped; halves of characters that stand alone are U+FFFD."""
    raw = _JSON_ESCAPE.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else _JSON_NAMES.get(found[2], found[2]), text
    )
    return raw.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


_READ: dict[Form, Callable[[str], str]] = {
    Form.HTML: html.text_of,
    Form.XML_HTML: lambda text: html.text_of(unescape_xml(text)),
    Form.JSON_HTML: lambda text: html.text_of(unescape_json(text)),
    Form.PLAIN: html.fold,
}
