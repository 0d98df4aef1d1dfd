"""What the desk's process judges with. It knows nothing of the line's engine: the web process stays small."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Sequence

from mediawire import headlines
from mediawire.archive import reports
from mediawire.desk import context
from mediawire.house import Wire
from mediawire.house.shelf import Shelf, shelf, style
from mediawire.line.clock import Clock, system_clock
from mediawire.model.headline import Objection
from mediawire.model.story import Telling
from mediawire.model.style import Lexicon


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
            proposals=lambda telling: headlines.propose(telling, known().style, _lexicon(known(), telling)),
            clock=clock,
        )
    )


def _objections(known: Shelf, text: str, telling: Telling) -> Sequence[Objection]:
    return headlines.object(text, telling, known.style, _lexicon(known, telling))


def _lexicon(known: Shelf, telling: Telling) -> Lexicon:
    """The house's words, with the names that the reports around this one have in common."""
    return dataclasses.replace(known.lexicon, learned=_learned(telling.report.id, telling.report.retrieved_at, telling))


_LATELY = dt.timedelta(days=3)
_kept: dict[tuple[str, dt.datetime], frozenset[str]] = {}


def _learned(report_id: str, at: dt.datetime, telling: Telling) -> frozenset[str]:
    """Kept for the report that an editor works on, who asks again at each pause of typing."""
    if (report_id, at) not in _kept:
        lately = reports.candidates(telling.report, _LATELY, 300)
        _kept.clear()
        _kept[report_id, at] = headlines.learned(each.text for each in lately)
    return _kept.get((report_id, at), frozenset())
