"""Proof files, by the C2SP specification tlog-proof: one entry's place in the log, checkable without the log.

    c2sp.org/tlog-proof@v1
    extra <Base64 of the item's salt>
    index <place in the log, from 0>
    <Base64 of a hash>            the inclusion proof, a line each, from the sibling up
                                  an empty line
    <the signed checkpoint>

The extra data is the salt under which the log entry's digest of the manifest was made; it is trusted no further than
that the entry made with it must be in the log.
"""

from __future__ import annotations

import dataclasses

from mediawire.model.errors import ProofError
from mediawire.proof.coding import b64, decimal, unb64
from mediawire.proof.merkle import HASH_SIZE

HEADER = "c2sp.org/tlog-proof@v1"
_LONGEST_PROOF = 63
_LARGEST = 1 << 20


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TlogProof:
    """An entry's index, its inclusion proof, the signed checkpoint that it holds for, and the salt."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str
    extra: bytes = b""

    @property
    def text(self) -> str:
        """The proof file."""
        lines = [HEADER]
        if self.extra:
            lines.append(f"extra {b64(self.extra)}")
        lines.append(f"index {self.index}")
        lines += [b64(each) for each in self.hashes]
        return "\n".join(lines) + "\n\n" + self.checkpoint

    @classmethod
    def from_text(cls, text: str) -> TlogProof:
        """A proof file read. Raises ProofError where it has another form."""
        head, parted, checkpoint = text.partition("\n\n")
        lines = head.split("\n")
        if len(text) > _LARGEST or not parted or lines.pop(0) != HEADER:
            raise ProofError(f"the file does not begin with {HEADER}", where="proof", remedy="Fetch it again.")
        extra = unb64(lines.pop(0).removeprefix("extra "), "proof") if lines and lines[0].startswith("extra ") else b""
        index = _index(lines.pop(0) if lines else "")
        hashes = tuple(unb64(line, "proof") for line in lines)
        if len(hashes) > _LONGEST_PROOF or any(len(each) != HASH_SIZE for each in hashes):
            raise ProofError("the inclusion proof holds something that is not a hash", where="proof")
        return cls(index=index, hashes=hashes, checkpoint=checkpoint, extra=extra)


def _index(line: str) -> int:
    if not line.startswith("index "):
        raise ProofError("the line with the entry's index is missing", where="proof")
    return decimal(line.removeprefix("index "), "proof")
