"""Dates of every shape that feeds are known to hold, to aware datetimes in UTC.

RFC 822 with its liberties, W3CDTF and ISO 8601, asctime, MSSQL, `2006/09/15`, Unix seconds, and month names in the
languages of real feeds (the Korean, Greek and Hungarian shapes are those that feedparser documents). A time without a
zone is taken as UTC, as feed readers do. What is no date gives None: the wording is kept beside it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

from mediawire.intake.feeds.months import months
from mediawire.model.feed import FeedEntry

_ZONES = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "a": -1, "m": -12, "n": 1, "y": 12,
    "adt": -3, "ast": -4, "at": -4, "edt": -4, "est": -5, "et": -5, "cdt": -5, "cst": -6, "ct": -6,
    "mdt": -6, "mst": -7, "mt": -7, "pdt": -7, "pst": -8, "pt": -8, "akdt": -8, "akst": -9, "hst": -10,
    "bst": 1, "west": 1, "cet": 1, "met": 1, "cest": 2, "mest": 2, "eet": 2, "eest": 3, "msk": 3,
    "ist": 5.5, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip
_TIME = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{1,2})(?:[:.](?P<second>\d{1,2})(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?)?"
_OFFSET = re.compile(r"(?:gmt|utc?)?\s*([+-])(\d{1,2}):?(\d{2})?")
_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:(?:\s*t\s*|\s+)(?P<hour>\d{1,2})(?::(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:[.,]\d+)?)?)?)?"
    r"\s*(?P<zone>z|[a-z]{1,5}|(?:gmt|utc)?\s*[+-]\d{1,2}:?\d{0,2})?$"
)
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        # Thu, 01 Jan 2004 19:48:21 GMT, with weekday, comma, time and zone optional
        (
            rf"(?:[^\W\d]+\.?,?\s*)?(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?[\s\-/]+(?:de\s+)?(?P<name>[^\W\d]+)\.?,?[\s\-/]+"
            rf"(?:de\s+)?(?P<year>\d{{2,4}}),?(?:[\s\-]+{_TIME}\s*(?P<zone>.*))?$"
        ),
        # Thu, Jan 01 2004 19:48:21 GMT and January 1, 2004 7:48 pm
        (
            rf"(?:[^\W\d]+\.?,?\s+)?(?P<name>[^\W\d]+)[.,]?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}),?"
            rf"(?:\s+(?:at\s+)?{_TIME}\s*(?P<zone>.*))?$"
        ),
        # Sun Jan  4 16:29:06 PST 2004
        rf"[^\W\d]+\.?,?\s+(?P<name>[^\W\d]+)\s+(?P<day>\d{{1,2}})\s+{_TIME}\s*(?P<zone>\S+)?\s+(?P<year>\d{{4}})$",
        # Fri, 2006/09/15 08:19:53 EDT
        (
            rf"(?:[^\W\d]+,?\s+)?(?P<year>\d{{4}})[/.](?P<month>\d{{1,2}})[/.](?P<day>\d{{1,2}})"
            rf"(?:[\s,]+{_TIME}\s*(?P<zone>.*))?$"
        ),
        # 24.11.2025 14:05
        rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}}),?(?:\s+{_TIME}\s*(?P<zone>.*))?$",
        # 11/24/2025 2:05 PM
        rf"(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})/(?P<year>\d{{4}}),?(?:\s+{_TIME}\s*(?P<zone>.*))?$",
        # 2004-július-13T9:15-05:00
        rf"(?P<year>\d{{4}})-(?P<name>[^\W\d]+)-(?P<day>\d{{1,2}})t{_TIME}\s*(?P<zone>.*)$",
        (
            r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
            r"(?:t?(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2}))?\s*(?P<zone>.*))?$"
        ),
        r"(?P<year>\d{4})(?:-(?P<month>\d{2}))?(?P<zone>z)?$",
    )
)
_ORDINAL = re.compile(r"(?P<year>\d{4})-?(?P<ordinal>\d{3})(?:t.*)?$")
_SHORT = re.compile(r"(?:(?P<year>\d{2})-?(?P<month>[01]\d)-?(?P<day>[0-3]\d)|-(?P<y>\d{2})-?(?P<m>[01]\d))$")
_KOREAN = re.compile(r"(\d{4})년\s*(\d{1,2})월\s*(\d{1,2})일\s*(오전|오후)?\s*(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?")
_KOREAN_HALF = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\s+(오전|오후)\s+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?")
_EPOCH = re.compile(r"\d{9,13}$")
_WIDTH_LIMIT = 80


def moment(wording: str | None) -> dt.datetime | None:
    """The moment that a wording names, in UTC and to the second, or None."""
    if not wording or not wording.strip():
        return None
    wording = wording.strip()
    try:
        found = _quick(wording) or _patient(" ".join(wording[:_WIDTH_LIMIT].lower().split()))
    except (ValueError, OverflowError):
        return None
    return found.replace(microsecond=0) if found else None


def _quick(wording: str) -> dt.datetime | None:
    """ISO 8601 whole, which most Atom feeds have: the standard library is fastest."""
    if len(wording) < 19 or wording[10] not in "Tt":
        return None
    try:
        found = dt.datetime.fromisoformat(wording)
    except ValueError:
        return None
    return found.replace(tzinfo=dt.UTC) if found.tzinfo is None else found.astimezone(dt.UTC)


def _patient(wording: str) -> dt.datetime | None:
    if found := _ISO.match(wording):
        return _rolled_over(found.groupdict())
    for shape in _SHAPES:
        if (found := shape.match(wording)) and (made := _made(found.groupdict())):
            return made
    return _uncommon(wording)


def _uncommon(wording: str) -> dt.datetime | None:
    if found := _KOREAN.match(wording) or _KOREAN_HALF.match(wording):
        return _korean(found)
    if found := _ORDINAL.match(wording):
        first = dt.datetime(int(found["year"]), 1, 1, tzinfo=dt.UTC)
        return first + dt.timedelta(days=int(found["ordinal"]) - 1)
    if found := _SHORT.match(wording):
        return _made({"year": found["year"] or found["y"], "month": found["month"] or found["m"], "day": found["day"]})
    if _EPOCH.match(wording):
        seconds = int(wording) / (1000 if len(wording) > 11 else 1)
        return dt.datetime.fromtimestamp(seconds, dt.UTC)
    return None


def _korean(found: re.Match[str]) -> dt.datetime:
    """A day, a half of it, and a time, in the zone of Seoul."""
    year, month, day, half, hour, minute, second = found.groups()
    hours = int(hour) % 12 + 12 if half == "오후" else int(hour)
    local = dt.datetime(int(year), int(month), int(day), hours, int(minute), int(second or 0), tzinfo=dt.UTC)
    return local - dt.timedelta(hours=9)


def _made(parts: dict[str, str | None]) -> dt.datetime | None:
    month = months().get(parts["name"] or "") if parts.get("name") else int(parts.get("month") or 1)
    if not month:
        return None
    hour = _hour(int(parts.get("hour") or 0), parts.get("half"))
    second = min(int(parts.get("second") or 0), 59)  # leap seconds
    midnight = _midnight(_year(parts["year"] or ""), month, int(parts.get("day") or 1))
    if midnight is None or hour > 24 or int(parts.get("minute") or 0) > 59:
        return None
    local = midnight + dt.timedelta(hours=hour, minutes=int(parts.get("minute") or 0), seconds=second)
    return local - _offset(parts.get("zone") or "")


def _midnight(year: int, month: int, day: int) -> dt.datetime | None:
    try:
        return dt.datetime(year, month, day, tzinfo=dt.UTC)
    except ValueError:
        return None  # another shape may fit


def _rolled_over(parts: dict[str, str | None]) -> dt.datetime:
    """ISO 8601 with a 25th hour or a 30th of February, which servers' arithmetic makes: carried into the next."""
    first = dt.datetime(int(parts["year"] or 1), int(parts["month"] or 1), 1, tzinfo=dt.UTC)
    counts = {f"{name}s": int(parts.get(name) or 0) for name in ("hour", "minute", "second")}
    return first + dt.timedelta(days=int(parts["day"] or 1) - 1, **counts) - _offset(parts.get("zone") or "")


