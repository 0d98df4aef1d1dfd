"""What the headers of an answer say to whoever asks again: times to wait, how long it stays fresh; and their bounds."""

from __future__ import annotations

import datetime as dt
import email.utils
import re

from mediawire.model.capture import Exchange
from mediawire.model.errors import ResponseRefused

_DIRECTIVE = re.compile(r'([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|([^,\s]*)))?', re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]{1,12}")
_READABLE = re.compile(r"[\x20-\x7e]{1,1000}")


def served_headers(raw: tuple[tuple[bytes, bytes], ...], limit: int, url: str) -> tuple[tuple[str, str], ...]:
    """Header fields with their names in lower case, in the order served; raises ResponseRefused beyond `limit` bytes.

    Read as ISO 8859-1, which loses nothing: `.encode("latin-1")` gives the bytes as served.
    """
    if sum(len(name) + len(value) + 4 for name, value in raw) > limit:
        raise ResponseRefused(
            f"the headers are larger than {limit} bytes", where=url, remedy="Nothing was kept. Tell the source."
        )
    return tuple((name.decode("latin-1").lower(), value.decode("latin-1").strip(" \t")) for name, value in raw)


def readable(validator: str) -> bool:
    """Whether an ETag or Last-Modified may be sent back: visible ASCII of a sensible length."""
    return _READABLE.fullmatch(validator) is not None


def location(value: str) -> str:
    """A Location header's value with its non-ASCII bytes read as UTF-8, as browsers do, where they are that."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def retry_after(value: str, moment: dt.datetime, cap: float) -> float | None:
    """Seconds that a Retry-After asks us to wait, between 0 and `cap`; None where it says nothing readable."""
    if not value:
        return None
    if re.fullmatch(r"[0-9]+", value):
        return min(float(value[:12]), cap)
    at = http_date(value)
    return None if at is None else min(max((at - moment).total_seconds(), 0.0), cap)


def http_date(value: str) -> dt.datetime | None:
    """An HTTP date (RFC 9110 section 5.6.7), in UTC; None where it is none."""
    try:
        at = email.utils.parsedate_to_datetime(value)
        return at.replace(tzinfo=dt.UTC) if at.tzinfo is None else at.astimezone(dt.UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def fresh_for(exchange: Exchange) -> float | None:
    """Seconds for which an answer says that it stays fresh (RFC 9111 section 4.2); None where it does not say.

    0 where it may not be reused without asking. What it has aged in caches on the way is taken off.
    """
    told = directives(exchange.header_map.get("cache-control", ""))
    if "no-cache" in told or "no-store" in told:
        return 0.0
    if _DIGITS.fullmatch(told.get("max-age", "")):
        age = exchange.header("age") or ""
        return max(0.0, float(told["max-age"]) - (float(age) if _DIGITS.fullmatch(age) else 0.0))
    expires = http_date(exchange.header("expires") or "")
    if expires is None:
        return None
    served = http_date(exchange.header("date") or "") or exchange.received_at
    return max(0.0, (expires - served).total_seconds())


def directives(value: str) -> dict[str, str]:
    """The directives of a Cache-Control header, their names in lower case."""
    return {name.lower(): quoted or bare for name, quoted, bare in _DIRECTIVE.findall(value)}
