"""What an operator does to a wire as a whole: audit it, and let it print again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mediawire.house import load
from mediawire.model.errors import CheckFailed, ConfigurationError
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
