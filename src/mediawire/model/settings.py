"""The house, and how it asks, reads and keeps: what wire.toml says, as frozen values."""

from __future__ import annotations

import dataclasses
import enum


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the republisher is: terms are tested against it (`permission`). None: not said, so nothing is assumed."""

    country: str | None = None  # ISO 3166-1 alpha-2
    kind: str | None = None  # "news", "ngo", "monitoring", "public", ...
    for_profit: bool | None = None
    advertisements: bool | None = None
    paywall: bool | None = None
    memberships: tuple[str, ...] = ()
    counter_consent: bool = False  # may a source's page counter run on our pages?


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The newsroom that runs the wire: its name, address, words and style."""

    name: str
    url: str
    contact: str  # an address or page for those whose sites we read; stands in the User-Agent
    language: str = "en"  # BCP 47, of the house's own words
    section: str = "Media Wire"
    disclaimer: str = (
        "Reports and views in this section were retrieved from other news agencies and websites. They do not "
        "necessarily reflect the opinion of this newsroom. Headlines may be changed to fit our style; the content is "
        "not changed. Source and URL stand at the bottom of each report."
    )
    style: str = "plain"  # a style of `headlines`, by name
    profile: Profile = dataclasses.field(default_factory=Profile)
    search: bool = True  # pages link to /search, which the built-in server answers
    hub: str = ""  # a WebSub hub that is told of each printing; empty: none
    recent: int = 8  # recent posts listed below a report
    front: int = 40  # items on the front page
    feed: int = 50  # items in a feed


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How the fetcher asks. Times in seconds, sizes in bytes."""

    agent: str = "mediawire"
    pace: float = 1.0  # least time between the starts of two requests to one registrable domain
    deadline: float = 30.0  # a whole request, redirects included
    connect: float = 10.0
    least_rate: int = 100  # bytes a second, after the first five seconds
    body_limit: int = 10 * 1024 * 1024  # decoded
    ratio_limit: int = 100  # decoded to served, once a body is over 1 MiB
    header_limit: int = 64 * 1024
    redirects: int = 5
    concurrency: int = 64  # requests under way at once, over all hosts
    poll_floor: float = 60.0
    poll_ceiling: float = 6 * 3600.0
    retry_after_cap: float = 24 * 3600.0
    crawl_delay_cap: float = 60.0  # the longest Crawl-delay of a robots.txt that is honoured
    ports: tuple[int, ...] = (80, 443, 8080, 8443)
    local: tuple[
        str, ...
    ] = ()  # networks in CIDR form that the operator allows although they are local; any port there
    downgrade: tuple[str, ...] = ()  # host names that may redirect from https to http


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLimits:
    """What one page may cost. Seconds of processor time, bytes."""

    seconds: float = 10.0
    memory: int = 512 * 1024 * 1024  # of a reading process, address space beyond its start
    payload: int = 10 * 1024 * 1024
    depth: int = 400  # of nested elements
    processes: int = 2


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How long captures that nothing printed stands on are kept, and when the disk is too full."""

    unprinted_days: int = 30  # captures that carry no item
    feeds_days: int = 7  # captures of feed documents
    disk_alarm: int = 1024 * 1024 * 1024  # free bytes below which the desk is told
    disk_stop: int = 256 * 1024 * 1024  # free bytes below which retrieval stops


class Rule(enum.Enum):
    """What a source's reports meet when they arrive: the standing decision of the desk."""

    PUBLISH = "publish"
    QUEUE = "queue"
    HOLD = "hold"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WebAddress:
    """Where the built-in server listens; port 0 takes a free one."""

    host: str = "127.0.0.1"
    port: int = 8750
    public_url: str = ""  # how readers reach the public folder; empty: http://host:port


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """What lets documents in by push: a watched folder, a token for the HTTP endpoint, a public WebSub callback."""

    folder: str = ""  # agency documents dropped here, one subfolder a source; empty: none
    token_file: str = ""  # relative to the wire's folder; empty: no HTTP endpoint
    per_minute: int = 600  # documents that one token may push
    callback: str = ""  # public base URL for WebSub; empty: no subscription
