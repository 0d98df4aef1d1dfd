"""Duties at the desk: what the house owes sources, by when, and who did it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from mediawire.archive import duties, items
from mediawire.desk.context import context
from mediawire.model.errors import NotInArchive

_SHOWN = 50


@require_GET
@login_required
@permission_required("desk.read", raise_exception=True)
def listed(request: HttpRequest) -> HttpResponse:
    """What is owed, what is late, and what was done lately."""
    moment = context().clock()
    late = {each.id for each in duties.overdue(moment)}
    shown = {
        "owed": [(each, each.id in late) for each in duties.open_duties()],
        "done": duties.latest(_SHOWN),
        "house": context().house,
        "may_decide": request.user.has_perm("desk.decide"),
        "counts": items.counts(),
    }
    return render(request, "desk/duties.html", shown)


@require_POST
@login_required
@permission_required("desk.decide", raise_exception=True)
def done(request: HttpRequest, duty_id: int) -> HttpResponse:
    """An editor has done it."""
    note = " ".join(request.POST.get("note", "").split())
    try:
        owed = duties.done(duty_id, request.user.get_username(), note, context().clock())
    except NotInArchive as error:
        messages.error(request, str(error))
        return redirect("desk-duties")
    messages.success(request, f"Written down as done by {owed.done_by}.")
    return redirect("desk-item", item_id=owed.item_id) if "item" in request.POST else redirect("desk-duties")
