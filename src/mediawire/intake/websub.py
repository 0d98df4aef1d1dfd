"""WebSub (W3C Recommendation, 23 January 2018), the subscriber's part, as functions over values.

The network and the clock belong to the caller: `request` says what to send to a hub, `answer` what to reply when the
hub asks whether we meant it, `genuine` whether a push is signed by our secret, `due` whether to renew. Without a hub,
or when one fails, polling goes on as if there were none.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import hashlib
import hmac
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from mediawire.model.feed import FeedDocument

LEASE_SECONDS: Final = 10 * 86400
_METHODS: Final = ("sha512", "sha384", "sha256", "sha1")


class Mode(enum.Enum):
    """What is asked of a hub."""

    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What we asked a hub for. `secret` signs its pushes; `expires` is None until the hub has confirmed."""

    hub: str
    topic: str
    callback: str
    secret: str
    mode: Mode = Mode.SUBSCRIBE
    asked_at: dt.datetime | None = None
    expires: dt.datetime | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """The reply to a hub's question: a status, the body, and the subscription as it now stands (None: given up)."""

    status: int
    body: str
    subscription: Subscription | None


def wanted(document: FeedDocument, url: str, callback: str, secret: str) -> Subscription | None:
    """The subscription that a feed invites to, or None where it names no hub or the house has no callback.

    The topic is the feed's own `self` address where it gives one (section 4), else the address polled.
    """
    if not document.hubs or not callback:
        return None
    return Subscription(hub=document.hubs[0], topic=document.self_url or url, callback=callback, secret=secret)


def request(subscription: Subscription) -> bytes:
    """The form to POST to the hub (section 5.1), `application/x-www-form-urlencoded`."""
    form = {
        "hub.callback": subscription.callback,
        "hub.mode": subscription.mode.value,
        "hub.topic": subscription.topic,
    }
    if subscription.mode is Mode.SUBSCRIBE:
        form |= {"hub.lease_seconds": str(LEASE_SECONDS), "hub.secret": subscription.secret}
    return urlencode(form).encode("ascii")


def answer(subscription: Subscription | None, query: Mapping[str, str], now: dt.datetime) -> Answer:
    """The reply to a hub's verification of intent (section 5.3): the challenge for what we asked, else 404.

    A denial (section 5.2) ends the subscription, so that polling carries on alone.
    """
    topic_is_ours = subscription is not None and query.get("hub.topic") == subscription.topic
    if subscription is None or not topic_is_ours:
        return Answer(404, "", subscription)
    if query.get("hub.mode") == "denied":
        return Answer(200, "", None)
    challenge = query.get("hub.challenge", "")
    if query.get("hub.mode") != subscription.mode.value or not challenge or len(challenge) > 4096:
        return Answer(404, "", subscription)
    if subscription.mode is Mode.UNSUBSCRIBE:
        return Answer(200, challenge, None)
    lease = _lease(query.get("hub.lease_seconds", ""))
    return Answer(200, challenge, dataclasses.replace(subscription, expires=now + lease))


def _lease(stated: str) -> dt.timedelta:
    seconds = int(stated) if stated.isdecimal() and len(stated) < 10 else LEASE_SECONDS
    return dt.timedelta(seconds=max(60, min(seconds, 366 * 86400)))


def due(subscription: Subscription, now: dt.datetime) -> bool:
    """Is it time to ask (again)? An hour after a question that went unanswered, or in the last tenth of the lease."""
    if subscription.expires is None:
        return subscription.asked_at is None or now - subscription.asked_at >= dt.timedelta(hours=1)
    if subscription.asked_at is None:
        return now >= subscription.expires
    return now >= subscription.expires - (subscription.expires - subscription.asked_at) / 10


def genuine(subscription: Subscription, body: bytes, headers: Mapping[str, str]) -> bool:
    """Is a push signed with our secret (section 7.1)? One that is not must be answered 2xx and ignored.

    `headers` have lower-case names. SHA-1 is accepted since hubs in use still sign with it.
    """
    method, _, signature = headers.get("x-hub-signature", "").partition("=")
    if method.lower() not in _METHODS or not subscription.secret:
        return False
    expected = hmac.new(subscription.secret.encode("utf-8"), body, getattr(hashlib, method.lower())).hexdigest()
    return hmac.compare_digest(expected.encode("ascii"), signature.strip().lower().encode("utf-8"))
