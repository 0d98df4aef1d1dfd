"""What headers say to whoever asks again."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.intake.headers import directives, fresh_for, http_date, location, readable, retry_after, served_headers
from mediawire.model.capture import Exchange
from mediawire.model.errors import ResponseRefused

MOMENT = dt.datetime(2026, 11, 25, 4, 0, tzinfo=dt.UTC)


def exchange(**headers: str) -> Exchange:
    return Exchange(
        url="http://example.org/",
        final_url="http://example.org/",
        requested_at=MOMENT,
        received_at=MOMENT,
        status=200,
        headers=tuple((name.replace("_", "-"), value) for name, value in headers.items()),
    )


@given(st.binary(max_size=30).map(lambda value: value.strip(b" \t")))
def test_served_headers_lose_no_byte(value: bytes) -> None:
    ((name, told),) = served_headers(((b"X-Thing", value),), 1000, "")
    assert name == "x-thing"
    assert told.encode("latin-1") == value


def test_headers_beyond_the_limit_are_refused() -> None:
    with pytest.raises(ResponseRefused, match="larger than 100 bytes"):
        served_headers(((b"a", b"b" * 48),) * 2, 100, "http://example.org/")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("86400", 3600.0),
        ("9" * 5000, 3600.0),
        ("Wed, 25 Nov 2026 04:10:00 GMT", 600.0),
        ("Wednesday, 25-Nov-26 04:10:00 GMT", 600.0),
        ("Wed, 25 Nov 2026 03:00:00 GMT", 0.0),
        ("Wed, 25 Nov 2099 03:00:00 GMT", 3600.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("12.5", None),
        ("١٢", None),
        ("Wed, 99 Foo 2026", None),
    ],
)
def test_retry_after_is_read_and_capped(value: str, seconds: float | None) -> None:
    assert retry_after(value, MOMENT, 3600.0) == seconds


@given(st.text(max_size=60))
def test_no_retry_after_breaks_us_or_leaves_its_bounds(value: str) -> None:
    seconds = retry_after(value, MOMENT, 3600.0)
    assert seconds is None or 0.0 <= seconds <= 3600.0


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache_control": "public, max-age=600"}, 600.0),
        ({"cache_control": 'MAX-AGE="600"'}, 600.0),
        ({"cache_control": "max-age=600", "age": "500"}, 100.0),
        ({"cache_control": "max-age=600", "age": "700"}, 0.0),
        ({"cache_control": "max-age=600", "age": "old"}, 600.0),
        ({"cache_control": "no-cache, max-age=600"}, 0.0),
        ({"cache_control": "no-store"}, 0.0),
        ({"cache_control": "max-age=soon"}, None),
        ({"cache_control": f"max-age={'9' * 400}"}, None),
        ({"expires": "Wed, 25 Nov 2026 04:10:00 GMT"}, 600.0),
        ({"expires": "Wed, 25 Nov 2026 04:10:00 GMT", "date": "Wed, 25 Nov 2026 04:05:00 GMT"}, 300.0),
        ({"expires": "0"}, None),
        ({"cache_control": "max-age=60", "expires": "Wed, 25 Nov 2026 04:10:00 GMT"}, 60.0),
        ({}, None),
    ],
)
def test_freshness_is_what_the_answer_says(headers: dict[str, str], seconds: float | None) -> None:
    assert fresh_for(exchange(**headers)) == seconds


def test_directives_keep_their_values() -> None:
    told = directives('private="set-cookie", max-age = 5, stale-while-revalidate=30, Immutable')
    assert told == {"private": "set-cookie", "max-age": "5", "stale-while-revalidate": "30", "immutable": ""}


def test_dates_are_in_utc() -> None:
    assert http_date("Wed, 25 Nov 2026 05:00:00 +0100") == MOMENT
    assert http_date("Wed, 25 Nov 2026 04:00:00 -0000") == MOMENT
    assert http_date("yesterday") is None
    assert http_date("Fri, 31 Dec 9999 23:59:59 -2300") is None


@pytest.mark.parametrize("validator", ['"abc"', 'W/"1"', "Wed, 21 Oct 2015 07:28:00 GMT"])
def test_plain_validators_are_sent_back(validator: str) -> None:
    assert readable(validator)


@pytest.mark.parametrize("validator", ["", '"ä"', '"a\r\nX: y"', '"' + "a" * 2000 + '"', '"\x00"'])
def test_other_validators_are_not(validator: str) -> None:
    assert not readable(validator)


def test_a_location_in_utf_8_is_read_as_browsers_do() -> None:
    assert location("/stra\u00c3\u009fe") == "/straße"
    assert location("/stra\u00dfe") == "/straße"
