"""What grouping needs to know of a language: its empty words, how its words are cut to stems, whether it marks names.

A language is added as a module with one `Tongue`, named in `_OTHERS`. A text is told by its script, and among the Latin
ones by its commonest words; what is not known is read as English is.
"""

from __future__ import annotations

import re

from mediawire.stories.tongues import arabic, french, german, russian, spanish, ukrainian
from mediawire.stories.tongues.english import ENGLISH
from mediawire.stories.tongues.tongue import Tongue

__all__ = ["ENGLISH", "Tongue", "tongue_of"]

_OTHERS = (russian.TONGUE, ukrainian.TONGUE, arabic.TONGUE, german.TONGUE, french.TONGUE, spanish.TONGUE)
_BY_SCRIPT = {
    script: tuple(each for each in _OTHERS if each.script == script)
    for script in {each.script for each in _OTHERS} | {"latin"}
}
_SCRIPTS = re.compile(r"(?P<cyrillic>[Ѐ-ӿ])|(?P<arabic>[؀-ۿ])|(?P<latin>[A-Za-zÀ-ɏ])")
_LOOKED_AT = 600  # characters


def tongue_of(text: str) -> Tongue:
    """The language of a text by its beginning."""
    beginning = text[:_LOOKED_AT]
    words = beginning.lower().split()
    if len(ENGLISH.marks.intersection(words)) > 1:
        return ENGLISH
    script = _script(beginning)
    known = _BY_SCRIPT.get(script, ())
    scores = [(sum(word in each.marks for word in words), -at) for at, each in enumerate(known)]
    english = sum(word in ENGLISH.marks for word in words) if script == "latin" else -1
    best, at = max(scores, default=(0, 0))
    return ENGLISH if not known or english >= best else known[-at]


def _script(text: str) -> str:
    """The script of most of the letters."""
    found = [match.lastgroup for match in _SCRIPTS.finditer(text)]
    return max(("latin", "cyrillic", "arabic"), key=found.count) if found else "latin"
