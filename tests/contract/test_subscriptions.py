"""Subscriptions at hubs, and the callback that hubs call: only what we asked for and what our secret signed counts."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac

import pytest
from django.test import Client

from mediawire.archive import sources, subscriptions
from mediawire.archive.models import DoorRow
from mediawire.archive.subscriptions import Kept
from tests.contract.samples import NOW, later

TOPIC = "https://outlet.example/feed"
TOKEN = "token-of-the-tests"
LATER = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
QUESTION = {"hub.mode": "subscribe", "hub.topic": TOPIC, "hub.challenge": "abc", "hub.lease_seconds": "3600"}
BODY = b"<feed/>"


@pytest.fixture
def kept(database: None) -> Kept:
    """A subscription that was asked for, at a door that is not due for years."""
    door = sources.door_states()[0].id
    DoorRow.objects.filter(id=door).update(next_due=LATER)
    wanted = subscriptions.want(_kept(door, TOKEN))
    subscriptions.asked(door, NOW)
    return wanted


def _kept(door: int, token: str, hub: str = "https://hub.example/") -> Kept:
    return Kept(door_id=door, token=token, secret="s3cret", hub=hub, topic=TOPIC)


def _due(kept: Kept) -> bool:
    return DoorRow.objects.get(id=kept.door_id).next_due < LATER


def _push(client: Client, body: bytes, signature: str, token: str = TOKEN) -> int:
    answer = client.post(f"/websub/{token}", body, content_type="application/atom+xml", HTTP_X_HUB_SIGNATURE=signature)
    return answer.status_code


def _signed(body: bytes, secret: bytes = b"s3cret") -> str:
    return "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()


def test_a_door_has_one_subscription_until_its_feed_names_another_hub(kept: Kept) -> None:
    again = subscriptions.want(_kept(kept.door_id, "another"))
    assert (again.token, again.asked_at) == (TOKEN, NOW)
    moved = subscriptions.want(_kept(kept.door_id, "moved", "https://new.example/"))
    assert (moved.token, moved.asked_at) == ("moved", None)
    assert subscriptions.of_token(TOKEN) is None
    assert subscriptions.of_token("moved") == moved


def test_the_hubs_question_is_answered_and_the_lease_kept(kept: Kept, client: Client) -> None:
    answer = client.get(f"/websub/{TOKEN}", QUESTION)
    assert (answer.status_code, answer.content) == (200, b"abc")
    assert answer["Content-Type"].startswith("text/plain"), "a challenge must never be read as a page"
    confirmed = subscriptions.of_door(kept.door_id)
    assert confirmed is not None
    assert confirmed.expires is not None
    denied = client.get(f"/websub/{TOKEN}", {"hub.mode": "denied", "hub.topic": TOPIC})
    assert denied.status_code == 200
    ended = subscriptions.of_door(kept.door_id)
    assert ended is not None
    assert ended.expires is None


@pytest.mark.parametrize("changes", [{"hub.topic": "https://evil.example/"}, {"hub.mode": "unsubscribe"}])
def test_what_we_did_not_ask_for_is_not_confirmed(kept: Kept, client: Client, changes: dict[str, str]) -> None:
    assert client.get(f"/websub/{TOKEN}", {**QUESTION, **changes}).status_code == 404
    assert client.get("/websub/nobody", QUESTION).status_code == 404


def test_a_signed_push_makes_the_door_due_and_a_thousand_are_one(kept: Kept, client: Client) -> None:
    for _ in range(1000):
        assert _push(client, BODY, _signed(BODY)) == 202
    assert _due(kept)
    assert DoorRow.objects.filter(next_due__lt=LATER, id=kept.door_id).count() == 1


@pytest.mark.parametrize("signature", ["", "sha256=00", "md5=00", _signed(BODY, b"guess"), _signed(b"<other/>")])
def test_a_push_that_our_secret_did_not_sign_is_answered_and_changes_nothing(
    kept: Kept, client: Client, signature: str
) -> None:
    assert _push(client, BODY, signature) == 202
    assert not _due(kept)
    assert _push(client, BODY, _signed(BODY), "nobody") == 404


def test_a_push_too_large_is_not_read(kept: Kept, client: Client) -> None:
    body = b"x" * (10 * 1024 * 1024 + 1)
    assert _push(client, body, _signed(body)) == 202
    assert not _due(kept)


def test_a_retired_doors_callback_is_gone(kept: Kept, client: Client) -> None:
    DoorRow.objects.filter(id=kept.door_id).update(retired_at=later(1))
    assert client.get(f"/websub/{TOKEN}", QUESTION).status_code == 404
