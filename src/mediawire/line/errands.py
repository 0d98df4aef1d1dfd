"""What the desk asked for, carried out: one request row, one decision, one answer."""

from __future__ import annotations

from mediawire import permission, stories
from mediawire.archive import duties, grants, items, leads, moving, reports, requests
from mediawire.archive.requests import Request
from mediawire.intake import identity
from mediawire.line.judge import Judge
from mediawire.line.tools import Tools, log
from mediawire.model.errors import DecisionRefused, HeadlineRefused, NotPermitted, WireError
from mediawire.model.feed import FeedEntry
from mediawire.model.headline import Headline
from mediawire.model.item import Decision, DecisionKind
from mediawire.model.source import Extent, owner
from mediawire.model.story import Telling

Ids = list[int]
KINDS = {
    "publish": DecisionKind.PUBLISH,
    "hold": DecisionKind.HOLD,
    "withhold": DecisionKind.WITHHOLD,
    "kill": DecisionKind.KILL,
    "erase": DecisionKind.ERASE,
    "headline": DecisionKind.CORRECT,
    "revise": DecisionKind.CORRECT,
}


class Errands:
    """Carries out requests. Each is answered, whether it was done or refused; a request twice is decided once."""

    def __init__(self, tools: Tools, judge: Judge) -> None:
        self._tools = tools
        self._judge = judge

    def carry_out(self, request_ids: Ids) -> Ids:
        """Decide what was asked for. Gives the items concerned."""
        concerned: Ids = []
        self._judge.hearings.begin()
        for request in requests.load(request_ids):
            if request.state != "open":
                continue
            try:
                told = self._done(request)
            except WireError as error:
                log.warning("refused: %s asked by %s: %s", request.kind, request.by, error)
                requests.answer(request.id, str(error), refused=True, moment=self._tools.clock())
                continue
            requests.answer(request.id, told, refused=False, moment=self._tools.clock())
            if request.item_id is not None:
                concerned.append(request.item_id)
        return concerned

    def _done(self, request: Request) -> str:
        """Do one thing that was asked for, and say in a word or two what came of it."""
        if request.item_id is not None:
            self._decide(request, request.item_id)
            return "done"
        if request.kind == "take":
            return self._take(request)
        raise DecisionRefused(f"nobody knows how to {request.kind}", remedy="Choose what the desk offers.")

    def _take(self, request: Request) -> str:
        """A report whose address an editor pasted: a lead like any other, so that it is fetched and read as all are."""
        url, named = request.details.get("url", ""), request.details.get("source", "")
        source = self._tools.source(named) if named else owner(self._tools.wire.sources, url)
        if source is None:
            raise DecisionRefused(
                f"{url} lies at no source's site", remedy="Add its outlet first, with: mediawire add URL"
            )
        lead = identity.lead(FeedEntry(link=url), source, "pasted")
        found = leads.found([lead], self._tools.clock())
        return f"taken for {source.name}" if found.new else f"known already as a report of {source.name}"

    def _decide(self, request: Request, item_id: int) -> None:
        if request.kind == "keep":
            items.drop_pending(item_id)
            return
        if request.kind in ("apart", "join"):
            self._regroup(request, item_id)
            return
        if request.kind == "permit":
            self._permit(request, item_id)
            return
        if request.kind not in KINDS:
            raise DecisionRefused(f"nobody knows how to {request.kind}", remedy="Choose what the desk offers.")
        headline = self._headline(request, item_id)
        if request.kind in ("publish", "headline", "revise"):
            self._gate(request, item_id, headline)
        decision = Decision(kind=KINDS[request.kind], by=request.by, at=request.at, why=request.why, headline=headline)
        if request.kind == "revise":
            items.revise(item_id, items.pending_row(item_id), decision, headline)
        elif request.kind == "publish":
            self._publish(item_id, decision)
        else:
            items.decide(item_id, decision)
        if decision.kind in (DecisionKind.KILL, DecisionKind.WITHHOLD, DecisionKind.ERASE):
            self._judge.finder.fallen(items.load_item(item_id).report.id)

    def _regroup(self, request: Request, item_id: int) -> None:
        """An editor's word on what is one story: this report is another one, or its story is that of another item."""
        item = items.load_item(item_id)
        if request.kind == "apart":
            if len(moving.members_of(item.story_id)) < 2:
                raise DecisionRefused("no other report is in its story", where=f"item {item_id}")
            name = stories.apart(item.report.id, item.story_id)
            moving.move([item.report.id], name, request.by, request.why, request.at)
            return
        other = items.load_item(int(request.details.get("with", "0")))
        if other.story_id == item.story_id:
            raise DecisionRefused(f"items {item_id} and {other.id} are in one story already")
        moving.join(item.story_id, other.story_id, request.by, request.why, request.at)

    def _permit(self, request: Request, item_id: int) -> None:
        """Keep a one-off permission for the item's report; what is not on the wire yet is judged by it at once."""
        layer = permission.granted(request.details, request.by, request.at)
        report = items.load_item(item_id).report
        grants.record(report.id, item_id, layer, request.by, request.at)
        self._judge.hearings.begin()
        items.permit(item_id, self._judge.hearings.permission(report, item_id))

    def _publish(self, item_id: int, decision: Decision) -> None:
        """Print under the terms as they are now, not as they were when the report came in."""
        report = items.load_item(item_id).report
        permitted = self._judge.hearings.permission(report, item_id)
        if permitted.extent is Extent.NOTHING:
            raise NotPermitted("the terms permit no printing", remedy=" ".join(permitted.reasons))
        if permitted.not_before and permitted.not_before > self._tools.clock():
            raise NotPermitted(
                "the terms do not permit printing yet",
                remedy=f"Ask again from {permitted.not_before:%Y-%m-%d %H:%M} on.",
            )
        if duties.owes_before(permitted) and not duties.before_printing(item_id):
            duties.asked([item_id], permitted)
            raise NotPermitted(
                "the source must be told before printing, and nobody has said that it was",
                where=f"item {item_id}",
                remedy="Tell it, and say so under Duties; then publish.",
            )
        items.decide(item_id, decision, permitted, self._judge.hearings.quota(report))

    def _gate(self, request: Request, item_id: int, headline: Headline | None) -> None:
        """P2: what the report does not bear is printed over nobody's name but an editor's, with the reason."""
        item = items.load_item(item_id)
        row = items.pending_row(item_id) if request.kind == "revise" else items.row_of(item_id)
        report = reports.load_reports([row])[row]
        stands = headline or item.headline
        if headline is None and request.kind == "revise" and item.headline.author == "source":
            stands = Headline(text=report.headline.value)
        telling = Telling(report=report, chain=reports.load_judgement(row).chain)
        blocking = [] if stands.override else self._judge.blocking(stands, telling)
        if blocking:
            raise HeadlineRefused(
                "the headline says what the report does not: " + "; ".join(each.why for each in blocking),
                where=f"item {item_id}",
                remedy="Change it, or give a reason for overriding.",
            )

    def _headline(self, request: Request, item_id: int) -> Headline | None:
        text = request.details.get("headline", "")
        if not text:
            return None
        item = items.load_item(item_id)
        if text != item.headline.text and not item.permission.headline_may_change:
            raise HeadlineRefused("the source's terms keep its headline as it is")
        return Headline(text=text, author=request.by, override=request.details.get("override", ""), at=request.at)
