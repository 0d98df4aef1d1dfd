"""Values on their way from one process to another: frozen values go by their fields alone.

Dataclasses with slots pickle themselves by asking for their fields anew each time. Said once for each kind, packing and
unpacking take half the time; the process that unpacks is the one that all reports pass through.
"""

from __future__ import annotations

import copyreg
import dataclasses
import operator
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

T = TypeVar("T")


def pack(kinds: Iterable[type]) -> None:
    """Have values of these dataclasses, of two fields or more, pickled so from now on. Once is enough."""
    for kind in kinds:
        copyreg.pickle(kind, _reducer(kind))


def _reducer(kind: type) -> Callable[[Any], tuple[Callable[..., Any], tuple[Any, ...]]]:
    values = operator.attrgetter(*(field.name for field in dataclasses.fields(kind)))
    return lambda value: (_unpacked, (kind, values(value)))


def _unpacked(kind: type[T], values: tuple[Any, ...]) -> T:
    """The value as it was, whatever made it: nothing is computed or checked again."""
    value = object.__new__(kind)
    for name, each in zip(kind.__slots__, values, strict=True):  # type: ignore[attr-defined]
        object.__setattr__(value, name, each)
    return value
