"""Finding: entries of doors into leads, each once, however often and by whichever door it comes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mediawire.archive.database import answers, chunks, enter, marks, writes
from mediawire.archive.models import LeadKeyRow, LeadRow
from mediawire.archive.packing import pack, plain, short
from mediawire.model.feed import FeedEntry, Lead

# A door that stamps every entry with the time of its answer says nothing by it.
_STAMP = dt.timedelta(seconds=60)
_KNOWN = "SELECT key, lead_id FROM archive_lead_key WHERE source_id = %s AND key IN ({})"
_KEY = ("source_id", "key", "lead_id")
State = LeadRow.State
Key = tuple[str, str]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What came of a door's entries: ids of new leads, ids of known ones that say something else now, and the rest."""

    new: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    known: int = 0


@functools.lru_cache(maxsize=20_000)
def key_of(name: str) -> str:
    """The digest under which a key ("kind:value") stands in the tables."""
    return short("key", name)


def address_key(url: str) -> str:
    """The digest of an address as a notice may name it: without scheme, fragment and last slash."""
    place = url.partition("#")[0].strip()
    place = place.partition("://")[2] or place
    return short("address", place.rstrip("/"))


def found(leads: Sequence[Lead], moment: dt.datetime) -> Found:
    """Keep new leads, and let known ones whose entry has changed be fetched again: a few queries, however many."""
    return found_each([leads], moment)[0]


@writes
def found_each(told: Sequence[Sequence[Lead]], moment: dt.datetime) -> list[Found]:
    """As `found`, for the entries of several doors, in one transaction; what came of each door's, in order."""
    return [found for run in _runs(told) for found in _found(run, moment)]


def _runs(told: Iterable[Sequence[Lead]]) -> Iterator[list[Sequence[Lead]]]:
    """The doors' entries in runs that hold no source twice: what a second door says is compared with the first's."""
    run: list[Sequence[Lead]] = []
    named: set[str] = set()
    for leads in told:
        sources = {lead.source_id for lead in leads}
        if not named.isdisjoint(sources):
            yield run
            run, named = [], set()
        run.append(leads)
        named |= sources
    yield run


def _found(told: Sequence[Sequence[Lead]], moment: dt.datetime) -> list[Found]:
    leads = [lead for some in told for lead in some]
    if not leads:
        return [Found() for _ in told]
    known = _known(leads)
    fresh, met = _parted(leads, known)
    rows = LeadRow.objects.bulk_create([_row(lead, moment) for lead in fresh])
    for lead, row in zip(fresh, rows, strict=True):
        known |= {(lead.source_id, key_of(key)): row.id for key in lead.keys}
    _claim(fresh, rows)
    _learn(leads, known, {row.id for row in rows})
    new = [(row.source_id, row.id) for row in rows]
    changed = [(met[row_id].source_id, row_id) for row_id in _changed(met, moment)]
    return [_of(some, new, changed) for some in told]


def _of(leads: Sequence[Lead], new: Iterable[tuple[str, int]], changed: Iterable[tuple[str, int]]) -> Found:
    """What came of one door's entries, of all that was found with the sources' names."""
    sources = {lead.source_id for lead in leads}
    ours = tuple(row_id for source, row_id in new if source in sources)
    others = tuple(row_id for source, row_id in changed if source in sources)
    return Found(new=ours, changed=others, known=len(leads) - len(ours) - len(others))


def _known(leads: Sequence[Lead]) -> dict[Key, int]:
    keys: dict[str, set[str]] = {}
    for lead in leads:
        keys.setdefault(lead.source_id, set()).update(key_of(key) for key in lead.keys)
    found: dict[Key, int] = {}
    for source, names in keys.items():
        for some in chunks(sorted(names)):
            rows = answers(_KNOWN.format(marks(len(some))), source, *some)
            found |= {(source, key): lead for key, lead in rows}
    return found


