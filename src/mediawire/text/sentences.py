"""Sentences of running text: where each begins and ends; offsets are never lost.

Rules of typography: a full stop ends a sentence where a new one can begin behind it, unless the word before it is an
abbreviation, an initial or the number of a list. A line break always ends one.
"""

from __future__ import annotations

import re

from mediawire.text.wordlists import words

Place = tuple[int, int]

# A stop of Latin print; where another mark or a line break ends sentences too, `_END` looks at every place.
_STOP = re.compile(r"[.!?…](?P<behind>[\"”’'»)\]]*[ \u00a0\t]+)(?=[\"“‘'«(\[—–-]*[^\W_a-zß-öø-ÿа-я])")
_OTHER = re.compile(r"[\n。！？؟۔]")
_END = re.compile(
    r"(?<=[.!?…])[\"”’'»)\]]*[ \u00a0\t]+(?=[\"“‘'«(\[—–-]*[^\W_a-zß-öø-ÿа-я])"
    r"|(?<=[。！？])[」』”]?|(?<=[؟۔])\s+|\s*\n\s*"
)
_LAST = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]+\.[\"”’'»)\]]*$")
_ABBREVIATIONS = words(
    "mr mrs ms dr prof sen sens rep reps gov govs gen lt col sgt capt cmdr adm maj brig hon rev fr st ste jr sr pres"
    " messrs mt ft vs no nos inc corp co ltd llc jan feb mar apr jun jul aug sept sep oct nov dec ala ariz ark calif"
    " colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash"
    " wis wyo"
    " u.s u.k u.n d.c e.g i.e a.m p.m ph.d hr dipl bzw ca etc al op cit vol dist atty asst dept supt est"
)
_FINAL_TOO = words("u.s u.k u.n d.c a.m p.m inc corp co ltd jr sr etc no al")
_NUMBERED = re.compile(r"\s*\d{1,3}\.")
_GOES_ON = re.compile(
    r"(?:The|A|An|In|On|At|But|And|He|She|It|They|We|I|This|That|If|When|While|Mr|Mrs|Ms|As|For|His|Her|Their|Our"
    r"|After|You"
    r"|There|These|Those|So|Now|Both|One|Two|Some|Many|Most|Since|With|By|To|From|Under|Last|What|How|Who|Yet|Then)\b"
)


def sentences(text: str) -> tuple[Place, ...]:
    """The sentences of a text in order, as (start, end): ends excluded, white space around them left out."""
    found: list[Place] = []
    start = 0
    for stop, end in _stops(text):
        if "\n" not in text[stop:end] and _goes_on(text, start, stop, end):
            continue
        _keep(found, text, start, end)
        start = end
    _keep(found, text, start, len(text))
    return tuple(found)


def _stops(text: str) -> list[Place]:
    """Where a sentence may end: from behind its stop to where the next may begin."""
    if _OTHER.search(text) is None:
        return [match.span("behind") for match in _STOP.finditer(text)]
    return [match.span() for match in _END.finditer(text)]


def _keep(found: list[Place], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    trail = len(piece.rstrip())
    if trail > lead:
        found.append((start + lead, start + trail))


def _goes_on(text: str, start: int, stop: int, end: int) -> bool:
    """Does the sentence go on behind this full stop: an abbreviation, an initial, an ellipsis in mid-sentence?"""
    if text[stop - 1 : stop] != ".":
        return False
    if text[stop - 2 : stop - 1].isdecimal():
        return _NUMBERED.fullmatch(text, start, stop) is not None
    last = _LAST.search(text[max(start, stop - 14) : stop]) if text[stop:end].isspace() else None
    if last is None:
        return False
    word = last[0].rstrip("\"”’'»)]").removesuffix(".").lower()
    if len(word) == 1:
        return word != "i" and last[0][0].isupper()
    if word not in _ABBREVIATIONS and not re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):
        return False
    return not (_ends_too(word) and _GOES_ON.match(text, end))


def _ends_too(word: str) -> bool:
    return word in _FINAL_TOO or "." in word
