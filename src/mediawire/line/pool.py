"""Reading in processes of its own: hostile input may burn time or memory there, and nowhere else.

Each reading process gets a ceiling on its address space when it starts, and each page a ceiling on processor time. A
page that exceeds either is answered with PageBeyondLimits; a process that had to be killed is replaced, and other pages
go on.
"""

from __future__ import annotations

import collections
import concurrent.futures
import contextlib
import ctypes
import gc
import multiprocessing
import resource
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import pebble

from mediawire.model.errors import PageBeyondLimits, UnreadablePage, WireError
from mediawire.model.settings import ReadingLimits

T = TypeVar("T")
R = TypeVar("R")
K = TypeVar("K")
_AHEAD = 4  # pages for each process that wait for it
# Wall-clock time until a process that no longer answers to signals is killed, in multiples of the processor time.
_PATIENCE = 4.0
_PR_SET_PDEATHSIG = 1
# What a fault of ours in a pure stage looks like.
FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)
# Our values are trees, so there is little for the cyclic collector to find: its first look comes once in a few pages.
# The second, every 400,000 new values, bounds what the broken-off trees of hostile pages hold.
COLLECT = (100_000, 4, 20)


class ReadingPool:
    """A few processes that read pages. Use as a context manager, or call `close`."""

    def __init__(self, limits: ReadingLimits, preload: Sequence[str] = ()) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(preload))
        self._limits = limits
        self._pool = pebble.ProcessPool(
            max_workers=limits.processes,
            max_tasks=2000,  # what leaks in foreign code stays bounded
            initializer=_settle,
            initargs=(limits.memory,),
            context=context,
        )

    def map(
        self, work: Callable[[T], R], pages: Iterable[tuple[K, T]], where: Callable[[K], str]
    ) -> Iterator[tuple[K, R | WireError]]:
        """`work` done on each page, in order; in place of a result stands the error that the page came to.

        Each page comes with a key, which `where` names for the error's message. A few pages are taken ahead of those
        that are read, so that memory does not grow with their number. `work` must be importable and its values
        picklable.
        """
        wall = self._limits.seconds * _PATIENCE
        ahead = _AHEAD * self._limits.processes
        waiting: collections.deque[tuple[K, Any]] = collections.deque()
        for key, page in pages:
            waiting.append((key, self._pool.schedule(_limited, args=(work, page, self._limits.seconds), timeout=wall)))
            if len(waiting) > ahead:
                first, future = waiting.popleft()
                yield first, _settled(future, where(first))
        for key, future in waiting:
            yield key, _settled(future, where(key))

    def close(self) -> None:
        """Stop the processes."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def __enter__(self) -> ReadingPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _settled(future: Any, where: str) -> Any:
    remedy = "The page is kept as a capture; raise [reading] limits in wire.toml if pages of this outlet are so large."
    try:
        return future.result()
    except WireError as error:
        return error
    except concurrent.futures.TimeoutError:
        return PageBeyondLimits("reading the page took too long", where=where, remedy=remedy)
    except MemoryError:
        return PageBeyondLimits("reading the page took too much memory", where=where, remedy=remedy)
    except pebble.ProcessExpired as error:
        return PageBeyondLimits(f"reading the page ended its process ({error.exitcode})", where=where, remedy=remedy)
    except FAULTS as error:
        # A fault of ours in a pure stage must cost one page, never the line.
        return UnreadablePage(f"the reader failed on this page: {error!r}", where=where, remedy="Please report it.")


def _settle(memory: int) -> None:
    """Give a new reading process its ceilings, and leave interruption to its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    # What came with the fork is never garbage: left out of collections, its memory stays shared with the other readers.
    gc.freeze()
    gc.set_threshold(*COLLECT)
    resource.setrlimit(resource.RLIMIT_AS, (_address_space() + memory, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def end_with_parent() -> None:
    """Have the kernel end this process when its parent ends, however that ends (Linux; elsewhere nothing happens)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _address_space() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        return int(file.read().split()[0]) * resource.getpagesize()


def _limited(work: Callable[[T], R], page: T, seconds: float) -> R:
    with _processor_time(seconds):
        return work(page)


@contextlib.contextmanager
def _processor_time(seconds: float) -> Iterator[None]:
    """Raise PageBeyondLimits inside the block once it has used so much processor time."""

    def stop(_number: int, _frame: object) -> None:
        raise PageBeyondLimits(
            f"reading the page took more than {seconds:g} seconds of processor time",
            remedy="The page is kept as a capture; raise [reading] seconds in wire.toml if need be.",
        )

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
