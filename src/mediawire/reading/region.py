"""The article's region: the smallest element that holds most of the page's prose and little else.

Every run speaks for or against the elements around it: prose for them, by its length; furniture, links and scraps
against them. The element with the best sum is the region (a maximum-subtree rule; a page's own word for its body
counts for more). Ties go to the inner one.
"""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Iterable, Sequence

from mediawire.reading.runs import Run
from mediawire.reading.signs import is_body
from mediawire.reading.tree import Node

_SENTENCE = re.compile(r"[.!?…。！？؟:;»”’\"')\]]\s*$")
_PROSE = frozenset(
    {"p", "blockquote", "div", "section", "article", "td", "span", "font", "main", "body", "li", "center"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Short lines of these speak against nobody: result lists, verses, subheads.
_LINES = _HEADINGS | {"p", "li", "blockquote", "td", "th", "tr", "dd", "dt"}
_FEW_LINKS = 0.3
_PARTS = frozenset({"p", "li", "span", "blockquote", "tr", "td", "em", "strong", "b", "i", "a", "header"}) | _HEADINGS
_SEVERAL, _ARTICLE = 2, 600  # h1 elements on a page of several articles; characters of prose that make one
_PLACE = operator.attrgetter("place")
_OWN_WORD = 1.25
_AGAINST = 0.7  # what a scrap weighs a character; furniture that says so is less of a sign
_FURNITURE = 0.4
_PARDONED = 0.5  # share of what speaks against an element that calls itself the body


def prose(run: Run) -> int:
    """How many characters of prose a run is: none for furniture, link lists and scraps."""
    length = len(run.text)
    if run.reason is not None or 2 * run.linked > length or run.node.tag in _HEADINGS:
        return 0
    if length >= 80:
        return length - run.linked
    if run.node.tag in _PROSE and length >= 25 and _SENTENCE.search(run.text):
        return length - run.linked
    return 0


def find(root: Node, runs: Sequence[Run], told: str = "") -> Node | None:
    """The region, or None where the page has no prose. `told`: the body as the page's own data tells it, squeezed."""
    best: Node | None = None
    most = 0.0
    for each in _sums(runs, told):
        node, total, against = each.node, each.total, each.against
        if (total - against) * _OWN_WORD < most:
            continue
        if is_body(node):
            total = (total - _PARDONED * against) * _OWN_WORD
        elif node.tag == "article":
            total *= 1.05
        if total > most or (total == most and best is not None and _inside(node, best)):
            best, most = node, total
    while best is not None and best.parent is not None and best.tag in _PARTS:
        best = best.parent
    return best


class _Sum:
    """What speaks for an element less what is against it, and the latter alone."""

    __slots__ = ("against", "node", "place", "total")

    def __init__(self, node: Node) -> None:
        self.node = node
        self.place = (node.start, node.inner)
        self.total = self.against = 0.0


def _sums(runs: Sequence[Run], told: str) -> Iterable[_Sum]:
    """The sums of all elements around runs."""
    sums: dict[int, _Sum] = {}  # by `id` of the element
    for run in runs:
        node: Node | None = run.node
        while node is not None and id(node) not in sums:
            sums[id(node)] = _Sum(node)
            node = node.parent
        own = _worth(run, told)
        mine = sums[id(run.node)]
        mine.total += own
        if own < 0:
            mine.against += own
    # What is inside begins later than what is around it.
    for each in sorted(sums.values(), key=_PLACE, reverse=True):
        parent = each.node.parent
        if parent is not None:
            above = sums[id(parent)]
            above.total += each.total
            above.against += each.against
    return sums.values()


def first_article(runs: Sequence[Run], titles: frozenset[str], headings: Sequence[Node]) -> Sequence[Run]:
    """The runs up to the next article, where one page carries several, each below an h1 and in an element of its own.

    An h1 among the paragraphs is a subhead: what stands below it may be where the report says what it does not know.
    """
    if len(headings) < _SEVERAL:
        return runs
    first = headings[0].start
    own = next((run.node.start for run in runs if run.node.tag == "h1" and squeezed(run.text) in titles), first)
    later = next((node for node in headings if node.start > own), None)
    if later is None:
        return runs
    mine = [run for run in runs if run.start < later.start]
    told = [run for run in mine if run.start > own and prose(run)]
    beside = any(run.node.parent is later.parent for run in told)
    return runs if beside or sum(map(prose, told)) < _ARTICLE else mine


def _worth(run: Run, told: str) -> float:
    length = len(run.text)
    if run.reason is not None:
        return -_FURNITURE * min(length, 400)
    if told and length >= 25:
        return length * 1.5 if squeezed(run.text) in told else -0.3 * length
    if good := prose(run):
        return float(good)
    return 0.0 if run.density < _FEW_LINKS and run.node.tag in _LINES else -_AGAINST * min(length, 400)


def is_among(text: str, titles: frozenset[str]) -> bool:
    """Whether a text, squeezed, is one of these. Most lines of a page are too short for it, and not squeezed."""
    return 2 * len(text) >= _shortest(titles) and squeezed(text) in titles


@functools.lru_cache(maxsize=64)
def _shortest(titles: frozenset[str]) -> int:
    return min(map(len, titles), default=0)


@functools.lru_cache(maxsize=4096)  # a page's runs are asked after again and again
def squeezed(text: str) -> str:
    """Letters and digits alone, for comparing texts over differences of marks and spaces."""
    return "".join(filter(str.isalnum, text)).lower()


def _inside(node: Node, other: Node) -> bool:
    above = node.parent
    while above is not None:
        if above is other:
            return True
        above = above.parent
    return False