def _parted(leads: Sequence[Lead], known: Mapping[Key, int]) -> tuple[list[Lead], dict[int, Lead]]:
    """New leads, and known ones by their row ids. Leads of one call that share a key are one."""
    fresh: list[Lead] = []
    met: dict[int, Lead] = {}
    seen: set[Key] = set()
    for lead in leads:
        keys = [(lead.source_id, key_of(key)) for key in lead.keys]
        row_id = next((known[key] for key in keys if key in known), None)
        if row_id is not None:
            met.setdefault(row_id, lead)
        elif seen.isdisjoint(keys):
            fresh.append(lead)
        seen.update(keys)
    return fresh, met


def wording(entry: FeedEntry) -> str:
    """The digest of what an entry says."""
    return short(entry.title or "", entry.summary or "", entry.content or "")


def _row(lead: Lead, moment: dt.datetime) -> LeadRow:
    fetchable = bool(lead.url)
    return LeadRow(
        source_id=lead.source_id,
        url=plain(lead.url),
        door=plain(lead.door),
        keys=pack(lead.keys),
        entry=pack(lead.entry),
        wording=wording(lead.entry),
        updated=_told(lead.entry.updated, moment),
        state=State.FOUND if fetchable else State.REFUSED,
        due_at=moment if fetchable else None,
        error="" if fetchable else "The entry names no address.",
        found_at=moment,
    )


def _told(updated: dt.datetime | None, moment: dt.datetime) -> dt.datetime | None:
    """The time at which an entry says it was updated, where that says anything."""
    return updated if updated is not None and updated < moment - _STAMP else None


def _changed(met: Mapping[int, Lead], moment: dt.datetime) -> list[int]:
    """Known leads whose entries say something else than before: they are due at once, with their new entries."""
    if not met:
        return []
    before = LeadRow.objects.filter(id__in=met).exclude(state=State.ERASED).values_list("id", "wording", "updated")
    changed = [
        LeadRow(
            id=row_id,
            wording=wording(met[row_id].entry),
            updated=_told(met[row_id].entry.updated, moment) or updated,
            entry=pack(met[row_id].entry),
            due_at=moment,
            attempts=0,
        )
        for row_id, words, updated in before
        if _differs(met[row_id].entry, words, updated, moment)
    ]
    if changed:
        LeadRow.objects.bulk_update(changed, ["wording", "updated", "entry", "due_at", "attempts"])
        ids = [row.id for row in changed]
        LeadRow.objects.filter(id__in=ids, state=State.REFUSED).exclude(url="").update(state=State.FOUND)
        LeadRow.objects.filter(id__in=ids, url="").update(due_at=None)
    return [row.id for row in changed]


def _differs(entry: FeedEntry, words: str, updated: dt.datetime | None, moment: dt.datetime) -> bool:
    told = _told(entry.updated, moment)
    return wording(entry) != words or (told is not None and (updated is None or told > updated))


def _claim(fresh: Sequence[Lead], rows: Sequence[LeadRow]) -> None:
    """Store the keys by which new leads are known; fails, and all is tried again, where another finder was first."""
    keys = {(lead.source_id, key_of(key)): row.id for lead, row in zip(fresh, rows, strict=True) for key in lead.keys}
    enter(LeadKeyRow, _KEY, _key_rows(keys))


def _learn(leads: Iterable[Lead], known: Mapping[Key, int], new: set[int]) -> None:
    """Store names that known leads have besides, and addresses; a name that is taken stays with whom it names."""
    names: dict[Key, int] = {}
    for lead in leads:
        keys = [(lead.source_id, key_of(key)) for key in lead.keys]
        row_id = next((known[key] for key in keys if key in known), None)
        if row_id is None:
            continue
        missing = [key for key in keys if key not in known]
        names |= dict.fromkeys(missing, row_id)
        if lead.url and (missing or row_id in new):
            names.setdefault((lead.source_id, address_key(lead.url)), row_id)
    if names:
        enter(LeadKeyRow, _KEY, _key_rows(names), once=True)


def _key_rows(keys: Mapping[Key, int]) -> list[tuple[str, str, int]]:
    # In one order for all finders, so that two of them on PostgreSQL do not wait for each other in a circle.
    return [(source, key, row) for (source, key), row in sorted(keys.items())]
