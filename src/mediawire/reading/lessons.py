"""What a confirmed page says of each of its runs: published or not, and how the general reader judged it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from mediawire.model.report import Confirmed, Reason
from mediawire.reading import assembly
from mediawire.reading.kinds import OUTSIDE, kinds, likeness, place
from mediawire.reading.reader import looked
from mediawire.reading.region import squeezed
from mediawire.reading.roles import roles
from mediawire.reading.runs import Run
from mediawire.reading.tree import Node

_PART = 20  # letters from which a run may be a part of a confirmed paragraph
_MOST = 0.8  # share of the confirmed text that the article's element holds


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A run of a confirmed page: whether it was published, and why the general reader would not (empty: it would)."""

    text: str
    kinds: tuple[str, ...]
    published: bool
    reason: str

    @property
    def role(self) -> str:
        """Its role, where it has one."""
        return self.kinds[0] if self.kinds[0].startswith("@") else ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A confirmed page: where its article stands, how many characters it has, and its runs."""

    article: str
    length: int
    heard: tuple[Heard, ...]

    @property
    def share(self) -> float:
        """How much of what the general reader would publish was confirmed, by characters."""
        usual = [each for each in self.heard if not each.reason]
        return sum(len(each.text) for each in usual if each.published) / max(1, sum(len(each.text) for each in usual))

    def published(self) -> Lesson:
        """What it says of published runs alone."""
        return dataclasses.replace(self, heard=tuple(each for each in self.heard if each.published))


def lesson(confirmed: Confirmed) -> Lesson | None:
    """What a confirmed page teaches; None where nothing of the confirmed text stands on it."""
    looks = looked(confirmed.capture_payload, confirmed.url, confirmed.content_type)
    kept = _published(looks.runs, confirmed.paragraphs, looks.region)
    body = _around([run for run in looks.runs if id(run) in kept])
    if body is None:
        return None
    general = assembly.judged(looks.page, looks.region or body, looks.runs, *looks.known)
    heard = tuple(_heard(looks.runs, body, kept, general))
    return Lesson(article=place(body), length=sum(len(each.text) for each in heard if each.published), heard=heard)


def _heard(
    runs: Sequence[Run], body: Node, kept: set[int], general: Sequence[tuple[Run, Reason | None]]
) -> Iterator[Heard]:
    usual = {id(run): reason for run, reason in general}
    parts = roles(general)
    for run in runs:
        reason = usual.get(id(run))
        why = OUTSIDE if id(run) not in usual else reason.value if reason else ""
        yield Heard(
            text=run.text, kinds=kinds(run, body, parts.get(id(run), "")), published=id(run) in kept, reason=why
        )


def _published(runs: Sequence[Run], paragraphs: Sequence[str], where: Node | None) -> set[int]:
    """Which runs are the confirmed text. Of several with one text that in the region is, else the first."""
    exact = {likeness(each) for each in paragraphs}
    whole = "\n".join(map(squeezed, paragraphs))
    found: dict[str, Run] = {}
    for run in runs:
        text = likeness(run.text)
        if text and (text in exact or (len(text) >= _PART and text in whole)):
            earlier = found.get(text)
            if earlier is None or (where is not None and not _in(earlier, where) and _in(run, where)):
                found[text] = run
    return {id(run) for run in found.values()}


def _in(run: Run, node: Node) -> bool:
    return node.start <= run.start and run.end <= node.end


def _around(runs: Sequence[Run]) -> Node | None:
    """The innermost element around most of the text of the runs."""
    total = sum(len(run.text) for run in runs)
    sums: dict[int, int] = {}
    best: Node | None = None
    for run in runs:
        node: Node | None = run.node
        while node is not None:
            sums[id(node)] = sums.get(id(node), 0) + len(run.text)
            node = node.parent
    for run in runs:
        node = run.node
        while node is not None and sums[id(node)] < _MOST * total:
            node = node.parent
        if node is not None and (best is None or (best.start <= node.start and node.end <= best.end)):
            best = node
    return best
