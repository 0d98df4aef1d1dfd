"""Credits in the words, the places and with the links that a source's terms ask for."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from mediawire.model.item import Item
from mediawire.model.source import CreditSlot, LinkTo, Place
from mediawire.press.markup import formed, is_web
from mediawire.press.words import day, plain

_PLACEHOLDER = re.compile(r"\{(source|author|title|date|url|home)\}")
_BRACKETS = re.compile(r"\[([^\[\]]+)\]")


def placed(item: Item, place: Place) -> tuple[Markup, ...]:
    """The credits that stand in one place of an item's page, in the order of the terms."""
    return tuple(_sized(slot, credit(slot, item)) for slot in item.permission.credits if slot.place is place)


def _sized(slot: CreditSlot, told: Markup) -> Markup:
    return formed('<span class="full-size">{}</span>', told) if slot.full_size else told


def credit(slot: CreditSlot, item: Item) -> Markup:
    """One credit. The link is what stands between brackets, else the source's name, else the address; where the wording
    has none of these, the name follows as a link."""
    values = _values(item)
    target = {LinkTo.ARTICLE: item.report.url, LinkTo.HOME: item.source.home}.get(slot.link, "")
    if not is_web(target):
        return escape(_filled(_BRACKETS.sub(r"\1", slot.wording), values))
    before, linked, after = _split(slot.wording, values)
    rel = "noopener" if slot.follow else "noopener nofollow"
    link = formed('<a href="{}" rel="{}">{}</a>', target, rel, _filled(linked, values))
    return escape(_filled(before, values)) + link + escape(_filled(after, values))


def _split(wording: str, values: dict[str, str]) -> tuple[str, str, str]:
    """The wording before, inside and after its link."""
    found = _BRACKETS.search(wording)
    if found:
        rest = _BRACKETS.sub(r"\1", wording[found.end() :])
        return wording[: found.start()], found[1], rest
    for target in ("{source}", values["source"], "{url}", values["url"]):
        if target and target in wording:
            before, _, after = wording.partition(target)
            return before, target, after
    return f"{wording.rstrip()} (", "{source}", ")"


def _filled(wording: str, values: dict[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: values[found[1]], wording)


def _values(item: Item) -> dict[str, str]:
    report = item.report
    source = plain(item.source.name)
    byline = plain(report.byline.value) if report.byline else ""
    return {
        "source": source,
        "author": plain(", ".join(report.authors)) or byline or source,
        "title": plain(report.headline.value),
        "date": day(report.published.moment) if report.published else "a day that the source does not state",
        "url": report.url,
        "home": item.source.home,
    }
