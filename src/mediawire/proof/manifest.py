"""The manifest of an item's revision: what was captured, what is printed of it, what is not, and who decided what.

It is published beside the item's page as RFC 8785 canonical JSON; `manifest.schema.json` in this folder describes it.
Offsets count bytes of the payload, ends excluded; digests are SHA-256 in hexadecimal digits, over UTF-8 for text;
times are UTC in whole seconds. A paragraph's digest is over its text exactly as shown. What the terms do not let us
print stands there by range and keyed digest alone: who has the source's page can check it, nobody can read it off.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Sequence
from typing import Any, Protocol

from mediawire.model import canon
from mediawire.model.capture import Capture, Place, sha256
from mediawire.model.errors import ProofError
from mediawire.model.headline import Headline
from mediawire.model.item import Item, PrintedPicture
from mediawire.model.permission import Permission
from mediawire.model.report import Block, Omission, Report, Span, StatedTime
from mediawire.model.source import Terms
from mediawire.model.sourcing import Chain, Citation, Link
from mediawire.proof.entry import SALT_SIZE, EntryKind, moment
from mediawire.proof.quoting import fragment_link, selector

FORMAT = "mediawire/manifest/1"
Told = dict[str, Any]


class Printed(Protocol):
    """A block as printed: its place in the report, its text as shown, and whether that is only its beginning."""

    @property
    def index(self) -> int:
        """The place among the report's blocks."""

    @property
    def text(self) -> str:
        """The text as shown."""

    @property
    def cut(self) -> bool:
        """Whether the text is only the block's beginning."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """The circumstances of one printing.

    `origin` names the log, `at` is the moment that the log entry states too, `salt` the revision's 32 random bytes.
    `headline` is the headline as shown over the report; `served` names the capture's file beside the page where the
    terms let us serve it ("" where not).
    """

    origin: str
    at: dt.datetime
    salt: bytes
    headline: str
    kind: EntryKind = EntryKind.PRINT
    served: str = ""


def manifest_of(item: Item, capture: Capture, printed: Sequence[Printed], printing: Printing) -> Told:
    """The manifest of an item's present revision, as plain JSON data.

    `printed` are the blocks that the page shows, in their order. Raises ProofError where the item does not stand on
    this capture or a printed text is not its block's.
    """
    report = item.report
    _refuse_other_capture(report, capture)
    told: Told = {
        "format": FORMAT,
        "kind": printing.kind.value,
        "log": printing.origin,
        "item": item.id,
        "revision": item.revision,
        "time": moment(printing.at),
        "path": item.path,
        "source": _filled(id=item.source.id, name=item.source.name, home=item.source.home),
        "url": report.url,
        "report": _report(report),
        "capture": _capture(capture, report, printing.served),
        "headline": _headline(item, printing.headline),
        "paragraphs": _paragraphs(report, printed, printing.salt),
        "withheld": _withheld(report, printed, printing.salt),
        "omitted": [_omission(each) for each in report.omissions],
        "terms": _terms(item.permission),
        "citations": [_citation(each, printed) for each in item.chain.citations],
        "chain": _chain(item.chain),
    }
    return told | _filled(
        pictures=[_picture(each) for each in item.pictures] if printed else [],
        copy_of=list(item.copy_of),
        story=item.story_id,
        revised_why=item.revised_why,
    )


def canonical(manifest: Told) -> bytes:
    """A manifest's bytes: RFC 8785 canonical JSON. Raises ProofError for text that is not Unicode.

    A manifest's member names are ASCII and it has no fractions; for such values the standard library's encoder writes
    what RFC 8785 asks, ten times as fast as a general one. Tests hold the two against each other.
    """
    try:
        return json.dumps(manifest, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError as fault:
        raise ProofError(f"the manifest cannot be written: {fault}", where="manifest") from fault


def digest(text: str) -> str:
    """The digest of a text as shown: SHA-256 over its UTF-8, 64 hexadecimal digits."""
    return sha256(text.encode("utf-8"))


def keyed_digest(salt: bytes, text: str) -> str:
    """The digest of a text that is not shown: HMAC-SHA256 under the revision's salt, 64 hexadecimal digits."""
    if len(salt) != SALT_SIZE:
        raise ProofError(f"a salt has {SALT_SIZE} bytes, not {len(salt)}", where="salt")
    return hmac.new(salt, b"text\x00" + text.encode("utf-8"), hashlib.sha256).hexdigest()


