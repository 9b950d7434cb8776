"""EDTF values (Library of Congress, 2019): the days that they can mean, whether two can mean the same, as TIMEX3."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

# Days that an approximate day ("2025-08-04~") may be off.
_SLACK = timedelta(days=3)
_DIVISIONS = {
    # Months from January of the year. EDTF does not say which months a season has; winter may lie on either side of
    # the turn of the year, so that its bounds hold both. 33-36 are quarters, 40 and 41 halves (level 2).
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (1, 14), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    40: (1, 6), 41: (7, 12),
}  # fmt: skip
_DIVISION_NAMES = {
    "21": "SP", "22": "SU", "23": "FA", "24": "WI", "33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4", "40": "H1", "41": "H2",
}  # fmt: skip
_OPEN = ("", "..")

Bounds = tuple[date, date]


@lru_cache(maxsize=8192)
def edtf_bounds(value: str) -> Bounds | None:
    """The earliest and the latest day that an EDTF value can mean; None if it has no bounds or is not EDTF.

    Levels 0 and 1 without years beyond four digits, besides quarters and halves of level 2; times of day are ignored.
    """
    first, slash, last = value.strip().partition("/")
    opening = _simple_bounds(first)
    if not slash or opening is None:
        return opening
    closing = _simple_bounds(last)
    if closing is None or closing[1] < opening[0]:
        return None
    return opening[0], closing[1]


def compatible(a: str, b: str) -> bool:
    """Whether two EDTF values can mean the same time: equal, or one lies within the other, as a day in its month.

    An open interval ("2014/..") is compared by its known end. Values that are not EDTF are compatible with nothing.
    """
    if _is_open(a) or _is_open(b):
        return _open_compatible(a, b)
    left, right = edtf_bounds(a), edtf_bounds(b)
    if left is None or right is None:
        return False
    return _within(left, right) or _within(right, left)


def timex3(value: str) -> str:
    """The value as TIMEX3 (TimeML) writes it: weeks ``2025-W33``, quarters ``2025-Q2``, halves, seasons, decades."""
    plain = value.rstrip("~?%")
    first, slash, last = plain.partition("/")
    if slash:
        return _timex3_interval(plain, first, last)
    if re.fullmatch(r"\d{4}-\d\d", plain) and plain[5:] in _DIVISION_NAMES:
        return f"{plain[:4]}-{_DIVISION_NAMES[plain[5:]]}"
    return plain.rstrip("X") if re.fullmatch(r"\d{2,3}X{1,2}", plain) else plain


def _timex3_interval(plain: str, first: str, last: str) -> str:
    bounds = edtf_bounds(plain)
    if bounds and len(first) == len(last) == len("2025-08-11") and bounds[1].weekday() == 6:
        year, week, _ = bounds[0].isocalendar()
        if bounds[1] - bounds[0] == timedelta(days=6):
            return f"{year}-W{week:02}"
        if bounds[1] - bounds[0] == timedelta(days=1):
            return f"{year}-W{week:02}-WE"
    return plain


def _simple_bounds(text: str) -> Bounds | None:
    """The bounds of a value without a slash."""
    day, _, time = text.partition("T")
    plain = day.rstrip("~?%")
    match = re.fullmatch(r"(\d{4}|\d{3}X|\d\dXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?", plain, re.ASCII)
    if match is None or (time and match[3] is None):
        return None
    first_year, last_year = int(match[1].replace("X", "0")), int(match[1].replace("X", "9"))
    if first_year < 1:
        return None
    if match[2] is None or match[2] == "XX":
        return date(first_year, 1, 1), date(last_year, 12, 31)
    bounds = _month_bounds(first_year, last_year, int(match[2]), match[3])
    if bounds and day != plain and match[3] not in {None, "XX"} and not day.endswith("?"):
        return bounds[0] - _SLACK, bounds[1] + _SLACK
    return bounds


def _month_bounds(first_year: int, last_year: int, month: int, day: str | None) -> Bounds | None:
    if month in _DIVISIONS and day is None:
        opening, closing = _DIVISIONS[month]
        over, closing = divmod(closing - 1, 12)
        if last_year + over > date.max.year:
            return None
        return date(first_year, opening, 1), _month_end(last_year + over, closing + 1)
    if not 1 <= month <= 12:
        return None
    if day is None or day == "XX":
        return date(first_year, month, 1), _month_end(last_year, month)
    try:
        return date(first_year, month, int(day)), date(last_year, month, int(day))
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _within(inner: Bounds, outer: Bounds) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _is_open(value: str) -> bool:
    first, slash, last = value.strip().partition("/")
    return bool(slash) and (first in _OPEN) != (last in _OPEN)


def _open_compatible(a: str, b: str) -> bool:
    """Whether the known ends of two intervals, at least one of them open, agree."""
    sides = [value.strip().partition("/") if "/" in value else (value, "/", value) for value in (a, b)]
    starts, ends = [side[0] for side in sides], [side[2] for side in sides]
    compared = [(x, y) for x, y in (starts, ends) if x not in _OPEN and y not in _OPEN]
    return bool(compared) and all(compatible(x, y) for x, y in compared)
