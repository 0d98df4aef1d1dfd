"""What speaks against a headline: every check, in the order of its weight."""

from __future__ import annotations

from mediawire.headlines.body import Body, body_of, language_of, plain_word
from mediawire.headlines.characters import character_objections, length_objections
from mediawire.headlines.evidence import Evidence
from mediawire.headlines.figuring import figure_objections
from mediawire.headlines.housekeeping import attribution_objections, language_objections, style_objections
from mediawire.headlines.naming import name_objections
from mediawire.headlines.polarity import polarity_objections
from mediawire.headlines.quoting import quotation_objections
from mediawire.headlines.spelling import spelling_objections
from mediawire.headlines.swapping import swap_objections
from mediawire.model.headline import Headline, Objection, Severity
from mediawire.model.story import Telling
from mediawire.model.style import Lexicon, Style
from mediawire.text.names import capitalised

LONGEST = 1000  # characters; beyond this nothing is a headline, and comparing words with words grows dear
_ORDER = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.NOTE: 2}


def object(headline: Headline | str, telling: Telling, style: Style, lexicon: Lexicon) -> list[Objection]:  # noqa: A001
    """The objections to a headline of this telling, the gravest first; positions are characters of the headline.

    `block`: a figure, magnitude, unit, date or percentage that neither stands in the body nor follows from its
    figures; a quotation that the body does not have; control, direction and invisible characters. `warn`: what an
    editor should look at. `note`: the working of what was calculated, and style.
    """
    text = headline if isinstance(headline, str) else headline.text
    if len(text) > LONGEST:
        return [_too_long(text)]
    body, known = _body(telling), _known_names(telling)
    evidence, dictionary = Evidence(text, body), lexicon.dictionary(body.language)
    objections = [
        *_grave(text, body, lexicon, known),
        *name_objections(text, body, lexicon, known),
        *polarity_objections(evidence, dictionary),
        *swap_objections(evidence, dictionary, titled=capitalised(text)),
        *attribution_objections(text, evidence, telling),
        *length_objections(text, style),
        *style_objections(text, style),
        *language_objections(text, body.language, lexicon),
    ]
    return sorted(objections, key=lambda objection: (_ORDER[objection.severity], objection.start))


def blocking(headline: Headline | str, telling: Telling, style: Style, lexicon: Lexicon) -> list[Objection]:
    """Those of `object`'s objections that block, without the work for the others."""
    text = headline if isinstance(headline, str) else headline.text
    if len(text) > LONGEST:
        return [_too_long(text)]
    found = [*_grave(text, _body(telling), lexicon, _known_names(telling)), *length_objections(text, style)]
    blocks = [objection for objection in found if objection.severity is Severity.BLOCK]
    return sorted(blocks, key=lambda objection: objection.start)


def _too_long(text: str) -> Objection:
    why = f"{len(text)} characters are no headline; at most {LONGEST} are looked at"
    return Objection(kind="length", severity=Severity.BLOCK, start=LONGEST, end=len(text), why=why)


def _body(telling: Telling) -> Body:
    report = telling.report
    published = report.published.moment.year if report.published else 0
    return body_of(report.text, language_of(report), published, report.retrieved_at.year)


def _grave(text: str, body: Body, lexicon: Lexicon, known: frozenset[str]) -> list[Objection]:
    """The objections of the checks that can block."""
    return [
        *character_objections(text),
        *figure_objections(text, body),
        *quotation_objections(text, body),
        *spelling_objections(text, body, lexicon, known),
    ]


def _known_names(telling: Telling) -> frozenset[str]:
    """The words of names that stand beside the body: citations, chain, authors, dateline, standfirst."""
    report = telling.report
    named = [citation.name for citation in telling.chain.citations] + [link.name for link in telling.chain.links]
    named += [*report.authors, report.dateline, report.standfirst.value if report.standfirst else ""]
    return frozenset(map(plain_word, {word for name in set(named) for word in name.split()}))
