"""Base64 as the C2SP specifications want it: the standard alphabet, padded, and only the one spelling of each value."""

from __future__ import annotations

import base64
import binascii

from mediawire.model.errors import ProofError


def b64(data: bytes) -> str:
    """Bytes as Base64 (RFC 4648 section 4)."""
    return base64.b64encode(data).decode("ascii")


def unb64(text: str, where: str) -> bytes:
    """The bytes of a Base64 text. Raises ProofError for anything that `b64` would not have written."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if b64(data) != text:
        raise ProofError(f"{text[:60]!r} is not Base64", where=where)
    return data


def decimal(digits: str, where: str) -> int:
    """A number from its decimal digits, no leading zeros. Raises ProofError for anything else."""
    plain = digits.isascii() and digits.isdigit() and len(digits) < 20
    if not plain or (digits[0] == "0" and digits != "0"):
        raise ProofError(f"{digits[:40]!r} is not a number in decimal digits", where=where)
    return int(digits)
