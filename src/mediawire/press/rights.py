"""The rights of a printed report in words that machines take over: for schema.org, ninjs and others.

Only what the source's terms and the source's own page state; where nobody names a holder, none is named.
"""

from __future__ import annotations

from mediawire.model.item import Item
from mediawire.press.crediting import credit
from mediawire.press.markup import web
from mediawire.press.words import plain

_OF_THE_TEXT = ("item", "page", "site")  # the nearest to the text first


def usage_url(item: Item) -> str:
    """The page with the terms of reuse: the one that the terms were read from, else the one that the page names."""
    stated = [layer.basis.url for layer in item.source.terms.layers]
    return next((web(url) for url in (*stated, _signal(item, "usage-info")) if web(url)), "")


def copyright_notice(item: Item) -> str:
    """The notice as the source's page gives it for the text; "" where it gives none."""
    return plain(_signal(item, "copyright-notice") or _signal(item, "rights"))


def copyright_holder(item: Item) -> str:
    """The holder that the source's page names for the text; "" where it names none."""
    holder = plain(_signal(item, "copyright-holder"))
    return "" if web(holder) else holder


def usage_terms(item: Item) -> str:
    """What whoever takes the report from us has to know: licence, what it rests on, the credits, whom to ask."""
    permission, name = item.permission, plain(item.source.name)
    told = [f"{permission.licence}." if permission.licence else ""]
    told += [f"{plain(line)}." for line in permission.basis]
    told += [f"Credit: {plain(credit(slot, item).striptags())}" for slot in permission.credits]
    told.append(f"These are {name}'s terms as we know them; read them before you print the report yourself.")
    return " ".join(part for part in told if part)


def _signal(item: Item, kind: str) -> str:
    found = (each for scope in _OF_THE_TEXT for each in item.report.signals if (each.kind, each.scope) == (kind, scope))
    return next((each.value for each in found if each.value), "")
