"""What a manifest claims, read from its bytes by one who trusts nothing: every member that a check needs, typed.

Raises ProofError for bytes that are not the canonical JSON of a manifest. Members that no check needs are left alone.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, TypeVar

import rfc8785

from mediawire.model.errors import ProofError
from mediawire.model.report import Form, Gap, Reason, Span
from mediawire.proof.entry import EntryKind
from mediawire.proof.manifest import FORMAT

_LARGEST = 16 << 20
T = TypeVar("T")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A printed block: its number on the page, its place in the report, its text's digest, its span.

    `cut` is the number of characters shown of a text that is not shown whole, and `whole` that text's keyed digest.
    """

    number: int
    block: int
    kind: str
    digest: str
    span: Span
    exact: str
    embed: str = ""
    cut: int | None = None
    whole: str = ""

    @property
    def name(self) -> str:
        """The paragraph in words, for messages."""
        begins = self.exact if len(self.exact) <= 40 else f"{self.exact[:39].rstrip()}…"
        return f"paragraph {self.number + 1} (“{begins}”)"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A block that the terms do not let the wire print."""

    block: int
    span: Span
    digest: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RecordClaim:
    """Where a record stands in the wire's WARC files, and its digest; `file` is a plain name."""

    file: str
    offset: int
    length: int
    digest: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaptureClaim:
    """What the manifest says of the capture. `first_record` has the payload where `record` only points back to it."""

    final_url: str
    received: dt.datetime
    charset: str
    payload_digest: str
    payload_length: int | None = None
    record: RecordClaim | None = None
    first_record: RecordClaim | None = None
    served: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineClaim:
    """The headline as shown, as the source has it, and as the house wrote it."""

    shown: str
    source: str
    house: str
    author: str
    override: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TermsClaim:
    """The permission that the printing rests on."""

    extent: str
    headline_may_change: bool
    basis: tuple[str, ...]
    serve_capture: bool
    credits: tuple[str, ...]  # wordings of those that are required
    excerpt: tuple[str, int] | None = None
    not_before: dt.datetime | None = None
    until: dt.datetime | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """A manifest, read."""

    kind: EntryKind
    log: str
    item: int
    revision: int
    time: dt.datetime
    path: str
    source: str
    url: str
    byline: str
    capture: CaptureClaim
    headline: HeadlineClaim
    paragraphs: tuple[Paragraph, ...]
    withheld: tuple[Withheld, ...]
    omitted: tuple[Span, ...]
    terms: TermsClaim


def read(manifest: bytes) -> Claims:
    """The claims of a manifest's bytes. Raises ProofError where they are not canonical, or not a manifest's."""
    told = _canonical_object(manifest)
    if _need(told, "format", str) != FORMAT:
        raise ProofError(
            f"its format is {told['format']!r}", where="manifest", remedy=f"This verifier reads {FORMAT}; take a newer."
        )
    return Claims(
        kind=_kind(_need(told, "kind", str)),
        log=_need(told, "log", str),
        item=_need(told, "item", int),
        revision=_need(told, "revision", int),
        time=_moment(_need(told, "time", str)),
        path=_need(told, "path", str),
        source=_need(_need(told, "source", dict), "name", str),
        url=_need(told, "url", str),
        byline=_maybe(_need(told, "report", dict), "byline", ""),
        capture=_capture(_need(told, "capture", dict)),
        headline=_headline(_need(told, "headline", dict)),
        paragraphs=tuple(_paragraph(number, each) for number, each in enumerate(_objects(told, "paragraphs"))),
        withheld=tuple(_withheld(each) for each in _objects(told, "withheld")),
        omitted=tuple(_span(_need(each, "span", dict)) for each in _objects(told, "omitted")),
        terms=_terms(_need(told, "terms", dict)),
    )


def _canonical_object(manifest: bytes) -> Mapping[str, Any]:
    if len(manifest) > _LARGEST:
        raise ProofError(f"it is longer than {_LARGEST} bytes", where="manifest")
    try:
        told = json.loads(manifest.decode("utf-8"), parse_constant=_no_constant)
        again = rfc8785.dumps(told)
    except (ValueError, RecursionError) as fault:
        raise ProofError(f"it is not JSON that can be put in canonical form ({fault})", where="manifest") from fault
    if again != manifest:
        raise ProofError("its bytes are not in canonical form (RFC 8785)", where="manifest")
    if not isinstance(told, dict):
        raise ProofError("it is not a JSON object", where="manifest")
    return told


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _need(told: Mapping[str, Any], name: str, kind: type[T]) -> T:
    """The member of that name and kind; numbers are whole and not negative."""
    value = told.get(name)
    if not isinstance(value, kind) or _is_odd_number(value, kind):
        raise ProofError(f"its member {name!r} is missing or of the wrong kind", where="manifest")
    return value


