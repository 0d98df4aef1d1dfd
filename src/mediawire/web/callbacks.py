"""The callback that WebSub hubs call: they ask whether we meant it, and say that a feed has news."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mediawire.archive import subscriptions
from mediawire.intake import websub
from mediawire.line.clock import system_clock

LIMIT = 10 * 1024 * 1024  # bytes of a push; a larger one is answered and its feed polled like any other


@csrf_exempt
@require_http_methods(["GET", "POST"])
def hub(request: HttpRequest, token: str) -> HttpResponse:
    """GET: the hub's question (section 5.3). POST: a push, which counts only where our secret signed it (7.1)."""
    kept = subscriptions.of_token(token)
    if kept is None:
        return _plain(404)
    # Imported where somebody has subscribed: it brings the fetcher, 12 MiB that a web process does without.
    from mediawire.line.hubs import subscription

    known = subscription(kept)
    if request.method == "POST":
        body = b"" if _length(request) > LIMIT else request.read(LIMIT + 1)
        signature = {"x-hub-signature": request.headers.get("X-Hub-Signature", "")}
        if len(body) <= LIMIT and websub.genuine(known, body, signature):
            subscriptions.pushed(token, system_clock())
        return _plain(202)
    told = websub.answer(known, request.GET.dict(), system_clock())
    if told.status == 200:
        expires = told.subscription.expires if told.subscription else None
        subscriptions.confirmed(token, expires) if expires else subscriptions.ended(token)
    return _plain(told.status, told.body)


def _length(request: HttpRequest) -> int:
    stated = request.headers.get("Content-Length", "")
    return int(stated) if stated.isdecimal() and len(stated) < 16 else 0


def _plain(status: int, body: str = "") -> HttpResponse:
    return HttpResponse(body, status=status, content_type="text/plain; charset=utf-8")
