"""On how many sources a story stands: what an editor is told before publishing one more telling of it."""

from __future__ import annotations

import dataclasses

from mediawire import stories
from mediawire.archive import tellings
from mediawire.model.item import Item
from mediawire.model.sourcing import Chain, SourceKind


@dataclasses.dataclass(frozen=True, slots=True)
class Footing:
    """How many tellings of a story we have, how many origins they have, and what is to be said about it."""

    tellings: int
    origins: int
    warning: str = ""
    others: str = ""  # by the names of their outlets


def footing(item: Item) -> Footing:
    """The footing of an item's story: every telling that the archive holds counts, printed or not."""
    known = tellings.known_tellers(item.story_id) if item.story_id else []
    descent = stories.ancestry(known)
    count = max(1, len(known))
    origins = max(1, descent.count)
    others = dict.fromkeys(each.name for each in known if each.report_id != item.report.id)
    return Footing(count, origins, _warning(count, origins, _ultimate(item.chain)), ", ".join(others))


def _ultimate(chain: Chain) -> str:
    """Whoever said it first, where the report does not name them."""
    last = chain.links[-1] if len(chain.links) > 1 else None
    return last.name if last is not None and last.kind is SourceKind.ANONYMOUS else ""


def _warning(count: int, origins: int, unnamed: str) -> str:
    """Empty where the story stands on two origins or more, or on one telling with a named source."""
    behind = f", and that on a source it does not name ({unnamed})" if unnamed else ""
    if count > 1 and origins == 1:
        return f"Single source: all {count} tellings that we have go back to one report{behind}."
    if count == 1 and unnamed:
        return f"Single source: this report alone tells it, on a source that it does not name ({unnamed})."
    return ""
