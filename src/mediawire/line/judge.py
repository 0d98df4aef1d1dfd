"""The second half of the line: from captures to decided items. Each method is a step: row ids in, row ids out."""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from mediawire import headlines, reading, sourcing
from mediawire.archive import duties, items, leads, outletrules, reports, termspages
from mediawire.archive.items import Taking
from mediawire.archive.judgements import Judgement, Proposal
from mediawire.archive.leads import LeadState
from mediawire.archive.reports import Reading
from mediawire.intake import feeds
from mediawire.line import pages, rules, schooling
from mediawire.line.doors import DOCUMENTS
from mediawire.line.hearings import Hearings
from mediawire.line.pool import FAULTS
from mediawire.line.rules import Alteration, Case
from mediawire.line.storyfinding import DAYS, StoryFinder, when
from mediawire.line.tools import Tools, log
from mediawire.model.capture import Capture
from mediawire.model.errors import StageFailed, WireError
from mediawire.model.feed import Notice
from mediawire.model.headline import Headline, Objection, Severity
from mediawire.model.item import Decision, DecisionKind, Item
from mediawire.model.permission import Permission
from mediawire.model.report import OutletRule, Report
from mediawire.model.story import Candidate, Copy, StoryAssignment, Telling
from mediawire.model.style import Lexicon

Ids = list[int]
R = TypeVar("R")
LEARNED = 300  # recent reports that names are learned from when a worker begins; each report after it
EARLIER = 20  # reports of an outlet that bear witness of what it puts on every page
KEPT = 60  # reports that are kept in memory for the steps that follow: a batch and some


