"""`mediawire status`: how sources answer, what waits, and what needs a person."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from mediawire.house import Wire, load
from mediawire.model.canon import to_json
from mediawire.web.start import migrate, start


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The wire as it stands. `items` counts by state; `waiting` leads to be fetched or carried."""

    house: str
    moment: dt.datetime
    doors: tuple[dict[str, Any], ...]
    items: dict[str, int]
    waiting: int
    quarantined: int
    refused: int
    changes: int
    requests: int
    alarms: tuple[dict[str, Any], ...]
    terms: tuple[dict[str, Any], ...]
    quarantine: tuple[dict[str, Any], ...]
    duties: tuple[dict[str, Any], ...] = ()

    def data(self) -> dict[str, Any]:
        """As JSON data."""
        return _whole(self)

    def tables(self) -> Iterator[Any]:
        """As tables for the terminal."""
        yield _sources(self)
        told = ", ".join(f"{count} {state}" for state, count in self.items.items() if count)
        yield Text(
            f"Items: {told or 'none yet'}. Waiting to be read: {self.waiting}. Requests of the desk: {self.requests}."
        )
        yield Text(f"Changed at the source, for the desk: {self.changes}. In quarantine: {self.quarantined}.")
        for page in self.quarantine:
            yield Text(f"  {page['code']}: {page['reason']}", style="yellow")
        for page in self.terms:
            yield Text(_terms(page, self.moment), style="bold red" if page["changed"] else "")
        if self.duties:
            yield Text(f"Owed to sources: {len(self.duties)} duties, see the desk; the first: {_duty(self.duties[0])}")
        for alarm in self.alarms:
            yield Text(f"ALARM {alarm['where']}: {alarm['what']}", style="bold red")


def _sources(seen: Overview) -> Table:
    table = Table(title=f"{seen.house}, {seen.moment:%Y-%m-%d %H:%M:%S} UTC", title_justify="left", expand=False)
    for title in ("Source", "Last answer", "Next poll", "Brought", "Trouble"):
        table.add_column(title, overflow="fold")
    for door in seen.doors:
        trouble = f"{door['failures']} in a row: {door['last_error']}" if door["failures"] else ""
        table.add_row(
            door["source_id"],
            _ago(door["last_ok_at"], seen.moment),
            _until(door["next_due"], seen.moment),
            str(door["news"]),
            Text(trouble, style="red"),
        )
    return table


def _terms(page: dict[str, Any], now: dt.datetime) -> str:
    told = "CHANGED, waits for an editor" if page["changed"] else "as confirmed"
    if not page["confirmed_digest"]:
        told = "not read yet"
    trouble = f"; {page['failures']} in a row: {page['last_error']}" if page["failures"] else ""
    return f"Terms of {page['source_id']}: {told}; looked at {_ago(page['checked_at'], now)}; {page['url']}{trouble}"


def _duty(owed: dict[str, Any]) -> str:
    due = f"by {owed['due_at'][:16].replace('T', ' ')} UTC" if owed["due_at"] else "before printing"
    return f"item {owed['item_id']} ({owed['source']}), {due}: {owed['what']}"


def _ago(told: str | None, now: dt.datetime) -> str:
    if told is None:
        return "never"
    return f"{_span((now - dt.datetime.fromisoformat(told)).total_seconds())} ago"


def _until(told: str, now: dt.datetime) -> str:
    seconds = (dt.datetime.fromisoformat(told) - now).total_seconds()
    return "due" if seconds <= 0 else f"in {_span(seconds)}"


def _span(seconds: float) -> str:
    for size, name in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {name}"
    return f"{seconds:.0f} s"


def _whole(value: Any) -> dict[str, Any]:
    """A value as JSON data with every field, also those at their default."""
    return {field.name: to_json(getattr(value, field.name)) for field in dataclasses.fields(value)}


def look(folder: Path) -> Overview:
    """Look at the wire in a folder; it may be running."""
    wire = load(folder)
    start(wire)
    migrate()
    return _seen(wire)


def _seen(wire: Wire) -> Overview:
    from mediawire.archive import alarms, duties, items, leads, reports, requests, sources, termspages
    from mediawire.line.clock import system_clock

    return Overview(
        house=wire.house.name,
        moment=system_clock(),
        doors=tuple(_whole(dataclasses.replace(door, memory={})) for door in sources.door_states()),
        items=items.counts(),
        waiting=leads.waiting(),
        quarantined=reports.quarantined_count(),
        refused=len(leads.refused(1000)),
        changes=len(items.pending_revisions()),
        requests=len(requests.open_requests(1000)),
        alarms=tuple(_whole(each) for each in alarms.open_alarms()),
        terms=tuple(
            _whole(dataclasses.replace(page, text="", confirmed_text="")) | {"changed": page.changed}
            for page in termspages.pages()
        ),
        quarantine=tuple(_whole(each) for each in reports.quarantined(10)),
        duties=tuple(_whole(each) for each in duties.open_duties()),
    )
