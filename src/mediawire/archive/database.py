"""What the verbs share: transactions that are tried again where two writers met, and ones that are synced to disk.

What is asked several times a second, or written for hundreds of rows, does not go through the mapper: to make its SQL
anew each time costs far more than to run it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ParamSpec, TypeVar, cast

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Field, Model

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


def any_row(sql: str, *values: object) -> bool:
    """Whether a question in SQL, with `%s` for each value, is answered by any row."""
    return bool(answers(sql, *values))


def answers(sql: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows that answer a question in SQL, with `%s` for each value."""
    adapted = connection.ops.adapt_datetimefield_value
    told: list[Any] = [adapted(each) if isinstance(each, dt.datetime) else each for each in values]
    with connection.cursor() as cursor:
        cursor.execute(sql, told)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def marks(number: int) -> str:
    """`%s` for each of so many values."""
    return ", ".join(["%s"] * number)


def enter(model: type[Model], names: Sequence[str], rows: Sequence[Sequence[Any]], *, once: bool = False) -> None:
    """Enter rows of plain values in these columns; with `once`, none whose unique key is taken."""
    quoted = connection.ops.quote_name
    columns = ", ".join(map(quoted, names))
    unless = " ON CONFLICT DO NOTHING" if once else ""
    sql = f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({marks(len(names))}){unless}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def rewrite(model: type[Model], rows: Mapping[int, Mapping[str, Any]]) -> None:
    """Write columns of rows that are there, by their ids: the same columns of all of them."""
    if not rows:
        return
    quoted = connection.ops.quote_name
    fields = {name: _field(model, name) for name in next(iter(rows.values()))}
    columns = ", ".join(f"{quoted(str(field.column))} = %s" for field in fields.values())
    sql = f"UPDATE {quoted(model._meta.db_table)} SET {columns} WHERE id = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(
            sql,
            [
                [*(fields[name].get_db_prep_save(value, connection) for name, value in values.items()), row_id]
                for row_id, values in rows.items()
            ],
        )


def _field(model: type[Model], name: str) -> Field[Any, Any]:
    return cast("Field[Any, Any]", model._meta.get_field(name))
