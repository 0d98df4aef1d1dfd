"""What a report's terms let us do with it, at a moment."""

from __future__ import annotations

import dataclasses
import datetime as dt

from mediawire.model.report import Picture
from mediawire.model.source import CreditSlot, Excerpt, Extent, Terms


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """What the house has already taken of a source: needed where terms count."""

    this_month: int = 0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Something that the house owes the source beside the page itself, in words, and when.

    `kind` is "notify-before", "notify-after", "notify-asked", "recheck", "readership" or "by-hand"; `hours` counts
    from printing, None where no time is named.
    """

    kind: str
    what: str
    hours: int | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """What may be printed, what the page must carry, until when, and why: a dated snapshot bound to each copy.

    `reasons` are sentences an editor understands. `until` is when the permission ends; `not_before` when it begins.
    """

    extent: Extent
    excerpt: Excerpt | None = None
    headline_may_change: bool = False
    human_choice: bool = True
    credits: tuple[CreditSlot, ...] = ()
    canonical: bool = True
    counter: str = ""
    pictures: bool = False  # whether the terms let any be printed
    printable: tuple[Picture, ...] = ()  # those that they cover, as far as is known; printed beside the full text alone
    inner_links: bool = True
    closing: str = ""
    as_of_line: bool = False
    licence: str = ""
    licence_url: str = ""
    state_changes: bool = False  # the licence asks that a changed headline be stated
    not_before: dt.datetime | None = None
    until: dt.datetime | None = None
    reasons: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()  # what it rests on: one line a layer, with its date
    decided_at: dt.datetime | None = None
    headline_shown: bool = False  # the source's headline must be seen, as a link to the report
    when_over: str = ""  # "link": at `until` the text goes and headline and link stay
    duties: tuple[Duty, ...] = ()
    serve_capture: bool = False  # the captured page may be served beside the copy
    terms: Terms | None = None  # the snapshot of the terms that it was decided by
