"""What the desk's process judges with. It knows nothing of the line: the web process stays small."""

from __future__ import annotations

from mediawire import headlines
from mediawire.desk import context
from mediawire.house import Wire
from mediawire.house.shelf import shelf
from mediawire.line.clock import Clock, system_clock


def desk_context(wire: Wire, clock: Clock = system_clock) -> None:
    """Hand the desk what it judges with."""
    known = shelf(wire.house.style)
    context.install(
        context.DeskContext(
            house=wire.house,
            sources={source.id: source for source in wire.sources},
            objections=lambda text, telling: headlines.object(text, telling, known.style, known.lexicon),
            clock=clock,
        )
    )
