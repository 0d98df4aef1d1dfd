"""What an editor may choose for an item, and what becomes of a choice."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from mediawire.archive import items
from mediawire.archive.requests import Request
from mediawire.desk.context import context
from mediawire.model.errors import DecisionRefused, HeadlineRefused, NotInArchive
from mediawire.model.headline import Severity
from mediawire.model.item import Item, ItemState
from mediawire.model.source import Extent, Source, owner
from mediawire.model.story import Telling

TITLES = {
    "publish": "Publish",
    "headline": "Change headline",
    "revise": "Print the source's new version",
    "keep": "Keep what is printed",
    "hold": "Hold",
    "withhold": "Withhold",
    "kill": "Kill",
    "erase": "Erase for good",
    "apart": "Tell apart",
    "join": "Join",
}
# From which state what may be decided; `archive.items.decide` keeps the same table by itself.
ALLOWED = {
    ItemState.QUEUED: ("publish", "hold", "kill"),
    ItemState.HELD: ("publish", "kill"),
    ItemState.LIVE: ("headline", "withhold", "kill"),
    ItemState.WITHHELD: ("publish", "kill"),
    ItemState.KILLED: (),
}
NEEDS_REASON = frozenset({"hold", "withhold", "kill", "erase", "apart", "join"})
ANYTIME = ("revise", "keep", "erase", "apart", "join")  # whatever the item's state


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An editor's form: the kind, the reason, the house headline and, against objections, why it stands anyway.

    `other` is the number of the item whose story this one is to join.
    """

    kind: str
    why: str = ""
    headline: str = ""
    override: str = ""
    other: str = ""

    @classmethod
    def from_form(cls, form: Mapping[str, str]) -> Choice:
        """The choice in a posted form; white space at the ends and line breaks inside do not count."""
        told = {name: " ".join(form.get(name, "").split()) for name in ("kind", "why", "headline", "override", "other")}
        return cls(**told)

    @property
    def title(self) -> str:
        """The choice in words."""
        return TITLES.get(self.kind, self.kind)


def choices_for(item: Item, pending: bool) -> list[tuple[str, str]]:
    """Kinds and titles of what may be decided about an item now."""
    kinds = ALLOWED[item.state] + (("revise", "keep") if pending else ())
    out = {"publish"} if item.permission.extent is Extent.NOTHING else set()
    if not item.permission.headline_may_change:
        out.add("headline")
    return [(kind, TITLES[kind]) for kind in kinds if kind not in out]


def chosen(item: Item, choice: Choice, telling: Telling, editor: str) -> Request:
    """The request that a choice becomes; raises DecisionRefused or HeadlineRefused with what to do about it."""
    _permitted(item, choice)
    details = {}
    text = choice.headline or item.headline.text
    if text != item.headline.text:
        _may_change(item)
    elif choice.kind == "headline":
        raise DecisionRefused("the headline is the one that stands", remedy="Write another and try again.")
    if choice.kind in ("publish", "headline") or (choice.kind == "revise" and text != item.headline.text):
        _gate(item, text, choice, telling)
    if choice.kind == "join":
        details = {"with": str(_other(item, choice))}
    elif text != item.headline.text or choice.override:
        details = {"headline": text, "override": choice.override}
    return Request(kind=choice.kind, item_id=item.id, by=editor, at=context().clock(), why=choice.why, details=details)


def _permitted(item: Item, choice: Choice) -> None:
    if choice.kind not in TITLES or (choice.kind not in ALLOWED[item.state] and choice.kind not in ANYTIME):
        raise DecisionRefused(
            f"an item that is {item.state.value} cannot be decided so ({choice.kind or 'nothing chosen'})",
            remedy="Somebody may have decided meanwhile: look at its state above.",
        )
    if choice.kind in NEEDS_REASON and not choice.why:
        raise DecisionRefused(
            f"{choice.title} needs a reason", remedy="Say in a sentence why; it is kept with the item."
        )
    if choice.kind == "publish" and item.permission.extent is Extent.NOTHING:
        raise DecisionRefused("the terms permit no printing", remedy=" ".join(item.permission.reasons))


def _other(item: Item, choice: Choice) -> int:
    """The item whose story this one is to join: its number, or the address of its page at the desk."""
    named = choice.other.strip("/ #").rpartition("/")[2]
    try:
        if named.isdecimal() and int(named) != item.id:
            return items.load_item(int(named)).id
    except (NotInArchive, OverflowError):
        pass
    raise DecisionRefused(
        f"{choice.other or 'nothing'} names no other item",
        remedy="Give the number of an item of the other story, as it stands in the address of its page at the desk.",
    )


def _may_change(item: Item) -> None:
    if not item.permission.headline_may_change:
        raise HeadlineRefused(
            f"{item.source.name}'s terms do not let the headline be changed",
            remedy="Publish with the source's headline, or add the permission to its terms.",
        )


def _gate(item: Item, text: str, choice: Choice, telling: Telling) -> None:
    """P2: what blocks a headline is overridden by a named editor with a reason, or it is not printed."""
    overridden = bool(choice.override) or (text == item.headline.text and bool(item.headline.override))
    blocking = [each for each in context().objections(text, telling) if each.severity is Severity.BLOCK]
    if blocking and not overridden:
        raise HeadlineRefused(
            "the headline says what the report does not: " + "; ".join(each.why for each in blocking),
            remedy="Change it, or give a reason for overriding; it is printed in the item's history with your name.",
        )


def pasted(url: str, sources: Iterable[Source], editor: str) -> tuple[Request, Source]:
    """The request that a pasted address becomes, and whose report it is; raises DecisionRefused."""
    address = url.strip()
    source = owner(sources, address)
    if source is None:
        raise DecisionRefused(
            f"{address or 'an empty address'} lies at no source's site",
            remedy="Paste an address of one of the sources, or add its outlet with: mediawire add URL",
        )
    details = {"url": address, "source": source.id}
    return Request(kind="take", by=editor, at=context().clock(), details=details), source
