"""The item page: one report as carried, with everything that the promises and the source's terms put on it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from markupsafe import Markup

from mediawire.model.errors import NotPermitted
from mediawire.model.item import Edition, Item, ItemState, PrintedFile, Recent, Surroundings
from mediawire.model.report import BlockKind
from mediawire.model.source import Door, Extent, Place
from mediawire.press import account, chainpicture, counter, crediting, metadata
from mediawire.press.extent import Carried, carried
from mediawire.press.figures import figures, shown_pictures
from mediawire.press.markup import body, is_web, web
from mediawire.press.templating import fill, policy
from mediawire.press.words import direction, excerpt, machine, plain, stated

HTML = "text/html; charset=utf-8"


def render(item: Item, surroundings: Surroundings) -> Edition:
    """An item's printed forms: its page, `PATH/index.html`.

    Raises NotPermitted where source name, address or retrieval time is missing, where the permission allows nothing or
    does not hold at the moment of printing. An item that is not live renders as a preview: marked, and without a path,
    so that no printer can publish it.
    """
    refuse_unprintable(item, surroundings.moment)
    printed = item.state is ItemState.LIVE
    page = fill("item.html", **_values(item, surroundings))
    path = f"{item.path}/index.html" if printed else ""
    return Edition(files=(PrintedFile(path=path, media_type=HTML, body=page),))


def paths_of(item: Item) -> tuple[str, ...]:
    """The files that an item's edition occupies: what a withdrawal removes."""
    return (f"{item.path}/index.html",)


def shown_headline(item: Item) -> str:
    """The headline that stands over the report: the house's where the terms let us change it, else the source's."""
    house = plain(item.headline.text)
    if item.permission.headline_may_change and house:
        return house
    return plain(item.report.headline.value)


def recent_of(item: Item, surroundings: Surroundings) -> Recent:
    """The line that lists and feeds carry for an item; its excerpt says no more than the item's page may."""
    report = item.report
    first = next(iter(shown_pictures(item)), None)
    return Recent(
        item_id=item.id,
        path=item.path,
        headline=shown_headline(item),
        excerpt=beginning(carried(item, surroundings.house)),
        source_name=plain(item.source.name),
        language=report.language,
        printed_at=item.printed_at or surroundings.moment,
        view=report.view,
        url=report.url,
        source_home=web(item.source.home),
        source_feed=web(next((url for door, url in item.source.doors if door is Door.FEED), "")),
        picture=f"{item.path}/{first.name}" if first and item.path else "",
        picture_type=first.media_type if first else "",
        picture_size=first.size if first else 0,
        byline=plain(report.byline.value) if report.byline else "",
        revised_at=item.revised_at if account.is_revised(item) else None,
    )


def refuse_unprintable(item: Item, moment: dt.datetime) -> None:
    """Raises NotPermitted where an item may not be printed, in whatever form, at a moment (P4, P5)."""
    _refuse_unattributed(item)
    _refuse_unpermitted(item, moment)


def _refuse_unattributed(item: Item) -> None:
    """P4: source, address and time of retrieval, or no page."""
    where = f"item {item.id}"
    remedy = "Complete the item; nothing is printed without its source."
    if not plain(item.source.name):
        raise NotPermitted("the name of the source is missing", where=where, remedy=remedy)
    if not is_web(item.report.url):
        raise NotPermitted("the address of the report at its source is missing or not http", where=where, remedy=remedy)
    if item.report.retrieved_at.tzinfo is None:
        raise NotPermitted("the time of retrieval has no zone", where=where, remedy=remedy)
    if not plain(item.report.headline.value):
        raise NotPermitted("the source's headline is missing", where=where, remedy=remedy)


def _refuse_unpermitted(item: Item, moment: dt.datetime) -> None:
    """P5: within the permission's extent and time, or no page. A preview may look ahead of an embargo."""
    permission, where = item.permission, f"item {item.id}"
    if permission.extent is Extent.NOTHING:
        why = " ".join(permission.reasons)
        raise NotPermitted("the source's terms permit no printing", where=where, remedy=why)
    if permission.until is not None and permission.until <= moment:
        remedy = "Decide anew under the terms that hold now, or take the copy down."
        raise NotPermitted(f"the permission ended on {permission.until:%Y-%m-%d %H:%M} UTC", where=where, remedy=remedy)
    early = permission.not_before is not None and permission.not_before > moment
    if early and item.state is ItemState.LIVE:
        begins = f"{permission.not_before:%Y-%m-%d %H:%M} UTC"
        raise NotPermitted(f"the permission begins on {begins}", where=where, remedy="Print it then.")


