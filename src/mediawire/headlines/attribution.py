"""Who a house headline says it from: taken from the report's citations, never made up."""

from __future__ import annotations

import functools
import re

from mediawire.model.sourcing import Chain, SourceKind
from mediawire.model.story import Telling
from mediawire.model.style import AttributionPlace, Lexicon, Style

_SAID = re.compile(
    r"\b(?:say|says|said|report|reports|reported|reportedly|according to|claims?|sources?|citing|tells?|told"
    r"|alleged(?:ly)?|accus\w+|officials?|warns?|study|poll|survey)\b",
    re.I,
)
_WORD = re.compile(r"\w+")
_INDISTINCT = frozenset({"the", "of", "and", "news", "agency"})
_CARRIERS = frozenset({SourceKind.AGENCY, SourceKind.OUTLET})


def attributed(text: str, telling: Telling, style: Style, lexicon: Lexicon) -> str:
    """The headline with its attribution where the style wants it, if the report leans on another newsroom.

    A headline that names its source, or says that somebody says it, stays as it is.
    """
    if style.attribution not in (AttributionPlace.END, AttributionPlace.FRONT):
        return text
    source = carrier(telling.chain) or (style.unnamed_source if _unnamed(telling.chain) else "")
    if not source or ": " in text or says_who(text) or names_source(source, text):
        return text
    form = style.attribution_form
    if style.attribution is AttributionPlace.FRONT and form == "{headline}: {source}":
        form = "{source}: {headline}"
    return form.format(headline=text, source=source)


def carrier(chain: Chain) -> str:
    """The newsroom that said it first, as far as the chain goes back; empty where the report leans on none."""
    links = [link.name for link in chain.links[1:] if link.kind in _CARRIERS]
    if links:
        return links[-1]
    leading = [citation.name for citation in chain.citations if citation.kind in _CARRIERS]
    return leading[0] if leading and chain.links[1:] else ""


def _unnamed(chain: Chain) -> bool:
    """Does the chain end with somebody whom the report does not name?"""
    return bool(chain.links[1:]) and chain.links[-1].kind is SourceKind.ANONYMOUS


def says_who(text: str) -> bool:
    """Does a headline say itself that somebody says it?"""
    return _SAID.search(text) is not None


def names_source(source: str, text: str) -> bool:
    """Does a headline have a source's name, its distinctive words all?"""
    words = _words(source) - _INDISTINCT
    return bool(words) and words <= _words(text)


@functools.lru_cache(maxsize=256)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))
