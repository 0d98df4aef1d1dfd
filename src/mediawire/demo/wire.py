"""How a wire takes the demo's outlets in: as values, and as the text of a wire.toml. One kind of terms each."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import json
from collections.abc import Iterable, Iterator

from mediawire.demo.press import DemoOutlet, Press
from mediawire.model.settings import Rule
from mediawire.model.source import (
    Answer,
    Basis,
    CreditSlot,
    Door,
    Excerpt,
    Extent,
    Layer,
    LayerKind,
    LinkTo,
    OnChange,
    Place,
    Source,
    Terms,
)

_POLL = 5.0  # seconds between two polls of a feed, so that something is seen to happen
_STRICT = Layer(kind=LayerKind.HOUSE_RULES)
_RULES = {"marktbote": Rule.QUEUE, "commons-review": Rule.QUEUE}
_CHANGES = {"northlight": OnChange.PRINT, "fieldnotes": OnChange.PRINT, "lerna-post": OnChange.HOLD}


def sources(press: Press) -> tuple[Source, ...]:
    """The outlets of a running press as sources with their terms."""
    return tuple(_source(outlet, press.started.date()) for outlet in press.outlets)


def wire_toml(press: Press) -> str:
    """The same as `[[source]]` tables, to stand below the `[house]` of a wire.toml."""
    return "\n".join("\n".join(_tables(source)) + "\n" for source in sources(press))


def _source(outlet: DemoOutlet, day: dt.date) -> Source:
    return Source(
        id=outlet.id,
        name=outlet.name,
        home=outlet.home,
        doors=((Door.FEED, outlet.feed),),
        language=outlet.language,
        kind=outlet.kind,
        section="",
        rule=_RULES.get(outlet.id, Rule.PUBLISH),
        on_change=_CHANGES.get(outlet.id, OnChange.QUEUE),
        poll_seconds=_POLL,
        terms=_terms(outlet, day),
    )


def _terms(outlet: DemoOutlet, day: dt.date) -> Terms:
    """What the outlet's republication page says, bound to the day it was read; nothing where it has none."""
    if not outlet.terms:
        return Terms()
    basis = Basis(stated=outlet.terms, url=f"{outlet.home}republish", read_at=day)
    return Terms(layers=(dataclasses.replace(_LAYERS[outlet.id](outlet, day), basis=basis),), as_of=day)


def _credit(place: Place, wording: str, link: LinkTo = LinkTo.ARTICLE) -> CreditSlot:
    return CreditSlot(place=place, wording=wording, link=link)


def _northlight(outlet: DemoOutlet, day: dt.date) -> Layer:
    """In full, under a licence, headline free, two credits."""
    return dataclasses.replace(
        _STRICT,
        extent=Extent.FULL,
        licence="CC-BY-ND-4.0",
        headline_may_change=Answer.YES,
        credits=(
            _credit(Place.TOP, "This report was first published by [{source}]."),
            _credit(Place.BOTTOM, "{source} reports for the newsrooms of the northern coast: [{home}]", LinkTo.HOME),
        ),
        inner_links=True,
    )


def _harbour_courier(outlet: DemoOutlet, day: dt.date) -> Layer:
    """In full, headline as it is, no pictures."""
    return dataclasses.replace(
        _STRICT,
        extent=Extent.FULL,
        headline_may_change=Answer.NO,
        credits=(dataclasses.replace(_credit(Place.TOP, "From [{source}]"), full_size=True),),
        pictures=Answer.NO,
    )


def _daily_meridian(outlet: DemoOutlet, day: dt.date) -> Layer:
    """Two paragraphs and a link."""
    return dataclasses.replace(
        _STRICT,
        extent=Extent.EXCERPT,
        excerpt=Excerpt(amount=2),
        headline_may_change=Answer.YES,
        credits=(_credit(Place.BOTTOM, "Read the whole report at [{source}]"),),
    )


