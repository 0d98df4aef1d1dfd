"""The story page: the tellings of one event in time, what differs between them, and the same as JSON.

Differences, never accusations: the page says what stands where. Of a passage that a source's terms do not let us print,
no more is shown than a list of recent posts shows of any report.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Sequence
from typing import Any

from mediawire.model.item import Edition, Item, PrintedFile, Story, StoryTelling, Surroundings
from mediawire.model.settings import House
from mediawire.model.sourcing import Range
from mediawire.model.story import Change, ChangeKind
from mediawire.press import account
from mediawire.press.extent import carried
from mediawire.press.markup import web
from mediawire.press.metadata import page_url
from mediawire.press.pages import HTML, shown_headline
from mediawire.press.templating import fill, policy
from mediawire.press.words import direction, excerpt, machine, plain, stated

_FEW = 100  # characters, of a passage that the terms do not let us print
_MANY = 320
_TITLES = {
    ChangeKind.FIGURE: "Figure",
    ChangeKind.QUOTATION: "Quotation",
    ChangeKind.CAVEAT: "Caveat",
    ChangeKind.ATTRIBUTION: "Who says so",
    ChangeKind.ADDED: "Only here",
    ChangeKind.DROPPED: "Not here",
    ChangeKind.HEADLINE: "Headline",
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A change as the page tells it; empty words: that telling has nothing there."""

    kind: str
    detail: str
    title: str
    there: str
    here: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A telling as the page tells it; `base` is the line that it leans on."""

    item: Item
    name: str
    headline: str
    url: str
    page: str
    direction: str
    time: str
    time_machine: str
    chain: str
    base: Line | None = None
    differences: tuple[Difference, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What differs in one respect by outlet: the words of the telling that others lean on, and theirs."""

    title: str
    base: str
    there: str
    versions: tuple[tuple[str, str], ...]


def render_story(story: Story, surroundings: Surroundings) -> Edition:
    """A story's printed forms: `PATH/index.html` and `PATH/story.json`. Pure; what it prints depends on no moment.

    The story has two tellings or more, all live.
    """
    lines = _lines(story, surroundings.house)
    first = min((line.item for line in lines), key=lambda item: (item.printed_at or surroundings.moment, item.id))
    values = {
        "story": story,
        "house": surroundings.house,
        "root": "../../",
        "lines": lines,
        "origins": story.origins,
        "first": next(line for line in lines if line.item.id == first.id),
        "figures": _tables(lines, ChangeKind.FIGURE),
        "quotations": _tables(lines, ChangeKind.QUOTATION),
        "caveats": _tables(lines, ChangeKind.CAVEAT),
        "page_url": page_url(story.path, surroundings),
        "policy": policy(),
    }
    data = json.dumps(_data(story, lines, surroundings), ensure_ascii=False).encode("utf-8", "replace")
    return Edition(
        files=(
            PrintedFile(path=f"{story.path}/index.html", media_type=HTML, body=fill("story.html", **values)),
            PrintedFile(path=f"{story.path}/story.json", media_type="application/json; charset=utf-8", body=data),
        )
    )


def render_moved(old: str, new: str, surroundings: Surroundings) -> Edition:
    """The page of a story that turned out to be another: it says so, and links there. Both are paths."""
    root = "../" * (old.count("/") + 1)
    body = fill("moved.html", house=surroundings.house, root=root, new=f"{root}{new}/index.html", policy=policy())
    return Edition(files=(PrintedFile(path=f"{old}/index.html", media_type=HTML, body=body),))


def files_of_story(path: str) -> tuple[str, ...]:
    """The files that a story's edition occupies."""
    return (f"{path}/index.html", f"{path}/story.json")


def _lines(story: Story, house: House) -> list[Line]:
    made: dict[int, Line] = {}
    items = {told.item.id: told.item for told in story.tellings}
    for told in sorted(story.tellings, key=lambda each: each.base is not None):
        base = items.get(told.base or 0)
        line = _line(told)
        if base is not None:
            differences = tuple(_difference(change, base, told.item, house) for change in told.changes)
            line = dataclasses.replace(line, base=made.get(base.id) or _line(StoryTelling(item=base)))
            line = dataclasses.replace(line, differences=differences)
        made[told.item.id] = line
    return [made[told.item.id] for told in story.tellings]


