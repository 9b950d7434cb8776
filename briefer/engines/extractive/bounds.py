"""The first and last day that an EDTF value covers, for ordering dates and telling past from future."""

from __future__ import annotations

import calendar
import functools
import re
from typing import NamedTuple

_DATE = re.compile(r"(?P<year>-?[\dX]{4})(?:-(?P<part>[\dXQHW]{2,3})(?:-(?P<day>[\dX]{2}))?)?")
# EDTF level 1 seasons as the months that they begin and end in, northern; quarters and halves from level 2.
_PARTS = {
    "21": (3, 5),
    "22": (6, 8),
    "23": (9, 11),
    "24": (12, 12),
    "33": (1, 3),
    "34": (4, 6),
    "35": (7, 9),
    "36": (10, 12),
    "40": (1, 6),
    "41": (7, 12),
}

Day = tuple[int, int, int]
_FIRST: Day = (-9999, 1, 1)
_LAST: Day = (9999, 12, 31)


class Bounds(NamedTuple):
    """First and last day as (year, month, day)."""

    first: Day
    last: Day


@functools.lru_cache(maxsize=4096)
def bounds_of(value: str) -> Bounds | None:
    """The days covered by an EDTF date or interval; None where ``value`` is of a kind that has none here."""
    opening, slash, closing = value.strip("[]{}").partition("/")
    if not slash:
        return _bounds(opening)
    first = Bounds(_FIRST, _FIRST) if opening in {"", ".."} else _bounds(opening)
    last = Bounds(_LAST, _LAST) if closing in {"", ".."} else _bounds(closing)
    return Bounds(first.first, last.last) if first and last else None


def _bounds(value: str) -> Bounds | None:
    match = _DATE.match(value)
    if match is None:
        return None
    year, part, day = match["year"], match["part"], match["day"]
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low != high or part is None or "X" in part:
        return Bounds((low, 1, 1), (high, 12, 31))
    if part in _PARTS:
        first, last = _PARTS[part]
        return Bounds((low, first, 1), _month_end(low, last))
    if not part.isdigit() or not 1 <= int(part) <= 12:
        return Bounds((low, 1, 1), (low, 12, 31))
    month = int(part)
    if day is None or "X" in day:
        return Bounds((low, month, 1), _month_end(low, month))
    exact = (low, month, int(day))
    return Bounds(exact, exact)


def _month_end(year: int, month: int) -> Day:
    # The Gregorian cycle repeats after 400 years; calendar knows only years 1 to 9999.
    return year, month, calendar.monthrange(year % 400 + 2000, month)[1]