class Judge:
    """Reads, traces, groups, proposes and decides. Values read from the archive are kept for the steps that follow."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._known: collections.OrderedDict[int, Report] = collections.OrderedDict()
        self._judged: dict[int, Judgement] = {}
        self._names: headlines.Names | None = None
        self._words: Lexicon | None = None  # of this batch
        self.hearings = Hearings(tools)
        self.finder = StoryFinder(tools)

    # -- values between the steps of one batch --

    def _reports(self, rows: Ids) -> dict[int, Report]:
        """Reports by row id: from the steps before, or from the archive after a restart."""
        known = {row: report for row in rows if (report := self._known.get(row)) is not None}
        missing = [row for row in rows if row not in known]
        if missing:
            loaded = reports.load_reports(missing)
            self._remember(loaded)
            known |= loaded
        return {row: known[row] for row in rows}

    def _remember(self, loaded: Mapping[int, Report]) -> None:
        self._known.update(loaded)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)

    def _judgements(self, rows: Ids) -> dict[int, Judgement]:
        """What was found out about reports: in the steps before, or from the archive after a restart.

        A batch that a restart has taken up may run beside another, which forgets what the steps before remembered.
        """
        known = {row: judgement for row in rows if (judgement := self._judged.get(row)) is not None}
        missing = [row for row in rows if row not in known]
        return known | reports.load_judgements(missing) if missing else known

    def _found(self, row: int, **told: Any) -> None:
        """Remember what a step found out about a report, for the steps that follow in this batch.

        Only of one that was read in this batch, and so is known from the beginning: of others the archive has it all.
        """
        before = self._judged.get(row)
        if before is not None:
            self._judged[row] = dataclasses.replace(before, **told)

    def _each(self, stage: str, rows: Ids, work: Callable[[int, Report], R]) -> dict[int, R]:
        """What a stage makes of each report. A fault of ours costs the report that brought it to light, never the line:
        it is quarantined, and stands in the queue's place with its reason."""
        done: dict[int, R] = {}
        failed: dict[int, StageFailed] = {}
        known = self._reports(rows)
        for row in rows:
            try:
                done[row] = work(row, known[row])
            except FAULTS as error:
                log.exception("%s failed on %s", stage, known[row].url)
                remedy = "The page is kept as a capture. Please report this, with the page's address."
                failed[row] = StageFailed(
                    f"{stage} failed on this report: {error!r}", where=known[row].url, remedy=remedy
                )
        for row, state in reports.lead_states(list(failed)).items():
            reports.quarantine(state.id, state.capture_id, failed[row], self._tools.clock())
        return done

    # -- the steps --

    def claimed(self, batch: str) -> Ids:
        """Leads of a batch, each with a capture that nobody has carried yet."""
        self._judged.clear()
        self._words = None
        self.hearings.begin()
        return leads.of_batch(batch)

    def read(self, lead_ids: Ids) -> Ids:
        """Captures into reports; what is not a report is quarantined with its reason."""
        moment = self._tools.clock()
        readings: list[Reading] = []
        tasks = self._pages(leads.states(lead_ids), moment)
        for state, result in self._tools.pool.map(pages.read, tasks, lambda state: state.lead.url):
            if isinstance(result, Report):
                readings.append(Reading(lead_id=state.id, capture_id=state.capture_id or 0, report=result))
                schooling.fared(result, moment)
            else:
                log.warning("quarantined: %s", result)
                reports.quarantine(state.id, state.capture_id, result, moment)
        rows = list(dict.fromkeys(reports.keep_reports(readings, moment)))
        self._judged.update((row, Judgement()) for row in rows)
        return rows

    def _pages(self, states: Sequence[LeadState], moment: dt.datetime) -> Iterator[tuple[LeadState, pages.Page]]:
        """What is to be read, one after another; a capture that is damaged is quarantined."""
        captures = self._tools.captures.load_each([state.capture_id or 0 for state in states])
        learned = outletrules.rules(state.lead.source_id for state in states)
        for state, capture in zip(states, captures, strict=True):
            if isinstance(capture, Capture):
                yield state, self._page(state, capture, learned.get(state.lead.source_id))
            else:
                log.error("%s", capture)
                reports.quarantine(state.id, state.capture_id, capture, moment)

    def _page(self, state: LeadState, capture: Capture, rule: OutletRule | None = None) -> pages.Page:
        # A date that cannot be true is no date; as the feed worded it, it stays with the lead.
        entry = feeds.settle(state.lead.entry, capture.retrieved_at)
        brought, limits = state.lead.door == DOCUMENTS, self._tools.wire.reading
        return pages.Page(capture=capture, entry=entry, limits=limits, rule=rule, document=brought)

    def corroborate(self, rows: Ids) -> Ids:
        """Compare readings with their witnesses where the source's rule asks for that."""
        asked = {
            row: report
            for row, report in self._reports(rows).items()
            if self._tools.source(report.source_id).corroboration > 0
        }
        if not asked:
            return rows
        found = {}
        tasks = self._evidence(asked)
        for (row, report), result in self._tools.pool.map(pages.corroborate, tasks, lambda asked: asked[1].url):
            if isinstance(result, WireError):
                log.warning("%s: no witness could be heard: %s", report.url, result)
            else:
                earlier = reports.recent_of(report.source_id, EARLIER)
                found[row] = dataclasses.replace(result, repeated=reading.repeated(report, earlier))
        reports.keep_corroborations(found)
        for row, corroboration in found.items():
            self._found(row, corroboration=corroboration)
        return rows

    def _evidence(self, asked: Mapping[int, Report]) -> Iterator[tuple[tuple[int, Report], pages.Evidence]]:
        states = reports.lead_states(list(asked))
        for row, report in asked.items():
            capture = self._tools.captures.load(states[row].capture_id or 0)
            yield (row, report), pages.Evidence(report=report, page=self._page(states[row], capture))

    def trace(self, rows: Ids) -> Ids:
        """Find who each report leans on, back to whoever said it first."""
        gazetteer = self._tools.gazetteer
        chains = self._each("trace", rows, lambda _, report: sourcing.trace(report, gazetteer))
        reports.keep_chains(chains)
        for row, chain in chains.items():
            self._found(row, chain=chain)
        return list(chains)

    def group(self, rows: Ids) -> Ids:
        """Find copies and the story that each report belongs to, oldest first: each may join one before it."""
        known = self._reports(rows)
        self.finder.follow_moves()
        ordered = sorted(rows, key=lambda row: when(known[row]))
        found = self._each("group", ordered, lambda _, report: self._placed(report))
        reports.keep_copies_all({row: copies for row, (copies, _) in found.items()})
        reports.keep_stories({row: assigned for row, (_, assigned) in found.items()})
        self.finder.hold_together({known[row].id for row, (_, assigned) in found.items() if not assigned.merged})
        return [row for row in rows if row in found]

    def _placed(self, report: Report) -> tuple[list[Copy], StoryAssignment]:
        found = self.finder.placed(report)
        if self._names is not None:
            self._names.add(report.text)
        return found

    def propose(self, rows: Ids) -> Ids:
        """Propose house headlines and find what forbids to print the first.

        What else speaks against it, the desk finds out when an editor looks: of the headline that stands there then.
        """
        judgements = self._judgements(rows)
        proposals = self._each("propose", rows, lambda row, report: self._proposal(report, judgements[row]))
        reports.keep_proposals(proposals)
        for row, proposal in proposals.items():
            self._found(row, proposals=proposal.headlines, objections=proposal.objections)
        return list(proposals)

    def _proposal(self, report: Report, judgement: Judgement) -> Proposal:
        style, lexicon = self._tools.shelf.style, self._lexicon()
        telling = Telling(report=report, chain=judgement.chain)
        free = self.hearings.permission(report).headline_may_change
        proposed = headlines.propose(telling, style, lexicon) if free else []
        first = proposed[0] if proposed else Headline(text=report.headline.value)
        objections = headlines.blocking(first, telling, style, lexicon)
        return Proposal(headlines=tuple(proposed), objections=tuple(objections))

    def decide(self, rows: Ids) -> Ids:
        """Publish, queue or hold what is new by rule; follow what its source has changed. Gives the items concerned."""
        self.hearings.begin()  # they may have changed since another step asked
        readings = self._reports(rows)
        judgements = self._judgements(rows)
        known = items.for_reports([report.id for report in readings.values()])
        for row, report in readings.items():
            if report.id in known:
                self._altered(known[report.id], row, report, judgements[row])
        arrived = self._arrivals({row: each for row, each in readings.items() if each.id not in known}, judgements)
        taken = items.take_all(arrived)
        for taking, item_id in zip(arrived, taken, strict=True):
            if item_id is not None and duties.owes_before(taking.permission):
                duties.asked([item_id], taking.permission)
        return [item for item in (*known.values(), *taken) if item is not None]

    def _arrivals(self, readings: Mapping[int, Report], judgements: Mapping[int, Judgement]) -> list[Taking]:
        """What is to become items."""
        said = leads.notices_about(list(readings))
        return [self._taking(row, report, judgements[row], said.get(row, ())) for row, report in readings.items()]

    def _taking(self, row: int, report: Report, judgement: Judgement, said: Sequence[Notice]) -> Taking:
        source = self._tools.source(report.source_id)
        heard = self.hearings.hearing(report)
        headline = _headline(report, judgement, heard.permission)
        case = Case(
            source=source,
            report=report,
            permission=heard.permission,
            objections=judgement.objections,
            corroboration=judgement.corroboration,
            contradiction=heard.contradiction,
            not_covered=heard.not_covered,
            terms_changed=self.hearings.unconfirmed(source.id),
        )
        return Taking(
            row_id=row,
            source=source,
            headline=headline,
            permission=heard.permission,
            decision=_heard(said, rules.arrival(case, self._tools.clock())),
            quota=self.hearings.quota(report),
        )

    def _altered(self, item_id: int, row: int, report: Report, judgement: Judgement) -> None:
        moment = self._tools.clock()
        if items.row_of(item_id) == row:
            return
        item = items.load_item(item_id)
        verdict, why = rules.alteration(self._tools.source(report.source_id), item.report, report)
        headline = self._following(item, report, judgement)
        if verdict is Alteration.PRINT and termspages.waiting(report.source_id):
            headline = None  # the terms may have changed: an editor decides
        if verdict is Alteration.PRINT and headline is not None:
            decision = Decision(kind=DecisionKind.CORRECT, by="rule:on_change", at=moment, why=why)
            items.revise(item_id, row, decision, headline)
        elif verdict is not Alteration.NOTHING:
            items.pending_revision(item_id, row, moment)
        if verdict is Alteration.HOLD and rules.may_withhold(item.state):
            items.decide(item_id, Decision(kind=DecisionKind.WITHHOLD, by="rule:on_change", at=moment, why=why))

    def _following(self, item: Item, report: Report, judgement: Judgement) -> Headline | None:
        """The headline for a changed report; None where an editor must look.

        One that no editor wrote is made anew: the old one may say what the source has just taken back. An editor's
        stays, unless the source has changed its own headline, or the new text speaks against it.
        """
        if item.headline.author == "source" or item.headline.author.startswith("rule:"):
            if any(each.severity is Severity.BLOCK for each in judgement.objections):
                return None
            return _headline(report, judgement, self.hearings.permission(report))
        if item.report.headline.value != report.headline.value:
            return None
        telling = Telling(report=report, chain=judgement.chain)
        return None if self.blocking(item.headline, telling) else item.headline

    def blocking(self, headline: Headline | str, telling: Telling) -> list[Objection]:
        """What forbids printing a headline over a report, but for an editor's override."""
        shelf = self._tools.shelf
        return headlines.blocking(headline, telling, shelf.style, self._lexicon())

    def _lexicon(self) -> Lexicon:
        """The house's words, with the names that the reports of the last days have in common."""
        if self._names is None:
            self._names = headlines.Names(each.text for each in self._lately())
        if self._words is None:
            self._words = dataclasses.replace(self._tools.shelf.lexicon, learned=self._names.words)
        return self._words

    def _lately(self) -> Sequence[Candidate]:
        return (
            reports.candidates(next(iter(self._known.values())), dt.timedelta(days=DAYS), LEARNED)
            if self._known
            else ()
        )

    def finish(self, lead_ids: Ids) -> Ids:
        """Mark leads as carried."""
        leads.carried(lead_ids, self._tools.clock())
        return lead_ids


def _heard(said: Sequence[Notice], decision: Decision) -> Decision:
    """The same decision, unless the source has withdrawn the report and not released it: then it waits."""
    heard = decision
    for notice in said:
        told = rules.notice(notice.kind, notice.wording, decision.at)
        if told is not None:
            held = told.kind is DecisionKind.WITHHOLD
            heard = dataclasses.replace(told, kind=DecisionKind.HOLD) if held else decision
    return heard


def _headline(report: Report, judgement: Judgement, permitted: Permission) -> Headline:
    """The house's own headline where the terms let it change and nothing blocks it; else the source's."""
    blocked = any(each.severity is Severity.BLOCK for each in judgement.objections)
    if permitted.headline_may_change and judgement.proposals and not blocked:
        return judgement.proposals[0]
    return Headline(text=report.headline.value)
