"""Whose report lies at an address: by host and port, then by path; never by a name that only looks alike."""

from __future__ import annotations

import pytest

from mediawire.model.source import Source, owner

SOURCES = [
    Source(id="times", name="Times", home="https://www.times.example/"),
    Source(id="sport", name="Times Sport", home="https://times.example/sport"),
    Source(id="local", name="Local", home="http://127.0.0.1:8101/"),
    Source(id="nowhere", name="Nowhere", home=""),
]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://times.example/2026/a", "times"),
        ("http://www.times.example/a", "times"),
        ("https://blogs.times.example/a", "times"),
        ("https://times.example/sport/a", "sport"),
        ("https://times.example/sportsmanship", "times"),
        ("http://127.0.0.1:8101/a", "local"),
        ("http://127.0.0.1:8102/a", None),
        ("https://nottimes.example/a", None),
        ("https://times.example.evil.example/a", None),
        ("https://times.example@evil.example/a", None),
        ("javascript:alert(1)", None),
        ("http://[broken/a", None),
        ("", None),
    ],
)
def test_the_owner_of_an_address(url: str, expected: str | None) -> None:
    found = owner(SOURCES, url)
    assert (found.id if found else None) == expected
