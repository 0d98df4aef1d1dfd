"""Which sentence of one telling tells what which sentence of another tells."""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Mapping, Sequence

from mediawire.stories.tellings import Told, weights

ALIKE = 0.34  # weighted share of common stems that makes two sentences tell of the same
CLOSE = 0.55  # and that makes their wording comparable


@dataclasses.dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of each telling, and how alike they are (1: the same words)."""

    a: Told
    b: Told
    likeness: float

    @property
    def same(self) -> bool:
        """Are they the same words?"""
        return self.likeness >= 1.0


@dataclasses.dataclass(frozen=True, slots=True)
class Alignment:
    """The sentences of two tellings in pairs (in the order of b), and those that have no partner."""

    pairs: tuple[Pair, ...]
    only_a: tuple[Told, ...]
    only_b: tuple[Told, ...]


def align(
    a: Sequence[Told], b: Sequence[Told], summaries: tuple[Sequence[Told], Sequence[Told]] = ((), ())
) -> Alignment:
    """Pair the sentences of two tellings: the same words first, then the most alike. A sentence may have two partners
    where another was split in two. What the other telling says in its summary alone has a partner too, if no pair."""
    pairs, left_a, left_b = _same(a, b)
    rare = weights([*a, *b])
    taken: set[int] = set()
    for likeness, i, j in _ranked(left_a, left_b, rare):
        if -i in taken or len(left_a) + j in taken:
            continue
        taken.update((-i, len(left_a) + j))
        pairs.append(Pair(left_a[i], left_b[j], likeness))
    pairs += _leads(a, b, pairs, rare)
    rest_a = [each for i, each in enumerate(left_a) if -i not in taken]
    rest_b = [each for j, each in enumerate(left_b) if len(left_a) + j not in taken]
    only_a, more_a = _partnered(rest_a, [pair.b for pair in pairs if not pair.same], rare)
    only_b, more_b = _partnered(rest_b, [pair.a for pair in pairs if not pair.same], rare)
    only_a, _ = _partnered(only_a, summaries[1], rare)
    only_b, _ = _partnered(only_b, summaries[0], rare)
    pairs += [Pair(mine, other, likeness) for mine, other, likeness in more_a]
    pairs += [Pair(other, mine, likeness) for mine, other, likeness in more_b]
    pairs.sort(key=lambda pair: (pair.b.block, pair.b.start, pair.a.block, pair.a.start))
    return Alignment(tuple(pairs), tuple(only_a), tuple(only_b))


def _leads(a: Sequence[Told], b: Sequence[Told], pairs: Sequence[Pair], rare: Mapping[str, float]) -> list[Pair]:
    """The first sentences of both sum up the same news, even where one of them has a nearer partner."""
    if not a or not b or any(pair.a is a[0] and pair.b is b[0] for pair in pairs):
        return []
    likeness = alike(a[0], b[0], rare)
    return [Pair(a[0], b[0], likeness)] if likeness >= ALIKE else []


def _same(a: Sequence[Told], b: Sequence[Told]) -> tuple[list[Pair], list[Told], list[Told]]:
    waiting: dict[tuple[str, ...], collections.deque[Told]] = collections.defaultdict(collections.deque)
    for each in a:
        waiting[each.key].append(each)
    pairs: list[Pair] = []
    left_b: list[Told] = []
    for each in b:
        queue = waiting.get(each.key)
        if queue:
            pairs.append(Pair(queue.popleft(), each, 1.0))
        else:
            left_b.append(each)
    unused = {id(each) for queue in waiting.values() for each in queue}
    return pairs, [each for each in a if id(each) in unused], left_b


def _ranked(a: Sequence[Told], b: Sequence[Told], rare: Mapping[str, float]) -> list[tuple[float, int, int]]:
    found = []
    for i, mine in enumerate(a):
        for j, other in enumerate(b):
            if mine.stems & other.stems and (likeness := alike(mine, other, rare)) >= ALIKE:
                found.append((likeness, i, j))
    return sorted(found, key=lambda each: (-each[0], abs(each[1] - each[2]), each[2]))


def alike(a: Told, b: Told, rare: Mapping[str, float]) -> float:
    """The weighted share of common stems in those of both sentences, below 1. A figure that only one of them has says
    nothing against: it is what may have changed."""
    shared = a.stems & b.stems
    # a stem that stands in both counts as rare as one that stands in one alone
    common = 2.0 * sum(rare[stem] for stem in shared)
    alone = sum(rare[stem] for stem in a.stems ^ b.stems if not stem[0].isdigit())
    return min(0.99, 2.0 * common / (2.0 * common + alone)) if common else 0.0


def _partnered(
    rest: Sequence[Told], others: Sequence[Told], rare: Mapping[str, float]
) -> tuple[list[Told], list[tuple[Told, Told, float]]]:
    """Those of the rest that tell part of a sentence that has a partner already, and those that do not."""
    alone: list[Told] = []
    paired: list[tuple[Told, Told, float]] = []
    for each in rest:
        best = max(others, key=lambda other: _contained(each, other, rare), default=None)
        if best is not None and _contained(each, best, rare) >= CLOSE:
            paired.append((each, best, _contained(each, best, rare)))
        else:
            alone.append(each)
    return alone, paired


def _contained(mine: Told, other: Told, rare: Mapping[str, float]) -> float:
    common = 2.0 * sum(rare[stem] for stem in mine.stems & other.stems)
    alone = sum(rare[stem] for stem in mine.stems - other.stems if not stem[0].isdigit())
    return min(0.99, common / (common + alone)) if common else 0.0
