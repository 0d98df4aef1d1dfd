"""The document type of an XML feed, taken off before any parser sees it.

Nothing is ever fetched or expanded on a document's word: the declaration is removed, and of its entities only those
whose text is short and plain are put in where they are named. Whatever else was declared (entities made of entities,
external ones) is left unexpanded and flagged.
"""

from __future__ import annotations

import html.entities
import re

_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_MARKS = re.compile(r"<!--.*?(?:-->|\Z)|\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z)|[\[\]<>]", re.DOTALL)
_ROOT = re.compile(r"<[A-Za-z_:]")
_ENTITY = re.compile(r"<!ENTITY\s+(%\s+)?([A-Za-z_][\w.\-]{0,60})\s+(?:\"([^\"]*)\"|'([^']*)'|(SYSTEM|PUBLIC)\b)", re.I)
_SAFE = re.compile(r"(?:[^&%<>]|&#x?[0-9a-fA-F]{1,6};){0,200}")
_REFERENCE = re.compile(r"&([A-Za-z][\w.\-]{0,60});")
_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_SECTION = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)  # one that never ends is gone through once
MOST_ENTITIES = 300


def without_doctype(text: str) -> tuple[str, dict[str, str], tuple[str, ...]]:
    """The text less its document type declaration, the plain entities that it declared, and flags."""
    found = _DOCTYPE.search(text, 0, 4096)
    root = _ROOT.search(text)
    if found is None or (root and root.start() < found.start()):
        return text, {}, ()
    end = _end_of(text, found.end())
    declared = text[found.start() : end]
    entities, refused = _entities(declared)
    flags = ("entities-refused",) if refused else ()
    return text[: found.start()] + text[end:], entities, flags


def _end_of(text: str, start: int) -> int:
    """Where the declaration ends: its ">" outside quotation marks, comments and the internal subset."""
    depth = 1
    subset = False
    for mark in _MARKS.finditer(text, start):
        if mark[0] in "[]":
            subset = mark[0] == "["
        elif mark[0] == "<":
            depth += 1
        elif mark[0] == ">":
            depth -= 1
            if depth <= 0 and not subset:
                return mark.end()
    return text.find(">", start) + 1 or len(text)


def _entities(declared: str) -> tuple[dict[str, str], bool]:
    plain: dict[str, str] = {}
    refused = False
    for parameter, name, double, single, external in _ENTITY.findall(declared):
        value = double or single
        if parameter or external or len(plain) >= MOST_ENTITIES or not _SAFE.fullmatch(value):
            refused = True
        else:
            plain.setdefault(name, value)
    return plain, refused


def expand(text: str, entities: dict[str, str]) -> str:
    """Named entities outside CDATA as characters: the document's plain ones, then those of HTML.

    A name that is neither stays as text, its ampersand escaped, so that nothing of the wording is lost.
    """

    def character(found: re.Match[str]) -> str:
        name = found[1]
        if name in _XML:
            return found[0]
        if name in entities:
            return entities[name]
        point = html.entities.name2codepoint.get(name)
        return f"&#{point};" if point else f"&amp;{name};"

    pieces = []
    last = 0
    for section in _SECTION.finditer(text):
        pieces += [_REFERENCE.sub(character, text[last : section.start()]), section[0]]
        last = section.end()
    return "".join([*pieces, _REFERENCE.sub(character, text[last:])])
