"""What must stand beside a headline: what the report says it does not know, and who it has the claim from."""

from __future__ import annotations

from mediawire.headlines.attribution import carrier
from mediawire.headlines.body import body_of, language_of
from mediawire.model.story import Telling
from mediawire.text.hedges import Caveat, hints_in
from mediawire.text.hedges import caveats as caveats_of

_TOLD = frozenset({Caveat.UNVERIFIED, Caveat.NO_EVIDENCE, Caveat.UNSURE})
_MOST = 3
_LONGEST = 400  # characters; a "sentence" longer than this is none


def caveats(headline: str, telling: Telling) -> tuple[str, ...]:
    """Up to three sentences of the body that say what is not verified or not known. English patterns only.

    A headline that says so itself needs none of them.
    """
    if any(kind in _TOLD for kind, _ in caveats_of(headline)):
        return ()
    hints = hints_in(telling.report.text)
    if not hints:
        return ()
    body = body_of(telling.report.text, language_of(telling.report))
    sentences = (" ".join(body.text[start:end].split()) for start, end in body.sentences if end - start <= _LONGEST)
    found = (each for each in sentences if any(kind in _TOLD for kind, _ in caveats_of(each, hints)))
    return tuple(dict.fromkeys(found))[:_MOST]


def claimed_by(telling: Telling) -> str:
    """The newsroom that the report has its news from, as far back as its own words lead; empty where it names none."""
    return carrier(telling.chain)
