"""`mediawire headline` and `mediawire check`: headlines judged, and pages of any wire audited, without an archive."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mediawire import headlines, sourcing
from mediawire.headlines import PageFindings
from mediawire.house import FILE, load
from mediawire.house import shelf as shelves
from mediawire.line import looking, texts
from mediawire.model.headline import Headline, Objection
from mediawire.model.sourcing import SourceKind
from mediawire.model.story import Telling
from mediawire.model.style import Style
from mediawire.text.characters import visible
from mediawire.text.tongues import tongue_of

_MARKUP = (".html", ".htm", ".xhtml")
_CARRIERS = (SourceKind.AGENCY, SourceKind.OUTLET)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A headline with what speaks against it, what the house would write, and what must stand beside it."""

    headline: str
    style: str
    objections: tuple[Objection, ...]
    proposals: tuple[Headline, ...]
    caveats: tuple[str, ...]
    claimed_by: str

    def data(self) -> dict[str, Any]:
        """As `--json` prints it."""
        told = dataclasses.asdict(self)
        told["objections"] = [_objection(each) for each in self.objections]
        told["proposals"] = [
            {"text": each.text, "steps": [dataclasses.asdict(step) for step in each.steps]} for each in self.proposals
        ]
        return told


def headline(target: str, folder: Path, style_name: str, judged: str = "", language: str = "") -> Looked:
    """Judge the headline of the report in a file or at an address, or the words `judged` in its place."""
    report = texts.report_at(target, folder, language)
    style, lexicon = _style(folder, style_name), shelves.lexicon()
    chain = sourcing.trace(report, sourcing.gazetteer_of(shelves.outlets()))
    telling = Telling(report=report, chain=chain)
    text = judged or report.headline.value
    return Looked(
        headline=text,
        style=style.name,
        objections=tuple(headlines.object(text, telling, style, lexicon)),
        proposals=tuple(headlines.propose(telling, style, lexicon)),
        caveats=headlines.caveats(text, telling),
        claimed_by=headlines.claimed_by(telling),
    )


def check(target: str, folder: Path, language: str = "") -> PageFindings:
    """Audit a page of any wire, HTML or text, in a file or at an address. No language given: the text tells it."""
    document = _document(target, folder)
    language = language or tongue_of("\n".join(headlines.report_lines(document)))
    return headlines.check_page(document, shelves.lexicon(), _newsrooms(document, language), language)


def _newsrooms(document: str, language: str) -> tuple[str, ...]:
    """Agencies and outlets that the text of the page's report leans on, as tracing finds them."""
    lines = headlines.report_lines(document)
    if len(lines) < 2:
        return ()
    chain = sourcing.trace(texts.report_of(lines, "page", "page", language), sourcing.gazetteer_of(shelves.outlets()))
    return tuple(dict.fromkeys(each.name for each in chain.citations if each.kind in _CARRIERS))


def _style(folder: Path, name: str) -> Style:
    own = folder if (folder / FILE).exists() else None
    return shelves.style(name or (load(folder).house.style if own else "plain"), own)


def _document(target: str, folder: Path) -> str:
    if "://" not in target:
        return texts.text_at(Path(target))
    exchange = looking.fetch(target, folder)
    return texts.decoded(exchange.payload, exchange.header("content-type") or "")


def _objection(each: Objection) -> dict[str, Any]:
    return dataclasses.asdict(each) | {"severity": each.severity.value}


def described(looked: Looked) -> Iterator[str]:
    """A judgement for the terminal, what could steer it made visible."""
    yield from map(visible, _described(looked))


def _described(looked: Looked) -> Iterator[str]:
    yield looked.headline
    for each in looked.objections:
        yield f"  {each.severity.value}: {each.why}   [{each.kind}, characters {each.start}-{each.end}]"
    if not looked.objections:
        yield "  nothing speaks against it"
    yield f"  has it from: {looked.claimed_by or 'no other newsroom that it names'}"
    for caveat in looked.caveats:
        yield f"  the report says, and the headline does not: {caveat}"
    yield ""
    yield f"proposed in the style {looked.style}:"
    for proposal in looked.proposals:
        yield f"  {proposal.text}"
        for step in proposal.steps:
            yield f"      {step.rule}: {step.before} → {step.after}"
        if not proposal.steps:
            yield "      as the source has it"


def told(found: PageFindings) -> Iterator[str]:
    """The findings about a page for the terminal, what could steer it made visible."""
    yield from map(visible, _told(found))


def _told(found: PageFindings) -> Iterator[str]:
    yield found.headline or "(no report found)"
    for title, lines in (
        ("misspelt", found.misspelt),
        ("arithmetic", found.arithmetic),
        ("missing although promised", found.missing),
        ("leans on", found.citations),
    ):
        yield f"{title}: {', '.join(lines) if lines else 'nothing'}"
    for headline, each in found.objections:
        if each.kind not in ("misspelt", "arithmetic"):
            yield f"{each.severity.value}: {each.why}   [{headline}]"
