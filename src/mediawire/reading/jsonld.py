"""Structured data of a page: JSON-LD, read as leniently as it is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from mediawire.reading.charset import codec
from mediawire.reading.tree import Node

_ARTICLE = re.compile(r"Article|Posting|Report|Review|OpinionNews|Liveblog", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x1f]+")
_TAIL_COMMA = re.compile(r",\s*([}\]])")
_DEPTH = 12


def objects(payload: bytes, scripts: Iterable[Node], charset: str) -> list[dict[str, Any]]:
    """All objects of the JSON-LD among a page's scripts, outer ones first; scripts that cannot be read give nothing."""
    told: list[dict[str, Any]] = []
    for node in scripts:
        if b"json" in node.raw and "ld+json" in node.get("type").lower():
            told += _flat(_loaded(payload[node.inner : node.close].decode(codec(charset), "replace")), 0)
    return told


def _loaded(text: str) -> Any:
    text = text.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
    for attempt in (text, _TAIL_COMMA.sub(r"\1", _CONTROL.sub(" ", text))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _flat(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEPTH:
        return
    if isinstance(data, list):
        for each in data:
            yield from _flat(each, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart"):
            if isinstance(data.get(key), dict | list):
                yield from _flat(data[key], depth + 1)


def article(found: list[dict[str, Any]]) -> dict[str, Any]:
    """The object that describes the article, the fullest where there are several; empty where there is none."""
    articles = [
        each for each in found if _ARTICLE.search(" ".join(kinds(each))) and "Breadcrumb" not in str(each.get("@type"))
    ]
    return max(
        articles, key=lambda each: len(each) + 5 * ("headline" in each) + 5 * ("datePublished" in each), default={}
    )


def kinds(value: dict[str, Any]) -> list[str]:
    """The types that an object gives itself."""
    told = value.get("@type", "")
    return [str(each) for each in told] if isinstance(told, list) else [str(told)]


def texts(value: Any, key: str = "name") -> list[str]:
    """A text, the name of an object, or those of a list of either."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return texts(value.get(key))
    if isinstance(value, list):
        return [each for member in value for each in texts(member, key)]
    return []


def persons(value: Any) -> list[str]:
    """Names of persons: `texts`, and where an object has no name its given and family name."""
    if isinstance(value, list):
        return [each for member in value for each in persons(member)]
    if isinstance(value, dict) and not value.get("name"):
        parts = (value.get("givenName"), value.get("familyName"))
        return [" ".join(part for part in parts if isinstance(part, str) and part)]
    return texts(value)
