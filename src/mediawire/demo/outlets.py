"""The invented outlets of the demo: who they are, how their pages are made, and what terms they state."""

from __future__ import annotations

import dataclasses
import enum
import functools
import importlib.resources
import tomllib
from collections.abc import Mapping
from typing import Any

from mediawire.demo.texts import DemoReport


class Habit(enum.Enum):
    """How an outlet's pages are marked up: each is a habit of real sites."""

    SEMANTIC = "semantic"  # <article>, <time>, JSON-LD
    SOUP = "soup"  # div in div, paragraphs are divs
    BREAKS = "breaks"  # one block, paragraphs cut by <br><br>
    MICRODATA = "microdata"  # schema.org itemprop
    OPEN_GRAPH = "open-graph"  # og: and article: metadata alone


class FeedKind(enum.Enum):
    """The format of a feed and its path on the site."""

    RSS = "/feed.xml"
    ATOM = "/atom.xml"
    JSON = "/feed.json"

    @property
    def media_type(self) -> str:
        """The registered or customary media type."""
        kinds = {FeedKind.RSS: "application/rss+xml", FeedKind.ATOM: "application/atom+xml"}
        return kinds.get(self, "application/feed+json")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet as the demo knows it before it has an address. `terms` is what its republication page says;
    `labels` are sections and standing words in the language of the site."""

    id: str
    name: str
    language: str
    habit: Habit
    feeds: tuple[FeedKind, ...]
    motto: str
    terms: str = ""
    pattern: str = "/{section}/{slug}"
    kind: str = "outlet"
    full_feed: bool = False  # the feed carries the whole text
    tracking: str = ""  # a query that the feed hangs on its links; the page is the same without

    labels: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def label(self, word: str) -> str:
        """A section or a standing word of the site ("home", "republish", "front page") in its own language."""
        return self.labels.get(word, word.replace("-", " ").capitalize())

    def path(self, report: DemoReport) -> str:
        """The path of a report's page on this outlet."""
        return self.pattern.format(section=report.section, slug=report.slug)


@functools.cache
def outlets() -> tuple[Outlet, ...]:
    """The press as outlets.toml has it, in its order."""
    text = (importlib.resources.files("mediawire.demo") / "outlets.toml").read_text(encoding="utf-8")
    return tuple(_outlet(table) for table in tomllib.loads(text)["outlet"])


def _outlet(table: dict[str, Any]) -> Outlet:
    feeds = tuple(FeedKind[name.upper()] for name in table["feeds"])
    return Outlet(**{**table, "habit": Habit(table["habit"]), "feeds": feeds})
