"""Sources and the terms under which their reports may be printed.

Terms stand in layers (licence, house rules, one-off permission); what a layer does not say is None, and `permission`
lets the strictest statement win. Nothing here decides.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Iterable
from urllib.parse import urlsplit

from mediawire.model.settings import Rule


class Extent(enum.Enum):
    """How much of a report may be printed, from most to least."""

    FULL = "full"
    EXCERPT = "excerpt"
    HEADLINE = "headline"  # headline, and a link
    NOTHING = "nothing"


class Answer(enum.Enum):
    """What a source says when asked whether something may be done."""

    YES = "yes"
    ASK = "ask"  # with permission for the case at hand
    NO = "no"


class Unit(enum.Enum):
    """What an excerpt is measured in."""

    PARAGRAPHS = "paragraphs"
    WORDS = "words"
    CHARACTERS = "characters"
    PERCENT = "percent"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """The largest excerpt that may be printed."""

    unit: Unit = Unit.PARAGRAPHS
    amount: int = 1


class Place(enum.Enum):
    """Where on the page a credit stands."""

    TOP = "top"  # above the first paragraph
    BYLINE = "byline"
    FIRST_PARAGRAPH = "first-paragraph"
    BOTTOM = "bottom"


class LinkTo(enum.Enum):
    """What a credit must link to."""

    ARTICLE = "article"
    HOME = "home"
    NOTHING = "nothing"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CreditSlot:
    """One credit, in one place, in given words.

    `wording` may hold {source}, {author}, {title}, {date}, {url} and {home}; the text between [ and ] is the link's.
    Without brackets the source's name is the link.
    """

    place: Place = Place.BOTTOM
    wording: str = "This report was first published by {source}."
    link: LinkTo = LinkTo.ARTICLE
    follow: bool = True  # False where rel=nofollow is wanted; no term seen asks for it
    required: bool = True
    full_size: bool = False  # must not stand smaller than the text of the report


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a layer of terms rests on: where it was read, when, the digest of what was read, who confirmed it."""

    stated: str = ""  # in a person's words
    url: str = ""
    read_at: dt.date | None = None
    digest: str = ""
    confirmed_by: str = ""
    confidence: str = "stated"  # "stated" by the editor's own reading; else "derived", "catalogue" or "tag"

    @property
    def confirmed(self) -> bool:
        """Whether a person stands behind it: what was derived, looked up or machine-read permits nothing by itself."""
        return self.confidence == "stated" or bool(self.confirmed_by)


# Which pictures a layer that says yes to pictures is about; without one: those of the outlet's own, and those that have
# a free licence of their own.
PICTURES = (
    "credited",  # all with a credit line that does not name an agency or another
    "own",  # those by the outlet itself
    "free",  # those with a free licence of their own
)


class LayerKind(enum.Enum):
    """The three layers of terms."""

    LICENCE = "licence"
    HOUSE_RULES = "house-rules"
    PERMISSION = "permission"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which reports a layer is about; empty: all of the source's."""

    sections: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    published_from: dt.date | None = None
    published_until: dt.date | None = None
    marker: str = ""  # must stand on the page: "republish" (a control that offers the report), or a line of text
    wording: str = ""  # a bound that no page tells a machine: a person judges it


