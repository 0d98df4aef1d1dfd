"""The durable engine: the only file that knows DBOS.

A flow is a function that takes `do` and a name; each `do(step, *ids)` is a DBOS step: its result is checkpointed, and
after a crash the flow continues behind the last step that had finished. Steps take and return row ids alone, in
portable JSON, so the engine's tables never hold a word of a report.

Known traps, met here: DBOS opens SQLite without WAL (we hand it an engine with WAL); recovery is per application
version (we pin it to `FLOW_VERSION`, raised only when the order of steps changes); a step may run twice (steps are
written so).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

import sqlalchemy
from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetWorkflowID
from sqlalchemy import event

FLOW_VERSION = "1"
_FAILED = ("ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED", "CANCELLED")
R = TypeVar("R")


class Do(Protocol):
    """Runs one step durably and returns what it returned, now or before a crash."""

    def __call__(self, step: Callable[..., R], *ids: Any) -> R:
        """Run `step` with JSON-serialisable arguments."""


Flow = Callable[[Do, str], None]


class Engine:
    """Runs flows durably, one at a time for each name and at most `threads` at once in this process.

    `worker` is the stable name of this process: what it had begun, it takes up again when it starts under that name.
    """

    def __init__(self, database_url: str, data: Path, worker: str, *, threads: int = 4) -> None:
        logging.getLogger("dbos").setLevel(logging.ERROR)
        url, engine = _database(database_url, data)
        self._dbos = DBOS(
            config=DBOSConfig(
                name="mediawire",
                system_database_url=url,
                system_database_engine=engine,
                application_version=FLOW_VERSION,
                executor_id=worker,
                serializer=DBOSPortableJSONSerializer(),
                console_log_level="ERROR",
                log_level="ERROR",
                use_listen_notify=False,
                max_executor_threads=threads,
                notification_listener_polling_interval_sec=5.0,
                scheduler_polling_interval_sec=300.0,
            )
        )
        self._flows: dict[str, Callable[[str], None]] = {}
        self._stopped = threading.Event()

    def register(self, name: str, flow: Flow) -> None:
        """Make a flow known under a name, before `start`: recovery finds it by that name."""

        @DBOS.workflow(name=name, max_recovery_attempts=1000)
        def durable(key: str) -> None:
            flow(_do, key)

        self._flows[name] = durable

    def start(self) -> None:
        """Open the tables and take up what this worker had begun."""
        DBOS.launch()

    def run(self, name: str, key: str) -> None:
        """Run the flow for a key to its end. The same key again returns at once, unless the first run failed.

        A flow that failed (the disk did, say) is begun anew: its steps may run twice, and the engine would otherwise
        give the same failure for ever. So is one that an earlier run of this worker had begun and that fails when it is
        taken up: what it fails with may be what the disk said then, kept as the outcome of a step.
        """
        flow = f"{name}:{key}"
        before = DBOS.get_workflow_status(flow)
        if before is not None and before.status in _FAILED:
            DBOS.delete_workflows([flow])
            before = None
        try:
            self._carry(name, flow, key)
        except Exception:
            if before is None or not self._failed(flow):
                raise
            DBOS.delete_workflows([flow])
            self._carry(name, flow, key)

    def _carry(self, name: str, flow: str, key: str) -> None:
        with SetWorkflowID(flow):
            handle = DBOS.start_workflow(self._flows[name], key)
        handle.get_result(polling_interval_sec=0.05)

    def _failed(self, flow: str) -> bool:
        status = DBOS.get_workflow_status(flow)
        return status is not None and status.status in _FAILED

    def stop(self) -> None:
        """Let running flows end and close. What does not end in ten seconds is taken up at the next start."""
        DBOS.destroy(workflow_completion_timeout_sec=10)

    def forget(self, keys: Sequence[str]) -> None:
        """Drop finished flows from the engine's tables: they would grow without bound."""
        if keys:
            DBOS.delete_workflows(list(keys))

    def finished(self, limit: int) -> list[str]:
        """Names of flows that ended well, oldest first."""
        done = DBOS.list_workflows(status="SUCCESS", limit=limit, load_input=False, load_output=False)
        return [each.workflow_id for each in done]


def _do(step: Callable[..., R], *ids: Any) -> R:
    return DBOS.run_step({"name": step.__name__}, step, *ids)


def _database(url: str, data: Path) -> tuple[str, sqlalchemy.Engine | None]:
    if not url.startswith("sqlite"):
        return url, None
    path = data / "line.sqlite3"
    engine = sqlalchemy.create_engine(f"sqlite:///{path}", connect_args={"timeout": 30, "check_same_thread": False})
    event.listen(engine, "connect", _tune)
    return f"sqlite:///{path}", engine


def _tune(connection: Any, _record: object) -> None:
    connection.isolation_level = "IMMEDIATE"
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "busy_timeout=30000",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
