"""What is known of an outlet's republication terms before anybody here has read them: facts, with where and when."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An outlet of the shipped catalogue.

    `facts` holds what was seen, by the keys of the catalogue's reference page; a key that is not there was not seen,
    which says nothing about what the outlet asks. `notes` tells the detail behind a fact; `other` are further rules in
    a few words. `confidence` is "read_in_full", "excerpt" or "secondary"; `seen` the day of the look-up.
    """

    id: str
    name: str
    seen: dt.date
    confidence: str
    home: str = ""
    terms_url: str = ""
    read_at: str = ""
    country: str = ""
    languages: tuple[str, ...] = ()
    licence: str = ""
    tag_only: bool = False  # the licence's type comes from a third party's tag alone
    facts: Mapping[str, str] = dataclasses.field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    excerpt: Mapping[str, str | int] = dataclasses.field(default_factory=dict)
    notes: Mapping[str, str] = dataclasses.field(default_factory=dict)
    other: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()
