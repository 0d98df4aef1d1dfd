"""Story pages: printed when a telling joins, changes or leaves, with the pages of the items that it is told beside."""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Collection, Iterable, Sequence

from mediawire import press, stories
from mediawire.archive import items, moving, tellings
from mediawire.archive.moving import Move
from mediawire.line.rendering import rendered
from mediawire.line.tools import Tools
from mediawire.model.item import Item, ItemState, Standing, Story, StoryTelling, Surroundings
from mediawire.model.story import Ancestry, Change, Telling

FOLDER = "story"
_KEPT = 2000  # comparisons that are kept in memory: a story that grows compares its older tellings once


class StoryRoom:
    """Prints the pages of stories. It keeps no more than the latest comparisons; all else is read when needed."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._compared: collections.OrderedDict[tuple[str, ...], tuple[Change, ...]] = collections.OrderedDict()

    def standing(self, told: Iterable[Item]) -> list[Item]:
        """Items with how many tellings and origins their stories have on the wire."""
        every = list(told)
        known = {story.id: story for story in self._stories({each.story_id for each in every})}
        return [_placed(each, known.get(each.story_id)) for each in every]

    def print(self, sealed: Sequence[Item], surroundings: Surroundings) -> None:
        """Print the stories of some items anew, and the pages of the other items in them; stories of one telling go."""
        self._tell(tellings.stories_of([each.report.id for each in sealed]), {each.id for each in sealed}, surroundings)

    def follow(self, moves: Sequence[Move], surroundings: Surroundings) -> None:
        """Print what was moved from one story to another: the pages of both, and of every item in them."""
        ids = {story for each in moves for story in (each.was, each.story_id) if story}
        self._tell(ids, set(), surroundings)
        for alone in tellings.members(ids).values():
            if len(alone) == 1:
                self._reprint(tellings.items_of_story(alone)[0][0], surroundings)
        moving.mark_printed([each.id for each in moves])

    def _tell(self, ids: set[str], now: Collection[int], surroundings: Surroundings) -> None:
        """Print stories, and the pages of their items but for those that are printed now."""
        told = self._stories(ids)
        for story in told:
            self._tools.printer.write(press.render_story(story, surroundings))
            for other in (each.item for each in story.tellings if each.item.id not in now):
                self._reprint(_placed(other, story), surroundings)
        for old, kept in tellings.absorbed(ids).items():
            self._moved(old, kept, surroundings)
        for gone in ids - {story.id for story in told}:
            self._close(gone, surroundings)

    def open(self) -> None:
        """Remove the pages of stories that no two live items tell: left by a crash between two steps."""
        folder = self._tools.printer.public / FOLDER
        kept = tellings.told()
        kept |= set(tellings.absorbed(kept))
        stray = [path.name for path in folder.iterdir() if path.name not in kept] if folder.is_dir() else []
        for story_id in stray:
            self._tools.printer.remove(press.files_of_story(_path(story_id)))

    def _reprint(self, item: Item, surroundings: Surroundings) -> None:
        """An item's page as it stands now; what is to be printed anew anyhow, or no longer may be, is left alone."""
        until = item.permission.until
        if item.state is ItemState.LIVE and (until is None or until > surroundings.moment):
            items.record_again(self._tools.printer.write(rendered(item, surroundings)))

    def _moved(self, old: str, kept: str, surroundings: Surroundings) -> None:
        if (self._tools.printer.public / _path(old)).is_dir():
            self._tools.printer.write(press.render_moved(_path(old), _path(kept), surroundings))
            self._tools.printer.remove(press.files_of_story(_path(old))[1:])

    def _close(self, story_id: str, surroundings: Surroundings) -> None:
        """A story that has no two tellings left: its page goes, and what is left of it stands alone."""
        if not (self._tools.printer.public / _path(story_id)).is_dir():
            return
        left = tellings.members([story_id]).get(story_id, [])
        for item in tellings.items_of_story(left)[0]:
            self._reprint(item, surroundings)
        self._tools.printer.remove(press.files_of_story(_path(story_id)))

    def _stories(self, story_ids: Iterable[str]) -> list[Story]:
        found = {story: ids for story, ids in tellings.members(story_ids).items() if len(ids) > 1}
        parted = moving.parted(found.keys())
        told = {story for story, ids in tellings.members(set().union(*parted.values())).items() if len(ids) > 1}
        return [
            self._story(story, ids, [each for each in parted.get(story, ()) if each in told])
            for story, ids in sorted(found.items())
        ]

    def _story(self, story_id: str, item_ids: Sequence[int], parted: Sequence[str]) -> Story:
        members, tellers = tellings.items_of_story(item_ids)
        descent = stories.ancestry(tellers)
        by_report = {item.report.id: item for item in members}
        return Story(
            id=story_id,
            path=_path(story_id),
            tellings=tuple(self._telling(item, by_report, descent) for item in members),
            origins=descent.count,
            parted=tuple(map(_path, parted)),
        )

    def _telling(self, item: Item, by_report: dict[str, Item], descent: Ancestry) -> StoryTelling:
        base = by_report.get(descent.bases.get(item.report.id, ""))
        if base is None or base.source.id == item.source.id:
            return StoryTelling(item=item)
        return StoryTelling(item=item, base=base.id, changes=self._changes(base, item))

    def _changes(self, base: Item, item: Item) -> tuple[Change, ...]:
        a, b = (Telling(report=each.report, chain=each.chain) for each in (base, item))
        key = (a.report.id, a.report.capture, b.report.id, b.report.capture)
        if key not in self._compared:
            self._compared[key] = tuple(stories.changes(a, b))
            while len(self._compared) > _KEPT:
                self._compared.popitem(last=False)
        return self._compared[key]


def _placed(item: Item, story: Story | None) -> Item:
    if story is None or item.report.view:
        return item
    standing = Standing(tellings=len(story.tellings), origins=story.origins, path=story.path)
    return dataclasses.replace(item, standing=standing)


def _path(story_id: str) -> str:
    return f"{FOLDER}/{story_id}"
