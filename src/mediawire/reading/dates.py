"""Times as pages state them: ISO 8601 and its relatives, RFC 822, epochs, and dates in words of a few languages."""

from __future__ import annotations

import datetime as dt
import email.utils
import re

from mediawire.model.report import StatedTime

_ISO = re.compile(
    r"(\d{4})[-./]?(\d{2})[-./]?(\d{2})(?:[T\s]\s*(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{1,2}:?\d{0,2})?)?"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner janvier enero gennaio janeiro января",
            "february feb februar février febrero febbraio fevereiro февраля",
            "march mar märz mars marzo março марта",
            "april apr avril abril aprile апреля",
            "may mai mayo maggio maio мая",
            "june jun juni juin junio giugno junho июня",
            "july jul juli juillet julio luglio julho июля",
            "august aug août agosto августа",
            "september sep sept septembre septiembre settembre setembro сентября",
            "october oct okt oktober octobre octubre ottobre outubro октября",
            "november nov novembre noviembre novembro ноября",
            "december dec dez dezember décembre diciembre dicembre dezembro декабря",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|\.|er|º)?\s+(?:de\s+)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(\d{4})", re.UNICODE
)
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.UNICODE)
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.((?:20)?\d\d|19\d\d)(?![\d.])")
_CLOCK = re.compile(r"\b(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE)


def parse(wording: str, origin: str) -> StatedTime | None:
    """The time that a wording states, or None where it states none."""
    text = " ".join(wording.split())[:120]
    if not text:
        return None
    return _iso(text, origin) or _rfc822(text, origin) or _epoch(text, origin) or _in_words(text, origin)


def _stated(moment: dt.datetime, wording: str, origin: str, *, zoned: bool, day_only: bool) -> StatedTime | None:
    if not 1990 <= moment.year <= 2100:
        return None
    return StatedTime(moment=moment, wording=wording, origin=origin, zoned=zoned, day_only=day_only)


def _iso(text: str, origin: str) -> StatedTime | None:
    found = _ISO.match(text)
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        moment = dt.datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=_zone(zone)
        )
    except ValueError:
        return None
    return _stated(moment, text, origin, zoned=zone is not None, day_only=hour is None)


def _zone(text: str | None) -> dt.tzinfo:
    if text is None or text in ("Z", "UTC", "GMT"):
        return dt.UTC
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    offset = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(-offset if text[0] == "-" else offset) if offset < dt.timedelta(hours=24) else dt.UTC


def _rfc822(text: str, origin: str) -> StatedTime | None:
    if "," not in text[:5]:
        return None
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    zoned = moment.tzinfo is not None
    return _stated(moment if zoned else moment.replace(tzinfo=dt.UTC), text, origin, zoned=zoned, day_only=False)


def _epoch(text: str, origin: str) -> StatedTime | None:
    if not re.fullmatch(r"\d{10}(?:\d{3})?", text):
        return None
    moment = dt.datetime.fromtimestamp(int(text[:10]), dt.UTC)
    return _stated(moment, text, origin, zoned=True, day_only=False)


def _in_words(text: str, origin: str) -> StatedTime | None:
    day = _day(text)
    if day is None:
        return None
    clock = _CLOCK.search(text)
    hour, minute = (int(clock[1]), int(clock[2])) if clock else (0, 0)
    if clock and clock[4] and clock[4].lower().startswith("p") and hour < 12:
        hour += 12
    if hour > 23 or minute > 59:
        return None
    moment = dt.datetime.combine(day, dt.time(hour, minute), tzinfo=dt.UTC)
    return _stated(moment, text, origin, zoned=False, day_only=clock is None)


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _day(text: str) -> dt.date | None:
    written = [(each[3], each[2], each[1]) for each in _DAY_FIRST.finditer(text)]
    written += [(each[3], each[1], each[2]) for each in _MONTH_FIRST.finditer(text)]
    candidates = [(int(y), _MONTHS.get(m.lower(), 0), int(d)) for y, m, d in written]
    candidates += [(_year(found[3]), int(found[2]), int(found[1])) for found in _DOTTED.finditer(text)]
    for each in candidates:
        try:
            return dt.date(*each)
        except ValueError:
            continue
    return None
