"""Dates of every shape that feeds hold."""

from __future__ import annotations

import datetime as dt

import pytest

from mediawire.intake.feeds import settle
from mediawire.intake.feeds.dates import moment
from mediawire.model.feed import FeedEntry

NEWS = dt.datetime(2026, 3, 5, 14, 7, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "wording",
    [
        "Thu, 05 Mar 2026 14:07:09 GMT",
        "Thu, 5 Mar 2026 14:07:09 +0000",
        "Thu, 05 Mar 26 14:07:09 GMT",
        "Thursday, 05 March 2026 14:07:09 UTC",
        "thu, 05 mar 2026 16:07:09 +0200",
        "Thu, 05 Mar 2026 09:07:09 EST",
        "Thu, 05 Mar 2026 09:07:09 GMT-05:00",
        "Thu, 05 Mar 2026 14:07:09 Etc/GMT",
        "Thu, 05 Mar 2026 14:07:09",
        "Thu, Mar 05 2026 14:07:09 GMT",
        "Thu, Mar 05 2026 02:07:09 PM",
        "March 5, 2026 at 2:07:09 pm",
        "Mar, 5 2026 14:07:09",
        "05 Mar 2026 14:07:09 Z",
        "Thu Mar  5 14:07:09 2026",
        "Thu Mar  5 06:07:09 PST 2026",
        "Thu, 2026/03/05 09:07:09 EST",
        "2026/3/5 14:07:09",
        "05.03.2026 14:07:09",
        "3/5/2026 2:07:09 PM",
        "2026-03-05T14:07:09Z",
        "2026-03-05t14:07:09z",
        "2026-03-05T14:07:09.999Z",
        "2026-03-05T15:07:09+01:00",
        "2026-03-05T15:07:09+0100",
        "2026-03-05 14:07:09",
        "2026-03-05 15:07:09 +0100",
        "2026-03-05 14:07:09.7",
        "20260305T140709Z",
        "20260305T140709",
        "1772719629",
        "1772719629000",
        "2026년 03월 05일 23:07:09",
        "2026-03-05 오후 11:07:09",
        "jeu, 05 mars 2026 15:07:09 +0100",
        "Do, 05 Mär 2026 15:07:09 +0100",
        "jue, 05 mar 2026 15:07:09 +0100",
        "gio, 05 mar 2026 15:07:09 +0100",
        "Чт, 05 марта 2026 17:07:09 MSK",
        "Πεμ, 05 Μαρ 2026 16:07:09 EET",
        "5 de março de 2026, 14:07:09",
    ],
)
def test_a_moment_in_every_shape(wording: str) -> None:
    assert moment(wording) == NEWS


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("2026-03-05", "2026-03-05T00:00:00+00:00"),
        ("2026-03", "2026-03-01T00:00:00+00:00"),
        ("2026", "2026-01-01T00:00:00+00:00"),
        ("20260305", "2026-03-05T00:00:00+00:00"),
        ("2026-064", "2026-03-05T00:00:00+00:00"),
        ("260305", "2026-03-05T00:00:00+00:00"),
        ("05 Mar 2026", "2026-03-05T00:00:00+00:00"),
        ("2026-03-05T14", "2026-03-05T14:00:00+00:00"),
        ("2026-03-05T14:07Z", "2026-03-05T14:07:00+00:00"),
        ("2026-március-5T9:15+01:00", "2026-03-05T08:15:00+00:00"),
        ("Thu, 05 Mar 2026 23:59:60 GMT", "2026-03-05T23:59:59+00:00"),
        ("Thu, 05 Mar 2026 24:00:00 GMT", "2026-03-06T00:00:00+00:00"),
        ("2026-03-05T25:07:09Z", "2026-03-06T01:07:09+00:00"),
        ("2026-02-30T00:00:00Z", "2026-03-02T00:00:00+00:00"),
        ("Thu, 31 Dec 99 12:00:00 GMT", "1999-12-31T12:00:00+00:00"),
        ("2026-03-05 오전 09:00:00", "2026-03-05T00:00:00+00:00"),
        ("2026-03-05 오후 12:30:00", "2026-03-05T03:30:00+00:00"),
    ],
)
def test_days_and_irregular_times(wording: str, expected: str) -> None:
    found = moment(wording)
    assert found is not None
    assert found.isoformat() == expected


@pytest.mark.parametrize(
    "wording",
    ["", "   ", None, "yesterday", "soon", "Thu, 30 Feb 2026 10:00:00 GMT", "32/13/2026", "Thu, 05 Foo 2026 10:00:00"],
)
def test_what_is_no_date_is_none(wording: str | None) -> None:
    assert moment(wording) is None


def test_a_date_ten_thousand_years_off_is_none_or_a_date_but_never_an_error() -> None:
    for wording in ("9999-12-31T23:59:59-23:00", "0001-01-01T00:00:00+23:00", "99999999999999", "0000-00-00"):
        found = moment(wording)
        assert found is None or found.tzinfo is dt.UTC


def test_a_date_in_the_future_is_clamped_to_the_fetch_and_flagged() -> None:
    future = dt.datetime(2063, 4, 5, tzinfo=dt.UTC)
    settled = settle(FeedEntry(published=future, published_text="5 Apr 2063", updated=NEWS), NEWS)
    assert settled.published == NEWS
    assert settled.published_text == "5 Apr 2063"
    assert settled.flags == ("date-in-future",)


def test_a_clock_a_few_minutes_fast_is_no_future() -> None:
    entry = FeedEntry(published=NEWS + dt.timedelta(minutes=10))
    assert settle(entry, NEWS) is entry


def test_the_epoch_is_no_date_of_publication() -> None:
    settled = settle(FeedEntry(published=dt.datetime(1970, 1, 1, tzinfo=dt.UTC)), NEWS)
    assert settled.published is None
    assert settled.flags == ("date-implausible",)


@pytest.mark.parametrize("wording", ["-26-03", "-2603", "2026-03"])
def test_a_month_without_a_day_is_its_first(wording: str) -> None:
    assert moment(wording) == dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def test_a_month_that_there_is_not_is_no_date() -> None:
    assert moment("-26-13") is None
