"""`hearing`: a permission narrowed by what the report itself says. Machine signals never widen one.

What a one-off permission or a contract settles (`standing`) is not asked again. A conflict, a reservation, or another's
copy leaves headline and link, and a person chooses. A licence that the terms do not know of adds what it forbids: use
in a commercial house, another headline. A licence that the terms know, or that is wider than they are, changes nothing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

from mediawire.model.permission import Permission, Used
from mediawire.model.report import Report
from mediawire.model.rights import Licensing, OtherHand, Verdict
from mediawire.model.settings import House
from mediawire.model.source import Extent, Source, Terms
from mediawire.permission.decision import allowed, limited_to
from mediawire.permission.licensing import HOUSE, agree, identify, licensing
from mediawire.permission.otherhands import other_hands
from mediawire.permission.pictures import printable
from mediawire.permission.standing import Standing, standing_terms


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What may be done with a report, and what an editor has to resolve first; empty where nothing.

    `contradiction` says how the page contradicts itself or the terms about its licence, `not_covered` whose copy it is
    where neither the source's terms nor a contract cover it.
    """

    permission: Permission
    contradiction: str = ""
    not_covered: str = ""


def hearing(
    report: Report,
    source: Source,
    house: House,
    used: Used,
    moment: dt.datetime,
    hands: tuple[OtherHand, ...] | None = None,
) -> Hearing:
    """The terms that hold for a report, and what the report's own words and hands leave of them. Never raises.

    `hands` is what `other_hands` says of report and source, from whoever has asked before.
    """
    hands = other_hands(report, source) if hands is None else hands
    standing = standing_terms(report, source, hands, moment)
    weighed = licensing(report)
    open_question = _unsettled(weighed, standing)
    permission = allowed(report, standing.terms, house, used, moment)
    permission = dataclasses.replace(permission, reasons=(*standing.reasons, *permission.reasons))
    for reason in _bounds(weighed, open_question, standing):
        permission = dataclasses.replace(limited_to(permission, Extent.HEADLINE, reason), human_choice=True)
    if "licence" not in standing.settled:
        permission = _with_licence(permission, weighed, standing.terms, house)
    permission = dataclasses.replace(
        _with_pictures(permission, report, source, standing, house),
        serve_capture=permission.serve_capture and not hands and _is_all_its_own(weighed, report, source),
    )
    return Hearing(permission=permission, contradiction=open_question, not_covered=standing.not_covered)


def permitted(report: Report, source: Source, house: House, used: Used, moment: dt.datetime) -> Permission:
    """What may be done with a report now: what the terms give, no wider than the report itself leaves it."""
    return hearing(report, source, house, used, moment).permission


def _unsettled(weighed: Licensing, standing: Standing) -> str:
    """What speaks against the terms and no permission settles."""
    token = "reservation" if weighed.verdict is Verdict.RESERVED else "contradiction"
    return "" if token in standing.settled else contradiction(weighed, standing.terms)


def contradiction(weighed: Licensing, terms: Terms) -> str:
    """What the report's own words say against one another or against the terms, as a sentence; "" where they do not."""
    if weighed.verdict is Verdict.CONFLICT:
        return weighed.why
    known = _known(terms)
    if weighed.verdict is Verdict.RESERVED and terms.layers:
        return f"The page reserves its rights ({weighed.why.rstrip('.')}), the source's terms do not."
    is_other = weighed.verdict is Verdict.STATED and weighed.licence != HOUSE and known
    if is_other and not any(agree(weighed.licence, each) for each in known):
        return f"The page says {weighed.licence}, the source's terms {' and '.join(known)}."
    return ""


def _known(terms: Terms) -> list[str]:
    """The licences that the terms name, in the words of `identify`; rules of a house's own are none."""
    named = [layer.licence for layer in terms.layers if layer.licence and not layer.licence.startswith("LicenseRef-")]
    return list(dict.fromkeys(identify(each.replace("CC-", "CC ")) or each for each in named))


def _bounds(weighed: Licensing, open_question: str, standing: Standing) -> Iterator[str]:
    if open_question:
        yield open_question
    elif weighed.verdict is Verdict.RESERVED and "reservation" not in standing.settled:
        yield f"The page reserves all rights: {weighed.why}"
    if standing.not_covered:
        yield standing.not_covered


def _with_licence(permission: Permission, weighed: Licensing, terms: Terms, house: House) -> Permission:
    """What the licences stated forbid that the terms do not know of; of two that contradict, what each forbids."""
    known = _known(terms)
    for name in dict.fromkeys(each.licence for each in weighed.statements):
        if not any(agree(name, each) for each in known):
            permission = _forbidding(permission, name, house)
    return permission


def _forbidding(permission: Permission, name: str, house: House) -> Permission:
    parts = name.split("-")
    if "NC" in parts and house.profile.for_profit is not False:
        reason = f"The page says {name}, for noncommercial use, and this house has not said that it is that."
        permission = limited_to(permission, Extent.HEADLINE, reason)
    if "ND" in parts and permission.headline_may_change:
        told = (*permission.reasons, f"The page says {name}: the headline stays.")
        permission = dataclasses.replace(permission, headline_may_change=False, reasons=told)
    return permission


def _is_all_its_own(weighed: Licensing, report: Report, source: Source) -> bool:
    """Whether the page may be the outlet's to let others serve: no agency's, none that reserves or contradicts rights.

    A contract or a one-off permission lets the text be printed; of the page as a whole it says nothing.
    """
    agency = source.kind == "agency" or report.agency_credit is not None
    open_rights = weighed.verdict in (Verdict.RESERVED, Verdict.CONFLICT)
    refused = any(layer.serve_capture is False for layer in source.terms.layers)
    return not (agency or open_rights or refused)


def _with_pictures(
    permission: Permission, report: Report, source: Source, standing: Standing, house: House
) -> Permission:
    """Pictures each by its own words. What the page says of some picture, nobody knows which, is said of all."""
    if not permission.pictures:
        return permission
    allowed_ones = not standing.not_covered and not _of_unknown_pictures(report)
    found = printable(report, source, standing.terms.layers, house.profile) if allowed_ones else ()
    return dataclasses.replace(permission, pictures=allowed_ones, printable=found)


def _of_unknown_pictures(report: Report) -> bool:
    """Whether a figure's licence or notice was signalled that stands in none of the pictures as read."""
    known = {" ".join(told.split()) for each in report.pictures for told in (each.licence, each.credit, each.caption)}
    return any(
        signal.scope == "figure"
        and signal.kind in ("license", "licence-link", "copyright-notice", "credit-text")
        and signal.value not in known
        for signal in report.signals
    )
