"""`mediawire read`: one report, from an address or a file, without an archive."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from mediawire import reading
from mediawire.house import FILE, Wire, load
from mediawire.intake.fetcher import Ask, Fetcher
from mediawire.line.clock import system_clock
from mediawire.line.doors import PAGES
from mediawire.line.naming import agent, outside
from mediawire.model.capture import Capture, Exchange, sha256
from mediawire.model.errors import ConfigurationError
from mediawire.model.report import BlockKind, Omission, Report
from mediawire.model.settings import House, Manners


def read(target: str, folder: Path) -> Report:
    """Read the report at an address or in a file. Raises the errors of retrieval and reading."""
    exchange = fetch(target, folder) if "://" in target else _from_file(Path(target))
    return reading.read(Capture(exchange=exchange, digest=sha256(exchange.payload), source_id="reading"))


def fetch(url: str, folder: Path) -> Exchange:
    """What stands at an address, asked for with the manners of the wire in the folder. Raises what retrieval raises."""
    return asyncio.run(_fetched(url, wire_of(folder)))


def wire_of(folder: Path) -> Wire:
    """The wire in the folder, or, where there is none, one that says who we are and nothing else."""
    if (folder / FILE).exists():
        return load(folder)
    house = House(name="mediawire read", url="http://localhost/", contact="run by a person at a terminal")
    return Wire(folder=folder, house=house, manners=Manners())


async def _fetched(url: str, wire: Wire) -> Exchange:
    async with Fetcher(wire.manners, agent(wire), system_clock, outside(wire)) as fetcher:
        return await fetcher.fetch(Ask(url=url, accept=PAGES))


def _from_file(path: Path) -> Exchange:
    try:
        body = path.read_bytes()
        moment = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    except OSError as error:
        raise ConfigurationError(
            f"the file cannot be read ({error.strerror})", where=str(path), remedy="Give an HTML file or an address."
        ) from error
    url = path.resolve().as_uri()
    return Exchange(
        url=url, final_url=url, requested_at=moment, received_at=moment, status=200, body=body, payload=body
    )


_MARKS = {BlockKind.HEADING: "## ", BlockKind.QUOTATION: "> ", BlockKind.LIST_ITEM: "- ", BlockKind.TABLE_ROW: "| "}


def described(report: Report) -> Iterator[str]:
    """A report for the terminal: what it says of itself, its blocks, and in their places what was left out."""
    yield f"{report.headline.value}   [{report.headline.origin}]"
    yield f"{report.url}"
    if report.byline:
        yield f"by {report.byline.value}   [{report.byline.origin}]"
    if report.published:
        yield f"published {report.published.moment.isoformat()}   [{report.published.origin}]"
    yield ""
    for at, block in enumerate(report.blocks):
        yield from _left_out(report, at)
        yield f"{_MARKS.get(block.kind, '')}{block.text or block.link}"
        yield ""
    yield from _left_out(report, len(report.blocks))
    yield f"{len(report.blocks)} blocks, {len(report.omissions)} left out; read by {report.reader}"
    for remark in report.remarks:
        yield f"{remark.severity}: {remark.what}"


def _left_out(report: Report, after: int) -> Iterator[str]:
    for each in report.omissions:
        if each.after == after:
            yield _omission(each)


def _omission(omission: Omission) -> str:
    text = " ".join(omission.text.split())
    return f"    [left out: {omission.reason.value}, bytes {omission.span.start}-{omission.span.end}] {text[:90]}"
