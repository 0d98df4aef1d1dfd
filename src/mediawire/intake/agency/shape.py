"""What the agency formats have in common: an entry in the making, and texts as HTML."""

from __future__ import annotations

import datetime as dt
import html
import re

from lxml import etree

from mediawire.intake.feeds.dates import moment
from mediawire.intake.feeds.draft import Draft, Worded
from mediawire.intake.feeds.markup import inner
from mediawire.intake.feeds.xmltext import local

_BLANK_LINE = re.compile(r"\n\s*\n")
_BODY = re.compile(r"<body\b[^>]*>(.*?)</body\s*>", re.DOTALL | re.IGNORECASE)


def html_of(text: str) -> str:
    """Plain text as paragraphs: by blank lines where there are any, else by line."""
    text = text.replace("\r\n", "\n").strip()
    parts = _BLANK_LINE.split(text) if _BLANK_LINE.search(text) else text.split("\n")
    return "\n".join(f"<p>{html.escape(part.strip(), quote=False)}</p>" for part in parts if part.strip())


def body_of(markup: str) -> str:
    """What stands inside `body` of an HTML document, or the fragment as it is."""
    found = _BODY.search(markup)
    return (found[1] if found else markup).strip()


def xhtml_of(element: etree._Element) -> str:
    """The inside of the `body` of an XHTML tree, or of the element."""
    body = next((each for each in element.iter() if local(each) == "body"), element)
    return inner(body).strip()


def status(draft: Draft, stated: str) -> None:
    """Note a publishing status: usable, withheld or canceled, whatever the vocabulary's prefix."""
    word = stated.rpartition(":")[2].rpartition("/")[2].strip().lower()
    if word:
        draft.status = "canceled" if word in ("cancelled", "cancel", "killed", "kill") else word


def embargo(draft: Draft, stated: str) -> None:
    """Note an embargo: the latest one stated, and one that cannot be read never ends."""
    if stated.strip():
        until = moment(stated) or dt.datetime.max.replace(tzinfo=dt.UTC)
        draft.embargo = max(until, draft.embargo) if draft.embargo else until


def titled(draft: Draft, title: str) -> None:
    """Offer a headline that is text, not HTML; the first that says anything stays."""
    if title.strip() and not (draft.title and draft.title.text):
        draft.title = Worded(" ".join(title.split()), draft.language, "text/plain")


def whole(text: str) -> str:
    """The text with U+FFFD for halves of characters that stand alone, which JSON can name and nothing can store."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
