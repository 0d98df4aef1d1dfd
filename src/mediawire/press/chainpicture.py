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
from mediawire.press.markup import Html, letters, web
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
    lines = " ".join(_line(each, drawn) for each in drawn)
    more = f'<p class="small">and {len(every) - len(drawn)} more.</p>' if every[_MOST:] else ""
    box = f'viewBox="0 0 {_WIDTH} {drawn[-1].end}" role="group" aria-labelledby="chain-title"'
    svg = f'<svg class="chain-picture" {box} xmlns="http://www.w3.org/2000/svg">{lines}</svg>'
    return Markup(svg + more)  # noqa: S704 - all pieces are ours, or escaped


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


def _line(each: _Drawn, drawn: Sequence[_Drawn]) -> Html:
    x, y = each.x, each.y
    mark = f'{_elbow(each, drawn)}<circle cx="{x}" cy="{y}" r="5"/>{_name(each)}'
    below = y + 22 + _LEADING * (len(each.name) - 1)
    return f'{mark} <text class="kind" x="{x + 14}" y="{below}">{letters(each.hop.kind)}</text>'


def _elbow(each: _Drawn, drawn: Sequence[_Drawn]) -> Html:
    if each.hop.parent < 0:
        return ""
    front = drawn[each.hop.parent]
    return f'<path d="M{front.x} {front.y + 6}V{each.y}H{each.x - 5}"/>'


def _name(each: _Drawn) -> Html:
    spans = " ".join(
        f'<tspan x="{each.x + 14}" y="{each.y + 5 + _LEADING * at}">{letters(words)}</tspan>'
        for at, words in enumerate(each.name)
    )
    text = f'<text class="name">{spans}</text>'
    return f'<a href="{letters(each.hop.url)}" rel="noopener">{text}</a>' if each.hop.url else text
