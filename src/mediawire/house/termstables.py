"""The terms of a source as the tables of wire.toml say them; `termsfile` writes what is read here."""

from __future__ import annotations

import datetime as dt

from mediawire.house.tables import Table, into
from mediawire.model.source import PICTURES, SETTLES, Basis, CreditSlot, Excerpt, Layer, LayerKind, Scope, Terms, Unit

_TERMS = {"basis", "url", "read_at", "digest", "confirmed_by", "confidence", "credits", "excerpt", "scope", "kind"}
_CONFIDENCE = ("stated", "derived", "catalogue", "tag")


def terms_of(table: Table) -> Terms:
    """The layers of a source: what [source.terms] itself says, and each [[source.terms.layer]]."""
    more = tuple(layer_of(each, LayerKind.HOUSE_RULES) for each in table.many("layer"))
    own = Table(table.text, table.path, {key: each for key, each in table.data.items() if key != "layer"})
    layers = (layer_of(own, LayerKind.HOUSE_RULES), *more) if own.data or not more else more
    read = [layer.basis.read_at for layer in layers if layer.basis.read_at]
    return Terms(layers=layers, as_of=min(read, default=None))


def layer_of(table: Table, kind: LayerKind) -> Layer:
    """One layer: its basis, scope, credits and excerpt, and the rest key by key."""
    basis = Basis(
        stated=table.value("basis", str, ""),
        url=table.value("url", str, ""),
        read_at=table.value("read_at", dt.date, None),
        digest=table.value("digest", str, ""),
        confirmed_by=table.value("confirmed_by", str, ""),
        confidence=_confidence(table),
    )
    own = Table(table.text, table.path, {key: each for key, each in table.data.items() if key not in _TERMS})
    given = {
        "kind": table.value("kind", LayerKind, kind),
        "basis": basis,
        "credits": tuple(into(CreditSlot, each) for each in table.many("credits")),
        "excerpt": _excerpt(table),
        "scope": into(Scope, table.under("scope")),
    }
    layer = into(Layer, own, given=given, also=_TERMS)
    for token in layer.pictures_only:
        if token not in PICTURES:
            table.complain("pictures_only", f"it cannot be {token!r}", f"Choose of: {', '.join(PICTURES)}.")
    _settling(table, layer)
    return layer


def _settling(table: Table, layer: Layer) -> None:
    """What overrides a page's own words says so, and on what: never by a slip."""
    if not layer.settles:
        return
    for token in layer.settles:
        if token not in SETTLES:
            table.complain("settles", f"settles cannot be {token!r}", f"Choose of: {', '.join(SETTLES)}.")
    if layer.kind is not LayerKind.PERMISSION:
        table.complain("settles", "only a one-off permission settles anything", 'Add kind = "permission".')
    if not layer.basis.stated.strip():
        table.complain("settles", "it is not said what this rests on", 'Add basis = "who permitted what, and when".')


def _confidence(table: Table) -> str:
    told: str = table.value("confidence", str, "stated")
    if told not in _CONFIDENCE:
        table.complain("confidence", f"confidence cannot be {told!r}", f"Choose one of: {', '.join(_CONFIDENCE)}.")
    return told


def _excerpt(table: Table) -> Excerpt | None:
    inner = table.under("excerpt")
    inner.known([unit.value for unit in Unit])
    if not inner.data:
        return None
    if len(inner.data) > 1:
        table.complain("excerpt", "an excerpt has one measure", "Write excerpt = { paragraphs = 2 }.")
    unit = Unit(next(iter(inner.data)))
    amount: int = inner.value(unit.value, int)
    if amount < 0:
        table.complain("excerpt", "an excerpt cannot be less than nothing", "Write excerpt = { paragraphs = 2 }.")
    return Excerpt(unit=unit, amount=amount)
