"""What may be done with a report now: the terms, what the house was given besides, and how much of it is used up.

Permissions of single reports and changed pages of terms are asked for once a batch, or when a thread wants them anew.
"""

from __future__ import annotations

import dataclasses

from mediawire import permission
from mediawire.archive import grants, items, termspages
from mediawire.archive.items import Quota
from mediawire.line.tools import Tools
from mediawire.model.permission import Permission, Used
from mediawire.model.report import Report
from mediawire.model.rights import OtherHand
from mediawire.model.source import Layer, Source
from mediawire.permission import Hearing

_LATELY = 200  # reports: a few batches


class Hearings:
    """Hears what terms and permissions say of reports."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._granted: dict[str, Layer] | None = None  # one-off permissions, by report id
        self._changed: frozenset[str] | None = None  # sources whose page of terms waits to be confirmed
        self._hands: dict[tuple[str, str, str], tuple[OtherHand, ...]] = {}  # lately

    def begin(self) -> None:
        """Forget the permissions of single reports and which terms are unconfirmed: both may have changed since.

        Any thread may call this while a batch is carried.
        """
        self._granted = self._changed = None

    def permission(self, report: Report, item_id: int = 0) -> Permission:
        """What may be done with a report now; see `hearing`."""
        return self.hearing(report, item_id).permission

    def _source(self, report: Report) -> Source:
        """The report's source, under the one-off permission that the desk has recorded for this report."""
        source = self._tools.source(report.source_id)
        granted = self._granted
        if granted is None:
            granted = self._granted = grants.granted()
        layer = granted.get(report.id)
        if layer is None:
            return source
        terms = dataclasses.replace(source.terms, layers=(*source.terms.layers, layer))
        return dataclasses.replace(source, terms=terms)

    def hearing(self, report: Report, item_id: int = 0) -> Hearing:
        """What the terms let us do with a report now; the item that carries it does not count against itself."""
        source = self._source(report)
        moment = self._tools.clock()
        counted = _most(source) is not None
        used = Used(this_month=items.printed_in_month(source.id, moment, item_id) if counted else 0)
        return permission.hearing(
            report, source, self._tools.wire.house, used, moment, self._other_hands(report, source)
        )

    def _other_hands(self, report: Report, source: Source) -> tuple[OtherHand, ...]:
        """Whose copy a report is: what it says of that does not change, and two steps of each batch ask."""
        key = report.id, report.capture, report.reader
        hands = self._hands.get(key)
        if hands is None:
            if len(self._hands) >= _LATELY:
                self._hands.clear()
            hands = self._hands[key] = permission.other_hands(report, source)
        return hands

    def quota(self, report: Report) -> Quota | None:
        """The limit a month that the archive counts, and what may be done with the report beyond it."""
        source = self._source(report)
        most = _most(source)
        if most is None:
            return None
        house, moment = self._tools.wire.house, self._tools.clock()
        beyond = permission.permitted(report, source, house, Used(this_month=most), moment)
        return Quota(most=most, beyond=beyond)

    def unconfirmed(self, source_id: str) -> bool:
        """Whether a page of the source's terms has changed since a person confirmed it."""
        changed = self._changed
        if changed is None:
            changed = self._changed = termspages.unconfirmed()
        return source_id in changed


def _most(source: Source) -> int | None:
    """The least of the reports a month that the terms of a source name."""
    return min((each.per_month for each in source.terms.layers if each.per_month is not None), default=None)
