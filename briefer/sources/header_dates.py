"""Dates as headers, bylines and datelines write them: explicit ones only, in a few languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

# One line a month; English with its abbreviations, then de, fr, es, pt, it, nl, tr, ru, uk, ar (both name sets).
_MONTHS = """
january jan januar jänner januari janvier janv enero ene janeiro gennaio ocak января январь янв січня січень يناير جانفي كانون_الثاني
february feb februar feber februari février fevrier févr fév febrero fevereiro febbraio şubat февраля февраль фев февр лютого лютий فبراير فيفري شباط
march mar märz maerz mrz maart mars marzo março mart марта март мар березня березень مارس آذار
april apr avril avr abril abr aprile nisan апреля апрель апр квітня квітень أبريل إبريل ابريل أفريل نيسان
may mai mei mayo maio maggio mayıs мая май травня травень مايو ماي أيار ايار
june jun juni juin junio junho giugno haziran июня июнь июн червня червень يونيو جوان حزيران
july jul juli juillet juil julio julho luglio temmuz июля июль июл липня липень يوليو جويلية تموز
august aug augustus août aout agosto ago ağustos августа август авг серпня серпень أغسطس اغسطس أوت آب
september sept sep septembre septiembre setiembre setembro set settembre eylül сентября сентябрь сент сен вересня вересень سبتمبر أيلول ايلول
october oct oktober okt octobre octubre outubro ottobre ekim октября октябрь окт жовтня жовтень أكتوبر اكتوبر تشرين_الأول
november nov novembre noviembre novembro kasım ноября ноябрь ноя нояб листопада листопад نوفمبر تشرين_الثاني
december dec dezember dez décembre decembre déc diciembre dic dezembro dicembre aralık декабря декабрь дек грудня грудень ديسمبر كانون_الأول
"""
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
    "lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo "
    "понедельник вторник среда четверг пятница суббота воскресенье "
    "понеділок вівторок середа четвер п'ятниця субота неділя "
    "الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"
)
# What may stand beside a date on a line of its own: clock time, zone, and the small words between.
_BESIDE = re.compile(
    r"(?<!\d)\d{1,2}[:.h]\s?\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?z?|[+-]\d{2}:?\d{2}|\b(?:[ap]\.?\s?m\b\.?|at|on|the|um|uhr|à|a\s+las|в|о|z|"
    r"gmt|utc|[a-z]{1,2}[sd]t|cet|cest|est|edt|bst|msk|local time|г|год[ау]?|року|р|de|del|م)(?:\b|$)",
    re.IGNORECASE,
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?"
_YEAR = r"(?P<year>\d{4})"
_WORD = r"[^\W\d_]+"
# Each with the marks of which a date of that form has at least one; those without have the name of a month.
_PATTERNS = (
    ("-/.", rf"(?<!\d){_YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d)"),
    ("年년", rf"(?<!\d){_YEAR}\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일]"),
    ("月월", r"(?<!\d)(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"),
    (".", rf"(?<![\d.])(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}(?!\d)"),
    ("-/", rf"(?<!\d)(?P<one>\d{{1,2}})(?P<mark>[-/])(?P<two>\d{{1,2}})(?P=mark){_YEAR}(?!\d)"),
    (
        "",
        rf"(?<![\d.:]){_DAY}\s+(?:of\s+|de\s+)?(?P<name>{_WORD}(?:\s+{_WORD}|\s*/\s*{_WORD})?)\.?(?:,?\s+(?:de\s+|del\s+)?{_YEAR}(?!\d))?",
    ),
    ("", rf"(?P<name>{_WORD})\.?\s+(?:the\s+)?{_DAY}(?![\d:])(?:,?\s+{_YEAR}(?!\d))?"),
)


class DayMonth(NamedTuple):
    """A date whose year may be unknown, at ``start`` to ``end`` of the string it was found in."""

    day: int
    month: int
    year: int | None
    start: int
    end: int

    def resolve(self, near: date | None = None) -> date | None:
        """Return the full date; without a year of its own the one closest to ``near``, or None where that is not known."""
        if self.year is not None:
            return _date(self.year, self.month, self.day)
        if near is None:
            return None
        years = (near.year - 1, near.year, near.year + 1)
        around = [day for year in years if (day := _date(year, self.month, self.day))]
        return min(around, key=lambda day: abs(day - near), default=None)


def find_date(text: str) -> DayMonth | None:
    """Return the first explicit date of a short string, one with a year before one without; None where there is none.

    ``d/m/Y`` is read only where it cannot be ``m/d/Y``.
    """
    found = sorted(_candidates(text[:300]), key=lambda day: (day.start, -day.end))
    return next((day for day in found if day.year), found[0] if found else None)


def only_date(line: str) -> DayMonth | None:
    """Return the full date of a line that holds nothing else but a weekday and a time; None for any other line."""
    if not any(letter.isdigit() for letter in line[:80]) or len(line) > 80:
        return None
    found = find_date(line)
    if found is None or found.year is None:
        return None
    beside = line[: found.start] + " " + line[found.end :].removeprefix("T")
    words = re.findall(r"[\w']+", _BESIDE.sub(" ", beside))
    return found if all(word.lower() in weekdays() for word in words) else None


@cache
def weekdays() -> frozenset[str]:
    """Names of days of the week, in lower case."""
    return frozenset(_WEEKDAYS.split())


@cache
def months() -> dict[str, int]:
    """Names of months, in lower case, to their number."""
    return {
        name.replace("_", " "): number
        for number, names in enumerate(_MONTHS.strip().splitlines(), 1)
        for name in names.split()
    }


@cache
def _month_openers() -> frozenset[str]:
    return frozenset(name.split()[0] for name in months())


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _candidates(text: str) -> Iterator[DayMonth]:
    is_worded = not _month_openers().isdisjoint(re.findall(_WORD, text.lower()))
    for needed, pattern in _PATTERNS:
        if not (any(mark in text for mark in needed) if needed else is_worded):
            continue
        for match in _pattern(pattern).finditer(text):
            found = _read(match)
            if found:
                yield found


def _read(match: re.Match[str]) -> DayMonth | None:
    parts = match.groupdict()
    month, end = _month(match, parts)
    day = int(parts.get("day") or 0)
    if "one" in parts:
        one, two = int(parts["one"]), int(parts["two"])
        if one <= 12 and two <= 12 and one != two:
            return None
        day, month = (one, two) if two <= 12 else (two, one)
    year = int(parts["year"]) if parts.get("year") else None
    if month is None or _date(year or 2000, month, day) is None:
        return None
    if year is not None and not 1000 <= year <= 2999:
        return None
    return DayMonth(day, month, year, match.start(), end)


def _month(match: re.Match[str], parts: dict[str, str | None]) -> tuple[int | None, int]:
    """Return the month's number and where the date ends, which is earlier where a second word is no part of it."""
    number, name = parts.get("month"), parts.get("name")
    if number or not name:
        return (int(number) if number else None), match.end()
    words = re.split(r"\s*/\s*|\s+", name.lower())
    if " ".join(words) in months():
        return months()[" ".join(words)], match.end()
    if "/" in name and words[-1] in months():
        return months()[words[-1]], match.end()
    if words[0] not in months():
        return None, match.end()
    whole = len(words) == 1 or parts.get("year")
    end = match.end() if whole else match.start("name") + len(words[0])
    return months()[words[0]], end


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
