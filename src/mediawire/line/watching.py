"""The watch: audits the wire every night, and stops printing where something served is not what was sealed.

An open alarm of an audit stops the press: nothing more is sealed or printed until a person has looked and
`mediawire resume` has found everything in order. What must come down comes down nevertheless.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from mediawire.archive import alarms, workers
from mediawire.house import Wire
from mediawire.line import keys
from mediawire.line.auditing import Account, Auditor, Fault, Published, Quiet
from mediawire.line.opening import CAPTURES, LEDGER
from mediawire.line.tools import Tools, log

AUDIT = "audit"
HOUR = 3  # UTC, at which the nightly audit is due
MOST = 20  # alarms that one audit raises: more would hide the first
LOCK = "auditor"
LOCK_SECONDS = 6 * 3600.0
DONE = "audited"


def published(wire: Wire) -> Published:
    """What of a wire is audited. Raises KeyUnusable where its public keys are missing."""
    known = keys.all_known(wire)
    data = wire.data
    return Published(
        public=wire.public, captures=data / CAPTURES, ledger=data / LEDGER, keys=known, origin=known[0].name
    )


def audit(wire: Wire, moment: dt.datetime, quiet: Quiet | None = None) -> tuple[Account, list[Fault]]:
    """Audit a wire; its faults become alarms, which stop the press. Gives what was read, and the faults."""
    auditor = Auditor(published(wire), *([quiet] if quiet else []))
    faults = []
    for fault in auditor.findings():
        faults.append(fault)
        if len(faults) <= MOST:
            alarms.raise_alarm(AUDIT, fault.where, f"{fault.what} Printing has stopped.", moment)
    (wire.data / DONE).write_text(f"{moment.isoformat()}\n{auditor.account}\n", encoding="utf-8")
    return auditor.account, faults


class Watch:
    """Audits when the night's hour has passed; one worker of a wire at a time."""

    def __init__(self, tools: Tools, quiet: Quiet) -> None:
        self._tools = tools
        self._quiet = quiet

    def turn(self) -> bool:
        """Audit, where that is due."""
        moment = self._tools.clock()
        if self._last() >= _night(moment) or not workers.hold(LOCK, self._tools.worker, moment, LOCK_SECONDS):
            return False
        account, faults = audit(self._tools.wire, moment, self._quiet)
        workers.release(LOCK, self._tools.worker)
        log.info("audited: %s; %d faults", account, len(faults))
        for fault in faults[:MOST]:
            log.error("AUDIT %s: %s", fault.where, fault.what)
        return False

    def _last(self) -> dt.datetime:
        return last(self._tools.wire.data)


def last(data: Path) -> dt.datetime:
    """When the wire was audited last; long ago where it never was."""
    try:
        return dt.datetime.fromisoformat((data / DONE).read_text(encoding="utf-8").split("\n")[0])
    except (OSError, ValueError):
        return dt.datetime.min.replace(tzinfo=dt.UTC)


def _night(moment: dt.datetime) -> dt.datetime:
    """The last time before the moment at which an audit was due."""
    due = moment.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return due if due <= moment else due - dt.timedelta(days=1)
