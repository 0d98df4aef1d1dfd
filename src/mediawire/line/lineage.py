"""`mediawire trace` and `mediawire compare`: chains and differences at the terminal, without an archive."""

from __future__ import annotations

import dataclasses
import datetime as dt
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mediawire import sourcing, stories
from mediawire.house.shelf import shelf
from mediawire.line import looking, texts
from mediawire.line.newsrooms import gazetteer_for
from mediawire.model.canon import to_json
from mediawire.model.report import Report
from mediawire.model.sourcing import Chain, Citation, Link, SourceKind
from mediawire.model.story import Change, Teller, Telling

_WIDTH = 100
_SHOWN = 160  # characters of a passage


@dataclasses.dataclass(frozen=True, slots=True)
class Compared:
    """Two of the tellings given, by their places, and what differs from `a` to `b`."""

    a: int
    b: int
    changes: tuple[Change, ...]


def telling(target: str, folder: Path) -> Telling:
    """The report at an address or in a file, with its chain. Raises the errors of retrieval and reading."""
    wire = looking.wire_of(folder)
    report = texts.report_at(target, folder)
    gazetteer = gazetteer_for(wire, shelf(wire.house.style))
    host = (urlsplit(report.url).hostname or "").removeprefix("www.")
    # Who has no name in the gazetteer goes by its host, a file by its name.
    report = dataclasses.replace(report, source_id=host or Path(target).name)
    return Telling(report=report, chain=sourcing.trace(report, gazetteer))


def chain_data(told: Telling) -> dict[str, Any]:
    """A report's chain as JSON: links, side chains, and every citation with the words it stands in."""
    chain = told.chain
    return {
        "url": told.report.url,
        "headline": told.report.headline.value,
        "chain": [_link(each) for each in chain.links],
        "others": [[_link(each) for each in links] for links in chain.others],
        "citations": [_citation(each, told.report) for each in chain.citations],
    }


def _link(link: Link) -> dict[str, Any]:
    return {"name": link.name, "kind": link.kind.value} | ({"url": link.url} if link.url else {})


def _citation(each: Citation, report: Report) -> dict[str, Any]:
    data: dict[str, Any] = to_json(each)
    return data | {"content": [_words(report, place.block, place.start, place.end) for place in each.content_at]}


def _words(report: Report, block: int, start: int, end: int) -> str:
    return report.blocks[block].text[start:end] if 0 <= block < len(report.blocks) else ""


def chain_lines(told: Telling) -> Iterator[str]:
    """A report's chain for the terminal: the chain, side chains, and who says what."""
    chain = told.chain
    yield told.report.headline.value
    yield told.report.url
    yield ""
    yield from _tree(chain)
    said = [each for each in chain.citations if each.content_at]
    yield ""
    yield f"{len(said)} attributions" if len(said) != 1 else "1 attribution"
    for each in said:
        passed = f", through {', '.join(each.through)}" if each.through else ""
        yield f"* {each.name or 'somebody whom the report does not name'} ({each.kind.value}{passed}), {each.direct}:"
        content = " … ".join(_words(told.report, at.block, at.start, at.end) for at in each.content_at)
        yield from _wrapped(content)


def _tree(chain: Chain) -> Iterator[str]:
    if len(chain.links) < 2:
        yield f"{chain.links[0].name if chain.links else 'This report'} names nobody in front of it."
    else:
        for depth, link in enumerate(chain.links):
            yield f"{'   ' * depth}{'└─ ' if depth else ''}{_named(link)}"
    for links in chain.others:
        yield f"beside that: {' ← '.join(_named(link) for link in links[1:])}"


def _named(link: Link) -> str:
    kind = "not named" if link.kind is SourceKind.ANONYMOUS else link.kind.value
    return f"{link.name} ({kind})"


def _wrapped(text: str, indent: str = "    ") -> list[str]:
    shown = text if len(text) <= 2 * _SHOWN else f"{text[: 2 * _SHOWN].rsplit(' ', 1)[0]} …"
    return textwrap.wrap(shown, _WIDTH, initial_indent=indent, subsequent_indent=indent)


# -- differences --


def compare(told: Sequence[Telling]) -> list[Compared]:
    """Each telling beside the one that it leans on, or beside the first where it names none of the others."""
    descent = stories.ancestry([_teller(each, at) for at, each in enumerate(told)])
    found = []
    for at, each in enumerate(told):
        base = descent.bases.get(str(at))
        # Where the first leans on this one, their difference is told there.
        if base is None and (at == 0 or descent.bases.get("0") == str(at)):
            continue
        place = int(base) if base is not None else 0
        found.append(Compared(place, at, tuple(stories.changes(told[place], each))))
    return found


def _teller(each: Telling, at: int) -> Teller:
    """Places stand for times: reports in files do not say when they were published."""
    report = each.report
    published = report.published.moment if report.published else None
    moment = published or dt.datetime(1, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=at)
    return Teller(
        report_id=str(at), name=_outlet(each), published=moment, named=tuple(link.name for link in each.chain.links[1:])
    )


def _outlet(each: Telling) -> str:
    return each.chain.links[0].name if each.chain.links else each.report.source_id


def compared_data(told: Sequence[Telling], compared: Sequence[Compared]) -> dict[str, Any]:
    """The tellings and their differences as JSON; places count from 0 in the order given."""
    pairs = [{"a": each.a, "b": each.b, "changes": [to_json(one) for one in each.changes]} for each in compared]
    return {"tellings": [_told(each) for each in told], "compared": pairs}


def _told(each: Telling) -> dict[str, Any]:
    report = each.report
    links = [_link(link) for link in each.chain.links]
    return {"outlet": _outlet(each), "headline": report.headline.value, "url": report.url, "chain": links}


def compared_lines(told: Sequence[Telling], compared: Sequence[Compared]) -> Iterator[str]:
    """The differences for the terminal."""
    for at, each in enumerate(told):
        yield f"{_letter(at)}  {_outlet(each)}: {each.report.headline.value}"
    for pair in compared:
        yield ""
        a, b = _letter(pair.a), _letter(pair.b)
        if not pair.changes:
            yield f"{b} beside {a}: no difference found."
            continue
        count = f"{len(pair.changes)} difference{'s' if len(pair.changes) != 1 else ''}"
        yield f"{b} beside {a}: {count} (a difference is no error: either may be right, or both)"
        for change in pair.changes:
            yield f"* {change.kind.value}: {change.detail}"
            for letter, text in ((a, change.a_text), (b, change.b_text)):
                yield from _side(letter, text)


def _side(letter: str, text: str) -> list[str]:
    if not text:
        return [f"    {letter}  (does not have this)"]
    lines = _wrapped(text, indent="       ")
    return [f"    {letter}  {lines[0].strip()}", *lines[1:]]


def _letter(at: int) -> str:
    return chr(ord("A") + at) if at < 26 else str(at + 1)
