"""Cards: elements of one make, side by side, each a linked title with an excerpt. They announce other reports.

Lists of them often say nothing of themselves, and their excerpts are prose. What tells them is that they are alike and
that each leads to another page of the outlet. Where a page would be nothing but cards, it is left as it is.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from urllib.parse import urlsplit

from mediawire.model.report import Reason
from mediawire.reading.page import Page, site
from mediawire.reading.region import is_among, prose
from mediawire.reading.runs import Run
from mediawire.reading.tree import Node

_ALIKE = 3  # cards that make a list
_TITLE = 25  # characters of a linked title
_OPENS = 3  # runs of a card among which its title stands
_MOST = 0.7  # share of the elements of one make that must be cards
_MAKES = frozenset({"div", "li", "article", "section", "td", "tr", "dd", "figure"})
_EXCERPT = 900  # characters of prose that a card may hold
_UP = 5  # elements above a title among which its card is looked for
_REST = 0.15  # share of the prose that must be left; and so many characters of it
_LEAST = 250


def announce(page: Page, runs: Sequence[Run], titles: frozenset[str]) -> None:
    """Give the runs of cards their reason, where something is left beside them. `titles`: the page's own, squeezed."""
    if page.articles >= _ALIKE:
        _set_apart(runs, titles)
    lists = _lists(page, runs)
    if not lists:
        return
    held: dict[int, list[Run]] = {}
    parents = {parent for parent, _ in lists}
    for run in runs:
        around = _card_of(run.node, lists, parents)
        if around is not None:
            held.setdefault(id(around), []).append(run)
    small = [card for card in held.values() if sum(map(prose, card)) <= _EXCERPT]
    taken = sum(prose(run) for card in small for run in card)
    whole = sum(map(prose, runs))
    if whole - taken < max(_LEAST, _REST * whole):
        return
    for card in small:
        for run in card:
            run.reason = run.reason or Reason.RELATED


def _set_apart(runs: Sequence[Run], titles: frozenset[str]) -> None:
    """Of articles side by side that one is meant in which the page's title stands; the others are other reports."""
    own = [node for run in runs if is_among(run.text, titles) and (node := _article(run.node))]
    beside = {id(node): node.parent for node in own if node.parent and _count(node.parent) >= _ALIKE}
    if len(beside) != 1:
        return
    mine, parent = next(iter(beside.items()))
    for run in runs:
        node = _article(run.node)
        if node is not None and node.parent is parent and id(node) != mine:
            run.reason = run.reason or Reason.RELATED


def _article(node: Node | None) -> Node | None:
    """The outermost element `article` around an element."""
    found = None
    while node is not None:
        found = node if node.tag == "article" else found
        node = node.parent
    return found


def _count(parent: Node) -> int:
    return sum(isinstance(kid, Node) and kid.tag == "article" for kid in parent.kids)


def _lists(page: Page, runs: Sequence[Run]) -> set[tuple[int, str]]:
    """The lists of cards, each by its element's `id` and the make of its cards."""
    leads = [(place, run) for place, run in enumerate(runs) if len(run.text) >= _TITLE and _leads_away(page, run)]
    if len(leads) < _ALIKE:
        return set()
    starts = [run.start for run in runs]
    titled: dict[tuple[int, str], dict[int, Node]] = {}
    for place, run in leads:
        node: Node | None = run.node
        for _ in range(_UP):
            if node is None or node.parent is None:
                break
            if node.tag in _MAKES and place - bisect.bisect_left(starts, node.start) < _OPENS:
                titled.setdefault((id(node.parent), _make(node)), {})[id(node)] = node
            node = node.parent
    return {key for key, cards in titled.items() if len(cards) >= _ALIKE and len(cards) >= _MOST * _alike(key, cards)}


def _alike(key: tuple[int, str], cards: dict[int, Node]) -> int:
    """How many elements of a make stand side by side."""
    parent = next(iter(cards.values())).parent
    return sum(isinstance(kid, Node) and _make(kid) == key[1] for kid in parent.kids) if parent else 0


def _leads_away(page: Page, run: Run) -> bool:
    """Whether a run as long as a title is, or begins with, one that links to another page of the outlet."""
    link = _around(run.node) if run.reason is Reason.RELATED else None
    if link is None and run.linked >= _TITLE:
        link = next((node for node in run.inline if node.tag == "a"), None)
        if link is not None and run.density <= 0.8 and link.start > run.start:
            return False
    if link is None:
        return False
    there, here = urlsplit(page.absolute(link.get("href"))), urlsplit(page.url)
    return site(there.hostname or "") == site(here.hostname or "") and there.path not in ("", "/", here.path)


def _around(node: Node | None) -> Node | None:
    """The link around an element, where one is close."""
    for _ in range(3):
        if node is None or node.tag == "a":
            break
        node = node.parent
    return node if node is not None and node.tag == "a" else None


def _card_of(node: Node | None, lists: set[tuple[int, str]], parents: set[int]) -> Node | None:
    """The outermost card around an element."""
    found = None
    while node is not None and node.parent is not None:
        if id(node.parent) in parents and (id(node.parent), _make(node)) in lists:
            found = node
        node = node.parent
    return found


def _make(node: Node) -> str:
    """What elements of one make have in common: their tag and the first word of their class."""
    return f"{node.tag}.{next(iter(node.get('class').split()), '')}" if node.raw else node.tag
