"""Copies: a report that carries the text of another, wholly or partly, with the shared words as evidence."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mediawire.model.report import Report
from mediawire.model.story import Candidate, Copy
from mediawire.stories.near import Near
from mediawire.stories.prints import hashes, words_of
from mediawire.stories.runs import Run, common_runs, passages, spans

CONTAINED = 0.2  # of the shorter one's words
OWN_OUTLET = 0.6  # an outlet repeats its own background and standing lines
LEAST_WORDS = 30  # of the longest passage
DECISIVE = 110  # words of one passage that are no quotation
CLEAR = 0.34  # contained, where the longest passage may be a quotation
_BELOW = 30  # words behind the standing lines of a text
_PARAGRAPH = 160  # words: longer passages are no standing lines
_STANDING = 0.5  # of a passage's fingerprints


def copies(report: Report, candidates: Sequence[Candidate]) -> list[Copy]:
    """Which of the candidates' texts does this report carry? `Copy.a` is the report, `Copy.b` the earlier candidate.

    Containment is the share of the shorter text's words that stand in common runs of at least five words. Given what
    `Window.near` found, only candidates that share fingerprints are compared, and standing lines of outlets are left
    aside. Equal runs make a copy only where they make a passage longer than what two independent reports quote alike.
    """
    copied, standing = _known(candidates)
    text = report.text
    words = words_of(text)
    found: list[Copy] = []
    for candidate in candidates:
        if candidate.report_id == report.id or (copied is not None and candidate.report_id not in copied):
            continue
        theirs = words_of(candidate.text)
        runs = _telling(common_runs(words, theirs), (words, theirs), standing)
        contained = min(1.0, sum(run[2] for run in runs) / max(1, min(len(words), len(theirs))))
        if _copied(runs, contained, own=candidate.source_id == report.source_id):
            shared = spans(text, candidate.text, runs)
            found.append(Copy(a=report.id, b=candidate.report_id, containment=contained, shared=shared))
    return sorted(found, key=lambda copy: (-copy.containment, copy.b))


def _known(candidates: Sequence[Candidate]) -> tuple[Collection[str] | None, frozenset[int]]:
    if isinstance(candidates, Near):
        return candidates.copied, candidates.standing
    return None, frozenset()


def _telling(runs: list[Run], texts: tuple[Sequence[str], Sequence[str]], standing: frozenset[int]) -> list[Run]:
    """Runs without those passages that are standing lines: known as such, or below both texts."""
    return [
        run
        for passage in passages(runs)
        if not (_below(passage, texts) or (standing and _stands(passage, texts[1], standing)))
        for run in passage
    ]


def _below(passage: list[Run], texts: tuple[Sequence[str], Sequence[str]]) -> bool:
    """Does a passage stand at the very end of two longer texts?"""
    first, last = passage[0], passage[-1]
    return all(
        first[side] > 0.4 * len(text) and len(text) - last[side] - last[2] <= _BELOW for side, text in enumerate(texts)
    )


def _stands(passage: list[Run], theirs: Sequence[str], standing: frozenset[int]) -> bool:
    start, end = passage[0][1], passage[-1][1] + passage[-1][2]
    if end - start > _PARAGRAPH:
        return False
    marks = set(hashes(theirs[start:end]))
    covered = len(marks & standing) * 3  # one of about three runs of words is a fingerprint
    return covered >= _STANDING * len(marks)


def _copied(runs: list[Run], contained: float, *, own: bool) -> bool:
    longest = max((sum(run[2] for run in passage) for passage in passages(runs)), default=0)
    if longest < LEAST_WORDS or contained < (OWN_OUTLET if own else CONTAINED):
        return False
    return longest >= DECISIVE or contained >= CLEAR
