"""What must stand beside a headline: what the report says it does not know, and who it has the claim from."""

from __future__ import annotations

from mediawire.headlines.attribution import carrier
from mediawire.headlines.body import body_of, language_of
from mediawire.model.story import Telling
from mediawire.text.figures import lowered
from mediawire.text.hedges import Caveat, hints_at
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
    text = telling.report.text
    places = hints_at(lowered(text), _TOLD)
    if not places:
        return ()
    body = body_of(text, language_of(telling.report))
    hinting = dict.fromkeys(body.sentence_at(place) for place in places)
    sentences = (" ".join(each.split()) for each in hinting if len(each) <= _LONGEST)
    found = (each for each in sentences if any(kind in _TOLD for kind, _ in caveats_of(each)))
    return tuple(dict.fromkeys(found))[:_MOST]


def claimed_by(telling: Telling) -> str:
    """The newsroom that the report has its news from, as far back as its own words lead; empty where it names none."""
    return carrier(telling.chain)
