"""The decision: layers that speak, the strictest of each statement, and the reasons.

1. Layers speak as `applying` says. Those in doubt narrow and add duties; they grant nothing.
2. The extent is the narrowest that any layer states or its licence implies; without a grant, headline and link.
3. Bounds narrow it further (`limits`). What must be printed whole and cannot be becomes headline and link. What the
   page says of its own rights narrows the result once more (`hearing`).
4. Duties add up over all layers (`duties`).
5. Times: not before the delay is over, not after a layer, an expiry or the take-down period ends.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence

from mediawire.model.permission import Permission, Used
from mediawire.model.report import BlockKind, Report
from mediawire.model.settings import House
from mediawire.model.source import Answer, Excerpt, Extent, Layer, Terms, Unit
from mediawire.permission import applying, duties
from mediawire.permission.applying import Weighed
from mediawire.permission.licences import Licence, licence
from mediawire.permission.limits import Bound, Circumstances, limits

_ORDER = (Extent.FULL, Extent.EXCERPT, Extent.HEADLINE, Extent.NOTHING)
_SHORT = Excerpt(unit=Unit.PARAGRAPHS, amount=1)
# Rough sizes in characters, to say which of two excerpts is the smaller where there is no text to measure them on.
_SIZE = {Unit.PARAGRAPHS: 400, Unit.WORDS: 6, Unit.CHARACTERS: 1, Unit.PERCENT: 30}
_NO_PARAGRAPH = frozenset({BlockKind.HEADING, BlockKind.EMBED, BlockKind.CAPTION})
_SAID = {
    Extent.FULL: "the whole text",
    Extent.EXCERPT: "an excerpt",
    Extent.HEADLINE: "headline and link",
    Extent.NOTHING: "nothing",
}


def allowed(report: Report, terms: Terms, house: House, used: Used, moment: dt.datetime) -> Permission:
    """What may be done with a report now.

    `used` counts what the house has taken of this source already; `moment` is aware. Never raises: what cannot be
    judged narrows the permission and is named among its reasons.
    """
    weighed = applying.weigh(terms, report, moment)
    layers = [each.layer for each in weighed]
    here = Circumstances(report=report, profile=house.profile, used=used, moment=moment)
    bounds = list(_bounds(terms, weighed, here))
    extent = _extent(bounds, layers)
    granting = [each.layer for each in weighed if each.grants]
    licences = [licence(layer.licence) for layer in granting if layer.licence]
    over = extent in (Extent.HEADLINE, Extent.NOTHING)
    return Permission(
        extent=extent,
        excerpt=_excerpt(bounds, layers, report) if extent is Extent.EXCERPT else None,
        headline_may_change=not _ended(terms, moment) and _headline_may_change(weighed, licences),
        human_choice=_needs_a_person(weighed),
        credits=duties.slots(layers),
        canonical=True,
        counter=duties.counters(layers),
        pictures=bool(weighed) and all(each.grants and each.layer.pictures is Answer.YES for each in weighed),
        inner_links=True,
        closing=duties.closings(layers),
        as_of_line=any(layer.as_of for layer in layers),
        licence=licences[0].name if licences else "",
        licence_url=licences[0].url if licences else "",
        state_changes=any(each.credit for each in licences),
        not_before=duties.not_before(layers, report),
        until=None if over else duties.until(layers, report, moment),
        reasons=_reasons(bounds, weighed, extent),
        basis=tuple(_basis(layer) for layer in layers),
        decided_at=moment,
        headline_shown=any(layer.headline_shown for layer in layers),
        when_over=duties.when_over(layers),
        duties=duties.owed(layers),
        serve_capture=extent is Extent.FULL and not _ended(terms, moment) and _serves_capture(weighed),
        terms=terms if terms.layers else None,
    )


def _bounds(terms: Terms, weighed: Sequence[Weighed], here: Circumstances) -> Iterator[Bound]:
    """Everything that bounds the extent, each with its reason. Without a grant the bound is headline and link."""
    grants = [bound for each in weighed if each.grants for bound in _grants(each.layer)]
    yield from grants
    for each in weighed:
        if not each.grants:
            yield from _grants(each.layer)
        yield from limits(each.layer, here)
    for layer in _ended(terms, here.moment):
        extent = max(Extent.HEADLINE, layer.extent or Extent.HEADLINE, key=_ORDER.index)
        yield Bound(extent=extent, why=f"Terms of this source ended on {layer.valid_until}.")
    if here.report.paywalled:
        yield Bound(extent=Extent.EXCERPT, why="The report stands behind the source's paywall.")
    if not grants:
        yield Bound(extent=Extent.HEADLINE, why=_no_grant(terms, weighed))


def _no_grant(terms: Terms, weighed: Sequence[Weighed]) -> str:
    if not terms.layers:
        return "No terms of this source are known: headline and a link."
    if not weighed:
        return "The terms do not cover this report: headline and a link."
    doubts = tuple(dict.fromkeys(doubt for each in weighed for doubt in each.doubts))
    if doubts:
        return f"{' '.join(doubts)} Until then: headline and a link."
    return "The terms do not say how much may be printed: headline and a link."


def _ended(terms: Terms, moment: dt.datetime) -> list[Layer]:
    """Layers that have ended. What they had narrowed must not widen by that."""
    return [layer for layer in terms.layers if applying.ended(layer, moment)]


def _grants(layer: Layer) -> Iterator[Bound]:
    """What a layer gives: only these can make more of a report printable than its headline."""
    if layer.extent is not None:
        why = f"The source's {applying.title(layer)} give: {_SAID[layer.extent]}."
        yield Bound(extent=layer.extent, why=why, excerpt=layer.excerpt)
    if layer.excerpt is not None and layer.extent is not Extent.FULL:
        why = f"An excerpt of at most {layer.excerpt.amount} {layer.excerpt.unit.value}."
        yield Bound(extent=Extent.EXCERPT, why=why, excerpt=layer.excerpt)
    known = licence(layer.licence) if layer.licence else None
    if known is not None and known.reprint:
        yield Bound(extent=Extent.FULL, why=f"{known.name} lets anybody print the whole text.")


def _extent(bounds: Sequence[Bound], layers: Sequence[Layer]) -> Extent:
    extent = max((bound.extent for bound in bounds), key=_ORDER.index, default=Extent.HEADLINE)
    if extent is Extent.EXCERPT and any(layer.whole for layer in layers):
        return Extent.HEADLINE
    return extent


def _reasons(bounds: Sequence[Bound], weighed: Sequence[Weighed], extent: Extent) -> tuple[str, ...]:
    reasons = [bound.why for bound in bounds]
    if extent is Extent.HEADLINE and all(_ORDER.index(bound.extent) <= 1 for bound in bounds):
        reasons.append("The terms ask for the whole text or none, and the whole cannot be printed: headline and link.")
    reasons += [doubt for each in weighed for doubt in each.doubts if not any(doubt in why for why in reasons)]
    return tuple(dict.fromkeys(reasons))


def _excerpt(bounds: Sequence[Bound], layers: Sequence[Layer], report: Report) -> Excerpt:
    """The smallest excerpt that any bound or layer leaves, measured on the report itself."""
    left = [bound.excerpt or _SHORT for bound in bounds if bound.extent is Extent.EXCERPT]
    left += [layer.excerpt for layer in layers if layer.excerpt is not None]
    return min(left, key=lambda each: _size(each, report), default=_SHORT)


def _size(excerpt: Excerpt, report: Report) -> float:
    """How many characters of the report an excerpt has room for."""
    lengths = [(len(block.text), block.kind not in _NO_PARAGRAPH) for block in report.blocks]
    total = sum(length for length, _ in lengths)
    if not total:
        return excerpt.amount * _SIZE[excerpt.unit]
    if excerpt.unit is Unit.CHARACTERS:
        return excerpt.amount
    if excerpt.unit is Unit.PERCENT:
        return total * excerpt.amount / 100
    if excerpt.unit is Unit.WORDS:
        return sum(len(word) + 1 for word in report.text.split()[: excerpt.amount])
    return sum([length for length, counts in lengths if counts][: excerpt.amount])


def limited_to(permission: Permission, extent: Extent, reason: str) -> Permission:
    """The same permission, no wider than `extent`, with one more reason."""
    narrower = max(permission.extent, extent, key=_ORDER.index)
    return dataclasses.replace(
        permission,
        extent=narrower,
        excerpt=(permission.excerpt or _SHORT) if narrower is Extent.EXCERPT else None,
        serve_capture=permission.serve_capture and narrower is Extent.FULL,
        reasons=(*permission.reasons, reason),
    )


def over(permission: Permission) -> Permission:
    """What stays of a permission that has ended and lets headline and link stand in the text's place."""
    left = limited_to(permission, Extent.HEADLINE, "The time for the text is over: headline and link stay.")
    return dataclasses.replace(left, until=None, when_over="")