def _values(item: Item, surroundings: Surroundings) -> dict[str, Any]:
    """What the template fills in: values of the model beside words made ready for a page."""
    house, printed = surroundings.house, carried(item, surroundings.house)
    headline, description = shown_headline(item), beginning(printed)
    return {
        "item": item,
        "report": item.report,
        "permission": item.permission,
        "house": house,
        "root": "../" * (item.path.count("/") + 1),
        "preview": item.state is not ItemState.LIVE,
        "language": item.report.language,
        "dir": direction(item.report.language),
        "source_name": plain(item.source.name),
        "home": web(item.source.home),
        "licence_url": web(item.permission.licence_url),
        "headline": headline,
        "description": description,
        "json_ld": metadata.article(item, surroundings, headline, description),
        "page_url": metadata.page_url(item.path, surroundings),
        "recent": [each for each in surroundings.recent if each.item_id != item.id][: house.recent],
        "figures": figures(item),
        **_top(item, headline),
        **_body(item, printed),
        **_bottom(item, printed),
    }


def _top(item: Item, headline: str) -> dict[str, Any]:
    report = item.report
    return {
        "original": plain(report.headline.value),
        "desk_headline": plain(item.headline.text),
        "earlier": [plain(each.text) for each in item.earlier if plain(each.text) != headline],
        "caveats": [plain(each) for each in item.caveats],
        "claimed_by": plain(item.claimed_by),
        "byline": plain(report.byline.value) if report.byline else "",
        "byline_credits": crediting.placed(item, Place.BYLINE),
        "agency": plain(report.agency_credit.value) if report.agency_credit else "",
        "published": stated(report.published) if report.published else "",
        "published_machine": machine(report.published) if report.published else "",
        "modified": stated(report.modified) if report.modified else "",
        "modified_machine": machine(report.modified) if report.modified else "",
        "revised": account.is_revised(item),
    }


def _body(item: Item, printed: Carried) -> dict[str, Any]:
    """Body, credits above and inside it, and the counter, which runs beside a full text alone."""
    asked = item.permission.counter if printed.extent is Extent.FULL else ""
    inside = crediting.placed(item, Place.FIRST_PARAGRAPH)
    has_paragraph = any(each.block.kind is BlockKind.PARAGRAPH for each in printed.blocks)
    opening = Markup(" ").join(Markup('<span class="credit">{}</span>').format(each) for each in inside)
    return {
        "top": crediting.placed(item, Place.TOP) + (() if has_paragraph else inside),
        "body": body(printed.blocks, opening),
        "pixels": counter.pixels(asked),
        "policy": policy(counter.origins(asked)),
    }


def _bottom(item: Item, printed: Carried) -> dict[str, Any]:
    return {
        "bottom": crediting.placed(item, Place.BOTTOM),
        "short": account.shortened(printed, plain(item.source.name)),
        "omitted": account.left_out(item.report.omissions),
        "history": _history(item),
        "chain": chainpicture.picture(item.chain),
        "standing": item.standing,
        "copy_of": account.listed([plain(name) for name in item.copy_of]),
    }


def _history(item: Item) -> list[dict[str, Any]]:
    """The headlines that source and house have had, where there was more than one."""
    told = [
        {
            "text": plain(each.text),
            "by": plain(item.source.name) if each.by == "source" else each.by.replace("rule:", "house style "),
            "at": each.at,
            "why": plain(each.why),
            "override": plain(each.override),
        }
        for each in item.history
    ]
    return told if len(told) > 1 else []


def beginning(printed: Carried) -> str:
    """The beginning of what is printed, for lists and heads. Never longer than what the page itself shows."""
    for each in printed.blocks:
        if each.block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.STANDFIRST) and each.text:
            told = excerpt(each.text)
            return told if told.endswith("…") or not each.cut else f"{told}…"
    return ""