def _fieldnotes(outlet: DemoOutlet, day: dt.date) -> Layer:
    """In full, under a licence, with canonical, as-of line and closing words, for a year; captures may be served."""
    return dataclasses.replace(
        _STRICT,
        extent=Extent.FULL,
        licence="CC-BY-ND-4.0",
        headline_may_change=Answer.ASK,
        credits=(_credit(Place.TOP, "This report by {author} first appeared in [{source}]."),),
        canonical=True,
        closing="Fieldnotes is paid for by its readers in the valleys. It carries no advertisements.",
        as_of=True,
        pictures=Answer.YES,
        pictures_only=("own",),
        serve_capture=True,
        valid_until=day + dt.timedelta(days=365),
    )


def _sahil(outlet: DemoOutlet, day: dt.date) -> Layer:
    """In full, in a language that is written from right to left."""
    return dataclasses.replace(
        _STRICT,
        extent=Extent.FULL,
        headline_may_change=Answer.YES,
        credits=(_credit(Place.TOP, "نقلاً عن [{source}]"),),
    )


def _vestnik(outlet: DemoOutlet, day: dt.date) -> Layer:
    """In full, with a page counter."""
    return dataclasses.replace(
        _STRICT,
        extent=Extent.FULL,
        headline_may_change=Answer.YES,
        credits=(_credit(Place.FIRST_PARAGRAPH, "Источник: [{source}]"),),
        counter=f'<img src="{outlet.home}counter.gif" width="1" height="1" alt="">',
    )


def _marktbote(outlet: DemoOutlet, day: dt.date) -> Layer:
    """In full, chosen by a person, headline free; the outlet is to be told."""
    return dataclasses.replace(
        _STRICT,
        extent=Extent.FULL,
        headline_may_change=Answer.YES,
        credits=(_credit(Place.BOTTOM, "Zuerst erschienen im [{source}]."),),
        human_choice=True,
        notify="after",
    )


def _commons_review(outlet: DemoOutlet, day: dt.date) -> Layer:
    """In full, with the author's name and its headline as a link; after ninety days a link alone."""
    return dataclasses.replace(
        _STRICT,
        extent=Extent.FULL,
        headline_may_change=Answer.NO,
        credits=(_credit(Place.TOP, "By {author}, in [{source}]"),),
        headline_shown=True,
        expires_days=90,
        when_over="link",
    )


_LAYERS = {
    "northlight": _northlight,
    "harbour-courier": _harbour_courier,
    "daily-meridian": _daily_meridian,
    "fieldnotes": _fieldnotes,
    "sahil": _sahil,
    "vestnik": _vestnik,
    "marktbote": _marktbote,
    "commons-review": _commons_review,
}


def _tables(source: Source) -> Iterator[str]:
    yield "[[source]]"
    yield from _lines(source, ("id", "name", "home"))
    feeds = [url for _, url in source.doors]
    yield f"feed = {_toml(feeds[0])}" if len(feeds) == 1 else f"feeds = {_toml(feeds)}"
    yield from _lines(source, ("language", "kind", "section", "rule", "on_change", "poll_seconds"))
    for layer in source.terms.layers:
        yield ""
        yield "[source.terms]"
        names = [field.name for field in dataclasses.fields(layer) if field.name not in ("kind", "basis", "credits")]
        yield from _lines(layer, [name for name in names if name not in ("excerpt", "scope")])
        if layer.excerpt:
            yield f"excerpt = {{ {layer.excerpt.unit.value} = {layer.excerpt.amount} }}"
        yield f"credits = [{', '.join(_slot(slot) for slot in layer.credits)}]"
        yield f"basis = {_toml(layer.basis.stated)}"
        yield from _lines(layer.basis, ("url", "read_at"))


def _lines(value: object, names: Iterable[str]) -> Iterator[str]:
    """`key = value` for the fields that say something."""
    for name in names:
        told = getattr(value, name)
        if told not in (None, "", ()):
            yield f"{name} = {_toml(told)}"


def _slot(slot: CreditSlot) -> str:
    return (
        f"{{ place = {_toml(slot.place)}, wording = {_toml(slot.wording)}, link = {_toml(slot.link)}, "
        f"follow = {_toml(slot.follow)}, required = {_toml(slot.required)}, "
        f"full_size = {_toml(slot.full_size)} }}"
    )


def _toml(value: object) -> str:
    """A value as TOML: JSON's strings, numbers, booleans and lists are TOML's too; dates stand bare."""
    if isinstance(value, enum.Enum):
        return json.dumps(value.value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)
