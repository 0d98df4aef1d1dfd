"""An item's page with what is found out for it as it is printed."""

from __future__ import annotations

import dataclasses

from mediawire import headlines, press
from mediawire.model.item import Edition, Item, Surroundings
from mediawire.model.source import Extent
from mediawire.model.story import Telling


def rendered(item: Item, surroundings: Surroundings) -> Edition:
    """An item's page, with what must stand beside its headline. Caveats are the body's words: full texts alone."""
    telling = Telling(report=item.report, chain=item.chain)
    full = item.permission.extent is Extent.FULL
    beside = headlines.caveats(press.shown_headline(item), telling) if full else ()
    told = dataclasses.replace(item, caveats=beside, claimed_by=headlines.claimed_by(telling))
    return press.render(told, surroundings)
