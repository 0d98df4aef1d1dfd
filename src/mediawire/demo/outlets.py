"""The invented outlets of the demo: who they are, how their pages are made, and what terms they state."""

from __future__ import annotations

import dataclasses
import enum

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
    """An outlet as the demo knows it before it has an address. `terms` is what its republication page says."""

    id: str
    name: str
    language: str
    habit: Habit
    feeds: tuple[FeedKind, ...]
    terms: str
    motto: str
    pattern: str = "/{section}/{slug}"
    kind: str = "outlet"
    full_feed: bool = False  # the feed carries the whole text

    def path(self, report: DemoReport) -> str:
        """The path of a report's page on this outlet."""
        return self.pattern.format(section=report.section, slug=report.slug)


def outlets() -> tuple[Outlet, ...]:
    """The press, in the order of the demo's guide."""
    return (
        Outlet(
            id="northlight",
            name="Northlight",
            language="en",
            kind="agency",
            habit=Habit.SEMANTIC,
            feeds=(FeedKind.RSS, FeedKind.ATOM),
            motto="Reporting for the newsrooms of the northern coast",
            terms="Everybody may republish our reports in full under CC BY-ND 4.0. Do not alter the text; you may write "
            "your own headline. Credit us with a link to the report above the text, and again below it.",
        ),
        Outlet(
            id="harbour-courier",
            name="The Harbour Courier",
            language="en",
            habit=Habit.SOUP,
            feeds=(FeedKind.RSS,),
            pattern="/{section}/{slug}.html",
            motto="Lerna and the islands since 1911",
            terms="You may republish our reports in full. Our headline must stay as it is. Name us above the text and link "
            "to the report. Our pictures are not included.",
        ),
        Outlet(
            id="daily-meridian",
            name="Daily Meridian",
            language="en",
            habit=Habit.BREAKS,
            feeds=(FeedKind.ATOM,),
            pattern="/story/{slug}/",
            motto="The day, halfway through",
            terms="Other sites may print up to two paragraphs of any report with a link to the whole of it.",
        ),
        Outlet(
            id="lerna-post",
            name="Lerna Evening Post",
            language="en",
            habit=Habit.OPEN_GRAPH,
            feeds=(FeedKind.RSS,),
            pattern="/{slug}-p.htm",
            motto="On your doorstep by six",
            terms="",
        ),
        Outlet(
            id="fieldnotes",
            name="Fieldnotes",
            language="en",
            habit=Habit.MICRODATA,
            feeds=(FeedKind.JSON, FeedKind.ATOM),
            motto="Slow reporting from the valleys",
            full_feed=True,
            terms="Take our reports, whole and unaltered, under CC BY-ND 4.0. Set rel=canonical to our page, say as of which "
            "day you copied it, and close the copy with the words that stand below.",
        ),
        Outlet(
            id="sahil",
            name="صحيفة الساحل الشمالي",
            language="ar",
            habit=Habit.SEMANTIC,
            feeds=(FeedKind.RSS,),
            pattern="/{section}/{slug}",
            motto="أخبار الموانئ والجزر",
            terms="يُسمح بإعادة نشر موادنا كاملة بشرط أن يختار محرر كل مادة بنفسه، وأن يُذكر اسم الصحيفة مع رابط المادة.",
        ),
        Outlet(
            id="vestnik",
            name="Речной вестник",
            language="ru",
            habit=Habit.SOUP,
            feeds=(FeedKind.ATOM,),
            pattern="/{section}/{slug}/",
            motto="Новости Ольховы и низовий",
            terms="Тексты можно перепечатывать целиком со ссылкой в первом абзаце или над ним и с нашим счётчиком.",
        ),
        Outlet(
            id="marktbote",
            name="Der Marktbote",
            language="de",
            habit=Habit.OPEN_GRAPH,
            feeds=(FeedKind.ATOM,),
            pattern="/{section}/{slug}.html",
            motto="Nachrichten aus dem Oberland",
            terms="Nachdruck im vollen Wortlaut ist erlaubt, wenn eine Redaktion den Bericht auswählt und uns unter dem Text "
            "nennt. Änderungen der Überschrift nur nach Rücksprache.",
        ),
        Outlet(
            id="commons-review",
            name="The Commons Review",
            language="en",
            habit=Habit.MICRODATA,
            feeds=(FeedKind.JSON,),
            pattern="/{section}/{slug}",
            motto="Arguments, signed",
            terms="Our essays may be republished in full with the author's name and a link above the text.",
        ),
    )
