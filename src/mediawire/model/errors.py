"""The errors of mediawire, drawn as a tree.

    WireError                       anything that the wire itself noticed; carries what, where and what to do
    ├── ConfigurationError          wire.toml, the data folder or a key is not usable
    ├── RetrievalError              a request to a source came to nothing
    │   ├── AddressRefused          the address may not be contacted (scheme, port, local or special range)
    │   ├── RedirectRefused         too many redirects, a loop, or a step from https to http
    │   ├── RobotsRefused           robots.txt asks us not to
    │   ├── ResponseRefused         headers, coding or size are beyond what we accept
    │   ├── TruncatedResponse       the body ended before or after its announced length
    │   ├── SourceUnreachable       no connection, no answer in time, or a broken one
    │   └── SourceFault             the source answered with an error status (carries it and any Retry-After)
    ├── UnreadableDocument          bytes arrived, but what they should be could not be read from them
    │   ├── StageFailed             a stage behind reading has a fault that this report brought to light
    │   ├── UnreadableFeed          not a feed, or none of its entries could be read
    │   └── UnreadablePage          not an article, refused by a limit, or a block that cannot be anchored
    │       ├── WrongPage           another kind of page: log-in, consent, captcha, soft 404, paywall stub, parked
    │       └── PageBeyondLimits    depth, size, time or memory
    ├── NotPermitted                the source's terms, or their absence, forbid what was asked
    ├── HeadlineRefused             a house headline says what the body does not
    ├── DecisionRefused             the item is not in a state in which this may be decided
    ├── ArchiveError                something that must be stored could not be, or is not what was stored
    │   ├── NotInArchive            nothing is stored under that name
    │   ├── CaptureDamaged          a capture's bytes are not those that were written
    │   ├── StorageFailed           the disk refused; nothing may be said to be stored
    │   └── FolderInUse             another process runs on this data folder
    └── ProofError                  a published thing does not prove what it should
        ├── KeyUnusable             the signing key is missing, changed, or readable by others
        ├── LogRewound              the log or its checkpoint would go back or fork
        └── CheckFailed             one numbered check of the verifier failed

Every error says what happened, to what, and what to do next; `str()` is that sentence. Nothing is sent, logged or
changed by constructing one. Nothing of ours returns None for "it failed".
"""

from __future__ import annotations

from typing import ClassVar


class WireError(Exception):
    """What the wire noticed, where it happened and what to do about it.

    `what` is a sentence without a final stop; `where` names the file, address or row; `remedy` is an instruction.
    `code` is a stable word for tables and machine-readable output.
    """

    code: ClassVar[str] = "wire-error"

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what, where, remedy)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        placed = f"{self.where}: {self.what}" if self.where else self.what
        return f"{placed}. {self.remedy}" if self.remedy else placed

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only arguments would be lost on the way out of a reading process.
        return (_restored, (type(self), self.args, self.__dict__))


def _restored(kind: type[WireError], args: tuple[str, str, str], state: dict[str, object]) -> WireError:
    error = kind.__new__(kind, *args)
    Exception.__init__(error, *args)
    error.__dict__.update(state)
    return error


class ConfigurationError(WireError):
    """wire.toml, the data folder or a key is not usable."""

    code = "configuration"


class RetrievalError(WireError):
    """A request to a source came to nothing. `retry` says whether the same request may go better later."""

    code = "retrieval"
    retry: ClassVar[bool] = True


class AddressRefused(RetrievalError):
    """The address may not be contacted: its scheme, port, credentials, or a local or special range."""

    code = "address-refused"
    retry = False


class RedirectRefused(RetrievalError):
    """Too many redirects, a loop, or a step from https to http."""

    code = "redirect-refused"
    retry = False


class RobotsRefused(RetrievalError):
    """robots.txt asks us not to fetch this."""

    code = "robots-refused"
    retry = False


class ResponseRefused(RetrievalError):
    """The response's headers, content coding or size are beyond what we accept."""

    code = "response-refused"
    retry = False


class TruncatedResponse(RetrievalError):
    """The body ended before its announced length, or a chunked body never ended."""

    code = "truncated"


class SourceUnreachable(RetrievalError):
    """No connection, no answer in time, a broken answer, or a certificate that does not hold."""

    code = "unreachable"


class SourceFault(RetrievalError):
    """The source answered with an error status.

    `status` is the HTTP status; `retry_after` the seconds it asked us to wait, already capped, or None.
    """

    code = "source-fault"

    def __init__(
        self, what: str, *, status: int, retry_after: float | None = None, where: str = "", remedy: str = ""
    ) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.status = status
        self.retry_after = retry_after


class UnreadableDocument(WireError):
    """Bytes arrived, but what they should be could not be read from them."""

    code = "unreadable"


class UnreadableFeed(UnreadableDocument):
    """Not a feed, or one of which no entry could be read."""

    code = "unreadable-feed"


class UnreadablePage(UnreadableDocument):
    """Not an article, refused by a limit, or without a block that could be anchored."""

    code = "unreadable-page"


class WrongPage(UnreadablePage):
    """A page of another kind stands where the report should be; `reason` is one word (log-in, captcha, ...)."""

    code = "wrong-page"

    def __init__(self, what: str, *, reason: str, where: str = "", remedy: str = "") -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.reason = reason


class PageBeyondLimits(UnreadablePage):
    """The page is deeper, larger or slower to read than the house allows."""

    code = "beyond-limits"


class StageFailed(UnreadableDocument):
    """A stage behind reading has a fault that this report brought to light: the report is kept and listed."""

    code = "stage-failed"


class NotPermitted(WireError):
    """The source's terms, or their absence, forbid what was asked."""

    code = "not-permitted"


class HeadlineRefused(WireError):
    """A house headline says what the body does not, and no named editor has overridden the objection."""

    code = "headline-refused"


class DecisionRefused(WireError):
    """The item is not in a state in which this may be decided."""

    code = "decision-refused"


class ArchiveError(WireError):
    """Something that must be stored could not be, or is not what was stored."""

    code = "archive"


class NotInArchive(ArchiveError):
    """Nothing is stored under that name."""

    code = "not-in-archive"


class CaptureDamaged(ArchiveError):
    """A capture's bytes are not those that were written."""

    code = "capture-damaged"


class StorageFailed(ArchiveError):
    """The disk refused; nothing may be said to be stored."""

    code = "storage-failed"


class FolderInUse(ArchiveError):
    """Another process runs on this data folder."""

    code = "folder-in-use"


class ProofError(WireError):
    """A published thing does not prove what it should."""

    code = "proof"


class KeyUnusable(ProofError):
    """The signing key is missing, changed, or readable by others."""

    code = "key-unusable"


class LogRewound(ProofError):
    """The log or its checkpoint would go back or fork."""

    code = "log-rewound"


class CheckFailed(ProofError):
    """One numbered check of the verifier failed; `number` is its place in the checklist."""

    code = "check-failed"

    def __init__(self, what: str, *, number: int, where: str = "", remedy: str = "") -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.number = number
