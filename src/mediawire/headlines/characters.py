"""Characters that may not stand in a headline, and how long it is, in characters and in pixels."""

from __future__ import annotations

import re
import unicodedata

from mediawire.model.headline import Objection, Severity
from mediawire.model.style import Style
from mediawire.text.characters import Oddity, odd_characters

_MARKUP = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8}\d?);|</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.I)
_REASONS = {
    Oddity.CONTROL: "it can change how the line is read by machines; take it out",
    Oddity.DIRECTION: "it can make the line read otherwise than it is stored; take it out",
    Oddity.INVISIBLE: "nobody sees it, and searches stumble over it; take it out",
    Oddity.PRIVATE: "readers see a box or a question mark; take it out",
    Oddity.MIXED_SCRIPT: "write the word in one script",
    Oddity.STACKED: "it runs over the lines around it; take the marks out",
}


def character_objections(headline: str) -> list[Objection]:
    """Control, direction, invisible and private characters, mixed scripts and stacked marks block."""
    markup = [
        Objection(
            kind="characters",
            severity=Severity.BLOCK,
            start=match.start(),
            end=match.end(),
            why=f"“{match[0]}” is markup that readers would see; write the character itself",
        )
        for match in _MARKUP.finditer(headline)
    ]
    return markup + [
        Objection(
            kind="characters",
            severity=Severity.BLOCK,
            start=odd.start,
            end=odd.end,
            why=f"{odd.what}: {_REASONS[odd.kind]}",
        )
        for odd in odd_characters(headline)
    ]


def length_objections(headline: str, style: Style) -> list[Objection]:
    """Notes about a headline that is shorter, longer or wider than the style wants; an empty one blocks."""
    size = len(headline)
    if not headline.strip():
        return [Objection(kind="length", severity=Severity.BLOCK, start=0, end=size, why="the headline is empty")]
    told = []
    if style.longest and size > style.longest:
        told.append((style.longest, f"{size} characters; the style asks for at most {style.longest}"))
    if style.shortest and size < style.shortest:
        told.append((0, f"{size} characters; the style asks for at least {style.shortest}"))
    if style.widest and (width := pixels(headline)) > style.widest:
        told.append((0, f"{width} pixels wide; search results show {style.widest}"))
    return [Objection(kind="length", severity=Severity.NOTE, start=start, end=size, why=why) for start, why in told]


def pixels(text: str) -> int:
    """How wide a line stands in Arial at 20 pixels, as search results show titles.

    Widths by class after the font's metrics (Latin letters within a twentieth); full-width characters count 20.
    """
    return round(sum(_width(character) for character in text))


_WIDTHS = {
    **dict.fromkeys("ijl'’‘|", 4.5), **dict.fromkeys(" ,.:;!/\\ftI[]", 5.6), **dict.fromkeys("r()-“”\"", 6.7),
    **dict.fromkeys("cksvxyzJ", 10.0), **dict.fromkeys("abdeghnopquL0123456789$?", 11.1),
    **dict.fromkeys("ABEKPSVXY&", 13.3), **dict.fromkeys("CDHNRUFTZw", 14.2), **dict.fromkeys("GOQ", 15.6),
    **dict.fromkeys("mM", 16.7), **dict.fromkeys("W%—…", 18.9),
}  # fmt: skip


def _width(character: str) -> float:
    if character in _WIDTHS:
        return _WIDTHS[character]
    if unicodedata.combining(character):
        return 0.0
    return 20.0 if unicodedata.east_asian_width(character) in "WF" else 11.1
