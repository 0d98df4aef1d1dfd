"""What the log holds of a decision: its kind, the item, the revision, the time, and a keyed digest of the manifest.

The digest is HMAC-SHA256 under a salt that belongs to one revision of one item. Whoever has salt and manifest can check
the entry; once both are erased, the entry says nothing of the text, and the log stays whole.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import hashlib
import hmac
from typing import Any

import rfc8785

from mediawire.model.errors import ProofError

SALT_SIZE = 32


class EntryKind(enum.Enum):
    """What was decided."""

    PRINT = "print"  # an item's revision, also its first
    WITHHOLD = "withhold"
    KILL = "kill"
    ERASE = "erase"
    KEY = "key"  # another key signs from here on


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the log. `mac` is 64 hexadecimal digits; kind KEY has `key`, the new one, and `after`, the old."""

    kind: EntryKind
    item: int = 0
    revision: int = 0
    at: dt.datetime
    mac: str = ""
    key: str = ""
    after: str = ""

    @property
    def data(self) -> bytes:
        """The entry's bytes: canonical JSON (RFC 8785). They are what is hashed into the tree."""
        told: dict[str, Any] = {
            "kind": self.kind.value,
            "item": self.item,
            "revision": self.revision,
            "time": moment(self.at),
        }
        if self.mac:
            told["hmac"] = self.mac
        if self.key:
            told["key"] = self.key
        if self.after:
            told["after"] = self.after
        return rfc8785.dumps(told)


def entry_for(kind: EntryKind, item: int, revision: int, at: dt.datetime, *, salt: bytes, manifest: bytes) -> Entry:
    """The entry of a manifest: `manifest` is its canonical bytes, `salt` 32 random bytes that the caller drew."""
    return Entry(kind=kind, item=item, revision=revision, at=at, mac=authenticator(salt, manifest))


def authenticator(salt: bytes, manifest: bytes) -> str:
    """HMAC-SHA256 of a manifest's bytes under its salt, as 64 hexadecimal digits."""
    if len(salt) != SALT_SIZE:
        raise ProofError(f"a salt has {SALT_SIZE} bytes, not {len(salt)}", where="salt")
    return hmac.new(salt, manifest, hashlib.sha256).hexdigest()


def moment(at: dt.datetime) -> str:
    """A time as manifests and entries write it: UTC, whole seconds, RFC 3339. Raises ProofError without a zone."""
    if at.tzinfo is None:
        raise ProofError("a time without a zone cannot be stated", where="log entry")
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
