"""Search over what is printed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from mediawire.archive.search import Hit
from mediawire.archive.search import search as find
from mediawire.desk.context import context
from mediawire.press.finding import Found, search_page

PAGE = 20


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """The search page: /search?q=words&page=1. Only printed items are found."""
    words = request.GET.get("q", "").strip()[:200]
    page = _page(request.GET.get("page", "1"))
    hits = find(words, PAGE + 1, (page - 1) * PAGE) if words else []
    body = search_page(words, [_found(hit) for hit in hits[:PAGE]], page, len(hits) > PAGE, context().house)
    return HttpResponse(body, content_type="text/html; charset=utf-8")


def _found(hit: Hit) -> Found:
    return Found(
        path=hit.path,
        headline=hit.headline,
        source_name=hit.source,
        language=hit.language,
        printed=f"{hit.printed_at:%d %B %Y, %H:%M} UTC" if hit.printed_at else "",
        pieces=hit.pieces,
    )


def _page(given: str) -> int:
    return min(max(int(given), 1), 500) if given.isascii() and given.isdigit() else 1
