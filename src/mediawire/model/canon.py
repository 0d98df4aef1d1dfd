"""Values as JSON and back, and their stable digests.

`to_json` and `from_json` carry every frozen dataclass of `model` to plain JSON and back without loss. `digest` is the
SHA-256 of that JSON in a fixed canonical form, behind a version byte; fields that hold their default are left out, so
that a field added later moves no digest of a value that does not use it.
"""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import enum
import functools
import hashlib
import json
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, Union

VERSION = b"\x01"
T = TypeVar("T")
_PLAIN = frozenset((str, int, float, bool))  # JSON data as they are


def to_json(value: object) -> Any:
    """A value of `model` as plain JSON data: dict, list, str, int, float, bool or None.

    Times become ISO 8601 with their zone, bytes Base64, enumerations their value; fields at their default are left out.
    """
    return _encoder(typing.cast(Any, type(value)))(value)


@functools.cache
def _encoder(kind: Any) -> Callable[[Any], Any]:
    """A function from values of a type to JSON data, found once for each type."""
    if issubclass(kind, enum.Enum):
        return lambda value: value.value
    if issubclass(kind, str | bool | int | float | types.NoneType):
        return lambda value: value
    if issubclass(kind, dt.datetime | dt.date):
        return lambda value: value.isoformat()
    if issubclass(kind, bytes):
        return lambda value: base64.b64encode(value).decode("ascii")
    if issubclass(kind, Mapping):
        return lambda value: {str(key): to_json(member) for key, member in value.items()}
    if issubclass(kind, frozenset):
        return lambda value: [to_json(member) for member in sorted(value)]
    if issubclass(kind, tuple | list):
        return lambda value: [to_json(member) for member in value]
    if dataclasses.is_dataclass(kind):
        return _fields_encoder(kind)
    raise TypeError(f"{kind.__name__} is not a value of the model")


def _fields_encoder(kind: Any) -> Callable[[Any], dict[str, Any]]:
    hints = typing.get_type_hints(kind)
    fields = tuple((field.name, field.default, hints[field.name] in _PLAIN) for field in dataclasses.fields(kind))

    def encode(value: Any) -> dict[str, Any]:
        told = {}
        for name, default, plain in fields:
            member = getattr(value, name)
            if member is not default and member != default:
                told[name] = member if plain else to_json(member)
        return told

    return encode


def from_json(kind: type[T], data: Any) -> T:
    """The value of `kind` that `to_json` made `data` from; raises TypeError, KeyError or ValueError on other data."""
    return typing.cast(T, _decoder(typing.cast(Any, kind))(data))


@functools.cache
def _decoder(kind: Any) -> Any:
    """A function from JSON data to a value of `kind`, found once for each type."""
    origin = typing.get_origin(kind)
    if origin in (Union, types.UnionType):
        return _union_decoder(kind)
    if origin in (tuple, frozenset):
        member = _decoder(typing.get_args(kind)[0])
        if origin is tuple and len(typing.get_args(kind)) == 2 and typing.get_args(kind)[1] is not Ellipsis:
            parts = [_decoder(part) for part in typing.get_args(kind)]
            return lambda data: tuple(part(each) for part, each in zip(parts, data, strict=True))
        return lambda data: origin(member(each) for each in data)
    if origin in (dict, Mapping) or kind is dict or getattr(origin, "__name__", "") == "Mapping":
        value = _decoder(typing.get_args(kind)[1])
        return lambda data: {key: value(each) for key, each in data.items()}
    return _plain_decoder(kind)


def _union_decoder(kind: Any) -> Any:
    real = [part for part in typing.get_args(kind) if part is not type(None)]
    if len(real) != 1:
        return lambda data: data  # unions of plain JSON types stand for themselves
    inner = _decoder(real[0])
    return lambda data: None if data is None else inner(data)


def _plain_decoder(kind: Any) -> Any:
    if isinstance(kind, type):
        if issubclass(kind, enum.Enum):
            return kind
        if issubclass(kind, dt.datetime):
            return dt.datetime.fromisoformat
        if issubclass(kind, dt.date):
            return dt.date.fromisoformat
        if issubclass(kind, bytes):
            return base64.b64decode
        if dataclasses.is_dataclass(kind):
            return _dataclass_decoder(kind)
        if issubclass(kind, float):
            return float
    return lambda data: data


def _dataclass_decoder(kind: type) -> Any:
    hints = typing.get_type_hints(kind)
    names = frozenset(field.name for field in dataclasses.fields(kind))
    known: dict[str, Callable[[Any], Any] | None] = {}

    def decode(data: dict[str, Any]) -> Any:
        if not known:  # looked up at first use: a dataclass may name itself
            known.update({name: None if hints[name] in (str, int, bool) else _decoder(hints[name]) for name in names})
        told = {}
        for name, each in data.items():
            if name in names:
                made = known[name]
                told[name] = each if made is None else made(each)
        return kind(**told)

    return decode


def canonical(value: object) -> bytes:
    """The fixed bytes of a value: its JSON with sorted keys, no white space, UTF-8."""
    return json.dumps(to_json(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def digest(value: object) -> str:
    """The stable digest of a value: SHA-256 over version byte, type name and canonical form, as 64 hex digits."""
    name = type(value).__name__.encode("ascii")
    return hashlib.sha256(VERSION + name + b"\x00" + canonical(value)).hexdigest()
