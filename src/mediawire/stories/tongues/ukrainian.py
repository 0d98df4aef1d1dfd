"""Ukrainian."""

from __future__ import annotations

import re

from mediawire.stories.tongues.tongue import Tongue
from mediawire.text.wordlists import words

_ENDING = re.compile(r"(?:[аеєиіїоуюя]?[хмй]|[аеєиіїоуюяьй]+|ого|його|ому|ами|ями|ів|їв)$")


def stem(word: str) -> str:
    """A word without the ending that its case or number gives it, at most seven letters."""
    return _ENDING.sub("", word)[:7] if len(word) > 4 else word


TONGUE = Tongue(
    "uk",
    "cyrillic",
    words(
        "і й та в у на не що він вона вони з із зі за до як а але це цей ця ці ти ви ми його її їх для по від"
        " про при бо чи або якщо коли де хто був була було були є бути може щоб також після перед між під над"
        " через без вже ще тільки лише який яка яке які якого яких свій своя свої себе так ні там тут сказав"
        " сказала сказали повідомив повідомила повідомили заявив заявила заявили року роки років"
    ),
    words("і та що в у з до від це його її які є був також він"),
    stem,
)
