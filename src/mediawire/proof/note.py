"""Signed notes and checkpoints, by the C2SP specifications signed-note and tlog-checkpoint; keys as Go writes them.

A note is a text that ends in a newline, an empty line, and one signature a line, by any number of keys: the log's own,
and whoever else will sign (witnesses, time stamps). Keys are text: `<name>+<key id>+<Base64 of 01 and 32 bytes>`
to verify, the same behind `PRIVATE+KEY+` to sign, as golang.org/x/mod/sumdb/note reads and writes them.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Sequence

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from mediawire.model.errors import KeyUnusable, ProofError
from mediawire.proof.coding import b64, decimal, unb64
from mediawire.proof.merkle import HASH_SIZE

SEED_SIZE = 32
_ED25519 = b"\x01"
_ID_SIZE = 4
_PRIVATE = "PRIVATE+KEY+"
_MARK = "— "
_MOST_SIGNATURES = 100
_LARGEST_NOTE = 1 << 20


@dataclasses.dataclass(frozen=True, slots=True)
class Verifier:
    """A key to check signatures with: its name and the 32 bytes of an Ed25519 public key."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        _refuse_odd_name(self.name)
        if len(self.public) != 32:
            raise KeyUnusable("an Ed25519 public key has 32 bytes", where=f"key {self.name}")

    @classmethod
    def from_text(cls, text: str) -> Verifier:
        """The key that `<name>+<key id>+<data>` tells. Raises KeyUnusable for anything else."""
        name, stated_id, public = _read_key(text)
        key = cls(name, public)
        if key.id.hex() != stated_id:
            raise KeyUnusable(
                f"the key says that its id is {stated_id}, but it is {key.id.hex()}",
                where=f"key {name}",
                remedy="Copy the key again, whole, from where the wire published it.",
            )
        return key

    @property
    def id(self) -> bytes:
        """The four bytes that name this key beside its name in every signature."""
        return hashlib.sha256(self.name.encode("utf-8") + b"\n" + _ED25519 + self.public).digest()[:_ID_SIZE]

    @property
    def text(self) -> str:
        """The key as it is published."""
        return f"{self.name}+{self.id.hex()}+{b64(_ED25519 + self.public)}"

    def verifies(self, text: str, signature: bytes) -> bool:
        """Whether 64 bytes are this key's signature over a text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode("utf-8"))
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclasses.dataclass(frozen=True, slots=True)
class Signer:
    """A key to sign with: its name and 32 secret bytes, which no message or representation shows."""

    name: str
    seed: bytes = dataclasses.field(repr=False)

    def __post_init__(self) -> None:
        _refuse_odd_name(self.name)
        if len(self.seed) != SEED_SIZE:
            raise KeyUnusable(f"an Ed25519 key has {SEED_SIZE} secret bytes", where=f"key {self.name}")

    @classmethod
    def from_text(cls, text: str) -> Signer:
        """The key that `PRIVATE+KEY+<name>+<key id>+<data>` tells. Raises KeyUnusable for anything else."""
        if not text.strip().startswith(_PRIVATE):
            raise KeyUnusable("this is not a signing key", where="key", remedy=f"It begins with {_PRIVATE}")
        name, stated_id, seed = _read_key(text.strip()[len(_PRIVATE) :])
        key = cls(name, seed)
        if key.verifier.id.hex() != stated_id:
            raise KeyUnusable(
                "the signing key does not fit its own id",
                where=f"key {name}",
                remedy="Restore the key file from its backup; do not make a new key.",
            )
        return key

    @property
    def verifier(self) -> Verifier:
        """The key to publish."""
        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()
        return Verifier(self.name, public)

    @property
    def text(self) -> str:
        """The key as its file holds it: secret."""
        return f"{_PRIVATE}{self.name}+{self.verifier.id.hex()}+{b64(_ED25519 + self.seed)}"

    def signature(self, text: str) -> bytes:
        """64 bytes over a text."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode("utf-8"))


def generate(name: str, seed: bytes) -> Signer:
    """A new key under a name (the log's origin). `seed` is 32 random bytes, which the caller draws."""
    return Signer(name, seed)


def _read_key(text: str) -> tuple[str, str, bytes]:
    name, _, rest = text.strip().partition("+")
    key_id, _, data = rest.partition("+")
    try:
        key = unb64(data, "note")
    except ProofError:
        key = b""
    if not key.startswith(_ED25519) or len(key_id) != 2 * _ID_SIZE:
        raise KeyUnusable(
            "this is not an Ed25519 key of a signed note",
            where="key",
            remedy="It reads <name>+<8 hexadecimal digits>+<Base64>, in one line.",
        )
    return name, key_id.lower(), key[1:]


def _refuse_odd_name(name: str) -> None:
    if not name or "+" in name or any(each.isspace() or each < " " for each in name):
        raise KeyUnusable(
            f"a key cannot be named {name!r}", where="key", remedy="Name it like an address: no spaces, no plus sign."
        )