# What a one-off permission may decide although something else speaks against it, because it says so.
SETTLES = (
    "agency-copy",  # the text is an agency's or another outlet's
    "reservation",  # the page reserves all rights
    "contradiction",  # the page contradicts itself, or the terms, about its licence
    "licence",  # the page names a licence that forbids more than the terms do
    "terms",  # the source's other layers: they are set aside, with their duties
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One layer of a source's terms. None and empty: it does not say.

    `derived` names the fields that are not stated but follow from the licence's type. `missing` names duties whose
    wording or code nobody has entered yet; `by_hand` holds rules that only a person can judge.
    """

    kind: LayerKind
    basis: Basis = dataclasses.field(default_factory=Basis)
    scope: Scope = dataclasses.field(default_factory=Scope)
    licence: str | None = None  # an SPDX identifier or LicenseRef-...
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    extent: Extent | None = None
    excerpt: Excerpt | None = None
    headline_may_change: Answer | None = None
    credits: tuple[CreditSlot, ...] = ()
    credit_waived: bool = False
    canonical: bool | None = None  # rel=canonical to the source is required
    counter: str | None = None  # HTML of a page counter that must stand in the copy
    pictures: Answer | None = None
    inner_links: bool | None = None  # links inside the text must stay
    human_choice: bool | None = None  # a person must choose each report
    closing: str | None = None  # text that must close the copy
    as_of: bool | None = None  # a dated "as of" line must stand in the copy
    per_month: int | None = None  # reports a calendar month
    delay_hours: int | None = None  # least time after publication at the source
    take_down_days: int | None = None  # the copy must go after so many days
    commercial: tuple[str, ...] = ()  # tokens such as "noncommercial", "no-resale", "no-ads-against"
    countries: tuple[str, ...] = ()  # of republishers who may; empty: any
    who: str | None = None  # a class of republisher who may
    notify: str | None = None  # "before", "after", "asked"
    waives: tuple[str, ...] = ()  # of this layer's own licence: "noncommercial"
    whole: bool | None = None  # in full or not at all
    headline_shown: bool | None = None  # the source's headline must be seen on the copy, as a link
    age_days: int | None = None  # may be printed so many days after publication at the source, not later
    expires_days: int | None = None  # so many days after publication at the source the copy must go
    when_over: str | None = None  # "link": at the end the text goes and headline and link stay
    retention_hours: int | None = None  # no copy may be kept longer
    countries_not: tuple[str, ...] = ()  # of republishers who may not
    memberships: tuple[str, ...] = ()  # one of them is needed
    channels: tuple[str, ...] = ()  # "web", "print", ...; empty: any
    recheck_hours: int | None = None  # the original is to be looked at again so often
    readership: str | None = None  # figures that the source wants to be told
    serve_capture: bool | None = None  # the captured page of a report may stand beside its copy, for readers to check
    derived: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()
    pictures_only: tuple[str, ...] = ()  # from PICTURES; more than one: all of them at once
    settles: tuple[str, ...] = ()  # of a one-off permission alone, from SETTLES


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """What a house has agreed with an agency (or an outlet): its copy may run as `layer` says, wherever it stands.

    `names` are further names by which its copy is signed; `sources` the ids of the sources whose pages may carry it,
    empty: any.
    """

    agency: str
    layer: Layer
    names: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """All that is known of a source's terms, as a dated snapshot. Without a layer no more than a link is permitted."""

    layers: tuple[Layer, ...] = ()
    as_of: dt.date | None = None


class Door(enum.Enum):
    """How reports of a source come in."""

    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"
    DOCUMENTS = "documents"  # agency documents, by folder or HTTP


class OnChange(enum.Enum):
    """What the line does when a source has changed a report that we printed."""

    PRINT = "print"  # print the new revision, marked as changed
    QUEUE = "queue"  # show the difference to the desk
    HOLD = "hold"  # take the copy out of all outputs until the desk has decided


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An outlet or agency that we retrieve from.

    `id` is the short name in wire.toml. `pattern` is the link pattern of a listing page. `poll_seconds` pins the
    interval that otherwise adapts. `read_feed` takes a report's text from the feed where its page is not to be fetched.
    """

    id: str
    name: str
    home: str
    doors: tuple[tuple[Door, str], ...] = ()
    language: str = ""
    kind: str = "outlet"  # or "agency"
    section: str = ""  # a label of ours
    rule: Rule = Rule.QUEUE
    on_change: OnChange = OnChange.QUEUE
    terms: Terms = dataclasses.field(default_factory=Terms)
    contracts: tuple[Contract, ...] = ()  # the house's, for copy of others on this source's pages
    identity: str = "default"  # a policy of intake.identity, by name
    pattern: str = ""
    poll_seconds: float | None = None
    read_feed: bool = False
    corroboration: float = 0.0  # least corroboration for unattended printing, 0 to 1
    newest: int = 50  # entries taken from a feed at its first poll


def owner(sources: Iterable[Source], url: str) -> Source | None:
    """The source at whose site an address lies, the nearest home first; None where it is nobody's.

    Ports count, since outlets on one machine differ by them alone; a host's subdomains are the host's.
    """
    place = _place(url)
    ranked = [(rank, source) for source in sources if (rank := _nearness(_place(source.home), place)) is not None]
    return max(ranked, key=lambda each: each[0])[1] if ranked else None


def _place(url: str) -> tuple[str, str]:
    """Host with port, and path, of a web address; two empty strings for anything else."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return "", ""
    if parts.scheme not in ("http", "https"):
        return "", ""
    return parts.netloc.rpartition("@")[2].lower().removeprefix("www."), parts.path


def _nearness(home: tuple[str, str], place: tuple[str, str]) -> tuple[int, int] | None:
    (host, path), (other, way) = home, place
    if not host or (other != host and not other.endswith(f".{host}")):
        return None
    folder = path if path.endswith("/") else f"{path}/"
    return len(host), len(folder) if way.startswith(folder) else 0
