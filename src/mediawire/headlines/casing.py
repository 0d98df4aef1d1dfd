"""The case of a headline's words: sentence case restored from how the body writes each word, or headline case set."""

from __future__ import annotations

from mediawire.model.story import Telling
from mediawire.model.style import Case, Lexicon, Style


def cased(text: str, telling: Telling, style: Style, lexicon: Lexicon) -> str:
    """The headline in the case of the style."""
    if style.case is Case.KEEP:
        return text
    return text
