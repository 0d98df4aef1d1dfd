"""Teaching at the desk: an editor says block by block what of a page is the report; two pages make a rule."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mediawire.archive import items, outletrules
from mediawire.archive.outletrules import ENOUGH, ConfirmedPage
from mediawire.desk.context import context
from mediawire.desk.showing import Shown, shown_blocks
from mediawire.model.errors import NotInArchive
from mediawire.model.item import Item
from mediawire.model.report import Form, Reason, Span


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@permission_required("desk.decide", raise_exception=True)
def teach(request: HttpRequest, item_id: int) -> HttpResponse:
    """The blocks of an item's page to be confirmed, and what the wire knows of the outlet; POST confirms."""
    try:
        item = items.load_item(item_id)
    except NotInArchive as error:
        raise Http404(str(error)) from error
    lines = _teachable(item)
    if request.method != "POST":
        return _page(request, item, lines)
    kept = set(request.POST.getlist("published"))
    spans = tuple(_span(line) for at, line in enumerate(lines) if str(at) in kept)
    if not spans or request.POST.get("capture") != item.report.capture:
        told = "Nothing was marked as published." if not spans else "The page was read anew meanwhile: look again."
        messages.error(request, told)
        return _page(request, item, lines, status=409)
    outletrules.confirm(_confirmed(item, spans, request.user.get_username()))
    messages.success(request, _outcome(item.report.source_id))
    return redirect("desk-teach", item_id=item_id)


def _teachable(item: Item) -> list[Shown]:
    """Blocks and omissions that have bytes in the page; what it hides is never published, whoever confirms it."""
    return [
        line
        for line in shown_blocks(item.report)
        if _span(line).form is Form.HTML and not (line.omission and line.omission.reason is Reason.HIDDEN)
    ]


def _span(line: Shown) -> Span:
    return line.block.span if line.block else line.omission.span if line.omission else Span(0, 0)


def _confirmed(item: Item, spans: tuple[Span, ...], by: str) -> ConfirmedPage:
    return ConfirmedPage(
        source_id=item.report.source_id,
        url=item.report.url,
        capture_id=outletrules.capture_of(item.id),
        spans=spans,
        confirmed_by=by,
        confirmed_at=context().clock(),
    )


def _outcome(source_id: str) -> str:
    pages = len(outletrules.confirmed(source_id))
    if pages < ENOUGH:
        return f"Confirmed. {ENOUGH - pages} more page of this outlet makes a rule."
    return f"Confirmed: {pages} pages. The line learns the outlet's rule from them."


def _page(request: HttpRequest, item: Item, lines: list[Shown], status: int = 200) -> HttpResponse:
    shown = {
        "item": item,
        "lines": list(enumerate(lines)),
        "pages": outletrules.confirmed(item.report.source_id),
        "rule": outletrules.state(item.report.source_id),
        "enough": ENOUGH,
        "house": context().house,
    }
    return render(request, "desk/teach.html", shown, status=status)
