"""Trying a link pattern on a listing page: asked for here, fetched by the line, shown link by link."""

from __future__ import annotations

import json

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from mediawire.archive import items, requests
from mediawire.archive.requests import Request
from mediawire.desk.context import context

_LONGEST = 2000  # characters of an address or pattern


@require_POST
@login_required
@permission_required("desk.decide", raise_exception=True)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a preview."""
    told = {name: request.POST.get(name, "").strip()[:_LONGEST] for name in ("url", "pattern")}
    wish = Request(kind=requests.LOOK, by=request.user.get_username(), at=context().clock(), details=told)
    return redirect("desk-preview", request_id=requests.ask(wish))


@require_GET
@login_required
@permission_required("desk.decide", raise_exception=True)
def show(request: HttpRequest, request_id: int) -> HttpResponse:
    """What came of it; until then the page looks again by itself."""
    asked = next(iter(requests.load([request_id])), None)
    if asked is None or asked.kind != requests.LOOK:
        raise Http404("there is no such preview")
    shown = {
        "asked": asked,
        "seen": json.loads(asked.outcome) if asked.state == "done" else None,
        "house": context().house,
        "counts": items.counts(),
    }
    return render(request, "desk/preview.html", shown)
