"""The plain account at the end of a report: what was left out, how it reached us, how it changed."""

from __future__ import annotations

import collections
from collections.abc import Sequence

from mediawire.model.item import Item
from mediawire.model.report import Omission, Reason
from mediawire.model.source import Extent
from mediawire.model.sourcing import SourceKind
from mediawire.press.extent import Carried

_OMITTED = {
    Reason.RELATED: ("related-links box", "related-links boxes"),
    Reason.NEWSLETTER: ("newsletter form", "newsletter forms"),
    Reason.ADVERTISEMENT: ("advertisement", "advertisements"),
    Reason.CAPTION: ("picture caption", "picture captions"),
    Reason.PICTURE: ("picture", "pictures"),
    Reason.PICTURE_CREDIT: ("picture credit", "picture credits"),
    Reason.BYLINE: ("byline (printed at the top)", "bylines (printed at the top)"),
    Reason.TIME: ("time line (printed at the top)", "time lines (printed at the top)"),
    Reason.TITLE: ("headline (printed at the top)", "headlines"),
    Reason.STANDFIRST: ("standfirst", "standfirsts"),
    Reason.SHARE: ("row of share buttons", "rows of share buttons"),
    Reason.COMMENT: ("readers' comment section", "readers' comment sections"),
    Reason.HIDDEN: ("passage that the source's page hides", "passages that the source's page hides"),
    Reason.NAVIGATION: ("navigation element", "navigation elements"),
    Reason.TAGS: ("list of tags", "lists of tags"),
    Reason.FORM: ("form", "forms"),
    Reason.PLAYER: ("audio or video player", "audio or video players"),
    Reason.EMBED: ("embedded element", "embedded elements"),
    Reason.PAYWALL: ("paywall notice", "paywall notices"),
    Reason.NOTICE: ("standing notice of the outlet", "standing notices of the outlet"),
    Reason.BIOGRAPHY: ("author's biography", "authors' biographies"),
    Reason.SCRIPT: ("script or comment in the page's code", "scripts or comments in the page's code"),
    Reason.DUPLICATE: ("repeated passage", "repeated passages"),
    Reason.UNANCHORED: (
        "passage that could not be read word for word",
        "passages that could not be read word for word",
    ),
    Reason.OUTLET_RULE: (
        "element that this outlet's reading rule excludes",
        "elements that this outlet's reading rule excludes",
    ),
    Reason.FURNITURE: ("other element of the page", "other elements of the page"),
}
_KINDS = {
    SourceKind.AGENCY: "news agency",
    SourceKind.OUTLET: "news outlet",
    SourceKind.OFFICIAL: "official",
    SourceKind.ORGANISATION: "organisation",
    SourceKind.PERSON: "person",
    SourceKind.DOCUMENT: "document",
    SourceKind.ANONYMOUS: "not named in the report",
}


def left_out(omissions: Sequence[Omission]) -> tuple[str, ...]:
    """What of the article's region is not printed, counted by reason, in the order met: "2 related-links boxes", ..."""
    counts = collections.Counter(omission.reason for omission in omissions)
    return tuple(f"{count} {_OMITTED[reason][count > 1]}" for reason, count in counts.items())


def shortened(carried: Carried, source: str) -> str:
    """Why the report is not whole here, in a sentence; empty where it is."""
    if carried.extent is Extent.FULL or (carried.whole and carried.blocks):
        return ""
    if carried.extent is Extent.EXCERPT:
        return f"This is an excerpt, as the terms of {source} allow."
    return f"We print the headline, a few words and a link: no terms of {source} that we know allow more."


def kind_of(kind: SourceKind) -> str:
    """What a member of a chain is, in words."""
    return _KINDS[kind]


def listed(names: Sequence[str]) -> str:
    """Names as a phrase: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def is_revised(item: Item) -> bool:
    """Whether the item was printed again after its first printing."""
    return item.revision > 1 and item.revised_at is not None
