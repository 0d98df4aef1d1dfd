"""A tray: what comes in one by one within a moment is worked on together, at the cost of that moment."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
LINGER = 0.1  # seconds that the first thing in the tray waits for others
MOST = 32  # things that are worked on at once


class Tray(Generic[T, R]):
    """Hands what is put in to `work` in batches, one batch at a time, in order. For one event loop.

    `work` gives a result for each thing, or an error for whoever waits for it. Where it fails itself, all who wait for
    that batch get its error.
    """

    def __init__(
        self, work: Callable[[Sequence[T]], Awaitable[Sequence[R | Exception]]], linger: float = LINGER
    ) -> None:
        self._work = work
        self._linger = linger
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []
        self._emptying: asyncio.Task[None] | None = None

    async def put(self, thing: T) -> R:
        """Wait until `thing` was worked on, and give its result."""
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((thing, future))
        if self._emptying is None or self._emptying.done():
            self._emptying = asyncio.ensure_future(self._empty())
        return await future

    async def _empty(self) -> None:
        while self._waiting:
            if len(self._waiting) < MOST:
                await asyncio.sleep(self._linger)
            batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            try:
                results: Sequence[R | BaseException] = await self._work([thing for thing, _ in batch])
            except BaseException as error:
                _give(batch, [error] * len(batch))
                if not isinstance(error, Exception):
                    raise
            else:
                _give(batch, results)


def _give(batch: Sequence[tuple[T, asyncio.Future[R]]], results: Sequence[R | BaseException]) -> None:
    for (_, future), result in zip(batch, results, strict=True):
        if future.done():
            continue  # whoever waited has been cancelled
        if isinstance(result, BaseException):
            future.set_exception(result)
        else:
            future.set_result(result)
