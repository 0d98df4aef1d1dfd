"""Who a report leans on, and the chain back to whoever said it first."""

from __future__ import annotations

import dataclasses
import enum


class SourceKind(enum.Enum):
    """What a cited source is."""

    AGENCY = "agency"
    OUTLET = "outlet"
    OFFICIAL = "official"
    ORGANISATION = "organisation"
    PERSON = "person"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"


@dataclasses.dataclass(frozen=True, slots=True)
class Range:
    """Characters of one block's text (`block` is its index), end excluded. Block -1 is the headline, -2 the byline,
    -3 the agency credit line."""

    block: int
    start: int
    end: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A place where a report leans on somebody.

    `name` is the source as resolved ("Reuters"), `through` the names of those who passed it on, nearest to us first;
    `direct` says that the words attributed stand in quotation marks: "direct", "mixed" or "indirect".
    """

    name: str
    kind: SourceKind
    cue: str = ""
    cue_at: Range | None = None
    source_at: Range | None = None
    content_at: tuple[Range, ...] = ()
    direct: str = "indirect"
    through: tuple[str, ...] = ()
    outlet_id: str = ""  # in the gazetteer, for agencies and outlets


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One member of a chain: a name, its kind, and the citation (by index) that names it; -1 where none does."""

    name: str
    kind: SourceKind
    citation: int = -1
    url: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The citations of a report and their order: `links` from this outlet back to whoever said it first."""

    citations: tuple[Citation, ...] = ()
    links: tuple[Link, ...] = ()
    others: tuple[tuple[Link, ...], ...] = ()  # side chains, each from this outlet back


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A newsroom or agency by its names."""

    id: str
    name: str
    kind: SourceKind = SourceKind.OUTLET
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    country: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """The outlets and agencies that the house knows."""

    outlets: tuple[Outlet, ...] = ()

    def __hash__(self) -> int:
        """The number of outlets: cheap, as gazetteers are looked up by the report and differ seldom."""
        return hash(len(self.outlets))
