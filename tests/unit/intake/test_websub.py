"""WebSub: what we ask, what we answer, whom we believe, when we ask again."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import hmac
from urllib.parse import parse_qs

import pytest

from mediawire.intake import websub
from mediawire.intake.websub import Mode, Subscription
from mediawire.model.feed import FeedDocument

NOW = dt.datetime(2026, 3, 5, tzinfo=dt.UTC)
TOPIC = "https://outlet.example/feed"
OURS = Subscription(
    hub="https://hub.example/", topic=TOPIC, callback="https://wire.example/websub/1", secret="s3cret", asked_at=NOW
)
QUESTION = {"hub.mode": "subscribe", "hub.topic": TOPIC, "hub.challenge": "abc", "hub.lease_seconds": "3600"}


def test_a_feed_with_a_hub_invites() -> None:
    document = FeedDocument(hubs=("https://hub.example/", "https://two.example/"), self_url=TOPIC)
    wanted = websub.wanted(document, "https://outlet.example/other", OURS.callback, "s3cret")
    assert wanted is not None
    assert (wanted.hub, wanted.topic) == ("https://hub.example/", TOPIC)
    assert websub.wanted(document, TOPIC, "", "s3cret") is None
    assert websub.wanted(FeedDocument(), TOPIC, OURS.callback, "s3cret") is None


def test_what_is_asked() -> None:
    form = parse_qs(websub.request(OURS).decode())
    assert form["hub.mode"] == ["subscribe"]
    assert form["hub.secret"] == ["s3cret"]
    left = parse_qs(websub.request(dataclasses.replace(OURS, mode=Mode.UNSUBSCRIBE)).decode())
    assert "hub.secret" not in left


def test_the_challenge_of_what_we_asked_is_answered() -> None:
    answer = websub.answer(OURS, QUESTION, NOW)
    assert (answer.status, answer.body) == (200, "abc")
    assert answer.subscription is not None
    assert answer.subscription.expires == NOW + dt.timedelta(hours=1)


@pytest.mark.parametrize(
    "changes",
    [{"hub.topic": "https://evil.example/"}, {"hub.mode": "unsubscribe"}, {"hub.challenge": ""}, {"hub.mode": ""},
     {"hub.challenge": "x" * 5000}],
)  # fmt: skip
def test_what_we_did_not_ask_is_not_confirmed(changes: dict[str, str]) -> None:
    answer = websub.answer(OURS, {**QUESTION, **changes}, NOW)
    assert (answer.status, answer.body, answer.subscription) == (404, "", OURS)


def test_a_question_about_nothing_of_ours() -> None:
    assert websub.answer(None, QUESTION, NOW).status == 404


def test_a_denial_and_a_farewell_end_it() -> None:
    assert websub.answer(OURS, {**QUESTION, "hub.mode": "denied"}, NOW).subscription is None
    leaving = dataclasses.replace(OURS, mode=Mode.UNSUBSCRIBE)
    assert websub.answer(leaving, {**QUESTION, "hub.mode": "unsubscribe"}, NOW).subscription is None


@pytest.mark.parametrize(
    ("stated", "seconds"), [("", 864000), ("1", 60), ("x", 864000), ("999999999", 366 * 86400), ("7200", 7200)]
)
def test_a_lease_within_reason(stated: str, seconds: int) -> None:
    answer = websub.answer(OURS, {**QUESTION, "hub.lease_seconds": stated}, NOW)
    assert answer.subscription is not None
    assert answer.subscription.expires == NOW + dt.timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("asked", "expires", "hours", "due"),
    [
        (None, None, 0, True),
        (NOW, None, 0.5, False),
        (NOW, None, 1, True),
        (NOW, NOW + dt.timedelta(hours=10), 8.9, False),
        (NOW, NOW + dt.timedelta(hours=10), 9, True),
        (None, NOW + dt.timedelta(hours=10), 9, False),
        (None, NOW + dt.timedelta(hours=10), 10, True),
    ],
)
def test_when_to_ask_again(asked: dt.datetime | None, expires: dt.datetime | None, hours: float, due: bool) -> None:
    subscription = dataclasses.replace(OURS, asked_at=asked, expires=expires)
    assert websub.due(subscription, NOW + dt.timedelta(hours=hours)) is due


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512", "SHA256"])
def test_a_signed_push_is_genuine(method: str) -> None:
    body = b"<feed/>"
    signature = hmac.new(b"s3cret", body, getattr(hashlib, method.lower())).hexdigest()
    assert websub.genuine(OURS, body, {"x-hub-signature": f"{method}={signature}"})
    assert not websub.genuine(OURS, body + b" ", {"x-hub-signature": f"{method}={signature}"})


@pytest.mark.parametrize("header", ["", "sha256=", "md5=x", "sha256", "nonsense=1", "sha256=é"])
def test_a_push_without_our_signature_is_not(header: str) -> None:
    assert not websub.genuine(OURS, b"<feed/>", {"x-hub-signature": header})
    assert not websub.genuine(OURS, b"<feed/>", {})


def test_without_a_secret_nothing_is_genuine() -> None:
    signature = hmac.new(b"", b"x", hashlib.sha256).hexdigest()
    open_ = dataclasses.replace(OURS, secret="")
    assert not websub.genuine(open_, b"x", {"x-hub-signature": f"sha256={signature}"})
