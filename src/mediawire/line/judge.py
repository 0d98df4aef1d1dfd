"""The second half of the line: from captures to decided items. Each method is a step: row ids in, row ids out."""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt

from mediawire import headlines, permission, sourcing, stories
from mediawire.archive import items, leads, reports
from mediawire.line import pages, rules
from mediawire.line.rules import Alteration, Case
from mediawire.line.tools import Tools, log
from mediawire.model.errors import ArchiveError, WireError
from mediawire.model.headline import Headline, Severity
from mediawire.model.item import Decision, DecisionKind
from mediawire.model.permission import Permission, Used
from mediawire.model.report import Report
from mediawire.model.story import Telling

Ids = list[int]
# Reports that a new one may be a copy of, or of one story with.
WINDOW = dt.timedelta(days=3)
CANDIDATES = 400


class Judge:
    """Reads, traces, groups, proposes and decides. Values read from the archive are kept for the steps that follow."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._known: collections.OrderedDict[int, Report] = collections.OrderedDict()

    # -- values between the steps of one batch --

    def _reports(self, rows: Ids) -> dict[int, Report]:
        """Reports by row id: from the steps before, or from the archive after a restart."""
        missing = [row for row in rows if row not in self._known]
        if missing:
            self._remember(reports.load_reports(missing))
        return {row: self._known[row] for row in rows}

    def _remember(self, loaded: dict[int, Report]) -> None:
        self._known.update(loaded)
        while len(self._known) > 200:
            self._known.popitem(last=False)

    # -- the steps --

    def claimed(self, batch: str) -> Ids:
        """Leads of a batch, each with a capture that nobody has carried yet."""
        return leads.of_batch(batch)

    def read(self, lead_ids: Ids) -> Ids:
        """Captures into reports; what is not a report is quarantined with its reason."""
        moment = self._tools.clock()
        states = leads.states(lead_ids)
        tasks: list[tuple[leads.LeadState, pages.Page]] = []
        for state in states:
            try:
                tasks.append((state, self._page(state)))
            except ArchiveError as error:
                reports.quarantine(state.id, state.capture_id, error, moment)
        results = self._tools.pool.map(pages.read, [page for _, page in tasks], [state.lead.url for state, _ in tasks])
        rows: Ids = []
        for (state, _), result in zip(tasks, results, strict=True):
            if isinstance(result, WireError):
                log.warning("quarantined: %s", result)
                reports.quarantine(state.id, state.capture_id, result, moment)
            else:
                row = reports.keep_report(state.id, state.capture_id, result, moment)
                self._remember({row: result})
                rows.append(row)
        return list(dict.fromkeys(rows))

    def _page(self, state: leads.LeadState) -> pages.Page:
        capture = self._tools.captures.load(state.capture_id)
        return pages.Page(capture=capture, entry=state.lead.entry, limits=self._tools.wire.reading)

    def corroborate(self, rows: Ids) -> Ids:
        """Compare readings with their witnesses where the source's rule asks for that."""
        asked = [
            (row, report)
            for row, report in self._reports(rows).items()
            if self._tools.source(report.source_id).corroboration > 0
        ]
        states = reports.lead_states([row for row, _ in asked])
        evidence = [pages.Evidence(report=report, page=self._page(states[row])) for row, report in asked]
        results = self._tools.pool.map(pages.corroborate, evidence, [report.url for _, report in asked])
        for (row, report), result in zip(asked, results, strict=True):
            if isinstance(result, WireError):
                log.warning("%s: no witness could be heard: %s", report.url, result)
            else:
                reports.keep_corroboration(row, result)
        return rows

    def trace(self, rows: Ids) -> Ids:
        """Find who each report leans on, back to whoever said it first."""
        gazetteer = self._tools.shelf.gazetteer
        chains = {row: sourcing.trace(report, gazetteer) for row, report in self._reports(rows).items()}
        reports.keep_chains(chains)
        return rows

    def group(self, rows: Ids) -> Ids:
        """Find copies and the story that each report belongs to, oldest first: each may join one before it."""
        for row, report in sorted(self._reports(rows).items(), key=lambda each: _when(each[1])):
            near = reports.candidates(report, WINDOW, CANDIDATES)
            reports.keep_copies(row, stories.copies(report, near))
            reports.keep_story(row, stories.group(report, near))
        return rows

    def propose(self, rows: Ids) -> Ids:
        """Propose house headlines and collect what speaks against them."""
        shelf = self._tools.shelf
        judgements = reports.load_judgements(rows)
        for row, report in self._reports(rows).items():
            telling = Telling(report=report, chain=judgements[row].chain)
            proposals = headlines.propose(telling, shelf.style, shelf.lexicon)
            first = proposals[0] if proposals else Headline(text=report.headline.value)
            objections = headlines.object(first, telling, shelf.style, shelf.lexicon)
            reports.keep_proposal(row, proposals, objections)
        return rows

    def decide(self, rows: Ids) -> Ids:
        """Publish, queue or hold what is new by rule; follow what its source has changed. Gives the items concerned."""
        concerned: Ids = []
        for row, report in self._reports(rows).items():
            item_id = items.item_for_report(report.id)
            if item_id is None:
                item_id = self._arrived(row, report)
            else:
                self._altered(item_id, row, report)
            if item_id is not None:
                concerned.append(item_id)
        return concerned

    def _arrived(self, row: int, report: Report) -> int | None:
        moment = self._tools.clock()
        source = self._tools.source(report.source_id)
        judgement = reports.load_judgements([row])[row]
        permitted = self.permission(report)
        headline = _headline(report, judgement, permitted)
        case = Case(
            source=source,
            report=report,
            permission=permitted,
            objections=judgement.objections if headline.author != "source" else (),
            corroboration=judgement.corroboration,
        )
        decision = rules.arrival(case, moment)
        for heard in leads.notices_about(row):
            decision = rules.notice(heard.kind, heard.wording, moment) or decision
        if decision.kind is DecisionKind.WITHHOLD:
            # Withdrawn before we had it: it waits where an editor sees why.
            decision = dataclasses.replace(decision, kind=DecisionKind.HOLD)
        return items.take(row, source, headline, permitted, decision)

    def _altered(self, item_id: int, row: int, report: Report) -> None:
        moment = self._tools.clock()
        item = items.load_item(item_id)
        verdict, why = rules.alteration(item.source, item.report, report)
        if verdict is Alteration.PRINT:
            decision = Decision(kind=DecisionKind.CORRECT, by="rule:on_change", at=moment, why=why)
            items.revise(item_id, row, decision, None)
        elif verdict in (Alteration.ASK, Alteration.HOLD):
            items.pending_revision(item_id, row, moment)
        if verdict is Alteration.HOLD:
            items.decide(item_id, Decision(kind=DecisionKind.WITHHOLD, by="rule:on_change", at=moment, why=why))

    def permission(self, report: Report) -> Permission:
        """What the source's terms let us do with a report now."""
        source = self._tools.source(report.source_id)
        moment = self._tools.clock()
        counted = any(layer.per_month is not None for layer in source.terms.layers)
        used = Used(this_month=items.printed_in_month(source.id, moment) if counted else 0)
        return permission.allowed(report, source.terms, self._tools.wire.house, used, moment)

    def finish(self, lead_ids: Ids) -> Ids:
        """Mark leads as carried."""
        leads.carried(lead_ids, self._tools.clock())
        return lead_ids


def _when(report: Report) -> dt.datetime:
    return report.published.moment if report.published else report.retrieved_at


def _headline(report: Report, judgement: reports.Judgement, permitted: Permission) -> Headline:
    """The house's own headline where the terms let it change and nothing blocks it; else the source's."""
    blocked = any(each.severity is Severity.BLOCK for each in judgement.objections)
    if permitted.headline_may_change and judgement.proposals and not blocked:
        return judgement.proposals[0]
    return Headline(text=report.headline.value)
