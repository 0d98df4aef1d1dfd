"""One-off permissions at the desk: an editor records who permitted what for one report, and where that stands."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from mediawire import permission
from mediawire.archive import items, requests
from mediawire.archive.requests import Request
from mediawire.desk.context import context
from mediawire.model.errors import DecisionRefused, NotInArchive

SETTLES = (
    ("agency-copy", "copy of an agency or another outlet in it"),
    ("reservation", "“all rights reserved” on its page"),
    ("contradiction", "what its page says against itself or the terms about its licence"),
    ("licence", "what a licence named on its page forbids"),
    ("terms", "the source's own terms: they are set aside for this report"),
)
EXTENTS = (("full", "in full"), ("excerpt", "an excerpt of one paragraph"), ("headline", "headline and link"))


@require_POST
@login_required
@permission_required("desk.decide", raise_exception=True)
def permit(request: HttpRequest, item_id: int) -> HttpResponse:
    """Record a permission: looked at here, kept by the line, which judges the report anew by it."""
    try:
        items.load_item(item_id)
    except NotInArchive as error:
        raise Http404(str(error)) from error
    form, moment, editor = request.POST, context().clock(), request.user.get_username()
    details = {
        name: " ".join(form.get(name, "").split()) for name in ("granted_by", "evidence", "extent", "until", "headline")
    }
    details["settles"] = ",".join(form.getlist("settles"))
    try:
        layer = permission.granted(details, editor, moment)
    except DecisionRefused as error:
        messages.error(request, str(error))
        return redirect("desk-item", item_id=item_id)
    requests.ask(Request(kind="permit", item_id=item_id, by=editor, at=moment, why=layer.basis.stated, details=details))
    messages.success(request, "The permission was recorded; the line judges the report by it.")
    return redirect("desk-item", item_id=item_id)
