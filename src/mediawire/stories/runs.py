"""Common runs of words in two texts, the passages that they make, and their places in both."""

from __future__ import annotations

from collections.abc import Sequence

from mediawire.model.story import SharedSpan
from mediawire.stories.prints import starts_of, words_of

LEAST = 5
GAP = 14  # words between two runs of one passage
SLIP = 4  # words by which the texts may differ in such a gap
Run = tuple[int, int, int]  # first word in a, first word in b, number of words


def common_runs(a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """The longest common runs of at least five words, in the order of `b`; no word of `b` is in two of them."""
    # Keys are hashes of five words, not the words: fewer objects to keep. What they find is compared word by word.
    where = dict(zip(map(hash, zip(a, a[1:], a[2:], a[3:], a[4:], strict=False)), range(len(a)), strict=False))
    starts = map(where.get, map(hash, zip(b, b[1:], b[2:], b[3:], b[4:], strict=False)))
    found: list[Run] = []
    behind = 0
    for at, start in [(at, start) for at, start in enumerate(starts) if start is not None]:
        if at >= behind and a[start : start + LEAST] == b[at : at + LEAST]:
            length = _length(a, b, start, at)
            found.append((start, at, length))
            behind = at + length
    return found


def _length(a: Sequence[str], b: Sequence[str], i: int, j: int) -> int:
    end = min(len(a) - i, len(b) - j)
    length = LEAST
    while length < end and a[i + length] == b[j + length]:
        length += 1
    return length


def passages(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs that go on one after the other in both texts: a passage in which single words were altered."""
    found: list[list[Run]] = []
    for run in runs:
        if found and _goes_on(found[-1][-1], run):
            found[-1].append(run)
        else:
            found.append([run])
    return found


def _goes_on(before: Run, run: Run) -> bool:
    gap_a = run[0] - before[0] - before[2]
    gap_b = run[1] - before[1] - before[2]
    return -2 <= gap_a <= GAP and gap_b <= GAP and abs(gap_a - gap_b) <= SLIP


def spans(a: str, b: str, runs: Sequence[Run]) -> tuple[SharedSpan, ...]:
    """Runs of words as characters of both texts."""
    if not runs:
        return ()
    of_a, of_b = ((starts_of(text), words_of(text)) for text in (a, b))
    return tuple(SharedSpan(*_place(*of_a, i, n), *_place(*of_b, j, n)) for i, j, n in runs)


def _place(starts: Sequence[int], words: Sequence[str], first: int, count: int) -> tuple[int, int]:
    last = first + count - 1
    return starts[first], starts[last] + len(words[last])
