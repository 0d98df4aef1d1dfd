"""Notes on a headline that are no fault of fact: words that the style avoids, and what could not be checked."""

from __future__ import annotations

import re

from mediawire.headlines.attribution import names_source, says_who
from mediawire.headlines.body import stem
from mediawire.headlines.evidence import Evidence
from mediawire.model.headline import Objection, Severity
from mediawire.model.sourcing import Citation
from mediawire.model.story import Telling
from mediawire.model.style import Lexicon, Style

_FIGURES = frozenset({"en", "de", "fr", "es", "ru", "ar", "fa"})
_CLAIM = 0.6  # share of the headline's content that a cited passage must have to be the very claim


def style_objections(headline: str, style: Style) -> list[Objection]:
    """A note for each word that the style avoids, with the word it prefers."""
    found = []
    for word, better in style.avoid.items():
        for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", headline, re.I):
            why = f"the style avoids “{word}”" + (f"; it prefers “{better}”" if better else "")
            found.append(Objection(kind="style", severity=Severity.NOTE, start=match.start(), end=match.end(), why=why))
    return found


def language_objections(headline: str, language: str, lexicon: Lexicon) -> list[Objection]:
    """A note that says which checks a language did not get."""
    tongue = language.split("-")[0].lower()
    if tongue == "en" and lexicon.dictionary(tongue) is not None:
        return []
    unchecked = [] if lexicon.dictionary(tongue) is not None else ["spelling"]
    unchecked += [] if tongue in _FIGURES else ["figures in words", "quotations"]
    unchecked += ["names", "negations", "hedges"]
    why = f"not checked in this language ({language}): {', '.join(unchecked)}"
    return [Objection(kind="language", severity=Severity.NOTE, start=0, end=len(headline), why=why)]


def attribution_objections(headline: str, evidence: Evidence, telling: Telling) -> list[Objection]:
    """A warning where the body has the very claim from somebody and the headline says it as the house's own."""
    if not evidence.content or says_who(headline) or _ascribed(headline, telling):
        return []
    for citation in telling.chain.citations:
        if names_source(citation.name, headline) or not citation.content_at:
            continue
        if _share(evidence, citation, telling) >= _CLAIM:
            who = citation.name or "an unnamed source"
            why = f"the body has this from {who}, the headline says it as a fact"
            return [Objection(kind="attribution", severity=Severity.WARN, start=0, end=len(headline), why=why)]
    return []


def _ascribed(headline: str, telling: Telling) -> bool:
    """Is it ascribed, in front or at the end, to somebody that the report leans on: "Boats held: Morrow Press"?"""
    first, last = headline.partition(": ")[0], headline.rpartition(": ")[2]
    return first != headline and any(
        names_source(each.name, end) for each in telling.chain.citations for end in (first, last)
    )


def _share(evidence: Evidence, citation: Citation, telling: Telling) -> float:
    """How much of the headline's content stands in what the citation covers."""
    blocks = telling.report.blocks
    covered = " ".join(
        blocks[part.block].text[part.start : part.end] for part in citation.content_at if 0 <= part.block < len(blocks)
    )
    stems = {stem(word) for word in re.findall(r"[^\W_]+", covered.lower())}
    return len(evidence.content & stems) / len(evidence.content)
