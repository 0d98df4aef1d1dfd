"""The promises as a numbered checklist over published files. It raises at the first thing that does not hold.

    P7  1  the proof file is one, and its checkpoint is signed by the wire's key, for the wire's log
    P7  2  the manifest is in its canonical form, is complete, and was written for that log
    P7  3  the log entry made from manifest and salt stands in the log, at the place that the proof names
    P7  4  the log's present checkpoint is signed too, and continues every older one that is at hand
    P3  5  the page shows the manifest's paragraphs, each with its digest, in their order, and no other text among them
    P2  6  the headline is the manifest's; the source's own stands beside it where the house changed it
    P4  7  the page names source, address, byline and time of retrieval, and carries the credits that the terms ask for
    P5  8  what is printed is within the terms that are stated, and was when it was printed
    P3  9  no byte is printed twice, every block of the report is accounted for, every omission lies in the payload
    P1  10 the capture is the one whose digests the manifest states
    P3  11 each paragraph is what its bytes in the capture say, computed again from DESIGN.md section 6
    P3  12 each block that the terms withhold is the one whose keyed digest the manifest states

Checks 10 to 12 need the capture, and say so where it is not at hand. Nothing here shows that the source was right, or
that the source served the same bytes to others.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterator, Sequence

from mediawire.model.errors import CheckFailed, ProofError
from mediawire.proof import claims, page, promises
from mediawire.proof.entry import Entry, authenticator
from mediawire.proof.merkle import leaf_hash, root_from_inclusion, roots_from_consistency
from mediawire.proof.note import Checkpoint, Verifier, open_checkpoint
from mediawire.proof.tlog_proof import TlogProof


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Older:
    """A checkpoint from earlier on, as a signed note, and the consistency proof from it to the present one."""

    note: str
    proof: tuple[bytes, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The published files of one item's revision: bytes and texts as they were read.

    `checkpoint` is the log's present one ("" where the proof's own is all there is); `older` continue into it, the
    proof's own checkpoint among them. `payload` is the capture's body after content coding, `record` its bytes in the
    WARC file; None where the terms do not let the wire serve it.
    """

    page: bytes
    manifest: bytes
    proof: str
    checkpoint: str = ""
    older: tuple[Older, ...] = ()
    payload: bytes | None = None
    record: bytes | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """What one check showed, in plain words; `shown` is False where its evidence was not at hand."""

    number: int
    promise: str
    words: str
    shown: bool = True


def verify(bundle: Bundle, key: Verifier | Sequence[Verifier]) -> None:
    """Check everything on the list that can be checked. Raises CheckFailed with the number of the check that failed.

    `key` is the wire's published key, or its keys where it has changed them; its name is the name of the log.
    """
    for _ in findings(bundle, key):
        pass


def describe(bundle: Bundle, key: Verifier | Sequence[Verifier]) -> str:
    """What was and what was not shown, in plain words, a line each. Raises CheckFailed as `verify` does."""
    told = list(findings(bundle, key))
    shown = [f"  {each.number:>2}. {each.words}" for each in told if each.shown]
    hidden = [f"  {each.number:>2}. {each.words}" for each in told if not each.shown]
    lines = ["Shown:", *shown]
    if hidden:
        lines += ["Not checked:", *hidden]
    return "\n".join([*lines, "Not shown by any of this:", *(f"   -  {each}" for each in LIMITS)])


LIMITS = (
    "that the source was right; only that these are the words it published",
    "that the source served the same bytes to other readers",
    "that the wire showed you the same log as it shows to others; compare checkpoints with someone else's",
    "what the wire says in its own words around the report: notes, lists, its disclaimer",
    "what styles and scripts do to the page on your screen; “Check this report” on the page looks at that",
)


def findings(bundle: Bundle, key: Verifier | Sequence[Verifier]) -> Iterator[Finding]:
    """The checks one after another, each giving what it showed. Raises CheckFailed at the first that fails."""
    case = _Case(bundle, (key,) if isinstance(key, Verifier) else tuple(key))
    for number, promise, check in _CHECKS:
        yield _finding(number, promise, check, case)


class NotAtHand(Exception):
    """The evidence that a check needs is not in the bundle."""


def _finding(number: int, promise: str, check: Callable[[_Case], str], case: _Case) -> Finding:
    try:
        return Finding(number, promise, check(case))
    except NotAtHand as lacking:
        return Finding(number, promise, str(lacking), shown=False)
    except ProofError as fault:
        raise CheckFailed(fault.what, number=number, where=fault.where, remedy=fault.remedy) from fault


class _Case:
    """A bundle with its parts read, each once, by the check that needs it first."""

    def __init__(self, bundle: Bundle, keys: Sequence[Verifier]) -> None:
        self.bundle = bundle
        self.keys = keys
        if not keys:
            raise CheckFailed("there is no key to check with", number=1, where="key", remedy="Hand in the wire's key.")

    @functools.cached_property
    def proof(self) -> TlogProof:
        return TlogProof.from_text(self.bundle.proof)

    @functools.cached_property
    def head(self) -> Checkpoint:
        return open_checkpoint(self.proof.checkpoint, self.keys, self.keys[0].name)

    @functools.cached_property
    def claims(self) -> claims.Claims:
        return claims.read(self.bundle.manifest)

    @functools.cached_property
    def page(self) -> page.Page:
        return page.read(self.bundle.page)

    @property
    def payload(self) -> bytes:
        if self.bundle.payload is None:
            raise NotAtHand("The capture is not at hand: its terms do not let the wire serve it.")
        return self.bundle.payload


