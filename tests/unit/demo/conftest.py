"""A running press on a clock that the test turns."""

from __future__ import annotations

import datetime as dt
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from email.message import Message

import pytest

from mediawire.demo import Press

START = dt.datetime(2026, 11, 25, 9, 30, 15, 250_000, tzinfo=dt.UTC)


class Turned:
    """A clock that stands still until it is turned."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> dt.datetime:
        return self.now

    def to(self, seconds: float) -> None:
        """Set the clock to so many seconds after the start."""
        self.now = START + dt.timedelta(seconds=seconds)


class Answered:
    """What came back: status, headers, bytes."""

    def __init__(self, status: int, headers: Message, body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body


def get(url: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answered:
    """One request over real HTTP; error statuses are answers too."""
    request = urllib.request.Request(url, headers=dict(headers or {}), method=method)
    try:
        with urllib.request.urlopen(request, timeout=90) as response:
            return Answered(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answered(error.code, error.headers, error.read())


@pytest.fixture
def clock() -> Turned:
    return Turned()


@pytest.fixture
def press(clock: Turned) -> Iterator[Press]:
    with Press(clock) as running:
        yield running
