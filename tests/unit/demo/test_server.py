"""Conditional requests and content coding, case by case."""

from __future__ import annotations

import datetime as dt

import pytest

from mediawire.demo.server import Answer, accepts_gzip, not_modified

CHANGED = dt.datetime(2026, 11, 25, 9, 30, 15, 250_000, tzinfo=dt.UTC)
ANSWER = Answer(body=b"text", changed=CHANGED)


@pytest.mark.parametrize(
    ("accepted", "may"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("deflate, gzip;q=0.5", True),
        ("*", True),
        ("", False),
        ("br, deflate", False),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
    ],
)
def test_gzip_goes_to_those_who_take_it(accepted, may):
    assert accepts_gzip(accepted) is may


@pytest.mark.parametrize(
    ("headers", "same"),
    [
        ({}, False),
        ({"If-None-Match": f'"{ANSWER.tag}"'}, True),
        ({"If-None-Match": f'W/"{ANSWER.tag}-gzip"'}, True),
        ({"If-None-Match": "*"}, True),
        ({"If-None-Match": '"other"'}, False),
        ({"If-None-Match": ""}, False),
        ({"If-Modified-Since": "Wed, 25 Nov 2026 09:30:15 GMT"}, True),
        ({"If-Modified-Since": "Wed, 25 Nov 2026 09:30:14 GMT"}, False),
        ({"If-Modified-Since": "yesterday"}, False),
        ({"If-Modified-Since": "Wed, 25 Nov 2026 09:30:15 -0000"}, False),
        ({"If-None-Match": '"other"', "If-Modified-Since": "Wed, 25 Nov 2026 09:30:15 GMT"}, False),
    ],
)
def test_a_current_copy_is_known_by_tag_or_else_by_date(headers, same):
    assert not_modified(ANSWER, headers) is same


def test_the_tag_follows_the_bytes():
    assert ANSWER.tag == Answer(body=b"text", changed=CHANGED + dt.timedelta(1)).tag
    assert ANSWER.tag != Answer(body=b"test", changed=CHANGED).tag