def span_data(span: Span) -> Told:
    """A span as the manifest writes it."""
    told: Told = {"start": span.start, "end": span.end, "form": span.form.value}
    if span.gaps:
        told["gaps"] = [{"start": each.start, "end": each.end, "reason": each.reason.value} for each in span.gaps]
    return told


def _filled(**members: Any) -> Told:
    """The members that say something."""
    return {name: value for name, value in members.items() if value not in ("", None, [], ())}


def _refuse_other_capture(report: Report, capture: Capture) -> None:
    if report.capture != capture.digest:
        raise ProofError(
            f"the report was read from capture {report.capture[:12]}, not from {capture.digest[:12]}",
            where=report.url,
            remedy="Hand in the capture that the report names.",
        )


def _report(report: Report) -> Told:
    return {"id": report.id, "revision": report.revision, "reader": report.reader, "view": report.view} | _filled(
        language=report.language,
        byline=report.byline.value if report.byline else "",
        authors=list(report.authors),
        published=_stated_time(report.published),
        modified=_stated_time(report.modified),
        agency=report.agency_credit.value if report.agency_credit else "",
        dateline=report.dateline,
        canonical=report.canonical,
    )


def _stated_time(time: StatedTime | None) -> Told | None:
    if time is None:
        return None
    told: Told = {"wording": time.wording, "origin": time.origin, "moment": time.moment.isoformat()}
    return told | _filled(zoned=None if time.zoned else False, day_only=time.day_only or None)


def _capture(capture: Capture, report: Report, served: str) -> Told:
    exchange = capture.exchange
    return {
        "url": exchange.url,
        "final_url": exchange.final_url,
        "redirects": list(exchange.redirects),
        "requested": moment(exchange.requested_at),
        "received": moment(exchange.received_at),
        "status": exchange.status,
        "charset": report.charset,
        "payload_digest": capture.digest,
    } | _filled(
        payload_length=capture.size or len(capture.payload) or None,
        content_type=exchange.header("content-type") or "",
        server_date=exchange.header("date") or "",
        certificate=exchange.certificate,
        robots=exchange.robots,
        record=_record(capture.place, capture.record_digest),
        first_record=_record(capture.origin, "") if capture.origin else None,
        served=served,
    )


def _record(place: Place | None, record_digest: str) -> Told | None:
    if place is None:
        return None
    return {"file": place.file, "offset": place.offset, "length": place.length} | _filled(digest=record_digest)


def _headline(item: Item, shown: str) -> Told:
    source = item.report.headline
    told: Told = {
        "shown": shown,
        "source": {"text": source.value, "origin": source.origin},
        "house": _house_headline(item.headline),
    }
    return told | _filled(
        earlier=[_house_headline(each) for each in item.earlier],
        candidates=[{"text": each.value, "origin": each.origin} for each in item.report.headlines],
        caveats=list(item.caveats),
    )


def _house_headline(headline: Headline) -> Told:
    told: Told = {"text": headline.text, "author": headline.author}
    return told | _filled(
        at=moment(headline.at) if headline.at else "",
        override=headline.override,
        steps=[{"rule": each.rule, "before": each.before, "after": each.after} for each in headline.steps],
    )


def _paragraphs(report: Report, printed: Sequence[Printed], salt: bytes) -> list[Told]:
    told = []
    for number, each in enumerate(printed):
        block = report.blocks[each.index]
        _refuse_other_text(block, each, report.url)
        before = _neighbour(printed, number, -1)
        after = "" if each.cut else _neighbour(printed, number, 1)
        paragraph: Told = {
            "block": each.index,
            "kind": block.kind.value,
            "digest": digest(each.text),
            "span": span_data(block.span),
            "selector": selector(each.text, before, after),
            "link": fragment_link(report.url, each.text),
        }
        if each.cut:
            paragraph["cut"] = {"characters": len(each.text), "digest": keyed_digest(salt, block.text)}
        told.append(paragraph | _filled(embed=block.link, links=_links(block, len(each.text))))
    return told


def _refuse_other_text(block: Block, printed: Printed, url: str) -> None:
    begins = printed.cut and block.text.startswith(printed.text)
    if printed.text != block.text and not begins:
        raise ProofError(
            f"block {printed.index} is to be printed with words that its source does not have",
            where=url,
            remedy="Print the report's own text.",
        )


