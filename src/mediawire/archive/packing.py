"""Values of the model as JSON text in columns, and short digests of names that are too long for an index."""

from __future__ import annotations

import functools
import hashlib
import json
from typing import Any, TypeVar

from mediawire.model.canon import from_json, to_json

T = TypeVar("T")


def pack(value: object) -> str:
    """A value, or a tuple or mapping of values, as JSON text that both databases take (no NUL, no lone surrogate)."""
    data = to_json(value)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(data, separators=(",", ":"))
    return text


def unpack(kind: type[T], text: str) -> T:
    """The value of `kind` that `pack` made `text` from."""
    return from_json(kind, json.loads(text))


def unpack_all(kind: type[T], text: str) -> tuple[T, ...]:
    """The values of `kind` in a packed list; none where the text is empty."""
    return tuple(from_json(kind, each) for each in json.loads(text)) if text else ()


@functools.lru_cache(maxsize=512)
def unpack_once(kind: type[T], text: str) -> T:
    """As `unpack`, for texts that come again and again (sources, permissions); the value is shared, and frozen."""
    return unpack(kind, text)


def plain(text: str) -> str:
    """Text for a column of its own: without NUL, which PostgreSQL refuses, and without lone surrogates."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return text


def short(*parts: str) -> str:
    """32 hexadecimal digits that stand for some words: the first half of a SHA-256."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def loads(text: str) -> Any:
    """Plain JSON data of a column."""
    return json.loads(text)
