"""Changing the key that signs the log: an entry that names both keys, sealed by both, then the new key alone signs.

Cut short at any point, it is finished by asking for it again; until then the wire refuses to start.
"""

from __future__ import annotations

import json

from mediawire.archive import log
from mediawire.house import Wire
from mediawire.line import keys
from mediawire.line.clock import Clock, system_clock
from mediawire.proof.entry import Entry, EntryKind
from mediawire.proof.note import Verifier
from mediawire.proof.seal import sealer


def rotate(wire: Wire, clock: Clock = system_clock) -> Verifier:
    """Change the wire's key; gives the public half of the new one. Nothing else may write to the log meanwhile."""
    old, new = keys.successor(wire)
    changes = log.changes_of_keys()
    if new.verifier.text not in (json.loads(each.data)["key"] for each in changes):
        number, moment = len(changes) + 1, clock()
        told = Entry(kind=EntryKind.KEY, revision=number, at=moment, key=new.verifier.text, after=old.verifier.text)
        entered = log.Entered(kind=EntryKind.KEY.value, item=0, revision=number, data=told.data)
        log.append_alone(entered, sealer(new, new.name, old), moment)
    keys.succeed(wire, new)
    return new.verifier
