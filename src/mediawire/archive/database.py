"""What the verbs share: transactions that are tried again where two writers met, and ones that are synced to disk."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator, Sequence
from typing import ParamSpec, TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction

from mediawire.model.errors import StorageFailed

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

_TRIES = 3
_CHUNK = 5000  # parameters of one query; SQLite takes 32,766


def writes(function: Callable[P, R]) -> Callable[P, R]:
    """Run in one transaction, again where another writer had the same unique key first.

    A second run sees the other's rows. Raises StorageFailed where the database cannot write (disk full, locked).
    """

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        for left in reversed(range(_TRIES)):
            try:
                with transaction.atomic():
                    return function(*args, **kwargs)
            except IntegrityError:
                if not left or connection.in_atomic_block:
                    raise
            except OperationalError as error:
                if not left or connection.in_atomic_block or not _collided(error):
                    raise storage_failed(error) from error
        raise AssertionError("unreachable")

    return call


def _collided(error: OperationalError) -> bool:
    """Whether PostgreSQL broke off one of two transactions that waited for each other."""
    return getattr(error.__cause__, "sqlstate", "") in ("40001", "40P01")


def storage_failed(error: Exception) -> StorageFailed:
    """What to tell when the database refused to write."""
    return StorageFailed(
        f"the database did not write ({error})",
        where="database",
        remedy="Free disk space, or see that it is reachable.",
    )


@contextlib.contextmanager
def durable() -> Iterator[None]:
    """A transaction that is on disk when the block ends, and not only safe from a crash of this process.

    SQLite with `synchronous=NORMAL` syncs at checkpoints of its WAL alone; PostgreSQL syncs each commit by itself.
    """
    full = connection.vendor == "sqlite" and not connection.in_atomic_block
    if full:
        _synchronous("FULL")
    try:
        with transaction.atomic():
            yield
    except OperationalError as error:
        raise storage_failed(error) from error
    finally:
        if full:
            _synchronous("NORMAL")


def _synchronous(level: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA synchronous={level}")


def chunks(values: Sequence[T], size: int = _CHUNK) -> Iterator[Sequence[T]]:
    """Runs of a sequence that one query can take as parameters."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
