"""What bounds a permission: rules of a layer held against the house, the calendar and what was used already.

Each bound is an extent with the excerpt that it leaves, and a sentence. What the house has not said counts against it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

from mediawire.model.permission import Used
from mediawire.model.report import Report
from mediawire.model.settings import Profile
from mediawire.model.source import Excerpt, Extent, Layer
from mediawire.permission.applying import title
from mediawire.permission.licences import licence

# Uses that bind how a house behaves beside the report; none of them keeps a report off the page by itself.
_MANNERS = ("ads-ok", "unrestricted", "no-endorsement", "no-donation", "no-fundraising", "no-seo", "ads-not-presented")
_SOLD = ("no-resale", "no-paywall", "readers-must-not-be-charged", "paid access")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """No more than `extent`, and of an excerpt no more than `excerpt` (None: one paragraph), because of `why`."""

    extent: Extent
    why: str
    excerpt: Excerpt | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a layer's rules are held against."""

    report: Report
    profile: Profile
    used: Used
    moment: dt.datetime


def limits(layer: Layer, here: Circumstances) -> Iterator[Bound]:
    """Everything in a layer that bounds what may be printed of a report now."""
    for extent, why in (
        *_of_licence(layer, here.profile),
        *_of_commerce(layer, here.profile),
        *_of_people(layer, here.profile),
        *_of_quantity(layer, here),
        *_of_time(layer, here),
        *_of_duties(layer, here.profile),
    ):
        yield Bound(extent=extent, why=why)


def _of_licence(layer: Layer, profile: Profile) -> Iterator[tuple[Extent, str]]:
    known = licence(layer.licence) if layer.licence else None
    if known and known.noncommercial and "noncommercial" not in layer.waives and profile.for_profit is not False:
        yield Extent.HEADLINE, f"{known.name} is for noncommercial use, and this house has not said that it is that."


def _of_commerce(layer: Layer, profile: Profile) -> Iterator[tuple[Extent, str]]:
    for use in layer.commercial:
        if "fee" in use.split() and "for-profit" not in use:
            yield Extent.HEADLINE, f"Printing costs a fee: {use}."
        elif use.startswith("no-ads"):
            if profile.advertisements is not False:
                yield Extent.HEADLINE, "Not beside advertisements, and this house has not said that it has none."
        elif use.startswith(_SOLD):
            if profile.paywall is not False:
                yield Extent.HEADLINE, "Not behind a paywall, and this house has not said that it has none."
        elif use.startswith("noncommercial"):
            if profile.for_profit is not False:
                yield Extent.HEADLINE, "For noncommercial use, and this house has not said that it is that."
        elif not use.lower().startswith(_MANNERS) and profile.for_profit is not False:
            yield Extent.HEADLINE, f"A rule on commerce binds houses for profit, and this may be one: {use}."


def _of_people(layer: Layer, profile: Profile) -> Iterator[tuple[Extent, str]]:
    if layer.countries and profile.country not in layer.countries:
        yield Extent.HEADLINE, f"Reprinting is for newsrooms in {', '.join(layer.countries)}."
    if layer.countries_not and (profile.country is None or profile.country in layer.countries_not):
        yield Extent.HEADLINE, f"Reprinting is for newsrooms outside {', '.join(layer.countries_not)}."
    if layer.who and layer.who not in ("anyone", profile.kind):
        yield (
            Extent.HEADLINE,
            f"Reprinting is for {layer.who}; the house's profile does not say that we are that.",
        )
    if layer.memberships and not set(layer.memberships) & set(profile.memberships):
        yield Extent.HEADLINE, f"Reprinting is for members and partners: {', '.join(layer.memberships)}."
    if layer.channels and "web" not in layer.channels:
        yield Extent.HEADLINE, f"Reprinting is for {', '.join(layer.channels)}, not for web pages."


def _of_quantity(layer: Layer, here: Circumstances) -> Iterator[tuple[Extent, str]]:
    if layer.per_month is not None and here.used.this_month >= layer.per_month:
        yield Extent.HEADLINE, f"{here.used.this_month} of {layer.per_month} reports of this month are used."


def _of_time(layer: Layer, here: Circumstances) -> Iterator[tuple[Extent, str]]:
    if layer.retention_hours is not None:
        yield Extent.NOTHING, f"No copy may be kept over {layer.retention_hours} hours; what this wire prints stays."
    published = here.report.published
    for days in (layer.age_days, layer.expires_days):
        if days is None:
            continue
        if published is None:
            yield Extent.HEADLINE, f"Reprinting ends {days} days after publication, and the source states no date."
        elif here.moment >= published.moment + dt.timedelta(days=days):
            yield Extent.HEADLINE, f"Reprinting has ended: it is open for {days} days after publication."


def _of_duties(layer: Layer, profile: Profile) -> Iterator[tuple[Extent, str]]:
    if layer.counter and not profile.counter_consent:
        yield Extent.EXCERPT, "The source's page counter would have to run, to which this house has not consented."
    for duty in layer.missing:
        yield Extent.HEADLINE, f"The {title(layer)} ask for something that is not entered here yet: {duty}."
