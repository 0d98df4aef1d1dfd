"""Schooling: confirmed pages into outlet rules, and how a rule fares on the pages that come after.

learn_due(captures, moment) -> [RuleState]      what editors confirmed at the desk since the rules were learned
learn(source_id, captures, moment) -> RuleState
fared(report, moment)                           a page of a source with a rule was read
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from mediawire import reading
from mediawire.archive import outletrules
from mediawire.archive.captures import CaptureStore
from mediawire.archive.outletrules import ENOUGH, ConfirmedPage, RuleState
from mediawire.model.errors import ArchiveError, ConfigurationError
from mediawire.model.report import Confirmed, Report

_FAILED = "outlet-rule-failed"


def learn_due(captures: CaptureStore, moment: dt.datetime) -> list[RuleState]:
    """Learn the rules of all sources of which pages were confirmed since, and keep them."""
    return [learn(source_id, captures, moment) for source_id in outletrules.due()]


def learn(source_id: str, captures: CaptureStore, moment: dt.datetime) -> RuleState:
    """Learn a source's rule from its confirmed pages, and keep it, or keep why there is none."""
    lessons = list(_lessons(outletrules.confirmed(source_id), captures))
    text, account = _taught(source_id, lessons, moment)
    taught = RuleState(source_id=source_id, text=text, account=account, pages=len(lessons), learned_at=moment)
    outletrules.keep(taught)
    return taught


def _lessons(pages: Sequence[ConfirmedPage], captures: CaptureStore) -> Iterator[Confirmed]:
    for page in pages:
        try:
            capture = captures.load(page.capture_id)
        except ArchiveError:  # swept or damaged: what is left of the pages teaches
            continue
        yield reading.confirmed(capture, page.spans)


def _taught(source_id: str, lessons: Sequence[Confirmed], moment: dt.datetime) -> tuple[str, str]:
    """The rule's text, and an account of it. A rule that reads a confirmed page worse than none does is not kept."""
    if len(lessons) < ENOUGH:
        return "", f"{len(lessons)} of {ENOUGH} pages that it takes to learn a rule are there."
    try:
        rule = reading.learn(lessons, source_id, moment.date())
    except ConfigurationError as error:
        return "", f"Nothing was learned: {error.what}."
    told = [reading.golden(rule, lesson) for lesson in lessons]
    worse = next((each.url for each in told if each.by_rule > each.without), "")
    if worse:
        return "", f"The rule was dropped: it reads {worse} worse than the general reader does."
    right, before = sum(not each.by_rule for each in told), sum(not each.without for each in told)
    return rule.text, f"Reads {right} of {len(told)} confirmed pages as confirmed; without it {before}."


def fared(report: Report, moment: dt.datetime) -> None:
    """Note whether a page was as its source's rule expects."""
    failed = any(remark.code == _FAILED for remark in report.remarks)
    if failed or report.reader.startswith("rule:"):
        outletrules.read(report.source_id, report.url, moment, held=not failed)