def _headline_may_change(weighed: Sequence[Weighed], licences: Sequence[Licence]) -> bool:
    answers = [_answer(each) for each in weighed if each.layer.headline_may_change is not None]
    if answers:
        return all(answer is Answer.YES for answer in answers)
    bound = any(licence(each.layer.licence or "").no_derivatives for each in weighed)
    return not bound and bool(licences) and all(each.reprint for each in licences)


def _serves_capture(weighed: Sequence[Weighed]) -> bool:
    """Only where a layer that grants says so and none says no: the page holds more than the report."""
    told = [each.layer.serve_capture for each in weighed if each.grants or each.layer.serve_capture is False]
    return True in told and False not in told


def _answer(weighed: Weighed) -> Answer | None:
    """A layer's answer; one in doubt cannot say yes."""
    answer = weighed.layer.headline_may_change
    return answer if weighed.grants or answer is not Answer.YES else Answer.ASK


def _needs_a_person(weighed: Sequence[Weighed]) -> bool:
    layers = [each.layer for each in weighed]
    asked = any(layer.human_choice or layer.notify == "before" or layer.by_hand for layer in layers)
    return asked or any(each.doubts for each in weighed)


def _basis(layer: Layer) -> str:
    told = [layer.basis.stated.rstrip(".") or applying.title(layer), layer.basis.url]
    if layer.basis.read_at:
        told.append(f"read on {layer.basis.read_at.isoformat()}")
    if layer.basis.confirmed_by:
        told.append(f"confirmed by {layer.basis.confirmed_by}")
    return ", ".join(part for part in told if part)
