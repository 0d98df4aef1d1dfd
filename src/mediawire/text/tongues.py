"""In which language is a text? For texts that do not say: by script, then by each language's commonest small words.

Enough to choose a dictionary by, and no more: eleven languages, and "und" (BCP 47: undetermined) for all others.
"""

from __future__ import annotations

import re

from mediawire.text.wordlists import words

UNKNOWN = "und"
_FIRST = 4000  # characters that are looked at
_LEAST = 0.06  # share of the words that must be small words of the language
_AHEAD = 1.3  # how many more they must be than the next language's
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC, _ARABIC = re.compile(r"[\u0400-\u04ff]"), re.compile(r"[\u0620-\u06ff]")
_UKRAINIAN = re.compile(r"[іїєґ]", re.I)
_RUSSIAN = re.compile(r"[ыэъё]", re.I)
_PERSIAN = re.compile(r"[پچژگکی]")
_URDU = re.compile(r"[ٹڈڑںےھ]")
_SMALL_WORDS = {
    "en": words("the of and to in that is was for with said on at from by it be are were has have not this as an"),
    "de": words(
        "der die das den dem des und von mit ist nicht ein eine einen im für auf zu sich als auch nach bei wird"
    ),
    "fr": words("le la les des et est une dans que pour du au aux sur par pas ce il qui se sont avec un de"),
    "es": words("el los las y que en una por con para del se no un al su es lo como más de la"),
    "it": words("il di che della per non un gli sono del nel la in una al con le dei alla"),
    "pt": words("os da do em um uma não que de para com no na dos das ao se por as"),
    "nl": words("de het een van en in op te dat is voor niet met zijn aan er ook door bij naar"),
}


def tongue_of(text: str) -> str:
    """The language of a text as a tag ("en"), or "und" where it is none of those known or cannot be told."""
    text = text[:_FIRST]
    met = [word.lower() for word in _WORD.findall(text)]
    if not met:
        return UNKNOWN
    letters = sum(map(len, met))
    if len(_CYRILLIC.findall(text)) * 2 > letters:
        return _cyrillic(text)
    if len(_ARABIC.findall(text)) * 2 > letters:
        return _arabic(text)
    hits = sorted(
        ((sum(word in small for word in met), tongue) for tongue, small in _SMALL_WORDS.items()), reverse=True
    )
    (most, best), (next_most, _) = hits[0], hits[1]
    return best if most >= _LEAST * len(met) and most > 0 and most >= _AHEAD * next_most else UNKNOWN


def _cyrillic(text: str) -> str:
    if _UKRAINIAN.search(text):
        return "uk"
    return "ru" if _RUSSIAN.search(text) or not re.search(r"[ђћџўј]", text, re.I) else UNKNOWN


def _arabic(text: str) -> str:
    if _URDU.search(text):
        return UNKNOWN
    return "fa" if _PERSIAN.search(text) else "ar"
