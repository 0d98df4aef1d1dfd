"""Decisions, items and editions: a report as carried on our wire, and its printed forms."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum

from mediawire.model.headline import Headline, HeadlineVersion
from mediawire.model.permission import Permission
from mediawire.model.report import Corroboration, Picture, Report
from mediawire.model.settings import House
from mediawire.model.source import Source
from mediawire.model.sourcing import Chain
from mediawire.model.story import Change


class DecisionKind(enum.Enum):
    """What the desk or a rule did."""

    TAKE = "take"  # into the queue
    HOLD = "hold"
    PUBLISH = "publish"
    CORRECT = "correct"  # a new revision, or a new house headline, of a printed item
    WITHHOLD = "withhold"  # out of all outputs, may come back
    KILL = "kill"  # out of all outputs for good
    ERASE = "erase"  # killed, and everything that is kept of it is taken away


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who decided what about an item, when, and why. `by` is an editor's name or "rule:" and the rule."""

    kind: DecisionKind
    by: str
    at: dt.datetime
    why: str
    headline: Headline | None = None


class ItemState(enum.Enum):
    """Where an item stands."""

    QUEUED = "queued"
    HELD = "held"
    LIVE = "live"  # decided for printing; printed as soon as the press has run
    WITHHELD = "withheld"
    KILLED = "killed"


@dataclasses.dataclass(frozen=True, slots=True)
class Standing:
    """Of how many tellings on our wire an item is one, how many origins they have, and where their page stands."""

    tellings: int
    origins: int
    path: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPicture:
    """A picture that stands beside the report: as its page has it, and as it was retrieved. Width, height in pixels.

    `name` is its file beside the item page, `digest` the SHA-256 of its bytes, `capture` the archive's row of them.
    """

    picture: Picture
    name: str
    media_type: str
    width: int
    height: int
    size: int
    digest: str
    capture: int = 0
    body: bytes = b""  # only while it is being printed


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A report as carried on our wire.

    `id` counts up; `path` is the item page's address below the public root, fixed at first printing. `printed_at` is
    the time of first printing, `revised_at` of the latest; `revision` counts our printings of it. `earlier` are the
    headlines printed before the present one.
    """

    id: int
    source: Source
    report: Report
    headline: Headline
    permission: Permission
    state: ItemState
    path: str
    chain: Chain = dataclasses.field(default_factory=Chain)
    corroboration: Corroboration | None = None
    revision: int = 1
    printed_at: dt.datetime | None = None
    revised_at: dt.datetime | None = None
    revised_why: str = ""
    earlier: tuple[Headline, ...] = ()
    story_id: str = ""
    log_index: int | None = None
    copy_of: tuple[str, ...] = ()  # names of the sources whose text this report carries
    caveats: tuple[str, ...] = ()  # words of the body that the headline leaves out, printed beside it
    claimed_by: str = ""  # the newsroom that the report has its news from, printed beside the headline
    history: tuple[HeadlineVersion, ...] = ()  # of the source's headlines and the house's, the oldest first
    pictures: tuple[PrintedPicture, ...] = ()
    standing: Standing | None = None  # among the tellings of its story, where the wire carries more than one


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StoryTelling:
    """An item in its story: the item that it leans on, if the wire carries that, and what differs between the two."""

    item: Item
    base: int | None = None  # an item's id
    changes: tuple[Change, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The tellings of one event on our wire, the oldest at its source first.

    `parted` are the paths of told stories that reports were parted into from this one, or the other way.
    """

    id: str
    path: str
    tellings: tuple[StoryTelling, ...]
    origins: int
    parted: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """A line of a list: a printed item by headline, excerpt and time."""

    item_id: int
    path: str
    headline: str
    excerpt: str
    source_name: str
    language: str
    printed_at: dt.datetime
    view: bool = False
    url: str = ""  # of the report at its source
    source_home: str = ""
    source_feed: str = ""
    picture: str = ""  # the first picture's file, below the public root
    picture_type: str = ""
    picture_size: int = 0
    byline: str = ""
    revised_at: dt.datetime | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a page is set in: the house, its public address, recent posts (newest first), the moment of printing."""

    house: House
    public_url: str
    recent: tuple[Recent, ...]
    moment: dt.datetime
    version: str = ""
    checkpoint: str = ""  # the log's signed checkpoint: it travels in every feed


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFile:
    """One file of an edition: its path below the public folder, media type and bytes."""

    path: str
    media_type: str
    body: bytes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An item's printed forms, or the lists'."""

    files: tuple[PrintedFile, ...]
