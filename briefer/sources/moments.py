"""Dates as machines write them: ISO 8601, RFC 2822, seconds since 1970; malformed ones are none, and never an error."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from briefer.sources.header_dates import find_date

# No publication is older than print, and a clock that runs ahead is wrong.
_EARLIEST, _LATEST = 1450, 2100


def read_moment(value: str | float | None) -> datetime | None:
    """The moment that ``value`` means, aware (UTC where it names no zone); None where it means none.

    A bare date is its midnight. Numbers are seconds since 1970, or milliseconds where seconds would be far ahead.
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _from_number(float(value))
    text = value.strip()[:100]
    if re.fullmatch(r"-?\d{9,13}(?:\.\d+)?", text):
        return _from_number(float(text))
    if not any(letter.isdigit() for letter in text):
        return None
    return _checked(_iso(text) or _rfc2822(text)) or _in_words(text)


def read_day(value: str | float | None) -> date | None:
    """The day that ``value`` means where it was written; None where it means none."""
    moment = read_moment(value)
    return moment.date() if moment else None


def _from_number(seconds: float) -> datetime | None:
    if not abs(seconds) < 1e15:
        return None
    if abs(seconds) > 5e9:
        seconds /= 1000
    try:
        return _checked(datetime.fromtimestamp(seconds, UTC))
    except (OverflowError, OSError, ValueError):
        return None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(re.sub(r"\s+(?:UTC|GMT)$", "Z", text))
    except ValueError:
        return None


def _rfc2822(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _in_words(text: str) -> datetime | None:
    found = find_date(text)
    day = found.resolve() if found else None
    return _checked(datetime(day.year, day.month, day.day, tzinfo=UTC)) if day else None


def _checked(moment: datetime | None) -> datetime | None:
    if moment is None or not _EARLIEST <= moment.year <= _LATEST:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
