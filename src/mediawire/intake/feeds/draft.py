"""A feed or an entry while its elements are gathered, and the rules of which of several statements wins."""

from __future__ import annotations

import dataclasses
import datetime as dt

from mediawire.intake.feeds.dates import moment
from mediawire.intake.feeds.markup import is_web
from mediawire.intake.feeds.oddities import title_flags
from mediawire.intake.feeds.people import name_in
from mediawire.model.feed import Enclosure, FeedEntry


@dataclasses.dataclass(frozen=True, slots=True)
class Worded:
    """HTML or text as served, its language by `xml:lang`, and its type where the feed names one."""

    text: str
    language: str | None = None
    type: str = ""


@dataclasses.dataclass(slots=True)
class Draft:
    """What has been found so far. A feed's own description is gathered in the same way as an entry."""

    id: str | None = None
    link: str | None = None
    identifier_link: str | None = None  # a permalink guid, or an Atom id
    title: Worded | None = None
    title_rank: tuple[int, int] = (99, 9)  # depth, then 0 for a title of the feed's own and 1 for one of its media
    times: dict[str, tuple[str, dt.datetime | None]] = dataclasses.field(default_factory=dict)
    summary: Worded | None = None
    summary_rank: tuple[int, int] = (99, 9)  # as for titles
    contents: list[Worded] = dataclasses.field(default_factory=list)
    spare: list[Worded] = dataclasses.field(default_factory=list)  # second summaries
    language: str | None = None
    authors: list[str] = dataclasses.field(default_factory=list)
    categories: list[str] = dataclasses.field(default_factory=list)
    enclosures: list[Enclosure] = dataclasses.field(default_factory=list)
    licences: list[str] = dataclasses.field(default_factory=list)
    also: list[str] = dataclasses.field(default_factory=list)
    origin: str | None = None
    origin_title: str | None = None
    medium: str = ""
    status: str = ""
    version: str = ""
    embargo: dt.datetime | None = None
    note: str = ""
    flags: list[str] = dataclasses.field(default_factory=list)

    def offer_title(self, words: Worded, depth: int, *, media: bool = False) -> None:
        """The shallowest title wins, the report's own before that of its media, the first before the second."""
        rank = (depth, 1 if media else 0)
        if self.title is not None and self.title.text and rank >= self.title_rank:
            if rank == self.title_rank and not media and words.text not in ("", self.title.text):
                self.flags.append("two-titles")
            return
        if words.text or self.title is None:
            self.title, self.title_rank = words, rank

    def offer_summary(self, words: Worded, depth: int, *, media: bool = False) -> None:
        """The shallowest is the summary, the report's own before that of its media.

        A second one may be the text where there is no other; after the text it is the better summary.
        """
        rank = (depth, 1 if media else 0)
        if self.summary is None or rank < self.summary_rank or (rank == self.summary_rank and self.contents):
            previous, self.summary, self.summary_rank = self.summary, words, rank
            self.spare += [previous] if previous is not None else []
        else:
            self.spare.append(words)

    def offer_time(self, key: str, wording: str) -> None:
        """The last statement that is a date wins over those before it."""
        found = moment(wording)
        if found is not None or self.times.get(key, ("", None))[1] is None:
            self.times[key] = (wording, found)

    def offer_author(self, wording: str) -> None:
        """A name, once."""
        name = name_in(wording)
        if name and name not in self.authors:
            self.authors.append(name)

    def offer_category(self, wording: str | None) -> None:
        """A category or keyword, once."""
        if wording and (word := wording.strip()) and word not in self.categories:
            self.categories.append(word)

    def time(self, *keys: str) -> tuple[dt.datetime | None, str]:
        """The first of some times that is there, with its wording."""
        told = [self.times[key] for key in keys if key in self.times]
        dated = next((each for each in told if each[1] is not None), told[0] if told else ("", None))
        return dated[1], dated[0]

    def _published(self) -> tuple[dt.datetime | None, str]:
        """When it was published; when it was made, where nothing else is said."""
        published, created = self.time("published"), self.time("created")
        said = published[0] or self.time("updated")[0]
        return created if created[0] and not said else published

    def address(self) -> str | None:
        """Where the report stands: its link, else an identifier that is an address."""
        if self.link:
            return self.link
        if self.identifier_link and is_web(self.identifier_link):
            return self.identifier_link
        return self.id if self.id and is_web(self.id) and self.identifier_link is None else None

    def entry(self) -> FeedEntry:
        """The entry as gathered; whatever is missing or odd is flagged, nothing is left out for it."""
        published, published_text = self._published()
        updated, updated_text = self.time("updated")
        content = next(iter(self.contents), None) or next(iter(self.spare), None)
        title = self.title.text if self.title else None
        return FeedEntry(
            id=self.id,
            link=self.address(),
            title=title,
            author=self.authors[0] if self.authors else None,
            published=published,
            published_text=published_text,
            updated=updated,
            updated_text=updated_text,
            summary=self.summary.text if self.summary else None,
            content=content.text if content else None,
            language=self.language,
            title_language=self.title.language if self.title else None,
            summary_language=self.summary.language if self.summary else None,
            content_language=content.language if content else None,
            title_type=self.title.type if self.title else "",
            authors=tuple(self.authors),
            categories=tuple(self.categories),
            enclosures=tuple(self.enclosures),
            licences=tuple(dict.fromkeys(self.licences)),
            also=tuple(dict.fromkeys(self.also)),
            origin=self.origin,
            origin_title=self.origin_title,
            medium=self.medium,
            status=self.status,
            version=self.version,
            embargo=self.embargo,
            note=self.note,
            flags=self._all_flags(title, published or updated),
        )

    def _all_flags(self, title: str | None, date: dt.datetime | None) -> tuple[str, ...]:
        flags = [*self.flags, *title_flags(title or "")]
        if not title:
            flags.append("no-title")
        if date is None:
            flags.append("bad-date" if any(wording for wording, _ in self.times.values()) else "no-date")
        if not self.id:
            flags.append("no-id")
        if not self.link and self.identifier_link is None and self.address():
            flags.append("link-from-id")
        if "created" in self.times and not (self.time("published")[0] or self.time("updated")[0]):
            flags.append("date-of-creation")
        return tuple(dict.fromkeys(flags))
