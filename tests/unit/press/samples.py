"""Invented reports in many shapes, as the press meets them. No outlet, person or event here is real."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from mediawire.model.headline import Headline
from mediawire.model.item import Item, ItemState, Recent, Surroundings
from mediawire.model.permission import Permission
from mediawire.model.report import (
    Block,
    BlockKind,
    Mark,
    MarkKind,
    Omission,
    Reason,
    Report,
    Span,
    Stated,
    StatedTime,
)
from mediawire.model.settings import House, Profile
from mediawire.model.source import CreditSlot, Door, Excerpt, Extent, LinkTo, Place, Source, Unit
from mediawire.model.sourcing import Chain, Link, SourceKind

MOMENT = dt.datetime(2026, 11, 25, 14, 30, tzinfo=dt.UTC)
HOUSE = House(name="The Harbour Post", url="https://harbour.example/", contact="wire@harbour.example")
CONSENTING = dataclasses.replace(HOUSE, profile=Profile(counter_consent=True))
FULL = Permission(
    extent=Extent.FULL,
    headline_may_change=True,
    credits=(CreditSlot(wording="This report was first published by {source}."),),
    licence="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
    state_changes=True,
)
PARAGRAPHS = (
    (
        "Work on the second lock at Nordholm will begin in March and take eleven months, the port authority said on "
        "Tuesday, after three years of dispute over who pays for it."
    ),
    (
        "The authority will carry 62 million crowns of the cost and the county 18 million, according to the agreement, "
        "which the council has still to confirm."
    ),
    (
        "“We would rather have had this in 2023,” said Ida Marstrand, who speaks for the authority. “But it is a sound "
        "agreement, and ships will keep moving while we build.”"
    ),
    "The figures could not be independently verified.",
)


def paragraph(text: str, kind: BlockKind = BlockKind.PARAGRAPH, **more: Any) -> Block:
    return Block(kind=kind, text=text, span=Span(0, len(text.encode())), **more)


def link(text: str, words: str, href: str) -> Mark:
    start = text.index(words)
    return Mark(MarkKind.LINK, start, start + len(words), href)


def source(**more: Any) -> Source:
    given: dict[str, Any] = {
        "id": "courier",
        "name": "Nordholm Courier",
        "home": "https://courier.example/",
        "doors": ((Door.FEED, "https://courier.example/feed.xml"),),
        "language": "en",
    }
    return Source(**(given | more))


def report(**more: Any) -> Report:
    given: dict[str, Any] = {
        "id": "0123456789abcdef",
        "source_id": "courier",
        "url": "https://courier.example/2026/11/second-lock",
        "capture": "0" * 64,
        "retrieved_at": dt.datetime(2026, 11, 25, 13, 58, 7, tzinfo=dt.UTC),
        "headline": Stated(value="Second lock at Nordholm to be built from March", origin="h1"),
        "blocks": tuple(paragraph(text) for text in PARAGRAPHS),
        "byline": Stated(value="By Tove Lindqvist and Anders Holm", origin="byline"),
        "authors": ("Tove Lindqvist", "Anders Holm"),
        "published": StatedTime(
            moment=dt.datetime(2026, 11, 25, 14, 20, tzinfo=dt.timezone(dt.timedelta(hours=1))),
            wording="25 Nov 2026 14:20 CET",
            origin="json-ld",
        ),
        "language": "en",
    }
    return Report(**(given | more))


def item(*, of: dict[str, Any] | None = None, **more: Any) -> Item:
    told = report(**(of or {}))
    given: dict[str, Any] = {
        "id": 12,
        "source": source(),
        "report": told,
        "headline": Headline(text=told.headline.value),
        "permission": FULL,
        "state": ItemState.LIVE,
        "path": "2026/11/25/12-second-lock-at-nordholm",
        "printed_at": MOMENT,
    }
    return Item(**(given | more))


def recent(number: int, **more: Any) -> Recent:
    given: dict[str, Any] = {
        "item_id": number,
        "path": f"2026/11/25/{number}-report",
        "headline": f"Report number {number} on the harbour’s winter",
        "excerpt": "Ice on the inner basin has grown to eleven centimetres, the pilots’ station says, and smaller…",
        "source_name": "Nordholm Courier",
        "language": "en",
        "printed_at": MOMENT - dt.timedelta(minutes=17 * (100 - number)),
        "url": f"https://courier.example/{number}",
        "source_home": "https://courier.example/",
        "source_feed": "https://courier.example/feed.xml",
        "byline": "By Tove Lindqvist",
    }
    return Recent(**(given | more))


RECENT = (
    recent(99, headline="Ferry to the outer islands runs again after six days of ice"),
    recent(
        98,
        headline="شورای شهر بندر نوردهولم بودجه سال آینده را تصویب کرد",
        excerpt="شورای شهر پس از هفت ساعت بحث، بودجه سال آینده را با اختلاف دو رأی تصویب کرد و قرار شد…",
        source_name="روزنامه کرانه",
        language="fa",
        byline="",
    ),
    recent(97, headline="The county should pay for its own lock", view=True, source_name="Uplands Review"),
    recent(96, headline="Совет порта утвердил расписание зимней навигации", language="ru", source_name="Северный маяк"),
    recent(
        95, headline="Herring quota cut by a fifth, fishermen ask for a meeting with the ministry before the season"
    ),
    recent(94),
    recent(93),
    recent(92),
    recent(91),
)


def surroundings(house: House = HOUSE, **more: Any) -> Surroundings:
    given: dict[str, Any] = {
        "house": house,
        "public_url": "https://wire.harbour.example",
        "recent": RECENT,
        "moment": MOMENT,
        "version": "0.1",
    }
    return Surroundings(**(given | more))


def permission(**more: Any) -> Permission:
    return dataclasses.replace(FULL, **more)


def rich() -> Item:
    """Everything at once: changed headline, links, lists, table, embed, correction, chain, omissions, revision."""
    first = PARAGRAPHS[0]
    rows = (("Year", "Ships", "Cargo (t)"), ("2024", "1,204", "3.1 million"), ("2025", "1,377", "3.4 million"))
    blocks = [
        paragraph(
            "The dispute is over: authority and county share the cost, and ships keep moving.", BlockKind.STANDFIRST
        ),
        paragraph(first, marks=(link(first, "the port authority said", "https://port.example/news/lock"),)),
        paragraph(PARAGRAPHS[1], marks=(Mark(MarkKind.STRONG, 0, 31), Mark(MarkKind.EMPHASIS, 19, 31))),
        paragraph("What the agreement says", BlockKind.HEADING, level=2),
        paragraph("The lock stays public", BlockKind.LIST_ITEM, level=1),
        paragraph("Fees do not rise before 2029", BlockKind.LIST_ITEM, level=1),
        paragraph("except for cruise ships", BlockKind.LIST_ITEM, level=2),
        paragraph("The county may audit the books", BlockKind.LIST_ITEM, level=1),
        *(_row(row) for row in rows),
        paragraph(PARAGRAPHS[2], BlockKind.QUOTATION),
        paragraph("", BlockKind.EMBED, link="https://video.example/watch?v=lock"),
        paragraph(PARAGRAPHS[3]),
        paragraph("Correction: an earlier version named the wrong month.", BlockKind.CORRECTION),
    ]
    omissions = tuple(
        Omission(span=Span(0, 1), reason=reason)
        for reason in (Reason.RELATED, Reason.RELATED, Reason.NEWSLETTER, Reason.PICTURE, Reason.CAPTION)
    )
    chain = Chain(
        links=(
            Link(name="Nordholm Courier", kind=SourceKind.OUTLET, url="https://courier.example/"),
            Link(name="Strait News Agency", kind=SourceKind.AGENCY),
            Link(name="a source in the county administration", kind=SourceKind.ANONYMOUS),
        )
    )
    modified = StatedTime(moment=MOMENT + dt.timedelta(hours=1), wording="", origin="json-ld")
    return item(
        of={
            "blocks": tuple(blocks),
            "omissions": omissions,
            "modified": modified,
            "agency_credit": Stated(value="(SNA)", origin="body"),
        },
        headline=Headline(text="Nordholm’s second lock: eleven months of building from March", author="Eva Lund"),
        permission=permission(
            credits=(
                CreditSlot(place=Place.TOP, wording="Originally published by [{source}] on {date}."),
                CreditSlot(place=Place.BOTTOM, wording="Read the original at {source}.", link=LinkTo.HOME),
            ),
            as_of_line=True,
            closing="The Courier is read by people who live on the water.",
        ),
        chain=chain,
        copy_of=("Strait News Agency",),
        caveats=("The figures could not be independently verified.",),
        revision=2,
        revised_at=MOMENT + dt.timedelta(hours=2),
        revised_why="The source has corrected the month",
        earlier=(Headline(text="Nordholm’s second lock to be built from May"),),
    )


def _row(cells: tuple[str, ...]) -> Block:
    text, ranges, at = " ".join(cells), [], 0
    for cell in cells:
        ranges.append((at, at + len(cell)))
        at += len(cell) + 1
    return paragraph(text, BlockKind.TABLE_ROW, cells=tuple(ranges))


def persian() -> Item:
    texts = (
        "شورای شهر بندر نوردهولم شامگاه سه‌شنبه پس از هفت ساعت بحث، بودجه سال آینده را با اختلاف دو رأی تصویب کرد.",
        (
            "«این بودجه برای ما آسان نبود»، مریم کرانی، رئیس شورا، گفت. به گفته او ۶۲ میلیون کرون برای آب‌بند دوم کنار "
            "گذاشته شده است."
        ),
        "نمایندگان مخالف می‌گویند رقم‌ها را نمی‌توان مستقل تأیید کرد.",
    )
    return item(
        of={
            "blocks": tuple(paragraph(text) for text in texts),
            "headline": Stated(value="شورای شهر بندر نوردهولم بودجه سال آینده را تصویب کرد", origin="h1"),
            "language": "fa",
            "byline": Stated(value="گزارش: نیلوفر ساحلی", origin="byline"),
            "url": "https://karaneh.example/news/1405/%D8%A8%D9%88%D8%AF%D8%AC%D9%87",
        },
        id=98,
        path="2026/11/25/98",
        source=source(id="karaneh", name="روزنامه کرانه", home="https://karaneh.example/", language="fa"),
    )


def opinion() -> Item:
    return item(
        of={
            "view": True,
            "headline": Stated(
                value="The county should pay for its own lock, and for the next one too, says a skipper "
                "who has waited for both of them longer than most of the council has been alive",
                origin="h1",
            ),
        },
        id=97,
        path="2026/11/25/97-the-county-should-pay",
        permission=permission(
            extent=Extent.EXCERPT, excerpt=Excerpt(unit=Unit.WORDS, amount=40), headline_may_change=False
        ),
        headline=Headline(text="Let the county pay, a skipper says", author="Eva Lund"),
    )


def linked() -> Item:
    return item(
        id=95,
        path="2026/11/25/95-linked",
        permission=Permission(extent=Extent.HEADLINE, credits=(CreditSlot(),)),
    )
