"""`granted`: a one-off permission that an editor records for one report, as a layer of its terms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from mediawire.model.errors import DecisionRefused
from mediawire.model.source import SETTLES, Answer, Basis, Extent, Layer, LayerKind

_EXTENTS = (Extent.FULL, Extent.EXCERPT, Extent.HEADLINE)


def granted(wish: Mapping[str, str], by: str, at: dt.datetime) -> Layer:
    """The layer of an editor's form; raises DecisionRefused where it does not say who permitted what.

    `wish` holds "granted_by" and "evidence" (both needed), "extent", "until" (a date, or empty), "headline" ("yes"
    where it may change) and "settles" (of `model.source.SETTLES`, with commas between).
    """
    who, evidence = wish.get("granted_by", "").strip(), wish.get("evidence", "").strip()
    if not who or not evidence:
        raise DecisionRefused(
            "a permission needs who gave it, and where that stands",
            remedy="Name the person or office, and the letter, mail or contract; both are kept with the item.",
        )
    settles = tuple(each for each in wish.get("settles", "").split(",") if each)
    if unknown := [each for each in settles if each not in SETTLES]:
        raise DecisionRefused(f"a permission cannot settle {unknown[0]!r}", remedy=f"Choose of: {', '.join(SETTLES)}.")
    return Layer(
        kind=LayerKind.PERMISSION,
        basis=Basis(stated=f"Permission of {who}: {evidence}", read_at=at.date(), confirmed_by=by),
        extent=_extent(wish.get("extent", "")),
        valid_until=_until(wish.get("until", "")),
        headline_may_change=Answer.YES if wish.get("headline") == "yes" else None,
        settles=settles,
    )


def _extent(told: str) -> Extent:
    extent = next((each for each in _EXTENTS if each.value == told), None)
    if extent is None:
        known = ", ".join(each.value for each in _EXTENTS)
        raise DecisionRefused("a permission says how much may be printed", remedy=f"Choose one of: {known}.")
    return extent


def _until(told: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(told) if told else None
    except ValueError:
        raise DecisionRefused(f"{told!r} is not a date", remedy="Write it as 2026-12-31, or leave it empty.") from None