def _signed(case: _Case) -> str:
    """1: the proof file is one, and its checkpoint is signed by the wire's key, for the wire's log."""
    head = case.head
    return f"The proof carries a checkpoint of {head.origin} with {head.size} entries, signed by the key you gave."


def _canonical(case: _Case) -> str:
    """2: the manifest is in its canonical form, is complete, and was written for that log."""
    claims = case.claims
    if claims.log != case.head.origin:
        raise ProofError(f"it belongs to the log {claims.log}, not to {case.head.origin}", where="manifest")
    return f"The manifest is complete, of item {claims.item}, revision {claims.revision}, and names this log."


def _logged(case: _Case) -> str:
    """3: the log entry made from manifest and salt stands in the log, at the place that the proof names."""
    claims, proof = case.claims, case.proof
    mac = authenticator(proof.extra, case.bundle.manifest)
    entry = Entry(kind=claims.kind, item=claims.item, revision=claims.revision, at=claims.time, mac=mac)
    root = root_from_inclusion(proof.index, case.head.size, leaf_hash(entry.data), proof.hashes)
    if root != case.head.root:
        raise ProofError(
            f"entry {proof.index} of the log was not made from this manifest",
            where="manifest",
            remedy="Manifest or proof was changed after it was logged.",
        )
    since = f"{claims.time:%Y-%m-%d %H:%M} UTC"
    return f"The manifest is entry {proof.index} of the log: it has not been changed since {since}."


def _continued(case: _Case) -> str:
    """4: the log's present checkpoint is signed too, and continues every older one that is at hand."""
    if not case.bundle.checkpoint:
        raise NotAtHand("The log's present checkpoint is not at hand; only the one inside the proof was checked.")
    now = open_checkpoint(case.bundle.checkpoint, case.keys, case.head.origin)
    older = [(open_checkpoint(each.note, case.keys, now.origin), each.proof) for each in case.bundle.older]
    for then, proof in older:
        _refuse_other_history(then, now, proof)
    if case.head not in (now, *(then for then, _ in older)):
        raise ProofError("nothing shows that the log's present checkpoint continues the proof's", where="checkpoint")
    return f"The log has {now.size} entries now, and what it had before stands in it unchanged."


def _refuse_other_history(then: Checkpoint, now: Checkpoint, proof: Sequence[bytes]) -> None:
    if then.size == 0:
        return
    roots = roots_from_consistency(then.size, now.size, then.root, proof)
    if roots != (then.root, now.root):
        raise ProofError(
            f"the log of {now.size} entries does not continue the one of {then.size} that was signed before",
            where="checkpoint",
            remedy="Its history was rewritten. Keep both checkpoints: together they prove it.",
        )


def _paragraphs(case: _Case) -> str:
    """5: the page shows the manifest's paragraphs, each with its digest, in their order, no other text among them."""
    promises.same_paragraphs(case.claims, case.page)
    promises.no_other_text(case.claims, case.page)
    count = len(case.claims.paragraphs)
    return (
        f"The page shows the {count} paragraphs that were logged, and none beside them."
        if count != 1
        else ("The page shows the one paragraph that was logged, and none beside it.")
    )


def _headline(case: _Case) -> str:
    """6: the headline is the manifest's; the source's own stands beside it where the house changed it."""
    return promises.headline_is_told(case.claims, case.page)


def _attributed(case: _Case) -> str:
    """7: the page names source, address, byline and retrieval, and carries the credits that the terms require."""
    promises.source_is_named(case.claims, case.page)
    promises.credits_stand(case.claims, case.page)
    return f"The page names {case.claims.source} and {case.claims.url}, and when it was retrieved."


def _permitted(case: _Case) -> str:
    """8: what is printed is within the terms that are stated, and was when it was printed."""
    return promises.within_terms(case.claims)


def _accounted(case: _Case) -> str:
    """9: no byte is printed twice, every block is accounted for, every omission is a place in the payload."""
    promises.all_accounted(case.claims)
    printed, withheld, omitted = (
        len(each) for each in (case.claims.paragraphs, case.claims.withheld, case.claims.omitted)
    )
    return (
        f"Of the report's {printed + withheld} blocks {withheld} are withheld by its terms; "
        f"{omitted} other places on its page are listed as left out."
    )


def _captured(case: _Case) -> str:
    """10: the capture is the one whose digests the manifest states."""
    promises.is_the_capture(case.claims, case.payload, case.bundle.record)
    received = case.claims.capture.received
    return f"The capture is the one made on {received:%Y-%m-%d at %H:%M} UTC from {case.claims.capture.final_url}."


def _unchanged(case: _Case) -> str:
    """11: each paragraph is what its bytes in the capture say, computed again from DESIGN.md section 6."""
    promises.words_are_the_sources(case.claims, case.payload, case.proof.extra)
    return "Every paragraph was computed again from the captured bytes and is word for word the source's."


def _withheld(case: _Case) -> str:
    """12: each block that the terms withhold is the one whose keyed digest the manifest states."""
    promises.withheld_are_the_sources(case.claims, case.payload, case.proof.extra)
    count = len(case.claims.withheld)
    return f"The {count} blocks that are withheld are in the capture." if count else "No block is withheld."


_CHECKS: tuple[tuple[int, str, Callable[[_Case], str]], ...] = (
    (1, "P7", _signed),
    (2, "P7", _canonical),
    (3, "P7", _logged),
    (4, "P7", _continued),
    (5, "P3", _paragraphs),
    (6, "P2", _headline),
    (7, "P4", _attributed),
    (8, "P5", _permitted),
    (9, "P3", _accounted),
    (10, "P1", _captured),
    (11, "P3", _unchanged),
    (12, "P3", _withheld),
)
