"""What the desk is handed when the web process starts: the house and what its judgement needs."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence

from mediawire.model.errors import ConfigurationError
from mediawire.model.headline import Headline, Objection
from mediawire.model.settings import House
from mediawire.model.source import Source
from mediawire.model.story import Telling


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DeskContext:
    """The house, its sources by id, its judgement of headlines, and the clock."""

    house: House
    sources: dict[str, Source]
    objections: Callable[[str, Telling], Sequence[Objection]]
    proposals: Callable[[Telling], Sequence[Headline]]
    clock: Callable[[], dt.datetime]


_installed: list[DeskContext] = []


def install(context: DeskContext) -> None:
    """Hand the desk its context, once, when the process starts."""
    _installed[:] = [context]


def context() -> DeskContext:
    """The context that was handed in."""
    if not _installed:
        raise ConfigurationError("the desk was not given a house", remedy="Start it with: mediawire run")
    return _installed[0]
