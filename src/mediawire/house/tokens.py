"""Tokens that let agencies push documents: one a line in a file of the wire, kept as digests alone.

    SOURCE sha256:DIGEST

A token is told once, when it is made: who reads the file cannot push.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Iterable
from pathlib import Path

from mediawire.house.wire import FILE, Wire
from mediawire.model.errors import ConfigurationError
from mediawire.model.source import Door

_LINE = re.compile(r"([a-z0-9][a-z0-9-]{0,39})\s+sha256:([0-9a-f]{64})")


@dataclasses.dataclass(frozen=True, slots=True)
class Token:
    """Who may push what: the source's id, and the SHA-256 of the token's characters."""

    source_id: str
    digest: str


def load(wire: Wire) -> tuple[Token, ...]:
    """The tokens of a wire; none where no file is named or it is not there yet. Raises ConfigurationError."""
    if not wire.doors.token_file:
        return ()
    path = wire.folder / wire.doors.token_file
    try:
        lines = path.read_text(encoding="ascii").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"the tokens cannot be read ({error})", where=str(path), remedy="Make it readable for the wire's user."
        ) from error
    return tuple(_token(path, at, line) for at, line in enumerate(lines, 1) if line.strip() and line[0] != "#")


def _token(path: Path, at: int, line: str) -> Token:
    found = _LINE.fullmatch(line.strip())
    if found is None:
        raise ConfigurationError(
            "this is no token's line", where=f"{path}, line {at}", remedy="Make one with: mediawire token SOURCE"
        )
    return Token(found[1], found[2])


def holder(tokens: Iterable[Token], shown: str) -> list[str]:
    """The sources that a token stands for. All are compared, each in the same time whatever it is."""
    digest = hashlib.sha256(shown.encode("utf-8", "surrogateescape")).hexdigest()
    return [each.source_id for each in tokens if hmac.compare_digest(each.digest, digest)]


def make(wire: Wire, source_id: str) -> str:
    """Make a token for a source and keep its digest; gives the token, which is nowhere else. Older ones stay valid."""
    source = wire.source(source_id)
    if not wire.doors.token_file or not any(door is Door.DOCUMENTS for door, _ in source.doors):
        raise ConfigurationError(
            f'nothing can be pushed for "{source_id}" yet',
            where=str(wire.folder / FILE),
            remedy='Write token_file = "data/tokens" under [doors] and documents = "" into the source\'s table.',
        )
    load(wire)
    token = secrets.token_urlsafe(32)
    path = wire.folder / wire.doors.token_file
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="ascii") as file:
        file.write(f"{source.id} sha256:{hashlib.sha256(token.encode()).hexdigest()}\n")
        file.flush()
        os.fsync(file.fileno())
    return token
