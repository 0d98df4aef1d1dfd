"""Outlet rules: what two or more confirmed pages of one outlet teach about where its article stands.

A rule is a small TOML file: the path of the element that holds the article, by tag and class words, and the places
(the same kind of path, below it) that are furniture. It is applied only where its path is found once and what it gives
is of the size that it was learned from; else the outlet has changed its pages, and the general reader reads.
"""

from __future__ import annotations

import collections
import datetime as dt
import json
import tomllib
from collections.abc import Sequence

from mediawire.model.errors import ConfigurationError
from mediawire.model.report import Block, Confirmed, Omission, OutletRule, Reason
from mediawire.reading import charset, tree
from mediawire.reading.assembly import blocks_of
from mediawire.reading.page import Page, taken_apart
from mediawire.reading.region import squeezed
from mediawire.reading.runs import Run, Walker
from mediawire.reading.tree import Node


def learn(confirmed: Sequence[Confirmed], source_id: str, learned_at: dt.date) -> OutletRule:
    """The rule that confirmed pages teach. Raises ConfigurationError where they have nothing in common."""
    lessons = [_lesson(each) for each in confirmed]
    bodies = collections.Counter(path for lesson in lessons for path in {lesson[0]} if path)
    if not bodies:
        raise ConfigurationError(
            "the confirmed pages have no common place for the article",
            where=source_id,
            remedy="Confirm two pages of one kind.",
        )
    body = bodies.most_common(1)[0][0]
    kept = set().union(*(lesson[1] for lesson in lessons))
    left = set().union(*(lesson[2] for lesson in lessons)) - kept
    lines = [
        f"# What {len(lessons)} confirmed pages of this outlet teach. Learned by mediawire; an editor may change it.",
        f'learned = "{learned_at.isoformat()}"',
        f"article = {json.dumps(body)}",
        f"publish = {json.dumps(sorted(kept))}",
        f"omit = {json.dumps(sorted(left))}",
        f"least = {min(lesson[3] for lesson in lessons) // 4}  # characters that an article has",
    ]
    return OutletRule(source_id=source_id, learned_at=learned_at, text="\n".join(lines) + "\n")


def _lesson(confirmed: Confirmed) -> tuple[str, set[str], set[str], int]:
    name = charset.of(confirmed.capture_payload, "")
    root = tree.build(confirmed.capture_payload, 400)
    page = taken_apart(confirmed.capture_payload, root, name, confirmed.url)
    runs = Walker(page.payload, name, root).runs(root.first("body") or root)
    truth = {squeezed(each) for each in confirmed.paragraphs}
    inside = [run for run in runs if squeezed(run.text) in truth]
    body = _common([run.node for run in inside])
    if body is None:
        return "", set(), set(), 0
    kept = {path_of(run.node, body) for run in inside}
    there = [run for run in runs if body.start <= run.start and run.end <= body.end]
    left = {path_of(run.node, body) for run in there if squeezed(run.text) not in truth}
    return path_of(body), kept, left - kept, sum(len(run.text) for run in inside)


def _common(nodes: Sequence[Node]) -> Node | None:
    """The innermost element around all nodes."""
    if not nodes:
        return None
    chain = _above(nodes[0])
    for node in nodes[1:]:
        others = set(map(id, _above(node)))
        chain = [each for each in chain if id(each) in others]
    return chain[0] if chain else None


def _above(node: Node | None) -> list[Node]:
    told = []
    while node is not None:
        told.append(node)
        node = node.parent
    return told


def path_of(node: Node, within: Node | None = None) -> str:
    """An element's path by tag and class words, from below `within` (or the body) on; figures in names do not count."""
    steps: list[str] = []
    here: Node | None = node
    while here is not None and here is not within and here.tag not in ("html", "#root"):
        words = sorted(each for each in here.get("class").split() if not any(letter.isdigit() for letter in each))
        steps.append(".".join([here.tag, *words[:3]]))
        here = here.parent
    return ">".join(reversed(steps))


def apply(
    rule: OutletRule, page: Page, runs: Sequence[Run], known: tuple[frozenset[str], tuple[str, ...]]
) -> tuple[tuple[Block, ...], tuple[Omission, ...]] | None:
    """Blocks and omissions by the rule, or None where the page is not as the rule expects."""
    try:
        told = tomllib.loads(rule.text)
        article, publish, omit, least = told["article"], set(told["publish"]), set(told["omit"]), int(told["least"])
    except (tomllib.TOMLDecodeError, KeyError, ValueError, TypeError) as error:
        raise ConfigurationError(
            f"the outlet rule cannot be read ({error})", where=f"rule of {rule.source_id}", remedy="Learn it anew."
        ) from error
    bodies = [node for node in page.root.walk() if node.kids and path_of(node) == article]
    if len(bodies) != 1:
        return None
    body = bodies[0]
    there = [run for run in runs if body.start <= run.start and run.end <= body.end]
    for run in there:
        path = path_of(run.node, body)
        if path in publish and run.reason is not Reason.HIDDEN:
            run.reason = None
        elif path in omit:
            run.reason = run.reason or Reason.OUTLET_RULE
    blocks, omissions = blocks_of(page, body, there, *known)
    if sum(len(block.text) for block in blocks) < max(least, 80):
        return None
    return blocks, omissions
