"""The key that signs the log: made once, readable by its owner alone, never replaced silently."""

from __future__ import annotations

import re
import secrets
import stat
from pathlib import Path
from urllib.parse import urlsplit

from mediawire.house import Wire
from mediawire.house.folder import private
from mediawire.model.errors import KeyUnusable
from mediawire.proof.note import SEED_SIZE, Signer, Verifier, generate

SECRET = "log.key"  # noqa: S105
PUBLIC = "log.pub"
NEXT = "log.key.next"  # while a change of keys is under way
_REMEDY = "Restore data/log.key from your backup; a new key must be announced in the log, not slipped in."


def make(wire: Wire) -> str:
    """Make the wire's key where there is none yet, and say which key signs."""
    path = wire.data / SECRET
    if path.exists():
        return f"The log is signed by {load(wire).verifier.text}"
    signer = generate(_name(wire), secrets.token_bytes(SEED_SIZE))
    private(path, signer.text + "\n")
    (wire.data / PUBLIC).write_text(signer.verifier.text + "\n", encoding="utf-8")
    return f"Made the key that signs the log: {signer.verifier.text}"


def load(wire: Wire) -> Signer:
    """The wire's key. Raises KeyUnusable where it is missing, changed, or readable by others: nothing is printed."""
    path = wire.data / SECRET
    try:
        text = path.read_text(encoding="utf-8")
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        raise KeyUnusable("the key that signs the log is missing", where=str(path), remedy=_REMEDY) from None
    if mode & 0o077:
        raise KeyUnusable(
            f"others may read the key that signs the log (mode {mode:o})", where=str(path), remedy=f"chmod 600 {path}"
        )
    if (wire.data / NEXT).exists():
        raise KeyUnusable(
            "a change of keys was cut short", where=str(wire.data / NEXT), remedy="Finish it: mediawire rotate-key"
        )
    return _fitting(wire, text)


def _fitting(wire: Wire, text: str) -> Signer:
    path = wire.data / SECRET
    signer = Signer.from_text(text.strip())
    if signer.verifier.text != known(wire).text:
        raise KeyUnusable("the key is not the one that has signed so far", where=str(path), remedy=_REMEDY)
    return signer


def known(wire: Wire) -> Verifier:
    """The public half, as it was when the key was made."""
    return all_known(wire)[0]


def all_known(wire: Wire) -> tuple[Verifier, ...]:
    """The public halves of all keys that have signed the log, the present one first. Raises KeyUnusable."""
    path = wire.data / PUBLIC
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
        return tuple(Verifier.from_text(line) for line in lines if line.strip()) or _refuse_empty(path)
    except FileNotFoundError:
        raise KeyUnusable(
            "the public half of the log's key is missing",
            where=str(path),
            remedy="Restore data/log.pub from your backup, or from log.pub in the public folder.",
        ) from None


def successor(wire: Wire) -> tuple[Signer, Signer]:
    """The present key, and the one that is to follow it, which is drawn here unless a change was cut short."""
    old = Signer.from_text((wire.data / SECRET).read_text(encoding="utf-8").strip())
    path = wire.data / NEXT
    if not path.exists():
        load(wire)
        private(path, generate(old.name, secrets.token_bytes(SEED_SIZE)).text + "\n")
    return old, Signer.from_text(path.read_text(encoding="utf-8").strip())


def succeed(wire: Wire, new: Signer) -> None:
    """Let the new key take the old one's place, once the log says so. The old secret is gone then."""
    known_so_far = [each.text for each in all_known(wire)]
    texts = dict.fromkeys([new.verifier.text, *known_so_far])
    beside = wire.data / f"{PUBLIC}.next"
    beside.write_text("".join(f"{each}\n" for each in texts), encoding="utf-8")
    beside.replace(wire.data / PUBLIC)
    (wire.data / NEXT).replace(wire.data / SECRET)


def _refuse_empty(path: Path) -> tuple[Verifier, ...]:
    raise KeyUnusable("the public half of the log's key is empty", where=str(path), remedy="Restore it from a backup.")


def _name(wire: Wire) -> str:
    """The log's name: the wire's public host and path, as C2SP asks; no spaces, no plus sign."""
    parts = urlsplit(wire.web.public_url or wire.house.url)
    name = f"{parts.netloc}{parts.path.rstrip('/')}/wire" if parts.netloc else "mediawire"
    return re.sub(r"[\s+]", "-", name)


def path_of(wire: Wire) -> Path:
    """Where the secret half lies."""
    return wire.data / SECRET
