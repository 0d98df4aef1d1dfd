"""A span's bytes as text, by the words of DESIGN.md section 6, and inline marks as ranges over that text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mediawire.reading.charset import codec
from mediawire.reading.tree import BLOCKS
from mediawire.text.references import decoded

# White space that is not one plain space already.
_FOLD = re.compile("[\t-\r\u00a0][\t-\r \u00a0]*| [\t-\r \u00a0]+")
_MARKUP = re.compile(
    rb"<!--(?:>|->|.*?(?:--!?>|\Z))|<[!?][^>]*>?|</(?:>|[^a-zA-Z>][^>]*>?)"
    rb"|<(script|style|template|noscript)(?=[\s/>])[^>]*>.*?(?:</\1(?=[\s/>])[^>]*(?:>|\Z)|\Z)"
    rb"|</?([a-zA-Z][^\s/>]*)(?:[^>\"'=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=|[\"'])*+(?:>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_BREAKS = frozenset(name.encode() for name in BLOCKS | {"br"})
# A quick look: what elements in a line are mostly called, and other markup.
_INLINE = frozenset({None, b"a", b"b", b"em", b"i", b"img", b"path", b"span", b"strong", b"svg", b"use"})


def spaced(text: str) -> str:
    """Runs of white space (U+0009-000D, U+0020, U+00A0) as one space."""
    return _FOLD.sub(" ", text)


def fold(text: str) -> str:
    """Runs of white space as one space, none at the ends."""
    return spaced(text).strip(" ")


def loose(data: bytes, charset: str) -> str:
    """The text of a piece of HTML before folding."""
    text = (_without_markup(data) if b"<" in data else data).decode(codec(charset), "replace")
    return decoded(text) if "&" in text else text


def _without_markup(data: bytes) -> bytes:
    parts = _MARKUP.split(data)  # text, then the two groups of what parts it from the next text
    names = parts[2::3]
    if _INLINE.issuperset(names) or _BREAKS.isdisjoint(map(bytes.lower, filter(None, names))):
        return b"".join(parts[::3])
    return _MARKUP.sub(_replaced, data)


def _replaced(found: re.Match[bytes]) -> bytes:
    return b" " if found[2] and found[2].lower() in _BREAKS else b""


def text_of(payload: bytes, pieces: Sequence[tuple[int, int]], charset: str) -> str:
    """The folded text of byte ranges taken together."""
    if len(pieces) == 1:
        start, end = pieces[0]
        data = payload[start:end]
    else:
        data = b"".join([payload[start:end] for start, end in pieces])
    if charset != "utf-8":
        return fold(loose(data, charset))
    if b"<" in data:
        data = _without_markup(data)
    # What splits bytes is the white space of ASCII, and in UTF-8 no part of another character.
    text = b" ".join(data.split()).decode("utf-8", "replace")
    if "&" in text:
        return fold(decoded(text))
    return fold(text) if "\u00a0" in text else text
