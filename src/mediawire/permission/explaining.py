"""A permission and the terms behind it in words: one line for lists, and in full for whoever decides."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from mediawire.model.permission import Permission
from mediawire.model.source import Answer, Extent, Layer, Terms
from mediawire.permission.applying import title

_EXTENT = {
    Extent.FULL: "In full",
    Extent.EXCERPT: "An excerpt",
    Extent.HEADLINE: "Headline and link",
    Extent.NOTHING: "Nothing",
}
_FROM = {
    "stated": "stated",
    "derived": "derived from the licence",
    "catalogue": "from the catalogue",
    "tag": "from a third party's tag alone",
}
_RULES = {
    "licence": "Licence: {}",
    "extent": "May be printed: {}",
    "excerpt": "An excerpt of {}",
    "headline_may_change": "Headline may be changed: {}",
    "headline_shown": "Its headline must be seen, as a link",
    "credit_waived": "No credit is asked",
    "canonical": "rel=canonical to the original",
    "counter": "A page counter must run",
    "pictures": "Pictures: {}",
    "inner_links": "Links inside the text stay",
    "human_choice": "A person must choose each report",
    "closing": "Closing words: {}",
    "as_of": "A dated “as of” line",
    "per_month": "At most {} reports a month",
    "delay_hours": "Not before {} hours after publication",
    "take_down_days": "To be taken down {} days after printing",
    "expires_days": "To be taken down {} days after publication",
    "when_over": "Then a link may stay in its place",
    "age_days": "Only within {} days of publication",
    "retention_hours": "No copy may be kept over {} hours",
    "commercial": "On commerce: {}",
    "countries": "For newsrooms in: {}",
    "countries_not": "Not for newsrooms in: {}",
    "who": "For: {}",
    "memberships": "For members and partners of: {}",
    "channels": "For: {}",
    "notify": "Tell the source: {}",
    "recheck_hours": "Look at the original again every {} hours",
    "readership": "Report: {}",
    "waives": "Waived of the licence: {}",
    "whole": "In full or not at all",
    "serve_capture": "Its page as captured may be served beside the copy",
    "missing": "Not entered here yet: {}",
    "by_hand": "For a person to judge: {}",
    "pictures_only": "Of pictures only: {}",
    "settles": "Settles, because it says so: {}",
    "valid_from": "From {}",
    "valid_until": "Until {}",
}


def in_one_line(permission: Permission) -> str:
    """What may be done, in one line."""
    told = [_extent(permission)]
    told.append("headline may be changed" if permission.headline_may_change else "headline as it is")
    if permission.human_choice:
        told.append("a person must choose")
    if permission.not_before:
        told.append(f"from {permission.not_before:%Y-%m-%d %H:%M} UTC")
    if permission.until:
        told.append(f"until {permission.until:%Y-%m-%d %H:%M} UTC")
    return "; ".join(told) + "."


def explained(permission: Permission) -> tuple[str, ...]:
    """What may be done, why, what the page carries and what is owed, a sentence or line each."""
    return tuple(_explained(permission))


def _explained(permission: Permission) -> Iterator[str]:
    yield in_one_line(permission)
    yield from permission.reasons
    for slot in permission.credits:
        yield f"Credit ({slot.place.value}): {slot.wording}"
    if permission.licence:
        yield f"Licence: {permission.licence}, named and linked on the page."
    if permission.headline_shown:
        yield "The source's headline is shown, as a link."
    if permission.as_of_line:
        yield "A line says of when the copy is."
    if permission.closing:
        yield f"The copy closes with: {permission.closing}"
    if permission.counter:
        yield "The source's page counter runs where this house consents; else an excerpt is printed."
    if permission.printable:
        yield f"Pictures: {'; '.join(each.credit for each in permission.printable)}, with caption and credit."
    if permission.serve_capture:
        yield "The captured page is served beside the copy, so that readers can compare the words."
    yield from (duty.what for duty in permission.duties)
    if permission.when_over == "link" and permission.until:
        yield "Then the text goes, and headline and link stay."


def _extent(permission: Permission) -> str:
    told = _EXTENT[permission.extent]
    if permission.excerpt:
        unit = permission.excerpt.unit.value
        amount = permission.excerpt.amount
        told += f" of at most {amount} {unit.removesuffix('s') if amount == 1 else unit}"
    return told


def described(terms: Terms) -> tuple[str, ...]:
    """The terms layer by layer: every rule with where it comes from."""
    return tuple(line for layer in terms.layers for line in _described(layer))


def _described(layer: Layer) -> Iterator[str]:
    basis = layer.basis
    name = title(layer)
    yield f"{name[0].upper()}{name[1:]} ({_FROM.get(basis.confidence, basis.confidence)})"
    if basis.url or basis.read_at:
        read = f", read on {basis.read_at.isoformat()}" if basis.read_at else ""
        yield f"  {basis.stated or 'Read at'}: {basis.url}{read}"
    yield f"  Confirmed by {basis.confirmed_by}." if basis.confirmed_by else "  Confirmed by nobody yet."
    scope = [f"{field.name.replace('_', ' ')} {_value(told)}" for field, told in _stated(layer.scope)]
    if scope:
        yield f"  Covers: {'; '.join(scope)}"
    for slot in layer.credits:
        yield f"  Credit ({slot.place.value}, link to {slot.link.value}): {slot.wording}"
    for field, told in _stated(layer):
        if field.name in _RULES:
            origin = " (derived from the licence)" if field.name in layer.derived else ""
            yield f"  {_RULES[field.name].format(_value(told))}{origin}"


def _stated(value: object) -> Iterator[tuple[dataclasses.Field[object], object]]:
    for field in dataclasses.fields(value):  # type: ignore[arg-type]
        told = getattr(value, field.name)
        if told not in (None, "", (), False):
            yield field, told


def _value(told: object) -> str:
    if isinstance(told, tuple):
        return "; ".join(_value(each) for each in told)
    if isinstance(told, Answer):
        return {"yes": "yes", "ask": "on asking", "no": "no"}[told.value]
    if dataclasses.is_dataclass(told):
        return " ".join(_value(getattr(told, field.name)) for field in reversed(dataclasses.fields(told)))
    return str(getattr(told, "value", told))
