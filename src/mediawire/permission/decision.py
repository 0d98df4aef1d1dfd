"""The decision: layers that apply, the strictest of each statement, and the reasons.

1. A layer applies when the report lies in its scope and the moment in its validity. One whose scope cannot be judged
   from the report does not apply. Terms that have ended bound everything to headline and link.
2. The extent is the narrowest that any applying layer states or its licence implies; without one, headline and link.
3. Limits narrow it further: who may, commerce, country, how many a month, a counter that may not run.
4. Duties add up over all layers.
5. Times: not before the delay is over, not after a layer or the take-down period ends.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence

from mediawire.model.permission import Permission, Used
from mediawire.model.report import Report
from mediawire.model.settings import House, Profile
from mediawire.model.source import Answer, CreditSlot, Excerpt, Extent, Layer, Scope, Terms, Unit
from mediawire.permission.licences import Licence, licence

_ORDER = (Extent.FULL, Extent.EXCERPT, Extent.HEADLINE, Extent.NOTHING)
_SHORT = Excerpt(unit=Unit.PARAGRAPHS, amount=1)
# Rough sizes in characters, only to say which of two excerpts in different units is the smaller.
_SIZE = {Unit.PARAGRAPHS: 400, Unit.WORDS: 6, Unit.CHARACTERS: 1, Unit.PERCENT: 30}


def allowed(report: Report, terms: Terms, house: House, used: Used, moment: dt.datetime) -> Permission:
    """What may be done with a report now.

    `used` counts what the house has taken of this source already; `moment` is aware. Never raises: what cannot be
    judged narrows the permission and is named among its reasons.
    """
    layers = [layer for layer in terms.layers if _applies(layer, report, moment)]
    narrowing = list(_narrowings(terms, layers, report, house, used, moment))
    extent = max((extent for extent, _ in narrowing), key=_ORDER.index, default=Extent.HEADLINE)
    licences = [licence(layer.licence) for layer in layers if layer.licence]
    return Permission(
        extent=extent,
        excerpt=_excerpt(layers) if extent is Extent.EXCERPT else None,
        headline_may_change=not _ended(terms, moment) and _headline_may_change(layers, licences),
        human_choice=any(layer.human_choice or layer.notify == "before" for layer in layers),
        credits=_credits(layers, licences),
        canonical=True,
        counter=next((layer.counter for layer in layers if layer.counter), ""),
        pictures=bool(layers) and all(layer.pictures is Answer.YES for layer in layers),
        inner_links=True,
        closing="\n".join(dict.fromkeys(layer.closing for layer in layers if layer.closing)),
        as_of_line=any(layer.as_of for layer in layers),
        licence=licences[0].name if licences else "",
        licence_url=licences[0].url if licences else "",
        state_changes=any(each.credit for each in licences),
        not_before=_not_before(layers, report),
        until=_until(layers, moment),
        reasons=tuple(dict.fromkeys(reason for _, reason in narrowing)),
        basis=tuple(_basis(layer) for layer in layers),
        decided_at=moment,
    )


def _applies(layer: Layer, report: Report, moment: dt.datetime) -> bool:
    day = moment.date()
    started = layer.valid_from is None or layer.valid_from <= day
    return started and (layer.valid_until is None or day <= layer.valid_until) and _in_scope(layer.scope, report)


def _in_scope(scope: Scope, report: Report) -> bool:
    if scope.marker or scope.series:
        return False
    section = report.section.value if report.section else ""
    day = report.published.moment.date() if report.published else None
    return all(
        (
            not scope.sections or section in scope.sections,
            not scope.authors or bool(set(scope.authors) & set(report.authors)),
            not scope.languages or report.language.split("-")[0] in scope.languages,
            scope.published_from is None or (day is not None and scope.published_from <= day),
            scope.published_until is None or (day is not None and day <= scope.published_until),
        )
    )


def _narrowings(
    terms: Terms, layers: Sequence[Layer], report: Report, house: House, used: Used, moment: dt.datetime
) -> Iterator[tuple[Extent, str]]:
    """Everything that bounds the extent, each with its reason. Without a grant the bound is headline and link."""
    grants = [grant for layer in layers for grant in _grants(layer, house.profile)]
    yield from grants
    for layer in layers:
        yield from _limits(layer, house.profile, used)
    for layer in _ended(terms, moment):
        extent = max(Extent.HEADLINE, layer.extent or Extent.HEADLINE, key=_ORDER.index)
        yield extent, f"Terms of this source ended on {layer.valid_until}."
    if report.paywalled:
        yield Extent.EXCERPT, "The report stands behind the source's paywall."
    if not terms.layers:
        yield Extent.HEADLINE, "No terms of this source are known: headline and a link."
    elif not layers:
        yield Extent.HEADLINE, "The terms do not cover this report: headline and a link."
    elif not grants:
        yield Extent.HEADLINE, "The terms do not say how much may be printed: headline and a link."


def _ended(terms: Terms, moment: dt.datetime) -> list[Layer]:
    """Layers that have ended. What they had narrowed must not widen by that."""
    return [layer for layer in terms.layers if layer.valid_until and layer.valid_until < moment.date()]


def _grants(layer: Layer, profile: Profile) -> Iterator[tuple[Extent, str]]:
    """What a layer gives: only these can make more of a report printable than its headline."""
    if layer.extent is not None:
        yield layer.extent, f"The source's {_title(layer)} give: {_SAID[layer.extent]}."
    if layer.excerpt is not None and layer.extent is not Extent.FULL:
        yield Extent.EXCERPT, f"An excerpt of at most {layer.excerpt.amount} {layer.excerpt.unit.value}."
    known = licence(layer.licence) if layer.licence else None
    if known is not None and known.reprint:
        yield _of_licence(known, profile)


def _limits(layer: Layer, profile: Profile, used: Used) -> Iterator[tuple[Extent, str]]:
    yield from _of_commerce(layer, profile)
    if layer.countries and profile.country not in layer.countries:
        yield Extent.HEADLINE, f"Reprinting is for newsrooms in {', '.join(layer.countries)}."
    if layer.who and layer.who not in ("anyone", profile.kind):
        yield Extent.HEADLINE, f"Reprinting is for {layer.who}; the house's profile does not say that we are that."
    if layer.per_month is not None and used.this_month >= layer.per_month:
        yield Extent.HEADLINE, f"{used.this_month} of {layer.per_month} reports of this month are used."
    if layer.counter and not profile.counter_consent:
        yield Extent.EXCERPT, "The source's page counter would have to run, to which this house has not consented."


_SAID = {
    Extent.FULL: "the whole text",
    Extent.EXCERPT: "an excerpt",
    Extent.HEADLINE: "headline and link",
    Extent.NOTHING: "nothing",
}


def _of_licence(known: Licence, profile: Profile) -> tuple[Extent, str]:
    if known.noncommercial and profile.for_profit is not False:
        return Extent.HEADLINE, f"{known.name} is for noncommercial use, and this house has not said that it is that."
    return Extent.FULL, f"{known.name} lets anybody print the whole text."


def _of_commerce(layer: Layer, profile: Profile) -> Iterator[tuple[Extent, str]]:
    for use in layer.commercial:
        if use == "noncommercial" and profile.for_profit is not False:
            yield Extent.HEADLINE, "For noncommercial use, and this house has not said that it is that."
        elif use.startswith("no-ads") and profile.advertisements is not False:
            yield Extent.HEADLINE, "Not beside advertisements, and this house has not said that it has none."
        elif use == "no-paywall" and profile.paywall is not False:
            yield Extent.HEADLINE, "Not behind a paywall, and this house has not said that it has none."


def _excerpt(layers: Sequence[Layer]) -> Excerpt:
    stated = [layer.excerpt for layer in layers if layer.excerpt is not None]
    return min(stated, key=lambda each: each.amount * _SIZE[each.unit], default=_SHORT)


def limited_to(permission: Permission, extent: Extent, reason: str) -> Permission:
    """The same permission, no wider than `extent`, with one more reason."""
    narrower = max(permission.extent, extent, key=_ORDER.index)
    excerpt = (permission.excerpt or _SHORT) if narrower is Extent.EXCERPT else None
    return dataclasses.replace(permission, extent=narrower, excerpt=excerpt, reasons=(*permission.reasons, reason))


def _headline_may_change(layers: Sequence[Layer], licences: Sequence[Licence]) -> bool:
    answers = [layer.headline_may_change for layer in layers if layer.headline_may_change is not None]
    if answers:
        return all(answer is Answer.YES for answer in answers)
    return bool(licences) and all(each.reprint and not each.no_derivatives for each in licences)


def _credits(layers: Sequence[Layer], licences: Sequence[Licence]) -> tuple[CreditSlot, ...]:
    slots = tuple(dict.fromkeys(slot for layer in layers for slot in layer.credits))
    waived = any(layer.credit_waived for layer in layers) and not slots
    if slots or waived or (licences and not any(each.credit for each in licences)):
        return slots
    return (CreditSlot(),)


def _not_before(layers: Sequence[Layer], report: Report) -> dt.datetime | None:
    delays = [layer.delay_hours for layer in layers if layer.delay_hours]
    if not delays:
        return None
    start = report.published.moment if report.published else report.retrieved_at
    return start + dt.timedelta(hours=max(delays))


def _until(layers: Sequence[Layer], moment: dt.datetime) -> dt.datetime | None:
    ends = [
        dt.datetime.combine(layer.valid_until + dt.timedelta(days=1), dt.time(), tzinfo=dt.UTC)
        for layer in layers
        if layer.valid_until
    ]
    ends += [moment + dt.timedelta(days=layer.take_down_days) for layer in layers if layer.take_down_days]
    return min(ends, default=None)


def _title(layer: Layer) -> str:
    return {"licence": "licence terms", "house-rules": "house rules", "permission": "permission"}[layer.kind.value]


def _basis(layer: Layer) -> str:
    told = [layer.basis.stated or _title(layer), layer.basis.url]
    if layer.basis.read_at:
        told.append(f"read on {layer.basis.read_at.isoformat()}")
    if layer.basis.confirmed_by:
        told.append(f"confirmed by {layer.basis.confirmed_by}")
    return ", ".join(part for part in told if part)
