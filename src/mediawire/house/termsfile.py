"""A source's terms as the tables of wire.toml that say them: what `house.wire` reads back to the same values."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import json
from collections.abc import Iterator

from mediawire.model.source import Layer, Terms

_APART = ("basis", "excerpt")


def tables(terms: Terms) -> str:
    """`[[source.terms.layer]]` tables, one a layer, to stand below their `[[source]]`."""
    return "\n".join("\n".join(_layer(layer)) + "\n" for layer in terms.layers)


def _layer(layer: Layer) -> Iterator[str]:
    yield "[[source.terms.layer]]"
    yield from _said(layer, _APART)
    if layer.excerpt:
        yield f"excerpt = {{ {layer.excerpt.unit.value} = {layer.excerpt.amount} }}"
    basis = layer.basis
    yield f"basis = {_toml(basis.stated)}"
    for key in ("url", "digest", "read_at", "confidence"):
        if getattr(basis, key):
            yield f"{key} = {_toml(getattr(basis, key))}"
    yield f"confirmed_by = {_toml(basis.confirmed_by)}"


def _said(value: object, apart: tuple[str, ...] = ()) -> Iterator[str]:
    """`key = value` for the fields that say something."""
    for field in dataclasses.fields(value):  # type: ignore[arg-type]
        told = getattr(value, field.name)
        silent = told is None or (told in ("", ()) and field.default in ("", (), None)) or told == _default(field)
        if field.name not in apart and not silent:
            yield f"{field.name} = {_toml(told)}"


def _default(field: dataclasses.Field[object]) -> object:
    made = field.default_factory
    return made() if made is not dataclasses.MISSING else field.default


def _toml(value: object) -> str:
    """A value as TOML: JSON's strings, numbers and booleans are TOML's too; dates stand bare, values are inline."""
    if isinstance(value, enum.Enum):
        return json.dumps(value.value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(each) for each in value)}]"
    if dataclasses.is_dataclass(value):
        return f"{{ {', '.join(_said(value))} }}"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
