"""Agency documents: ninjs 1.x to 3.x, NewsML-G2, NewsML 1.2 and NITF, read leniently (IPTC, www.iptc.org).

Real agency files are sloppier than their schemas: nothing here validates. Every item of a document arrives, with or
without a text; `medium` says what it is, `status` whether it may be used at all, `embargo` not before when.
"""

from __future__ import annotations

import re

from mediawire.intake.agency import newsml, newsml1, ninjs, nitf
from mediawire.intake.feeds.charset import decode
from mediawire.intake.feeds.xmltext import local, tree
from mediawire.model.errors import UnreadableFeed
from mediawire.model.feed import FeedEntry

__all__ = ["parse", "refuse_cut"]

_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)")
_BEHIND = re.compile(r"(?:<!--.*?-->|<\?.*?\?>|\s)+\Z", re.DOTALL)


def refuse_cut(body: bytes, content_type: str = "", where: str = "document") -> None:
    """Raise UnreadableFeed where an XML document does not end with its root's end tag: half of it is on the way still.

    The reader mends what it gets, and would take the first half for the whole. JSON cut short is not JSON.
    """
    text = decode(body, {"content-type": content_type}).text.lstrip("\ufeff").lstrip()
    root = _ROOT.search(text)
    if text.startswith("<") and root is not None:
        end = text[-4096:]
        behind = _BEHIND.search(end)
        if not re.search(rf"</{re.escape(root[1])}\s*>\Z", end[: behind.start()] if behind else end):
            raise UnreadableFeed(
                f"the document ends before its </{root[1]}>", where=where, remedy="Ask the agency to send it again."
            )


def parse(body: bytes, content_type: str = "", where: str = "document") -> tuple[FeedEntry, ...]:
    """The items of an agency document, texts as HTML in `content`; raises UnreadableFeed.

    `content_type` is believed for its charset alone: what a document is, it says itself.
    """
    headers = {"content-type": content_type}
    text = decode(body, headers).text.lstrip("\ufeff").lstrip()
    if text.startswith(("{", "[")):
        return ninjs.read(text, where)
    root = tree(body, headers, where)
    kind = local(root)
    if kind == "nitf":
        return (nitf.item(root),)
    if kind == "newsml":
        return newsml1.read(root)
    found = newsml.read(root)
    if not found:
        raise UnreadableFeed(
            f"<{kind}> is neither ninjs, NewsML nor NITF", where=where, remedy="Ask the agency which format it sends."
        )
    return found
