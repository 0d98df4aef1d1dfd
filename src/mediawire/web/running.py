"""`run`, `work`, `serve`, `poll` and `demo`: processes of a wire, and how they start, watch and end one another.

`run` is one process tree: this process is the line's worker; the web process is its child and is started again should
it end; reading processes are children of the worker. The web process holds the reading end of a pipe, so that it ends
when the worker does, however that ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import gc
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from mediawire.house import Wire, load
from mediawire.line import memory
from mediawire.model.errors import FolderInUse
from mediawire.web.start import migrate, start

if TYPE_CHECKING:
    from mediawire.line.worker import Worker

_COLLECT = (50_000, 8, 20)  # the model's values are trees: there is little for the cyclic collector to find
AGAIN = 1.0  # seconds before a web process that ended is started again


def run(folder: Path) -> None:
    """Run the wire until interrupted."""
    wire = load(folder)
    _log()
    with alone(wire), _listening(wire) as listener:
        start(wire)
        migrate()
        _work(wire, "line", listener)


def work(folder: Path) -> None:
    """Run one more worker on the same wire until interrupted."""
    wire = load(folder)
    _log()
    start(wire)
    _work(wire, f"worker-{socket.gethostname()}-{os.getpid()}", None)


def serve(folder: Path, fd: int) -> None:
    """Serve pages and desk, on a socket that was handed over or one of its own, until interrupted or orphaned."""
    wire = load(folder)
    _log()
    start(wire)
    # Tables can be imported only once Django has started.
    from mediawire.web import pushing, server
    from mediawire.web.judging import desk_context

    desk_context(wire)
    pushing.install(wire)
    if fd >= 0:
        threading.Thread(target=_end_when_orphaned, daemon=True).start()
        server.serve(wire, socket.socket(fileno=fd), lambda: print("serving", flush=True))
    else:
        with _listening(wire) as listener:
            server.serve(wire, listener, lambda: print(f"wire: {public_url(wire, listener)}", flush=True))


def _end_when_orphaned() -> None:
    """Standard input is a pipe from the worker: it ends with the worker."""
    sys.stdin.buffer.read()
    os._exit(0)


def poll(folder: Path, source: str, *, once: bool) -> None:
    """Poll now, then read and print what came in; with `once` until nothing is left to do, else until interrupted."""
    wire = load(folder)
    _log()
    start(wire)
    from mediawire.archive import sources
    from mediawire.line.clock import system_clock
    from mediawire.line.opening import opened
    from mediawire.line.worker import Worker

    with alone(wire):
        migrate()
        with opened(wire, "line", public_url(wire, None)) as (tools, engine):
            for each in [wire.source(source)] if source else wire.sources:
                sources.make_due(each.id, system_clock())
            _interruptible(Worker(tools, engine), once=once)


def take(folder: Path, url: str, source: str) -> Iterator[str]:
    """Leave a request for one report with the line."""
    wire = load(folder)
    start(wire)
    from mediawire.line import pasting

    migrate()
    yield from pasting.take(wire, url, source)


def free_port(wanted: int) -> int:
    """The port wanted, or 0 (any that is free) where something listens on it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            return 0
    return wanted


def demo(folder: Path, port: int, sources: str) -> None:
    """Found a wire on the sources given, as text of wire.toml, and run it."""
    from mediawire.house import template
    from mediawire.web import founding

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "wire.toml").write_text(template.demo(port) + sources, encoding="utf-8")
    secret = "demonstration"  # noqa: S105
    told = founding.Founding(folder=folder, name="", url="", contact="", editor="editor", password=secret, port=port)
    for _ in founding.found(told):
        pass
    print(f'desk: log in as "editor" with the password "{secret}"', flush=True)
    run(folder)


# -- parts --


def _work(wire: Wire, name: str, listener: socket.socket | None) -> None:
    from mediawire.line.opening import opened
    from mediawire.line.worker import Worker

    address = public_url(wire, listener)
    with opened(wire, name, address) as (tools, engine), _web(wire, listener):
        if listener is not None:
            print(f"wire: {address}", flush=True)
        _interruptible(Worker(tools, engine))


def _interruptible(worker: Worker, *, once: bool = False) -> None:
    """Let a worker work until SIGINT or SIGTERM, or until nothing is left to do."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: worker.stop())
    worker.begin()
    try:
        asyncio.run(worker.gather(once=once))
        if once:
            worker.finish()
    finally:
        worker.stop()
        worker.wait()


def public_url(wire: Wire, listener: socket.socket | None) -> str:
    """Where readers find the public folder, ending in a slash."""
    if wire.web.public_url:
        return wire.web.public_url.rstrip("/") + "/"
    port = listener.getsockname()[1] if listener else wire.web.port
    host = "127.0.0.1" if wire.web.host in ("0.0.0.0", "") else wire.web.host  # noqa: S104
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


@contextlib.contextmanager
def alone(wire: Wire) -> Iterator[None]:
    """Hold the data folder: one `run` on it at a time. The kernel lets go of it when the process ends."""
    path = wire.data / "run.lock"
    try:
        file = path.open("a")
    except OSError as error:
        raise FolderInUse(
            f"the data folder cannot be used ({error.strerror})",
            where=str(wire.data),
            remedy="Make the wire with `mediawire init`, as the user who runs it.",
        ) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderInUse(
                "another `mediawire run` works on this folder",
                where=str(wire.data),
                remedy="Stop it first, or add a worker beside it with: mediawire work",
            ) from None
        yield


@contextlib.contextmanager
def _listening(wire: Wire) -> Iterator[socket.socket]:
    from mediawire.web import server

    with contextlib.closing(server.listen(wire)) as listener:
        yield listener


@contextlib.contextmanager
def _web(wire: Wire, listener: socket.socket | None) -> Iterator[None]:
    """The web process beside the worker, started again whenever it ends."""
    if listener is None:
        yield
        return
    ending = threading.Event()
    keeper = _Keeper(wire, listener, ending)
    keeper.serving()
    keeper.start()
    try:
        yield
    finally:
        ending.set()
        keeper.end()


class _Keeper(threading.Thread):
    """Starts the web process, and again should it end."""

    def __init__(self, wire: Wire, listener: socket.socket, ending: threading.Event) -> None:
        super().__init__(name="keeper", daemon=True)
        self._command = [sys.executable, "-m", "mediawire", "serve", "--wire", str(wire.folder)]
        self._command += ["--fd", str(listener.fileno())]
        self._listener = listener
        self._ending = ending
        self._process: subprocess.Popen[bytes] = self._spawn()

    def _spawn(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, pass_fds=[self._listener.fileno()]
        )

    def serving(self) -> None:
        """Wait until the web process says that it serves, or ends."""
        assert self._process.stdout is not None  # noqa: S101
        self._process.stdout.readline()

    def run(self) -> None:
        while not self._ending.is_set():
            code = self._process.wait()
            if self._ending.wait(AGAIN):
                return
            logging.getLogger("mediawire").error("the web process ended (%s) and is started again", code)
            self._process = self._spawn()

    def end(self) -> None:
        """Stop the web process."""
        self._process.terminate()
        self._process.wait()


def _lean() -> None:
    memory.few_arenas()
    gc.set_threshold(*_COLLECT)


def _log(stream: IO[str] | None = None) -> None:
    """What happens, one line each, on standard error; never an address with credentials (the fetcher strips them)."""
    _lean()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    for name, level in (("mediawire", logging.INFO), ("django", logging.ERROR), ("waitress", logging.ERROR)):
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(level)
        logger.propagate = False
