"""Terms at the desk: what a report's page says of its licence, and the watched pages that terms were read from."""

from __future__ import annotations

import dataclasses

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from mediawire import permission
from mediawire.archive import termspages
from mediawire.archive.termspages import TermsPage
from mediawire.desk.context import context
from mediawire.desk.showing import Piece, changed_lines
from mediawire.model.errors import DecisionRefused, NotInArchive
from mediawire.model.item import Item
from mediawire.model.report import Report
from mediawire.model.rights import Licensing, OtherHand

# What is shown beside the verdict: the words about rights, not those about robots, alternates and addresses.
_SHOWN = frozenset(
    (
        "license", "licence-link", "rights", "copyright-notice", "copyright-holder", "credit-text", "usage-info",
        "acquire-license", "rsl", "tdm-reservation", "tdm-policy", "republish-offer", "republish-widget",
        "is-based-on", "original-source", "syndication-source", "source-organization", "attribution-name",
        "attribution-url", "conditions-of-access",
    )
)  # fmt: skip
_ABOUT = {
    "item": "The report",
    "page": "The page",
    "site": "The site",
    "feed": "The feed",
    "figure": "A picture",
    "widget": "The republish widget",
    "other": "Another work",
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ShownSignal:
    """A signal as the desk shows it: what it is about, what it is, its value, where it stood."""

    about: str
    kind: str
    value: str
    where: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """What a report says of its own licence: the verdict, every signal with its place, and signs of another's copy."""

    licensing: Licensing
    statements: tuple[ShownSignal, ...]
    hands: tuple[OtherHand, ...]


def own_words(item: Item) -> OwnWords:
    """What an item's report says of its own licence."""
    return OwnWords(
        licensing=permission.licensing(item.report),
        statements=_shown(item.report),
        hands=permission.other_hands(item.report, item.source),
    )


def _shown(report: Report) -> tuple[ShownSignal, ...]:
    return tuple(
        ShownSignal(
            about=_ABOUT.get(each.scope, each.scope),
            kind=each.kind.replace("-", " "),
            value=each.value,
            where=each.where,
        )
        for each in report.signals
        if each.kind in _SHOWN
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ShownTerms:
    """A watched page with its source's name and, where it has changed, the difference to what was confirmed."""

    page: TermsPage
    name: str
    difference: tuple[list[Piece], ...] = ()


def terms_pages() -> list[ShownTerms]:
    """All watched pages, those that wait for an editor first."""
    shown = []
    for page in termspages.pages():
        source = context().sources.get(page.source_id)
        difference = tuple(changed_lines(page.confirmed_text, page.text)) if page.changed else ()
        shown.append(ShownTerms(page=page, name=source.name if source else page.source_id, difference=difference))
    return sorted(shown, key=lambda each: not each.page.changed)


@require_POST
@login_required
@permission_required("desk.decide", raise_exception=True)
def confirm(request: HttpRequest, page_id: int) -> HttpResponse:
    """An editor has read the page as it stands: its source is printed unattended again."""
    try:
        termspages.confirm(page_id, request.POST.get("digest", ""), request.user.get_username(), context().clock())
    except (DecisionRefused, NotInArchive) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Confirmed: the terms rest on the page as it stands now.")
    return redirect("desk-sources")
