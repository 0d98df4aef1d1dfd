"""Lists that are served, against the manifests and the log: front page, feeds, sitemap, stories, ninjs.

ListFiles(published, log, logged, printed).findings() -> (path, [(place, what)])     for each list, what is wrong
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterator, Mapping, Sequence

from mediawire.line import listed
from mediawire.line.listed import Listing
from mediawire.line.logfiles import LogFiles, Published
from mediawire.model.errors import WireError
from mediawire.proof import note
from mediawire.proof.claims import Claims, read

LISTS = ("index.html", "recent.json", "feed.xml", "feed.json", "sitemap.xml")
STORIES, NINJS = "story/*/*", "[0-9]*/*/*/*/ninjs.json"
_KEPT = 512  # manifests, read for one list after the other
Found = list[tuple[str, str]]  # the place of the item concerned ("" where it is none), and what is wrong


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """What the log says of an item: whether and as which revision it stands, when it was printed first and last."""

    printed: bool
    revision: int
    first: dt.datetime
    last: dt.datetime


class ListFiles:
    """Reads every list once. `printed` are the places of printed items, with the times of their first printing."""

    def __init__(
        self, published: Published, log: LogFiles, logged: Mapping[int, Logged], printed: Mapping[str, dt.datetime]
    ) -> None:
        self._published = published
        self._public = published.public
        self._log = log
        self._logged = logged
        self._printed = printed
        self._manifest = functools.lru_cache(_KEPT)(self._read_manifest)

    def findings(self) -> Iterator[tuple[str, Found]]:
        """Every list by its path, with what is wrong with it."""
        for path in self._paths():
            yield path, self._look(path)

    def look(self, path: str) -> Found:
        """One list looked at anew."""
        self._manifest.cache_clear()
        return self._look(path)

    def _paths(self) -> list[str]:
        others = [*self._public.glob(STORIES), *self._public.glob(NINJS)]
        return [*LISTS, *(each.relative_to(self._public).as_posix() for each in sorted(others))]

    def _look(self, path: str) -> Found:
        try:
            body = (self._public / path).read_bytes()
        except OSError:
            return []  # that a file is missing, the ledger tells
        try:
            told = listed.listings(path, body)
            found = [(each.place, what) for each in told if (what := self._wrong(each))]
            found += [(each.place, what) for each in listed.passages(path, body) if (what := self._misquoted(each))]
            return found + self._checkpoint(path, body) + self._left_out(path, told)
        except WireError as error:
            return [("", str(error))]

    def _wrong(self, listing: Listing) -> str:
        claims = self._manifest(listing.place)
        logged = self._logged.get(claims.item) if claims else None
        if claims is None or logged is None or not logged.printed or claims.path != listing.place:
            return f"it names {listing.place}, which is not printed"
        what = listed.disagreement(listing, claims, logged.first, logged.last)
        return f"of {listing.place}: {what}" if what else ""

    def _misquoted(self, passage: listed.Passage) -> str:
        claims = self._manifest(passage.place)
        what = listed.misquoted(passage, claims) if claims else ""
        return f"of {passage.place}: {what}" if what else ""

    def _read_manifest(self, place: str) -> Claims | None:
        """The manifest at a place; None where none can be read, of which the look at items tells more."""
        try:
            return read((self._public / place / "manifest.json").read_bytes())
        except (OSError, WireError):
            return None

    def _checkpoint(self, path: str, body: bytes) -> Found:
        """A feed's checkpoint is one that was signed for this log. One that is newer than what was read is left."""
        text = listed.checkpoint_of(path, body)
        if not text:
            return []
        head = note.open_checkpoint(text, self._published.keys, self._published.origin)
        known = head.size <= len(self._log.entries)
        return (
            [("", "its checkpoint is of another history")]
            if known and self._log.root_at(head.size) != head.root
            else []
        )

    def _left_out(self, path: str, told: Sequence[Listing]) -> Found:
        if path not in LISTS:
            return []
        return [(each, f"it leaves out {each}") for each in listed.left_out(told, self._printed)]