def _is_odd_number(value: object, kind: type) -> bool:
    return kind is int and isinstance(value, int) and (isinstance(value, bool) or value < 0)


def _maybe(told: Mapping[str, Any], name: str, default: T) -> T:
    return _need(told, name, type(default)) if name in told else default


def _objects(told: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    members = _need(told, name, list)
    if not all(isinstance(each, dict) for each in members):
        raise ProofError(f"its member {name!r} holds something else than objects", where="manifest")
    return members


def _texts(told: Mapping[str, Any], name: str) -> tuple[str, ...]:
    members = _need(told, name, list)
    if not all(isinstance(each, str) for each in members):
        raise ProofError(f"its member {name!r} holds something else than texts", where="manifest")
    return tuple(members)


def _kind(word: str) -> EntryKind:
    try:
        return EntryKind(word)
    except ValueError:
        raise ProofError(f"its kind is {word!r}, which no entry of the log has", where="manifest") from None


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
    except ValueError:
        raise ProofError(f"{text[:40]!r} is not a time in UTC", where="manifest") from None


def _moment_if_any(told: Mapping[str, Any], name: str) -> dt.datetime | None:
    text = _maybe(told, name, "")
    return _moment(text) if text else None


def _span(told: Mapping[str, Any]) -> Span:
    gaps = tuple(_gap(each) for each in (_objects(told, "gaps") if "gaps" in told else ()))
    try:
        form = Form(_need(told, "form", str))
    except ValueError:
        raise ProofError(f"a span has the unknown form {told['form']!r}", where="manifest") from None
    return Span(_need(told, "start", int), _need(told, "end", int), form, gaps)


def _gap(told: Mapping[str, Any]) -> Gap:
    try:
        reason = Reason(_need(told, "reason", str))
    except ValueError:
        raise ProofError(f"a gap has the unknown reason {told['reason']!r}", where="manifest") from None
    return Gap(_need(told, "start", int), _need(told, "end", int), reason)


def _paragraph(number: int, told: Mapping[str, Any]) -> Paragraph:
    cut: dict[str, Any] = _maybe(told, "cut", {})
    return Paragraph(
        number=number,
        block=_need(told, "block", int),
        kind=_need(told, "kind", str),
        digest=_need(told, "digest", str),
        span=_span(_need(told, "span", dict)),
        exact=_need(_need(told, "selector", dict), "exact", str),
        embed=_maybe(told, "embed", ""),
        cut=_need(cut, "characters", int) if cut else None,
        whole=_need(cut, "digest", str) if cut else "",
    )


def _withheld(told: Mapping[str, Any]) -> Withheld:
    return Withheld(
        block=_need(told, "block", int), span=_span(_need(told, "span", dict)), digest=_need(told, "digest", str)
    )


def _capture(told: Mapping[str, Any]) -> CaptureClaim:
    return CaptureClaim(
        final_url=_need(told, "final_url", str),
        received=_moment(_need(told, "received", str)),
        charset=_need(told, "charset", str),
        payload_digest=_need(told, "payload_digest", str),
        payload_length=_maybe(told, "payload_length", 0) or None,
        record=_record(told, "record"),
        first_record=_record(told, "first_record"),
        served=_plain_name(_maybe(told, "served", "")),
    )


def _record(told: Mapping[str, Any], name: str) -> RecordClaim | None:
    if name not in told:
        return None
    record = _need(told, name, dict)
    return RecordClaim(
        file=_plain_name(_need(record, "file", str)),
        offset=_need(record, "offset", int),
        length=_need(record, "length", int),
        digest=_maybe(record, "digest", ""),
    )


def _plain_name(name: str) -> str:
    """A file's name that leads nowhere else."""
    if name.startswith(".") or any(each in name for each in "/\\:\0"):
        raise ProofError(f"{name[:60]!r} is not a plain file name", where="manifest")
    return name


def _headline(told: Mapping[str, Any]) -> HeadlineClaim:
    house = _need(told, "house", dict)
    return HeadlineClaim(
        shown=_need(told, "shown", str),
        source=_need(_need(told, "source", dict), "text", str),
        house=_need(house, "text", str),
        author=_need(house, "author", str),
        override=_maybe(house, "override", ""),
    )


def _terms(told: Mapping[str, Any]) -> TermsClaim:
    excerpt: dict[str, Any] = _maybe(told, "excerpt", {})
    return TermsClaim(
        extent=_need(told, "extent", str),
        headline_may_change=_need(told, "headline_may_change", bool),
        basis=_texts(told, "basis"),
        serve_capture=_maybe(told, "serve_capture", False),
        credits=tuple(
            _need(each, "wording", str) for each in _objects(told, "credits") if _need(each, "required", bool)
        ),
        excerpt=(_need(excerpt, "unit", str), _need(excerpt, "amount", int)) if excerpt else None,
        not_before=_moment_if_any(told, "not_before"),
        until=_moment_if_any(told, "until"),
    )
