"""Which telling leans on which, and how many origins the tellings of a story have between them."""

from __future__ import annotations

import collections
from collections.abc import Sequence

from mediawire.model.story import Ancestry, Teller


def ancestry(tellers: Sequence[Teller]) -> Ancestry:
    """Bases and origins of the tellings of one story.

    A telling leans on the one whose outlet its chain names, the nearest to it first; else on the earliest one whose
    text it carries; else, where its outlet told before, on that. Of an outlet's tellings the latest that is not later
    is meant, or its first where all are: outlets' clocks differ. A telling that leans on none has its own origin,
    unless several name one newsroom that is not among the tellers: then they share it.
    """
    ordered = sorted(tellers, key=lambda each: (each.published, each.report_id))
    bases: dict[str, str] = {}
    for each in ordered:
        base = _base(each, ordered)
        if base is not None and each.report_id not in _line(base.report_id, bases):
            bases[each.report_id] = base.report_id
    roots = {each.report_id: _line(each.report_id, bases)[-1] for each in ordered}
    outside = {each.report_id: each.newsroom for each in ordered if each.newsroom and each.report_id not in bases}
    named = collections.Counter(outside.values())
    origins = {
        report: outside[root] if named.get(outside.get(root, ""), 0) > 1 else root for report, root in roots.items()
    }
    # What cannot be read is no origin beside those that can be: it may lean on any of them.
    unknown = {each.report_id for each in ordered if each.untraced and each.report_id not in bases}
    if len(unknown) < len(ordered):
        origins = {report: origin for report, origin in origins.items() if roots[report] not in unknown}
    return Ancestry(bases=bases, origins=origins)


def _base(each: Teller, ordered: Sequence[Teller]) -> Teller | None:
    others = [other for other in ordered if other.report_id != each.report_id]
    for name in each.named:
        if told := [other for other in others if other.name == name and other.name != each.name]:
            return _latest(told, each)
    copied = [other for other in others if other.report_id in each.carries and _may_be_first(other, each)]
    before = [other for other in others if other.name == each.name and other.published < each.published]
    return next(iter((*copied, *before)), None)


def _may_be_first(other: Teller, each: Teller) -> bool:
    """Equal words alone do not say who wrote them: not a later report, nor one that names this outlet as its source."""
    return other.published <= each.published and each.name not in other.named


def _latest(told: Sequence[Teller], each: Teller) -> Teller:
    """The one that can have been before the teller: of those that it copies, else the first of that outlet.

    A telling is made from the report, not from what the agency sent hours later.
    """
    copied = [other for other in told if other.report_id in each.carries]
    return copied[0] if copied else told[0]


def _line(report: str, bases: dict[str, str]) -> list[str]:
    """A telling, the one that it leans on, and so on to the one that leans on none."""
    found = [report]
    while (following := bases.get(found[-1])) is not None and following not in found:
        found.append(following)
    return found
