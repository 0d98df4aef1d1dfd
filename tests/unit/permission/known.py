"""Catalogue entries and their terms as tests want them: confirmed, and with what was missing entered."""

from __future__ import annotations

import dataclasses

from mediawire.house.catalogue import catalogue
from mediawire.model.catalogue import Entry
from mediawire.model.settings import House, Profile
from mediawire.model.source import Layer, Terms
from mediawire.permission import terms_of

ENTRIES = {entry.id: entry for entry in catalogue()}
CLOSING = "The outlet lives from its readers."
COUNTER = '<img src="https://count.example/p.gif">'


def confirmed(entry: Entry | str) -> Terms:
    """An entry's terms as an editor has confirmed them; nothing entered that the catalogue does not know."""
    terms = terms_of(ENTRIES[entry] if isinstance(entry, str) else entry)
    return dataclasses.replace(terms, layers=tuple(_confirmed(layer) for layer in terms.layers))


def _confirmed(layer: Layer) -> Layer:
    return dataclasses.replace(layer, basis=dataclasses.replace(layer.basis, confirmed_by="eva"))


def completed(entry: Entry | str) -> Terms:
    """The same, with closing words, counter and the wording of credits entered, and every scope taken to be met."""
    terms = confirmed(entry)
    return dataclasses.replace(terms, layers=tuple(_completed(layer) for layer in terms.layers))


def _completed(layer: Layer) -> Layer:
    closing = CLOSING if any("closing" in each for each in layer.missing) else layer.closing
    counter = COUNTER if layer.counter else layer.counter
    scope = dataclasses.replace(layer.scope, wording="", marker="", sections=())
    return dataclasses.replace(layer, closing=closing, counter=counter, missing=(), scope=scope)


def house(**profile: object) -> House:
    """A house that every rule on people and commerce lets pass, unless `profile` says otherwise."""
    told: dict[str, object] = {
        "country": "NO",
        "kind": "news",
        "for_profit": False,
        "advertisements": False,
        "paywall": False,
        "counter_consent": True,
        "memberships": tuple(ENTRIES),
    }
    return House(name="Quay", url="https://quay.example/", contact="d@quay.example", profile=Profile(**told | profile))
