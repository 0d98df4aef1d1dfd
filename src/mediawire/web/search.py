"""Search over what is printed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mediawire.archive.search import search as find

PAGE = 20


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """The search page: /search?q=words&page=1. Only printed items are found."""
    words = request.GET.get("q", "").strip()[:200]
    page = _page(request.GET.get("page", "1"))
    hits = find(words, PAGE + 1, (page - 1) * PAGE) if words else []
    shown = {"words": words, "hits": hits[:PAGE], "page": page, "more": len(hits) > PAGE}
    return render(request, "web/search.html", shown)


def _page(given: str) -> int:
    return min(max(int(given), 1), 500) if given.isascii() and given.isdigit() else 1
