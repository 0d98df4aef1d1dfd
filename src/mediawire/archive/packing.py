"""Values of the model as JSON text in columns, and short digests of names that are too long for an index."""

from __future__ import annotations

import collections
import functools
import hashlib
import json
import threading
from typing import Any, TypeVar, cast

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


class _Lately:
    """The texts that were packed or unpacked last, with their values, which are frozen and shared."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: collections.OrderedDict[tuple[object, str], object] = collections.OrderedDict()
        self._lock = threading.Lock()

    def keep(self, kind: object, text: str, value: object) -> None:
        with self._lock:
            self._values[kind, text] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)

    def find(self, kind: object, text: str) -> object | None:
        with self._lock:
            return self._values.get((kind, text))


_LATELY = _Lately(120)  # the reports and chains of a batch, and some


def pack_lately(value: object) -> str:
    """As `pack`, for a value that the next steps of the line ask for again: `unpack_lately` need not make it anew."""
    text = pack(value)
    _LATELY.keep(type(value), text, value)
    return text


def unpack_lately(kind: type[T], text: str) -> T:
    """As `unpack`, for texts that are asked for a few times within a short while. By the text: a row may be erased."""
    found = _LATELY.find(kind, text)
    if found is None:
        found = unpack(kind, text)
        _LATELY.keep(kind, text, found)
    return cast(T, found)


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
