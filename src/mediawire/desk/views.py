"""The editors' pages. Nothing changes by GET; what an editor decides becomes a request that the line carries out."""

from __future__ import annotations

import dataclasses
import importlib.resources
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from mediawire import permission
from mediawire.archive import alarms, duties, items, moving, reports, requests
from mediawire.archive import sources as doors
from mediawire.desk import permits
from mediawire.desk.choices import Choice, choices_for, chosen, pasted
from mediawire.desk.context import context
from mediawire.desk.footing import footing
from mediawire.desk.judging import judged
from mediawire.desk.showing import changed, shown_blocks
from mediawire.desk.terms import own_words, terms_pages
from mediawire.model.errors import DecisionRefused, HeadlineRefused, NotInArchive
from mediawire.model.item import Item, ItemState

PAGE = 50
TABS = (
    ("queued", "Waiting", (ItemState.QUEUED,)),
    ("held", "Held", (ItemState.HELD,)),
    ("live", "On the wire", (ItemState.LIVE,)),
    ("withheld", "Withheld", (ItemState.WITHHELD, ItemState.KILLED)),
)
View = Callable[..., HttpResponse]


def _reads(view: View) -> View:
    return login_required(permission_required("desk.read", raise_exception=True)(view))


@require_GET
@_reads
def queue(request: HttpRequest) -> HttpResponse:
    """Items by state, newest first; ?show=queued|held|live|withheld|changed."""
    asked = request.GET.get("show", "queued")
    states = next((states for name, _, states in TABS if name == asked), None)
    pending = items.pending_revisions()
    if states is None:
        listed = [items.load_item(each.item_id) for each in pending]
    else:
        listed = list(items.items(states, PAGE, 0))
    shown = {
        "tabs": [(name, title, name == asked) for name, title, _ in TABS]
        + [("changed", "Changed at source", states is None)],
        "items": [(each, permission.in_one_line(each.permission)) for each in listed],
        "counts": items.counts() | {"changed": len(pending)},
        "alarms": alarms.open_alarms(),
        "house": context().house,
    }
    return render(request, "desk/queue.html", shown)


@require_GET
@_reads
def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """One report with its blocks in order, what was left out in place, its terms, and what may be decided."""
    return _item_page(request, _known(item_id))


def _known(item_id: int) -> Item:
    try:
        return items.load_item(item_id)
    except NotInArchive as error:
        raise Http404(str(error)) from error


def _item_page(request: HttpRequest, known: Item, choice: Choice | None = None, status: int = 200) -> HttpResponse:
    pending = items.pending_revision_of(known.id)
    judgement = reports.judgement_of_item(known.id)
    shown = {
        "item": known,
        "house": context().house,
        "blocks": shown_blocks(known.report),
        "judgement": judgement,
        "terms_line": permission.in_one_line(known.permission),
        "terms": permission.explained(known.permission)[1:],
        "rules": permission.described(known.permission.terms) if known.permission.terms else (),
        "footing": footing(known),
        "moves": moving.moves_of(known.report.id),
        "decisions": items.decisions(known.id),
        "choices": choices_for(known, pending is not None),
        "choice": choice,
        "words": own_words(known),
        "judged": judged(known, (choice and choice.headline) or known.headline.text, reports.telling_of_item(known.id)),
        "pending": changed(known.report, pending) if pending else None,
        "waiting": requests.open_for(known.id),
        "settles": permits.SETTLES,
        "duties": duties.of_item(known.id),
        "extents": permits.EXTENTS,
        "may_decide": request.user.has_perm("desk.decide"),
        "may_erase": request.user.has_perm("desk.erase"),
        "counts": items.counts(),
    }
    return render(request, "desk/item.html", shown, status=status)


@require_POST
@_reads
def headline(request: HttpRequest, item_id: int) -> HttpResponse:
    """What speaks against a headline that an editor is writing: a piece of page for the script, else the whole page."""
    known = _known(item_id)
    choice = Choice.from_form(request.POST)
    if used := " ".join(request.POST.get("use", "").split()):
        choice = dataclasses.replace(choice, headline=used)
    if request.headers.get("X-Requested-With") == "fetch":
        text = choice.headline or known.headline.text
        shown = {"judged": judged(known, text, reports.telling_of_item(item_id)), "choice": choice, "item": known}
        return render(request, "desk/headline.html", shown)
    return _item_page(request, known, choice)


@require_POST
@login_required
@permission_required("desk.decide", raise_exception=True)
def decide(request: HttpRequest, item_id: int) -> HttpResponse:
    """Take an editor's decision: checked here, carried out by the line."""
    known = _known(item_id)
    choice = Choice.from_form(request.POST)
    if choice.kind == "erase" and not request.user.has_perm("desk.erase"):
        raise PermissionDenied
    try:
        wish = chosen(known, choice, reports.telling_of_item(item_id), request.user.get_username())
    except (HeadlineRefused, DecisionRefused) as error:
        messages.error(request, str(error))
        return _item_page(request, known, choice, status=409)
    requests.ask(wish)
    messages.success(request, f"{choice.title} was asked for; the line carries it out.")
    return redirect("desk-item", item_id=item_id)


@require_POST
@login_required
@permission_required("desk.decide", raise_exception=True)
def take(request: HttpRequest) -> HttpResponse:
    """Take the report at an address that an editor pasted: the line fetches it, and it waits at the desk."""
    url = request.POST.get("url", "")
    try:
        wish, source = pasted(url, context().sources.values(), request.user.get_username())
    except DecisionRefused as error:
        messages.error(request, str(error))
        return redirect("desk-sources")
    requests.ask(wish)
    messages.success(request, f"Asked for as a report of {source.name}; the line fetches it.")
    return redirect("desk-sources")


@require_GET
@_reads
def quarantine(request: HttpRequest) -> HttpResponse:
    """Pages that were kept as captures but could not become reports, each with its reason."""
    shown = {"quarantined": reports.quarantined(PAGE), "house": context().house, "counts": items.counts()}
    return render(request, "desk/quarantine.html", shown)


@require_GET
@_reads
def sources(request: HttpRequest) -> HttpResponse:
    """How each source answers."""
    shown = {
        "terms": terms_pages(),
        "may_decide": request.user.has_perm("desk.decide"),
        "doors": [(context().sources.get(door.source_id), door) for door in doors.door_states()],
        "house": context().house,
        "counts": items.counts(),
    }
    return render(request, "desk/sources.html", shown)


@require_GET
@cache_control(max_age=300)
def stylesheet(_request: HttpRequest) -> HttpResponse:
    """The desk's style sheet."""
    return HttpResponse(_static("desk.css"), content_type="text/css; charset=utf-8")


@require_GET
@cache_control(max_age=300)
def script(_request: HttpRequest) -> HttpResponse:
    """The desk's script. The desk works without it."""
    return HttpResponse(_static("desk.js"), content_type="text/javascript; charset=utf-8")


def _static(name: str) -> str:
    return importlib.resources.files("mediawire.desk").joinpath("static", name).read_text(encoding="utf-8")
