"""Which entries are one report: the names under which it may come again, by the policy of its source.

A report keeps some of its names when it loses others: its GUID may change with the headline, its address may gain
tracking parameters or a token, it may stand in ten feeds. Two entries of a source that share any key are one report.
There is no date below which an entry is not looked at: late ones are as new as early ones.

A policy is a few words of data in the source's settings: "default", another name of `POLICIES`, or words of its own
such as "url text drop:ref2 keep:id": which kinds of key count (guid, url, text), which parameters of its addresses do
not.
"""

from __future__ import annotations

import collections
import dataclasses
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from mediawire.intake.addresses import Reduction, reduced
from mediawire.intake.feeds.markup import is_web
from mediawire.model.canon import digest
from mediawire.model.errors import ConfigurationError
from mediawire.model.feed import FeedDocument, FeedEntry, Lead
from mediawire.model.source import Source
from mediawire.text.references import decoded

_TAG = re.compile(r"<[^<>]{0,2000}>")
_SPACE = re.compile(r"\s+")
LEAST_TITLE: Final = 15
"""Characters that a headline must have to tell one report from another together with its time."""
LEAST_BODY: Final = 200
"""Characters of text that are no boilerplate when they stand with a time, or with a headline."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Which kinds of key count for a source, and how its addresses are reduced."""

    guid: bool = True
    url: bool = True
    text: bool = True
    reduction: Reduction = dataclasses.field(default_factory=Reduction)


POLICIES: Final[dict[str, Policy]] = {
    "default": Policy(),
    "guid": Policy(url=False, text=False),
    "url": Policy(guid=False, text=False),
    "text": Policy(guid=False, url=False),
    "guid-changes": Policy(guid=False),
    "path": Policy(reduction=Reduction(query=False)),
}
"""Policies by name. "path": no parameter of an address counts; "guid-changes": the GUID is new at every poll."""


def policy(wording: str) -> Policy:
    """The policy that a source's setting names or spells out; raises ConfigurationError."""
    if wording in POLICIES:
        return POLICIES[wording]
    kinds, drop, keep = set(), [], []
    for word in wording.split():
        kind, _, value = word.partition(":")
        if word in ("guid", "url", "text"):
            kinds.add(word)
        elif kind == "drop" and value:
            drop.append(value)
        elif kind == "keep" and value:
            keep.append(value)
        else:
            raise _unknown(wording, word)
    if not kinds:
        kinds = {"guid", "url", "text"}
    reduction = Reduction(drop=tuple(drop), keep=tuple(keep))
    return Policy(guid="guid" in kinds, url="url" in kinds, text="text" in kinds, reduction=reduction)


def _unknown(wording: str, word: str) -> ConfigurationError:
    return ConfigurationError(
        f'"{word}" is no part of an identity policy',
        where=f'identity = "{wording}"',
        remedy=f"Use one of {', '.join(POLICIES)}, or words such as: guid url text drop:NAME keep:NAME.",
    )


def keys(entry: FeedEntry, source: Source) -> tuple[str, ...]:
    """The names of a report, the strongest first: "guid:...", "url:...", "text:..."; never empty.

    They tell reports of one source apart, not those of different sources.
    """
    chosen = policy(source.identity)
    found = list(dict.fromkeys(_keys(entry, chosen)))
    return tuple(found) or (f"text:{digest(entry)[:32]}",)


def _keys(entry: FeedEntry, chosen: Policy) -> Iterator[str]:
    if chosen.guid and entry.id and _distinct(entry.id):
        yield f"guid:{reduced(entry.id, chosen.reduction) or entry.id.strip()}"
    if chosen.url:
        for address in (entry.link, *entry.also[:1]) if _proxied(entry) else (entry.link,):
            if address and _is_page(place := reduced(address, chosen.reduction)):
                yield f"url:{place}"
    if chosen.text:
        yield from (f"text:{_sum(words)}" for words in _texts(entry))


