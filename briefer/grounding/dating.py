"""Dates that a text gives only by what it says around them: parts of a month, lengths of time, "for the moment"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from briefer.text.dates import edtf_bounds
from briefer.text.numbers import find_numbers

Bounds = tuple[date, date]

# "About the 15th" is no nearer than the month that the text gives.
_COARSEST = 31
_LEADING = re.compile(r"\b(?:within|in|itself|themselves|another)\s+$", re.IGNORECASE)
# "Three weeks later than planned" moves no date that is told.
_TRAILING = re.compile(r"\s+(?:later|earlier|after|before|from|ago)\b(?! than)", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30}
_LENGTH = re.compile(r"\s+(day|week|fortnight|month)s?\b", re.IGNORECASE)
# A length of time in months is not told to the day.
_SLACK_SHARE = 0.05
_PART = re.compile(
    r"\b(?:first|second|last|early|late|beginning|start|middle|end|mid|half|since|until|till|through|by)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:now|for the moment|at present|presently|currently|so far|still|yet|these days)\b", re.IGNORECASE
)
# "The day after the 9 September mutiny"
_NEXT_DAY = re.compile(r"\bthe (?:day|morning|night) (?:after|before)\b(?! (?:yesterday|tomorrow))", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_PART_OF_THE_YEAR = re.compile(r"\b(?:weeks|months|quarter|half|quarters|part) of the year\b", re.IGNORECASE)
_YEARS = re.compile(r"\s+years?\b", re.IGNORECASE)
_BARE_DAY = re.compile(r"\bthe (\d{1,2})(?:st|nd|rd|th)\b")


def implies_date(
    value: str, given: Sequence[str], text: str, published: date | None, *, is_dated_by_report: bool = True
) -> bool:
    """Whether ``text``, which gives the dates ``given`` (EDTF), bears out the EDTF date or interval ``value``.

    Borne out are dates that are marked as approximate and meet a given one of a month or finer, the part of a month that
    the text speaks of, an interval of which one end is given and the other is the publication or follows from a length of
    time, a day without month beside a date that has one, and the publication's date for what is told of the present, or,
    where ``is_dated_by_report``, without any date.
    """
    bounds = [found for each in given for end in each.split("/") if (found := edtf_bounds(end))]
    first, _, last = value.partition("/")
    if last and first:
        return _implies_interval(first, last, bounds, text, published)
    wanted = edtf_bounds(first or last)
    if wanted is None:
        return False
    if value.endswith(("~", "?", "%")) and any(_meet(wanted, each) for each in bounds if _days(each) <= _COARSEST):
        return True
    return (
        _is_years_ago(first or last, text, published)
        or _is_the_year(first or last, text, published)
        or ((is_dated_by_report or bool(_PRESENT.search(text))) and _is_present(wanted, bounds, text, published))
        or _is_bare_day(wanted, bounds, text, published)
        or any(wanted[0] <= moved <= wanted[1] for moved in _moved(bounds, text))
    )


def _implies_interval(first: str, last: str, given: Sequence[Bounds], text: str, published: date | None) -> bool:
    start, end = edtf_bounds(first), edtf_bounds(last)
    if start is None or end is None:
        return False
    whole = start[0], end[1]
    for each in given:
        is_part = each[0] <= whole[0] and whole[1] <= each[1] and whole != each and _days(each) <= _COARSEST
        if is_part and (whole[0] == each[0] or whole[1] == each[1]) and _PART.search(text):
            return True
    for one, other in ((start, end), (end, start)):
        if not any(one[0] <= each[0] and each[1] <= one[1] for each in given):
            continue
        if published is not None and other[0] <= published <= other[1]:
            return True
        if any(abs(_days(whole) - length) <= 1 + _SLACK_SHARE * length for length in _lengths(text)):
            return True
    return False


def _is_present(wanted: Bounds, given: Sequence[Bounds], text: str, published: date | None) -> bool:
    """Whether the date is the publication's, and the text tells of the present or gives no date of its own."""
    if published is None or not (wanted[0] <= published <= wanted[1] and _days(wanted) <= _COARSEST):
        return False
    return not given or _PRESENT.search(text) is not None


def _is_years_ago(value: str, text: str, published: date | None) -> bool:
    """Whether so many years of the text lie between a year and the publication: "its highest level in three years"."""
    if published is None or not _YEAR.fullmatch(value):
        return False
    years = published.year - int(value)
    return any(number.value == years and _YEARS.match(text, number.end) for number in find_numbers(text))


def _is_the_year(value: str, text: str, published: date | None) -> bool:
    """Whether the year is the publication's, of which the text counts a part: "in the first ten months of the year"."""
    return published is not None and value == str(published.year) and _PART_OF_THE_YEAR.search(text) is not None


def _is_bare_day(wanted: Bounds, given: Sequence[Bounds], text: str, published: date | None) -> bool:
    """Whether the text gives the day, and its month elsewhere: "on 19 March they meet; on the 20th they vote"."""
    if wanted[0] != wanted[1] or not any(int(day) == wanted[0].day for day in _BARE_DAY.findall(text)):
        return False
    months = {(each[0].year, each[0].month) for each in given if _days(each) <= _COARSEST}
    months |= {(published.year, published.month)} if published and not months else set()
    return (wanted[0].year, wanted[0].month) in months


def _moved(given: Iterable[Bounds], text: str) -> Iterator[date]:
    """The days that lie a length of time of the text before or behind a day that it gives."""
    # "They struck for two days" moves no date.
    lengths = list(_lengths(text, is_moving=True))
    for first, last in given:
        if first == last:
            for length in lengths:
                yield from (first + timedelta(days=step) for step in (-length, length))


def _lengths(text: str, *, is_moving: bool = False) -> Iterator[int]:
    """The lengths of time in a text, in days; those that lead from one date to another if ``is_moving``."""
    if is_moving and _NEXT_DAY.search(text):
        yield 1
    for number in find_numbers(text):
        unit = _LENGTH.match(text, number.end)
        if unit and is_moving and not (_LEADING.search(text, 0, number.start) or _TRAILING.match(text, unit.end())):
            continue
        if unit and number.value == int(number.value) and number.value < 1000:
            yield int(number.value) * _DAYS[unit.group(1).casefold()]


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _days(bounds: Bounds) -> int:
    return (bounds[1] - bounds[0]).days + 1
