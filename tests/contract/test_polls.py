"""Polls that are written down together: each door's outcome is its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mediawire.archive import sources
from mediawire.archive.models import CaptureRow
from mediawire.intake.manners import PollState
from mediawire.line.following import Follower
from mediawire.line.polls import Polled, Polls
from mediawire.model.errors import SourceFault, StorageFailed
from mediawire.model.feed import Notice, NoticeKind
from mediawire.model.source import Source
from tests.contract.benches import bench_for
from tests.contract.samples import OTHER, SOURCE, exchange, later, lead, lease

KILL = Notice(kind=NoticeKind.KILL, target=None, wording="KILL: Report 9")


class Failing(Follower):
    """Cannot carry any notice of the courier."""

    def notice(self, source: Source, notice: Notice, keys: Sequence[str]) -> bool:
        if source.id == SOURCE.id:
            raise StorageFailed("the database did not write")
        return super().notice(source, notice, keys)


def test_several_doors_at_once(database: None, tmp_path: Path) -> None:
    with bench_for(SOURCE, tmp_path) as bench:
        sources.know([SOURCE, OTHER], later(1))
        feed, sitemap, other = _due()
        told = [
            Polled(door=feed, source=SOURCE, memory=PollState(), exchange=exchange("feed"), leads=[lead(1), lead(2)]),
            Polled(door=sitemap, source=SOURCE, memory=PollState(), error=SourceFault("busy", status=503)),
            Polled(door=other, source=OTHER, memory=PollState(), exchange=exchange("quiet")),
        ]
        assert Polls(bench._tools, Follower(bench._tools)).take(told) == [2, 0, 0]
        states = {each.id: each for each in sources.door_states()}
        assert [(states[each.id].news, states[each.id].failures) for each in (feed, sitemap, other)] == [
            (2, 0),
            (0, 1),
            (0, 0),
        ]
        assert states[sitemap.id].last_status == 503
        assert list(CaptureRow.objects.filter(feed=True).values_list("source_id", flat=True)) == [SOURCE.id]


def test_a_notice_that_fails_leaves_its_own_door_to_be_polled_again(database: None, tmp_path: Path) -> None:
    with bench_for(SOURCE, tmp_path) as bench:
        sources.know([SOURCE, OTHER], later(1))
        feed, _, other = _due()
        told = [
            Polled(door=feed, source=SOURCE, memory=PollState(), exchange=exchange("a"), notices=[(KILL, ())]),
            Polled(door=other, source=OTHER, memory=PollState(), exchange=exchange("b"), notices=[(KILL, ())]),
        ]
        fault, fetch = Polls(bench._tools, Failing(bench._tools)).take(told)
        assert isinstance(fault, StorageFailed)
        assert fetch == 0
        polls = {each.id: each.polls for each in sources.door_states()}
        assert (polls[feed.id], polls[other.id]) == (0, 1)
        assert list(CaptureRow.objects.filter(feed=True).values_list("source_id", flat=True)) == [OTHER.id]


def _due() -> list[sources.DoorState]:
    return sources.due_doors(later(5), 9, lease(minutes=30))
