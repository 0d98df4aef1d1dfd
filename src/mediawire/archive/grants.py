"""One-off permissions for single reports, as editors record them. Nothing is overwritten; the latest holds."""

from __future__ import annotations

import datetime as dt

from mediawire.archive.database import writes
from mediawire.archive.models import GrantRow
from mediawire.archive.packing import pack, plain, unpack
from mediawire.model.source import Layer


@writes
def record(report_id: str, item_id: int, layer: Layer, by: str, at: dt.datetime) -> None:
    """Keep a permission for a report; the same twice is once."""
    GrantRow.objects.get_or_create(
        report_id=report_id, at=at, defaults={"item": item_id, "layer": pack(layer), "by": plain(by)}
    )


def granted() -> dict[str, Layer]:
    """The permission that holds for each report that has one, by report id."""
    rows = GrantRow.objects.order_by("at", "id").values_list("report_id", "layer")
    return {report_id: unpack(Layer, layer) for report_id, layer in rows}
