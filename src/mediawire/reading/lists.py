"""Lists, and subheads above them: what belongs to the article as a whole, and what leads elsewhere as a whole."""

from __future__ import annotations

import collections
from collections.abc import Sequence

from mediawire.model.report import Reason
from mediawire.reading.runs import Run
from mediawire.reading.signs import is_body
from mediawire.reading.tree import Node

Box = str | int
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MOSTLY = 2  # times more items of a list that lead elsewhere
_PARTLY = 0.45  # share of links in an item that leads elsewhere where the others do


def without_lists_of_links(judged: Sequence[tuple[Run, Reason | None]]) -> list[tuple[Run, Reason | None]]:
    """A list of which most items lead elsewhere does so as a whole."""
    leads: collections.Counter[int] = collections.Counter()
    others: collections.Counter[int] = collections.Counter()
    for run, reason in judged:
        if run.node.tag == "li" and run.linked:
            (leads if reason is Reason.RELATED else others)[id(run.node.parent)] += 1
    lists = {key for key, count in leads.items() if count > _MOSTLY * others[key]}
    return [(run, Reason.RELATED if reason is None and _is_of(run, lists) else reason) for run, reason in judged]


def _is_of(run: Run, lists: set[int]) -> bool:
    return run.node.tag == "li" and run.density > _PARTLY and id(run.node.parent) in lists


def belongs(run: Run, boxes: set[Box]) -> bool:
    """Whether a subhead or an item without links stands in a box like those of the paragraphs before it, or in one that
    calls itself the body."""
    around = run.node.parent
    if run.node.tag == "li":
        around = around.parent if around is not None and not run.linked else None
    elif run.node.tag not in _HEADINGS:
        return False
    return around is not None and (box(around) in boxes or is_body(around))


def box(node: Node | None) -> Box:
    """An element as one of its make, where it has a class; else itself."""
    return (node.get("class") if node is not None else "") or id(node)
