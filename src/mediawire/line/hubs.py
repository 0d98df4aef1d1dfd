"""Subscribing at the hubs that feeds name (WebSub). Polling goes on as it would; a push only makes it happen at once.

The pushed document itself is not believed: what is printed stands on a capture of the source's own answer (P1).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import secrets

from mediawire.archive import subscriptions
from mediawire.archive.sources import DoorState
from mediawire.archive.subscriptions import Kept
from mediawire.intake import websub
from mediawire.intake.fetcher import Ask, Fetcher
from mediawire.line.tools import Ledger, Tools, log
from mediawire.model.errors import RetrievalError
from mediawire.model.feed import FeedDocument

PATH = "websub/"


def subscription(kept: Kept, callback: str = "") -> websub.Subscription:
    """A kept subscription as WebSub's functions take it; `callback` is wire.toml's, needed only to ask a hub."""
    return websub.Subscription(
        hub=kept.hub,
        topic=kept.topic,
        callback=f"{callback.rstrip('/')}/{PATH}{kept.token}",
        secret=kept.secret,
        asked_at=kept.asked_at,
        expires=kept.expires,
    )


class Hubs:
    """Asks hubs to tell us, once a feed invites to it and again before that ends."""

    def __init__(self, tools: Tools, fetcher: Fetcher, ledger: Ledger) -> None:
        self._tools = tools
        self._fetcher = fetcher
        self._ledger = ledger

    async def follow(self, door: DoorState, document: FeedDocument | None) -> None:
        """Subscribe or renew after a poll, where that is due; `document` is None where the feed was unchanged."""
        callback = self._tools.wire.doors.callback
        if not callback:
            return
        kept = await self._ledger(subscriptions.of_door, door.id)
        if document is not None and (wish := websub.wanted(document, door.url, callback, secrets.token_urlsafe(32))):
            token = secrets.token_urlsafe(24)
            new = Kept(door_id=door.id, token=token, secret=wish.secret, hub=wish.hub, topic=wish.topic)
            kept = await self._ledger(subscriptions.want, new)
        if kept is not None and websub.due(subscription(kept, callback), self._tools.clock()):
            await self._ask(kept, callback)

    async def _ask(self, kept: Kept, callback: str) -> None:
        now: dt.datetime = self._tools.clock()
        await self._ledger(subscriptions.asked, kept.door_id, now)
        wish = dataclasses.replace(subscription(kept, callback), asked_at=now)
        try:
            await self._fetcher.send(Ask(url=kept.hub, robots=False), websub.request(wish))
        except RetrievalError as error:
            log.info("the hub did not take our subscription to %s; polling goes on: %s", kept.topic, error)
