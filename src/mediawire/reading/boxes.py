"""Boxes of the article: lists that belong to it or lead elsewhere, quotations and who said them, captions."""

from __future__ import annotations

import collections
import re
from collections.abc import Sequence

from mediawire.model.report import Reason
from mediawire.reading.runs import Run
from mediawire.reading.signs import is_body, words
from mediawire.reading.tree import Node

Box = str | int
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MOSTLY = 2  # times more items of a list that lead elsewhere
_PARTLY = 0.45  # share of links in an item that leads elsewhere where the others do
_LINE = 80  # characters of a line of a list that is set as paragraphs
_NAME = 40  # and of one that is a name
_CAPTION = 200  # characters of a caption
_END = re.compile(r"[.!?…。！？؟:;][»”’\"')]*$")
_PULLED = re.compile(r"(?:^|[\s_-])(?:pull|module|box|side|big|highlight(?:ed)?)-?quotes?(?:$|[\s_-])")
_AROUND = 5  # elements from a quotation's line outwards among which its box is looked for
Judged = Sequence[tuple[Run, Reason | None]]


def without_lists_of_links(judged: Judged) -> list[tuple[Run, Reason | None]]:
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
    elif around is not None and around.parent is not None and len(_elements(around)) == 1:
        around = around.parent  # a box for the subhead alone
    return around is not None and (box(around) in boxes or is_body(around))


def _elements(node: Node) -> list[Node]:
    return [kid for kid in node.kids if isinstance(kid, Node)]


def box(node: Node | None) -> Box:
    """An element as one of its make, where it has a class; else itself."""
    return (node.get("class") if node is not None else "") or id(node)


def with_lines_of_lists(judged: Judged) -> list[tuple[Run, Reason | None]]:
    """A name among lines that are set as paragraphs is one of the list, be it a link; and who said a quotation stands
    below it: a list of nominees without one of them, or words without their speaker, say something else."""
    told = list(judged)
    for at in range(1, len(told)):
        run, reason = told[at]
        if reason in (Reason.FURNITURE, Reason.RELATED) and run.reason is None and len(run.text) < _LINE:
            mine = told[at - 1][1] is None and _attributes(run, told[at - 1][0])
            among = at > 1 and all(why is None and _lists(other, run) for other, why in told[at - 2 : at])
            if mine or (among and len(run.text) < _NAME and any(map(str.isalpha, run.text))):
                told[at] = (run, None)
    return told


def _lists(other: Run, run: Run) -> bool:
    """Whether both are lines of one list."""
    alike = other.node.tag == run.node.tag == "p" and other.node.parent is run.node.parent
    return alike and len(other.text) < _LINE and not _END.search(other.text) and not _END.search(run.text)


def _attributes(run: Run, quotation: Run) -> bool:
    named = run.node.tag == "cite" or "attribution" in run.node.get("class").lower()
    return named and quotation.node.tag in ("blockquote", "q") and quotation.node.parent is run.node.parent


def without_captions(judged: Judged) -> list[tuple[Run, Reason | None]]:
    """A few words alone in a box with a picture are its caption."""
    told = []
    for at, (run, reason) in enumerate(judged):
        if reason is None and len(run.text) < _CAPTION and run.density < 0.3:
            before = judged[at - 1][0].end if at else 0
            after = judged[at + 1][0].start if at + 1 < len(judged) else None
            if _is_pictured(run.node, before, after):
                reason = Reason.CAPTION
        told.append((run, reason))
    return told


def _is_pictured(node: Node, before: int, after: int | None) -> bool:
    """`before` and `after`: where the texts next to it end and begin."""
    top = node
    while top.parent is not None and top.parent.start >= before and (after is None or top.parent.end <= after):
        top = top.parent
    return top is not node and top.tag == "div" and any(kid.tag == "img" for kid in top.walk())


def is_pulled(run: Run) -> bool:
    """Whether a quotation stands in a box that says that it was pulled out of the report."""
    node: Node | None = run.node
    quoted = False
    for _ in range(_AROUND):
        if node is None:
            break
        if quoted and _PULLED.search(words(node)):
            return True
        quoted = quoted or node.tag in ("blockquote", "q")
        node = node.parent
    return False


def is_source(run: Run) -> bool:
    """Whether a line is the source in brackets that its paragraph opens with, and a sentence follows."""
    opening = next(iter(_elements(run.node)), None) if run.node.tag == "p" and len(run.node.kids) > 1 else None
    return opening is not None and opening.tag == "cite" and (opening.start, opening.end) == (run.start, run.end)
