"""Items of invented words in a real archive, published as the press does it; `benchmarks.proof` calls this."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import tempfile
import time
from pathlib import Path

from mediawire import proof
from mediawire.archive import items, sources
from mediawire.archive.captures import CaptureStore
from mediawire.archive.reports import keep_report
from mediawire.model.capture import Capture, Exchange
from mediawire.model.headline import Headline
from mediawire.model.item import Decision, DecisionKind, Item
from mediawire.model.permission import Permission
from mediawire.model.report import Block, BlockKind, Report, Span, Stated, report_id
from mediawire.model.source import Extent, Source

NOW = dt.datetime(2026, 11, 25, 12, 0, tzinfo=dt.UTC)
SOURCE = Source(id="courier", name="Harbour Courier", home="https://courier.example/")
FULL = Permission(extent=Extent.FULL, headline_may_change=True, human_choice=False, reasons=("It says so.",))
WORDS = "The second lock at Nordholm will stay closed until Friday, the harbour office said. "
_numbers = itertools.count()


@dataclasses.dataclass(frozen=True, slots=True)
class _Block:
    """A block printed whole."""

    index: int
    text: str
    cut: bool = False


def decided(count: int) -> dict[int, Capture]:
    """Items that wait to be published, of eight paragraphs each, and their captures."""
    sources.know([SOURCE], NOW)
    waiting = {}
    with tempfile.TemporaryDirectory() as folder:
        store = CaptureStore(Path(folder), f"bench-{next(_numbers)}")
        numbers = [next(_numbers) for _ in range(count)]
        exchanges = [_exchange(number) for number in numbers]
        for number, (row, capture) in zip(
            numbers, store.keep_all([(each, SOURCE.id) for each in exchanges]), strict=True
        ):
            decision = Decision(kind=DecisionKind.PUBLISH, by="rule:bench", at=NOW, why="")
            report = keep_report(None, row, _report(number, capture), NOW)
            item = items.take(report, SOURCE, Headline(text=f"Lock {number} shut"), FULL, decision)
            assert item is not None
            waiting[item] = capture
        store.close()
    return waiting


def _paragraphs(number: int) -> list[str]:
    return [f"{WORDS * 3}Paragraph {at} of report {number}." for at in range(8)]


def _exchange(number: int) -> Exchange:
    body = "".join(_paragraphs(number)).encode()
    url = f"https://courier.example/report/{number}"
    return Exchange(
        url=url, final_url=url, requested_at=NOW, received_at=NOW, status=200, reason="OK", headers=(), body=body,
        payload=body,
    )  # fmt: skip


def _report(number: int, capture: Capture) -> Report:
    url, blocks, at = capture.exchange.url, [], 0
    for text in _paragraphs(number):
        blocks.append(Block(kind=BlockKind.PARAGRAPH, text=text, span=Span(at, at + len(text.encode()))))
        at += len(text.encode())
    return Report(
        id=report_id(SOURCE.id, url), source_id=SOURCE.id, url=url, capture=capture.digest, retrieved_at=NOW,
        headline=Stated(value=f"Lock {number} at Nordholm closed", origin="h1"), blocks=tuple(blocks),
    )  # fmt: skip


def _draft(prepared: items.Prepared, capture: Capture) -> items.Draft:
    item: Item = prepared.item
    printing = proof.Printing(origin="bench.example/wire", at=NOW, salt=bytes(32), headline=item.headline.text)
    printed = [_Block(at, block.text) for at, block in enumerate(item.report.blocks)]
    text = proof.canonical(proof.manifest_of(item, capture, printed, printing))
    entry = proof.entry_for(proof.EntryKind.PRINT, item.id, item.revision, NOW, salt=bytes(32), manifest=text)
    return items.Draft(
        item=item, version=prepared.version, kind="print", data=entry.data, salt=bytes(32), manifest=text
    )


def _publish(waiting: dict[int, Capture], ids: list[int], seal: proof.Seal) -> float:
    """Seconds that the durable transaction takes, manifests made before it as the press does."""
    drafts = [_draft(each, waiting[each.item.id]) for each in items.prepare(ids, NOW)]
    began = time.perf_counter()
    sealed = items.seal_and_mark(drafts, seal, NOW)
    took = time.perf_counter() - began
    assert len(sealed) == len(ids)
    return took


def singly(seal: proof.Seal, count: int) -> list[float]:
    """Seconds for each of so many publishes, one transaction each."""
    waiting = decided(count)
    return [_publish(waiting, [item], seal) for item in waiting]


def batched(seal: proof.Seal, count: int, size: int) -> float:
    """Publishes a second, manifests included, in transactions of so many."""
    waiting = decided(count)
    ids = list(waiting)
    began = time.perf_counter()
    for at in range(0, count, size):
        _publish(waiting, ids[at : at + size], seal)
    return count / (time.perf_counter() - began)
