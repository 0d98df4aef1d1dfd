"""Subscriptions at WebSub hubs: one a door, from asked for to confirmed to ended.

want(kept) -> Kept          what the door's feed invites to; another hub or topic begins anew
of_door(id), of_token(token) -> Kept | None
asked(door, moment) / confirmed(token, expires) / ended(token) / pushed(token, moment)
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from mediawire.archive.database import writes
from mediawire.archive.models import DoorRow, SubscriptionRow


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A subscription as it stands. `token` and `secret` are ours alone; `pushed_at` is the latest genuine push."""

    door_id: int
    token: str
    secret: str = dataclasses.field(repr=False)
    hub: str
    topic: str
    asked_at: dt.datetime | None = None
    expires: dt.datetime | None = None
    pushed_at: dt.datetime | None = None


_FIELDS = tuple(field.name for field in dataclasses.fields(Kept))


@writes
def want(new: Kept) -> Kept:
    """Keep a subscription to be asked for, unless the door has one to the same hub and topic. Gives the door's."""
    known = of_door(new.door_id)
    if known is not None and (known.hub, known.topic) == (new.hub, new.topic):
        return known
    told = {name: getattr(new, name) for name in _FIELDS if name != "door_id"}
    SubscriptionRow.objects.update_or_create(door_id=new.door_id, defaults=told)
    return new


def of_door(door_id: int) -> Kept | None:
    """A door's subscription, or None where it has none."""
    return _first(door_id=door_id)


def of_token(token: str) -> Kept | None:
    """The subscription behind a callback's address, or None where there is none."""
    return _first(token=token, door__retired_at=None)


def _first(**asked: object) -> Kept | None:
    told = SubscriptionRow.objects.filter(**asked).values(*_FIELDS).first()
    return Kept(**told) if told else None


@writes
def asked(door_id: int, moment: dt.datetime) -> None:
    """The hub is being asked now."""
    SubscriptionRow.objects.filter(door_id=door_id).update(asked_at=moment)


@writes
def confirmed(token: str, expires: dt.datetime) -> None:
    """The hub has made sure that we meant it."""
    SubscriptionRow.objects.filter(token=token).update(expires=expires)


@writes
def ended(token: str) -> None:
    """The hub will not, or no longer, tell us: it is asked again when its feed is next read whole."""
    SubscriptionRow.objects.filter(token=token).update(expires=None)


@writes
def pushed(token: str, moment: dt.datetime) -> None:
    """A genuine push came: its door is to be polled at once. A thousand of them are one poll."""
    SubscriptionRow.objects.filter(token=token).update(pushed_at=moment)
    DoorRow.objects.filter(subscriptionrow__token=token, retired_at=None).update(next_due=moment)