def _distinct(identifier: str) -> bool:
    """Is this an identifier, and not a place in a list ("3") or the address of a home page?"""
    identifier = identifier.strip()
    place = reduced(identifier)
    if place:
        return _is_page(place)
    return bool(identifier) and not (identifier.isdecimal() and len(identifier) < 4)


def _is_page(place: str) -> bool:
    return "/" in place or "?" in place


def _proxied(entry: FeedEntry) -> bool:
    """Does the link go through a counting service, the report's own address standing beside it?"""
    return bool(entry.also) and any(name in (entry.link or "") for name in ("feedproxy", "feedburner"))


def _texts(entry: FeedEntry) -> Iterator[str]:
    """What makes the wording of a report its own: never a headline or a text by itself, which may be standing ones."""
    title = folded(entry.title or "")
    body = folded(max(entry.content or "", entry.summary or "", key=len))
    date = entry.published or entry.updated
    if date is not None:
        time = date.isoformat()
        if len(title) >= LEAST_TITLE:
            yield f"title\n{time}\n{title}"
        if len(body) >= LEAST_BODY:
            yield f"body\n{time}\n{body}"
    elif title and len(body) >= LEAST_BODY // 2:
        yield f"both\n{title}\n{body}"


def folded(words: str) -> str:
    """Words for comparison: no tags, entities decoded, NFC, small letters, single spaces."""
    text = decoded(_TAG.sub(" ", words)) if "<" in words or "&" in words else words
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip().casefold()


def _sum(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]


def wording(entry: FeedEntry) -> str:
    """A digest of what an entry says: another one under the same keys means that the source has changed the report."""
    return _sum("\n".join(folded(part or "") for part in (entry.title, entry.summary, entry.content)))


def lead(entry: FeedEntry, source: Source, door_url: str) -> Lead:
    """What is to be fetched for an entry. `url` is "" where the entry names no web address."""
    return Lead(source_id=source.id, url=_address(entry), keys=keys(entry, source), entry=entry, door=door_url)


def _address(entry: FeedEntry) -> str:
    candidates = (entry.link, entry.id, *entry.also)
    return next((address for address in candidates if address and is_web(address)), "")


def leads(document: FeedDocument, source: Source, door_url: str) -> tuple[Lead, ...]:
    """The leads of a whole document, one for each report.

    A guid or address that several entries with different words share (a home page, a live blog) names none of them.
    """
    found = [lead(entry, source, door_url) for entry in document.entries]
    shared = _shared(found)
    told: list[Lead] = []
    seen: set[str] = set()
    for each in found:
        own = tuple(key for key in each.keys if key not in shared) or (f"text:{digest(each.entry)[:32]}",)
        if seen.isdisjoint(own):
            told.append(dataclasses.replace(each, keys=own))
        seen.update(own)
    return tuple(told)


def _shared(found: Iterable[Lead]) -> set[str]:
    titles: dict[str, set[str]] = collections.defaultdict(set)
    for each in found:
        for key in each.keys:
            if not key.startswith("text:"):
                titles[key].add(folded(each.entry.title or "") or wording(each.entry))
    return {key for key, told in titles.items() if len(told) > 2}


def why(a: Lead, b: Lead) -> str:
    """Why two leads were taken for one report, in a sentence for the desk; "" where they were not."""
    if a.source_id != b.source_id:
        return ""
    common = [key for key in a.keys if key in b.keys]
    reasons = [_reason(key, a, b) for key in common]
    return f"One report: {', and '.join(reasons)}." if reasons else ""


def _reason(key: str, a: Lead, b: Lead) -> str:
    kind, _, value = key.partition(":")
    if kind == "guid":
        return f"both have the identifier {value}"
    if kind == "url":
        plain = a.entry.link == b.entry.link
        return f"both stand at {value}" + ("" if plain else ", tracking and session parameters left out")
    return "both say the same words at the same time" if a.entry.published else "both say the same words"
