"""The search page: found items in the look of the wire. The web process renders it on demand; it is never a file."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from mediawire.model.settings import House
from mediawire.press.templating import fill, policy
from mediawire.press.words import direction


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A printed item as found: its page, headline, source, and a snippet in runs, each with whether it was searched."""

    path: str
    headline: str
    source_name: str
    language: str
    printed: str
    pieces: Sequence[tuple[str, bool]] = ()

    @property
    def direction(self) -> str:
        """Which way its words run: "ltr" or "rtl"."""
        return direction(self.language)


def search_page(words: str, found: Sequence[Found], page: int, more: bool, house: House) -> bytes:
    """The page for some words: up to a page's number of items, and whether there are more behind."""
    return fill("search.html", words=words, found=found, page=page, more=more, house=house, root="/", policy=policy())
