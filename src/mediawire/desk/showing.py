"""Reports as the desk shows them: blocks in order with what was left out in place, and differences between readings."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterator

from mediawire.model.report import Block, Omission, Report


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A line of the report as the desk shows it: a block, or something left out."""

    block: Block | None = None
    omission: Omission | None = None

    @property
    def reason(self) -> str:
        """Why it was left out, in words."""
        return self.omission.reason.value.replace("-", " ") if self.omission else ""


def shown_blocks(report: Report) -> list[Shown]:
    """Blocks and omissions in the order of the page."""
    omitted = sorted(report.omissions, key=lambda each: (each.after, each.span.start))
    lines: list[Shown] = []
    for at in range(len(report.blocks) + 1):
        lines += [Shown(omission=each) for each in omitted if each.after == at]
        if at < len(report.blocks):
            lines.append(Shown(block=report.blocks[at]))
    return lines


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both readings have ("same"), only the earlier ("out"), or only the later ("in")."""

    kind: str
    text: str


def changed(before: Report, after: Report) -> list[list[Piece]]:
    """What a new reading changes, paragraph by paragraph; paragraphs that are the same are left out."""
    old, new = ([block.text for block in report.blocks] for report in (before, after))
    told = (
        [] if before.headline.value == after.headline.value else [_words(before.headline.value, after.headline.value)]
    )
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            told += _pairs(old[a:b], new[c:d])
    return told


def changed_lines(before: str, after: str) -> list[list[Piece]]:
    """What a new text changes, line by line; lines that are the same are left out."""
    old, new = before.split("\n"), after.split("\n")
    told: list[list[Piece]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            told += _pairs(old[a:b], new[c:d])
    return told


def _pairs(old: list[str], new: list[str]) -> Iterator[list[Piece]]:
    for at in range(max(len(old), len(new))):
        yield _words(old[at] if at < len(old) else "", new[at] if at < len(new) else "")


def _words(old: str, new: str) -> list[Piece]:
    a, b = old.split(), new.split()
    pieces = []
    for kind, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", " ".join(a[i:j])))
            continue
        pieces += [Piece(side, " ".join(words)) for side, words in (("out", a[i:j]), ("in", b[k:m])) if words]
    return pieces
