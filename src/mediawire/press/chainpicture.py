"""A report's chain as a picture that reads as text: one line a member, from this report back to whoever said it first.

Chains that begin alike share their beginning, so that what a report has from several sides shows as branches.
"""

from __future__ import annotations

import dataclasses
import textwrap
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from mediawire.model.sourcing import Chain, Link
from mediawire.press import account
from mediawire.press.markup import formed, web
from mediawire.press.words import plain

_MOST = 16  # lines; what is beyond is counted below the picture
_ROW, _LEADING, _STEP, _LEFT, _WIDTH = 46, 18, 18, 9, 360  # of the picture's own units, about pixels on a phone
_LETTER = 8.4  # units: a wide letter of the name's size
_LINES = 3  # of a name
_DEEPEST = 6  # steps to the right; further members stand below one another


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """A line of the picture: a member of a chain, and the line of the member in front of it (-1 for this report)."""

    name: str
    kind: str
    url: str
    depth: int
    parent: int


def hops(chain: Chain) -> tuple[Hop, ...]:
    """The members of all chains of a report, each once, branch by branch."""
    found: list[Hop] = []
    known: dict[tuple[str, ...], int] = {}
    for links in (chain.links, *chain.others):
        path: tuple[str, ...] = ()
        for link in (each for each in links if plain(each.name)):
            parent = known.get(path, -1)
            path = (*path, plain(link.name))
            if path not in known:
                known[path] = len(found)
                found.append(_hop(link, len(path) - 1, parent))
    return tuple(_in_order(found))


def picture(chain: Chain) -> Markup:
    """The picture as inline SVG; empty where no chain has a member."""
    every = hops(chain)
    drawn: list[_Drawn] = []
    for each in every[:_MOST]:
        drawn.append(_drawn(each, drawn))
    if not drawn:
        return Markup("")
    lines = Markup(" ").join(_line(each, drawn) for each in drawn)
    more = formed('<p class="small">and {} more.</p>', len(every) - len(drawn)) if every[_MOST:] else Markup("")
    return (
        formed(
            '<svg class="chain-picture" viewBox="0 0 {} {}" role="group" aria-labelledby="chain-title" '
            'xmlns="http://www.w3.org/2000/svg">{}</svg>',
            *(_WIDTH, drawn[-1].end, lines),
        )
        + more
    )


@dataclasses.dataclass(frozen=True, slots=True)
class _Drawn:
    """A member in its place: the middle of its mark, the lines of its name, where the next one begins."""

    hop: Hop
    x: int
    y: int
    name: tuple[str, ...]

    @property
    def end(self) -> int:
        return self.y - 16 + _ROW + _LEADING * (len(self.name) - 1)


def _drawn(hop: Hop, before: Sequence[_Drawn]) -> _Drawn:
    x = _LEFT + _STEP * min(hop.depth, _DEEPEST)
    room = int((_WIDTH - x - 16) / _LETTER)
    name = textwrap.wrap(hop.name, room, max_lines=_LINES, placeholder=" …", break_on_hyphens=False)
    return _Drawn(hop, x, (before[-1].end if before else 0) + 16, tuple(name))


def _hop(link: Link, depth: int, parent: int) -> Hop:
    return Hop(name=plain(link.name), kind=account.kind_of(link.kind), url=web(link.url), depth=depth, parent=parent)


def _in_order(found: Sequence[Hop]) -> Iterator[Hop]:
    """Each member behind the one in front of it, branches one after another; parents are the new places."""
    after: dict[int, list[int]] = {}
    for at, each in enumerate(found):
        after.setdefault(each.parent, []).append(at)
    places: dict[int, int] = {-1: -1}
    waiting = list(reversed(after.get(-1, [])))
    while waiting:
        at = waiting.pop()
        places[at] = len(places) - 1
        yield dataclasses.replace(found[at], parent=places[found[at].parent])
        waiting += reversed(after.get(at, []))


def _line(each: _Drawn, drawn: Sequence[_Drawn]) -> Markup:
    x, y = each.x, each.y
    below = y + 22 + _LEADING * (len(each.name) - 1)
    return formed(
        '{}<circle cx="{}" cy="{}" r="5"/>{} <text class="kind" x="{}" y="{}">{}</text>',
        _elbow(each, drawn),
        x,
        y,
        _name(each),
        x + 14,
        below,
        each.hop.kind,
    )


def _elbow(each: _Drawn, drawn: Sequence[_Drawn]) -> Markup:
    if each.hop.parent < 0:
        return Markup("")
    front = drawn[each.hop.parent]
    return formed('<path d="M{} {}V{}H{}"/>', front.x, front.y + 6, each.y, each.x - 5)


def _name(each: _Drawn) -> Markup:
    spans = Markup(" ").join(
        formed('<tspan x="{}" y="{}">{}</tspan>', each.x + 14, each.y + 5 + _LEADING * at, words)
        for at, words in enumerate(each.name)
    )
    text = formed('<text class="name">{}</text>', spans)
    return formed('<a href="{}" rel="noopener">{}</a>', each.hop.url, text) if each.hop.url else text
