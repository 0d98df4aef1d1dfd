"""Which layers of terms speak about a report at a moment, and which of them may grant anything.

A layer speaks when the moment lies in its validity and the report is not outside its scope. It grants only when the
report surely lies inside and a person stands behind it; a layer in doubt narrows, adds its duties, and gives nothing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

from mediawire.model.report import Report
from mediawire.model.source import Layer, LayerKind, Scope, Terms

_OFFERS = frozenset({"republish-offer", "republish-widget"})
_TITLES = {
    LayerKind.LICENCE: "licence terms",
    LayerKind.HOUSE_RULES: "house rules",
    LayerKind.PERMISSION: "permission",
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A layer that speaks; `doubts` say why it grants nothing, and are empty where it may."""

    layer: Layer
    doubts: tuple[str, ...] = ()

    @property
    def grants(self) -> bool:
        """Whether the layer may make more of a report printable than its headline."""
        return not self.doubts


def weigh(terms: Terms, report: Report, moment: dt.datetime) -> list[Weighed]:
    """The layers that speak about the report at the moment (aware), in the order of the terms."""
    day = moment.date()
    speaking = []
    for layer in terms.layers:
        started = layer.valid_from is None or layer.valid_from <= day
        open_questions = _unclear(layer.scope, report)
        if started and not ended(layer, moment) and open_questions is not None:
            speaking.append(Weighed(layer=layer, doubts=(*_unconfirmed(layer), *open_questions)))
    return speaking


def ended(layer: Layer, moment: dt.datetime) -> bool:
    """Whether the layer's last day is over."""
    return layer.valid_until is not None and layer.valid_until < moment.date()


def title(layer: Layer) -> str:
    """What a layer is called in a sentence."""
    return _TITLES[layer.kind]


def _unconfirmed(layer: Layer) -> Iterator[str]:
    if not layer.basis.confirmed:
        how = {
            "tag": "come from a third party's tag alone",
            "catalogue": "come from the catalogue",
            "derived": "are derived, not stated",
        }
        told = how.get(layer.basis.confidence, "are not stated by the source itself")
        yield f"The {title(layer)} {told}, and nobody has confirmed them."


def _unclear(scope: Scope, report: Report) -> tuple[str, ...] | None:
    """Why it cannot be told that the report lies in a scope; empty where it surely does, None where it surely not."""
    tests = list(_tests(scope, report))
    if any(verdict is False for verdict, _ in tests):
        return None
    return tuple(
        f"It cannot be told from the report whether {what}, which the terms ask."
        for verdict, what in tests
        if verdict is None
    )


def _tests(scope: Scope, report: Report) -> Iterator[tuple[bool | None, str]]:
    section = report.section.value if report.section else None
    if scope.sections:
        yield (section in scope.sections if section else None), f"it stands in {_either(scope.sections)}"
    if scope.series:
        yield (section in scope.series or None), f"it belongs to {_either(scope.series)}"
    if scope.authors:
        authors = bool(set(scope.authors) & set(report.authors)) if report.authors else None
        yield authors, f"it is by {_either(scope.authors)}"
    if scope.languages:
        language = report.language.split("-")[0] in scope.languages if report.language else None
        yield language, f"it is in {_either(scope.languages)}"
    if scope.published_from or scope.published_until:
        yield _dated(scope, report), "it is of the days that they cover"
    if scope.marker:
        yield (_marked(scope.marker, report) or None), f"its page is marked “{scope.marker}”"
    if scope.wording:
        yield None, f"it belongs to: {scope.wording}"


def _dated(scope: Scope, report: Report) -> bool | None:
    if report.published is None:
        return None
    day = report.published.moment.date()
    early = scope.published_from is not None and day < scope.published_from
    late = scope.published_until is not None and day > scope.published_until
    return not (early or late)


def _marked(marker: str, report: Report) -> bool:
    """Whether the marker stands on the page: a control that offers the report, or a line of its text."""
    if marker == "republish":
        return any(signal.kind in _OFFERS for signal in report.signals)
    return any(marker.casefold() in block.text.casefold() for block in report.blocks)


def _either(names: tuple[str, ...]) -> str:
    return " or ".join(names)
