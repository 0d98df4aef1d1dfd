"""The agencies' door: a document pushed to /documents/SOURCE with a token of that source.

    POST /documents/SOURCE
    Authorization: Bearer TOKEN

    202  it is on disk, and will be carried; the answer names its items
    401  no token, or one that is not known          403  a token of another source
    404  the source takes no documents               411, 413, 415  no length, too large, a content coding
    422  it cannot be read, with the reason          429  too often; Retry-After says when again
    507  it could not be stored: send it again

A token is a password: put a web server with TLS in front of what is reached from elsewhere.
"""

from __future__ import annotations

import collections
import dataclasses
import threading
import time
from collections.abc import Sequence

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mediawire.house import Wire, tokens
from mediawire.house.tokens import Token
from mediawire.intake.spool import SPOOL, Brought, Spool
from mediawire.line.clock import system_clock
from mediawire.model.errors import ConfigurationError, StorageFailed, UnreadableDocument, WireError
from mediawire.model.feed import FeedEntry
from mediawire.model.source import Door

_GUESSES = 60  # wrong tokens a minute, from whomever
_SHOWN = 100  # items that an answer names


class Rate:
    """At most so many a minute, by name, over a sliding minute. Threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._times: dict[str, collections.deque[float]] = {}

    def wait(self, name: str, most: int) -> float:
        """Seconds to wait until the next one; 0 where it may come now, which then counts."""
        now = time.monotonic()
        with self._lock:
            times = self._times.setdefault(name, collections.deque())
            while times and times[0] <= now - 60.0:
                times.popleft()
            if len(times) >= most:
                return times[0] + 60.0 - now
            times.append(now)
            return 0.0


@dataclasses.dataclass(frozen=True, slots=True)
class _Door:
    """What the door was given when the process started."""

    tokens: Sequence[Token]
    sources: frozenset[str]
    spool: Spool
    limit: int
    per_minute: int
    rate: Rate


_installed: list[_Door] = []


def install(wire: Wire) -> None:
    """Open the door for a wire's sources that have one. Raises ConfigurationError where its tokens cannot be read."""
    open_to = {source.id for source in wire.sources if any(door is Door.DOCUMENTS for door, _ in source.doors)}
    _installed[:] = [
        _Door(
            tokens.load(wire),
            frozenset(open_to),
            Spool(wire.data / SPOOL),
            wire.manners.body_limit,
            wire.doors.per_minute,
            Rate(),
        )
    ]


class _Refused(WireError):
    """A push that is not accepted: with the status of its answer, and when it may be tried again."""

    code = "push-refused"

    def __init__(self, status: int, what: str, remedy: str, again: float = 0.0) -> None:
        super().__init__(what, remedy=remedy)
        self.status = status
        self.again = again


@csrf_exempt
@require_http_methods(["POST", "PUT"])
def push(request: HttpRequest, source_id: str) -> JsonResponse:
    """Take a document, or say why not."""
    # Imported when the first document comes: the line's part costs 16 MiB, and most wires are pushed nothing.
    from mediawire.line.documents import refuse_unsound

    try:
        brought = _brought(request, source_id)
        entries = refuse_unsound(brought.body, brought.content_type, "the document")
        _door().spool.put(brought)
    except _Refused as error:
        return _refusal(error, error.status, error.again)
    except UnreadableDocument as error:
        return _refusal(error, 422)
    except StorageFailed as error:
        return _refusal(error, 507)
    told = [_named(entry) for entry in entries[:_SHOWN]]
    return JsonResponse({"accepted": brought.digest, "items": told, "count": len(entries)}, status=202)


def _door() -> _Door:
    if not _installed:
        raise ConfigurationError("the door for documents was not opened", remedy="Start it with: mediawire run")
    return _installed[0]


def _brought(request: HttpRequest, source_id: str) -> Brought:
    """The pushed document of a source whose token was shown. Raises _Refused."""
    door = _door()
    _authorize(door, request, source_id)
    if request.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise _Refused(415, "the document has a content coding", "Send it as it is.")
    length = request.headers.get("Content-Length", "")
    if not length.isdecimal() or len(length) > 15:
        raise _Refused(411, "the request does not say how long it is", "Send Content-Length.")
    if int(length) > door.limit:
        raise _Refused(413, f"the document has more than {door.limit} bytes", "Send its items one by one.")
    body = request.read(door.limit + 1)
    if len(body) != int(length):
        raise _Refused(400, f"the document broke off after {len(body)} bytes", "Send it again.")
    return Brought(
        source_id=source_id,
        body=body,
        received_at=system_clock(),
        content_type=request.headers.get("Content-Type", ""),
        origin=f"pushed from {request.META.get('REMOTE_ADDR', 'nobody knows where')}",
    )


def _authorize(door: _Door, request: HttpRequest, source_id: str) -> None:
    kind, _, shown = request.headers.get("Authorization", "").partition(" ")
    held = tokens.holder(door.tokens, shown.strip()) if kind.lower() == "bearer" else []
    if not held:
        # Who guesses has to wait; whoever shows a token that is known never waits for them.
        if again := door.rate.wait("", _GUESSES):
            raise _Refused(429, "too many wrong tokens were shown lately", "Wait, then send it again.", again)
        raise _Refused(401, "no token that is known here was shown", "Send Authorization: Bearer TOKEN.")
    if source_id not in held:
        raise _Refused(403, "this token is another source's", f"Push to /documents/{held[0]}.")
    if source_id not in door.sources:
        raise _Refused(404, "this source takes no documents", 'Write documents = "" into its table in wire.toml.')
    if again := door.rate.wait(source_id, door.per_minute):
        raise _Refused(429, f"more than {door.per_minute} documents in a minute", "Wait, then send it again.", again)


def _named(entry: FeedEntry) -> dict[str, str]:
    told = {"id": entry.id, "headline": entry.title, "version": entry.version, "status": entry.status}
    return {name: value for name, value in told.items() if value}


def _refusal(error: WireError, status: int, again: float = 0.0) -> JsonResponse:
    answer = JsonResponse({"error": error.what, "remedy": error.remedy}, status=status)
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="documents"'
    if again:
        answer["Retry-After"] = str(int(again) + 1)
    return answer
