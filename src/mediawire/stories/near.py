"""Candidates that a window found near a report, with what it knows of them already."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from mediawire.model.story import Candidate


@dataclasses.dataclass(frozen=True, slots=True)
class Near(Sequence[Candidate]):
    """A sequence of candidates. `copied` are the ids that share fingerprints with the report; `standing` the
    fingerprints that its outlet prints below everything; `likeness` the nearness of each story, from 0 to 1."""

    candidates: tuple[Candidate, ...]
    copied: frozenset[str] = frozenset()
    standing: frozenset[int] = frozenset()
    likeness: Mapping[str, float] = dataclasses.field(default_factory=dict)

    @overload
    def __getitem__(self, place: int) -> Candidate: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Candidate]: ...

    def __getitem__(self, place: int | slice) -> Candidate | Sequence[Candidate]:
        return self.candidates[place]

    def __len__(self) -> int:
        return len(self.candidates)

    def __iter__(self) -> Iterator[Candidate]:
        return iter(self.candidates)
