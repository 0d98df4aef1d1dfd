"""A JSON document as objects and lists whose strings are places in its bytes (RFC 8259, in UTF-8)."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from mediawire.model.errors import PageBeyondLimits

_TOKEN = re.compile(rb'"((?:[^"\\]++|\\.)*+)"|[{}\[\]]|[^\s{}\[\],:"]+', re.DOTALL)


class Place(NamedTuple):
    """Where the content of a string stands, its quotation marks left out; end excluded."""

    start: int
    end: int


def places(payload: bytes, depth: int) -> Any:
    """The document's value: names of objects in small letters without underscores, other values than strings None.

    The document is known to be JSON. Raises PageBeyondLimits for one nested more deeply than `depth`.
    """
    top: list[Any] = []
    stack: list[dict[str, Any] | list[Any]] = [top]
    names: list[str | None] = [None]
    for token in _TOKEN.finditer(payload):
        lexeme = token[0]
        if lexeme in (b"}", b"]"):
            if len(stack) > 1:
                stack.pop()
                names.pop()
            continue
        if token[1] is not None and isinstance(stack[-1], dict) and names[-1] is None:
            names[-1] = folded(text(payload, Place(*token.span(1))))
            continue
        value: Any = {} if lexeme == b"{" else [] if lexeme == b"[" else None
        _put(stack[-1], names, Place(*token.span(1)) if token[1] is not None else value)
        if value is not None:
            stack.append(value)
            names.append(None)
            if len(stack) > depth:
                raise PageBeyondLimits(
                    f"values are nested more than {depth} deep", remedy="The document is kept as a capture."
                )
    return top[0] if top else None


def _put(holder: dict[str, Any] | list[Any], names: list[str | None], value: Any) -> None:
    if isinstance(holder, list):
        holder.append(value)
    elif (name := names[-1]) is not None:
        holder[name] = value
        names[-1] = None


def folded(name: str) -> str:
    """A member's name as the versions of ninjs have in common."""
    return name.lower().replace("_", "")


def text(payload: bytes, place: Any) -> str:
    """The string at a place; "" for anything else."""
    if not isinstance(place, Place):
        return ""
    raw = payload[place.start - 1 : place.end + 1].decode("utf-8", "replace")
    try:
        told = str(json.loads(raw, strict=False))
        return told.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    except ValueError:
        return ""
