"""What an operator does to a wire: audit it, let it print again, erase a report."""

from __future__ import annotations

import getpass
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from mediawire.house import load
from mediawire.model.errors import CheckFailed, ConfigurationError, DecisionRefused, FolderInUse
from mediawire.web.start import migrate, start


def audit(folder: Path) -> Iterator[str]:
    """Audit a wire, which may be running, and say what was read and what is wrong; raises CheckFailed for faults."""
    wire = load(folder)
    start(wire)
    migrate()
    from mediawire.line import watching
    from mediawire.line.clock import system_clock

    account, faults = watching.audit(wire, system_clock())
    for fault in faults:
        yield f"FAULT {fault.where}: {fault.what}"
    yield f"Read again and computed anew: {account}."
    if faults:
        raise CheckFailed(
            f"{len(faults)} things that are served are not what was sealed; printing has stopped",
            number=len(faults),
            where=str(wire.public),
            remedy="Find out what changed them, restore the files from a backup, then: mediawire resume",
        )
    yield "Everything served is what was sealed."


def resume(folder: Path, anyway: str) -> Iterator[str]:
    """Let a wire that an audit has stopped print again: after an audit without faults, or with a reason why."""
    wire = load(folder)
    start(wire)
    migrate()
    from mediawire.archive import alarms
    from mediawire.line import watching
    from mediawire.line.clock import system_clock

    if not alarms.is_open(watching.AUDIT):
        yield "Nothing had stopped: no audit has found a fault."
        return
    account, faults = watching.audit(wire, system_clock())
    if faults and not anyway:
        raise ConfigurationError(
            f"{len(faults)} faults are still there, the first is {faults[0].where}: {faults[0].what}",
            remedy='Repair them first. To print all the same, say why: mediawire resume --anyway "REASON"',
        )
    alarms.clear_all(watching.AUDIT)
    with (wire.data / "resumed").open("a", encoding="utf-8") as file:
        file.write(f"{system_clock().isoformat()} {len(faults)} faults {anyway}\n")
    yield f"Audited: {account}; {len(faults)} faults. The wire prints again."


def erase(folder: Path, item_id: int, why: str) -> Iterator[str]:
    """Erase an item for good and say what came of it. A running wire is asked to; else it is done here.

    Raises NotInArchive, DecisionRefused.
    """
    wire = load(folder)
    start(wire)
    migrate()
    from mediawire.archive import items, requests
    from mediawire.archive.requests import Request
    from mediawire.line.clock import system_clock

    if not why.strip():
        raise DecisionRefused("erasing needs a reason", remedy="Say why: --why REASON; name nobody in it.")
    items.load_item(item_id)
    by = f"operator:{getpass.getuser()}"
    asked = requests.ask(Request(kind="erase", item_id=item_id, by=by, at=system_clock(), why=why))
    try:
        _carry_out(folder, asked)
    except FolderInUse:
        yield "The running wire was asked to erase it."
        _await(item_id)
    told = requests.load([asked])[0]
    if told.state == "refused":
        raise DecisionRefused(told.outcome, where=f"item {item_id}")
    yield f"Item {item_id} is erased: its words are in no table, file or capture of this wire any more."
    yield "Backups and other machines keep what they have: erase it there too."


def rotate_key(folder: Path) -> Iterator[str]:
    """Change the key that signs the log and say what to do with the new one; raises FolderInUse while the wire runs."""
    wire = load(folder)
    start(wire)
    migrate()
    from mediawire.line.opening import opened
    from mediawire.line.rotating import rotate
    from mediawire.line.worker import Workbench
    from mediawire.web.running import alone, public_url

    with alone(wire):
        new = rotate(wire)
        with opened(wire, "line", public_url(wire, None)) as (tools, _engine):
            Workbench(tools).print()
    yield f"From now on the log is signed by {new.text}"
    yield "The log says so, under both signatures; verifiers that know the old key follow. Publish the new one where"
    yield "you published the old, and back up data/log.key: the old secret is gone."


def _carry_out(folder: Path, request_id: int) -> None:
    """Carry a request out in this process; raises FolderInUse where a wire runs."""
    from mediawire.line.opening import opened
    from mediawire.line.worker import Workbench
    from mediawire.web.running import alone, public_url

    wire = load(folder)
    with alone(wire), opened(wire, "line", public_url(wire, None)) as (tools, _engine):
        bench = Workbench(tools)
        bench.carry_out([request_id])
        bench.print()


def _await(item_id: int, seconds: float = 120.0) -> None:
    from mediawire.archive import erasing

    until = time.monotonic() + seconds
    while not erasing.done(item_id):
        if time.monotonic() > until:
            raise DecisionRefused(
                "the running wire has not erased it yet",
                where=f"item {item_id}",
                remedy="See `mediawire status`: printing may have stopped. It is done as soon as it goes on.",
            )
        threading.Event().wait(0.2)
