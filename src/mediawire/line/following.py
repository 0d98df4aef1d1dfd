"""Following what sources do to reports that we carry: notices, and pages that are gone (P6, I7)."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from mediawire.archive import alarms, items, leads, termspages
from mediawire.archive.leads import LeadState
from mediawire.line import rules
from mediawire.line.rules import Disappearance
from mediawire.line.tools import Tools, log
from mediawire.model.errors import DecisionRefused
from mediawire.model.feed import Notice
from mediawire.model.item import Decision, DecisionKind
from mediawire.model.source import Source

AGAIN = dt.timedelta(hours=1)


class Follower:
    """Carries notices and disappearances to the items that they are about. Called on the ledger's thread."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def notice(self, source: Source, notice: Notice, keys: Sequence[str]) -> bool:
        """Keep a notice and decide at once about the item that it names. Gives whether it was new.

        `keys` are the names of the entry that brought it: a notice often comes under the name of what it is about.
        """
        moment = self._tools.clock()
        heard = leads.notice(source.id, notice, moment, keys)
        if not heard.new:
            return False
        log.warning("%s: %s: %s", source.name, notice.kind.value, notice.wording)
        decision = rules.notice(notice.kind, notice.wording, moment)
        if heard.item_id is None:
            alarms.raise_alarm("notice", source.id, f"{notice.wording} (no item of ours is named)", moment)
        elif decision is not None and self._may(heard.item_id, decision):
            self._carried(source, heard.item_id, decision)
        return True

    def _carried(self, source: Source, item_id: int, decision: Decision) -> None:
        """A release prints nothing unattended while the page of the source's terms waits to be confirmed."""
        if decision.kind is DecisionKind.PUBLISH and termspages.waiting(source.id):
            what = f"{decision.why} (item {item_id} stays withheld: the page of the source's terms has changed)"
            alarms.raise_alarm("notice", source.id, what, decision.at)
        else:
            self._decide(item_id, decision)

    @staticmethod
    def _may(item_id: int, decision: Decision) -> bool:
        """A release undoes what a notice did, and nothing else: it must not publish what waits for a person."""
        if decision.kind is not DecisionKind.PUBLISH:
            return True
        made = items.decisions(item_id)
        return bool(made) and made[-1].kind is DecisionKind.WITHHOLD and made[-1].by == decision.by

    def absent(self, lead: LeadState, status: int) -> None:
        """A page that we had captured answers no more: decide by rule, never on a fault of the whole source."""
        moment = self._tools.clock()
        absence = leads.gone(lead.id, status, moment, moment + AGAIN)
        verdict = rules.disappearance(rules.Absence(**dataclasses.asdict(absence)))
        url = lead.lead.url
        if verdict is Disappearance.ALARM:
            alarms.raise_alarm(
                "vanishing", lead.lead.source_id, f"many pages are gone ({url} and others); nothing was removed", moment
            )
        elif verdict is Disappearance.WITHHOLD and (item_id := items.item_for_lead(lead.id)) is not None:
            why = f"The source no longer has the page: {status} at {url}."
            self._decide(item_id, Decision(kind=DecisionKind.WITHHOLD, by="rule:gone", at=moment, why=why))

    @staticmethod
    def _decide(item_id: int, decision: Decision) -> None:
        try:
            items.decide(item_id, decision)
        except DecisionRefused as error:
            # The item is where the decision would bring it, or an editor has killed it: nothing is left to do.
            log.info("item %s: %s", item_id, error)
