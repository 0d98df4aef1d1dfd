"""`heard`: a permission narrowed by what the report itself says. Machine signals never widen one.

A conflict, a reservation, or another's copy leaves headline and link, and a person chooses. A licence that the terms do
not know of adds what it forbids: use in a commercial house, another headline. A licence that the terms know, or that is
wider than they are, changes nothing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from mediawire.model.permission import Permission, Used
from mediawire.model.report import Report
from mediawire.model.rights import Licensing, OtherHand, Verdict
from mediawire.model.settings import House
from mediawire.model.source import Extent, Source, Terms
from mediawire.permission.decision import allowed, limited_to
from mediawire.permission.licensing import HOUSE, agree, identify, licensing
from mediawire.permission.otherhands import other_hands


def heard(permission: Permission, report: Report, source: Source, house: House) -> Permission:
    """The permission that the terms give, no wider than the report's own words and hands leave it. Never raises."""
    weighed = licensing(report)
    for reason in _bounds(weighed, report, source):
        permission = dataclasses.replace(limited_to(permission, Extent.HEADLINE, reason), human_choice=True)
    permission = _with_licence(permission, weighed, source.terms, house)
    return dataclasses.replace(
        permission,
        pictures=permission.pictures and not _pictures_differ(report),
        serve_capture=permission.serve_capture and not _of_an_agency(report, source),
    )


def permitted(report: Report, source: Source, house: House, used: Used, moment: dt.datetime) -> Permission:
    """What may be done with a report now: what the source's terms give, no wider than the report itself leaves it."""
    return heard(allowed(report, source.terms, house, used, moment), report, source, house)


def held(report: Report, source: Source) -> str:
    """Why an editor has to resolve what the report says of its licence before it may go on; "" where nothing is."""
    return contradiction(licensing(report), source.terms)


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


def _bounds(weighed: Licensing, report: Report, source: Source) -> list[str]:
    reasons = [contradiction(weighed, source.terms)]
    if weighed.verdict is Verdict.RESERVED and not reasons[0]:
        reasons.append(f"The page reserves all rights: {weighed.why}")
    reasons.append(not_covered(report, source))
    return [reason for reason in reasons if reason]


def not_covered(report: Report, source: Source) -> str:
    """Why the outlet's terms do not cover a report: whose copy it is and by which sign; "" where none is seen."""
    return next((_told(each) for each in other_hands(report, source)), "")


def _told(other: OtherHand) -> str:
    told = f"“{other.wording}”" if other.wording != other.name else f"“{other.name}”"
    return f"This is copy of {other.name} ({other.where}: {told}), which the outlet's terms do not cover."


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


def _of_an_agency(report: Report, source: Source) -> bool:
    """Whether an agency has a part in the page: its copy is not the outlet's to let others serve."""
    return source.kind == "agency" or report.agency_credit is not None


def _pictures_differ(report: Report) -> bool:
    """Whether a picture of the page has a licence or a notice of its own: the text's permission is not for it."""
    return any(
        signal.scope == "figure" and signal.kind in ("license", "licence-link", "copyright-notice", "credit-text")
        for signal in report.signals
    )
