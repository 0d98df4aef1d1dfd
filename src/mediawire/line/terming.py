"""What the terms decide by the clock: texts that must go, reports whose time has come. Each once."""

from __future__ import annotations

import datetime as dt

from mediawire import permission
from mediawire.archive import items, reports, termspages
from mediawire.line import rules
from mediawire.line.judge import Judge
from mediawire.line.rules import Case
from mediawire.line.tools import Tools
from mediawire.model.headline import Objection
from mediawire.model.item import Decision, DecisionKind, Item
from mediawire.permission import Hearing

RULE = "rule:permission"


def end_permissions(moment: dt.datetime) -> list[int]:
    """I5: when a permission ends, the text leaves every output. Gives the items concerned.

    Where the terms let headline and link stay, they take its place; else the copy is withheld, and the desk may renew
    it under new terms.
    """
    ended = items.ended(moment)
    for item_id in ended:
        held = items.load_item(item_id).permission
        if held.when_over == "link":
            why = "The time for the text is over: headline and link stay."
            decision = Decision(kind=DecisionKind.CORRECT, by=RULE, at=moment, why=why)
            items.decide(item_id, decision, permission.over(held))
        else:
            why = "The permission to carry this report has ended."
            items.decide(item_id, Decision(kind=DecisionKind.WITHHOLD, by=RULE, at=moment, why=why))
    return ended


def begin_permissions(tools: Tools, judge: Judge, moment: dt.datetime) -> list[int]:
    """Print what waited for its delay, if nothing else speaks against it now. Gives the items that were settled."""
    settled = []
    judge.hearings.begin()
    for item_id in items.to_release(moment):
        item = items.load_item(item_id)
        heard = judge.hearings.hearing(item.report, item_id)
        decision = rules.arrival(_case(tools, item, heard), moment)
        if items.release(item_id, decision, heard.permission, judge.hearings.quota(item.report)):
            settled.append(item_id)
    return settled


def _case(tools: Tools, item: Item, heard: Hearing) -> Case:
    judgement = reports.judgement_of_item(item.id)
    objections: tuple[Objection, ...] = judgement.objections if item.headline.author != "source" else ()
    source = tools.source(item.report.source_id)
    return Case(
        source=source,
        report=item.report,
        permission=heard.permission,
        objections=objections,
        corroboration=judgement.corroboration,
        contradiction=heard.contradiction,
        not_covered=heard.not_covered,
        terms_changed=termspages.waiting(source.id) is not None,
    )
