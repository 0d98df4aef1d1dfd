"""Sealing, entries and proof files."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json

import pytest

from mediawire import proof
from mediawire.model.errors import LogRewound, ProofError
from mediawire.proof import merkle
from mediawire.proof.entry import Entry, EntryKind, authenticator, moment
from tests.unit.proof import samples

MANIFEST = b'{"a":1}'


def test_a_seal_gives_what_the_archive_stores() -> None:
    sealed = proof.sealer(samples.SIGNER, samples.ORIGIN)(0, (), [b"a", b"b", b"c"])
    assert sealed.size == 3
    assert sealed.leaf_hashes == tuple(merkle.leaf_hash(each) for each in (b"a", b"b", b"c"))
    assert len(sealed.edge) == 2
    assert sealed.state == proof.LogState(3, sealed.edge)
    head = proof.open_checkpoint(sealed.note, [samples.KEY], samples.ORIGIN)
    assert (head.size, head.root) == (3, sealed.root)


def test_a_retiring_key_signs_below_its_successor() -> None:
    sealed = proof.sealer(samples.STRANGER, samples.ORIGIN, samples.SIGNER)(0, (), [b"a"])
    for key in (samples.STRANGER.verifier, samples.KEY):
        assert proof.open_checkpoint(sealed.note, [key], samples.ORIGIN).size == 1


def test_a_damaged_state_is_not_sealed_upon() -> None:
    with pytest.raises(ProofError, match="restore it before anything is signed"):
        proof.sealer(samples.SIGNER, samples.ORIGIN)(3, (bytes(32),), [b"a"])


def test_a_published_log_ahead_of_the_database() -> None:
    log = samples.Log()
    log.add(b"a", b"b")
    root, keys = log.tree.root(), [samples.KEY]
    proof.refuse_rewind(log.checkpoint, keys, samples.ORIGIN, 2, root)
    proof.refuse_rewind(log.checkpoint, keys, samples.ORIGIN, 9, root)
    with pytest.raises(LogRewound, match="restored from an older backup"):
        proof.refuse_rewind(log.checkpoint, keys, samples.ORIGIN, 1, b"")
    with pytest.raises(LogRewound, match="Two histories"):
        proof.refuse_rewind(log.checkpoint, keys, samples.ORIGIN, 2, bytes(32))
    with pytest.raises(ProofError):
        proof.refuse_rewind(log.checkpoint, [samples.STRANGER.verifier], samples.ORIGIN, 2, root)


def test_an_entrys_bytes() -> None:
    entry = proof.entry_for(EntryKind.PRINT, 7, 2, samples.AT, salt=samples.SALT, manifest=MANIFEST)
    mac = hmac.new(samples.SALT, MANIFEST, hashlib.sha256).hexdigest()
    assert entry.data == (
        b'{"hmac":"%s","item":7,"kind":"print","revision":2,"time":"2026-11-25T14:30:00Z"}' % mac.encode()
    )


def test_an_entry_says_nothing_of_the_text() -> None:
    one = proof.entry_for(EntryKind.PRINT, 7, 2, samples.AT, salt=samples.SALT, manifest=MANIFEST)
    other = proof.entry_for(EntryKind.PRINT, 7, 2, samples.AT, salt=bytes(32), manifest=MANIFEST)
    assert one.mac != other.mac
    assert set(json.loads(one.data)) == {"kind", "item", "revision", "time", "hmac"}


def test_a_key_entry_names_the_key() -> None:
    entry = Entry(kind=EntryKind.KEY, at=samples.AT, key=samples.STRANGER.verifier.text)
    assert json.loads(entry.data)["key"] == samples.STRANGER.verifier.text
    assert "hmac" not in json.loads(entry.data)


@pytest.mark.parametrize("salt", [b"", bytes(31)])
def test_a_salt_is_32_bytes(salt: bytes) -> None:
    with pytest.raises(ProofError, match="a salt has 32 bytes"):
        authenticator(salt, MANIFEST)


def test_times_are_utc_and_whole() -> None:
    east = dt.timezone(dt.timedelta(hours=5, minutes=30))
    assert moment(dt.datetime(2026, 1, 1, 3, 0, 0, 999_999, tzinfo=east)) == "2025-12-31T21:30:00Z"
    with pytest.raises(ProofError, match="without a zone"):
        moment(dt.datetime(2026, 1, 1))  # noqa: DTZ001 - that is what is refused


PROOF = proof.TlogProof(
    index=5, hashes=(bytes(32), bytes(range(32))), checkpoint="origin\n6\nx\n\n— a b\n", extra=b"salt"
)


def test_a_proof_file_is_read_as_written() -> None:
    assert PROOF.text.startswith("c2sp.org/tlog-proof@v1\nextra c2FsdA==\nindex 5\nAAAA")
    assert proof.TlogProof.from_text(PROOF.text) == PROOF
    bare = proof.TlogProof(index=0, hashes=(), checkpoint=PROOF.checkpoint)
    assert bare.text.startswith("c2sp.org/tlog-proof@v1\nindex 0\n\norigin")
    assert proof.TlogProof.from_text(bare.text) == bare


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c2sp.org/tlog-proof@v1\n\n",
        PROOF.text.replace("@v1", "@v2"),
        PROOF.text.replace("index 5", "index 05"),
        PROOF.text.replace("index 5", "index five"),
        PROOF.text.replace("index 5", "place 5"),
        PROOF.text.replace("c2FsdA==", "c2FsdA="),
        PROOF.text.replace("index 5", "index 5\nAAAA"),
        PROOF.text.replace("index 5\n", "index 5\n" + "A" * 43 + "=\n" * 1 + ("A" * 43 + "=\n") * 70),
        PROOF.text.replace("\n\n", "\n"),
        PROOF.text + "x" * (1 << 20),
    ],
)
def test_what_is_no_proof_file(text: str) -> None:
    with pytest.raises(ProofError):
        proof.TlogProof.from_text(text)
