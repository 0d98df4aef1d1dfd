"""Outlet rules: what two or more confirmed pages of one outlet teach about what it publishes.

A rule corrects the general reader and never replaces its judgement as a whole. It is a small TOML file: the places
where the article stands; the kinds of block (an element's path by tag and class words, and how its words are set) that
are published though the general reader leaves them out for a reason that is named, and those that are left out though
it would publish them; lines that stand on several pages, and how lines begin that are left out. It is applied only
where its article's place is found and holds what an article holds: else the outlet has changed its pages, and the
general reader reads alone.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Iterator, Mapping, Sequence

from mediawire.model.errors import ConfigurationError
from mediawire.model.report import Block, Omission, OutletRule, Reason
from mediawire.reading import assembly
from mediawire.reading.kinds import OUTSIDE, begin, digest, kinds, likeness, place
from mediawire.reading.page import Page
from mediawire.reading.roles import roles
from mediawire.reading.runs import Run
from mediawire.reading.tree import Node

_KEPT = 0.7  # share of the general reader's text that a rule may not leave less of
Known = tuple[frozenset[str], tuple[str, ...]]  # titles, squeezed, and authors


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Teaching:
    """What a rule says. `publish`: by kind, the general reader's reasons that do not hold for it."""

    articles: tuple[str, ...]
    least: int
    publish: Mapping[str, frozenset[str]]
    omit: frozenset[str]
    standing: frozenset[str]
    openings: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    ends: frozenset[str] = frozenset()
    once: frozenset[str] = frozenset()

    def beyond_markup(self) -> Teaching:
        """What holds however the page is built: lines that are known word for word."""
        return dataclasses.replace(self, publish={}, omit=frozenset())

    def stands(self, text: str) -> bool:
        """Whether a line is one that the outlet puts below or between its reports."""
        return likeness(text) in self.standing or digest(text) in self.once


def teaching(rule: OutletRule) -> Teaching:
    """A rule's file as a value. Raises ConfigurationError where it cannot be read."""
    try:
        told = tomllib.loads(rule.text)
        lines = tuple(map(str, told.get("standing", ())))
        return Teaching(
            articles=tuple(map(str, told["articles"])),
            least=int(told["least"]),
            publish={kind: frozenset(map(str, why)) for kind, why in told.get("publish", {}).items()},
            omit=frozenset(map(str, told.get("omit", ()))),
            standing=frozenset(map(likeness, lines)),
            openings=tuple(map(str, told.get("openings", ()))),
            lines=lines,
            ends=frozenset(map(str, told.get("ends", ()))),
            once=frozenset(map(str, told.get("once", ()))),
        )
    except (tomllib.TOMLDecodeError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise ConfigurationError(
            f"the outlet rule cannot be read ({error})", where=f"rule of {rule.source_id}", remedy="Learn it anew."
        ) from error


def apply(
    rule: OutletRule, page: Page, runs: Sequence[Run], region: Node | None, known: Known
) -> tuple[tuple[Block, ...], tuple[Omission, ...], bool] | None:
    """Blocks and omissions, and whether the page is as the rule expects; None where nothing can be read.

    `region` is where the general reader would read. Of a page that looks otherwise only that part of the rule holds
    that does not lean on markup: lines known word for word.
    """
    taught = teaching(rule)
    body = _body(taught, page, runs, region)
    if body is not None and (found := _read(taught, page, runs, (region or body, body), known)):
        blocks, omissions = found
        if sum(len(block.text) for block in blocks) >= taught.least:
            return blocks, omissions, True
    if region is None:
        return None
    found = _read(taught.beyond_markup(), page, runs, (region, region), known)
    return (*found, False) if found else None


def _read(
    taught: Teaching, page: Page, runs: Sequence[Run], places: tuple[Node, Node], known: Known
) -> tuple[tuple[Block, ...], tuple[Omission, ...]] | None:
    where, body = places
    general = assembly.judged(page, where, runs, *known)
    found = list(_corrected(taught, runs, body, general))
    kept = [at for at, (_, reason) in enumerate(found) if reason is None]
    if not kept:
        return None
    usual = sum(len(run.text) for run, reason in general if reason is None and not taught.stands(run.text))
    if sum(len(found[at][0].text) for at in kept) < _KEPT * usual:
        return None
    there = [at for at, (run, _) in enumerate(found) if _within(run, where)]
    first, last = min(kept[0], *there), max(kept[-1], *there)
    return assembly.told(page, found[first : last + 1])


def _body(taught: Teaching, page: Page, runs: Sequence[Run], region: Node | None) -> Node | None:
    """The element where the article stands: of those at the rule's places, the one with most prose."""
    wanted = set(taught.articles)
    found = [node for node in page.root.walk() if node.kids and place(node) in wanted]
    if not found:
        return None
    if len(found) == 1:
        return found[0]
    sizes = [sum(len(run.text) for run in runs if run.reason is None and _within(run, node)) for node in found]
    return found[sizes.index(max(sizes))]


def _within(run: Run, node: Node) -> bool:
    return node.start <= run.start and run.end <= node.end


def _corrected(
    taught: Teaching, runs: Sequence[Run], body: Node, general: Sequence[tuple[Run, Reason | None]]
) -> Iterator[tuple[Run, Reason | None]]:
    usual = {id(run): reason for run, reason in general}
    parts = roles(general)
    ended = False
    shown = sum(len(run.text) for run, reason in general if reason is None)
    so_far = 0
    for run in runs:
        why = OUTSIDE
        reason: Reason | None = Reason.FURNITURE
        if id(run) in usual:
            reason = usual[id(run)]
            why = reason.value if reason else ""
            so_far += len(run.text) if reason is None else 0
        ended = ended or (so_far > 0.85 * shown and run.text in taught.ends)
        if ended:
            yield run, reason or Reason.OUTLET_RULE
        else:
            yield run, _ruled(taught, run, kinds(run, body, parts.get(id(run), "")), reason, why)


def _ruled(taught: Teaching, run: Run, mine: Sequence[str], reason: Reason | None, why: str) -> Reason | None:
    if reason is Reason.HIDDEN or run.reason is Reason.HIDDEN:
        return Reason.HIDDEN
    if taught.stands(run.text) or begin(run.text) in taught.openings:
        return reason or Reason.OUTLET_RULE
    for kind in mine:
        if reason is not None and why in taught.publish.get(kind, ()):
            return None
        if reason is None and kind in taught.omit:
            return Reason.OUTLET_RULE
    return reason