def _neighbour(printed: Sequence[Printed], number: int, step: int) -> str:
    """The text of the printed block beside this one, where the report has nothing between them."""
    other = number + step
    if not 0 <= other < len(printed) or printed[other].index != printed[number].index + step:
        return ""
    return "" if step < 0 and printed[other].cut else printed[other].text


def _links(block: Block, shown: int) -> list[Told]:
    """The links inside a text as shown, by characters: many terms ask that they stay."""
    return [
        {"start": mark.start, "end": min(mark.end, shown), "href": mark.href}
        for mark in block.marks
        if mark.href and mark.start < shown
    ]


def _withheld(report: Report, printed: Sequence[Printed], salt: bytes) -> list[Told]:
    shown = {each.index for each in printed}
    return [
        {"block": index, "span": span_data(block.span), "digest": keyed_digest(salt, block.text)}
        for index, block in enumerate(report.blocks)
        if index not in shown
    ]


def _omission(omission: Omission) -> Told:
    return {"span": span_data(omission.span), "reason": omission.reason.value, "after": omission.after}


def _terms(permission: Permission) -> Told:
    told: Told = {
        "extent": permission.extent.value,
        "headline_may_change": permission.headline_may_change,
        "basis": list(permission.basis),
        "reasons": list(permission.reasons),
        "credits": [
            {"place": each.place.value, "wording": each.wording, "link": each.link.value, "required": each.required}
            for each in permission.credits
        ],
    }
    return told | _filled(
        excerpt=_excerpt(permission),
        licence=permission.licence,
        licence_url=permission.licence_url,
        closing=permission.closing,
        canonical=permission.canonical or None,
        as_of_line=permission.as_of_line or None,
        state_changes=permission.state_changes or None,
        headline_shown=permission.headline_shown or None,
        when_over=permission.when_over,
        serve_capture=permission.serve_capture or None,
        duties=[canon.to_json(each) for each in permission.duties],
        snapshot=_snapshot(permission.terms) if permission.terms else None,
        decided=moment(permission.decided_at) if permission.decided_at else "",
        not_before=moment(permission.not_before) if permission.not_before else "",
        until=moment(permission.until) if permission.until else "",
    )


def _snapshot(terms: Terms) -> Told:
    """The terms as they were when the printing was decided: every layer with its basis, and the digest of them all."""
    return {"digest": canon.digest(terms), "layers": [canon.to_json(layer) for layer in terms.layers]} | _filled(
        as_of=terms.as_of.isoformat() if terms.as_of else ""
    )


def _excerpt(permission: Permission) -> Told | None:
    if permission.excerpt is None:
        return None
    return {"unit": permission.excerpt.unit.value, "amount": permission.excerpt.amount}


def _citation(citation: Citation, printed: Sequence[Printed]) -> Told:
    """Who is cited and how. The cue's words stand there only where the block that has them is printed whole."""
    whole = {each.index for each in printed if not each.cut}
    cue = citation.cue if citation.cue_at is not None and citation.cue_at.block in whole else ""
    told: Told = {"name": citation.name, "kind": citation.kind.value, "direct": citation.direct}
    return told | _filled(cue=cue, through=list(citation.through), outlet=citation.outlet_id)


def _chain(chain: Chain) -> Told:
    return {"links": [_link(each) for each in chain.links]} | _filled(
        others=[[_link(each) for each in links] for links in chain.others]
    )


def _picture(printed: PrintedPicture) -> Told:
    """A picture as printed: the bytes that were retrieved, and its caption as a span of the report's capture."""
    picture = printed.picture
    told: Told = {
        "url": picture.url,
        "file": printed.name,
        "media_type": printed.media_type,
        "width": printed.width,
        "height": printed.height,
        "length": printed.size,
        "digest": printed.digest,
        "credit": picture.credit,
    }
    return told | _filled(
        caption=digest(picture.caption) if picture.caption else "",
        span=span_data(picture.span) if picture.span else None,
        licence=picture.licence,
    )


def _link(link: Link) -> Told:
    return {"name": link.name, "kind": link.kind.value} | _filled(
        url=link.url, citation=link.citation if link.citation >= 0 else None
    )
