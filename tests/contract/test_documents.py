"""Items of agency documents in the archive: which version counts, and leads that nobody fetches."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from mediawire.archive import documents, items, leads, sources
from mediawire.archive.captures import CaptureStore
from mediawire.archive.documents import Standing, Told
from mediawire.archive.models import LogEntryRow
from mediawire.model.feed import FeedEntry, Lead
from mediawire.model.source import Door, Source
from tests.contract.samples import NOW, SOURCE, exchange, later, lease, printed, taken

FIRST = Told(source_id=SOURCE.id, name="guid:urn:1", digest="a" * 64, moment=NOW, version="9", updated=NOW)


def version(**changes: Any) -> Told:
    return dataclasses.replace(FIRST, digest="b" * 64, **changes)


@pytest.mark.parametrize(
    ("told", "standing"),
    [
        (FIRST, Standing.SAME),
        (version(version="10"), Standing.NEWER),
        (version(version="8", updated=later(60)), Standing.OLDER),
        (version(updated=later(-1)), Standing.OLDER),
        (version(updated=later(1)), Standing.NEWER),
        (version(version="draft"), Standing.NEWER),
        (version(version="", updated=None), Standing.NEWER),
        (version(name="guid:urn:2"), Standing.NEW),
    ],
)
def test_how_a_version_stands_to_the_latest(database: None, told: Told, standing: Standing) -> None:
    assert documents.weigh(FIRST) is Standing.NEW
    documents.keep(FIRST)
    documents.keep(FIRST)
    assert documents.weigh(told) is standing


@pytest.mark.parametrize("status", ["withheld", "canceled"])
def test_what_was_withdrawn_and_is_usable_again_is_told_apart(database: None, status: str) -> None:
    documents.keep(dataclasses.replace(FIRST, status=status))
    assert documents.weigh(version(version="10", status="usable")) is Standing.RESTORED
    assert documents.weigh(version(version="10", status=status)) is Standing.NEWER


def test_a_lead_that_was_brought_is_carried_and_never_due_to_be_fetched(store: CaptureStore) -> None:
    entry = FeedEntry(id="urn:1", link="https://courier.example/report/1", title="One", content="<p>x</p>")
    lead = Lead(source_id=SOURCE.id, url=entry.link or "", keys=("guid:urn:1",), entry=entry, door="documents")
    first, _ = store.keep(exchange("{}"), SOURCE.id)
    assert documents.bring(lead, first, NOW)
    assert leads.due_leads(later(days=99), 9, lease()) == []
    again, _ = store.keep(exchange("{}"), SOURCE.id)
    leads.claim_captured(9, "one-1")
    leads.carried(leads.of_batch("one-1"), NOW)
    assert not documents.bring(lead, again, NOW), "the same bytes"
    changed = dataclasses.replace(lead, entry=dataclasses.replace(entry, content="<p>y</p>"))
    other, _ = store.keep(exchange("{ }"), SOURCE.id)
    assert documents.bring(changed, other, later(1))
    assert leads.due_leads(later(days=99), 9, lease()) == []


def test_the_door_for_documents_is_never_polled(database: None) -> None:
    source = Source(id="coast", name="Coast", home="https://coast.example/", doors=((Door.DOCUMENTS, "in"),))
    sources.know([source], NOW)
    assert "coast" not in [door.source_id for door in sources.door_states()]


def test_hostile_55_lists_follow_the_log_whatever_the_clock_does(store: CaptureStore) -> None:
    """The clock jumps forward five years, then back an hour behind where it was."""
    minutes = (0, 5 * 365 * 24 * 60, -60, 1)
    ids = [taken(store, number=number) for number in range(1, len(minutes) + 1)]
    for item_id, jump in zip(ids, minutes, strict=True):
        printed([item_id], jump)
    assert [each.item_id for each in items.recent(9)] == ids[::-1]
    assert list(LogEntryRow.objects.order_by("index").values_list("item", flat=True)) == ids
