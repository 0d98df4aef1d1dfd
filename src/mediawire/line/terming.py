"""What the terms decide by the clock: texts that must go, reports whose time has come. Each once."""

from __future__ import annotations

import datetime as dt

from mediawire import permission
from mediawire.archive import items, reports
from mediawire.line import rules
from mediawire.line.judge import Judge
from mediawire.line.rules import Case
from mediawire.line.tools import Tools
from mediawire.model.headline import Objection
from mediawire.model.item import Decision, DecisionKind, Item
from mediawire.model.permission import Permission

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
    for item_id in items.to_release(moment):
        item = items.load_item(item_id)
        permitted = judge.permission(item.report)
        decision = rules.arrival(_case(tools, item, permitted), moment)
        if items.release(item_id, decision, permitted):
            settled.append(item_id)
    return settled


def _case(tools: Tools, item: Item, permitted: Permission) -> Case:
    judgement = reports.judgement_of_item(item.id)
    objections: tuple[Objection, ...] = judgement.objections if item.headline.author != "source" else ()
    return Case(
        source=tools.source(item.report.source_id),
        report=item.report,
        permission=permitted,
        objections=objections,
        corroboration=judgement.corroboration,
    )
