"""Sentences of running text: where each begins and ends; offsets are never lost.

Rules of typography: a full stop ends a sentence where a new one can begin behind it, unless the word before it is an
abbreviation, an initial or the number of a list. A line break always ends one.
"""

from __future__ import annotations

import re

from mediawire.text.wordlists import words

Place = tuple[int, int]

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
    for match in _END.finditer(text):
        if "\n" not in match[0] and _goes_on(text, start, match):
            continue
        _keep(found, text, start, match.end())
        start = match.end()
    _keep(found, text, start, len(text))
    return tuple(found)


def _keep(found: list[Place], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    trail = len(piece.rstrip())
    if trail > lead:
        found.append((start + lead, start + trail))


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    """Does the sentence go on behind this full stop: an abbreviation, an initial, an ellipsis in mid-sentence?"""
    before = text[max(start, match.start() - 14) : match.start()]
    if _NUMBERED.fullmatch(text, start, match.start()):
        return True
    last = _LAST.search(before)
    if last is None or match[0].strip():
        return False
    word = last[0].rstrip("\"”’'»)]").removesuffix(".").lower()
    if len(word) == 1:
        return word != "i" and last[0][0].isupper()
    if word not in _ABBREVIATIONS and not re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):
        return False
    return not (_ends_too(word) and _GOES_ON.match(text, match.end()))


def _ends_too(word: str) -> bool:
    return word in _FINAL_TOO or "." in word