def _year(digits: str) -> int:
    """Two digits are 1990 to 2089, three an error."""
    year = int(digits)
    if len(digits) == 2:
        return year + (2000 if year < 90 else 1900)
    return year


def _hour(hour: int, half: str | None) -> int:
    if half:
        return hour % 12 + (12 if half.startswith("p") else 0)
    return hour


def _offset(zone: str) -> dt.timedelta:
    """East of Greenwich is positive. What is not known as a zone counts as none at all."""
    zone = zone.strip().strip("()").removeprefix("etc/")
    if found := _OFFSET.match(zone):
        size = dt.timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return -size if found[1] == "-" else size
    word = zone.split()[0] if zone else ""
    return dt.timedelta(hours=_ZONES.get(word.strip("()"), 0))


def settle(entry: FeedEntry, now: dt.datetime) -> FeedEntry:
    """The entry with dates that can be true at `now`: later ones clamped to it, those before 1971 taken as none.

    Both are flagged ("date-in-future", "date-implausible"); the wordings stay as they were.
    """
    flags = list(entry.flags)
    published = _plausible(entry.published, now, flags)
    updated = _plausible(entry.updated, now, flags)
    if tuple(flags) == entry.flags:
        return entry
    return dataclasses.replace(entry, published=published, updated=updated, flags=tuple(dict.fromkeys(flags)))


def _plausible(stated: dt.datetime | None, now: dt.datetime, flags: list[str]) -> dt.datetime | None:
    if stated is None:
        return None
    if stated > now + dt.timedelta(minutes=15):
        flags.append("date-in-future")
        return now
    if stated.year < 1971:
        flags.append("date-implausible")
        return None
    return stated
