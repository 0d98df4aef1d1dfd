"""Values between processes arrive as they left, packed by their fields alone."""

from __future__ import annotations

import copy
import copyreg
import dataclasses
import pickle
from multiprocessing.reduction import ForkingPickler

import pytest

from mediawire.line import pages  # noqa: F401 (says which)
from mediawire.model import report as reports
from mediawire.model.report import Block, BlockKind, Gap, Mark, MarkKind, Reason, Span
from tests.unit.reading.samples import article, page, read

BLOCK = Block(
    kind=BlockKind.LIST_ITEM,
    text="Two tugs were sent.",
    span=Span(10, 40, gaps=(Gap(12, 14, Reason.HIDDEN),)),
    marks=(Mark(MarkKind.LINK, 0, 8, "https://harbour.example/tugs"),),
    cells=((0, 3),),
)


def test_a_report_arrives_as_it_left() -> None:
    report = read(page(article("<aside class='related'><a href='/x'>Read also</a></aside>")))
    arrived = pickle.loads(ForkingPickler.dumps(report))  # noqa: S301 (our own)
    assert arrived == report
    assert (arrived.headline.origin, arrived.text) == ("h1", report.text)
    assert [each.kind for each in arrived.blocks] == [each.kind for each in report.blocks]


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_value_arrives_with_all_its_fields_and_stays_frozen(protocol: int) -> None:
    arrived = pickle.loads(pickle.dumps(BLOCK, protocol))  # noqa: S301 (our own)
    assert dataclasses.astuple(arrived) == dataclasses.astuple(BLOCK)
    assert copy.deepcopy(BLOCK) == BLOCK
    with pytest.raises(dataclasses.FrozenInstanceError):
        arrived.text = "One tug was sent."


def test_every_part_of_a_report_is_packed_by_its_fields() -> None:
    parts = [each for each in vars(reports).values() if dataclasses.is_dataclass(each)]
    asked_for_fields = {
        each.__name__ for each in parts if isinstance(each, type) and each not in copyreg.dispatch_table
    }
    # Witnesses, confirmed pages and rules do not travel by the hundred.
    assert asked_for_fields == {"Witness", "Confirmed", "OutletRule"}
