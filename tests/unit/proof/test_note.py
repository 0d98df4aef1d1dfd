"""Signed notes, keys and checkpoints, against Go's published examples and against what must be refused."""

from __future__ import annotations

import base64

import pytest

from mediawire import proof
from mediawire.model.errors import KeyUnusable, ProofError
from mediawire.proof import note
from mediawire.proof.note import Checkpoint, Signer, Verifier
from tests.unit.proof import samples

# From the documentation of golang.org/x/mod/sumdb/note.
GO_SIGNER = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
GO_LINE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
CHECKPOINT = Checkpoint(samples.ORIGIN, 7, bytes(range(32)))
SIGNED = note.sign(CHECKPOINT.text, samples.SIGNER)


def test_gos_keys_and_note() -> None:
    signer = Signer.from_text(GO_SIGNER)
    assert signer.verifier.text == GO_VERIFIER
    assert note.sign(GO_TEXT, signer) == f"{GO_TEXT}\n{GO_LINE}"
    opened = note.open_note(f"{GO_TEXT}\n{GO_LINE}", [Verifier.from_text(GO_VERIFIER)])
    assert opened.text == GO_TEXT
    assert opened.verified == (signer.verifier,)


def test_keys_are_written_as_they_are_read() -> None:
    assert Signer.from_text(samples.SIGNER.text + "\n") == samples.SIGNER
    assert Verifier.from_text(samples.KEY.text + "\n") == samples.KEY


def test_the_secret_is_not_shown() -> None:
    shown = repr(samples.SIGNER) + str(samples.SIGNER)
    assert samples.SIGNER.seed.hex() not in shown
    assert repr(samples.SIGNER.seed) not in shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+12345678",
        "name+12345678+",
        "name+12345678+AAAA",
        GO_VERIFIER[:-4],
        GO_VERIFIER.replace("+ARpc", "+Ahpc"),
        GO_VERIFIER.replace("c74f20a3", "c74f20a4"),
        GO_VERIFIER.replace("c74f20a3", "c74f20"),
        GO_VERIFIER.replace("PeterNeumann", "Peter Neumann"),
        GO_VERIFIER.replace("PeterNeumann", ""),
    ],
)
def test_what_is_no_key(text: str) -> None:
    with pytest.raises(KeyUnusable):
        Verifier.from_text(text)
    with pytest.raises(KeyUnusable):
        Signer.from_text(text)


def test_a_signing_key_that_does_not_fit_its_id() -> None:
    with pytest.raises(KeyUnusable, match="does not fit its own id"):
        Signer.from_text(GO_SIGNER.replace("c74f20a3", "c74f20a4"))


@pytest.mark.parametrize("name", ["", "two words", "a+b", "tab\tbed", "line\n", "nul\x00"])
def test_names_that_no_key_may_have(name: str) -> None:
    with pytest.raises(KeyUnusable, match="cannot be named"):
        proof.generate(name, bytes(32))


@pytest.mark.parametrize("seed", [b"", bytes(31), bytes(33)])
def test_seeds_of_another_length(seed: bytes) -> None:
    with pytest.raises(KeyUnusable):
        proof.generate("a", seed)
    with pytest.raises(KeyUnusable):
        Verifier("a", seed)


def test_further_signatures() -> None:
    witness, stranger = proof.generate("witness.example", bytes(32)), proof.generate("other.example", bytes(32))
    both = note.cosign(SIGNED, witness, stranger)
    assert both.startswith(SIGNED)
    assert len(note.open_note(both, [samples.KEY, witness.verifier]).verified) == 2
    assert len(note.open_note(both, [samples.KEY]).signatures) == 3


def test_the_same_name_with_another_key_is_another_signer() -> None:
    with pytest.raises(ProofError, match="no signature is by the key"):
        note.open_note(SIGNED, [samples.STRANGER.verifier])
    both = note.cosign(SIGNED, samples.STRANGER)
    assert note.open_note(both, [samples.STRANGER.verifier]).verified == (samples.STRANGER.verifier,)


def test_a_false_signature_of_a_known_key_condemns_the_note() -> None:
    false = note.sign("another text\n", samples.SIGNER).splitlines(keepends=True)[-1]
    forged = note.sign(CHECKPOINT.text, samples.STRANGER) + false
    assert note.open_note(forged, [samples.STRANGER.verifier]).verified
    with pytest.raises(ProofError, match="is false"):
        note.open_note(forged, [samples.KEY, samples.STRANGER.verifier])


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "text\n",
        "text\n\n",
        "text\n\nno signature\n",
        SIGNED.rstrip("\n"),
        SIGNED.replace("\n\n", "\n"),
        SIGNED.replace("— ", "- "),
        SIGNED.replace("— harbour.example/wire ", "— "),
        SIGNED + "— a AAAA\n",
        SIGNED + "— a AAAAAAA\n",
        SIGNED.replace("7\n", "7\r\n"),
        SIGNED.replace("7\n", "7\x00\n"),
        "\ud800" + SIGNED,
        "x" * (1 << 20) + SIGNED,
        SIGNED + SIGNED.splitlines(keepends=True)[-1] * 100,
    ],
)
def test_what_is_no_note(broken: str) -> None:
    with pytest.raises(ProofError):
        note.open_note(broken, [samples.KEY])


@pytest.mark.parametrize("text", ["", "no newline", "bell\x07\n"])
def test_texts_that_are_not_signed(text: str) -> None:
    with pytest.raises(ProofError):
        note.sign(text, samples.SIGNER)


def test_a_text_may_hold_empty_lines() -> None:
    text = "one\n\ntwo\n\n\nthree\n"
    assert note.open_note(note.sign(text, samples.SIGNER), [samples.KEY]).text == text


def test_a_checkpoint_is_read_as_written() -> None:
    assert Checkpoint.from_text(CHECKPOINT.text) == CHECKPOINT
    assert note.open_checkpoint(SIGNED, [samples.KEY], samples.ORIGIN) == CHECKPOINT
    assert note.open_checkpoint(SIGNED, [samples.KEY]) == CHECKPOINT


def test_extension_lines_are_passed_over() -> None:
    assert Checkpoint.from_text(CHECKPOINT.text + "extension\n") == CHECKPOINT


def test_another_logs_checkpoint() -> None:
    with pytest.raises(ProofError, match=r"not of other\.example"):
        note.open_checkpoint(SIGNED, [samples.KEY], "other.example")


ROOT = base64.b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n",
        "a\n1\n",
        f"\n1\n{ROOT}\n",
        f"a\n01\n{ROOT}\n",
        f"a\n-1\n{ROOT}\n",
        f"a\n1_0\n{ROOT}\n",
        f"a\n١\n{ROOT}\n",
        f"a\n{'9' * 20}\n{ROOT}\n",
        f"a\n1\n{ROOT[:-4]}\n",
        f"a\n1\n{ROOT}=\n",
        "a\n1\n!\n",
        f"a\n1\n{ROOT}\n\n",
    ],
)
def test_what_is_no_checkpoint(text: str) -> None:
    with pytest.raises(ProofError):
        Checkpoint.from_text(text)


def test_base64_has_one_spelling() -> None:
    sloppy = ROOT[:-2] + "B="
    assert base64.b64decode(sloppy) == bytes(32)
    with pytest.raises(ProofError, match="not Base64"):
        Checkpoint.from_text(f"a\n1\n{sloppy}\n")
