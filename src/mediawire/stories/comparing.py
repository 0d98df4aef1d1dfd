"""What differs between two tellings of one event: differences, never accusations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mediawire.model.report import BlockKind, Report
from mediawire.model.sourcing import Range
from mediawire.model.story import Change, ChangeKind, Telling
from mediawire.stories import amounts, headings
from mediawire.stories.alignment import CLOSE, Alignment, Pair, align
from mediawire.stories.quotes import quoted, reworded
from mediawire.stories.speakers import moved
from mediawire.stories.tellings import Told, told
from mediawire.text.comparison import Difference, differences
from mediawire.text.hedges import caveats
from mediawire.text.quotations import quotations

WORDED = 0.7  # alike, where a bound that is gone is no change of wording
FOLLOWS = 0.3  # of the smaller telling's sentences
_ATTRIBUTES = re.compile(
    r"\baccording to\b|\bas per\b|\b(?:said|says|told|tells|reported|reports|wrote|added|announced|claimed|stated"
    r"|citing"
    r"|cited|quoting|noted|argued|found|say|show|shows|showed)\b",
    re.I,
)


def changes(a: Telling, b: Telling) -> list[Change]:
    """The changes from telling `a` to telling `b`, in the order of `b`; what only `a` has stands in its own order.

    Passages that are moved, house style (percent and %, 1,000 and 1000, marks, ten and 10) and quotations given in part
    are no changes. Nothing is said of tellings in two languages, nor of a later report of the same source: that is
    news, not a change. Of a telling that is cut off (`paywalled`) nothing is said to be missing, and of one that tells
    independently neither that nor what it adds.
    """
    if not _comparable(a.report, b.report):
        return []
    theirs, ours = told(a.report), told(b.report)
    alignment = align(theirs, ours)
    requoted = reworded(quoted(a.report), quoted(b.report))
    altered = [pair for pair in alignment.pairs if not pair.same]
    found = [*requoted]
    for pair in altered:
        found += _figures(pair, requoted, a.report.language)
    found += _once(each for pair in altered for each in _attribution(pair))
    found += moved(a, b, alignment.pairs)
    if _follows(a, b, alignment):
        found += headings.compare(a.report, b.report)
        found += _caveats(alignment)
        found += _passages(_body(alignment.only_b, b.report), ChangeKind.ADDED)
        found += _passages(_body(alignment.only_a, a.report), ChangeKind.DROPPED)
    if b.report.paywalled:
        found = [change for change in found if change.b is not None]
    return sorted(found, key=_order)


def _comparable(a: Report, b: Report) -> bool:
    languages = {report.language.split("-")[0].lower() for report in (a, b) if report.language}
    return len(languages) < 2 and (a.source_id != b.source_id or a.id == b.id)


def _follows(a: Telling, b: Telling, alignment: Alignment) -> bool:
    """Was `b` made from `a`: does it tell much of the same, or name the outlet of `a` in its chain?"""
    smaller = min(len(alignment.pairs) + len(alignment.only_a), len(alignment.pairs) + len(alignment.only_b))
    if len(alignment.pairs) >= FOLLOWS * max(1, smaller):
        return True
    own = a.chain.links[0].name if a.chain.links else ""
    return bool(alignment.pairs) and own in {link.name for link in b.chain.links[1:]}


def _order(change: Change) -> tuple[bool, int, int, int, int]:
    a, b = change.a or Range(0, 0, 0), change.b or Range(0, 0, 0)
    return (change.b is None, b.block, b.start, a.block, a.start)


def _figures(pair: Pair, requoted: Sequence[Change], language: str) -> list[Change]:
    found = amounts.compare(pair.a, pair.b, language or "en", close=pair.likeness >= WORDED)
    return [each for each in found if not _inside(each.b, requoted)]


def _inside(place: Range | None, requoted: Sequence[Change]) -> bool:
    return place is not None and any(
        each.b is not None and each.b.block == place.block and each.b.start <= place.start < each.b.end
        for each in requoted
    )


def _attribution(pair: Pair) -> list[Change]:
    """Words that said who says so, and that one of two sentences which are worded alike does not have."""
    if pair.likeness < CLOSE or not _ATTRIBUTES.search(pair.a.text):
        return []
    kept = len(_ATTRIBUTES.findall(pair.b.text))
    if kept >= len(_ATTRIBUTES.findall(pair.a.text)):
        return []
    for spot in differences(pair.a.words, pair.b.words):
        if spot.a_start == spot.a_end or (kept and not _at_edge(pair, spot)):
            continue
        start, end = pair.a.words[spot.a_start].start, pair.a.words[spot.a_end - 1].end
        piece = pair.a.text[start - pair.a.start : end - pair.a.start]
        if _ATTRIBUTES.search(piece) and not caveats(piece) and not _quoted(pair.a, start) and not _says(pair.b, spot):
            return [_unattributed(pair, start, end, piece)]
    return []


def _once(found: Iterable[Change]) -> list[Change]:
    """One of the changes about a sentence that has two partners: the one in which the fewest words are gone."""
    best: dict[tuple[int, int], Change] = {}
    for change in sorted(found, key=lambda each: len(each.a_text)):
        if change.a is not None:
            best.setdefault((change.a.block, change.a.end), change)
    return list(best.values())


def _at_edge(pair: Pair, spot: Difference) -> bool:
    return spot.a_start == 0 or spot.a_end == len(pair.a.words)


def _quoted(sentence: Told, place: int) -> bool:
    at = place - sentence.start
    return any(each.start <= at < each.end for each in quotations(sentence.text))


def _says(sentence: Told, spot: Difference) -> bool:
    if spot.b_start == spot.b_end:
        return False
    start, end = sentence.words[spot.b_start].start, sentence.words[spot.b_end - 1].end
    return _ATTRIBUTES.search(sentence.text[start - sentence.start : end - sentence.start]) is not None


def _unattributed(pair: Pair, start: int, end: int, piece: str) -> Change:
    return Change(
        kind=ChangeKind.ATTRIBUTION,
        detail="dropped",
        a=Range(pair.a.block, start, end),
        b=pair.b.range,
        a_text=piece,
        b_text=pair.b.text,
        why="The other telling names who said this.",
    )


def _caveats(alignment: Alignment) -> list[Change]:
    """Caveats of `a` that `b` does not have: dropped, or changed into another."""
    found = [_without(each) for each in alignment.only_a if each.caveats]
    for pair in alignment.pairs:
        if pair.a.caveats and not pair.same:
            kinds = {kind for kind, _ in pair.b.caveats}
            if not kinds:
                found.append(_without(pair.a))
            elif not kinds & {kind for kind, _ in pair.a.caveats}:
                found.append(_into_another(pair))
    return found


def _into_another(pair: Pair) -> Change:
    before, after = pair.a.caveats[0][0].value, pair.b.caveats[0][0].value
    return Change(
        kind=ChangeKind.CAVEAT,
        detail="changed",
        a=pair.a.range,
        b=pair.b.range,
        a_text=pair.a.text,
        b_text=pair.b.text,
        why=f"The other telling has another caveat: {before}, not {after}.",
    )


def _without(sentence: Told) -> Change:
    return Change(
        kind=ChangeKind.CAVEAT,
        detail="dropped",
        a=sentence.range,
        b=None,
        a_text=sentence.text,
        why=f"A caveat ({sentence.caveats[0][0].value}) does not stand in the other telling.",
    )


def _body(sentences: Iterable[Told], report: Report) -> list[Told]:
    """Without the standfirst: it sums up what the report says, as a headline does."""
    return [each for each in sentences if report.blocks[each.block].kind is not BlockKind.STANDFIRST]


def _passages(sentences: Iterable[Told], kind: ChangeKind) -> list[Change]:
    """Sentences that stand together in a block, as one passage."""
    found: list[list[Told]] = []
    for each in sentences:
        if kind is ChangeKind.DROPPED and each.caveats:
            continue
        if found and found[-1][-1].block == each.block and each.start - found[-1][-1].end <= 3:
            found[-1].append(each)
        else:
            found.append([each])
    return [_passage(run, kind) for run in found]


def _passage(run: list[Told], kind: ChangeKind) -> Change:
    place = Range(run[0].block, run[0].start, run[-1].end)
    text = " ".join(each.text for each in run)
    if kind is ChangeKind.DROPPED:
        return Change(kind=kind, detail="passage", a=place, b=None, a_text=text, why="Only the other telling has this.")
    detail = "own reporting" if _ATTRIBUTES.search(text) else "background"
    return Change(kind=kind, detail=detail, a=None, b=place, b_text=text, why="The other telling does not have this.")
