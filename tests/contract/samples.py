"""Values that contract tests are made of, and the first steps of the line as short verbs."""

from __future__ import annotations

import dataclasses
import datetime as dt
import gzip
import hashlib

from mediawire.archive import items, leads, reports
from mediawire.archive.captures import CaptureStore
from mediawire.archive.workers import Lease
from mediawire.model.capture import Exchange
from mediawire.model.feed import FeedEntry, Lead
from mediawire.model.headline import Headline
from mediawire.model.item import Decision, DecisionKind, Item, Recent
from mediawire.model.log import Sealed
from mediawire.model.permission import Permission
from mediawire.model.report import Block, BlockKind, Report, Span, Stated, StatedTime, report_id
from mediawire.model.source import Door, Extent, Source

NOW = dt.datetime(2026, 11, 25, 12, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)
SOURCE = Source(
    id="courier",
    name="Harbour Courier",
    home="https://courier.example/",
    doors=((Door.FEED, "https://courier.example/feed"), (Door.SITEMAP, "https://courier.example/map.xml")),
)
OTHER = Source(
    id="post", name="Lerna Post", home="https://post.example/", doors=((Door.FEED, "https://post.example/f"),)
)
FULL = Permission(extent=Extent.FULL, headline_may_change=True, human_choice=False, reasons=("It says so.",))
WORDS = (
    "The second lock at Nordholm will stay closed until Friday, the harbour office said. Barges wait in the outer "
    "basin, and the pilots' café serves soup. Nobody could say how long the repair would take, but the gate itself "
    "is whole and only its bearing has to be made anew."
)


def later(minutes: float = 0, days: float = 0) -> dt.datetime:
    return NOW + dt.timedelta(minutes=minutes, days=days)


def lease(worker: str = "one", minutes: float = 15) -> Lease:
    return Lease(worker=worker, until=later(minutes))


def lead(number: int, source: Source = SOURCE, **entry: object) -> Lead:
    url = f"{source.home}report/{number}"
    told = {"id": f"tag:{number}", "link": url, "title": f"Report {number}"} | entry
    return Lead(
        source_id=source.id,
        url=url,
        keys=(f"guid:tag:{number}", f"url:{url.partition('://')[2]}"),
        entry=FeedEntry(**told),
        door=source.doors[0][1],
    )


def exchange(words: str = WORDS, url: str = "https://courier.example/report/1", **changed: object) -> Exchange:
    payload = words.encode()
    served = gzip.compress(payload, mtime=0)
    told: dict[str, object] = {
        "url": url,
        "final_url": url,
        "requested_at": NOW,
        "received_at": later(0.01),
        "status": 200,
        "reason": "OK",
        "headers": (
            ("content-type", "text/html; charset=utf-8"),
            ("content-encoding", "gzip"),
            ("etag", '"1"'),
            ("set-cookie", "a=1"),
            ("set-cookie", "b=é"),
        ),
        "body": served,
        "payload": payload,
        "peer": "192.0.2.1",
        "certificate": "ab" * 32,
        "robots": "allowed: no rule names it",
    }
    return Exchange(**told | changed)


def report(number: int = 1, words: str = WORDS, source: Source = SOURCE, **changed: object) -> Report:
    url = f"{source.home}report/{number}"
    told: dict[str, object] = {
        "id": report_id(source.id, url),
        "source_id": source.id,
        "url": url,
        "capture": hashlib.sha256(words.encode()).hexdigest(),
        "retrieved_at": NOW,
        "headline": Stated(value=f"Lock {number} at Nordholm closed", origin="h1"),
        "blocks": (Block(kind=BlockKind.PARAGRAPH, text=words, span=Span(0, len(words.encode()))),),
        "published": StatedTime(moment=later(-number), wording="today", origin="json-ld"),
        "language": "en",
    }
    return Report(**told | changed)


def decision(kind: DecisionKind, minutes: float = 0, why: str = "", by: str = "ada") -> Decision:
    return Decision(kind=kind, by=by, at=later(minutes), why=why)


def headline(text: str = "Nordholm lock shut", author: str = "rule:plain") -> Headline:
    return Headline(text=text, author=author)


def found_one(number: int = 1, source: Source = SOURCE) -> int:
    """A lead, found now."""
    return leads.found([lead(number, source)], NOW).new[0]


def kept_report(store: CaptureStore, told: Report | None = None, number: int = 1, source: Source = SOURCE) -> int:
    """A lead, its capture and its report: the report's row."""
    told = told or report(number, source=source)
    known = leads.found([lead(number, source)], NOW)
    row = known.new[0] if known.new else lead_id(number, source)
    capture_id, _ = store.keep(exchange(told.text, told.url), told.source_id)
    leads.captured(row, capture_id, NOW, None)
    return reports.keep_report(row, capture_id, told, NOW)


def lead_id(number: int, source: Source = SOURCE) -> int:
    """The id of a lead that was found before."""
    from mediawire.archive.finding import key_of
    from mediawire.archive.models import LeadKeyRow

    return LeadKeyRow.objects.get(source_id=source.id, key=key_of(f"guid:tag:{number}")).lead_id


def taken(
    store: CaptureStore, kind: DecisionKind = DecisionKind.PUBLISH, number: int = 1, words: str | None = None
) -> int:
    """An item, decided so."""
    row = kept_report(store, report(number, words or f"{WORDS} {number}"), number)
    item_id = items.take(row, SOURCE, headline(f"Lock {number} shut"), FULL, decision(kind))
    assert item_id is not None
    return item_id


def seal(size: int, edge: tuple[bytes, ...], leaves: object) -> Sealed:
    """A seal that is no proof but counts as one does: enough to see that the archive carries it."""
    hashes = tuple(hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves)
    root = hashlib.sha256(b"".join((*edge, *hashes))).digest()
    return Sealed(size + len(hashes), root, f"log\n{size + len(hashes)}\n", hashes, (root,))


def draft(prepared: items.Prepared, kind: str = "print") -> items.Draft:
    item = prepared.item
    return items.Draft(
        item=item,
        version=prepared.version,
        kind=kind,
        data=f"{kind} {item.id} {item.revision}".encode(),
        salt=bytes(32),
        manifest=f"manifest {item.id} {item.revision}".encode(),
        recent=recent(item) if kind == "print" else None,
    )


def recent(item: Item) -> Recent:
    return Recent(
        item_id=item.id,
        path=item.path,
        headline=item.headline.text,
        excerpt=item.report.text[:40],
        source_name=item.source.name,
        language=item.report.language,
        printed_at=item.printed_at or NOW,
        revised_at=item.revised_at,
    )


def printed(item_ids: list[int], minutes: float = 1, kind: str = "print") -> list[Item]:
    """Items through sealing and printing."""
    moment = later(minutes)
    drafts = [draft(each, kind) for each in items.prepare(item_ids, moment) if not each.sealed]
    done = items.seal_and_mark(drafts, seal, moment)
    items.mark_printed([(item.id, item.revision) for item in done], moment)
    return done


def changed(told: Report, words: str) -> Report:
    """The same report with other words."""
    return dataclasses.replace(
        told,
        blocks=(dataclasses.replace(told.blocks[0], text=words),),
        capture=hashlib.sha256(words.encode()).hexdigest(),
    )