def _line(told: StoryTelling) -> Line:
    item, report = told.item, told.item.report
    published = report.published
    return Line(
        item=item,
        name=plain(item.source.name),
        headline=shown_headline(item),
        url=web(report.url),
        page=f"../../{item.path}/index.html",
        direction=direction(report.language),
        time=stated(published) if published else "",
        time_machine=machine(published) if published else "",
        chain=" ← ".join(plain(link.name) for link in item.chain.links if plain(link.name)),
    )


def _difference(change: Change, base: Item, item: Item, house: House) -> Difference:
    a, b = (plain(text) for text in (change.a_text, change.b_text))
    if change.kind is ChangeKind.QUOTATION:
        limits = [_limit(place, each, house) for place, each in ((change.a, base), (change.b, item))]
        a, b = _around(a, b, limits[0]), _around(b, a, limits[1])
    else:
        a, b = (excerpt(t, _limit(p, i, house)) for t, p, i in ((a, change.a, base), (b, change.b, item)))
    return Difference(kind=change.kind.value, detail=change.detail, title=_TITLES[change.kind], there=a, here=b)


def _limit(place: Range | None, item: Item, house: House) -> int:
    """How many characters of a passage the page may show: those that the item's own page prints, else a few words."""
    if place is None or place.block < 0:
        return _MANY
    printed = next((each for each in carried(item, house).blocks if each.index == place.block), None)
    return _MANY if printed is not None and place.end <= len(printed.text) else _FEW


def _around(text: str, other: str, limit: int) -> str:
    """At most `limit` characters of a quotation, from a few words before those that differ."""
    words, others = text.split(), other.split()
    if len(text) <= limit or not others:
        return excerpt(text, limit)
    same = 0
    while same < min(len(words), len(others)) and words[same] == others[same]:
        same += 1
    start = max(0, same - 3)
    return excerpt(("… " if start else "") + " ".join(words[start:]), limit)


def _tables(lines: Sequence[Line], kind: ChangeKind) -> list[Table]:
    """What differs, by what stands in the telling that others lean on: each outlet with what it has there."""
    found: dict[tuple[int, str], dict[int, str]] = {}
    for line in lines:
        for each in line.differences:
            if each.kind == kind.value and line.base is not None and each.there:
                found.setdefault((line.base.item.id, each.there), {})[line.item.id] = each.here or "not there"
    by_id = {line.item.id: line for line in lines}
    return [
        Table(
            title=_TITLES[kind],
            base=by_id[base].name,
            there=there,
            versions=tuple((line.name, altered.get(line.item.id, "")) for line in _leaning(lines, base)),
        )
        for (base, there), altered in found.items()
    ]


def _leaning(lines: Iterable[Line], base: int) -> list[Line]:
    return [line for line in lines if line.base is not None and line.base.item.id == base]


def _data(story: Story, lines: Sequence[Line], surroundings: Surroundings) -> dict[str, Any]:
    return {
        "story": story.id,
        "page": page_url(story.path, surroundings),
        "origins": story.origins,
        "parted": [page_url(path, surroundings) for path in story.parted],
        "tellings": [_told(line, surroundings) for line in lines],
    }


def _told(line: Line, surroundings: Surroundings) -> dict[str, Any]:
    item = line.item
    return {
        "item": item.id,
        "page": page_url(item.path, surroundings),
        "source": line.name,
        "url": line.url,
        "headline": line.headline,
        "language": item.report.language,
        "published": line.time_machine or None,
        "printed": item.printed_at.isoformat(timespec="seconds") if item.printed_at else None,
        "chain": [
            {"name": plain(link.name), "kind": link.kind.value, "what": account.kind_of(link.kind)}
            for link in item.chain.links
        ],
        "leans_on": line.base.item.id if line.base else None,
        "differences": [
            {"kind": each.kind, "detail": each.detail, "there": each.there, "here": each.here}
            for each in line.differences
        ],
    }
