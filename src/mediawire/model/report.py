"""Reports: what one source published at one URL, block by block, each anchored in the bytes it was read from."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import hashlib


class Form(enum.Enum):
    """How the bytes of a span become text: a fixed sequence of standard unescapings."""

    HTML = "html"
    XML_HTML = "xml-html"  # escaped HTML in a feed
    JSON_HTML = "json-html"
    PLAIN = "plain"


class Reason(enum.Enum):
    """Why bytes inside the article's region are not published."""

    RELATED = "related"  # read-also boxes, teasers
    NEWSLETTER = "newsletter"
    ADVERTISEMENT = "advertisement"
    CAPTION = "caption"
    PICTURE = "picture"
    PICTURE_CREDIT = "picture-credit"
    BYLINE = "byline"
    TIME = "time"
    TITLE = "title"
    STANDFIRST = "standfirst"
    SHARE = "share"
    COMMENT = "comment"
    HIDDEN = "hidden"
    NAVIGATION = "navigation"
    TAGS = "tags"
    FORM = "form"
    PLAYER = "player"
    EMBED = "embed"
    PAYWALL = "paywall"
    NOTICE = "notice"  # copyright lines, terms, standing lines of the outlet
    BIOGRAPHY = "biography"
    SCRIPT = "script"  # script, style, template, noscript, comments
    DUPLICATE = "duplicate"
    UNANCHORED = "unanchored"  # text that the bytes do not give word for word
    OUTLET_RULE = "outlet-rule"
    FURNITURE = "furniture"  # none of the above, but not the article


@dataclasses.dataclass(frozen=True, slots=True)
class Gap:
    """Bytes inside a span that are left out, and why. End excluded."""

    start: int
    end: int
    reason: Reason = Reason.FURNITURE


@dataclasses.dataclass(frozen=True, slots=True)
class Span:
    """Byte offsets into the payload, end excluded, less its gaps."""

    start: int
    end: int
    form: Form = Form.HTML
    gaps: tuple[Gap, ...] = ()


class BlockKind(enum.Enum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTATION = "quotation"
    LIST_ITEM = "list-item"
    TABLE_ROW = "table-row"
    PREFORMATTED = "preformatted"
    CAPTION = "caption"
    EMBED = "embed"  # `link` holds its address
    STANDFIRST = "standfirst"
    CORRECTION = "correction"  # and editor's notes


class MarkKind(enum.Enum):
    """Inline marks that are kept."""

    LINK = "link"
    EMPHASIS = "emphasis"
    STRONG = "strong"


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    """A range of characters of a block's text, end excluded; `href` is absolute, http or https, for links alone."""

    kind: MarkKind
    start: int
    end: int
    href: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading, quotation, list item, table row, caption or embed.

    `text` is exactly what `span` gives. `level` is the level of a heading or the depth of a list item; `ordered` says
    that a list item is numbered; `cells` are the character ranges of a table row's cells in `text`.
    """

    kind: BlockKind
    text: str
    span: Span
    marks: tuple[Mark, ...] = ()
    level: int = 0
    ordered: bool = False
    cells: tuple[tuple[int, int], ...] = ()
    link: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """Something in the article's region that is not published: its bytes, why, where it stood, and how it began.

    `after` is the number of blocks published before it; `text` its beginning, for the desk alone.
    """

    span: Span
    reason: Reason
    after: int = 0
    text: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A word of the page about itself, and where it stood ("json-ld", "og:title", "h1", "feed", ...)."""

    value: str
    origin: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StatedTime:
    """A time as stated: the moment (aware; in the page's zone where it named one), the wording, where it stood.

    `zoned` is False where the page named no zone and UTC was assumed; `day_only` where it named a day.
    """

    moment: dt.datetime
    wording: str
    origin: str
    zoned: bool = True
    day_only: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A machine-readable word about rights: rel=license, schema.org license, TDM reservation, robots meta, ...

    `scope` is what it is about: "item" (the report), "page", "feed", "site", "figure" (a picture, not the text),
    "widget" (the republish widget), "other" (another work). `where` is a header's or meta's name, or the property.
    """

    kind: str
    value: str
    scope: str = "page"
    where: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of the article, as its figure has it: address, caption with its bytes, credit and licence if named.

    `credit` is the words that name whose it is, as written; `licence` an address or a
    wording; `alt` its text alternative.
    """

    url: str
    caption: str = ""
    span: Span | None = None  # of the caption
    credit: str = ""
    licence: str = ""
    alt: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something that the desk should know of a reading. `severity` is "block", "warn" or "note"."""

    code: str
    severity: str
    what: str
    span: Span | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one source published at one URL, as read from one capture.

    `id` names the report through all its revisions (`report_id`). Text fields are plain text; blocks and omissions are
    in the order of the page.
    """

    id: str
    source_id: str
    url: str  # canonical where the page names one on its own site, else the final address
    capture: str  # digest of the payload
    retrieved_at: dt.datetime
    headline: Stated
    blocks: tuple[Block, ...]
    omissions: tuple[Omission, ...] = ()
    revision: int = 1
    headlines: tuple[Stated, ...] = ()  # all candidates
    byline: Stated | None = None  # as given
    authors: tuple[str, ...] = ()
    published: StatedTime | None = None
    modified: StatedTime | None = None
    standfirst: Stated | None = None
    section: Stated | None = None
    language: str = ""
    charset: str = "utf-8"
    agency_credit: Stated | None = None  # "(Reuters)", "AFP", "dpa"
    dateline: str = ""
    view: bool = False  # opinion: labelled as such
    paywalled: bool = False
    picture_credits: tuple[Stated, ...] = ()
    pictures: tuple[Picture, ...] = ()
    signals: tuple[Signal, ...] = ()
    canonical: str = ""  # as the page names it, also off its site
    remarks: tuple[Remark, ...] = ()
    reader: str = "general/1"  # which reader, or "rule:" and the digest of an outlet rule

    @property
    def text(self) -> str:
        """The body as text, a blank line between blocks."""
        return "\n\n".join(block.text for block in self.blocks if block.text)

    @property
    def content_digest(self) -> str:
        """SHA-256 over the body's words as captured: same content, same digest, whatever the address or headline."""
        return hashlib.sha256("\n".join(block.text for block in self.blocks).encode("utf-8")).hexdigest()


def report_id(source_id: str, url: str) -> str:
    """The stable name of a report: 16 hexadecimal digits over source and canonical URL."""
    return hashlib.sha256(f"{source_id}\n{url}".encode()).hexdigest()[:16]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Another account of the same page: its paragraphs, by the feed, JSON-LD, a second reader or an earlier page."""

    name: str
    paragraphs: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """What one witness says: the shares of our words that it has and of its words that we have, and the differences."""

    witness: str
    ours_confirmed: float
    theirs_found: float
    only_ours: tuple[str, ...] = ()
    only_theirs: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """How well a reading is borne out, from 0 (no witness, or contradicted) to 1, and by whom."""

    degree: float
    testimonies: tuple[Testimony, ...] = ()
    repeated: tuple[str, ...] = ()  # blocks of ours that stood on earlier pages of the outlet: hardly this report's


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """A page that an editor confirmed: its capture and the paragraphs that are the article."""

    capture_payload: bytes
    url: str
    paragraphs: tuple[str, ...]
    content_type: str = ""  # as served: it may name the charset


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OutletRule:
    """A learned, dated, declarative rule for one outlet; `text` is the readable file (TOML)."""

    source_id: str
    learned_at: dt.date
    text: str
