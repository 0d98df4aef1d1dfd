"""Pointing at a paragraph where its source published it: W3C text-quote selectors and text fragment links.

Selectors are those of the Web Annotation Data Model (section 4.2.4), fragments those of the WICG's URL Fragment Text
Directives, section 3: `#:~:text=start,end`, in which hyphen, comma and ampersand are always percent-encoded.
"""

from __future__ import annotations

import functools
import re

_RESERVED = re.compile(r"[^A-Za-z0-9_.~]+")  # what RFC 3986 does not call unreserved, and the hyphen
_AROUND = 32  # characters of the neighbours in a selector
_WORDS = 5  # words at either end of a fragment
_SHORT = 60  # characters up to which a fragment quotes the whole text


def selector(text: str, before: str = "", after: str = "") -> dict[str, str]:
    """A text-quote selector: the exact text, and what stands before and after it on our page, where anything does."""
    told = {"type": "TextQuoteSelector", "exact": text}
    if before:
        told["prefix"] = before[-_AROUND:]
    if after:
        told["suffix"] = after[:_AROUND]
    return told


def fragment_link(url: str, text: str) -> str:
    """The address of a page with a text fragment that leads a browser to the text; the address alone for no text."""
    address = url.partition("#")[0]
    words = text.split(None, 2 * _WORDS)
    if not words:
        return url
    if len(text) <= _SHORT or len(words) <= 2 * _WORDS:
        return f"{address}#:~:text={_encoded(text)}"
    begins = text[: len(text) - len(text.split(None, _WORDS)[-1])].rstrip()
    ends = text[len(text.rsplit(None, _WORDS)[0]) :].lstrip()
    return f"{address}#:~:text={_encoded(begins)},{_encoded(ends)}"


def _encoded(text: str) -> str:
    return _RESERVED.sub(lambda found: _percent(found[0]), text)


@functools.lru_cache(maxsize=512)  # spaces and marks for the most part
def _percent(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "replace"))
