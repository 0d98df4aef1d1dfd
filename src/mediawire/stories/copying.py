"""Copies: a report that carries the text of another, wholly or partly, with the shared words as evidence."""

from __future__ import annotations

from collections.abc import Sequence

from mediawire.model.report import Report
from mediawire.model.story import Candidate, Copy
from mediawire.stories.near import Near
from mediawire.stories.prints import words_of
from mediawire.stories.runs import Run, common_runs, spans

CONTAINED = 0.2  # of the shorter one's words
OWN_OUTLET = 0.5  # an outlet repeats its own background and standing lines
LEAST_WORDS = 30


def copies(report: Report, candidates: Sequence[Candidate]) -> list[Copy]:
    """Which of the candidates' texts does this report carry? `Copy.a` is the report, `Copy.b` the earlier candidate.

    Containment is the share of the shorter text's words that stand in common runs of at least five words. Given what
    `Window.near` found, only candidates that share fingerprints are compared.
    """
    text = report.text
    words = words_of(text)
    found: list[Copy] = []
    for candidate in candidates:
        if candidate.report_id == report.id or _passed(candidates, candidate):
            continue
        theirs = words_of(candidate.text)
        runs = common_runs(theirs, words)
        contained = _contained(runs, min(len(words), len(theirs)))
        if contained >= (OWN_OUTLET if candidate.source_id == report.source_id else CONTAINED):
            shared = spans(text, candidate.text, [(j, i, n) for i, j, n in runs])
            found.append(Copy(a=report.id, b=candidate.report_id, containment=contained, shared=shared))
    return sorted(found, key=lambda copy: (-copy.containment, copy.b))


def _passed(candidates: Sequence[Candidate], candidate: Candidate) -> bool:
    return isinstance(candidates, Near) and candidate.report_id not in candidates.copied


def _contained(runs: list[Run], shorter: int) -> float:
    shared = sum(length for _, _, length in runs)
    return min(1.0, shared / shorter) if shared >= LEAST_WORDS else 0.0