@dataclasses.dataclass(frozen=True, slots=True)
class Signature:
    """One line under a note: who signed, the key's id, and the signature's bytes (64 for Ed25519)."""

    name: str
    id: bytes
    value: bytes

    @property
    def line(self) -> str:
        """The line, with its newline."""
        return f"{_MARK}{self.name} {b64(self.id + self.value)}\n"


@dataclasses.dataclass(frozen=True, slots=True)
class Note:
    """A text and its signatures, of which some are by keys that we know: `verified` tells which."""

    text: str
    signatures: tuple[Signature, ...]
    verified: tuple[Verifier, ...] = ()


def sign(text: str, *signers: Signer) -> str:
    """A text as a note signed by each of the keys. Raises ProofError where the text cannot be signed."""
    _refuse_odd_text(text)
    signatures = [Signature(each.name, each.verifier.id, each.signature(text)) for each in signers]
    return f"{text}\n{''.join(each.line for each in signatures)}"


def cosign(note: str, *signers: Signer) -> str:
    """The same note with further signatures below."""
    parsed = parse(note)
    added = [Signature(each.name, each.verifier.id, each.signature(parsed.text)) for each in signers]
    return note + "".join(each.line for each in added)


def parse(note: str) -> Note:
    """A note's text and signatures, nothing verified. Raises ProofError where it has not a note's form."""
    if len(note) > _LARGEST_NOTE:
        raise ProofError("the note is longer than any note should be", where="note")
    head, parted, foot = note.rpartition("\n\n")
    if not parted or not foot.endswith("\n"):
        raise ProofError("no signatures stand below the text", where="note")
    text = f"{head}\n"
    _refuse_odd_text(text)
    lines = foot.removesuffix("\n").split("\n")
    if len(lines) > _MOST_SIGNATURES:
        raise ProofError(f"more than {_MOST_SIGNATURES} signatures stand below the text", where="note")
    return Note(text, tuple(_signature(line) for line in lines))


def _signature(line: str) -> Signature:
    name, _, data = line.removeprefix(_MARK).partition(" ")
    value = unb64(data, "note") if line.startswith(_MARK) and name else b""
    if len(value) <= _ID_SIZE:
        raise ProofError("a line below the text is not a signature", where="note")
    return Signature(name, value[:_ID_SIZE], value[_ID_SIZE:])


def _refuse_odd_text(text: str) -> None:
    if not text.endswith("\n") or any(each < " " and each != "\n" for each in text):
        raise ProofError("a note's text ends in a newline and holds no other control characters", where="note")
    if not text.isascii() and any("\ud800" <= each <= "\udfff" for each in text):
        raise ProofError("a note's text is not valid Unicode", where="note")


def open_note(note: str, verifiers: Iterable[Verifier]) -> Note:
    """A note whose signatures by known keys hold; there is at least one. Others are kept, and say nothing.

    Raises ProofError where none of the keys has signed, or where a signature of one of them is false.
    """
    known = {(each.name, each.id): each for each in verifiers}
    parsed = parse(note)
    verified: dict[tuple[str, bytes], Verifier] = {}
    for signature in parsed.signatures:
        key = known.get((signature.name, signature.id))
        if key is None:
            continue
        if not key.verifies(parsed.text, signature.value):
            raise ProofError(
                f"the signature of {key.name} is false",
                where="note",
                remedy="Text or signature was changed after signing.",
            )
        verified[signature.name, signature.id] = key
    if not verified:
        names = ", ".join(sorted({f"{each.name}+{each.id.hex()}" for each in parsed.signatures}))
        raise ProofError(
            f"no signature is by the key that was asked for; signed by {names}",
            where="note",
            remedy="Compare the key with the one that the wire publishes.",
        )
    return Note(parsed.text, parsed.signatures, tuple(verified.values()))


@dataclasses.dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: its origin, how many entries it has, and its root hash."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """What is signed: three lines."""
        return f"{self.origin}\n{self.size}\n{b64(self.root)}\n"

    @classmethod
    def from_text(cls, text: str) -> Checkpoint:
        """A checkpoint's text read; extension lines are passed over. Raises ProofError for anything else."""
        lines = text.removesuffix("\n").split("\n")
        if len(lines) < 3 or not all(lines):
            raise ProofError("a checkpoint has three lines at least, none of them empty", where="checkpoint")
        return cls(lines[0], decimal(lines[1], "checkpoint"), _hash(lines[2]))


def open_checkpoint(note: str, verifiers: Sequence[Verifier], origin: str = "") -> Checkpoint:
    """The checkpoint in a note that one of the keys has signed, of the log named `origin` (empty: any).

    Raises ProofError where it is not signed, not a checkpoint, or another log's.
    """
    checkpoint = Checkpoint.from_text(open_note(note, verifiers).text)
    if origin and checkpoint.origin != origin:
        raise ProofError(f"this is the log of {checkpoint.origin}, not of {origin}", where="checkpoint")
    return checkpoint


def _hash(text: str) -> bytes:
    value = unb64(text, "checkpoint")
    if len(value) != HASH_SIZE:
        raise ProofError("a hash is not 32 bytes long", where="checkpoint")
    return value
