"""What kind of source a noun phrase names."""

from __future__ import annotations

import re

from mediawire.model.sourcing import SourceKind
from mediawire.text.wordlists import words

_HEAD = re.compile(r"[^\W\d_][\w'’-]*")
_ANONYMOUS = re.compile(
    r"\b(?:sources?|insiders?|whistle-?blowers?|anonymous|unnamed|unidentified|person (?:familiar|close|briefed)|people"
    r" (?:familiar|close|briefed|with knowledge)|persons familiar|on condition of anonymity|not authori[sz]ed)\b",
    re.I,
)
_DOCUMENT = words(
    "report reports document documents filing filings memo letter email emails e-mail poll polls survey surveys study"
    " studies data records transcript indictment complaint lawsuit affidavit book article paper post tweet video"
    " footage"
    " statement communique communiqué audit analysis figures statistics papers table"
)
_OFFICIAL = words(
    "official officials minister ministers ministry spokesman spokeswoman spokesperson spokesmen president governor"
    " senator mayor commander general police prosecutor prosecutors government authorities authority court judge army"
    " military kremlin pentagon kyiv moscow washington beijing london tehran brussels jerusalem congressman"
    " congresswoman"
    " secretary ambassador commissioner sheriff department office agency guard regulator parliament diplomat diplomats"
    " chancellor premier envoy chief staff service administration council embassy lawmaker lawmakers"
)
_ORGANISATION = words(
    "company group association union unions party campaign committee bank university institute foundation organization"
    " organisation federation team club church airline firm network coalition alliance nato un eu federation charity"
    " line"
    " railway society commission board center centre fund allies league corporation inc ltd corp"
)
_PERSONAL = words(
    "he she him her i we who mr mrs ms dr professor analyst expert teacher resident witness author lawyer"
)


def kind_of(name: str) -> SourceKind:
    """The kind of a source by the words of its name; outlets are told by the gazetteer before."""
    if _ANONYMOUS.search(name):
        return SourceKind.ANONYMOUS
    lows = [word.lower().removesuffix("'s").removesuffix("’s") for word in _HEAD.findall(name)]
    if not lows:
        return SourceKind.PERSON
    head = _head(lows)
    if head in _DOCUMENT:
        return SourceKind.DOCUMENT
    if _personal_name(name) and not any(low in _OFFICIAL for low in lows):
        return SourceKind.ORGANISATION if any(low in _ORGANISATION for low in lows[:4]) else SourceKind.PERSON
    if any(low in _OFFICIAL for low in lows):
        return SourceKind.OFFICIAL
    if any(low in _ORGANISATION for low in lows):
        return SourceKind.ORGANISATION
    if any(low in _DOCUMENT for low in lows[:2]):
        return SourceKind.DOCUMENT
    return SourceKind.PERSON


def _head(lows: list[str]) -> str:
    for place, low in enumerate(lows):
        if low in ("of", "in", "from", "at", "for", "by", "on", "who", "that", "to", "with") and place:
            return lows[place - 1]
    return lows[-1]


def _personal_name(name: str) -> bool:
    return re.match(r"(?:[A-ZÀ-Þ][\w'’.-]+ ){1,3}[A-ZÀ-Þ][\w'’-]+(?:,|$)", name) is not None
