"""What the desk's process judges with. It knows nothing of the line's engine: the web process stays small."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from mediawire import headlines
from mediawire.desk import context
from mediawire.house import Wire
from mediawire.house.shelf import Shelf, shelf, style
from mediawire.line.clock import Clock, system_clock
from mediawire.model.headline import Objection
from mediawire.model.story import Telling


def desk_context(wire: Wire, clock: Clock = system_clock) -> None:
    """Hand the desk what it judges with. Raises ConfigurationError where the house's style is not known."""
    style(wire.house.style, wire.folder)
    # Thirty megabytes of words, of which a process that only serves pages has no need: read at the first headline.
    known = functools.cache(lambda: shelf(wire.house.style, wire.folder))
    context.install(
        context.DeskContext(
            house=wire.house,
            sources={source.id: source for source in wire.sources},
            objections=lambda text, telling: _objections(known(), text, telling),
            clock=clock,
        )
    )


def _objections(known: Shelf, text: str, telling: Telling) -> Sequence[Objection]:
    return headlines.object(text, telling, known.style, known.lexicon)
